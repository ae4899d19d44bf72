"""Texts to fit on, from gold as ``align evaluate`` reads it and from corrections."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from duiqi.corrections import Correction
from duiqi.corrections.gold import Beads, approved_beads
from duiqi.corrections.rebuilding import rebuilt
from duiqi.evaluation import read_gold
from duiqi.model import Alignment
from duiqi.updating.record import SUFFIX as RECORD

if TYPE_CHECKING:
    from duiqi.aligner.fitting.texts import Text

# The fewest beads in a row that are fitted on: of one alone the sentences say all.
FEWEST_IN_A_ROW = 2


def gold_texts(path: str | os.PathLike[str]) -> Iterator[Text]:
    """The texts of a folder with ``src``, ``tgt`` and ``gold``, of another folder of files, or of one JSONL or TMX file
    with sentence numbers, all of whose pairs count as right. Raises InputError.
    """
    from duiqi.aligner.fitting.texts import Text, text_of_beads, tiling

    if os.path.isdir(Path(path) / "gold"):
        for document in read_gold(path):
            beads = tiling(document.beads, len(document.zh), len(document.en))
            yield Text(document.name, document.zh, document.en, beads)
        return
    for alignment in _alignments(path):
        sides = [s.text for s in alignment.zh], [s.text for s in alignment.en]
        for number, row in enumerate(_rows(alignment)):
            yield text_of_beads(f"{alignment.source}/{number}", sides, row)


def _alignments(path: str | os.PathLike[str], corrections: Sequence[Correction] = ()) -> Iterator[Alignment]:
    for file in _files(path):
        yield from rebuilt(file, corrections)


def _files(path: str | os.PathLike[str]) -> list[Path]:
    """The file, or those of a folder but for the records that ``align update`` keeps beside its memories."""
    if not os.path.isdir(path):
        return [Path(path)]
    return sorted(file for file in Path(path).iterdir() if not (os.path.isdir(file) or file.name.endswith(RECORD)))


def _rows(alignment: Alignment) -> Iterator[Beads]:
    """Its beads in rows, parted where the file does not have a sentence; rows with a pair only."""
    row: Beads = []
    for bead in (*alignment.beads, None):
        texts = [alignment.zh[i].text for i in bead.zh] + [alignment.en[j].text for j in bead.en] if bead else []
        if bead and all(texts):
            row.append((bead.zh, bead.en))
        elif row:
            if any(all(found) for found in row):
                yield row
            row = []


def read_corrected(pairs: str | os.PathLike[str], corrections: Sequence[Correction]) -> Iterator[Text]:
    """The stretches of beads that people approved one after the other, those long enough, a text each.

    ``pairs`` is what align wrote, with sentence numbers.
    """
    from duiqi.aligner.fitting.texts import text_of_beads

    for alignment in _alignments(pairs, corrections):
        zh, en = ([s.text for s in side] for side in (alignment.zh, alignment.en))
        beads = approved_beads(alignment, corrections)
        for stretch in _stretches(bead for bead in beads if all(bead)):
            if len(stretch) >= FEWEST_IN_A_ROW:
                yield text_of_beads(f"corrected/{alignment.source}/{stretch[0][0].start}", (zh, en), stretch)


def _stretches(beads: Iterable[tuple[range, range]]) -> Iterator[Beads]:
    stretch: Beads = []
    for bead in sorted(beads, key=lambda b: (b[0].start, b[1].start)):
        if stretch and (bead[0].start, bead[1].start) != (stretch[-1][0].stop, stretch[-1][1].stop):
            yield stretch
            stretch = []
        stretch.append(bead)
    if stretch:
        yield stretch
