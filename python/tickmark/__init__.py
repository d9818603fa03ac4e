"""Earnings-call transcripts to typed, traced, cross-checked financial facts, as Arrow tables.

>>> import tickmark
>>> call = tickmark.extract("Revenue grew 12% to $1.05 billion.\\n", company="Acme", period="2024-Q2")
>>> import pyarrow
>>> facts = pyarrow.table(call.facts).select(["metric", "aspect", "quote", "value_f64"])
>>> facts.to_pylist()[1]
{'metric': 'revenue', 'aspect': 'level', 'quote': '$1.05 billion', 'value_f64': 1050000000.0}

The rows are those of the command `tickmark extract`, and so are the columns of each table (`tickmark schema` lists them).
"""

import os
from pathlib import Path
from typing import Protocol, runtime_checkable

from . import _tickmark
from ._tickmark import CallIds, Checked, Extraction, Table, schema, tables

__version__ = "0.1.0"

__all__ = [
    "ArrowStream",
    "CallIds",
    "Checked",
    "Extraction",
    "Table",
    "__version__",
    "check",
    "extract",
    "extract_batch",
    "schema",
    "tables",
]


@runtime_checkable
class ArrowStream(Protocol):
    """A table of any library that has the Arrow PyCapsule interface: pyarrow, polars, pandas, DuckDB, `tickmark.Table`."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The rows as a capsule with an Arrow stream."""


def extract(
    source: str | bytes | os.PathLike[str],
    *,
    name: str | None = None,
    company: str | None = None,
    period: str | None = None,
    fiscal_year_end: int | str | None = None,
) -> Extraction:
    """Read one call.

    `source` is a path or a text: a `Path` is a path, `bytes` are what a file holds, and a `str` is a path when a file is
    called so, else the text. A single word that no file is called by is taken for a mistyped path.

    `name` stands in the column `source_file`, by default the path; from it come company and period where the text says
    neither. `company`, `period` (`2024-Q1`, `2024-H2`, `2024-FY`) and `fiscal_year_end` (a month) go before what the text says.

    Raises `OSError` for a file that cannot be read, `ValueError` for one that is no transcript.

    >>> call = extract("Revenue was $12 million.\\n", company="Acme", period="2024-Q1")
    >>> call.facts.column_names[:3]
    ['fact_id', 'call_id', 'source_file']
    >>> extract("acme_q1.txt")
    Traceback (most recent call last):
    ...
    FileNotFoundError: [Errno 2] No such file or directory: 'acme_q1.txt'
    >>> extract("Revenue was $12 million.\\n", period="2024")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ValueError: period: expected a year, a hyphen and a part of the year, as in 2024-Q1, 2024-H2 or 2024-FY
    """
    text, default = _opened(source)
    month = None if fiscal_year_end is None else str(fiscal_year_end)
    return _tickmark.extract(text, default if name is None else name, company, period, month)


def extract_batch(
    batch: ArrowStream,
    *,
    text: str = "text",
    name: str | None = "name",
    company: str | None = None,
    period: str | None = None,
    fiscal_year_end: str | None = None,
    ids: CallIds | None = None,
    distinct: bool = True,
    threads: int | None = None,
) -> Extraction:
    """Read a call a row, on all cores, while other Python threads go on.

    `batch` is an Arrow table, record batch or frame of any library; the other arguments are names of its columns. Texts may be
    bytes, as files hold them. A row without a name (or all, with `name=None`) is called by the first digits of its SHA-256.

    The second call of an id gets a number, as the command does it (`acme-2024-q1-2`): within this batch, or within all that
    were read with the same `ids`. With `distinct=False` each call keeps the id that it has by itself.

    No row fails the others: what cannot be read is a row of `errors`.

    >>> import pyarrow
    >>> calls = pyarrow.table({"name": ["a_q1_2024.txt", "b.txt"], "text": ["Revenue was $12 million.\\n", None]})
    >>> read = extract_batch(calls)
    >>> read
    <tickmark.Extraction: 1 call, 1 fact, 1 error>
    >>> pyarrow.table(read.errors).to_pylist()
    [{'row': 1, 'name': 'b.txt', 'source_sha256': None, 'message': 'there is no text'}]
    """
    return _tickmark.extract_batch(batch, text, name, company, period, fiscal_year_end, ids, distinct, threads)


def check(*sources: Extraction | ArrowStream, threads: int | None = None) -> Checked:
    """Run all checks, within calls and across the calls of each company.

    `sources` are results of `extract` and `extract_batch`, or tables with their `calls`: the column `packed` holds each call
    with its facts and all that checks need of them (the sentence, how each label is known), so calls that were kept in a
    Parquet file years ago can be checked against those of today. Other tables need not be there. Order counts as it does
    for the command: of two mentions that are equally good, the first stands in `kpis`.

    Raises `ValueError` when two calls have one `call_id`, or when another version of tickmark has packed them.

    >>> import pyarrow
    >>> first = extract("For 2024, we expect revenue of $50 million to $52 million.\\n", company="Acme", period="2024-Q1")
    >>> last = extract("Revenue for the full year 2024 was $48 million.\\n", company="Acme", period="2024-Q4")
    >>> found = check(pyarrow.table(first.calls), last)
    >>> [row["outcome"] for row in pyarrow.table(found.kpis).to_pylist()]
    ['below']
    """
    return _tickmark.check(*sources, threads=threads)


def _opened(source: str | bytes | os.PathLike[str]) -> tuple[bytes, str]:
    """The bytes of a source, and what it is called."""
    if isinstance(source, bytes):
        return source, "text"
    if isinstance(source, str):
        one_word = len(source.split()) == 1 and "\n" not in source
        if not one_word and not _is_file(source):
            return source.encode(), "text"
    return Path(source).read_bytes(), str(source)


def _is_file(text: str) -> bool:
    try:
        return "\n" not in text and os.path.isfile(text)
    except ValueError:  # a NUL in it
        return False
