"""The same rows as the command, value by value: through one call, through a batch, and through kept calls."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import EXAMPLES, ROOT, extract

import tickmark

OF_CALLS = ["calls", "facts", "turns", "numerals", "translations"]
OF_CHECKS = ["findings", "kpis"]
# What only this package has.
MORE = ["source_sha256", "packed"]


def rows(table: object) -> pa.Table:
    """One chunk a column, without the columns that the files do not have."""
    found = pa.table(table)
    return found.drop_columns([name for name in MORE if name in found.column_names]).combine_chunks()


def batch() -> pa.Table:
    paths = sorted(EXAMPLES.glob("*.txt"))
    return pa.table(
        {
            "name": [str(path.relative_to(ROOT)) for path in paths],
            "text": [path.read_text() for path in paths],
        }
    )


@pytest.mark.parametrize("table", OF_CALLS + OF_CHECKS)
def test_a_batch_has_the_rows_of_the_command(written: Path, table: str) -> None:
    expected = pq.read_table(written / f"{table}.parquet").combine_chunks()
    found = rows(getattr(tickmark.extract_batch(batch()), table))
    assert found.schema.equals(expected.schema, check_metadata=True)
    assert found.num_rows > 0
    assert found.equals(expected)


@pytest.mark.parametrize("threads", [1, 2, 8])
def test_the_number_of_threads_changes_nothing(threads: int) -> None:
    many = pa.concat_tables([batch()] * 12)
    one, other = tickmark.extract_batch(many, threads=3), tickmark.extract_batch(many, threads=threads)
    for table in OF_CALLS:
        assert pa.table(getattr(one, table)).equals(pa.table(getattr(other, table)))


def test_calls_read_one_by_one_and_checked_together(written: Path, tmp_path: Path) -> None:
    calls = []
    for path in sorted(EXAMPLES.glob("*.txt")):
        name = str(path.relative_to(ROOT))
        calls.append(tickmark.extract(path, name=name))
        facts = pq.read_table(written / "facts.parquet")
        facts = facts.filter(pa.compute.equal(facts["source_file"], name)).combine_chunks()
        assert rows(calls[-1].facts).equals(facts)
    # The calls of the first two come out of a file, as those of another day would.
    kept = pa.concat_tables([pa.table(call.calls) for call in calls[:2]])
    pq.write_table(kept, tmp_path / "kept.parquet")
    found = tickmark.check(pq.read_table(tmp_path / "kept.parquet"), *calls[2:])
    for table in OF_CHECKS:
        assert rows(getattr(found, table)).equals(pq.read_table(written / f"{table}.parquet").combine_chunks())


def test_calls_of_one_id_get_the_ids_of_the_command(tickmark_command: Path, tmp_path: Path) -> None:
    source = (EXAMPLES / "lumenbridge-2024-q1.txt").read_text()
    # The last one is called as a number would call the second.
    texts = {"a.txt": source, "b.txt": source + "\nRevenue was $12 million.\n", "lumenbridge-2024-q1-2.txt": "Sales rose 4%.\n"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    names = [str(tmp_path / name) for name in texts]
    extract(tickmark_command, tmp_path / "out", *names)
    found = tickmark.extract_batch(pa.table({"name": names, "text": list(texts.values())}))
    assert pa.table(found.calls)["call_id"].to_pylist() == [
        "lumenbridge-2024-q1",
        "lumenbridge-2024-q1-3",
        "lumenbridge-2024-q1-2",
    ]
    for table in OF_CALLS + OF_CHECKS:
        expected = pq.read_table(tmp_path / "out" / f"{table}.parquet").combine_chunks()
        assert rows(getattr(found, table)).equals(expected), table


def test_batches_with_the_same_ids_are_as_one() -> None:
    many = pa.concat_tables([batch().set_column(0, "name", pa.array([f"{n}/{place}.txt" for place in range(4)])) for n in range(3)])
    ids = tickmark.CallIds()
    parts = [tickmark.extract_batch(many.slice(start, 5), ids=ids) for start in (0, 5, 10)]
    whole = tickmark.extract_batch(many)
    for table in OF_CALLS:
        together = pa.concat_tables([pa.table(getattr(part, table)) for part in parts])
        assert together.equals(pa.table(getattr(whole, table)))
    assert pa.table(tickmark.check(*parts).findings).equals(pa.table(whole.findings))


def test_schemas_are_those_of_the_files(written: Path) -> None:
    for table in OF_CALLS + OF_CHECKS:
        schema = pa.schema(tickmark.schema(table))
        kept = pa.schema([field for field in schema if field.name not in MORE], metadata=schema.metadata)
        assert kept.equals(pq.read_schema(written / f"{table}.parquet"), check_metadata=True), table
