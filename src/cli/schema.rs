//! `tickmark schema`: the tables and their columns.
//!
//! In:  names of tables. Out: a listing, as a table, JSON or SQL. Not here: the declarations and the SQL (`table/`).

use std::io::{self, Write};

use anyhow::Result;
use tickmark::table::{TableInfo, ddl, tables};

use super::arguments::{SchemaArguments, SchemaFormat};
use super::command::{Outcome, complain};

pub(crate) fn schema(arguments: &SchemaArguments, out: &mut impl Write) -> Result<Outcome> {
    let tables = tables();
    let known = |name: &String| tables.iter().any(|table| table.name == name);
    if let Some(unknown) = arguments.tables.iter().find(|name| !known(name)) {
        let names: Vec<&str> = tables.iter().map(|table| table.name).collect();
        complain(format_args!("{unknown}: no such table, expected one of {}", names.join(", ")));
        return Ok(Outcome::Nothing);
    }
    let wanted = |table: &TableInfo| {
        arguments.tables.is_empty() || arguments.tables.iter().any(|name| name == table.name)
    };
    let tables: Vec<TableInfo> = tables.into_iter().filter(wanted).collect();
    match arguments.format {
        SchemaFormat::Table => list(&tables, out)?,
        SchemaFormat::Json => writeln!(out, "{}", serde_json::to_string_pretty(&tables)?)?,
        SchemaFormat::Sql => write!(out, "{}", ddl(&tables, arguments.dialect.into()))?,
    }
    Ok(Outcome::Done)
}

fn list(tables: &[TableInfo], out: &mut impl Write) -> io::Result<()> {
    for (place, table) in tables.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}: {}", table.name, table.about)?;
        for column in &table.columns {
            let nullable = if column.nullable { "may be empty" } else { "" };
            let kind = column.kind.as_str();
            writeln!(out, "  {:<18} {kind:<21} {nullable:<12} {}", column.name, column.about)?;
        }
    }
    Ok(())
}
