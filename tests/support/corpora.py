"""One small corpus in every form in which documents come as records, and what runs make of it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from support.commands import EN, ZH

from duiqi.batch.resuming import read_manifest

Record = dict[str, Any]


def documents(number: int) -> list[Record]:
    """So many documents that differ, the third and each seventh after it without English."""
    return [
        {
            "id": f"d{n}",
            "zh": f"{ZH}这是第{n}次会议。\n",
            "en": " " if n % 7 == 2 else f"{EN}This is meeting number {n}.\n",
            "other": [n],
        }
        for n in range(number)
    ]


def lines_of(records: Sequence[Record]) -> bytes:
    """JSON Lines, with an empty line after the first."""
    lines = [json.dumps(record, ensure_ascii=bool(n % 2)) + "\n" for n, record in enumerate(records)]
    return "".join([*lines[:1], "\n", *lines[1:]]).encode()


def plain(records: Sequence[Record], folder: Path) -> Path:
    path = folder / "c.jsonl"
    path.write_bytes(lines_of(records))
    return path


def gzipped(records: Sequence[Record], folder: Path) -> Path:
    path = folder / "c.jsonl.gz"
    path.write_bytes(gzip.compress(lines_of(records)))
    return path


def zstandard(records: Sequence[Record], folder: Path) -> Path:
    import pyarrow

    path = folder / "c.jsonl.zst"
    # Two frames, as programs that append write them.
    half = len(records) // 2
    parts = lines_of(records[:half]), lines_of(records[half:])
    path.write_bytes(b"".join(pyarrow.compress(part, codec="zstd", asbytes=True) for part in parts))
    return path


def parquet(records: Sequence[Record], folder: Path, name: str = "c.parquet") -> Path:
    import pyarrow
    from pyarrow import parquet as pq

    path = folder / name
    pq.write_table(pyarrow.Table.from_pylist(list(records)), path, row_group_size=2)
    return path


def parquet_shards(records: Sequence[Record], folder: Path) -> Path:
    root = folder / "shards"
    (root / "data").mkdir(parents=True)
    (root / "README.md").write_text("# A card\n", encoding="utf-8")
    for number in range(2):
        part = records[: len(records) // 2] if number == 0 else records[len(records) // 2 :]
        parquet(part, root / "data", f"train-0000{number}.parquet")
    return root


def saved(records: Sequence[Record], folder: Path) -> Path:
    import datasets

    datasets.disable_progress_bars()
    datasets.Dataset.from_list(list(records)).save_to_disk(str(folder / "ds"), num_shards=2)
    return folder / "ds"


def saved_splits(records: Sequence[Record], folder: Path) -> Path:
    import datasets

    datasets.disable_progress_bars()
    half = len(records) // 2
    splits = {"train": records[:half], "test": records[half:]}
    found = datasets.DatasetDict({name: datasets.Dataset.from_list(list(part)) for name, part in splits.items()})
    found.save_to_disk(str(folder / "dd"))
    return folder / "dd"


def arrow_file(records: Sequence[Record], folder: Path) -> Path:
    import pyarrow

    path = folder / "c.arrow"
    table = pyarrow.Table.from_pylist(list(records))
    with pyarrow.ipc.new_file(str(path), table.schema) as writer:
        writer.write_table(table, max_chunksize=3)
    return path


def translations(records: Sequence[Record], folder: Path) -> Path:
    """The form of data sets for translation."""
    path = folder / "t.jsonl"
    path.write_bytes(
        lines_of([{"id": each["id"], "translation": {"en": each["en"], "zh": each["zh"]}} for each in records])
    )
    return path


SOURCES: dict[str, Callable[[Sequence[Record], Path], Path]] = {
    each.__name__: each
    for each in (
        plain,
        gzipped,
        zstandard,
        parquet,
        parquet_shards,
        saved,
        saved_splits,
        arrow_file,
        translations,
    )
}


def outputs(folder: Path) -> dict[str, bytes]:
    """What was written, without the manifest."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".duiqi."))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def done(out: Path) -> set[str]:
    """The documents, or outputs, that the manifest holds as done."""
    with read_manifest(out) as manifest:
        return {entry.target for entry in manifest.entries() if entry.outcome == "done"}
