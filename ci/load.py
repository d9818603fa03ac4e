#!/usr/bin/env python3
"""Load the tables of the example calls as their users do, and look at what arrives.

    ci/load.py [--bin target/release/tickmark] [--renew]

Runs examples/bi/ on DuckDB and on a PostgreSQL server of its own, and compares the views with examples/bi/README.md (--renew
writes them there, from DuckDB); loads the CSV by the DDL that `tickmark schema` prints; reads CSV, Parquet, JSON Lines and a dataset
in folders with DuckDB, pandas, polars and pyarrow; validates datapackage.json with frictionless. What is not installed is
skipped and said so. Exit status 0 when all that could be run holds, 1 when something differs, 2 when something could not be run.
"""
import argparse
import csv
import datetime
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLES = ["calls", "turns", "facts", "numerals", "findings", "translations", "kpis"]
VIEWS = ["revenue_by_segment_and_quarter", "guidance_against_actual", "findings_by_call"]
# The call that is written again.
AGAIN = "lumenbridge-2024-q2.txt"


class Unrunnable(Exception):
    """A program that failed; the message says which and what it printed."""


class Differs(Exception):
    """Something that is not as it should be."""


def library(name):
    """The library; None, and a line that says so, when this Python has none."""
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"skipped: {name} is not installed")
        return None


def run(command, **options):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise Unrunnable(f"{' '.join(map(str, command))}: exit status {done.returncode}\n{done.stdout}{done.stderr}".strip())
    return done.stdout


def equal(what, got, expected):
    if got != expected:
        raise Differs(f"{what}: {got!r}, expected {expected!r}")


class Work:
    """A folder with the tables of the examples: data-out/ in all formats, dataset/ in folders, each call written twice."""

    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
        calls = sorted((ROOT / "examples").glob("*.txt"))
        self.extract("data-out", calls, "--format", "csv,parquet,jsonl")
        for _ in range(2):
            self.extract("dataset", calls, "--format", "parquet", "--partition", "company,fiscal_year")
        self.extract("by-call", calls, "--format", "parquet", "--partition", "company,fiscal_year")
        self.extract("by-call", [call for call in calls if call.name == AGAIN], "--format", "parquet", "--partition", "company,fiscal_year")
        # A year that nobody knows, and a company that looks like a number.
        for name, text in (("1847.txt", ""), ("_orrin_q3_2024.txt", "Third quarter 2024 earnings call.\n\n")):
            (folder / name).write_text(text + "Revenue was $12 million.\n", encoding="utf-8")
            self.extract("odd", [folder / name], "--format", "parquet", "--partition", "company,fiscal_year")
        self.rows = {table: self.csv_rows(table) for table in TABLES}

    def extract(self, out, calls, *options):
        run([self.binary, "extract", "--quiet", "--out", self.folder / out, *options, *calls], cwd=ROOT)

    def csv_rows(self, table):
        with open(self.folder / f"data-out/{table}.csv", encoding="utf-8", newline="") as handle:
            return list(csv.DictReader(handle))

    def ddl(self, dialect):
        return run([self.binary, "schema", "--format", "sql", "--dialect", dialect])

    def datasets(self, table):
        """Folders that hold the rows of the CSV. Key figures and findings across calls are of a run: not where one call came alone."""
        yield self.folder / "dataset" / table
        if table not in ("kpis", "findings"):
            yield self.folder / "by-call" / table


def shown(value):
    """A value as the README has it: no trailing zeros, nothing where there is none."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value)


README = ROOT / "examples/bi/README.md"


def readme_tables(renewed=None):
    """The rows of each view in README, header first; with `renewed`, README gets those."""
    found = {}

    def table(match):
        name, between, lines = match.groups()
        header, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines.splitlines()] + [[]]
        found[name] = [header, *rows[:-1]]
        if renewed is None:
            return match[0]
        header, *rows = renewed[name]
        lines = [header, ["---"] * len(header), *rows]
        return f"## `{name}`\n{between}" + "".join(f"| {' | '.join(line)} |\n" for line in lines)

    text = README.read_text(encoding="utf-8")
    text = re.sub(r"^## `(\w+)`\n(\n)((?:\|.*\n)+)", table, text, flags=re.M)
    if renewed is not None:
        README.write_text(text, encoding="utf-8")
    return found


def compare_views(program, views):
    """Each view is a header and rows of text."""
    expected = readme_tables()
    for name in VIEWS:
        equal(f"{program}: {name}", views[name], expected.get(name))


def with_duckdb(duckdb, work, renew):
    os.chdir(work.folder)
    connection = duckdb.connect()
    connection.execute((ROOT / "examples/bi/duckdb.sql").read_text(encoding="utf-8"))
    views = {}
    for name in VIEWS:
        result = connection.execute(f"SELECT * FROM {name}")
        header = [column[0] for column in result.description]
        views[name] = [header] + [[shown(value) for value in row] for row in result.fetchall()]
    if renew:
        readme_tables(views)
    compare_views("DuckDB", views)

    loaded = duckdb.connect()
    loaded.execute(work.ddl("duckdb"))
    for table in TABLES:
        loaded.execute(f"COPY {table} FROM 'data-out/{table}.csv' (FORMAT csv, HEADER true)")
        equal(f"DuckDB: rows of {table} by DDL", count(loaded, table), len(work.rows[table]))
        equal(f"DuckDB: rows of {table}.jsonl", count(loaded, f"read_json('data-out/{table}.jsonl', format = 'newline_delimited')"), len(work.rows[table]))
        for folder in work.datasets(table):
            files = f"read_parquet('{folder}/**/*.parquet', hive_partitioning = true)"
            equal(f"DuckDB: rows of {folder}", count(loaded, files), len(work.rows[table]))
            types = {row[0]: row[1] for row in loaded.execute(f"DESCRIBE SELECT * FROM {files}").fetchall()}
            equal(f"DuckDB: {table}.company", types["company"], "VARCHAR")
            equal(f"DuckDB: {table}.fiscal_year", types.get("fiscal_year"), None if table == "kpis" else "BIGINT")
    odd = f"SELECT company, fiscal_year FROM read_parquet('{work.folder}/odd/facts/**/*.parquet', hive_partitioning = true) ORDER BY company"
    equal("DuckDB: folders of odd", loaded.execute(odd).fetchall(), ODD)
    alone = f"read_parquet('{work.folder}/by-call/findings/**/*.parquet', hive_partitioning = true)"
    equal("DuckDB: findings that are there twice", count(loaded, alone), count(loaded, f"(SELECT DISTINCT finding_id FROM {alone})"))
    low = [row[0] for row in loaded.execute("SELECT value_low FROM facts ORDER BY fact_id").fetchall()]
    said = [Decimal(row["value_low"]) for row in sorted(work.rows["facts"], key=lambda row: row["fact_id"])]
    equal("DuckDB: value_low of facts", low, said)


def count(connection, source):
    return connection.execute(f"SELECT count(*) FROM {source}").fetchall()[0][0]


ODD = [("1847", None), ("orrin", 2024)]


def in_dataset(work, table):
    """What the folders of a dataset must say for the rows of a table: pairs of company and year, sorted."""
    calls = {call["call_id"]: (call["company_key"], int(call["fiscal_year"])) for call in work.rows["calls"]}
    return sorted(calls[row["call_id"]] for row in work.rows[table])


def with_pandas(pandas, work, _renew):
    numbers = {"line": "Int64", "byte_start": "Int64", "turn": "Int32"}
    frame = pandas.read_csv(work.folder / "data-out/facts.csv", dtype=numbers, parse_dates=["period_start"], converters={"value_low": Decimal})
    equal("pandas: rows of facts.csv", len(frame), len(work.rows["facts"]))
    equal("pandas: value_low of facts.csv", list(frame["value_low"]), [Decimal(row["value_low"]) for row in work.rows["facts"]])
    equal("pandas: type of period_start", frame["period_start"].dtype.kind, "M")
    if library("pyarrow") is None:
        return
    for table in TABLES:
        equal(f"pandas: rows of {table}.parquet", len(pandas.read_parquet(work.folder / f"data-out/{table}.parquet")), len(work.rows[table]))
        for folder in work.datasets(table):
            frame = pandas.read_parquet(folder)
            equal(f"pandas: rows of {folder}", len(frame), len(work.rows[table]))
            if table != "kpis":
                pairs = sorted(zip(frame["company"].astype(str), frame["fiscal_year"].astype(int)))
                equal(f"pandas: folders of {folder}", pairs, in_dataset(work, table))


    import pyarrow.dataset

    # Without this argument pandas makes dictionaries of the folders, which cannot hold that there is no year.
    frame = pandas.read_parquet(work.folder / "odd/facts", partitioning=pyarrow.dataset.partitioning(flavor="hive")).sort_values("company")
    years = [None if pandas.isna(year) else int(year) for year in frame["fiscal_year"]]
    equal("pandas: folders of odd", list(zip(frame["company"], years)), ODD)


def with_pyarrow(pyarrow, work, _renew):
    import pyarrow.dataset

    odd = pyarrow.dataset.dataset(work.folder / "odd/facts", format="parquet", partitioning="hive").to_table().sort_by("company")
    equal("pyarrow: folders of odd", list(zip(odd["company"].to_pylist(), odd["fiscal_year"].to_pylist())), ODD)
    for table in TABLES:
        for folder in work.datasets(table):
            read = pyarrow.dataset.dataset(folder, format="parquet", partitioning="hive").to_table()
            equal(f"pyarrow: rows of {folder}", read.num_rows, len(work.rows[table]))
            equal(f"pyarrow: {table}.company", str(read.schema.field("company").type), "string")
            if table != "kpis":
                equal(f"pyarrow: {table}.fiscal_year", str(read.schema.field("fiscal_year").type), "int32")
            if table == "facts":
                equal("pyarrow: facts.value_low", str(read.schema.field("value_low").type), "decimal128(28, 6)")


def with_polars(polars, work, _renew):
    for table in TABLES:
        rows = len(work.rows[table])
        for ending, read in (("csv", polars.read_csv), ("parquet", polars.read_parquet), ("jsonl", polars.read_ndjson)):
            options = {"infer_schema_length": None} if ending != "parquet" else {}
            equal(f"polars: rows of {table}.{ending}", read(work.folder / f"data-out/{table}.{ending}", **options).height, rows)
        for folder in work.datasets(table):
            frame = polars.read_parquet(folder / "**/*.parquet", hive_partitioning=True)
            equal(f"polars: rows of {folder}", frame.height, rows)
            equal(f"polars: {table}.company", frame.schema["company"], polars.String)
            if table != "kpis":
                equal(f"polars: {table}.fiscal_year", frame.schema["fiscal_year"], polars.Int64)
                pairs = sorted(zip(frame["company"], frame["fiscal_year"]))
                equal(f"polars: folders of {folder}", pairs, in_dataset(work, table))
    odd = polars.read_parquet(work.folder / "odd/facts/**/*.parquet", hive_partitioning=True).sort("company")
    equal("polars: folders of odd", odd.select("company", "fiscal_year").rows(), ODD)
    facts = polars.read_parquet(work.folder / "data-out/facts.parquet")
    equal("polars: facts.value_low", facts.schema["value_low"], polars.Decimal(28, 6))
    equal("polars: facts.period_start", facts.schema["period_start"], polars.Date)


def with_frictionless(frictionless, work, _renew):
    report = frictionless.validate(str(work.folder / "data-out/datapackage.json"))
    errors = report.flatten(["rowNumber", "fieldName", "type", "message"])
    equal("frictionless: errors", errors[:5], [])
    equal("frictionless: tables", [task.name for task in report.tasks if task.stats["rows"] == len(work.rows[task.name])], [task.name for task in report.tasks])
    equal("frictionless: number of tables", len(report.tasks), len(TABLES))


def with_json_lines(work):
    """The lines against the CSV, with nothing but the standard library."""
    for table in TABLES:
        lines = [json.loads(line) for line in (work.folder / f"data-out/{table}.jsonl").read_text(encoding="utf-8").splitlines()]
        equal(f"JSON Lines: rows of {table}", len(lines), len(work.rows[table]))
        for number, (line, row) in enumerate(zip(lines, work.rows[table]), 1):
            for column, text in row.items():
                # A text that a spreadsheet would run has a ' in front in CSV only.
                got = shown(line[column])
                if got != text and "'" + got != text:
                    raise Differs(f"JSON Lines: {table}.{column}, row {number}: {got!r}, the CSV has {text!r}")


def server_programs():
    """Folder of initdb and pg_ctl; None, and a line that says so, when there is no server."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = shutil.which("initdb") or (installed[-1] if installed else None)
    if found is None or shutil.which("psql") is None:
        print("skipped: PostgreSQL is not installed")
        return None
    return Path(found).resolve().parent


def with_postgres(programs, work):
    # The server refuses to run as root.
    user = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    home = Path(tempfile.mkdtemp(prefix="tickmark-pg-"))
    if user:
        shutil.chown(home, "nobody", "nogroup")
    server = [programs / "pg_ctl", "-D", home / "data", "-w", "-s"]
    try:
        run([programs / "initdb", "-D", home / "data", "-U", "tickmark", "-A", "trust", "-E", "UTF8", "--no-sync"], cwd=home, **user)
        # On a socket in a folder of its own: no port that anybody else has.
        options = f"-k {home} -c listen_addresses='' -c fsync=off"
        run([*server, "-l", home / "log", "-o", options, "start"], cwd=home, **user)
        try:
            load_postgres(home, work)
        finally:
            run([*server, "-m", "immediate", "stop"], cwd=home, **user)
    finally:
        shutil.rmtree(home)


def load_postgres(home, work):
    psql = ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", home, "-U", "tickmark", "-d", "postgres"]
    schema = work.folder / "schema.sql"
    schema.write_text(work.ddl("postgres"), encoding="utf-8")
    run([*psql, "-f", schema])
    run([*psql, "-f", ROOT / "examples/bi/postgres.sql"], cwd=work.folder)
    views = {}
    for name in VIEWS:
        text = run([*psql, "--csv", "-c", f"SELECT * FROM {name}"])
        views[name] = list(csv.reader(text.splitlines()))
    compare_views("PostgreSQL", views)
    for table in TABLES:
        rows = run([*psql, "-At", "-c", f"SELECT count(*) FROM {table}"]).strip()
        equal(f"PostgreSQL: rows of {table}", int(rows), len(work.rows[table]))
    text = run([*psql, "--csv", "-c", "SELECT fact_id, value_low, period_start FROM facts ORDER BY line, byte_start, fact_id"])
    got = {row["fact_id"]: (Decimal(row["value_low"]), row["period_start"]) for row in csv.DictReader(text.splitlines())}
    for row in work.rows["facts"]:
        equal(f"PostgreSQL: {row['fact_id']}", got[row["fact_id"]], (Decimal(row["value_low"]), row["period_start"]))
        if row["period_start"]:
            datetime.date.fromisoformat(row["period_start"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=Path, default=ROOT / "target/release/tickmark")
    parser.add_argument("--renew", action="store_true")
    args = parser.parse_args()
    libraries = [("duckdb", with_duckdb), ("pandas", with_pandas), ("pyarrow", with_pyarrow), ("polars", with_polars), ("frictionless", with_frictionless)]
    differing = 0
    with tempfile.TemporaryDirectory(prefix="tickmark-load-") as folder:
        try:
            work = Work(args.bin.resolve(), Path(folder))
            steps = [("JSON Lines", with_json_lines, [work])]
            for name, step in libraries:
                module = library(name)
                steps += [(name, step, [module, work, args.renew])] if module else []
            programs = server_programs()
            steps += [("PostgreSQL", with_postgres, [programs, work])] if programs else []
            for name, step, arguments in steps:
                try:
                    step(*arguments)
                    print(f"{name}: done")
                except Differs as problem:
                    differing += 1
                    print(f"load.py: {problem}", file=sys.stderr)
        except (Unrunnable, OSError) as error:
            print(f"load.py: {error}", file=sys.stderr)
            return 2
        finally:
            os.chdir(ROOT)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
