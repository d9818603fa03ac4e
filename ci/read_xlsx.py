#!/usr/bin/env python3
"""Read the workbook back with other people's programs: openpyxl, and LibreOffice, where they are there.

    ci/read_xlsx.py OUT_DIR

OUT_DIR holds the tables of one run as CSV and as workbook. Types, values, frozen panes, filters, notes and links must be as
declared, no cell may be a formula, the colours of the findings must have contrast, and LibreOffice must find the rows of the CSV
in the sheets. Exit status 0 when all of it holds or no reader is there, 1 when something differs, 2 when OUT_DIR has no workbook.
"""
import csv
import datetime
import importlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from decimal import Decimal
from pathlib import Path

GRIDS = {"Facts": "facts", "Findings": "findings", "Calls": "calls"}
NUMBERS = {"facts": ["line", "byte_start", "byte_end", "value_low", "value_high", "resolution", "turn"],
           "findings": ["left", "right", "gap"], "calls": ["fiscal_year", "fiscal_year_end", "turns", "facts", "numerals"]}
DATES = ["period_start", "period_end"]
SEVERITIES = ["error", "warning", "note", "pass", "not_evaluated"]
FROZEN = {"KPIs": "E3", "Facts": "C2", "Findings": "C2", "Calls": "B2"}
LABELS = 4


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def records(sheet):
    """Each row below the header, as cells by the column's name."""
    names = [cell.value for cell in sheet[1]]
    return [dict(zip(names, row)) for row in sheet.iter_rows(min_row=2)]


def plain(text):
    """A text of the CSV without what disarms a formula there."""
    return text[1:] if text[:1] == "'" and text[1:2] in "=+-@\t\r" else text


def differs(name, number, row, cell, table):
    """A sentence when a cell is not what the CSV has."""
    where, value = f"{table}.{name}, row {number}", cell.value
    if cell.data_type == "f":
        return f"{where}: a formula"
    if not row[name]:
        return None if value is None else f"{where}: {value!r} where the CSV has nothing"
    if name in NUMBERS[table]:
        right = isinstance(value, (int, float)) and float(Decimal(row[name])) == value
    elif name in DATES:
        right = isinstance(value, datetime.datetime) and value.date().isoformat() == row[name]
    else:
        right = isinstance(value, str) and value.replace("\r", "") == plain(row[name]).replace("\r", "")
    return None if right else f"{where}: {value!r} where the CSV has {row[name]!r}"


def grid(sheet, table, rows):
    found = records(sheet)
    if len(found) != len(rows):
        yield f"{table}: {len(found)} rows, the CSV has {len(rows)}"
    missing = [name for name in (rows[0] if rows else {}) if found and name not in found[0]]
    if missing:
        yield f"{table}: lacks the columns {', '.join(missing)}"
        return
    key = next(iter(rows[0]), None) if rows else None
    by_key = {}
    for row in rows:
        by_key.setdefault(plain(row[key]), []).append(row)
    for number, cells in enumerate(found, 2):
        same = by_key.get(cells[key].value)
        if not same:
            yield f"{table}, row {number}: the CSV has no {cells[key].value!r}"
            continue
        row = same.pop(0)
        yield from filter(None, (differs(name, number, row, cells[name], table) for name in row))


def luminance(argb):
    """Relative luminance of WCAG 2."""
    parts = [int(argb[at:at + 2], 16) / 255 for at in (2, 4, 6)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def findings(sheet):
    ranks = [SEVERITIES.index(cells["severity"].value) for cells in records(sheet)]
    if ranks != sorted(ranks):
        yield "findings: the worst are not first"
    colours = {}
    for number, cells in enumerate(records(sheet), 2):
        cell = cells["severity"]
        colours[cell.value] = (cell.fill.fgColor.rgb, cell.font.color.rgb)
        if not cells["message"].alignment.wrap_text:
            yield f"findings, row {number}: the message is not wrapped"
        if cells["fact_ids"].value and not cells["fact_ids"].hyperlink:
            yield f"findings, row {number}: no link to its facts"
    if len(set(colours.values())) != len(colours):
        yield f"findings: two severities look alike: {colours}"
    for severity, (ground, text) in colours.items():
        light, dark = sorted((luminance(ground), luminance(text)), reverse=True)
        if (light + 0.05) / (dark + 0.05) < 4.5:
            yield f"findings: {severity} has too little contrast: {text} on {ground}"


def kpis(sheet, facts, wide):
    """The values of `kpis_wide.csv`, each a number with a note, and a link to a row of the facts."""
    periods = [cell.value for cell in sheet[2]][LABELS:]
    given = sorted((period, float(Decimal(row[period]))) for row in wide for period in periods if row[period])
    found = []
    for row in sheet.iter_rows(min_row=3, min_col=LABELS + 1):
        for cell in row:
            if cell.value is None:
                continue
            where = f"KPIs!{cell.coordinate}"
            if not isinstance(cell.value, (int, float)):
                yield f"{where}: {cell.value!r} is no number"
                continue
            found.append((periods[cell.column - LABELS - 1], float(cell.value)))
            if cell.number_format == "General":
                yield f"{where}: no number format"
            if not cell.comment:
                yield f"{where}: no note"
                continue
            link = cell.hyperlink and cell.hyperlink.location
            if not link or not link.startswith("Facts!A"):
                yield f"{where}: no link to the facts"
                continue
            fact = {name.value: at.value for name, at in zip(facts[1], facts[int(link[7:])])}
            if fact["quote"] not in cell.comment.text:
                yield f"{where}: the note lacks the quote of {link}, {fact['quote']!r}"
    if sorted(found) != given:
        yield f"KPIs: {len(found)} values, not the {len(given)} of kpis_wide.csv"


def with_openpyxl(openpyxl, path, folder):
    book = openpyxl.load_workbook(path)
    if book.sheetnames != ["KPIs", "Facts", "Findings", "Calls"]:
        yield f"sheets: {book.sheetnames}"
        return
    for name, frozen in FROZEN.items():
        if book[name].freeze_panes != frozen:
            yield f"{name}: frozen at {book[name].freeze_panes}, expected {frozen}"
        if not book[name].auto_filter.ref:
            yield f"{name}: no filter"
    for name, table in GRIDS.items():
        yield from grid(book[name], table, rows_of(folder / f"{table}.csv"))
    yield from findings(book["Findings"])
    yield from kpis(book["KPIs"], book["Facts"], rows_of(folder / "kpis_wide.csv"))


def without_formulas(path):
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/") and (b"<f>" in parts.read(name) or b"<f " in parts.read(name)):
                yield f"{name}: has a formula"


def with_libreoffice(soffice, path, folder):
    """Every sheet as CSV: number of rows, and the first column of the facts."""
    with tempfile.TemporaryDirectory() as scratch:
        sheets = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'
        command = [soffice, f"-env:UserInstallation=file://{scratch}/profile", "--headless", "--convert-to", sheets, "--outdir", scratch, str(path)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        for name, table in GRIDS.items():
            written = Path(scratch) / f"{path.stem}-{name}.csv"
            if not written.is_file():
                yield f"{name} is not there: {(done.stderr or done.stdout).strip()}"
                continue
            rows, found = rows_of(folder / f"{table}.csv"), rows_of(written)
            if len(found) != len(rows):
                yield f"{name}: {len(found)} rows, the CSV has {len(rows)}"
            if table == "facts" and [row["fact_id"] for row in found] != [row["fact_id"] for row in rows]:
                yield f"{name}: other facts than in the CSV"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    path = folder / "tickmark.xlsx"
    if not path.is_file():
        print(f"read_xlsx.py: no tickmark.xlsx in {folder}", file=sys.stderr)
        return 2
    try:
        openpyxl = importlib.import_module("openpyxl")
    except ImportError:
        openpyxl = None
    readers = [("zipfile", "zipfile", lambda _, path, __: without_formulas(path)), ("openpyxl", openpyxl, with_openpyxl),
               ("LibreOffice", shutil.which("soffice"), with_libreoffice)]
    wrong = 0
    for called, reader, check in readers:
        if reader is None:
            print(f"skipped: no {called} here")
            continue
        problems = list(check(reader, path, folder))
        for problem in problems[:20]:
            print(f"{called}: {problem}")
        wrong += len(problems)
        print(f"{called}: read {path.name}" + (f", {len(problems)} things differ" if problems else ", all as declared"))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
