"""From what a person made of an alignment, or of an earlier one, to the corrections that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from duiqi._version import __version__
from duiqi.corrections.correction import (
    CONTEXT,
    Correction,
    DocumentKey,
    MadeOf,
    Ruling,
    Run,
    Verdict,
    WasBead,
    document_digest,
)
from duiqi.corrections.placing import Placed, place
from duiqi.model import SIDES, Alignment, Bead, Level, Sentence


@dataclass(frozen=True, slots=True)
class Place:
    """What a person made of the sentences ``zh`` and ``en`` of an alignment, one of them empty where it is about one
    side: the texts that stand there now, None where they stay; of which sentences each is made, where these do not tell
    (``correction.MadeOf``); and how they pair."""

    zh: range
    en: range
    now_zh: tuple[str, ...] | None = None
    now_en: tuple[str, ...] | None = None
    beads: tuple[Ruling, ...] = ()
    why: str = ""
    zh_of: MadeOf | None = None
    en_of: MadeOf | None = None


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who corrected, and when (UTC, ``YYYY-MM-DDThh:mm:ssZ``)."""

    who: str = ""
    when: str = ""


def record(
    alignment: Alignment, places: Iterable[Place], reviewer: Reviewer, level: Level = "sentence"
) -> Iterator[Correction]:
    """The corrections of an alignment that ``places`` are."""
    texts = [[sentence.text for sentence in side] for side in (alignment.zh, alignment.en)]
    key = DocumentKey(alignment.source, document_digest(*texts), level)
    holders = _Holders(alignment.beads)
    for made in places:
        yield Correction(
            document=key,
            zh=run_of(alignment.zh, made.zh),
            en=run_of(alignment.en, made.en),
            was_beads=tuple(holders.of(made.zh, made.en)),
            now_zh=made.now_zh,
            now_en=made.now_en,
            zh_of=made.zh_of,
            en_of=made.en_of,
            beads=made.beads,
            who=reviewer.who,
            when=reviewer.when,
            why=made.why,
            program=f"duiqi {__version__}",
        )


def ruled(bead: Bead, verdict: Verdict = "approved") -> Place:
    """The place of a bead as it is, with what a person says of it."""
    return Place(bead.zh, bead.en, beads=(Ruling(len(bead.zh), len(bead.en), verdict),))


def restated(
    alignment: Alignment, corrections: Iterable[Correction], level: Level = "sentence"
) -> Iterator[Correction]:
    """The same corrections as if made in this alignment, in the order of its text. What the document has come to read
    by itself is no change of text any more.

    ``corrections`` must be of the document and have a place in it, as ``correct`` tells; others are left out.
    """
    texts = [[sentence.text for sentence in side] for side in (alignment.zh, alignment.en)]
    digest = document_digest(*texts)
    key = DocumentKey(alignment.source, digest, level)
    placed, _ = place(list(corrections), texts[0], texts[1], digest)  # by the numbers of the text
    for each in sorted(placed, key=lambda each: (each.zh or each.en or range(0)).start):
        yield _here(each, alignment, key)


def _here(placed: Placed, alignment: Alignment, key: DocumentKey) -> Correction:
    correction, there = placed.correction, placed.already
    now_zh, now_en = (None if side in there else correction.now(side) for side in SIDES)
    zh_of, en_of = (None if side in there else correction.made_of(side) for side in SIDES)
    zh, en = run_of(alignment.zh, placed.zh), run_of(alignment.en, placed.en)
    return replace(
        correction, document=key, zh=zh, en=en, was_beads=(), now_zh=now_zh, now_en=now_en, zh_of=zh_of, en_of=en_of
    )


def run_of(sentences: Sequence[Sentence], numbers: range | None) -> Run | None:
    """These sentences of a side, with what stands around them; None where there are none."""
    if not numbers:
        return None
    before = sentences[numbers.start - 1].text[-CONTEXT:] if numbers.start else ""
    after = sentences[numbers.stop].text[:CONTEXT] if numbers.stop < len(sentences) else ""
    return Run(numbers.start, tuple(sentences[k].text for k in numbers), before, after)


class _Holders:
    """Which beads hold a sentence."""

    def __init__(self, beads: Iterable[Bead]) -> None:
        self._beads = list(beads)
        self._of: dict[tuple[str, int], int] = {
            (side, k): number
            for number, bead in enumerate(self._beads)
            for side, numbers in zip(SIDES, (bead.zh, bead.en), strict=True)
            for k in numbers
        }

    def of(self, zh: range, en: range) -> Iterator[WasBead]:
        """The beads that share a sentence with these, in order."""
        keys = [("zh", i) for i in zh] + [("en", j) for j in en]
        for number in sorted({self._of[side, k] for side, k in keys if (side, k) in self._of}):
            bead = self._beads[number]
            yield WasBead(tuple(bead.zh), tuple(bead.en), round(bead.score, 4))
