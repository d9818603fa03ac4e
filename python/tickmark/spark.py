"""tickmark on Spark: a call a row in, the tables of the command out.

Everything goes through `DataFrame.mapInArrow` and `GroupedData.applyInArrow`; the package must be installed where the workers run.

    from tickmark import spark as tm

    texts = session.read.text(paths, wholetext=True)                     # or any table with a column of texts
    facts = tm.extract(texts, text_col="value", name_col="path")         # a DataFrame of facts
    read = tm.extract_tables(texts, text_col="value", name_col="path")   # all tables by one pass
    read.findings, read.kpis, read.errors
    tm.write_dataset(read, "s3a://bucket/tickmark")                      # Parquet in folders of company and fiscal year

A call is read where its row is; checks need all calls of a company, so `calls` (a few kilobytes a call) are shuffled by company.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath

import pyarrow as pa
import pyarrow.compute as pc
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql import types as T
from pyspark.sql.group import GroupedData
from pyspark.storagelevel import StorageLevel

import tickmark

__all__ = ["Tables", "check", "extract", "extract_tables", "schema", "unread", "write_dataset"]

OF_CALLS = ("calls", "facts", "turns", "numerals", "translations", "errors")
OF_CHECKS = ("findings", "kpis")
# Of each call: what its rows are found by, and the folders that they belong into.
_KEYS = ("source_file", "call_id", "company_key", "fiscal_year")
# Columns with the id of a call, or with ids that begin with it.
_IDS = ("call_id", "fact_id", "fact_ids")

# The folders of a dataset, as the command calls them.
_FOLDERS = {"company": T.StringType(), "fiscal_year": T.IntegerType()}

# Bytes of text, about, whose rows a worker holds, and hands on as one row: three times as many, a quarter of it as it is packed.
# An executor of 1 GB has several such rows in its heap, each more than once.
_AT_A_TIME = 4 << 20

Batches = Iterator[pa.RecordBatch]


def schema(table: str) -> T.StructType:
    """The columns of a table as Spark has them, from the declaration that the command writes by.

    >>> schema("facts")["value_low"].dataType
    DecimalType(28,6)
    """
    fields = []
    for field in pa.schema(tickmark.schema(table)):
        about = (field.metadata or {}).get(b"description", b"").decode()
        fields.append(T.StructField(field.name, _type(field.type), field.nullable, {"comment": about}))
    return T.StructType(fields)


def extract(
    df: DataFrame,
    text_col: str = "text",
    name_col: str | None = "name",
    *,
    company_col: str | None = None,
    period_col: str | None = None,
    fiscal_year_end_col: str | None = None,
    table: str = "facts",
) -> DataFrame:
    """The facts of the calls in `text_col` (text, or the bytes of files); or another table that a call alone gives.

    A row that cannot be read is a row of `table="errors"` and fails nothing. Each call keeps the id that it has by itself:
    where two calls of a job may be of one company and period, `extract_tables` tells them apart.
    """
    if table not in OF_CALLS:
        raise ValueError(f"no table of calls is called {table!r}: expected {', '.join(OF_CALLS)}")
    read = _reader(text_col, name_col, company_col, period_col, fiscal_year_end_col)

    def rows(batches: Batches) -> Batches:
        for found in read(batches):
            yield from pa.table(getattr(found, table)).to_batches()

    return df.mapInArrow(rows, schema(table))


def extract_tables(
    df: DataFrame,
    text_col: str = "text",
    name_col: str | None = "name",
    *,
    company_col: str | None = None,
    period_col: str | None = None,
    fiscal_year_end_col: str | None = None,
    storage: StorageLevel = StorageLevel.DISK_ONLY,
    groups: int | None = None,
) -> "Tables":
    """All tables of the calls in `text_col` by one pass, which `storage` keeps until `Tables.unpersist`: on the disk, as a
    heap of 1 GB that is full of what is kept has no room for what is read.

    The first table of calls that is asked for starts the pass: ids are told apart over all calls. Names must differ; of two
    calls with one id, the one whose name comes first keeps it. `groups` as in `check`.
    """
    read = _reader(text_col, name_col, company_col, period_col, fiscal_year_end_col)

    def rows(batches: Batches) -> Batches:
        for found in read(batches):
            tables = {name: pa.table(getattr(found, name)) for name in OF_CALLS}
            yield _packed(tables, tables["calls"])

    return Tables(df.mapInArrow(rows, _packed_schema(OF_CALLS)).persist(storage), storage, groups)


def check(calls: DataFrame, table: str = "findings", *, groups: int | None = None) -> DataFrame:
    """The `findings` (or `kpis`) of all checks, within calls and across the calls of each company.

    `calls` is the table `calls` of one or many runs, also from Parquet; its column `packed` has the facts. The calls of a
    company come together, in the order of their names as the command takes the files of a folder. Companies are put into so
    many `groups` by a hash, by default as many as a shuffle has partitions; a worker holds one group at a time.
    """
    if table not in OF_CHECKS:
        raise ValueError(f"no table of checks is called {table!r}: expected {', '.join(OF_CHECKS)}")

    def rows(group: pa.Table) -> pa.Table:
        return pa.table(getattr(tickmark.check(_in_order(group), threads=1), table))

    return _by_company(calls, groups).applyInArrow(rows, schema(table))


def unread(df: DataFrame, calls: DataFrame, text_col: str = "text") -> DataFrame:
    """The rows of `df` whose text is in no row of `calls`: what a later run has still to read.

    Texts are known by their SHA-256, whatever they are called.
    """
    read = calls.select(F.col("source_sha256").alias("_read_before")).distinct()
    digest = F.sha2(df[text_col].cast("binary"), 256)
    return df.join(read, digest == F.col("_read_before"), "left_anti")


def write_dataset(tables: "Tables", path: str, mode: str = "overwrite") -> None:
    """Write every table as Parquet in folders `company=…/fiscal_year=…`, as the command's `--partition` names them.

    `overwrite` replaces the folders that this run has rows for and leaves the others: the same run twice, or again after it
    was killed, gives the same dataset. It takes all calls of the company-years that it touches. `append` is for calls that
    are new to the dataset (`unread` finds them). `calls` is written last: a call that stands there is whole.
    """
    for name in (*OF_CALLS[1:], *OF_CHECKS, "calls"):
        rows = tables.by_folder(name)
        by = [column for column in _FOLDERS if column in rows.columns]
        if by:
            # A folder is written by one task, into one file.
            rows = rows.repartition(*by)
        writer = rows.write.mode(mode).option("partitionOverwriteMode", "dynamic").option("compression", "zstd")
        writer.partitionBy(*by).parquet(f"{path}/{name}")


class Tables:
    """The tables of a job: `calls`, `facts`, `turns`, `numerals`, `translations`, `errors`, `findings` and `kpis`.

    Each is a DataFrame over one pass of reading and one of checks, which are kept until `unpersist`.
    """

    def __init__(self, read: DataFrame, storage: StorageLevel, groups: int | None) -> None:
        self._read = read
        self._storage = storage
        self._groups = groups
        self._new_ids: dict[str, tuple[str, str]] | None = None
        self._checked: DataFrame | None = None

    @property
    def calls(self) -> DataFrame:
        return self._rows("calls")

    @property
    def facts(self) -> DataFrame:
        return self._rows("facts")

    @property
    def turns(self) -> DataFrame:
        return self._rows("turns")

    @property
    def numerals(self) -> DataFrame:
        return self._rows("numerals")

    @property
    def translations(self) -> DataFrame:
        return self._rows("translations")

    @property
    def errors(self) -> DataFrame:
        return self._rows("errors")

    @property
    def findings(self) -> DataFrame:
        return self._rows("findings")

    @property
    def kpis(self) -> DataFrame:
        return self._rows("kpis")

    def unpersist(self) -> None:
        """Let go of what was read and checked."""
        self._read.unpersist()
        if self._checked is not None:
            self._checked.unpersist()
            self._checked = None

    def by_folder(self, table: str) -> DataFrame:
        """The rows of a table with the columns `company` and `fiscal_year` that name their folders in a dataset.

        A name that the folders take is given up by the table: the `company` of calls and key figures becomes `company_name`.
        """
        return self._rows(table, folders=True)

    def _rows(self, table: str, folders: bool = False) -> DataFrame:
        new_ids = {} if table in (*OF_CHECKS, "errors") else self._ids()
        folders = folders and table != "errors"
        key = "call_id" if table == "findings" else "source_file"

        def rows(batches: Batches) -> Batches:
            for batch in batches:
                for rows, keys in zip(batch[table], batch["keys"], strict=True):
                    found, calls = _unpacked(rows), _unpacked(keys)
                    if folders:
                        found = _foldered(found, calls, table, key)
                    yield from _renumbered(found, new_ids).to_batches()

        of = self._checks() if table in OF_CHECKS else self._read
        columns = schema(table)
        if folders:
            columns = _with_folders(columns, table)
        found = of.select(table, "keys").mapInArrow(rows, columns)
        # The number of a row within its batch says nothing here.
        return found.drop("row") if table == "errors" else found

    def _checks(self) -> DataFrame:
        if self._checked is None:

            def rows(group: pa.Table) -> pa.Table:
                calls = _in_order(group)
                found = tickmark.check(calls, threads=1)
                tables = {name: pa.table(getattr(found, name)) for name in OF_CHECKS}
                return pa.Table.from_batches([_packed(tables, calls)])

            checked = _by_company(self.calls, self._groups).applyInArrow(rows, _packed_schema(OF_CHECKS))
            self._checked = checked.persist(self._storage)
        return self._checked

    def _ids(self) -> dict[str, tuple[str, str]]:
        """By the name of a call: the id that it has by itself, and the one that it gets because others have it too."""
        if self._new_ids is None:

            def rows(batches: Batches) -> Batches:
                for batch in batches:
                    for keys in batch["keys"]:
                        yield from _unpacked(keys).select(["call_id", "source_file"]).to_batches()

            calls = self._read.select("keys").mapInArrow(rows, "call_id string, source_file string")
            twice = calls.groupBy("call_id").count().where("count > 1").select("call_id")
            of_one_id = calls.join(F.broadcast(twice), "call_id").collect()
            taken = {row.call_id for row in of_one_id}
            if of_one_id:
                unnumbered = F.regexp_replace("call_id", "-[0-9]+$", "")
                taken |= {row.call_id for row in calls.where(unnumbered.isin(list(taken))).collect()}
            self._new_ids = _numbered({row.source_file: row.call_id for row in of_one_id}, taken)
        return self._new_ids


def _reader(
    text: str, name: str | None, company: str | None, period: str | None, fiscal_year_end: str | None
) -> Callable[[Batches], Iterator[tickmark.Extraction]]:
    """What a worker does with its rows: some texts at a time, on one thread, as Spark counts on one core a task."""

    def read(batches: Batches) -> Iterator[tickmark.Extraction]:
        for batch in batches:
            rows = -(-batch.num_rows * _AT_A_TIME // max(batch.nbytes, _AT_A_TIME))
            for start in range(0, batch.num_rows, max(rows, 1)):
                yield tickmark.extract_batch(
                    batch.slice(start, max(rows, 1)),
                    text=text,
                    name=name,
                    company=company,
                    period=period,
                    fiscal_year_end=fiscal_year_end,
                    distinct=False,
                    threads=1,
                )

    return read


def _by_company(calls: DataFrame, groups: int | None) -> GroupedData:
    """All calls of a company in one group, and many companies in it: a group costs Spark and Python a few milliseconds."""
    number = groups or int(calls.sparkSession.conf.get("spark.sql.shuffle.partitions") or 200)
    group = F.pmod(F.xxhash64("company_key"), F.lit(number))
    return calls.select("company_key", "call_id", "source_file", "fiscal_year", "packed").groupBy(group)


def _in_order(group: pa.Table) -> pa.Table:
    """The calls of a group as the command would come to them, with an id each; a call that is there twice, once."""
    names = group["source_file"].to_pylist()
    places = {name: place for place, name in reversed(list(enumerate(names)))}
    calls = group.take(sorted(places.values(), key=lambda place: _path(names[place])))
    ids, names = calls["call_id"].to_pylist(), calls["source_file"].to_pylist()
    if len(set(ids)) < len(ids):
        own = dict(zip(names, ids, strict=True))
        new = _numbered(own, set(ids))
        ids = pa.array([new.get(name, ("", own[name]))[1] for name in names], pa.string())
        calls = calls.set_column(calls.schema.get_field_index("call_id"), "call_id", ids)
    return calls


def _path(name: str) -> tuple[str, ...]:
    return PurePosixPath(name).parts


def _numbered(names: dict[str, str], taken: set[str]) -> dict[str, tuple[str, str]]:
    """Numbers the calls that have one id: the first keeps it, `a` and `a` are `a` and `a-2`, as the command has it."""
    taken = set(taken)
    seen: dict[str, int] = {}
    new = {}
    for name in sorted(names, key=_path):
        own = names[name]
        if own not in seen:
            seen[own] = 1
            continue
        number = seen[own] + 1
        while f"{own}-{number}" in taken:
            number += 1
        seen[own] = number
        taken.add(f"{own}-{number}")
        new[name] = (own, f"{own}-{number}")
    return new


def _renumbered(rows: pa.Table, new_ids: dict[str, tuple[str, str]]) -> pa.Table:
    """The rows under the new ids of their calls."""
    if not new_ids or not any(name in new_ids for name in pc.unique(rows["source_file"]).to_pylist()):
        return rows
    names = rows["source_file"].to_pylist()
    for column in set(_IDS) & set(rows.column_names):

        def renamed(ids: str | None, name: str) -> str | None:
            if ids is None or name not in new_ids:
                return ids
            old, new = new_ids[name]
            return ";".join(new + one.removeprefix(old) for one in ids.split(";"))

        values = [renamed(*one) for one in zip(rows[column].to_pylist(), names, strict=True)]
        at = rows.schema.get_field_index(column)
        rows = rows.set_column(at, rows.schema.field(at), pa.array(values, pa.string()))
    return rows


def _foldered(rows: pa.Table, calls: pa.Table, table: str, key: str) -> pa.Table:
    """The rows with the folders of their calls."""
    folders = {"company": "company_key", "fiscal_year": "fiscal_year"}
    if table in ("calls", "kpis"):
        rows = rows.rename_columns(["company_name" if name == "company" else name for name in rows.column_names])
        return rows.append_column("company", rows["company_key"])
    call = pc.index_in(rows[key], value_set=calls[key].combine_chunks())
    for name, of in folders.items():
        rows = rows.append_column(name, calls[of].combine_chunks().take(call))
    return rows


def _with_folders(columns: T.StructType, table: str) -> T.StructType:
    fields = []
    for field in columns:
        name = "company_name" if field.name == "company" else field.name
        fields.append(T.StructField(name, field.dataType, field.nullable, field.metadata))
    known = {field.name for field in fields}
    wanted = ["company"] if table == "kpis" else list(_FOLDERS)
    more = [T.StructField(name, _FOLDERS[name]) for name in wanted if name not in known]
    return T.StructType(fields + more)


def _packed_schema(tables: Iterable[str]) -> T.StructType:
    """A column a table, a row for the calls that a worker reads at a time: so one pass gives all tables."""
    return T.StructType([T.StructField(name, T.BinaryType(), False) for name in (*tables, "keys")])


def _packed(tables: dict[str, pa.Table], calls: pa.Table) -> pa.RecordBatch:
    """The tables as one row of Arrow streams."""
    streams = {name: [_stream(table)] for name, table in tables.items()}
    streams["keys"] = [_stream(calls.select(_KEYS))]
    return pa.RecordBatch.from_pydict(streams)


def _stream(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def _unpacked(stream: pa.BinaryScalar) -> pa.Table:
    return pa.ipc.open_stream(stream.as_buffer()).read_all()


def _type(found: pa.DataType) -> T.DataType:
    if pa.types.is_decimal(found):
        return T.DecimalType(found.precision, found.scale)
    return _TYPES[found]


_TYPES = {
    pa.string(): T.StringType(),
    pa.binary(): T.BinaryType(),
    pa.int64(): T.LongType(),
    pa.int32(): T.IntegerType(),
    pa.float64(): T.DoubleType(),
    pa.date32(): T.DateType(),
}
