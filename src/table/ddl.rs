//! The tables as SQL: what a database needs before the CSV files can be loaded into it.
//!
//! In:  declared tables, a [`Dialect`]. Out: `CREATE TABLE` statements. Not here: loading (`examples/bi/`).
//!
//! | column type | DuckDB | PostgreSQL |
//! | --- | --- | --- |
//! | text | `VARCHAR` | `TEXT` |
//! | integer, small integer | `BIGINT`, `INTEGER` | the same |
//! | decimal | `DECIMAL(28,6)`, as in Parquet | `NUMERIC`, which holds all digits |
//! | date | `DATE` | the same |

use super::column::{Column, ColumnType};
use super::sheet::TableInfo;

/// Whose SQL.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Dialect {
    /// DuckDB.
    DuckDb,
    /// PostgreSQL.
    Postgres,
}

/// The statements, each table after those that it refers to.
///
/// A reference to a table that is not among `tables` is left out.
#[must_use]
pub fn ddl(tables: &[TableInfo], dialect: Dialect) -> String {
    let statements: Vec<String> = in_order(tables)
        .into_iter()
        .map(|table| create(table, tables, dialect) + &comments(table))
        .collect();
    statements.join("\n")
}

/// No table refers to itself, and none in a circle; a test holds that.
fn in_order(tables: &[TableInfo]) -> Vec<&TableInfo> {
    let mut waiting: Vec<&TableInfo> = tables.iter().collect();
    let mut ordered = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let waits = |table: &TableInfo| {
            table.references.iter().any(|to| waiting.iter().any(|one| one.name == to.table))
        };
        let (later, now): (Vec<_>, Vec<_>) = waiting.iter().partition(|table| waits(table));
        if now.is_empty() {
            ordered.extend(later);
            break;
        }
        ordered.extend(now);
        waiting = later;
    }
    ordered
}

fn create(table: &TableInfo, tables: &[TableInfo], dialect: Dialect) -> String {
    let columns = table.columns.iter().filter(|one| one.kind.in_csv());
    let mut lines: Vec<String> = columns.map(|one| column(one, dialect)).collect();
    if !table.key.is_empty() {
        lines.push(format!("PRIMARY KEY ({})", names(table.key)));
    }
    let known = |name: &str| tables.iter().any(|table| table.name == name);
    lines.extend(table.references.iter().filter(|to| known(to.table)).map(|to| {
        let (from, key) = (names(to.columns), names(to.key));
        format!("FOREIGN KEY ({from}) REFERENCES {} ({key})", quoted(to.table))
    }));
    format!("CREATE TABLE {} (\n  {}\n);\n", quoted(table.name), lines.join(",\n  "))
}

fn column(column: &Column, dialect: Dialect) -> String {
    let needed = if column.nullable { "" } else { " NOT NULL" };
    format!("{} {}{needed}", quoted(column.name), kind(column.kind, dialect))
}

fn kind(kind: ColumnType, dialect: Dialect) -> &'static str {
    match (kind, dialect) {
        (ColumnType::Text, Dialect::DuckDb) => "VARCHAR",
        (ColumnType::Text, Dialect::Postgres) => "TEXT",
        (ColumnType::Integer, _) => "BIGINT",
        (ColumnType::Small, _) => "INTEGER",
        (ColumnType::Decimal, Dialect::DuckDb) => "DECIMAL(28,6)",
        (ColumnType::Decimal, Dialect::Postgres) => "NUMERIC",
        (ColumnType::Date, _) => "DATE",
        (ColumnType::Double, Dialect::DuckDb) => "DOUBLE",
        (ColumnType::Double, Dialect::Postgres) => "DOUBLE PRECISION",
    }
}

fn comments(table: &TableInfo) -> String {
    let name = quoted(table.name);
    let mut text = format!("COMMENT ON TABLE {name} IS {};\n", literal(table.about));
    for column in table.columns.iter().filter(|one| one.kind.in_csv()) {
        let (column, about) = (quoted(column.name), literal(column.about));
        text.push_str(&format!("COMMENT ON COLUMN {name}.{column} IS {about};\n"));
    }
    text
}

/// Always in quotation marks: `left`, `right` and `check` are words of SQL.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn names(names: &[&str]) -> String {
    names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
}

fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::tables;

    const SMALL: TableInfo = TableInfo {
        name: "left",
        about: "a company's row",
        columns: Vec::new(),
        key: &["check"],
        references: &[],
    };

    #[test]
    fn a_table_in_both_dialects() {
        let columns = vec![
            Column::always("check", ColumnType::Text, "id"),
            Column::maybe("gap", ColumnType::Decimal, "distance"),
            Column::maybe("gap_f64", ColumnType::Double, "not in CSV"),
        ];
        let table = TableInfo { columns, ..SMALL };
        let expected = "\
CREATE TABLE \"left\" (
  \"check\" VARCHAR NOT NULL,
  \"gap\" DECIMAL(28,6),
  PRIMARY KEY (\"check\")
);
COMMENT ON TABLE \"left\" IS 'a company''s row';
COMMENT ON COLUMN \"left\".\"check\" IS 'id';
COMMENT ON COLUMN \"left\".\"gap\" IS 'distance';
";
        assert_eq!(ddl(std::slice::from_ref(&table), Dialect::DuckDb), expected);
        let expected = expected.replace("VARCHAR", "TEXT").replace("DECIMAL(28,6)", "NUMERIC");
        assert_eq!(ddl(&[table], Dialect::Postgres), expected);
    }

    #[test]
    fn a_table_comes_after_those_it_refers_to() {
        let tables = tables();
        let ordered: Vec<&str> = in_order(&tables).iter().map(|table| table.name).collect();
        assert_eq!(ordered.len(), tables.len());
        for table in &tables {
            let place = |name: &str| ordered.iter().position(|one| *one == name);
            for to in table.references {
                assert!(place(to.table) < place(table.name), "{} before {}", table.name, to.table);
            }
        }
    }

    #[test]
    fn a_reference_needs_its_table() {
        let facts: Vec<TableInfo> =
            tables().into_iter().filter(|table| table.name == "facts").collect();
        assert!(!ddl(&facts, Dialect::Postgres).contains("FOREIGN KEY"));
        assert!(ddl(&tables(), Dialect::Postgres).contains("FOREIGN KEY"));
    }

    /// What a reference names is there, and is the key of the other table.
    #[test]
    fn references_and_keys_are_columns() {
        let tables = tables();
        for table in &tables {
            let has = |column: &&str| table.columns.iter().any(|one| one.name == *column);
            assert!(table.key.iter().all(has), "{}", table.name);
            for to in table.references {
                assert!(to.columns.iter().all(has), "{}: {to:?}", table.name);
                let other = tables.iter().find(|other| other.name == to.table).unwrap();
                assert_eq!(to.key, other.key, "{}: {to:?}", table.name);
            }
        }
    }
}
