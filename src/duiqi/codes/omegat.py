"""Segments with OmegaT's own tags, as in the memories that it writes.

OmegaT drops the codes of other programs' memories unless it is told to show them, and numbers those from 0 in each
segment, but the tags of a document through its paragraph; so only memories that name OmegaT as their maker are found
exact (OmegaT 3.6 and 6, ``TMXReader2.parseTuv``). A tag is the first letter of its element and its number
(``<b0>``), ``br`` for a line break, with a slash at its end where the file has one (``FilterVisitor.assignShortcut``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from duiqi.inline import NO_TAG, Code, Codes, is_number, name_of
from duiqi.io.xml import escape

# The letter of a tag that has none (``TMXReader2.parseSegExtLevel2``).
NO_LETTER = "f"


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag as OmegaT shows it, its number, and the element of TMX that holds it."""

    shown: str
    number: int
    element: str


def omegat_segments(source: tuple[str, Codes], target: tuple[str, Codes]) -> tuple[str, str]:
    """What stands in the ``<seg>`` of both. Tags of the target that the source has not are left out: OmegaT would show
    them as text."""
    keys = _keys(source[1])
    tags = [_tag(code, number) for code, number in zip(source[1], _numbers(source[1]), strict=True)]
    known = dict(zip(keys, tags, strict=True))
    return _xml(source, tags), _xml(target, [known.get(key) for key in _keys(target[1])])


def _keys(codes: Sequence[Code]) -> list[tuple[str, bool]]:
    """What a code of the source and its counterpart have in common: their number, and whether they end a pair."""
    numbers: dict[str, str] = {}
    found = []
    for place, code in enumerate(codes):
        x = code.get("x") or f"at {place}"
        if code.element == "bpt":
            numbers[code.get("i")] = x
        found.append((numbers.get(code.get("i"), x), True) if code.element == "ept" else (x, False))
    return found


def _numbers(codes: Sequence[Code]) -> list[int | None]:
    """The number of the tag of each code, as the paragraph has it, else from 0 on; None for what is no tag."""
    pairs: dict[str, int] = {}
    found: list[int | None] = []
    following = 0
    for code in codes:
        given = code.get("number")
        number: int | None = following
        if code.element.lstrip("/") in ("hi", "sub") or given == NO_TAG:
            number = None
        elif is_number(given):
            number = int(given)
        elif code.element == "ept" and code.get("i") in pairs:
            number = pairs[code.get("i")]
        if number is not None:
            following = max(following, number + 1)
            pairs[code.get("i")] = number
        found.append(number)
    return found


def _tag(code: Code, number: int | None) -> _Tag | None:
    if number is None:
        return None
    name = name_of(code)
    if name.startswith("w:"):  # what stands between two texts of a Word document is one tag
        return _Tag(f"<t{number}/>", number, "ph")
    letter = "br" if name == "br" else (name or code.get("type") or NO_LETTER)[0].lower()
    ends = "/" if code.element == "ept" or code.get("pos") == "end" else ""
    return _Tag(f"<{ends}{letter}{number}{'/' if code.content.endswith('/>') else ''}>", number, code.element)


def _xml(side: tuple[str, Codes], tags: Sequence[_Tag | None]) -> str:
    text, codes = side
    parts: list[str] = []
    at = 0
    for code, tag in zip(codes, tags, strict=True):
        if tag and code.start >= at:
            parts += [escape(text[at : code.start]), _element(tag, code)]
            at = code.end
    return "".join([*parts, escape(text[at:])])


def _element(tag: _Tag, code: Code) -> str:
    name, number = tag.element, f'"{tag.number}"'
    if name == "it":
        attributes = f'pos="{code.get("pos") or "begin"}" x={number}'
    else:
        attributes = {"bpt": f"i={number} x={number}", "ept": f"i={number}"}.get(name, f"x={number}")
    return f"<{name} {attributes}>{escape(tag.shown)}</{name}>"
