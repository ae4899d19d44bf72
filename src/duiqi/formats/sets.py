"""Formats of several files: a Moses pair, InterText, a Hugging Face dataset folder.

All files of a set are complete before the first appears.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from duiqi.errors import InputError
from duiqi.formats.jsonl import MAX_LINE
from duiqi.formats.parquet import parquet_bytes, read_parquet
from duiqi.io.files import atomic_write, open_binary
from duiqi.model import Bead, Pair
from duiqi.pairs.fields import SURROGATE, Labels, Written

LINE_END = re.compile("\\s*[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]\\s*")


def without_suffix(path: str | os.PathLike[str], *suffixes: str) -> str:
    """``path`` as text, less the first of ``suffixes`` it has, whatever its case."""
    name = os.fspath(path)
    for suffix in suffixes:
        if name.lower().endswith(suffix):
            return name[: -len(suffix)]
    return name


def write_moses(pairs: Iterable[Pair], labels: Labels, written: Written, path: str | os.PathLike[str]) -> None:
    """``NAME.zh`` and ``NAME.en``, in which line i and line i are a pair. Pairs with an empty side are skipped and
    counted; line breaks within a text become spaces, and such texts are counted."""
    stem = without_suffix(path, ".moses", ".zh", ".en")
    with ExitStack() as stack:
        zh, en = (stack.enter_context(atomic_write(f"{stem}.{language}")) for language in ("zh", "en"))
        for pair in pairs:
            lines = []
            for text in (pair.zh, pair.en):
                clean, removed = SURROGATE.subn("", text)
                line, breaks = LINE_END.subn(" ", clean)
                written.removed += removed
                written.joined += bool(breaks)
                lines.append(line.strip())
            if not all(lines):
                written.skipped += 1
                continue
            written.units += 1
            for file, line in zip((zh, en), lines, strict=True):
                # A reader takes one of these at the start of a file for a byte order mark.
                mark = "\ufeff" if written.units == 1 and line.startswith("\ufeff") else ""
                file.write(f"{mark}{line}\n".encode())


def read_moses(path: str | os.PathLike[str], need_ids: bool = False) -> Iterator[Pair]:
    """The pairs of ``NAME.zh`` and ``NAME.en``; ``path`` names either, or NAME. Raises InputError when one has more
    lines."""
    if need_ids:
        raise InputError("has no sentence numbers", path=path)
    stem = without_suffix(path, ".moses", ".zh", ".en")
    names = f"{stem}.zh", f"{stem}.en"
    with open_binary(names[0]) as zh, open_binary(names[1]) as en:
        number = 0
        while True:
            lines = [stream.readline(MAX_LINE) for stream in (zh, en)]
            if not all(lines):
                break
            try:
                texts = [line.decode("utf-8-sig" if not number else "utf-8").rstrip("\r\n") for line in lines]
            except UnicodeDecodeError as error:
                raise InputError("is not UTF-8", path=f"{stem}.zh or .en", line=number + 1) from error
            bead = Bead(range(number, number + 1), range(number, number + 1), 1.0)
            number += 1
            yield Pair(texts[0], texts[1], 1.0, bead)
    if any(lines):
        longer, shorter = names if lines[0] else names[::-1]
        raise InputError(
            f"has more lines than {shorter}, which has {number}",
            path=longer,
            advice="the two files of a pair must have the same number of lines",
        )


CARD = """---
language:
- zh
- en
task_categories:
- translation
configs:
- config_name: default
  data_files:
  - split: train
    path: data/train-*.parquet
---

# Chinese–English sentence pairs

{units} pairs, made with duiqi. Columns: `zh` ({zh_lang}), `en` ({en_lang}), `score` (the probability that a careful
human would have paired exactly these sentences), `type`, sentence and paragraph numbers, `document`, `id`.
"""


def write_dataset(pairs: Iterable[Pair], labels: Labels, written: Written, path: str | os.PathLike[str]) -> None:
    """A folder that ``datasets.load_dataset`` takes: ``data/train-00000-of-00001.parquet`` and a card.

    Raises InputError when the folder exists and holds anything.
    """
    folder = Path(path)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError("exists already", path=path, advice="name a new folder, or remove this one")
    temporary = folder.with_name(f".{folder.name[:80]}.{secrets.token_hex(6)}.tmp")
    try:
        (temporary / "data").mkdir(parents=True)
        with open(temporary / "data" / "train-00000-of-00001.parquet", "wb") as file:
            for chunk in parquet_bytes(pairs, labels, written):
                file.write(chunk)
        card = CARD.format(units=written.units, zh_lang=labels.zh_lang, en_lang=labels.en_lang)
        (temporary / "README.md").write_text(card, encoding="utf-8")
        os.replace(temporary, folder)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror or error}", path=path) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def read_dataset(path: str | os.PathLike[str], need_ids: bool = False) -> Iterator[Pair]:
    """The pairs of all Parquet files in a dataset folder, by name. Raises InputError when there is none."""
    files = sorted(Path(path).rglob("*.parquet"))
    if not files:
        raise InputError("holds no Parquet file", path=path, advice="name the folder of a dataset")
    for file in files:
        with open_binary(file) as stream:
            yield from read_parquet(stream, os.fspath(file), need_ids)
