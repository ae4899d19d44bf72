"""Corrections of an earlier run in the sentences of a document as it is now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from duiqi.corrections.correction import SIDES, Correction, DocumentKey, document_digest
from duiqi.corrections.placing import Placed, place
from duiqi.corrections.recording import run_of
from duiqi.model import Alignment, Level


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
    placed, _ = place(list(corrections), texts[0], texts[1], digest)
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
