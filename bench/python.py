#!/usr/bin/env python3
"""Measure the Python package and Spark beside the command, on the corpora of bench/run.

    bench/python.py [--sizes 10,100] [--runs 3] [--spark] [--no-python] [--bin target/release/tickmark] [--work target/bench] [--shared ../shared]

Run it by a Python that has the package (target/python-package/bin/python, made by ci/python). Runs are in turn, so that all meet
the same noise; the table has medians. MB is 1,000,000 bytes. Core seconds are user and system time of all processes of a run.

  command            tickmark extract --format parquet: reads files, facts, checks, writes all tables
  Python             the same files read by Python, extract_batch on 64 MB of them at a time, check over all; tables stay in memory
  Python to Parquet  and all tables written by pyarrow, zstd as the command has it
  Spark              texts in Parquet, extract_tables, all tables written as Parquet; local-cluster[2,1,1024]; with --spark
"""
import argparse
import os
import resource
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

AT_A_TIME = 64_000_000
OF_CALLS = ("calls", "facts", "turns", "numerals", "translations")
OF_CHECKS = ("findings", "kpis")


def files_of(corpus):
    return sorted(corpus.rglob("*.txt"))


def batches(corpus):
    """Tables of some of the files, as a Python program would make them."""
    import pyarrow as pa

    names, texts, size = [], [], 0
    for path in files_of(corpus):
        names.append(str(path))
        texts.append(path.read_bytes())
        size += len(texts[-1])
        if size >= AT_A_TIME:
            yield pa.table({"name": names, "text": texts})
            names, texts, size = [], [], 0
    if names:
        yield pa.table({"name": names, "text": texts})


def run_python(corpus, out):
    import pyarrow as pa
    import pyarrow.parquet as pq
    import tickmark

    calls, writers, ids = [], {}, tickmark.CallIds()

    def write(name, table):
        table = pa.table(table)
        if name not in writers:
            writers[name] = pq.ParquetWriter(out / f"{name}.parquet", table.schema, compression="zstd")
        writers[name].write_table(table)

    for batch in batches(corpus):
        read = tickmark.extract_batch(batch, ids=ids)
        calls.append(read.calls)
        for name in OF_CALLS:
            table = getattr(read, name)
            if out:
                write(name, table)
    found = tickmark.check(*calls)
    for name in OF_CHECKS:
        if out:
            write(name, getattr(found, name))
    for writer in writers.values():
        writer.close()


def run_spark(texts, out):
    """Prints the core seconds of each kind of process, as the clock stands before Spark ends."""
    from pyspark.sql import SparkSession
    from tickmark import spark as tm
    import tickmark

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.executorEnv.PYTHONPATH", str(Path(tickmark.__file__).parents[1]))
    session = builder.config("spark.sql.shuffle.partitions", "16").config("spark.sql.files.maxPartitionBytes", "16m").getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    print("starting", time.perf_counter() - START, *spent().values(), flush=True)
    read = tm.extract_tables(session.read.parquet(str(texts)))
    for name in (*OF_CALLS, *OF_CHECKS):
        start = time.perf_counter()
        getattr(read, name).write.mode("overwrite").option("compression", "zstd").parquet(str(out / name))
        print(name, round(time.perf_counter() - start, 2), flush=True)
    print("total", time.perf_counter() - START, *spent().items(), flush=True)
    session.stop()


def spent():
    """Core seconds of this process and all below it, by kind; those that ended count with who has waited for them."""
    found, children = {}, defaultdict(list)
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
            line = (stat.parent / "cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        seconds = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
        found[int(stat.parent.name)] = line, seconds
        children[int(fields[1])].append(int(stat.parent.name))
    kinds = {"driver": 0.0, "executors": 0.0, "python workers": 0.0}
    todo = [os.getpid()]
    while todo:
        one = todo.pop()
        todo += children[one]
        line, seconds = found.get(one, ("", 0.0))
        kind = "executors" if "ExecutorBackend" in line else "python workers" if "pyspark.daemon" in line or "pyspark/daemon" in line else "driver"
        kinds[kind] += seconds
    return kinds


def measured(command):
    """Seconds on the clock, core seconds and peak MB of one run."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as child:
        said = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{' '.join(map(str, command))}: exit status {child.returncode}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000, said


def as_parquet(corpus, work, size):
    """The texts of a corpus as a table in files of 16 MB."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder = work / f"texts-{size}"
    if not folder.is_dir():
        making = work / f"making-texts-{size}"
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        for number, batch in enumerate(batches(corpus)):
            step = max(1, batch.num_rows // 4)
            for part, start in enumerate(range(0, batch.num_rows, step)):
                table = batch.slice(start, step).cast(pa.schema([("name", pa.string()), ("text", pa.string())]))
                pq.write_table(table, making / f"{number:04}-{part}.parquet", compression="zstd")
        making.rename(folder)
    return folder


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10,100", help="MB of each corpus")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--bin", type=Path, default=Path("target/release/tickmark"))
    parser.add_argument("--work", type=Path, default=Path("target/bench"))
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--corpora", type=Path, help="folder with a corpus for each size, instead of those of bench/run")
    parser.add_argument("--spark", action="store_true")
    parser.add_argument("--no-python", action="store_true", help="the command, and Spark: Python keeps the tables of a corpus in memory, 10 GB for 1 GB")
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        kind, corpus, out = arguments.child
        return {"python": lambda: run_python(Path(corpus), None), "parquet": lambda: run_python(Path(corpus), Path(out)),
                "spark": lambda: run_spark(Path(corpus), Path(out))}[kind]()
    work = arguments.work
    work.mkdir(parents=True, exist_ok=True)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    print("| corpus | program | seconds | MB/s | core seconds | peak MB |\n| ---: | --- | ---: | ---: | ---: | ---: |")
    for size in arguments.sizes.split(","):
        corpus = (arguments.corpora / size) if arguments.corpora else work / f"corpus-{size}"
        if not corpus.is_dir():
            if not arguments.shared.is_dir():
                print(f"skipped: {corpus} is not there, nor {arguments.shared} to make it")
                continue
            made = [sys.executable, arguments.shared / "eval/make_corpus.py", arguments.shared / "eval/ectsum/calls", size, corpus, "--shard", "1000"]
            subprocess.run([str(word) for word in made], check=True, stdout=subprocess.DEVNULL)
        count = sum(path.stat().st_size for path in files_of(corpus)) / 1e6
        out = work / "python-out"
        out.mkdir(exist_ok=True)
        me = [sys.executable, __file__, "--child"]
        commands = {"command": [arguments.bin, "extract", "--quiet", "--format", "parquet", "--out", work / "out-command", corpus],
                    "Python": [*me, "python", corpus, out], "Python to Parquet": [*me, "parquet", corpus, out]}
        if arguments.no_python:
            del commands["Python"], commands["Python to Parquet"]
        runs = {name: [] for name in commands}
        for _ in range(arguments.runs):
            for name, command in commands.items():
                runs[name].append(measured(command))
        for name, of in runs.items():
            seconds, cores, peak = (median(run[place] for run in of) for place in range(3))
            print(f"| {size} MB | {name} | {seconds:.2f} | {count / seconds:.1f} | {cores:.2f} | {peak:.0f} |", flush=True)
        if arguments.spark:
            texts = as_parquet(corpus, work, size)
            seconds, _, _, said = measured([*me, "spark", texts, work / "spark-out"])
            print(f"\nSpark, {size} MB, {seconds:.1f} seconds with starting and ending:\n{said}", flush=True)


START = time.perf_counter()
if __name__ == "__main__":
    main()
