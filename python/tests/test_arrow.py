"""Tables go to other libraries as they are, and come from them."""

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import tickmark

TEXT = "Revenue grew 12% to $1.05 billion.\n"


@pytest.fixture
def call() -> tickmark.Extraction:
    return tickmark.extract(TEXT, company="Acme", period="2024-Q2")


def test_pyarrow_does_not_copy(call: tickmark.Extraction) -> None:
    facts = call.facts
    one, other = pa.table(facts), pa.table(facts)
    assert one["quote"].to_pylist() == ["12%", "$1.05 billion"]
    addresses = [[chunk.buffers()[2].address for chunk in table["quote"].chunks] for table in (one, other)]
    assert addresses[0] == addresses[1]
    del call, facts
    assert one["quote"].to_pylist() == ["12%", "$1.05 billion"]


def test_polars_pandas_and_duckdb(call: tickmark.Extraction) -> None:
    facts = call.facts
    assert pl.DataFrame(facts)["value_f64"].to_list() == [12.0, 1.05e9]
    assert list(pd.DataFrame.from_arrow(facts)["metric"]) == ["revenue", "revenue"]
    assert duckdb.sql("select sum(value_high) from facts where aspect = 'level'").fetchall() == [(1_050_000_000,)]


TEXTS = {"name": ["a_q1_2024.txt", "b_q2_2024.txt"], "text": [TEXT, "Sales were $3 million.\n"]}


@pytest.mark.parametrize(
    "given",
    [
        pa.table(TEXTS),
        pa.table(TEXTS).to_batches()[0],
        pa.RecordBatchReader.from_batches(pa.table(TEXTS).schema, pa.table(TEXTS).to_batches()),
        pa.table(TEXTS).cast(pa.schema([("name", pa.large_string()), ("text", pa.large_binary())])),
        pa.table(TEXTS).cast(pa.schema([("name", pa.string_view()), ("text", pa.binary())])),
        pl.DataFrame(TEXTS),
        pd.DataFrame(TEXTS),
        pa.concat_tables([pa.table(TEXTS).slice(0, 1), pa.table(TEXTS).slice(1, 1)]),
    ],
    ids=["table", "batch", "reader", "large", "views", "polars", "pandas", "chunks"],
)
def test_any_table_of_texts(given: object) -> None:
    found = tickmark.extract_batch(given)
    assert pa.table(found.facts)["quote"].to_pylist() == ["12%", "$1.05 billion", "$3 million"]
    assert pa.table(found.calls)["source_file"].to_pylist() == TEXTS["name"]


def test_what_is_no_table_is_named() -> None:
    with pytest.raises(TypeError, match="expected an Arrow table .* not dict"):
        tickmark.extract_batch(TEXTS)
    with pytest.raises(ValueError, match='no column is called "body": the columns are name, text'):
        tickmark.extract_batch(pa.table(TEXTS), text="body")
    with pytest.raises(TypeError, match="column \"text\" has text or bytes as its values, not Int64"):
        tickmark.extract_batch(pa.table({"name": ["a"], "text": [1]}))
    with pytest.raises(KeyError, match="no table is called \"fact\""):
        tickmark.schema("fact")
