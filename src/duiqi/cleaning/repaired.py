"""Which sentences were repaired, and what that means for the pairs they are in."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from duiqi.cleaning.edits import batches
from duiqi.cleaning.hints import carry
from duiqi.model import Alignment, Edit, Hint, Sentence

# What the document says elsewhere filled 51 of 51 holes rightly (docs/cleaning.md): (51 + 1) / (51 + 2).
INFERRED_RIGHT = 0.98


def mark_repaired(sentences: Sequence[Sentence], edits: Sequence[Edit]) -> list[Sentence]:
    """``sentences`` of the cleaned text, each with the names of the repairs that ``edits`` made in it."""
    marked = list(sentences)
    starts = [sentence.start for sentence in marked]
    for start, end, edit in _spans(edits):
        for index in range(max(0, bisect_left(starts, start + 1) - 1), bisect_left(starts, max(end, start + 1))):
            sentence = marked[index]
            # A deletion counts inside a sentence, not at its ends.
            if (start < sentence.end and end > sentence.start) or sentence.start < start < sentence.end:
                name = f"{edit.fix} (inferred)" if edit.certainty == "inferred" else edit.fix
                repairs = sentence.repairs if name in sentence.repairs else (*sentence.repairs, name)
                marked[index] = replace(sentence, repairs=repairs, trust=sentence.trust * _trust(edit))
    return marked


def doubt_inferred(alignment: Alignment) -> Alignment:
    """The alignment with the score of each pair multiplied by the probability that its inferred repairs are right."""
    if all(sentence.trust == 1.0 for sentence in (*alignment.zh, *alignment.en)):
        return alignment
    beads = []
    for bead in alignment.beads:
        trust = math.prod([alignment.zh[i].trust for i in bead.zh] + [alignment.en[j].trust for j in bead.en])
        beads.append(replace(bead, score=bead.score * trust) if trust < 1.0 else bead)
    return replace(alignment, beads=tuple(beads))


def _trust(edit: Edit) -> float:
    if edit.certainty == "exact":
        return 1.0
    return INFERRED_RIGHT / (1 + math.exp(-edit.odds)) if edit.odds is not None else INFERRED_RIGHT


def _spans(edits: Sequence[Edit]) -> list[tuple[int, int, Edit]]:
    """Where in the cleaned text each repair is now."""
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
    return [(span.start, span.end, edit) for span, edit in zip(spans, made, strict=True)]
