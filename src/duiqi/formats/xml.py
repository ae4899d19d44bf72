"""XML of any vocabulary: each element with text of its own is a paragraph, with what is inline in it.

Where elements have ids, as paragraphs and sentences of the UN's and Europarl's documents do, two files with the same
ones are paired by them, and what has none between them. Of outlines (OPML) the text is an attribute. Where elements of
one name say the same in many languages (``xml:lang``), the Chinese and the English one are a row.

Read: elements that have text of their own, their footnotes behind them; of two files with the same ids by these.
Left out: comments, instructions, attributes, code, terms of an index, who wrote it, other languages beside these two.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.formats.html import lines_of_markup
from duiqi.formats.xml_entities import written_out
from duiqi.formats.xml_manuals import SPACE, has_own_text, is_code, omission_of, prepared, take_out
from duiqi.formats.xml_versions import rows_of_versions, side_of
from duiqi.io.signature import is_html, is_html_part, root_of
from duiqi.io.xml import XML_ID, XML_LANG, local_name, parse_xml
from duiqi.model import ParagraphKind
from duiqi.text.language_tags import language_from_tag

# What TEI says of a text before it.
HEADER = "teiHeader"
# OPML 2.0: the text is an attribute, and the entries below stand in it.
OUTLINE = "outline"
IDS = ("id", "ID", XML_ID)
# Those that stand around a text, outermost first.
Ids = tuple[str, ...]
# Ids tell texts apart when most have one of their own: a choice; where only chapters have ids, hardly any has.
MOST_APART = 0.5
# The first element of a document without a declaration, which XML 1.0 does not ask for (Mallard, DocBook 5). Drawings
# are none of the kind.
NAMED_ROOT = re.compile(
    r"(?:<!--(?:(?!-->).){0,4000}-->\s*){0,9}<(?!svg\b)[A-Za-z][\w:.-]{0,80}\s[^<>]{0,2000}?xmlns(?::\w+)?\s*=\s*[\"']\w+:",
    re.DOTALL,
)
HEADINGS = re.compile(r"(?:title|head|heading|h[1-6])\Z", re.IGNORECASE)


def read_xml(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The text of an XML document. ``encoding`` is that of the XML declaration, whatever is asked for."""
    data, others = written_out(data)
    root = parse_xml(data, name)
    if local_name(root).lower() == "tmx":
        raise InputError("this is a translation memory, already aligned", path=name, advice="see align convert")
    omissions = prepared(root)
    rows, left = rows_of_versions(root)
    found: list[tuple[Line, Ids]] = []
    stack = [root]
    while stack:
        element = stack.pop()
        if not local_name(element):
            continue
        if element in left:
            omissions.append(omission_of(element, left[element]))
        elif local_name(element) == HEADER or is_code(element):
            omissions.append(omission_of(element, "header" if local_name(element) == HEADER else "code"))
        else:
            own = _own_lines(element, rows.get(element), name)
            found += own or ()
            if own is None or local_name(element) == OUTLINE:
                stack += reversed(element)
    read = assemble(_keyed([line for line, _ in found], [ids for _, ids in found]), name, omissions=omissions)
    told = f"parts that stand in other files are not read: {', '.join(f'&{each};' for each in others)}"
    return replace(read, notes=(told,)) if others else read


def _own_lines(element: Any, row: int | None, name: str) -> list[tuple[Line, Ids]] | None:
    """The text that stands in an element itself, and the notes taken out of it, with their ids; None where it is only
    in what the element holds."""
    text = element.text or ""
    if local_name(element) == OUTLINE:
        return [(Line(element.get("text") or element.get("title") or ""), ())]
    if not len(element) and (is_html_part(text) or is_xml(text)):
        return [(line, ()) for line in lines_of_markup(text, name)]  # written out, as Evernote and content systems do
    if not has_own_text(element):
        return None
    path = _ids(element)
    notes = [SPACE.sub(" ", note).strip() for note in _notes_taken_out(element)]
    text = SPACE.sub(" ", "".join(element.itertext())).strip()
    kind: ParagraphKind | None = "heading" if HEADINGS.match(local_name(element)) else None
    language = language_from_tag(_lang(element), text) if row is None else side_of(element)
    return [(Line(text, language, kind, row), path)] + [
        (Line(note, language_from_tag(_lang(element), note)), (*path, f"note {number}") if path else ())
        for number, note in enumerate(notes, 1)
        if note
    ]


def _keyed(lines: list[Line], ids: list[Ids]) -> list[Line]:
    """The lines with their ids as keys: all, where most have one of their own; else those that alone have theirs, and
    titles of parts that have one, between which the others stand."""
    is_key = [True] * len(ids)
    if not all(ids) or len(set(ids)) <= MOST_APART * len(ids):
        count, seen = Counter(ids), Counter[Ids]()
        for number, (line, path) in enumerate(zip(lines, ids, strict=True)):
            is_key[number] = bool(path) and (count[path] == 1 or (line.kind == "heading" and not seen[path]))
            seen[path] += 1
    keys = (f"{'/'.join(path)} of {sum(is_key)}" if known else "" for path, known in zip(ids, is_key, strict=True))
    return [replace(line, key=key) for line, key in zip(lines, keys, strict=True)]


def is_xml(text: str) -> bool:
    """Whether ``text`` begins as XML does: with its declaration, or with an element that names its vocabulary."""
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("<?xml"):
        return bool(root_of(text))
    return bool(NAMED_ROOT.match(start)) and not (is_html(text) or is_html_part(text))


def _notes_taken_out(element: Any) -> list[str]:
    """The texts of the notes in a paragraph, which then holds them no longer."""
    notes = [note for note in element.iter("{*}footnote", "{*}fn", "{*}note") if note is not element]
    # TEI says of those among other notes where they stand on the page.
    notes = [note for note in notes if local_name(note) != "note" or note.get("place")]
    texts = ["".join(note.itertext()) for note in notes]
    for note in reversed(notes):
        take_out(note)
    return texts


def _ids(element: Any) -> Ids:
    """The ids of an element and of those around it, the root apart, from the outermost."""
    found: list[str] = []
    while element is not None and element.getparent() is not None:
        told = next((element.get(name) for name in IDS if element.get(name)), None)
        found += [told] if told else []
        element = element.getparent()
    return tuple(reversed(found))


def _lang(element: Any) -> str:
    """The nearest ``xml:lang`` below the root; that of the root says what the document is mainly in."""
    while element is not None and element.getparent() is not None:
        if element.get(XML_LANG):
            return str(element.get(XML_LANG)).lower()
        element = element.getparent()
    return ""


FORMAT = Format(
    name="xml",
    label="XML",
    suffixes=(".xml", ".dita", ".dbk", ".docbook", ".page", ".tei", ".opml", ".enex"),
    read_document=read_xml,
    recognises=is_xml,
    library="lxml",
)
