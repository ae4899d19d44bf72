"""The records of an Arrow batch to the pairs in them, another batch: what engines that speak Arrow can call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from duiqi.batch.records.texts import KEYS, AlignedRecord, align_records
from duiqi.errors import InputError
from duiqi.formats.parquet import table_of
from duiqi.io.optional import need
from duiqi.model import Layout, Level
from duiqi.options import Options
from duiqi.pairs.fields import Labels
from duiqi.text.script import chinese_variant

if TYPE_CHECKING:
    import pyarrow


def batch_schema() -> pyarrow.Schema:
    """The columns of what ``align_batch`` gives: those of a Parquet file, and ``error``. Raises InputError when pyarrow
    is not installed."""
    arrow: Any = need("pyarrow", "parquet", "a batch of Arrow")
    return table_of([], Labels("zh-CN", "en")).schema.append(arrow.field("error", arrow.string()))


def align_batch(
    batch: pyarrow.RecordBatch,
    *,
    level: Level = "sentence",
    layout: Layout = "auto",
    options: Options | None = None,
    unaligned: bool = False,
    jobs: int = 1,
) -> pyarrow.RecordBatch:
    """Align the records of a batch with the columns ``id`` and ``text``, or ``id``, ``zh`` and ``en``, or ``id``,
    ``bytes`` and ``name``; a null is nothing. What else it holds is left alone. The arguments are those of
    ``align_records``.

    The rows are the pairs, in the order of the records, with the record's id as ``document``. A record without a pair
    has one row, with that and the ``error`` alone. Raises InputError when there is no column ``id``, or pyarrow is not
    installed.
    """
    arrow: Any = need("pyarrow", "parquet", "a batch of Arrow")
    schema = batch_schema()
    names = [name for name in KEYS if name in batch.schema.names]
    if "id" not in names:
        held = ", ".join(batch.schema.names) or "none"
        raise InputError(f'the batch has no column "id"; its columns: {held}', advice="name the column of ids so")
    records = batch.select(names).to_pylist()
    results = align_records(records, level=level, layout=layout, options=options, unaligned=unaligned, jobs=jobs)
    tables = [schema.empty_table(), *_tables(results, schema)]
    columns = [column.combine_chunks() for column in arrow.concat_tables(tables).columns]
    return arrow.RecordBatch.from_arrays(columns, schema=schema)


def _tables(results: Iterator[AlignedRecord], schema: Any) -> Iterator[Any]:
    arrow: Any = need("pyarrow", "parquet", "a batch of Arrow")
    for result in results:
        if result.pairs:
            labels = Labels(chinese_variant(pair.zh for pair in result.pairs), "en", signature=result.signature)
            table = table_of(result.pairs, labels)
            yield table.append_column(schema.field("error"), arrow.nulls(len(table), arrow.string()))
        else:
            error = str(result.error) if result.error else "; ".join(result.warnings) or "nothing in it is paired"
            yield arrow.Table.from_pylist([{"document": result.id, "error": error}], schema)
