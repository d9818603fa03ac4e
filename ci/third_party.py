#!/usr/bin/env python3
"""The notice of what is built into the program: THIRD-PARTY.md, from Cargo.lock and the licences that the packages name.

    ci/third_party.py           write it
    ci/third_party.py --check   end with 1 where it is not what the lock file says (run by .ci/run)

Python 3.11 standard library only; cargo must be there.
"""
import json
import subprocess
import sys
from pathlib import Path

NOTICE = Path("THIRD-PARTY.md")
HEAD = """# What is built into tickmark

Made by `ci/third_party.py` from `Cargo.lock`: the packages of the program on x86-64 Linux, each under the licence that it names. The licence texts
are in the packages (`cargo vendor` brings them). `deny.toml` says which licences are allowed; `cargo deny check` holds every package to it.

| package | version | licence | source |
| --- | --- | --- | --- |
"""


def packages():
    data = json.loads(subprocess.run(
        ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", "x86_64-unknown-linux-gnu"],
        check=True, capture_output=True, text=True).stdout)
    nodes = {node["id"]: node for node in data["resolve"]["nodes"]}
    root, seen = data["resolve"]["root"], set()
    waiting = [root]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting += [dep["pkg"] for dep in nodes[one]["deps"] if any(kind["kind"] is None for kind in dep["dep_kinds"])]
    found = [package for package in data["packages"] if package["id"] in seen and package["id"] != root]
    return sorted(found, key=lambda package: (package["name"], package["version"]))


def main():
    rows = [f"| {one['name']} | {one['version']} | {one['license']} | {one['repository'] or ''} |\n" for one in packages()]
    text = HEAD + "".join(rows)
    if "--check" in sys.argv[1:]:
        if not NOTICE.is_file() or NOTICE.read_text(encoding="utf-8") != text:
            sys.exit(f"{NOTICE} is not what Cargo.lock says: run ci/third_party.py")
        print(f"{NOTICE}: {len(rows)} packages, as in Cargo.lock")
    else:
        NOTICE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
