"""Beads in files: lines of sentence numbers, and folders of gold with the sentences beside them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from duiqi.errors import InputError
from duiqi.export import iter_pairs
from duiqi.formats.index import IndexBead, index_beads, read_sentences
from duiqi.io.files import open_binary
from duiqi.io.packed import without_packing
from duiqi.text.chars import count_han

# Of the files that evaluation reads: JSONL, TMX, and lines of sentence numbers, as duiqi and Vecalign name them.
SUFFIXES = (".jsonl", ".tmx", ".index", ".align", ".txt")


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document of a gold folder: sentences and beads, Chinese first whatever the folder's order."""

    name: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    beads: tuple[IndexBead, ...]


def read_gold(folder: str | os.PathLike[str]) -> Iterator[GoldDocument]:
    """The documents of a gold folder, by name.

    ``src/NNN`` and ``tgt/NNN`` have a sentence a line, ``gold/NNN.align`` lines ``[source indices]:[target indices]``.
    Which side is Chinese is told by its characters. Raises InputError for files that do not fit each other.
    """
    root = Path(folder)
    for path in files_of(root / "gold"):
        name = stem(path)
        source, target = (read_sentences(root / side / name) for side in ("src", "tgt"))
        beads = list(read_index(path))
        for side, lines, indices in (("src", source, [b[0] for b in beads]), ("tgt", target, [b[1] for b in beads])):
            if max((index for bead in indices for index in bead), default=-1) >= len(lines):
                raise InputError(f"{side}/{name} has only {len(lines)} lines", path=path)
        if sum(map(count_han, source)) < sum(map(count_han, target)):
            source, target = target, source
            beads = [(zh, en) for en, zh in beads]
        yield GoldDocument(name, tuple(source), tuple(target), tuple(beads))


def read_index(path: str | os.PathLike[str]) -> Iterator[IndexBead]:
    """The beads of a file with lines ``[0, 1]:[2]``; a third field, as Vecalign's cost, is passed over."""
    with open_binary(path) as stream:
        for _, bead in index_beads(stream, path):
            yield bead


def read_beads(path: str | os.PathLike[str]) -> list[tuple[range, range]]:
    """The beads of a file, in any form that ``evaluate`` takes, those of consecutive sentences."""
    suffixes = {suffix.lower() for suffix in Path(path).suffixes[-2:]}
    if {".tmx", ".jsonl"} & suffixes:
        return [(pair.bead.zh, pair.bead.en) for pair in iter_pairs(path, need_ids=True)]
    found = ([sorted(set(side)) for side in bead] for bead in read_index(path))
    return [
        (range(zh[0], zh[-1] + 1) if zh else range(0), range(en[0], en[-1] + 1) if en else range(0))
        for zh, en in found
        if all(not side or side[-1] - side[0] == len(side) - 1 for side in (zh, en))
    ]


def stem(path: Path) -> str:
    """The name before the suffixes of an alignment: ``r1.zh`` of ``r1.zh.jsonl.gz``."""
    plain = PurePath(without_packing(path.name)[0])
    return plain.stem if plain.suffix.lower() in SUFFIXES else plain.name


def files_of(folder: Path) -> list[Path]:
    """The files of a folder by name, hidden ones left out. Raises InputError when there is none."""
    if not os.path.isdir(folder):
        raise InputError("is no folder", path=folder)
    found = sorted(path for path in folder.iterdir() if not (os.path.isdir(path) or path.name.startswith(".")))
    if not found:
        raise InputError("the folder is empty", path=folder)
    return found
