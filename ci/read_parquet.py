#!/usr/bin/env python3
"""Read the Parquet tables back with other people's programs: DuckDB and pyarrow with pandas, where Python has them.

    ci/read_parquet.py OUT_DIR

OUT_DIR holds the tables of one run in both formats. Each reader must find the rows of the CSV, DECIMAL(28,6), DATE, signed
integers and doubles where they belong, a description at every column, and equal values. Exit status 0 when all of it holds
or no reader is there, 1 when something differs, 2 when OUT_DIR has no tables.
"""
import csv
import importlib
import sys
from decimal import Decimal
from pathlib import Path

DECIMALS = {"facts": ["value_low", "value_high", "resolution"], "findings": ["left", "right", "gap"]}
DATES = {"facts": ["period_start", "period_end"], "calls": ["period_start", "period_end"]}
INT64 = {"facts": ["line", "byte_start", "byte_end"], "numerals": ["line", "byte_start", "byte_end"], "calls": ["facts"]}
INT32 = {"facts": ["turn"], "calls": ["fiscal_year", "fiscal_year_end"], "turns": ["turn"]}


def library(name):
    """The library, or None when this Python has none."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def expected(name, spelled):
    """Column and type, in the reader's spelling of the types."""
    for column in DECIMALS.get(name, []):
        yield column, spelled["decimal"]
        yield column + "_f64", spelled["double"]
        yield column + "_text", spelled["text"]
    for kind, columns in (("date", DATES), ("int64", INT64), ("int32", INT32)):
        for column in columns.get(name, []):
            yield column, spelled[kind]


def values_differ(name, rows, read):
    """Sentences on decimals and dates that the reader gives otherwise than the CSV; `read` maps a column to its values."""
    for column in DECIMALS.get(name, []):
        exact = read(column)
        rest = read(column + "_text")
        for number, (row, value, text) in enumerate(zip(rows, exact, rest), 1):
            said = Decimal(row[column]) if row[column] else None
            got = value if text is None else Decimal(text)
            if said != got:
                yield f"{name}.{column}, row {number}: {got} where the CSV has {said}"
    for column in DATES.get(name, []):
        for number, (row, value) in enumerate(zip(rows, read(column)), 1):
            if row[column] != (value.isoformat() if value else ""):
                yield f"{name}.{column}, row {number}: {value} where the CSV has {row[column]}"


def with_duckdb(duckdb, path, rows):
    name = path.stem
    types = {row[0]: row[1] for row in duckdb.sql(f"describe select * from read_parquet('{path}')").fetchall()}
    spelled = {"decimal": "DECIMAL(28,6)", "double": "DOUBLE", "text": "VARCHAR", "date": "DATE", "int64": "BIGINT", "int32": "INTEGER"}
    for column, kind in expected(name, spelled):
        if types.get(column) != kind:
            yield f"{name}.{column} is {types.get(column)}, expected {kind}"
    for column, kind in types.items():
        if kind.startswith("U"):
            yield f"{name}.{column} is unsigned: {kind}"
    count = duckdb.sql(f"select count(*) from read_parquet('{path}')").fetchall()[0][0]
    if count != len(rows):
        yield f"{name}: {count} rows, the CSV has {len(rows)}"
    yield from values_differ(name, rows, lambda column: [r[0] for r in duckdb.sql(f"select \"{column}\" from read_parquet('{path}')").fetchall()])


def with_pandas(pandas, path, rows):
    import pyarrow.parquet

    name = path.stem
    table = pyarrow.parquet.read_table(path)
    spelled = {"decimal": "decimal128(28, 6)", "double": "double", "text": "string", "date": "date32[day]", "int64": "int64", "int32": "int32"}
    kinds = {field.name: str(field.type) for field in table.schema}
    for column, kind in expected(name, spelled):
        if kinds.get(column) != kind:
            yield f"{name}.{column} is {kinds.get(column)}, expected {kind}"
    for field in table.schema:
        if not (field.metadata or {}).get(b"description"):
            yield f"{name}.{field.name} has no description"
    frame = pandas.read_parquet(path)
    if len(frame) != len(rows):
        yield f"{name}: {len(frame)} rows, the CSV has {len(rows)}"
    missing = [column for column in (rows[0] if rows else {}) if column not in frame]
    if missing:
        yield f"{name}: lacks the columns {', '.join(missing)}"
    yield from values_differ(name, rows, lambda column: table[column].to_pylist())


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    paths = sorted(Path(sys.argv[1]).glob("*.parquet"))
    if not paths:
        print(f"read_parquet.py: no Parquet tables in {sys.argv[1]}", file=sys.stderr)
        return 2
    wrong = 0
    readers = [("DuckDB", library("duckdb"), with_duckdb)]
    readers.append(("pandas with pyarrow", library("pandas") if library("pyarrow") else None, with_pandas))
    for called, module, check in readers:
        if module is None:
            print(f"skipped: this Python has no {called}")
            continue
        problems = [problem for path in paths for problem in check(module, path, rows_of(path.with_suffix(".csv")))]
        for problem in problems[:20]:
            print(f"{called}: {problem}")
        wrong += len(problems)
        print(f"{called}: read {len(paths)} tables" + (f", {len(problems)} things differ" if problems else ", all as declared"))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
