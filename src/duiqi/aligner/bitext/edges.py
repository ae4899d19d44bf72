"""What a sentence's two edges look like: end punctuation, quotation, paragraph breaks.

Beads end where both languages end something. These marks, one array a mark, let the score say so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from duiqi.arrays.types import BoolArray, IntArray
from duiqi.model import Language

# What may stand between the end punctuation and the end of a sentence.
_CLOSERS = "\"'”’」』》）)】］]〕〉 "
_QUESTION = "？?"
_COLON = "：:"
# An apostrophe between letters, or after a plural s, is no quotation mark.
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")


@dataclass(frozen=True, slots=True)
class Places:
    """Where the sentences of one side stand in their document: number of paragraph and of block (0: no blocks)."""

    paragraphs: Sequence[int]
    blocks: Sequence[int]


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Marks of ``n`` sentences. Arrays of length n + 1 describe the gap before sentence ``i`` (and after the last one).

    ``inside``: the gap lies inside a quotation. ``closes``: the sentence before it ends with a closing quotation mark;
    ``question``: with a question mark; ``colon``: with a colon. ``paragraph``: a paragraph begins there. ``block`` is
    the block of the sentence after it.
    """

    inside: BoolArray
    closes: BoolArray
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
    opening, closing = ('“「『"', '”」』"') if language == "zh" else _english_quotes(sentences)
    text = [s.strip() for s in sentences]
    if language == "en":
        text = [_APOSTROPHE.sub("", s) if "'" in s or "’" in s else s for s in text]

    last = [s.rstrip(_CLOSERS)[-1:] or " " for s in text]

    def ends_in(marks: str) -> BoolArray:
        return np.array([False] + [char in marks for char in last], dtype=bool)

    paragraph = np.zeros(n + 1, dtype=bool)
    block = np.zeros(n + 1, dtype=np.int64)
    if places is not None:
        paragraph[1:n] = np.diff(np.asarray(places.paragraphs, dtype=np.int64)) != 0
        block[:n] = places.blocks
    paragraph[[0, n]] = True
    return Boundaries(
        inside=_inside(text, opening, closing),
        closes=np.array([False] + [s != "" and s[-1] in closing for s in text], dtype=bool),
        question=ends_in(_QUESTION),
        colon=ends_in(_COLON),
        paragraph=paragraph,
        block=block,
        has_paragraphs=places is not None,
    )


def _english_quotes(sentences: Sequence[str]) -> tuple[str, str]:
    """The opening and closing marks of this text: double ones where they are in use, else single ones."""
    joined = _APOSTROPHE.sub("", "\n".join(sentences))
    doubles = sum(joined.count(c) for c in '“”"')
    singles = sum(joined.count(c) for c in "‘") + len(re.findall(r"(?:^|\s)'", joined, re.MULTILINE))
    return ("‘'", "’'") if singles > doubles else ('“"', '”"')


def _inside(text: Sequence[str], opening: str, closing: str) -> BoolArray:
    """For each gap, whether a quotation is open there; straight marks toggle."""
    inside = np.zeros(len(text) + 1, dtype=bool)
    marks = re.compile(f"[{re.escape(opening + closing)}]")
    is_open = False
    for i, sentence in enumerate(text):
        for mark in marks.findall(sentence):
            is_open = mark in opening and not (mark in closing and is_open)
        inside[i + 1] = is_open
    return inside
