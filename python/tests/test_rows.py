"""A bad row costs itself; what is known of a call goes before its text."""

import hashlib
import multiprocessing
import threading
import time
from pathlib import Path

import pyarrow as pa
import pytest
from conftest import EXAMPLES

import tickmark

GOOD = "Revenue was $12 million.\n"


def test_bad_rows_are_rows_of_errors() -> None:
    given = pa.table(
        {
            "name": ["good.txt", "null.txt", "empty.txt", "binary.txt", "utf8.txt", "period.txt", None, "last.txt"],
            "text": [GOOD.encode(), None, b"  \n", b"Revenue was $3 million.\n\x00\n", b"caf\xe9 $3 million", GOOD.encode(), GOOD.encode(), GOOD.encode()],
            "period": ["2024-Q1", None, None, None, None, "Q1/24", None, "2024-Q3"],
        }
    )
    found = tickmark.extract_batch(given, period="period")
    errors = {row["row"]: row["message"] for row in pa.table(found.errors).to_pylist()}
    expected = {
        1: "there is no text",
        2: "empty.txt: the file is empty, or blank",
        3: "which no text has",
        4: "is not",
        5: "period: expected a year, a hyphen and a part of the year",
    }
    assert errors.keys() == expected.keys()
    assert all(part in errors[row] for row, part in expected.items()), errors
    digest = hashlib.sha256(GOOD.encode()).hexdigest()
    calls = pa.table(found.calls)
    assert calls["source_file"].to_pylist() == ["good.txt", digest[:16], "last.txt"]
    assert set(calls["source_sha256"].to_pylist()) == {digest}
    assert calls["period"].to_pylist() == ["2024-Q1", None, "2024-Q3"]


def test_nothing_is_no_failure() -> None:
    empty = tickmark.extract_batch(pa.table({"name": pa.array([], pa.string()), "text": pa.array([], pa.string())}))
    assert [len(getattr(empty, table)) for table in tickmark.tables()] == [0] * 8
    assert len(tickmark.check().kpis) == 0


def test_what_is_given_goes_before_the_text() -> None:
    given = {"company": "Tarn Oak", "period": "2022-q4", "fiscal_year_end": "june"}
    one = tickmark.extract("Orrin Mills third quarter 2024 earnings call.\n\nRevenue was $12 million.\n", **given)
    columns = {"name": ["call.txt"], "text": ["Revenue was $12 million.\n"], "c": ["Tarn Oak"], "p": ["2022-Q4"], "m": [6]}
    many = tickmark.extract_batch(pa.table(columns), company="c", period="p", fiscal_year_end="m")
    for call in (one, many):
        row = pa.table(call.calls).to_pylist()[0]
        assert (row["call_id"], row["fiscal_year_end"], str(row["period_end"])) == ("tarn-oak-2022-q4", 6, "2022-06-30")


def test_paths_and_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "acme_q1_2024.txt"
    path.write_text(GOOD)
    monkeypatch.chdir(tmp_path)
    for source in (path, str(path), "acme_q1_2024.txt"):
        row = pa.table(tickmark.extract(source).calls).to_pylist()[0]
        assert (row["source_file"], row["period"]) == (str(source), "2024-Q1")
    for text in ("Revenue was $12 million.", GOOD, GOOD.encode()):
        assert pa.table(tickmark.extract(text).calls)["source_file"].to_pylist() == ["text"]
    with pytest.raises(FileNotFoundError):
        tickmark.extract("acme_q2_2024.txt")
    with pytest.raises(FileNotFoundError):
        tickmark.extract(tmp_path / "no such file")
    with pytest.raises(ValueError, match="empty"):
        tickmark.extract("")


def test_check_refuses_what_it_cannot_tell_apart() -> None:
    call = tickmark.extract(GOOD, company="Acme", period="2024-Q1")
    with pytest.raises(ValueError, match="two calls are called \"acme-2024-q1\""):
        tickmark.check(call, call)
    other = pa.table(call.calls).set_column(0, "call_id", pa.array(["acme-other"]))
    both = tickmark.check(call, other)
    assert pa.table(both.kpis)["fact_ids"].to_pylist()[0].startswith("acme-2024-q1")
    assert "acme-other" in pa.table(both.kpis)["fact_ids"].to_pylist()[0]
    with pytest.raises(ValueError, match="no column is called \"packed\""):
        tickmark.check(call.facts)
    at = other.schema.get_field_index("packed")
    older = other.set_column(at, "packed", pa.array([b"tickmark 0.0.1\n..."]))
    with pytest.raises(ValueError, match="not packed by tickmark"):
        tickmark.check(older)


def test_other_threads_go_on() -> None:
    texts = [path.read_text() for path in EXAMPLES.glob("*.txt")] * 40
    batch = pa.table({"name": [f"{number}.txt" for number in range(len(texts))], "text": texts})
    done = threading.Event()
    reading = threading.Thread(target=lambda: (tickmark.extract_batch(batch, threads=1), done.set()))
    reading.start()
    steps = 0
    while not done.is_set():
        steps += 1
        time.sleep(0.001)
    reading.join()
    assert steps > 3


def _read(number: int) -> int:
    return len(tickmark.extract_batch(pa.table({"name": [f"{number}.txt"], "text": [GOOD * number]})).facts)


def test_a_forked_process_can_read() -> None:
    assert _read(2) == 2
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map_async(_read, [1, 2, 3]).get(timeout=60) == [1, 2, 3]
