"""Pairs of a file as documents that can be reviewed: their sentences again, as far as the file tells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from duiqi.joining import join_chinese
from duiqi.model import Alignment, Bead, Language, Pair, Sentence
from duiqi.segmentation import segment


def documents_of_pairs(pairs: Iterable[Pair], name: str) -> list[Alignment]:
    """An alignment for each document that the pairs name, in the order in which they come; ``name`` is that of pairs
    which name none.

    A side that the file says is made of several sentences is cut into them where segmentation finds as many; else it
    counts as one. Where sentences are missing from the file, or were not cut, they are numbered anew.
    """
    by_document: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_document.setdefault(pair.document or name, []).append(pair)
    return [_alignment(own, document) for document, own in by_document.items()]


def _alignment(pairs: Sequence[Pair], name: str) -> Alignment:
    zh: list[Sentence] = []
    en: list[Sentence] = []
    beads = []
    for pair in pairs:
        first_zh, first_en = len(zh), len(en)
        zh += _sentences(pair, "zh")
        en += _sentences(pair, "en")
        beads.append(Bead(range(first_zh, len(zh)), range(first_en, len(en)), pair.score, kind=pair.kind))
    return Alignment(tuple(zh), tuple(en), tuple(beads), source=name)


def _sentences(pair: Pair, side: Language) -> list[Sentence]:
    text, numbers, paragraphs = (
        (pair.zh, pair.bead.zh, pair.zh_par) if side == "zh" else (pair.en, pair.bead.en, pair.en_par)
    )
    if not text.strip():
        return []
    texts = [text]
    if len(numbers) > 1:
        cut = [sentence.text for sentence in segment(text, side)]
        if len(cut) == len(numbers) and (join_chinese(cut) if side == "zh" else " ".join(cut)) == text:
            texts = cut
    # Which sentence is in which of several paragraphs, and which was repaired, the file does not tell.
    paragraph = paragraphs[0] if paragraphs else 0
    return [Sentence(each, 0, len(each), paragraph, pair.place, pair.repair) for each in texts]
