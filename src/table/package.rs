//! `datapackage.json`: what the CSV files beside it hold, as a Tabular Data Package.
//!
//! In:  the declared tables. Out: the bytes of the file. Not here: the CSV files (`csv_file.rs`).
//!
//! `kpis_wide.csv` is not in it: its columns differ from run to run.

use std::io::{self, Write};

use serde::Serialize;

use super::column::{Column, ColumnType};
use super::files::Format;
use super::reference::Reference;
use super::sheet::{TableInfo, tables};

/// Its name in the folder.
pub(crate) const FILE: &str = "datapackage.json";

#[derive(Serialize)]
struct Package {
    profile: &'static str,
    name: &'static str,
    description: &'static str,
    resources: Vec<Resource>,
}

#[derive(Serialize)]
struct Resource {
    profile: &'static str,
    name: &'static str,
    path: String,
    description: &'static str,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    schema: Schema,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    fields: Vec<Field>,
    missing_values: [&'static str; 1],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    primary_key: &'static [&'static str],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    foreign_keys: Vec<ForeignKey>,
}

#[derive(Serialize)]
struct Field {
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    description: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    constraints: Option<Constraints>,
}

#[derive(Serialize)]
struct Constraints {
    required: bool,
}

#[derive(Serialize)]
struct ForeignKey {
    fields: &'static [&'static str],
    reference: Target,
}

#[derive(Serialize)]
struct Target {
    resource: &'static str,
    fields: &'static [&'static str],
}

/// Writes the description of all CSV tables.
pub(crate) fn write_package(mut out: impl Write) -> io::Result<()> {
    let package = Package {
        profile: "tabular-data-package",
        name: "tickmark",
        description: "Figures that people say in earnings calls; a text that a spreadsheet would run has a ' in front",
        resources: tables().iter().map(resource).collect(),
    };
    serde_json::to_writer_pretty(&mut out, &package)?;
    out.write_all(b"\n")?;
    out.flush()
}

fn resource(table: &TableInfo) -> Resource {
    Resource {
        profile: "tabular-data-resource",
        name: table.name,
        path: format!("{}.{}", table.name, Format::Csv.as_str()),
        description: table.about,
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        schema: Schema {
            fields: table.columns.iter().filter_map(field).collect(),
            missing_values: [""],
            primary_key: table.key,
            foreign_keys: table.references.iter().map(foreign_key).collect(),
        },
    }
}

fn field(column: &Column) -> Option<Field> {
    let kind = match column.kind {
        ColumnType::Text => "string",
        ColumnType::Integer | ColumnType::Small => "integer",
        ColumnType::Decimal => "number",
        ColumnType::Date => "date",
        ColumnType::Double => return None,
    };
    let constraints = (!column.nullable).then_some(Constraints { required: true });
    Some(Field { name: column.name, kind, description: column.about, constraints })
}

fn foreign_key(reference: &Reference) -> ForeignKey {
    let reference_to = Target { resource: reference.table, fields: reference.key };
    ForeignKey { fields: reference.columns, reference: reference_to }
}
