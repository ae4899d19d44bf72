"""Inline codes: the markup within a text, kept beside it, so that what works on text need not know of it.

The names are those of TMX 1.4b: ``bpt`` and ``ept`` open and close what may overlap (paired by their ``i``), ``it`` is
one of such a pair whose partner is elsewhere, ``ph`` stands alone, ``ut`` is of unknown kind, ``hi`` marks text. What
encloses text (``hi``, and ``sub`` in the content of a code) is two codes, the second with a slash before its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

ELEMENTS = frozenset(("bpt", "ept", "it", "ph", "ut", "hi", "/hi", "sub", "/sub"))
# As deep as libxml2 lets elements be nested without its option for huge documents.
MAX_DEPTH = 256
# More digits are no number of a code in a text that a file can hold (``MAX_CHARS`` of readers).
MOST_DIGITS = 9
# What has its number from the code that it ends.
ENDS = frozenset(("ept", "/hi", "/sub"))
# The number of a code that is a part of the tag before it, or stands where no tag is.
NO_TAG = "none"
TAG_NAME = re.compile(r"</?([\w:-]+)")
SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Code:
    """A code at ``text[start:end]``, which is what it shows in a text without codes: a placeholder, the space of a line
    break, mostly nothing.

    ``attributes`` are those of TMX (``i``, ``x``, ``type``, ``pos``, ``assoc``, ``datatype``); named with ``xliff:``
    before, those that only XLIFF has; where a document was read, the ``number`` of the tag in its paragraph, and
    ``hidden`` where nothing is marked, but the text is in two parts.
    ``content`` is the native code, such as ``<b>``, and ``inner`` are the codes at offsets in it.
    """

    start: int
    end: int
    element: str
    attributes: tuple[tuple[str, str], ...] = ()
    content: str = ""
    inner: tuple[Code, ...] = ()

    def get(self, name: str) -> str:
        """The value of an attribute; empty when it has none."""
        return dict(self.attributes).get(name, "")

    def at(self, start: int, end: int) -> Code:
        """The code at another place."""
        return Code(start, end, self.element, self.attributes, self.content, self.inner)


Codes = tuple[Code, ...]


def moved(codes: Iterable[Code], by: int) -> Codes:
    """The codes of a text that stands ``by`` characters further on."""
    return tuple(code.at(code.start + by, code.end + by) for code in codes)


class Coded(Protocol):
    """A text with its codes."""

    @property
    def text(self) -> str: ...

    @property
    def codes(self) -> Codes: ...


def joined_codes(joined: str, parts: Sequence[Coded]) -> Codes:
    """The codes of ``parts`` in the text that these are joined to, in order and with nothing but glue between. A pair
    of codes whose number is taken by a part before gets another one."""
    if not any(part.codes for part in parts):
        return ()
    found: list[Code] = []
    at = 0
    for part in parts:
        at = joined.index(part.text, at)
        found += _renumbered(moved(part.codes, at), found)
        at += len(part.text)
    return tuple(found)


def shared_out(codes: Codes, joined: str, parts: Sequence[str]) -> list[Codes]:
    """The codes of a unit, each with that of ``parts`` it belongs to, which were joined to its text: what closes with
    the part before it, the rest with the one after it. The numbers that counterparts of two languages share (``x``)
    go."""
    if not codes:
        return [()] * len(parts)
    spans: list[tuple[int, int]] = []
    for part in parts:
        start = joined.index(part, spans[-1][1] if spans else 0)
        spans.append((start, start + len(part)))
    found: list[list[Code]] = [[] for _ in parts]
    for code in codes:
        closes = code.element in ENDS or code.get("pos") == "end"
        inside = (k for k, (_, end) in enumerate(spans) if code.start < end or (closes and code.start == end))
        k = next(inside, len(spans) - 1)
        start, end = spans[k]
        code = replace(code, attributes=tuple(pair for pair in code.attributes if pair[0] != "x"))
        found[k].append(code.at(*(min(max(at, start), end) - start for at in (code.start, code.end))))
    return [balanced(each) for each in found]


def is_number(text: str) -> bool:
    """Whether an attribute is a number such as are counted with."""
    return text.isdecimal() and text.isascii() and len(text) < MOST_DIGITS


def _renumbered(codes: Codes, before: Sequence[Code]) -> Codes:
    taken = {code.get("i") for code in before}
    own = {code.get("i") for code in codes if code.element == "bpt"}
    if not taken & own:
        return codes
    highest = max((int(i) for i in taken | own if is_number(i)), default=0)
    numbers = {i: str(highest + k) for k, i in enumerate(sorted(taken & own), 1)}
    return tuple(
        replace(code, attributes=tuple((n, numbers.get(v, v) if n == "i" else v) for n, v in code.attributes))
        for code in codes
    )


def without(text: str, codes: Codes, pattern: re.Pattern[str]) -> tuple[str, Codes]:
    """``text`` without what ``pattern`` finds, and its codes in that."""
    gone = [match.span() for match in pattern.finditer(text)] if codes else []

    def left_of(offset: int) -> int:
        return offset - sum(min(end, offset) - start for start, end in gone if start < offset)

    kept = tuple(replace(code, start=left_of(code.start), end=left_of(code.end)) for code in codes)
    return pattern.sub("", text), kept


def balanced(codes: Iterable[Code]) -> Codes:
    """The codes in the order of the text, without those that overlap others, and without ends and beginnings of ``hi``
    and ``sub`` that have no partner."""
    kept: list[Code] = []
    open_at: list[int] = []
    partner: set[int] = set()
    at = 0
    for code in codes:
        if code.start < at or code.end < code.start:
            continue
        if code.element in ("hi", "sub"):
            open_at.append(len(kept))
        elif code.element in ("/hi", "/sub"):
            if not open_at or kept[open_at[-1]].element != code.element[1:]:
                continue
            partner |= {open_at.pop(), len(kept)}
        at = code.end
        kept.append(code)
    alone = ("hi", "sub", "/hi", "/sub")
    return tuple(code for k, code in enumerate(kept) if code.element not in alone or k in partner)


def as_values(codes: Iterable[Code]) -> list[dict[str, Any]]:
    """The codes as JSON holds them; what is empty is left out."""
    return [
        {"at": [code.start, code.end], "element": code.element}
        | ({"attributes": dict(code.attributes)} if code.attributes else {})
        | ({"content": code.content} if code.content else {})
        | ({"inner": as_values(code.inner)} if code.inner else {})
        for code in codes
    ]


def from_values(values: object, length: int, depth: int = 0) -> Codes:
    """The codes that ``as_values`` made these of, in a text of ``length`` characters; ValueError for what are none."""
    if not isinstance(values, list) or depth > MAX_DEPTH:
        raise ValueError("codes are no list")
    found: list[Code] = []
    for value in values:
        if not isinstance(value, dict) or value.get("element") not in ELEMENTS:
            raise ValueError("a code is none that TMX knows")
        at: Any = value.get("at")
        attributes = value.get("attributes", {})
        content = value.get("content", "")
        texts = isinstance(content, str) and isinstance(attributes, dict) and not SURROGATE.search(content)
        if not texts or not all(isinstance(each, str) for pair in attributes.items() for each in pair):
            raise ValueError("a code has a content or attributes that are no strings")
        placed = isinstance(at, list) and len(at) == 2 and all(type(offset) is int for offset in at)
        if not placed or not (found[-1].end if found else 0) <= at[0] <= at[1] <= length:
            raise ValueError("the places of codes are not in order and within the text")
        inner = from_values(value.get("inner", []), len(content), depth + 1)
        found.append(Code(at[0], at[1], value["element"], tuple(attributes.items()), content, inner))
    return tuple(found)


class Numbers:
    """Numbers for the pairs of codes of a document, each once."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> str:
        """One that there was not before."""
        self._last += 1
        return str(self._last)


def paired(text: str, codes: Codes) -> Codes:
    """The codes of a unit, as part of a document: pairs numbered from 1, what has its partner elsewhere told apart, and
    the white space that a line break shows as its own."""
    if not codes:
        return ()
    opened = {code.get("i") for code in codes if code.element == "bpt"}
    closed = {code.get("i") for code in codes if code.element == "ept"}
    numbers: dict[str, str] = {}
    found: list[Code] = []
    for code in codes:
        i, given = code.get("i"), [pair for pair in code.attributes if pair[0] != "i"]
        if code.element in ("bpt", "ept") and i in opened & closed:
            given.insert(0, ("i", numbers.setdefault(i, str(len(numbers) + 1))))
            code = replace(code, attributes=tuple(given))
        elif code.element in ("bpt", "ept"):
            given.insert(0, ("pos", "begin" if code.element == "bpt" else "end"))
            code = replace(code, element="it", attributes=tuple(given))
        if code.get("type") == "lb" and text[code.start : code.start + 1] == " ":
            code = replace(code, end=code.start + 1)
        found.append(code)
    return tuple(found)


def unit_codes(zh: tuple[str, Sequence[Coded]], en: tuple[str, Sequence[Coded]]) -> tuple[Codes, Codes]:
    """The codes of a unit made of sentences: of each side its text and the sentences joined to it."""
    sides = [paired(text, joined_codes(text, sentences)) for text, sentences in (zh, en)]
    return matched(*sides) if any(sides) else ((), ())


def matched(zh: Codes, en: Codes) -> tuple[Codes, Codes]:
    """The codes of two texts that translate each other, each with a number (``x``) that its counterpart shares: the
    same code, or else one of its name."""
    numbers = Numbers()
    free = [(code, numbers.next()) for code in zh if code.element not in ENDS]
    given = {k: x for k, (_, x) in zip((k for k, code in enumerate(zh) if code.element not in ENDS), free, strict=True)}
    found: dict[int, str] = {}
    starts = [k for k, code in enumerate(en) if code.element not in ENDS]
    for alike in (_same, _same_name):
        for k in starts:
            counterpart = next((each for each in free if alike(each[0], en[k])), None)
            if k not in found and counterpart:
                free.remove(counterpart)
                found[k] = counterpart[1]
    found |= {k: numbers.next() for k in starts if k not in found}
    return _with_x(zh, given), _with_x(en, found)


def _same(first: Code, second: Code) -> bool:
    return (first.element, first.content) == (second.element, second.content)


def _same_name(first: Code, second: Code) -> bool:
    return first.element == second.element and name_of(first) == name_of(second)


def name_of(code: Code) -> str:
    """The name of a tag such as ``<a href="x">``, in small letters; empty where the content is none."""
    name = TAG_NAME.match(code.content)
    return name[1].lower() if name else ""


def _with_x(codes: Codes, numbers: Mapping[int, str]) -> Codes:
    return tuple(
        replace(code, attributes=(*code.attributes, ("x", numbers[k]))) if k in numbers else code
        for k, code in enumerate(codes)
    )
