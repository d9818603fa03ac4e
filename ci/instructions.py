#!/usr/bin/env python3
"""Count the instructions of a run, and compare them with the ceilings in eval-floors.toml.

    ci/instructions.py [--bin target/release/tickmark] [--floors eval-floors.toml] [--work target/instructions] [--keep]

Seconds on a shared machine say little; instructions under valgrind --tool=callgrind are the same each time but for the order
of hash maps. One run over one example call gives what a start costs; a second one over many copies of the examples gives
what a byte costs. --keep leaves callgrind.out files for callgrind_annotate. Says so and ends with 0 where valgrind is missing;
1 when a figure is above its ceiling. Python 3.11 standard library only.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

COPIES = 6


def instructions(binary, work, calls, keep):
    kept = work / f"callgrind.out.{calls.name}"
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={kept}", binary, "extract", "--quiet", "--format", "parquet",
               "--out", work / "tables", calls]
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, env=dict(os.environ, RAYON_NUM_THREADS="1"))
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode or not found:
        sys.exit(f"valgrind: exit status {done.returncode}\n{done.stderr[-2000:]}")
    if not keep:
        kept.unlink()
    return int(found[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=Path, default=Path("target/release/tickmark"))
    parser.add_argument("--floors", type=Path, default=Path("eval-floors.toml"))
    parser.add_argument("--work", type=Path, default=Path("target/instructions"))
    parser.add_argument("--keep", action="store_true")
    arguments = parser.parse_args()
    if not shutil.which("valgrind"):
        print("skipped: valgrind is not installed, no instructions are counted")
        return
    shutil.rmtree(arguments.work, ignore_errors=True)
    sizes = {}
    for name, copies in (("one", 0), ("many", COPIES)):
        folder = arguments.work / name
        folder.mkdir(parents=True)
        examples = sorted(Path("examples").glob("*.txt"))
        for example in examples if copies else examples[:1]:
            for copy in range(max(copies, 1)):
                # A year of its own for each copy, or its checks would compare it with itself.
                target = folder / re.sub(r"20\d\d", str(2001 + copy), example.name)
                target.write_bytes(example.read_bytes())
        sizes[name] = sum(path.stat().st_size for path in folder.iterdir())
    binary = arguments.bin.resolve()
    one, many = (instructions(binary, arguments.work.resolve(), (arguments.work / name).resolve(), arguments.keep) for name in sizes)
    figures = {
        "start_million_instructions": one / 1e6,
        "instructions_per_byte": (many - one) / (sizes["many"] - sizes["one"]),
    }
    ceilings = tomllib.loads(arguments.floors.read_text())["instructions"]
    above = False
    for name, figure in figures.items():
        verdict = "ok" if figure <= ceilings[name] else "ABOVE"
        above |= verdict != "ok"
        print(f"{name:28} {figure:10.1f}  at most {ceilings[name]:10.1f}  {verdict}")
    sys.exit(above)


if __name__ == "__main__":
    main()
