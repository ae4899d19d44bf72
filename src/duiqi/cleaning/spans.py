"""Where in the cleaned text each repair ended, and which sentences it touches."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from duiqi.cleaning.edits import batches
from duiqi.cleaning.hints import carry
from duiqi.model import Certainty, Edit, Hint, Repaired, Sentence

# How often what was inferred is right, by process: (right, of so many). Counted on 29 and 30 November 2026 by
#     python -m tests.benchmarks.inferred SHARED
INFERRED: dict[str, tuple[int, int]] = {
    "slipped bytes": (168, 177),
    "utf-8 read as cp1252": (20, 20),
    "strewn U+FFFD": (3428, 3428),
    "strewn blanks": (4161, 4161),
    "marks turned into ?": (287, 289),
}
# How many texts that hold U+FFFD are right as they are: none can be, of which a character was lost. Counted by the
# same command (--only "strewn in", "lost bytes dropped", "gbk lead byte dropped") among the paragraphs that cleaning
# left with U+FFFD; 45 million characters of clean text hold none.
LOST = (0, 640)
# And of sentences that hold a mark of the kind that was taken out of them or beside them by inference: of the damaged
# documents of tests/benchmarks/repaired_pairs.py, strewn in (all thirteen).
LEFT_BEHIND = (0, 6)


@dataclass(frozen=True, slots=True)
class RepairedSpan:
    """``text[start:end]`` of the cleaned text is what a repair made of it; nothing when it only took something out."""

    start: int
    end: int
    certainty: Certainty = "exact"
    process: str = ""
    odds: float | None = None


def repaired_spans(edits: Sequence[Edit]) -> list[RepairedSpan]:
    """Where each repair is in the text after all ``edits``, in order."""
    spans: list[Hint] = []
    made: list[Edit] = []
    for batch in batches(edits):
        spans = list(carry(spans, batch[::-1]))
        shift = 0
        for edit in batch:
            start = edit.start + shift
            spans.append(Hint(start, start + len(edit.after)))
            made.append(edit)
            shift += len(edit.after) - len(edit.before)
    found = [
        RepairedSpan(span.start, span.end, edit.certainty, edit.process, edit.odds)
        for span, edit in zip(spans, made, strict=True)
    ]
    return sorted(found, key=lambda span: (span.start, span.end))


def mark_repaired(sentences: Sequence[Sentence], edits: Sequence[Edit]) -> tuple[Sentence, ...]:
    """The sentences of a cleaned text, in order, those marked that the ``edits`` which led to it have touched.

    What was only taken out touches the sentence that it stood inside; where it was inferred, those beside it too. Those
    that hold U+FFFD are marked as lost, whether a repair wrote it or the file held it. One that was inferred to be
    strewn with marks and still holds such a mark is hardly right.
    """
    marked = list(sentences)
    strewn = {edit.before for edit in edits if edit.certainty == "inferred" and not edit.after}
    ends = [sentence.end for sentence in marked]
    for span in repaired_spans(edits):
        at = bisect_left(ends, span.start)
        while at < len(marked) and marked[at].start <= span.end:
            if _touches(span, marked[at]):
                marked[at] = _marked(marked[at], span)
            at += 1
    return tuple(_with_what_is_left(sentence, strewn) for sentence in marked)


def soundness(span: RepairedSpan) -> float:
    """The probability that a repair is right: that the process was at work, times the share of what is inferred from
    it that is right. Exact repairs make nothing up."""
    if span.certainty == "exact":
        return 1.0
    at_work = 1.0 if span.odds is None else 1 / (1 + math.exp(-span.odds))
    return at_work * inferred_right(span.process)


def inferred_right(process: str) -> float:
    """The share of what is inferred from ``process`` that is right, of few cases drawn towards one half: one right and
    one wrong are added to those that were counted (Laplace's rule of succession)."""
    return soundness_of(*INFERRED.get(process, (0, 0)))


def soundness_of(right: int, of: int) -> float:
    """The share of ``right`` among ``of``, of few cases drawn towards one half."""
    return (right + 1) / (of + 2)


def _with_what_is_left(sentence: Sentence, strewn: Set[str]) -> Sentence:
    if "\ufffd" in sentence.text:
        return replace(sentence, repair="lost", soundness=sentence.soundness * soundness_of(*LOST))
    if sentence.repair == "inferred" and any(mark in sentence.text for mark in strewn):
        return replace(sentence, soundness=sentence.soundness * soundness_of(*LEFT_BEHIND))
    return sentence


def _touches(span: RepairedSpan, sentence: Sentence) -> bool:
    if span.start < span.end:
        return span.start < sentence.end and sentence.start < span.end
    if span.certainty == "inferred":
        return sentence.start <= span.start <= sentence.end
    return sentence.start < span.start < sentence.end


def _marked(sentence: Sentence, span: RepairedSpan) -> Sentence:
    repair: Repaired = "inferred" if "inferred" in (sentence.repair, span.certainty) else "exact"
    return replace(sentence, repair=repair, soundness=sentence.soundness * soundness(span))
