"""Qt's translations (``.ts``): what is to be looked at stays ``unfinished``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from duiqi.filling.entry import Catalogue, Entry, Filler, Splice
from duiqi.filling.xml_spans import Element, elements, encoding_of, escaped
from duiqi.formats.qt import GONE

UNFINISHED = "unfinished"


def read(text: str, name: str, source: tuple[str, str] | None = None) -> Catalogue:
    """The messages that the program has still. Raises InputError for what is no valid XML."""
    root, end = elements(text, name), "\r\n" if "\r\n" in text else "\n"
    entries = [
        _entry(element, end)
        for element in root.walk()
        if element.name == "message" and element.child("source") is not None
    ]
    return Catalogue(
        tuple(entry for entry in entries if entry), root.attributes.get("language", ""), "xmlcharrefreplace"
    )


def _entry(message: Element, end: str) -> Entry | None:
    source, translation = message.child("source"), message.child("translation")
    assert source is not None
    if translation is not None and translation.attributes.get("type") in GONE:
        return None
    hinders, count = ("marks in the text" if source.children else ""), 1
    if message.attributes.get("numerus") == "yes":
        count = len(translation.children) if translation is not None else 0
        hinders = hinders or ("" if count else "no plural forms")
    return Entry(
        ((source.text,),) * max(count, 1),
        partial(_put, message, end),
        bool(translation is not None and translation.text.strip()),
        hinders,
        certain=count < 2,  # One source for two forms.
    )


def _put(message: Element, end: str, texts: Sequence[str], certain: bool) -> Iterator[Splice]:
    translation = message.child("translation")
    contents = [escaped(text, quotes=True).replace("\n", end) for text in texts]
    mark = None if certain else UNFINISHED
    if translation is None:
        last = message.children[-1]
        attribute = "" if certain else f' type="{UNFINISHED}"'
        yield Splice(last.end, last.end, f"{last.indent}<translation{attribute}>{contents[0]}</translation>")
        return
    content = contents[0]
    if message.attributes.get("numerus") == "yes":
        content, at = "", translation.opened
        for form, inner in zip(translation.children, contents, strict=True):
            content += message.file[at : form.start] + form.filled(inner, {})
            at = form.end
        content += message.file[at : translation.closed]
    kept = translation.attributes.get("type") == mark
    yield Splice(translation.start, translation.end, translation.filled(content, {} if kept else {"type": mark}))


FILLER = Filler(read, declared=encoding_of)
