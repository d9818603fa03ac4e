#!/usr/bin/env python3
"""Run tickmark on the evaluation data and compare the scorers' figures with their floors.

    ci/eval.py [--bin target/release/tickmark] [--shared ../shared] [--floors eval-floors.toml] [--out target/eval]

Prints a table of figure, floor and verdict. Exit status 0 when every figure holds, 1 when one is below its floor, 2 when
something could not be run. Without the data, which is not part of the project, it says so and ends with 0.
Python 3.11 standard library only.
"""
import argparse
import csv
import json
import re
import subprocess
import sys
import time
import tomllib
from bisect import bisect_right
from decimal import Decimal
from pathlib import Path


class Unrunnable(Exception):
    """A program that failed; the message says which and what it printed."""


def run(command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if done.returncode != 0:
        raise Unrunnable(f"{' '.join(map(str, command))}: exit status {done.returncode}\n{done.stderr.strip()}")
    return done.stdout


def extract(binary, out, *inputs):
    """Tables of one run, and how many seconds it took."""
    start = time.perf_counter()
    run([binary, "extract", "--quiet", "--format", "csv", "--out", out, *inputs])
    return time.perf_counter() - start


def table(path):
    with open(path, encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def spans(shared, out):
    every = json.loads(run([sys.executable, shared / "eval/score_spans.py", shared / "eval/earnings21", out / "facts.csv", "--json"]))
    return {"value_recall": every["TOTAL"]["value"], "precision": every["TOTAL"]["precision"]}


# Calls of the gold that nobody who writes rules reads (DECISIONS.md): their figures show whether the rules are general.
HELD_OUT = ("ALE", "CL", "EOG", "HLT", "NOW", "ZTS")


def group(call):
    return "twilio" if call.startswith("twilio") else "held" if call.split("_")[0] in HELD_OUT else "read"


def facts(shared, out, wanted):
    """F1 over the calls of some groups: the scorer reads a gold folder with these calls only."""
    gold = out / ("gold-" + "-".join(wanted))
    gold.mkdir(parents=True, exist_ok=True)
    rows = table_of_calls(shared)
    chosen = [row for row in rows if group(row[0]) in wanted]
    (gold / "calls.tsv").write_text("call_id\tfile\n" + "".join(f"{call}\t{file}\n" for call, file in chosen), encoding="utf-8")
    for call, _ in chosen:
        (gold / f"{call}.tsv").write_bytes((shared / "gold" / f"{call}.tsv").read_bytes())
    rates = json.loads(run([sys.executable, shared / "eval/score_facts.py", gold, out / "facts.csv", "--json"]))
    return {"f1": rates["f1"], "tied_f1": rates["tied_f1"]}


def table_of_calls(shared):
    lines = (shared / "gold/calls.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [tuple(line.split("\t")[:2]) for line in lines if line.strip()]


def headlines(shared, out):
    text = run([sys.executable, shared / "eval/score_headlines.py", shared / "eval/ectsum/headlines.tsv", out / "facts.csv"])
    figure = {}
    for name, label in (("value", "value found"), ("metric", "metric right"), ("fully", "fully right")):
        match = re.search(rf"^{label}\s+\d+\s+([\d.]+) %", text, re.M)
        if match is None:
            raise Unrunnable(f"score_headlines.py prints no line {label!r}:\n{text}")
        figure[name] = float(match[1]) / 100
    return figure


def peers(binary, shared, out):
    """Share of the sentences that other tools were measured on of which each quantity has its type, value and currency."""
    rows = [line.split("\t")[:2] for line in (shared / "bench/peer_sentences.tsv").read_text(encoding="utf-8").splitlines()]
    source = out / "acme_q2_2024.txt"
    source.write_text("".join(sentence + "\n" for sentence, _ in rows), encoding="utf-8")
    extract(binary, out / "peers", source)
    kinds = {"basis_points": "bp", "percentage_points": "pp", "per_share": "money"}
    found = [[] for _ in rows]
    for row in table(out / "peers/facts.csv"):
        kind = kinds.get(row["kind"], row["kind"])
        ends = sorted(abs(Decimal(row[end])) for end in ("value_low", "value_high"))
        found[int(row["line"]) - 1].append((kind, *ends, row["unit"] if kind == "money" else ""))
    right = 0
    for got, (sentence, expected) in zip(found, rows):
        wanted = []
        for quantity in expected.split():
            kind, low, high, unit = quantity.split(":")
            wanted.append((kind, *sorted((abs(Decimal(low)), abs(Decimal(high)))), unit))
        right += sorted(got) == sorted(wanted)
        if sorted(got) != sorted(wanted):
            print(f"peers: {sentence}: {got} for {wanted}")
    return {"sentences": right / len(rows)}


def account(outs):
    """Shares of digit runs that the numerals cover, and of facts whose quote is in its place."""
    runs = covered = quotes = right = 0
    for out in outs:
        places = {}
        for row in table(out / "numerals.csv"):
            if bool(row["fact_ids"]) == bool(row["reason"]):
                print(f"{row['source_file']}:{row['line']}: numeral {row['quote']!r} has both facts and a reason, or neither")
                continue
            places.setdefault(row["source_file"], []).append((int(row["byte_start"]), int(row["byte_end"])))
        sources = {row["source_file"]: Path(row["source_file"]).read_bytes() for row in table(out / "calls.csv")}
        for name, source in sources.items():
            spans = sorted(places.get(name, []))
            starts = [start for start, _ in spans]
            for match in re.finditer(rb"[0-9]+", source):
                runs += 1
                at = bisect_right(starts, match.start()) - 1
                covered += at >= 0 and spans[at][1] >= match.end()
        for row in table(out / "facts.csv"):
            quotes += 1
            place = slice(int(row["byte_start"]), int(row["byte_end"]))
            right += sources[row["source_file"]][place] == row["quote"].encode()
    return {"numerals": covered / runs if runs else 0.0, "quotes": right / quotes if quotes else 0.0}


def figures(binary, shared, out):
    """Section, name and value of each figure."""
    seconds = extract(binary, out / "seeds", shared / "seeds")
    extract(binary, out / "gold", shared / "seeds", shared / "gold/calls")
    extract(binary, out / "earnings21", shared / "eval/earnings21")
    extract(binary, out / "ectsum", shared / "eval/ectsum/calls")
    sections = {
        "spans": spans(shared, out / "earnings21"),
        "facts_twilio": facts(shared, out / "gold", ("twilio",)),
        "facts_others": facts(shared, out / "gold", ("read", "held")),
        "facts_read": facts(shared, out / "gold", ("read",)),
        "facts_held": facts(shared, out / "gold", ("held",)),
        "peers": peers(binary, shared, out),
        "headlines": headlines(shared, out / "ectsum"),
        "account": account([out / "gold", out / "earnings21", out / "ectsum"]),
        "ceilings": {"seeds_seconds": seconds},
    }
    print(run([sys.executable, shared / "eval/score_checks.py", shared / "gold", out / "gold"]).strip())
    return sections


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=Path, default=Path("target/release/tickmark"))
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--floors", type=Path, default=Path("eval-floors.toml"))
    parser.add_argument("--out", type=Path, default=Path("target/eval"))
    args = parser.parse_args()
    if not args.shared.is_dir():
        print(f"skipped: {args.shared} is not there")
        return 0
    floors = tomllib.loads(args.floors.read_text(encoding="utf-8"))
    floors.pop("instructions", None)  # of ci/instructions.py
    try:
        measured = figures(args.bin, args.shared, args.out)
    except (Unrunnable, OSError) as error:
        print(f"eval.py: {error}", file=sys.stderr)
        return 2
    below = 0
    print(f"{'figure':28}{'value':>9}{'floor':>9}")
    for section, limits in floors.items():
        for name, limit in limits.items():
            value = measured[section][name]
            holds = value <= limit if section == "ceilings" else value >= limit
            below += not holds
            print(f"{section + '.' + name:28}{value:9.4f}{limit:9.4f}  {'ok' if holds else 'BROKEN'}")
    if below:
        print(f"eval.py: {below} figures do not hold", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
