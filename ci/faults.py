#!/usr/bin/env python3
"""Do to the program what happens to programs, and look at what is left: SIGKILL while it writes, two runs into one folder, full and
read-only disks, files that vanish, huge and hostile inputs, many calls, many runs.

    ci/faults.py [--bin target/release/tickmark] [--work target/faults] [--seed 1] [--full] [PART ...]

Parts: kill together disk vanish hostile load. Without --full each is a short one, for CI; with it the counts are those of SECURITY.md
(200 kills, 100,000 calls, a gigabyte in one line, an hour of runs). Prints a line a part; ends with 1 when one fails.
Parts that need what is not there (root for a disk of 1 MB) say that they are skipped. Python 3.11 standard library only.
"""
import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

CALL = """{company} Mills {quarter} quarter {year} earnings call.

Ada Brook -- Chief Financial Officer

Revenue was ${revenue} million, up {growth}% year-over-year. Gross margin was {margin}%. We returned ${cash} million to shareholders.

Ben Stone -- Analyst

And the outlook?

Ada Brook -- Chief Financial Officer

For the full year we expect revenue of ${low} million to ${high} million.
"""


class Broken(Exception):
    """What was promised and did not hold."""


# Calls of one company: ten years of quarters.
CALLS = 40


def name(number):
    """A name for each number."""
    return "".join(chr(97 + number // 26 ** place % 26) for place in range(4)).capitalize()


def call(number, chance):
    revenue = chance.randint(100, 999)
    quarter = ("first", "second", "third", "fourth")[number % 4]
    return CALL.format(company=name(number // CALLS), quarter=quarter, year=1990 + number % CALLS // 4, revenue=revenue, growth=chance.randint(1, 30), margin=chance.randint(20, 80),
                       cash=chance.randint(10, 90), low=4 * revenue, high=4 * revenue + 40)


def calls(folder, count, seed):
    chance = random.Random(seed)
    for number in range(count):
        place = folder / f"{number // 1000:04}"
        if number % 1000 == 0:
            place.mkdir(parents=True, exist_ok=True)
        (place / f"{name(number // CALLS).lower()}_q{number % 4 + 1}_{1990 + number % CALLS // 4}.txt").write_text(call(number, chance))
    return folder


def command(binary, *words):
    return [str(binary), *map(str, words)]


# A process of its own, since a child begins with the memory that its parent has.
MEASURE = """
import os, subprocess, sys
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_maxrss)
"""


def run(binary, *words):
    """Exit status, what was said on stderr, seconds, peak MB."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", MEASURE, *command(binary, *words)], capture_output=True, text=True, check=True)
    status, peak = map(int, done.stdout.split())
    return status, done.stderr, time.perf_counter() - start, peak / 1000


def tables(folder):
    """The files of a folder that a reader sees, by their bytes."""
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*")) if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)}


def leftovers(out):
    return [path.name for place in (out, out.parent) for path in place.glob(".*") if "tickmark" in path.name]


def expect(truth, what):
    if not truth:
        raise Broken(what)


def two_inputs(arguments, work, count):
    """Two folders of calls, the tables of each, and the seconds that the second took."""
    inputs, whole, seconds = [calls(work / name, count, seed) for seed, name in enumerate("ab")], [], 0
    for number, folder in enumerate(inputs):
        done, said, seconds, _ = run(arguments.bin, "extract", folder, "--quiet", "--out", work / f"whole-{number}")
        expect(done == 0, said)
        whole.append(tables(work / f"whole-{number}"))
    return inputs, whole, seconds


def kill(arguments):
    """SIGKILL at random moments: the folder holds the old tables or the new ones, whole; the next run cleans up."""
    count, work, chance = 200 if arguments.full else 25, arguments.work / "kill", random.Random(arguments.seed)
    inputs, whole, seconds = two_inputs(arguments, work, 150)
    out = work / "out"
    shutil.copytree(work / "whole-0", out)
    (out / "notes.md").write_text("of the user")
    whole = [{**one, "notes.md": hashlib.sha256(b"of the user").hexdigest()} for one in whole]
    killed = number = 0
    while killed < count and number < 10 * count:
        start = time.perf_counter()
        child = subprocess.Popen(command(arguments.bin, "extract", inputs[(number + 1) % 2], "--quiet", "--out", out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # Half of the kills aim at the end, where the tables are put in place.
        try:
            child.wait(chance.uniform(0.7, 1.1) * seconds if number % 2 else chance.uniform(0, 1) * seconds)
            seconds = min(seconds, time.perf_counter() - start)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
        killed += child.wait() == -signal.SIGKILL
        now = tables(out)
        expect(now in whole, f"after kill {number} the folder is a mixture: {sorted(now)}")
        number += 1
    done, said, _, _ = run(arguments.bin, "extract", inputs[0], "--quiet", "--out", out)
    expect(done == 0 and tables(out) == whole[0], f"the run after the kills: {said}")
    expect(not leftovers(out), f"left behind: {leftovers(out)}")
    return f"{killed} of {number} runs killed, old tables or new ones whole after each; nothing left behind"


def together(arguments):
    """Two runs into one folder: both whole one after the other, or one is refused in a sentence."""
    count, work = 40 if arguments.full else 8, arguments.work / "together"
    inputs, whole, _ = two_inputs(arguments, work, 100)
    refused = 0
    for _ in range(count):
        children = [subprocess.Popen(command(arguments.bin, "extract", folder, "--quiet", "--out", work / "out"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
                    for folder in inputs]
        for child in children:
            said = child.communicate()[1]
            expect(child.returncode == 0 or child.returncode == 2 and said.count("\n") == 1 and "another run" in said, f"{child.returncode}: {said}")
            refused += child.returncode == 2
        expect(tables(work / "out") in whole, "the folder is a mixture")
    return f"{count} pairs, {refused} runs refused in a sentence, every folder whole"


def disk(arguments):
    """A disk of 1 MB, and one that may only be read: one sentence, and the old tables stay."""
    if os.geteuid() != 0:
        return "skipped: mounting a small disk needs root"
    work = arguments.work / "disk"
    place = work / "small"
    place.mkdir(parents=True)
    big = calls(work / "big", 3000, 1)
    small = calls(work / "few", 3, 2)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place], capture_output=True).returncode:
        return "skipped: no disk can be mounted here"
    try:
        # The disk itself as the folder: nothing beside it is on the same disk.
        done, said, _, _ = run(arguments.bin, "extract", small, "--quiet", "--format", "csv", "--out", place)
        expect(done == 0 and (place / "facts.csv").is_file() and not leftovers(place), f"a disk as the folder: {said}")
        done, said, _, _ = run(arguments.bin, "extract", small, "--quiet", "--format", "csv", "--out", place / "out")
        expect(done == 0, said)
        before = tables(place / "out")
        for remount, name in (([], "full"), (["mount", "-o", "remount,ro", place], "read-only")):
            if remount:
                subprocess.run(remount, check=True)
            done, said, _, _ = run(arguments.bin, "extract", big, "--quiet", "--format", "csv", "--out", place / "out")
            expect(done == 2 and said.count("\n") == 1 and said.startswith("error: "), f"{name} disk: {done}, {said}")
            expect(tables(place / "out") == before, f"{name} disk: the old tables are gone")
            expect(not leftovers(place / "out"), f"{name} disk: left behind {leftovers(place / 'out')}")
    finally:
        subprocess.run(["umount", place], check=True)
    return "full disk and read-only disk: one sentence each, old tables whole"


def vanish(arguments):
    """Files that go and change while they are read: a sentence each, the others are in the tables."""
    work = arguments.work / "vanish"
    folder = calls(work / "calls", 2000, 3)
    files = sorted(folder.rglob("*.txt"))
    child = subprocess.Popen(command(arguments.bin, "extract", folder, "--quiet", "--format", "csv", "--out", work / "out"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    # It lists the folder first; what goes then goes under its hands.
    time.sleep(0.15)
    for path in files[::-1][:400:2]:
        path.unlink()
    for path in files[::-1][1:400:2]:
        path.write_text(CALL[:80])
    said = child.communicate()[1]
    lines = said.splitlines()
    with open(work / "out/calls.csv", encoding="utf-8") as table:
        rows = sum(1 for _ in table) - 1
    expect(rows + len(lines) >= 1800 and rows >= 1600, f"{rows} calls in the tables, {len(lines)} sentences")
    expect(child.returncode in (0, 1) and all(line.startswith(("error: ", "note: ")) for line in lines), f"{child.returncode}: {said[:300]}")
    return f"2,000 files, 200 removed and 200 changed while they were read: {len(lines)} sentences, status {child.returncode}"


def hostile(arguments):
    """Huge and hostile inputs: read or refused in one sentence, in bounded time and memory."""
    work = arguments.work / "hostile"
    work.mkdir(parents=True)
    size = 1_000_000_000 if arguments.full else 70_000_000
    large, people = (50, 100_000) if arguments.full else (5, 20_000)
    head = "Orrin Mills second quarter 2024 earnings call.\n\nAda Brook -- Chief Financial Officer\n\n"
    words = "revenue grew 5% to $12 million in the quarter and "
    inputs = {
        "a line of many bytes": (head + words * (size // len(words)), 1500),
        "many dollars": (head + "$" * size, 1500),
        f"a call of {large} MB": (head + "".join((words + "it was good. ") * 40 + "\n\n" for _ in range(large * 1_000_000 // 2522)), 200 * large + 500),
        f"{people:,} speakers": (head + "".join(f"{who} Brook -- Analyst\n\nRevenue was ${number} million.\n\n" for number, who in enumerate(map(name, range(people)))), 3000),
        "a million digits": (head + "Revenue was $12 million, then " + "7" * 1_000_000 + " dollars.\n", 500),
        "10,000 brackets": (head + "Revenue was $12 million " + "(" * 10_000 + "5%" + ")" * 10_000 + ".\n", 500),
        "a sentence of 1 MB": (head + words * 20_000 + ".\n", 1500),
        "a word of 5 MB": (head + "Revenue was $12 million " + "a" * 5_000_000, 500),
    }
    shown = []
    for what, (text, most) in inputs.items():
        path = work / "call.txt"
        path.write_text(text, encoding="utf-8")
        done, said, seconds, peak = run(arguments.bin, "extract", path, "--quiet", "--format", "csv", "--out", work / "out")
        expect(done == 0 or done == 2 and said.count("\n") == 1, f"{what}: {done}, {said[:300]}")
        expect(peak < most and seconds < 600, f"{what}: {seconds:.1f} s, {peak:.0f} MB")
        shown.append(f"{what} {'refused' if done else 'read'} in {seconds:.1f} s, {peak:.0f} MB")
        path.unlink()
    return "; ".join(shown)


def load(arguments):
    """Many calls in one run, many calls of one company, one run after the other: flat memory, no file left open or behind."""
    work = arguments.work / "load"
    count = 100_000 if arguments.full else 5_000
    few = calls(work / "few", count // 10, 4)
    many = calls(work / "many", count, 5)
    peaks = []
    for folder in (few, many):
        done, said, seconds, peak = run(arguments.bin, "extract", folder, "--quiet", "--format", "parquet", "--out", work / "out")
        expect(done == 0, said[:300])
        peaks.append(peak)
    expect(peaks[1] < 1.2 * peaks[0] + 80, f"{count} calls took {peaks[1]:.0f} MB, a tenth of them {peaks[0]:.0f} MB")
    shown = f"{count} calls in {seconds:.1f} s, {peaks[1]:.0f} MB ({peaks[0]:.0f} MB with a tenth of them)"
    # One run after the other: an hour, or what CI has time for.
    until = time.perf_counter() + (3600 if arguments.full else 15)
    one = calls(work / "one", 1, 6)
    peaks = []
    while time.perf_counter() < until and len(peaks) < 100_000:
        done, said, _, peak = run(arguments.bin, "extract", one, "--quiet", "--out", work / "again")
        expect(done == 0, said)
        peaks.append(peak)
    # Memory comes in pages of 2 MB: one run has some more of them than another.
    first, last = median(peaks[:20]), median(peaks[-20:])
    expect(last < 1.1 * first, f"the last of {len(peaks)} runs had {last:.0f} MB, the first {first:.0f} MB")
    expect(not leftovers(work / "again"), f"left behind: {leftovers(work / 'again')}")
    return f"{shown}; {len(peaks)} runs into one folder, the last with {last:.0f} MB, the first with {first:.0f} MB"


PARTS = (kill, together, disk, vanish, hostile, load)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help="all where none is named")
    parser.add_argument("--bin", type=Path, default=Path("target/release/tickmark"))
    parser.add_argument("--work", type=Path, default=Path("target/faults"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--full", action="store_true")
    arguments = parser.parse_args()
    arguments.bin = arguments.bin.resolve()
    failed = False
    for part in PARTS:
        if arguments.parts and part.__name__ not in arguments.parts:
            continue
        shutil.rmtree(arguments.work, ignore_errors=True)
        arguments.work.mkdir(parents=True)
        start = time.perf_counter()
        try:
            said = part(arguments)
        except Broken as broken:
            failed, said = True, f"FAILED: {broken}"
        print(f"{part.__name__:10} {said} ({time.perf_counter() - start:.0f} s)", flush=True)
    shutil.rmtree(arguments.work, ignore_errors=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
