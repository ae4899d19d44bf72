"""XLIFF 1.2 and 2.x: units without a target, or with a copy of the source that no one has begun on.

What is to be looked at has the state ``needs-review-translation`` in 1.2. Version 2 has no such state: it is
``initial``, with a ``subState`` that says why, and so a draft to every program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from duiqi.errors import InputError
from duiqi.filling.entry import Catalogue, Entry, Filler, Splice
from duiqi.filling.xml_spans import Element, edges, elements, encoding_of, escaped, text_of

SPACE = re.compile(r"\s+")
# A target in one of these states that is its source is no translation.
UNTOUCHED = ("new", "needs-translation", "initial")
SUBSTATE = "duiqi:review"


def read(text: str, name: str, source: tuple[str, str] | None = None) -> Catalogue:
    """The units (in 2.x segments) that are to be translated. Raises InputError for what is no XLIFF."""
    root, end = elements(text, name), "\r\n" if "\r\n" in text else "\n"
    if root.name != "xliff":
        raise InputError("is no XLIFF", path=name, line=root.line, advice="check that it is the file meant")
    entries, targets = [], []
    for element in root.walk():
        if element.name == "file":
            targets.append(element.attributes.get("target-language", ""))
        source_of_it = element.child("source")
        if element.name in ("trans-unit", "segment") and source_of_it is not None and _is_translated(element):
            entries.append(_entry(element, source_of_it, end))
    return Catalogue(
        tuple(entries), root.attributes.get("trgLang") or next(filter(None, targets), ""), "xmlcharrefreplace"
    )


def _is_translated(element: Element) -> bool:
    told = [each.attributes["translate"] for each in element.above() if "translate" in each.attributes]
    return told[:1] != ["no"]


def _entry(unit: Element, source: Element, end: str) -> Entry:
    target, cut = unit.child("target"), unit.child("seg-source")
    found = edges(source.content)
    spaces = [each.attributes["xml:space"] for each in source.above() if "xml:space" in each.attributes]
    text = text_of(found[1]) if found else source.text
    text = text if spaces[:1] == ["preserve"] else SPACE.sub(" ", text).strip()
    holder = unit if unit.name == "segment" else target
    is_there = target is not None and bool(target.text.strip())
    if target is not None and holder is not None and holder.attributes.get("state") in UNTOUCHED:
        is_there = is_there and target.text.strip() != source.text.strip()
    hinders = "" if found else "codes in the text"
    if cut is not None and cut.children:
        hinders = "cut into segments by its program"
    return Entry(((text,),), partial(_put, unit, end), is_there, hinders)


def _put(unit: Element, end: str, texts: Sequence[str], certain: bool) -> Iterator[Splice]:
    source, target = unit.child("source"), unit.child("target")
    assert source is not None
    found = edges(source.content)
    assert found
    content = found[0] + escaped(texts[0]).replace("\n", end) + found[2]
    attributes: dict[str, str | None] = {}
    if unit.name == "segment":
        state = {"state": "translated" if certain else "initial", "subState": None if certain else SUBSTATE}
        opening = unit.filled("", state).removesuffix(f"</{unit.tag}>")
        if opening != unit.opening:
            yield Splice(unit.start, unit.opened, opening)
    else:
        attributes["state"] = "translated" if certain else "needs-review-translation"
    if target is not None:
        yield Splice(target.start, target.end, target.filled(content, attributes))
        return
    after = unit.child("seg-source") or source
    prefix = source.tag.removesuffix("source")
    if "xml:space" in source.attributes:
        attributes["xml:space"] = source.attributes["xml:space"]
    state_of_it = "".join(f' {key}="{value}"' for key, value in attributes.items())
    yield Splice(after.end, after.end, f"{source.indent}<{prefix}target{state_of_it}>{content}</{prefix}target>")


FILLER = Filler(read, declared=encoding_of)
