"""Texts and slides of OpenDocument (1.3, part 3): the paragraphs, lists, table cells, notes and text boxes in them.

A document is an archive, or all in one XML file ("flat", chapter 3.1.2).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from duiqi.blocks.contents import Line
from duiqi.blocks.raised import is_note_mark
from duiqi.errors import InputError
from duiqi.io.signature import root_of
from duiqi.io.xml import local_attribute, local_name, parse_xml
from duiqi.io.zip_archive import Archive
from duiqi.model import Omission, ParagraphKind

CONTENT, MANIFEST = "content.xml", "META-INF/manifest.xml"
# What a document in one file says that it is, on its root element (chapter 19.385).
MIMETYPE = re.compile(r"""\bmimetype\s*=\s*["']application/vnd\.oasis\.opendocument\.(\w+)""")
# White space of the file is one space; more is written as elements (chapter 6.1.2).
SPACE = re.compile(r"[ \t\r\n]+")
# Before a piece of text that is raised: no character of XML.
RAISED = "\0"
# What repeats the text of the document with numbers of pages.
INDEXES = frozenset(("table-of-content", "illustration-index", "table-index", "object-index", "alphabetical-index"))
# Comments, readings over characters, numbers of lists as text, alternative texts of pictures, and what is no text.
SKIPPED = frozenset(
    ("annotation", "annotation-end", "ruby-text", "number", "title", "desc", "forms", "script", "scripts",
     "event-listeners", "hidden-text", "hidden-paragraph", "sequence-decls", "variable-decls", "user-field-decls",
     "header-decl", "footer-decl", "date-time-decl", "page-thumbnail", "page-number", "page-count", "binary-data",
     "settings")
)  # fmt: skip
BREAKS = {"tab": "\t", "line-break": "\n", "soft-page-break": ""}
# What a frame of a slide is for (chapter 19.389).
TITLES, REPEATED = frozenset(("title", "subtitle")), frozenset(("header", "footer", "date-time", "page-number", "page"))
# Paragraph styles of LibreOffice, in all its languages; a style that a document adds names its parent.
HEADING_STYLES = ("Title", "Subtitle", "Heading")
CHANGES = frozenset(("change-start", "change-end"))
# As in docx.
MAX_TABLE_DEPTH = 20
# A formula is a document of its own, known by its namespace, which stands on its root element.
MATHML, FORMULA_HEAD = b"http://www.w3.org/1998/Math/MathML", 1000


@dataclass(slots=True)
class Found:
    """What was read on the way: notes that come after the text, and what was left out."""

    notes: list[Line] = field(default_factory=list)
    omissions: list[Omission] = field(default_factory=list)


def is_flat(kind: str) -> Callable[[str], bool]:
    """Tells, by how a text begins, an OpenDocument file of a ``kind`` (text, presentation, spreadsheet) that is all in
    one XML file."""

    def recognises(text: str) -> bool:
        found = MIMETYPE.search(text) if root_of(text) == "document" else None
        return found is not None and found[1] == kind

    return recognises


def open_document(data: bytes, name: str) -> Any:
    """The root of an OpenDocument file's content. Raises InputError for one that is locked, damaged or oversized."""
    if not data.startswith(b"PK"):
        return parse_xml(data, name)
    archive = Archive(data, name)
    if MANIFEST in archive:
        root = parse_xml(archive.read(MANIFEST), name, MANIFEST)
        if next(root.iter("{*}encryption-data"), None) is not None:
            raise InputError("the file is locked with a password", path=name, advice="save a copy without password")
    root = parse_xml(archive.read(CONTENT), name, CONTENT)
    for element in root.iter("{*}object"):
        _put_formula(element, archive, name)
    return root


def _put_formula(element: Any, archive: Archive, name: str) -> None:
    """Put a formula into the ``element`` that stands for it, as in a document that is one XML file."""
    part = f"{local_attribute(element, 'href').removeprefix('./').rstrip('/')}/{CONTENT}"
    if part not in archive:
        return
    data = archive.read(part)
    if MATHML in data[:FORMULA_HEAD]:
        with suppress(InputError):  # a document can be read without its formulas
            element.append(parse_xml(data, name, part))


class Walker:
    """Walks the body of a document; numbers the table rows, and puts aside footnotes, deleted text and comments."""

    def __init__(self, root: Any, name: str) -> None:
        self.found = Found()
        self._name = name
        self._rows = 0
        self._place = ""
        self._headings = _heading_styles(root)
        self._raised = _styles_with(root, "text-position", "super")  # chapter 20.384
        self._hidden = _styles_with(root, "display", "none")
        # Deletions of which the text stands where it was, between two marks with their name: LibreOffice writes it so
        # into a document that is one XML file; else it is in the region.
        regions = root.iter("{*}changed-region")
        self._deletions = {
            local_attribute(region, "id") for region in regions if region.find("{*}deletion") is not None
        }
        self._deleting: set[str] = set()

    def lines(
        self, container: Any, kind: ParagraphKind | None = None, row: int | None = None, depth: int = 0
    ) -> Iterator[Line]:
        """The paragraphs in ``container``, which are of a ``kind`` or in a ``row`` where it says so.

        Raises InputError for tables in tables in tables …
        """
        if depth > MAX_TABLE_DEPTH:
            raise InputError(f"it nests tables more than {MAX_TABLE_DEPTH} deep", path=self._name)
        for child in container:
            tag = local_name(child)
            if tag in ("p", "h"):
                yield from self._paragraph(child, kind, row)
            elif tag in ("list-item", "list-header"):
                yield from self.lines(child, kind or "list item", row, depth)
            elif tag == "table":
                yield from self._table(child, depth)
            elif tag == "tracked-changes":
                self._leave_out("deleted text", child.iter("{*}deletion"))
            elif tag in INDEXES:
                self._leave_out("list of contents, index", [child])
            elif tag == "frame":
                yield from self._frame(child, kind, row, depth)
            elif tag in CHANGES:
                self._change(child)
            elif tag == "math":
                self._formula(child)
            elif tag not in SKIPPED:
                yield from self.lines(child, kind, row, depth)

    def slide(self, page: Any, number: int) -> Iterator[Line]:
        """The texts of a slide, in the order of the file, then what is to be said to it."""
        notes = [child for child in page if local_name(child) == "notes"]
        for child in notes:
            page.remove(child)
        self._place = f"slide {number}"
        yield from self.lines(page)
        self._place = f"slide {number}, notes"
        for child in notes:
            yield from self.lines(child)

    def _frame(self, frame: Any, kind: ParagraphKind | None, row: int | None, depth: int) -> Iterator[Line]:
        role = local_attribute(frame, "class")
        if role in REPEATED:
            self._leave_out("head or foot of a slide", [frame])
        else:
            yield from self.lines(frame, "heading" if role in TITLES else kind, row, depth)

    def _table(self, table: Any, depth: int) -> Iterator[Line]:
        for line in table.iter("{*}table-row"):
            if next(line.iterancestors("{*}table"), None) is not table:
                continue
            cells = list(line.iterchildren("{*}table-cell"))
            several = len(cells) > 1 and next(line.iter("{*}table"), None) is None
            self._rows += 1
            row = self._rows if several else None
            for cell in cells:
                yield from self.lines(cell, "table cell" if several else None, row, depth + 1)

    def _paragraph(self, paragraph: Any, kind: ParagraphKind | None, row: int | None) -> Iterator[Line]:
        boxes: list[Any] = []
        pieces: list[str] = []
        for piece in self._pieces(paragraph, boxes):
            # A raised piece is told apart by what stands before it.
            if not (piece[:1] == RAISED and is_note_mark(piece[1:], "".join(pieces[-3:])[-20:])):
                pieces.append(piece.removeprefix(RAISED))
        text = "".join(pieces)
        style = local_attribute(paragraph, "style-name")
        is_heading = local_name(paragraph) == "h" or style in self._headings or style.startswith(HEADING_STYLES)
        if row is None and is_heading:
            kind = "heading"
        yield Line(text, None, kind, row, self._place)
        for box in boxes:
            yield from self.lines(box, depth=MAX_TABLE_DEPTH // 2)

    def _pieces(self, element: Any, boxes: list[Any]) -> Iterator[str]:
        """The characters of a paragraph. Frames anchored in it go to ``boxes``; their text comes after it."""
        yield self._text(element.text)
        for child in element:
            tag = local_name(child)
            if tag in CHANGES:
                self._change(child)
            elif self._deleting:
                self._text("".join(child.itertext()))
            elif tag == "s":
                count = local_attribute(child, "c")
                yield " " * (int(count) if count.isdecimal() and len(count) < 4 else 1)
            elif tag in BREAKS:
                yield BREAKS[tag]
            elif tag == "note":
                for body in child.iterchildren("{*}note-body"):
                    self.found.notes += self.lines(body, depth=MAX_TABLE_DEPTH // 2)
            elif tag in ("frame", "custom-shape", "g", "rect", "text-box"):
                boxes.append(child)
            elif tag == "annotation":
                self._leave_out("comment", [child])
            elif tag == "span":
                yield from self._span(child, boxes)
            elif tag not in SKIPPED:
                yield from self._pieces(child, boxes)
            yield self._text(child.tail)

    def _span(self, span: Any, boxes: list[Any]) -> Iterator[str]:
        style = local_attribute(span, "style-name")
        if style in self._hidden:
            self.found.omissions.append(Omission("hidden text", SPACE.sub(" ", "".join(span.itertext())).strip()))
        elif style in self._raised and not len(span):
            yield RAISED + self._text(span.text)
        else:
            yield from self._pieces(span, boxes)

    def _text(self, text: str | None) -> str:
        """The characters of a part of a paragraph; none where it was deleted."""
        said = SPACE.sub(" ", text or "")
        if self._deleting and said.strip():
            self.found.omissions.append(Omission("deleted text", said.strip()))
        return "" if self._deleting else said

    def _change(self, mark: Any) -> None:
        name = local_attribute(mark, "change-id")
        if local_name(mark) == "change-start" and name in self._deletions:
            self._deleting.add(name)
        else:
            self._deleting.discard(name)

    def _formula(self, math: Any) -> None:
        # LibreOffice repeats a formula in its own language, in an annotation.
        signs = [element.text or "" for element in math.iter("{*}mi", "{*}mn", "{*}mo", "{*}mtext")]
        if text := SPACE.sub(" ", "".join(signs)).strip():
            self.found.omissions.append(Omission("formula", text))

    def _leave_out(self, reason: str, elements: Any) -> None:
        for element in elements:
            for paragraph in element.iter("{*}p", "{*}h"):
                text = SPACE.sub(" ", "".join(paragraph.itertext())).strip()
                if text:
                    self.found.omissions.append(Omission(reason, text))


def _heading_styles(root: Any) -> frozenset[str]:
    """The styles of the document's own that are made from one of a heading or title."""
    styles = root.iterfind("{*}automatic-styles/{*}style")
    return frozenset(
        local_attribute(style, "name")
        for style in styles
        if local_attribute(style, "parent-style-name").startswith(HEADING_STYLES)
    )


def _styles_with(root: Any, property: str, value: str) -> frozenset[str]:
    """The styles of the document's own, a property of whose text begins with ``value``."""
    styles = root.iterfind("{*}automatic-styles/{*}style")
    return frozenset(
        local_attribute(style, "name")
        for style in styles
        for text in style.iterchildren("{*}text-properties")
        if local_attribute(text, property).startswith(value)
    )
