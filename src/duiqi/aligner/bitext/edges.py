"""What a sentence's two edges look like: end punctuation, quotation, paragraph breaks.

Beads end where both languages end something. These marks, one array a mark, let the score say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from duiqi.aligner.bitext.quotation import quotation
from duiqi.arrays.types import BoolArray, IntArray
from duiqi.model import Language

# What may stand between the end punctuation and the end of a sentence.
_CLOSERS = "\"'”’」』》）)】］]〕〉 "
_QUESTION = "？?"
_COLON = "：:"


@dataclass(frozen=True, slots=True)
class Places:
    """Where the sentences of one side stand in their document: number of paragraph and of block (0: no blocks)."""

    paragraphs: Sequence[int]
    blocks: Sequence[int]


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Marks of ``n`` sentences. Arrays of length n + 1 describe the gap before sentence ``i`` (and after the last one).

    ``inside``: the gap lies inside a quotation. ``closes``: the sentence before it ends with a closing quotation mark;
    ``opens``: the one after it begins with an opening one. ``question``: the one before ends with a question mark;
    ``colon``: with a colon. ``paragraph``: a paragraph begins there. ``block`` is the block of the sentence after it.
    """

    inside: BoolArray
    closes: BoolArray
    opens: BoolArray
    question: BoolArray
    colon: BoolArray
    paragraph: BoolArray
    block: IntArray
    has_paragraphs: bool

    def between(self, start: int, end: int) -> Boundaries:
        """Those of the sentences ``start … end`` alone."""
        marks = {f.name: getattr(self, f.name)[start : end + 1] for f in fields(self) if f.name != "has_paragraphs"}
        return replace(self, **marks)


def boundaries(sentences: Sequence[str], language: Language, places: Places | None) -> Boundaries:
    """Read the marks off ``sentences`` and their ``places`` (None: not known)."""
    n = len(sentences)
    quotes = quotation(sentences, language)
    # One character for each sentence, and one for the gap before the first.
    last = "".join([" ", *(s.strip().rstrip(_CLOSERS)[-1:] or " " for s in sentences)])
    codes = np.frombuffer(last.encode("utf-32-le", "surrogatepass"), np.uint32)

    def ends_in(marks: str) -> BoolArray:
        return np.asarray(np.logical_or.reduce([codes == ord(mark) for mark in marks]))

    paragraph = np.zeros(n + 1, dtype=bool)
    block = np.zeros(n + 1, dtype=np.int64)
    if places is not None:
        paragraph[1:n] = np.diff(np.asarray(places.paragraphs, dtype=np.int64)) != 0
        block[:n] = places.blocks
    paragraph[[0, n]] = True
    return Boundaries(
        inside=quotes.inside,
        closes=quotes.closes,
        opens=quotes.opens,
        question=ends_in(_QUESTION),
        colon=ends_in(_COLON),
        paragraph=paragraph,
        block=block,
        has_paragraphs=places is not None,
    )
