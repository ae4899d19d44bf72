"""The two sides of a unit as XLIFF 2.1 holds them: codes in the text, what they stand for in ``<originalData>``.

A pair that is nested is a ``<pc>``, another one ``<sc/>`` and ``<ec/>`` (section 4.2.3); codes that are the same in
source and target have one id. What XLIFF has no place for is told by JSON, to be kept in the metadata.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from duiqi.codes.shown import settled
from duiqi.codes.xliff_reading import OWN_TYPE, TYPES, keyed_codes
from duiqi.inline import Code, Codes, as_values
from duiqi.io.xml import XML_ILLEGAL, escape
from duiqi.text.chars import SURROGATE

NMTOKEN = re.compile(r"[A-Za-z0-9_.:-]+")
# Attributes of XLIFF alone that say nothing of other places in the file they were read from.
ON_CODES = ("canCopy", "canDelete", "canOverlap", "canReorder", "disp", "equiv", "dir")
ON_MARKS = ("translate", "value")
XLIFF_CORE = "urn:oasis:names:tc:xliff:document:2.0"


@dataclass(frozen=True, slots=True)
class XliffContent:
    """What stands in ``<source>`` and ``<target>``, the stored ``data`` by id, and what is told of codes, by the side
    and the key of each (``source 1``)."""

    source: str
    target: str
    data: dict[str, str] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)

    @property
    def original_data(self) -> str:
        """The ``<originalData>`` element; empty when there is nothing in it."""
        data = "".join(f'<data id="{id}">{text_xml(text)}</data>' for text, id in self.data.items())
        return f"<originalData>{data}</originalData>\n" if data else ""


def xliff_content(source: tuple[str, Codes], target: tuple[str, Codes]) -> XliffContent:
    """Source and target, each a text with its codes, as XLIFF 2.1."""
    if not source[1] and not target[1]:
        return XliffContent(text_xml(source[0]), text_xml(target[0]))
    data: dict[str, str] = {}
    ids = _Ids()
    sides = []
    told: dict[str, str] = {}
    for name, (text, codes) in (("source", source), ("target", target)):
        codes = tuple(_public(code) for code in settled(text, codes))
        ids.next_side()
        side = _Side(codes, ids.of(codes), data)
        sides.append(side.xml(text))
        told |= {f"{name} {key}": value for key, value in _told(sides[-1], codes, data).items()}
    return XliffContent(sides[0], sides[1], data, told)


def _public(code: Code) -> Code:
    """The code without what is of use only beside its document."""
    return replace(code, attributes=tuple(pair for pair in code.attributes if pair[0] != "number"))


def _told(xml: str, codes: Codes, data: dict[str, str]) -> dict[str, str]:
    """By key, the codes that would be read otherwise than they are."""
    from lxml import etree

    root = etree.fromstring(f'<source xmlns="{XLIFF_CORE}">{xml}</source>')
    read = keyed_codes(root, {id: text for text, id in data.items()})
    return {
        key: json.dumps(as_values([replace(code, start=0, end=0)])[0], ensure_ascii=False)
        for (key, found), code in zip(read, codes, strict=True)
        if replace(found, start=code.start, end=code.end, attributes=_sorted(found))
        != replace(code, attributes=_sorted(code))
    }


def _sorted(code: Code) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(code.attributes))


class _Ids:
    """Ids of codes, unique in a unit but for those that source and target share."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._shared: dict[tuple[str, ...], list[str]] = {}
        self._here: dict[tuple[str, ...], list[str]] = {}

    def next_side(self) -> None:
        self._shared, self._here = self._here, {}

    def of(self, codes: Codes) -> list[str]:
        """The id of each code; that of an ``ept`` is its partner's, or begins with ``/`` where it has none."""
        open_pairs: dict[str, str] = {}
        marks: list[str] = []
        ids = []
        for code in codes:
            if code.element == "ept" and code.get("i") in open_pairs:
                ids.append(open_pairs.pop(code.get("i")))
            elif code.element.startswith("/"):
                ids.append(marks.pop())
            else:
                id = self._new(code)
                if code.element == "bpt":
                    open_pairs[code.get("i")] = id
                elif code.element in ("hi", "sub"):
                    marks.append(id)
                ids.append("/" + id if code.element == "ept" else id)
        return ids

    def _new(self, code: Code) -> str:
        wanted = code.get("x") or code.get("i")
        alike = (code.element, wanted or code.content, code.get("type"))
        if self._shared.get(alike):
            id = self._shared[alike].pop(0)
        else:
            id = wanted if NMTOKEN.fullmatch(wanted) and wanted not in self._taken else self._free()
        self._taken.add(id)
        self._here.setdefault(alike, []).append(id)
        return id

    def _free(self) -> str:
        number = len(self._taken) + 1
        while str(number) in self._taken:
            number += 1
        return str(number)


class _Side:
    """Writes one side; ``data`` grows with what its codes stand for."""

    def __init__(self, codes: Codes, ids: Sequence[str], data: dict[str, str]) -> None:
        self._codes, self._ids, self._data = codes, ids, data
        self._partner = _partners(codes)
        self._nested = _nested(codes, self._partner)

    def xml(self, text: str) -> str:
        parts: list[str] = []
        at = 0
        for number, code in enumerate(self._codes):
            parts += [text_xml(text[at : code.start]), self._code(number, code)]
            at = code.end
        return "".join([*parts, text_xml(text[at:])])

    def _code(self, number: int, code: Code) -> str:
        id = self._ids[number]
        if code.element in ("hi", "sub"):
            return f'<mrk id="{id}"{_mark_type(code)}{_own(code, ON_MARKS)}>'
        if code.element in ("/hi", "/sub"):
            return "</mrk>"
        if number in self._nested:
            return self._opening(number, code) if code.element == "bpt" else "</pc>"
        attributes = self._stored(code, "dataRef") + _type(code) + _own(code, ON_CODES[:-1])
        if code.element == "ept" and number in self._partner:
            # An end has the type of its beginning, which alone tells it.
            return f'<ec startRef="{id}"{self._stored(code, "dataRef")}{_own(code, ("disp", "equiv"))}/>'
        if code.element in ("bpt", "ept") or (code.element == "it" and code.get("pos") in ("begin", "end")):
            ends = code.element == "ept" or code.get("pos") == "end"
            alone = "" if number in self._partner else ' isolated="yes"'
            return f'<{"ec" if ends else "sc"} id="{id.removeprefix("/")}"{alone}{attributes}/>'
        return f'<ph id="{id}"{attributes}/>'

    def _opening(self, number: int, code: Code) -> str:
        end = self._codes[self._partner[number]]
        stored = self._stored(code, "dataRefStart") + self._stored(end, "dataRefEnd")
        shown = _own(code, ("disp", "equiv"), "Start") + _own(end, ("disp", "equiv"), "End")
        others = _own(code, tuple(name for name in ON_CODES if name not in ("disp", "equiv")))
        return f'<pc id="{self._ids[number]}"{stored}{_type(code)}{shown}{others}>'

    def _stored(self, code: Code, name: str) -> str:
        if not code.content:
            return ""
        return f' {name}="{self._data.setdefault(code.content, f"d{len(self._data) + 1}")}"'


def _partners(codes: Codes) -> dict[int, int]:
    """The number of each code of a pair to that of the other one."""
    partners: dict[int, int] = {}
    waiting: dict[str, int] = {}
    for number, code in enumerate(codes):
        if code.element == "bpt":
            waiting[code.get("i")] = number
        elif code.element == "ept" and code.get("i") in waiting:
            first = waiting.pop(code.get("i"))
            partners |= {first: number, number: first}
    return partners


def _nested(codes: Codes, partner: dict[int, int]) -> set[int]:
    """The numbers of the codes of pairs that are nested in each other and in marks."""
    nested: set[int] = set()
    stack: list[int] = []
    for number, code in enumerate(codes):
        if (code.element == "bpt" and number in partner) or code.element in ("hi", "sub"):
            stack.append(number)
        elif code.element in ("/hi", "/sub"):
            while codes[stack[-1]].element == "bpt":
                stack.pop()
            stack.pop()
        elif code.element == "ept" and partner.get(number) in stack:
            if stack[-1] == partner[number]:
                nested |= {stack.pop(), number}
            else:
                stack.remove(partner[number])
    return nested


def _type(code: Code) -> str:
    kind = code.get("type")
    if not kind:
        return ""
    first, second = TYPES.get(kind, ("other", OWN_TYPE + kind))
    return f' type="{first}"' + (f' subType="{escape(second)}"' if second else "")


def _mark_type(code: Code) -> str:
    kind = code.get("type")
    if not kind:
        return ""
    known = kind in ("comment", "term", "generic") or ":" in kind
    return f' type="{escape(kind if known else OWN_TYPE + kind)}"'


def _own(code: Code, names: Sequence[str], place: str = "") -> str:
    """The attributes that XLIFF alone has."""
    given = {name: code.get(f"xliff:{name}") for name in names}
    return "".join(f' {name}{place}="{escape(value)}"' for name, value in given.items() if value)


def text_xml(text: str) -> str:
    """Text with ``<cp>`` for controls; lone surrogates, which are no characters, are left out."""
    parts = re.split(f"({XML_ILLEGAL.pattern})", SURROGATE.sub("", text))
    return "".join(f'<cp hex="{ord(part):04X}"/>' if at % 2 else escape(part) for at, part in enumerate(parts))
