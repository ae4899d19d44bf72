"""Segments with OmegaT's own tags, as in the memories that it writes.

OmegaT drops the codes of other programs' memories unless it is told to show them, and numbers those from 0 in each
segment, but the tags of a document through its paragraph; so only memories that name OmegaT as their maker are found
exact (OmegaT 3.6 and 6, ``TMXReader2.parseTuv``). A tag is the first letter of its element and its number
(``<b0>``), ``br`` for a line break, with a slash at its end where the file has one (``FilterVisitor.assignShortcut``).
"""

from __future__ import annotations

from collections.abc import Sequence

from duiqi.inline import Code, Codes, balanced, name_of
from duiqi.io.xml import escape

# The letter of a tag that has none (``TMXReader2.parseSegExtLevel2``).
NO_LETTER = "f"


def omegat_segments(source: tuple[str, Codes], target: tuple[str, Codes]) -> tuple[str, str]:
    """What stands in the ``<seg>`` of both. Tags of the target that the source has not are left out: OmegaT would show
    them as text."""
    tags = _tags_of(source[1])
    numbers = {code.get("x"): number for code, number in zip(source[1], tags, strict=True) if number is not None}
    pairs: dict[str, int] = {}
    found: list[int | None] = []
    for code in target[1]:
        number = pairs.get(code.get("i")) if code.element == "ept" else numbers.get(code.get("x"))
        if code.element == "bpt" and number is not None:
            pairs[code.get("i")] = number
        found.append(number)
    return _xml(source, tags), _xml(target, found)


def _tags_of(codes: Sequence[Code]) -> list[int | None]:
    """The number of the tag of each code, as the paragraph has it, else from 0 on; None for what is no tag."""
    pairs: dict[str, int] = {}
    found: list[int | None] = []
    following = 0
    for code in codes:
        given = code.get("number")
        if code.element.lstrip("/") in ("hi", "sub"):
            found.append(None)
            continue
        if code.element == "ept" and code.get("i") in pairs:
            number = pairs[code.get("i")]
        else:
            number = int(given) if given.isdecimal() else following
            following = number + 1
        if code.element == "bpt":
            pairs[code.get("i")] = number
        found.append(number)
    return found


def _xml(side: tuple[str, Codes], tags: Sequence[int | None]) -> str:
    text, codes = side
    parts: list[str] = []
    at = 0
    for code, number in zip(codes, tags, strict=True):
        if number is None or code not in balanced((code,)) or code.start < at:
            continue
        parts += [escape(text[at : code.start]), _tag(code, number)]
        at = code.end
    return "".join([*parts, escape(text[at:])])


def _tag(code: Code, number: int) -> str:
    name = name_of(code)
    letter = "br" if name == "br" else (name or code.get("type") or NO_LETTER)[0].lower()
    ends = code.element == "ept" or code.get("pos") == "end"
    if code.content.startswith("<!--"):
        shown = f"<c{number}/>"
    else:
        shown = f"<{'/' if ends else ''}{letter}{number}{'/' if code.content.endswith('/>') else ''}>"
    if code.element in ("bpt", "ept"):
        x = f' x="{number}"' if code.element == "bpt" else ""
        return f'<{code.element} i="{number}"{x}>{escape(shown)}</{code.element}>'
    if code.element == "it":
        return f'<it pos="{"end" if ends else "begin"}" x="{number}">{escape(shown)}</it>'
    return f'<ph x="{number}">{escape(shown)}</ph>'
