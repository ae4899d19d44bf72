"""Alignments and corrections of them, for the tests of corrections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from duiqi.aligner import align_keeping_lattice
from duiqi.aligner.realigning import ReviewLattice
from duiqi.corrections import Correction
from duiqi.corrections.recording import Place, Reviewer, record
from duiqi.model import Alignment, Sentence

ZH = ("我们昨天签署了协议。", "会议在北京举行。", "王先生没有来。", "天气很好。", "我们明天回上海。")
EN = (
    "We signed the agreement yesterday.",
    "The meeting was held in Beijing.",
    "The weather was fine.",
    "Tomorrow we return to Shanghai.",
)


def sentences(texts: Iterable[str]) -> list[Sentence]:
    """Sentences of one paragraph each, one after the other."""
    out: list[Sentence] = []
    for number, text in enumerate(texts):
        start = out[-1].end + 1 if out else 0
        out.append(Sentence(text, start, start + len(text), number))
    return out


def aligned(
    zh: Sequence[str] = ZH, en: Sequence[str] = EN, source: str = "release.txt"
) -> tuple[Alignment, ReviewLattice]:
    """The alignment of these sentences, and its lattice."""
    return align_keeping_lattice(sentences(zh), sentences(en), source=source)


def corrections(
    alignment: Alignment, *places: Place, who: str = "wang", when: str = "2026-11-29T10:15:00Z", path: str = "c.jsonl"
) -> list[Correction]:
    """Corrections of an alignment, as if read from a file."""
    made = record(alignment, places, Reviewer(who, when))
    return [replace(correction, path=path, line=line) for line, correction in enumerate(made, 1)]


def numbers(alignment: Alignment) -> list[tuple[list[int], list[int]]]:
    """The beads as lists of sentence numbers."""
    return [(list(bead.zh), list(bead.en)) for bead in alignment.beads]
