"""Documents to measure many and long ones with, made of the development sets and the documents in SHARED."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from tests.benchmarks.matching import units_of

# Units of a document: a news item.
UNITS = 25
# Bytes of a column that is not read, in a record of a large corpus.
UNREAD = 100_000
Unit = tuple[str, str]
Record = dict[str, str]


def documents(shared: Path, number: int) -> Iterator[Record]:
    """So many documents."""
    parts = [text[at : at + UNITS] for text in units_of(shared) for at in range(0, len(text), UNITS)]
    for n in range(number):
        turn, part = divmod(n, len(parts))
        zh, en = ("\n".join(side) for side in zip(*parts[part], strict=True))
        more = (f"\n第{turn}次。", f"\nTime number {turn}.") if turn else ("", "")
        yield {"id": f"d{n:07d}", "zh": zh + more[0], "en": en + more[1]}


def write_documents(shared: Path, number: int, folder: Path, *, parquet: bool = False) -> int:
    """``corpus.jsonl`` of so many documents, and ``corpus.parquet`` if it is wanted; how many bytes the first has."""
    path = folder / "corpus.jsonl"
    with open(path, "w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(each, ensure_ascii=False) + "\n" for each in documents(shared, number))
    if parquet:
        from pyarrow import Table
        from pyarrow import parquet as files

        files.write_table(
            Table.from_pylist(list(documents(shared, number))), folder / "corpus.parquet", row_group_size=100
        )
    return path.stat().st_size


def write_large(number: int, folder: Path) -> int:
    """``large.jsonl``: tiny documents, each beside a column that is not read; how many bytes it has."""
    path, page = folder / "large.jsonl", "<p>这里什么也没有。</p>" * (UNREAD // 31)
    with open(path, "w", encoding="utf-8") as stream:
        for n in range(number):
            record = {**tiny(n), "html": f"{n}{page}"}
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path.stat().st_size


def write_files(number: int, folder: Path) -> None:
    """So many tiny files with both languages, a thousand a folder."""
    for n in range(number):
        if n % 1000 == 0:
            part = folder / f"{n // 1000:04d}"
            part.mkdir(parents=True)
        record = tiny(n)
        (part / f"r{n:07d}.txt").write_text(f"{record['zh']}\n{record['en']}\n", encoding="utf-8")


def tiny(n: int) -> Record:
    """A document of two sentences a side."""
    return {
        "id": f"r{n:07d}",
        "zh": f"会议于今天上午在北京举行。这是第{n}次会议。",
        "en": f"The meeting was held in Beijing this morning. This is meeting number {n}.",
    }


def long_document(shared: Path, number: int) -> tuple[list[str], list[str]]:
    """A document with so many units: all texts after one another, in another order each round."""
    all_texts, units = list(units_of(shared)), list[Unit]()
    for turn in count():
        random.Random(turn).shuffle(all_texts)
        units += [unit for text in all_texts for unit in text]
        if len(units) >= number:
            return [zh for zh, _ in units[:number]], [en for _, en in units[:number]]
    raise AssertionError
