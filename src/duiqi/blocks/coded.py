"""The inline markup of a paragraph as codes beside its text: which of it counts, its numbers, where it stands.

What counts, and how it is numbered, is as translation programs do it, so that they find the segments of a document in
its memory: markup around the whole paragraph is none of its text, and the rest is numbered through the paragraph
(OmegaT 3.6, ``FilterVisitor.endup``).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, count

from duiqi.inline import NO_TAG, Code, Codes, Numbers

SEEN = re.compile("[^\\s\0\u200b\ufffe\uffff\ud800-\udfff]")
WORD = re.compile(f"{SEEN.pattern}+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A tag at an offset in the raw text of a paragraph: ``content`` is the tag, ``type`` what TMX calls its meaning.
    ``key`` is that of both tags of an element; the second one ``closes``. One without an element to close has none.
    ``hidden``: nothing is marked, the text is just in two parts."""

    at: int
    content: str
    type: str = ""
    key: object = None
    closes: bool = False
    hidden: bool = False


def codes_of(raw: str, marks: Sequence[Mark], text: str, numbers: Numbers, *, joined: bool = False) -> Codes:
    """The codes of a paragraph whose ``raw`` text, in which the marks count, is shown as ``text``; these differ in
    white space only. ``numbers`` are those of the pairs of the document; ``joined``: all tags between two texts are
    one."""
    if not marks or not text.strip():
        return ()
    kept = _of_the_text(raw, marks)
    tags = _joined_tags(raw, kept) if joined else _tags(kept)
    pairs: dict[object, str] = {}
    codes = []
    for mark, tag in zip(kept, tags, strict=True):
        element = "ph" if mark.key is None else "ept" if mark.closes else "bpt"
        attributes = [] if element == "ph" else [("i", pairs.setdefault(mark.key, "") or numbers.next())]
        if attributes:
            pairs[mark.key] = attributes[0][1]
        if mark.type and not mark.closes:
            attributes.append(("type", mark.type))
        attributes.append(("number", tag))
        if mark.hidden:
            attributes.append(("hidden", "yes"))
        codes.append(Code(mark.at, mark.at, element, tuple(attributes), mark.content))
    return carried(codes, raw, text)


def _tags(marks: Sequence[Mark]) -> list[str]:
    """The number of each tag, that of its beginning where it ends."""
    begun: dict[object, int] = {}
    found = []
    following = count()
    for mark in marks:
        number = begun.pop(mark.key, None) if mark.closes else None
        if number is None:
            number = next(following)
        if mark.key is not None and not mark.closes:
            begun[mark.key] = number
        found.append(str(number))
    return found


def _joined_tags(raw: str, marks: Sequence[Mark]) -> list[str]:
    """The number of each tag where all between two texts are one; none of those around the whole text."""
    ends = _ends(raw)
    places = sorted({mark.at for mark in marks if ends and ends[0] < mark.at <= ends[1]})
    numbers = {place: str(number) for number, place in enumerate(places)}
    return [numbers.pop(mark.at, NO_TAG) for mark in marks]


def _of_the_text(raw: str, marks: Sequence[Mark]) -> Sequence[Mark]:
    """The marks without those around the whole text: before it, up to the first that is closed within it; after it,
    from the last on that was opened within it."""
    ends = _ends(raw)
    if not ends:
        return ()
    head, tail = (sum(mark.at <= end for mark in marks) for end in ends)
    opened = {mark.key: k for k, mark in enumerate(marks) if not mark.closes and mark.key is not None}
    closed = {mark.key: k for k, mark in enumerate(marks) if mark.closes}
    first = next((k for k in range(head) if head <= closed.get(marks[k].key, -1) < tail), head)
    last = next(
        (k for k in range(len(marks) - 1, tail - 1, -1) if head <= opened.get(marks[k].key, -1) < tail), tail - 1
    )
    return marks[first : last + 1]


def _ends(text: str) -> tuple[int, int] | None:
    """Where the first and the last character are that can be seen; None where there is none."""
    first = SEEN.search(text)
    return first and (first.start(), next(at for at in range(len(text) - 1, -1, -1) if SEEN.match(text, at)))


def carried(codes: Sequence[Code], old: str, new: str) -> Codes:
    """The codes of ``old`` in ``new``, which differs in white space only: after the character that they followed, or
    before that which follows where white space came before them. None where the texts differ in more."""
    if not codes or old == new:
        return tuple(codes)
    before, after = _Seen(old), _Seen(new)
    if before.number != after.number or not after.number:
        return ()

    def place(offset: int) -> int:
        number, spaced = before.up_to(offset)
        return after.place(number) if spaced and number < after.number else after.place(number - 1) + 1

    placed = [(place(code.start), code) for code in codes]
    return tuple(code.at(at, at) for at, code in placed)


class _Seen:
    """Where the characters of a text are that no clearing up of white space takes away."""

    def __init__(self, text: str) -> None:
        self._words = [match.span() for match in WORD.finditer(text)]
        self._before = list(accumulate((end - start for start, end in self._words), initial=0))  # each word

    @property
    def number(self) -> int:
        """How many there are."""
        return self._before[-1]

    def up_to(self, offset: int) -> tuple[int, bool]:
        """How many there are before ``offset``, and whether something else comes right before it."""
        word = bisect_left(self._words, (offset,)) - 1
        if word < 0:
            return 0, True
        start, end = self._words[word]
        return self._before[word] + min(offset, end) - start, offset > end

    def place(self, number: int) -> int:
        """The offset of the one of a number, from 0."""
        word = bisect_right(self._before, number) - 1
        return self._words[word][0] + number - self._before[word]
