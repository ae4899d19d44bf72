"""Parquet: columns for data frames and Hugging Face datasets.

Read: all of a unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, BinaryIO

from duiqi.blocks.tables import Row
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.optional import need
from duiqi.model import Pair
from duiqi.pairs.fields import FIELDS, LISTS, Labels, Source, Written, fields
from duiqi.pairs.from_fields import pair_of_fields
from duiqi.pairs.rows import pairs_of_rows
from duiqi.text.chars import SURROGATE

# Units that are held in memory at a time, a few megabytes of text.
GROUP = 10_000


def parquet_bytes(pairs: Iterable[Pair], labels: Labels, written: Written) -> Iterator[bytes]:
    """The bytes of a Parquet file, ten thousand units at a time. Raises InputError when pyarrow is not installed."""
    return parquet_of_rows(_row(pair, labels, written) for pair in pairs)


def parquet_of_rows(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """As ``parquet_bytes``, of rows with all the columns."""
    arrow, parquet = need("pyarrow", "parquet", "Parquet"), need("pyarrow.parquet", "parquet", "Parquet")
    schema = _schema(arrow)
    sink = _Chunks()
    with parquet.ParquetWriter(arrow.PythonFile(sink, "w"), schema, compression="zstd") as writer:
        units = iter(rows)
        while group := list(islice(units, GROUP)):
            writer.write_table(arrow.Table.from_pylist(group, schema))
            yield from sink.take()
    yield from sink.take()


def rows_of_parquet(stream: BinaryIO) -> Iterator[dict[str, Any]]:
    """The rows of a file that ``parquet_of_rows`` wrote."""
    for batch in need("pyarrow.parquet", "parquet", "Parquet").ParquetFile(stream).iter_batches(batch_size=1_000):
        yield from batch.to_pylist()


def table_of(pairs: Iterable[Pair], labels: Labels) -> Any:
    """The table of Arrow that a Parquet file of these pairs holds. Raises InputError when pyarrow is not installed."""
    arrow = need("pyarrow", "parquet", "a table of Arrow")
    written = Written("parquet")
    return arrow.Table.from_pylist([_row(pair, labels, written) for pair in pairs], _schema(arrow))


def _schema(arrow: Any) -> Any:
    kinds = {"score": arrow.float64(), **dict.fromkeys(LISTS, arrow.list_(arrow.int32()))}
    return arrow.schema([(name, kinds.get(name, arrow.string())) for name in FIELDS])


def _row(pair: Pair, labels: Labels, written: Written) -> dict[str, Any]:
    row: dict[str, Any] = dict(fields(pair, labels))
    for name, value in row.items():
        if isinstance(value, str):
            row[name], removed = SURROGATE.subn("", value)
            written.removed += removed
    written.units += 1
    return row


class _Chunks:
    """A file that hands on what is written to it."""

    closed = False

    def __init__(self) -> None:
        self._waiting: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> int:
        self._waiting.append(bytes(data))
        self._size += len(data)
        return len(data)

    def tell(self) -> int:
        return self._size

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False

    def take(self) -> list[bytes]:
        """What has come since the last time."""
        waiting, self._waiting = self._waiting, []
        return waiting


def read_parquet(stream: BinaryIO, source: Source) -> Iterator[Pair]:
    """The pairs of a Parquet file with columns ``zh`` and ``en``, or a Hugging Face ``translation`` column that holds
    these two; of any other the two columns that the names or contents tell. Raises InputError with the row."""
    arrow, parquet = need("pyarrow", "parquet", "Parquet"), need("pyarrow.parquet", "parquet", "Parquet")
    if not stream.seekable():
        raise InputError(
            "a Parquet file cannot be read from a pipe or gzip file", path=source.path, advice="unpack it first"
        )
    try:
        file = parquet.ParquetFile(stream)
        if source.options.columns or not _has_pairs(file.schema_arrow.names):
            yield from pairs_of_rows(_table(file), source)
            return
        wanted = [name for name in (*_schema(arrow).names, "translation") if name in file.schema_arrow.names]
        index = 0
        for batch in file.iter_batches(batch_size=1_000, columns=wanted):
            for row in batch.to_pylist():
                yield _pair(row, index, source)
                index += 1
    except (arrow.ArrowException, OSError) as error:
        raise InputError(f"is no usable Parquet file: {error}", path=source.path) from error


def _has_pairs(names: Sequence[str]) -> bool:
    return {"zh", "en"} <= set(names) or "translation" in names


def _table(file: Any) -> Iterator[Row]:
    """The rows under the names of the columns, as of any table; what is neither text nor a number is empty."""
    yield Row(0, file.schema_arrow.names)
    number = 0
    for batch in file.iter_batches(batch_size=1_000):
        for row in batch.to_pylist():
            number += 1
            yield Row(number, [str(value) if isinstance(value, (str, int, float)) else "" for value in row.values()])


def _pair(row: dict[str, Any], index: int, source: Source) -> Pair:
    unit = {name: value for name, value in row.items() if value is not None}
    if isinstance(unit.get("translation"), dict):
        unit = {**unit.pop("translation"), **unit}
    try:
        return pair_of_fields(unit, index, source.need_ids)
    except ValueError as error:
        raise InputError(f"row {index + 1}: {error}", path=source.path) from None


FORMAT = Format(
    name="parquet",
    label="Parquet",
    suffixes=(".parquet",),
    read_pairs=read_parquet,
    write_pairs=parquet_bytes,
    binary=True,
    extra="parquet",
    has_columns=True,
    library="pyarrow",
)
