"""Word documents: body, lists and tables in document order, then footnotes; no headers and footers.

Read with zipfile and lxml from the parts of the archive (ECMA-376 part 1, chapter 17), since text inside tracked
insertions, content controls and footnotes is not reached through python-docx.

Read: body, lists, tables, text boxes, charts, diagrams, notes, inserted text.
Left out: page heads and feet, deleted and hidden text, comments, numbers, raised marks of notes.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from duiqi.blocks.coded import Mark, codes_of
from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.blocks.drawn_parts import part_texts
from duiqi.blocks.tables import assemble_both
from duiqi.blocks.word_text import HEADING_STYLES, WordText, attribute
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.inline import Codes, Numbers
from duiqi.io.xml import local_name, parse_xml
from duiqi.io.zip_archive import Archive
from duiqi.model import Omission, ParagraphKind

DOCUMENT = "word/document.xml"
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
RELATIONS = "_rels/.rels"

# A choice: people nest tables two or three deep, and each level takes some of Python's stack.
MAX_TABLE_DEPTH = 20


def read_docx(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The text of a Word document. Raises InputError for a file that is locked, damaged, or made to do harm."""
    lines, omissions = _lines(data, name)
    return assemble(lines, name, omissions=omissions)


def read_files(
    files: Sequence[tuple[bytes, str]], encoding: str | None = None, zh_lang: str | None = None
) -> list[Reading]:
    """The text of two documents that are each other's translation, or of one with both languages, of whose tables only
    these are read. Raises InputError as ``read_docx`` does."""
    if len(files) > 1:
        return [read_docx(data, name) for data, name in files]
    found = [(_lines(data, name), name) for data, name in files]
    return [assemble_both(lines, name, omissions=omissions) for (lines, omissions), name in found]


def _lines(data: bytes, name: str) -> tuple[list[Line], list[Omission]]:
    archive = Archive(data, name)
    main = _main_part(archive, name)
    root = parse_xml(archive.read(main), name, main)
    headings = _heading_styles(archive, name)
    reader = _Reader(headings, name, _drawn(archive, main, name))
    lines = [*reader.block_lines(root, None, 0), *reader.rest()]
    for part in NOTES:
        if part in archive:
            for note in parse_xml(archive.read(part), name, part):
                if attribute(note, "type") in (None, "normal"):
                    lines += [*reader.block_lines(note, None, 0), *reader.rest()]
    return lines, reader.omissions


class _Reader:
    """Walks body, cells and notes; numbers the table rows."""

    def __init__(self, headings: frozenset[str], name: str, drawn: Mapping[str, Sequence[str]]) -> None:
        self._drawn = drawn
        self._headings = headings
        self._name = name
        self._rows = self._tables = 0
        self._numbers = Numbers()
        # The text of paragraphs whose end was deleted, with the marks in it: it goes on in the next.
        self._begun, self._marks = "", list[Mark]()
        self.omissions: list[Omission] = []

    def rest(self) -> Iterator[Line]:
        """The last paragraph, where its end was deleted."""
        if self._begun:
            yield Line(self._begun, codes=self._take_codes(self._begun))

    def _take_codes(self, text: str) -> Codes:
        codes = codes_of(text, self._marks, text, self._numbers, joined=True)
        self._begun, self._marks = "", []
        return codes

    def block_lines(self, container: Any, row: int | None, depth: int) -> Iterator[Line]:
        """The paragraphs of a body, cell, note or content control, and the cells of its tables."""
        if depth > MAX_TABLE_DEPTH:
            raise InputError(f"it nests tables more than {MAX_TABLE_DEPTH} deep", path=self._name)
        for child in container:
            tag = local_name(child)
            if tag == "p":
                yield from self._paragraph(child, row)
            elif tag == "tbl":
                yield from self._table(child, depth)
            elif tag in ("body", "sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
                yield from self.block_lines(child, row, depth)

    def _table(self, table: Any, depth: int) -> Iterator[Line]:
        self._tables += 1
        own = self._tables
        for tr in table.iterchildren("{*}tr", "{*}sdt", "{*}customXml"):
            for line in [tr] if local_name(tr) == "tr" else tr.iter("{*}tr"):
                cells = list(line.iterchildren("{*}tc")) + [
                    c for s in line.iterchildren("{*}sdt") for c in s.iter("{*}tc")
                ]
                several = len(cells) > 1 and next(line.iter("{*}tbl"), None) is None
                self._rows += 1
                column = 0
                for cell in cells:
                    for found in self.block_lines(cell, self._rows if several else None, depth + 1):
                        yield replace(found, table=own, column=column) if several else found
                    column += _span(cell)

    def _paragraph(self, paragraph: Any, row: int | None) -> Iterator[Line]:
        read = WordText(paragraph)
        self.omissions += [Omission("hidden text", text) for text in read.hidden]
        begun = len(self._begun)
        self._marks += [replace(mark, at=mark.at + begun) for mark in read.marks] if begun else read.marks
        self._begun += read.text
        if not _has_no_end(paragraph):
            kind = "table cell" if row is not None else self._kind(paragraph)
            yield Line(text := self._begun, None, kind, row, codes=self._take_codes(text))
        for part in read.drawn:
            yield from map(Line, self._drawn.get(part, ()))
        for box in read.boxes:
            yield from self.block_lines(box, None, MAX_TABLE_DEPTH // 2)

    def _kind(self, paragraph: Any) -> ParagraphKind | None:
        properties = next(paragraph.iterchildren("{*}pPr"), None)
        if properties is None:
            return None
        style = next(properties.iterchildren("{*}pStyle"), None)
        outline = next(properties.iterchildren("{*}outlineLvl"), None)
        if outline is not None or (style is not None and attribute(style, "val") in self._headings):
            return "heading"
        return "list item" if next(properties.iterchildren("{*}numPr"), None) is not None else None


def _span(cell: Any) -> int:
    """Over how many columns a cell goes."""
    span = next(cell.iterfind("{*}tcPr/{*}gridSpan"), None)
    told = "" if span is None else attribute(span, "val") or ""
    return int(told) if told.isdecimal() and len(told) < 4 else 1


def _has_no_end(paragraph: Any) -> bool:
    """Whether the end of a paragraph was deleted, or moved away, in a tracked change."""
    marks = paragraph.iterfind("{*}pPr/{*}rPr/*")
    return any(local_name(mark) in ("del", "moveFrom") for mark in marks)


def _main_part(archive: Archive, name: str) -> str:
    """The part that holds the body: Word names it document.xml, some programs document2.xml."""
    if DOCUMENT in archive:
        return DOCUMENT
    if RELATIONS in archive:
        for relation in parse_xml(archive.read(RELATIONS), name, RELATIONS):
            if str(relation.get("Type", "")).endswith("/officeDocument"):
                return str(relation.get("Target", "")).lstrip("/")
    raise InputError("its part word/document.xml is missing", path=name, advice="the file is damaged")


def _drawn(archive: Archive, main: str, name: str) -> dict[str, list[str]]:
    """The texts of the charts and diagrams of the body, by the ids that it knows their parts by."""
    folder, file = posixpath.split(main)
    path = f"{folder}/_rels/{file}.rels"
    found = {}
    for relation in parse_xml(archive.read(path), name, path) if path in archive else ():
        part = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        if str(relation.get("Type", "")).endswith(("/chart", "/diagramData")) and part in archive:
            found[relation.get("Id", "")] = list(part_texts(parse_xml(archive.read(part), name, part)))
    return found


def _heading_styles(archive: Archive, name: str) -> frozenset[str]:
    """Ids of the styles that are named as headings."""
    part = "word/styles.xml"
    if part not in archive:
        return frozenset()
    found = set()
    for style in parse_xml(archive.read(part), name, part).iterchildren("{*}style"):
        title = next(style.iterchildren("{*}name"), None)
        if title is not None and str(attribute(title, "val")).lower().startswith(HEADING_STYLES):
            found.add(attribute(style, "styleId") or "")
    return frozenset(found)


FORMAT = Format(
    name="docx",
    label="a Word document (DOCX)",
    suffixes=(".docx",),
    read_document=read_docx,
    read_chosen=read_files,
    binary=True,
    marks=(b"word/document",),
    library="lxml",
)
