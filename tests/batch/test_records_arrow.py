"""Batches of Arrow to batches of pairs, with one schema whatever is in them."""

from __future__ import annotations

from typing import Any

import pytest
from support.commands import EN, ZH

from duiqi.batch import align_batch, align_records, batch_schema
from duiqi.batch.records.texts import ADVICE
from duiqi.errors import InputError

arrow: Any = pytest.importorskip("pyarrow")

RECORDS = [
    {"id": "a", "text": None, "zh": ZH, "en": EN},
    {"id": "b", "text": ZH + EN, "zh": None, "en": None},
    {"id": "c", "text": None, "zh": ZH, "en": None},
    {"id": "d", "text": "你好。", "zh": None, "en": None},
]


def test_rows_are_the_pairs_of_the_records() -> None:
    batch = arrow.RecordBatch.from_pylist([{**record, "other": [1]} for record in RECORDS])
    rows = align_batch(batch)
    assert isinstance(rows, arrow.RecordBatch)
    assert rows.schema == batch_schema()
    pairs = [(r["document"], r["zh"], r["en"], r["score"], r["type"]) for r in rows.to_pylist() if r["error"] is None]
    assert pairs == [
        (result.id, pair.zh, pair.en, pytest.approx(pair.score, abs=1e-4), pair.type)
        for result in align_records(RECORDS)
        for pair in result.pairs
    ]
    assert [(r["document"], r["error"], r["zh"]) for r in rows.to_pylist() if r["error"]] == [
        ("c", f'c: the record holds "zh"; {ADVICE}', None),
        ("d", "there is no English text: nothing can be paired", None),
    ]


@pytest.mark.parametrize("records", [[], RECORDS[2:3]])
def test_the_schema_does_not_depend_on_what_is_there(records: list[dict[str, object]]) -> None:
    schema = arrow.schema([(name, arrow.string()) for name in ("id", "text", "zh", "en")])
    rows = align_batch(arrow.RecordBatch.from_pylist(records, schema))
    assert (rows.schema, rows.num_rows) == (batch_schema(), len(records))


def test_batches_cut_otherwise_give_the_same_rows() -> None:
    batch = arrow.RecordBatch.from_pylist(RECORDS)
    parts = [align_batch(batch.slice(n, 1)) for n in range(batch.num_rows)]
    assert arrow.Table.from_batches(parts).to_pylist() == align_batch(batch).to_pylist()


def test_a_batch_without_ids() -> None:
    with pytest.raises(InputError, match='the batch has no column "id"; its columns: text; name the column of ids so'):
        align_batch(arrow.RecordBatch.from_pylist([{"text": ZH}]))


def test_files_as_bytes() -> None:
    rows = align_batch(arrow.RecordBatch.from_pylist([{"id": "t", "bytes": (ZH + EN).encode(), "name": "t.txt"}]))
    assert [row["document"] for row in rows.to_pylist()] == ["t", "t"]
    assert [row["error"] for row in rows.to_pylist()] == [None, None]
