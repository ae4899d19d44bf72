"""Where quotations are open: the marks of a text read by their context, and paired.

A mark counts for what stands beside it, never for how many came before, so that one stray mark or a possessive
(``the dogs' home``) does not turn the rest of the text inside out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate, groupby

import numpy as np

from duiqi.arrays.types import BoolArray
from duiqi.model import Language

_DOUBLE, _SINGLE = '"“”„‟', "'‘’‚"
_STYLES = (_DOUBLE, _SINGLE, "「」", "『』", "«»", "﹁﹂", "﹃﹄")
_STYLE_OF = {mark: style for style in _STYLES for mark in style}
# Apostrophes within words are most of what there is; in Chinese text ’ is none.
_ANY = f"[{''.join(_STYLES)}]"
_MARKS = {"zh": re.compile(_ANY), "en": re.compile(f"{_ANY}(?!(?<=[A-Za-z]['’])[A-Za-z])")}
_OPENING, _CLOSING = "“„‟‘‚「『«﹁﹃", "”」』»﹂﹄"
# An anthology changes its style: another than the text's counts in so many sentences where it opens, in these and as
# many before and after, CLEARLY times as often as the text's own and FEW times more. Joined chapters of macdev, three
# in single marks and three in double ones, then agree with the Chinese as often as the chapters alone (1,270 of 1,315
# gold ends without it, 1,300 with it); primes in formulas (aca) are no style.
STRETCH, CLEARLY, FEW = 100, 4, 10
# What stands before an opening mark or after a closing one, beside white space and the edges of a sentence.
_BEFORE, _AFTER = "([{（【《〈—–-…:：,，、;；", ".,;:!?)]}—–-…。，、；：！？）】》〉*"
# What stands before speech; a single word in quotation marks stands after a letter.
_BEFORE_SPEECH = "\n：:，,"
# What ends quoted words before the mark that closes them; after a letter the mark may be a possessive.
_ENDS = ".,;:!?)]—–-…。，、；：！？）】》*"
# Characters between two parts of a quotation, in which it is told who speaks: a choice.
_SAID = 60
# Words that begin with an apostrophe.
_ELIDED = re.compile(r"(?:[Tt]is|[Tt]was|[Tt]were|[Tt]will|[Ee]m|till?|cause|cos|bout|round|neath|gainst|n|\d0s)\b")


class _Mark(Enum):
    OPENS = "opens"
    CLOSES = "closes"
    MAY_CLOSE = "closes, or is a possessive"
    EITHER = "one or the other, by what is open"


# Python 3.11 takes fifteen times as long for an attribute of the class.
_OPENS, _CLOSES, _MAY_CLOSE, _EITHER = _Mark
_CAN_OPEN = _OPENS, _EITHER


@dataclass(frozen=True, slots=True)
class Quotation:
    """Arrays of length n + 1 for ``n`` sentences; each describes the gap before sentence ``i`` (and after the last).

    ``inside``: the gap lies inside a quotation. ``closes``: the sentence before it ends with a closing mark; ``opens``:
    the sentence after it begins with an opening one.
    """

    inside: BoolArray
    closes: BoolArray
    opens: BoolArray


def quotation(sentences: Sequence[str], language: Language) -> Quotation:
    """The quotations of the text that ``sentences`` make up.

    Only the marks of its own style count, that which opens most often: others are nested in these. A
    quotation that is opened again before it was closed, at a new paragraph or by mistake, begins there.
    """
    n = len(sentences)
    text = "\n".join(sentences)
    # `` Yes , '' he said; ``literals`` of reStructuredText end in backquotes too.
    if 0 < text.count("``") < 2 * text.count("''"):
        sentences = [sentence.replace("``", "“").replace("''", "”") for sentence in sentences]
        text = "\n".join(sentences)
    ends = list(accumulate(len(s) + 1 for s in sentences))
    inside, closes, opens = (np.zeros(n + 1, dtype=bool) for _ in range(3))
    kinds: dict[int, _Mark] = {}
    for own in _in_their_style(text, ends, language):
        kinds.update(own)
        for start, end in _paired(own, text):
            inside[bisect_right(ends, start) + 1 : bisect_right(ends, end) + 1] = True
    for at, mark in kinds.items():
        i = bisect_right(ends, at)
        start, end = ends[i] - 1 - len(sentences[i]), ends[i] - 1
        if mark is not _OPENS and (at + 1 == end or text[at + 1 : end].isspace()):
            closes[i + 1] = True
        if mark in _CAN_OPEN and (at == start or text[start:at].isspace()):
            opens[i] = True
    return Quotation(inside, closes, opens)


def _in_their_style(text: str, ends: Sequence[int], language: Language) -> Iterator[list[tuple[int, _Mark]]]:
    """The marks of each part of a text that keeps to one style."""
    marks: dict[str, list[tuple[int, _Mark]]]
    marks = {style: [] for style in _STYLES if any(mark in text for mark in style)}
    for at, mark in _marks(text, language):
        marks[_STYLE_OF[text[at]]].append((at, mark))
    if len(marks) < 2:
        yield from marks.values()
        return
    # Of styles that open as often that whose first mark comes first, or that which only has apostrophes.
    styles = sorted(marks, key=lambda style: marks[style][0][0] if marks[style] else 0)
    opened = np.zeros((len(styles), -(-len(ends) // STRETCH) + 2), dtype=np.int64)
    for k, style in enumerate(styles):
        np.add.at(
            opened[k], [bisect_right(ends, at) // STRETCH + 1 for at, mark in marks[style] if mark in _CAN_OPEN], 1
        )
    usual = opened.sum(axis=1).argmax()
    thereabouts = opened[:, :-2] + opened[:, 1:-1] + opened[:, 2:]
    clear = thereabouts.max(axis=0) >= CLEARLY * thereabouts[usual] + FEW
    first = 0
    for k, group in groupby(np.where(clear, thereabouts.argmax(axis=0), usual).tolist()):
        last = first + len(list(group))
        start = ends[first * STRETCH - 1] if first else 0
        end = ends[min(last * STRETCH, len(ends)) - 1]
        own = marks[styles[k]]
        yield own[bisect_left(own, start, key=_place) : bisect_left(own, end, key=_place)]
        first = last


def _place(mark: tuple[int, _Mark]) -> int:
    return mark[0]


def _marks(text: str, language: Language) -> Iterator[tuple[int, _Mark]]:
    """The marks with their places in the text; apostrophes are none."""
    for match in _MARKS[language].finditer(text):
        at = match.start()
        before = text[at - 1] if at else "\n"
        after = text[at + 1] if at + 1 < len(text) else "\n"
        mark = match[0]
        if mark in _OPENING:
            yield at, _OPENS
        elif mark in _CLOSING or (mark == "’" and language == "zh"):
            yield at, _CLOSES
        elif mark == '"':
            yield at, _straight(before, after)
        elif (kind := _single(text, at, before, after)) is not None:
            yield at, kind


def _straight(before: str, after: str) -> _Mark:
    """A straight mark by its neighbours; between two Chinese characters it may be either."""
    free_before, free_after = before.isspace() or before in _BEFORE, after.isspace() or after in _AFTER
    if free_before == free_after:
        return _EITHER
    return _OPENS if free_before else _CLOSES if before in _ENDS or before.isascii() else _EITHER


def _single(text: str, at: int, before: str, after: str) -> _Mark | None:
    """A straight single mark or ’, None for an apostrophe."""
    if before.isalnum() and after.isalnum():
        return None
    if before.isalnum():
        return _MAY_CLOSE
    if after.isspace() or after in _AFTER:
        return _EITHER if before.isspace() else _CLOSES
    if text[at] == "’" or _ELIDED.match(text, at + 1):
        return None
    return _OPENS if before.isspace() or before in _BEFORE or before in _DOUBLE else _CLOSES


def _paired(marks: Sequence[tuple[int, _Mark]], text: str) -> Iterator[tuple[int, int]]:
    """Where quotations begin and end.

    What may be a possessive closes one only when no clear mark does before the next one opens. One that opens at the
    beginning of a sentence while another is open goes on with it, as in a speech of several paragraphs.
    """
    start, end = None, 0
    for (at, mark), closed_later in zip(marks, _closed_later(marks), strict=True):
        if mark is _OPENS or (mark is _EITHER and start is None):
            if _begins_sentence(text, at) and (
                _is_speech(text, start) if start is not None else _goes_on(text, end, at)
            ):
                yield (end if start is None else start), at
            start = at
        elif start is not None and not (mark is _MAY_CLOSE and closed_later):
            yield start, at
            start, end = None, at


def _begins_sentence(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] == "\n"


def _is_speech(text: str, start: int) -> bool:
    """Whether the quotation that begins there stands at the beginning of a sentence or after a colon or comma."""
    before = text[max(start - 2, 0) : start].rstrip(" ")
    return before == "" or before[-1] in _BEFORE_SPEECH


def _goes_on(text: str, end: int, at: int) -> bool:
    """Whether the quotation that ended at ``end`` was only broken by who says it."""
    return end > 0 and text[end - 1] in ",，" and at - end < _SAID and "\n" not in text[end : at - 1]


def _closed_later(marks: Sequence[tuple[int, _Mark]]) -> list[bool]:
    """For each mark, whether a clear one closes what is open before the next one opens."""
    found, clear = [], False
    for _, mark in reversed(marks):
        found.append(clear)
        if mark is not _MAY_CLOSE:
            clear = mark is not _OPENS
    return found[::-1]
