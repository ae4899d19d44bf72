"""XML of any vocabulary: each element with text of its own is a paragraph, with what is inline in it.

Where elements have ids, as paragraphs and sentences of the UN's and Europarl's documents do, two files with the same
ones are paired by them, and what has none between them. Of outlines (OPML) the text is an attribute. Where elements of
one name say the same in many languages (``xml:lang``), the Chinese and the English one are a row.

Read: elements that have text of their own, their footnotes behind them; of two files with the same ids by these.
Left out: comments, instructions, attributes, code, other languages beside these two, who wrote a manual.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.formats.html import lines_of_markup
from duiqi.io.signature import is_html, is_html_part, root_of
from duiqi.io.xml import XML_ID, XML_LANG, local_name, parse_xml
from duiqi.model import Language, Omission
from duiqi.text.language_tags import folded_tag, language_from_tag, side_of_tag
from duiqi.text.script import TRADITIONAL

SPACE = re.compile(r"\s+")
# What TEI says of a text before it.
HEADER = "teiHeader"
IDS = ("id", "ID", XML_ID)
# Ids tell texts apart when most have one of their own: a choice; where only chapters have ids, hardly any has.
MOST_APART = 0.5
# The first element of a document without a declaration, which XML 1.0 does not ask for (Mallard, DocBook 5). Drawings
# are none of the kind.
NAMED_ROOT = re.compile(
    r"(?:<!--(?:(?!-->).){0,4000}-->\s*){0,9}<(?!svg\b)[A-Za-z][\w:.-]{0,80}\s[^<>]{0,2000}?xmlns(?::\w+)?\s*=\s*[\"']\w+:",
    re.DOTALL,
)
# Code as a paragraph of its own, in DocBook and DITA.
CODE = frozenset(("programlisting", "screen", "codeblock", "synopsis", "cmdsynopsis"))
# What readers of a manual are not shown, by the names of Mallard 1.1 and DocBook 5.
MALLARD, DOCBOOK = "{http://projectmallard.org/1.0/}", "{http://docbook.org/ns/docbook}"
UNSHOWN = {
    f"{MALLARD}credit": "who wrote it",
    f"{MALLARD}comment": "comment",
    f"{DOCBOOK}remark": "comment",
}
# Of what is said in so many languages nothing but one Chinese and one English version is read.
MANY = 3
OTHER_VERSION = {"zh": "another Chinese version", "en": "another English version"}
HEADINGS = re.compile(r"(?:title|head|heading|h[1-6])\Z", re.IGNORECASE)


def read_xml(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The text of an XML document. ``encoding`` is that of the XML declaration, whatever is asked for."""
    root = parse_xml(data, name)
    if local_name(root).lower() == "tmx":
        raise InputError("this is a translation memory, already aligned", path=name, advice="see align convert")
    lines: list[Line] = []
    ids: list[tuple[str, ...]] = []
    omissions: list[Omission] = []
    stack = [root]
    left: dict[Any, str] = {}
    rows: dict[Any, int] = {}
    while stack:
        element = stack.pop()
        if not local_name(element):
            continue
        if reason := left.get(element) or UNSHOWN.get(element.tag):
            omissions.append(Omission(reason, SPACE.sub(" ", " ".join(element.itertext())).strip()))
        elif local_name(element) in (HEADER, *CODE):
            reason = "header" if local_name(element) == HEADER else "code"
            omissions.append(Omission(reason, SPACE.sub(" ", " ".join(element.itertext())).strip()))
        elif local_name(element) == "outline":  # OPML 2.0: the text is an attribute
            ids.append(())
            lines.append(Line(element.get("text") or element.get("title") or ""))
            stack += reversed(element)
        elif not len(element) and (is_html_part(element.text or "") or is_xml(element.text or "")):
            page = lines_of_markup(element.text or "", name)  # written out, as Evernote and content systems do
            ids += [()] * len(page)
            lines += page
        elif _has_own_text(element):
            path = _ids(element)
            notes = [SPACE.sub(" ", text).strip() for text in _notes_taken_out(element)]
            ids.append(path)
            text = SPACE.sub(" ", "".join(element.itertext())).strip()
            heading = HEADINGS.match(local_name(element))
            row = rows.get(element)
            language = language_from_tag(_lang(element), text) if row is None else _side(element)
            lines.append(Line(text, language, "heading" if heading else None, row))
            ids += [(*path, f"note {number}") if path else () for number, note in enumerate(notes, 1) if note]
            lines += [Line(note, language_from_tag(_lang(element), note)) for note in notes if note]
        else:
            for versions in _versions(element):
                others = _others(versions)
                left.update(others)
                rows.update(
                    dict.fromkeys((version for version in versions if others and version not in others), len(rows))
                )
            stack += reversed(element)
    return assemble(_keyed(lines, ids), name, omissions=omissions)


def _keyed(lines: list[Line], ids: list[tuple[str, ...]]) -> list[Line]:
    """The lines with their ids as keys: all, where most have one of their own; else those that alone have theirs, and
    titles of parts that have one, between which the others stand."""
    is_key = [True] * len(ids)
    if not all(ids) or len(set(ids)) <= MOST_APART * len(ids):
        count, seen = Counter(ids), Counter[tuple[str, ...]]()
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


def _versions(parent: Any) -> Iterator[list[Any]]:
    """Runs of elements that follow each other, of one name, which name three languages or more, each another one."""
    run: dict[str, Any] = {}
    for child in (*parent.iterchildren("*"), None):
        tag = "" if child is None else folded_tag(child.get(XML_LANG) or "")
        if run and (child is None or tag in run or child.tag != next(iter(run.values())).tag):
            if len(run) >= MANY:
                yield list(run.values())
            run = {}
        if child is not None:
            run[tag] = child


def _others(versions: Sequence[Any]) -> dict[Any, str]:
    """Which of several versions are not read, and why: all but one in Chinese, in Simplified characters where there
    is one, and one in English, that without a tag first. None where there is no version in either language."""
    sides = [_side(version) for version in versions]
    if len({"zh", "en"} & set(sides)) < 2:
        return {}
    chinese = [version for version, side in zip(versions, sides, strict=True) if side == "zh"]
    english = [version for version, side in zip(versions, sides, strict=True) if side == "en"]
    read = min(chinese, key=_is_traditional), min(english, key=lambda version: XML_LANG in version.attrib)
    return {
        version: OTHER_VERSION.get(side or "", "another language")
        for version, side in zip(versions, sides, strict=True)
        if version not in read
    }


def _side(element: Any) -> Language | None:
    """The language that ``xml:lang`` says an element is in, which is English where none does."""
    tag = element.get(XML_LANG) or element.getroottree().getroot().get(XML_LANG)
    return side_of_tag(tag) if tag else "en"


def _is_traditional(element: Any) -> bool:
    return any(subtag in TRADITIONAL for subtag in folded_tag(element.get(XML_LANG) or "").split("-")[1:])


def _notes_taken_out(element: Any) -> list[str]:
    """The texts of the notes in a paragraph, which then holds them no longer."""
    notes = [note for note in element.iter("{*}footnote", "{*}fn", "{*}note") if note is not element]
    # TEI says of those among other notes where they stand on the page.
    notes = [note for note in notes if local_name(note) != "note" or note.get("place")]
    texts = ["".join(note.itertext()) for note in notes]
    for note in reversed(notes):
        before, around = note.getprevious(), note.getparent()
        if before is not None:
            before.tail = (before.tail or "") + (note.tail or "")
        else:
            around.text = (around.text or "") + (note.tail or "")
        note.tail = None
        around.remove(note)
    return texts


def _has_own_text(element: Any) -> bool:
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def _ids(element: Any) -> tuple[str, ...]:
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
