"""On a real engine with several worker processes: the rows of the command, also when one of the processes is killed."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import EXAMPLES, ROOT, extract

pytest.importorskip("pyspark", reason="skipped: pyspark is not installed")
if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
    pytest.skip("skipped: there is no Java", allow_module_level=True)

from pyspark.sql import DataFrame, SparkSession  # noqa: E402

import tickmark  # noqa: E402
from tickmark import spark as tm  # noqa: E402

TABLES = [table for table in (*tm.OF_CALLS, *tm.OF_CHECKS) if table != "errors"]
MORE = ["source_sha256", "packed"]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def session() -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    # The package as it is tested here, which may be in no site-packages.
    package = str(Path(tickmark.__file__).parents[1])
    found = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .appName("tickmark")
        .config("spark.ui.enabled", "false")
        .config("spark.executorEnv.PYTHONPATH", os.pathsep.join([package, str(Path(__file__).parent)]))
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    found.sparkContext.setLogLevel("OFF")
    yield found
    found.stop()


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Calls of many companies, calls that have one id, and files that are no calls."""
    folder = tmp_path_factory.mktemp("corpus")
    for copy in ("a", "b", "b.c"):
        shutil.copytree(EXAMPLES, folder / copy, ignore=lambda _, names: [name for name in names if not name.endswith(".txt")])
    (folder / "empty.txt").write_text("\n")
    (folder / "latin_1.txt").write_bytes("Umsatz wuchs um 4%, für uns".encode("latin-1"))
    if SHARED.is_dir():
        line = [sys.executable, SHARED / "eval/make_corpus.py", SHARED / "eval/ectsum/calls", "2", folder / "made"]
        subprocess.run([str(word) for word in line], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def expected(tickmark_command: Path, corpus: Path) -> Path:
    out = corpus.parent / f"{corpus.name}-tables"
    extract(tickmark_command, out, str(corpus))
    return out


@pytest.fixture(scope="session")
def texts(session: SparkSession, corpus: Path) -> DataFrame:
    files = sorted(corpus.rglob("*.txt"))
    rows = [(str(path), bytearray(path.read_bytes())) for path in files]
    return session.createDataFrame(rows, "name string, text binary").repartition(6).persist()


@pytest.fixture(scope="session")
def read(texts: DataFrame) -> tm.Tables:
    return tm.extract_tables(texts)


def rows(table: pa.Table) -> list[tuple[Any, ...]]:
    """The rows in an order that does not depend on who wrote them."""
    names = sorted(name for name in table.column_names if name not in MORE)
    return sorted(zip(*(table[name].to_pylist() for name in names), strict=True), key=repr)


def of_command(folder: Path, table: str) -> list[tuple[Any, ...]]:
    found = rows(pq.read_table(folder / f"{table}.parquet"))
    assert found
    return found


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_those_of_the_command(read: tm.Tables, expected: Path, table: str) -> None:
    assert rows(getattr(read, table).toArrow()) == of_command(expected, table)


def test_facts_in_one_line(texts: DataFrame, expected: Path) -> None:
    found = tm.extract(texts.where("name not like '%/b%'"))
    others = [row for row in pq.read_table(expected / "facts.parquet").to_pylist() if "/b" not in row["source_file"]]
    assert rows(found.toArrow()) == rows(pa.Table.from_pylist(others, pq.read_schema(expected / "facts.parquet")))


def test_bad_rows_are_rows_of_errors(read: tm.Tables, corpus: Path) -> None:
    found = {Path(row.name).name: row.message for row in read.errors.collect()}
    assert found.keys() == {"empty.txt", "latin_1.txt"}
    assert "empty, or blank" in found["empty.txt"]
    assert "is not UTF-8" in found["latin_1.txt"]


def test_schemas_are_those_of_the_files(session: SparkSession, read: tm.Tables, expected: Path) -> None:
    for table in TABLES:
        declared = [(one.name, one.dataType) for one in tm.schema(table) if one.name not in MORE]
        written = session.read.parquet(str(expected / f"{table}.parquet")).schema
        assert declared == [(one.name, one.dataType) for one in written], table
        assert getattr(read, table).schema == tm.schema(table), table


def test_a_dataset_is_the_same_after_a_second_run(
    session: SparkSession, texts: DataFrame, tickmark_command: Path, corpus: Path, tmp_path: Path
) -> None:
    # Few folders: Spark takes its time for each.
    few = texts.where("name not like '%/made/%'").coalesce(2)
    inputs = [str(corpus / name) for name in ("a", "b", "b.c")]
    extract(tickmark_command, tmp_path / "expected", *inputs)
    read = tm.extract_tables(few)
    dataset = tmp_path / "dataset"
    tm.write_dataset(read, str(dataset))
    tm.write_dataset(read, str(dataset))
    read.unpersist()
    for table in ("facts", "numerals", "findings"):
        found = session.read.parquet(str(dataset / table)).drop("company", "fiscal_year").toArrow()
        assert rows(found) == of_command(tmp_path / "expected", table), table
    folders = {str(path.parent.relative_to(dataset / "calls")) for path in dataset.glob("calls/*/*/*.parquet")}
    assert folders == {
        "company=castellan-industries/fiscal_year=2022",
        "company=harlow-valley-bancorp/fiscal_year=2023",
        "company=lumenbridge/fiscal_year=2024",
    }
    # What was kept is checked as what was read.
    calls = session.read.parquet(str(dataset / "calls"))
    for table in ("findings", "kpis"):
        assert rows(tm.check(calls, table).toArrow()) == of_command(tmp_path / "expected", table)
    # A later run has only the new text and those that could not be read before it.
    more = session.createDataFrame([("new.txt", bytearray(b"Revenue was $12 million.\n"))], texts.schema)
    left = {Path(row.name).name for row in tm.unread(few.union(more), calls).collect()}
    assert left == {"empty.txt", "latin_1.txt", "new.txt"}


@pytest.mark.parametrize("victim", ["python", "executor"])
def test_a_process_is_killed_in_the_middle(texts: DataFrame, expected: Path, tmp_path: Path, victim: str) -> None:
    mark = tmp_path / "at work"
    interrupted = texts.mapInArrow(_waiting(mark), texts.schema)
    killed: list[int] = []
    killer = threading.Thread(target=_kill, args=(mark, victim, killed))
    killer.start()
    read = tm.extract_tables(interrupted)
    try:
        for table in ("facts", "findings"):
            assert rows(getattr(read, table).toArrow()) == of_command(expected, table)
    finally:
        killer.join()
        read.unpersist()
    assert killed
    assert not Path(f"/proc/{killed[0]}").exists()


def _waiting(mark: Path) -> Any:
    """Rows as they are; the first process that has some says so, and waits for its end before it gives them."""

    def wait(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            try:
                new = mark.with_suffix(f".{os.getpid()}")
                new.write_text(str(os.getpid()))
                os.link(new, mark)
                time.sleep(120)
            except FileExistsError:
                pass
            yield batch

    return wait


def _kill(mark: Path, victim: str, killed: list[int]) -> None:
    for _ in range(1200):
        if mark.exists():
            worker = int(mark.read_text())
            # A worker is forked by a daemon, which the executor has started.
            pid = worker if victim == "python" else _parent(_parent(worker))
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)
            return
        time.sleep(0.1)


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
