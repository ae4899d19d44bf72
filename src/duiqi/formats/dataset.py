"""A folder that ``datasets.load_dataset`` of Hugging Face takes: Parquet files and a card.

Read: all of a unit, from all its files.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.formats.parquet import parquet_bytes, read_parquet
from duiqi.io.files import open_binary, temporary_beside
from duiqi.model import Alignment, Pair
from duiqi.pairs.fields import Labels, Source, Written

README, SHARD = "README.md", "data/train-00000-of-00001.parquet"
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
human would have paired exactly these sentences), `type`, sentence and paragraph numbers, `document`, `id`;
`repair`: nothing where the text is as it was found, `exact` where damage was repaired without making anything up,
`inferred` where it was repaired by what the rest of the document says (the score counts that as doubt);
`kind`: `term` for headings and words with their translation, `reordered` for entries of a list that each language sorts
its own way, `same` and `wordless` for what is no translation, nothing for other pairs;
`checked`: `approved` or `edited` where a person looked at the pair, nothing elsewhere.
"""


def write_dataset(
    pairs: Iterable[Pair],
    labels: Labels,
    written: Written,
    path: str | os.PathLike[str],
    alignment: Alignment | None = None,
) -> None:
    """A folder that ``datasets.load_dataset`` takes: ``data/train-00000-of-00001.parquet`` and a card.

    Raises InputError when the folder exists and holds anything.
    """
    folder = Path(path)
    if os.path.exists(folder) and (not os.path.isdir(folder) or any(folder.iterdir())):
        raise InputError("exists already", path=path, advice="name a new folder, or remove this one")
    temporary = temporary_beside(folder)
    try:
        (temporary / "data").mkdir(parents=True)
        with open(temporary / SHARD, "wb") as file:
            for chunk in parquet_bytes(pairs, labels, written):
                file.write(chunk)
        card = CARD.format(units=written.units, zh_lang=labels.zh_lang, en_lang=labels.en_lang)
        (temporary / README).write_text(card, encoding="utf-8")
        os.replace(temporary, folder)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror or error}", path=path) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def read_dataset(source: Source) -> Iterator[Pair]:
    """The pairs of all Parquet files in a dataset folder, by name. Raises InputError when there is none."""
    files = sorted(Path(source.path).rglob("*.parquet"))
    if not files:
        raise InputError("holds no Parquet file", path=source.path, advice="name the folder of a dataset")
    for file in files:
        with open_binary(file) as stream:
            yield from read_parquet(stream, replace(source, path=os.fspath(file)))


FORMAT = Format(
    name="dataset",
    label="a dataset's folder (Hugging Face)",
    suffixes=(),
    read_files=read_dataset,
    write_files=write_dataset,
    endings=(f".dataset/{README}", f".dataset/{SHARD}"),
    extra="parquet",
    library="pyarrow",
)
