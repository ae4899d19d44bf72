"""PowerPoint presentations: the slides in order, of each titles, shapes, tables, diagrams and charts, then its notes.

Read with zipfile and lxml from the parts of the archive (ECMA-376 part 1, chapters 19 and 21), within limits;
python-pptx does not reach the text of diagrams (SmartArt).

Read: titles, shapes, tables, diagrams, charts and notes, slide by slide.
Left out: page numbers, dates and feet, comments, hidden text.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.blocks.drawn_parts import paragraph_text, part_texts
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.xml import local_attribute, local_name, parse_xml
from duiqi.io.zip_archive import Archive
from duiqi.model import Omission, ParagraphKind

PRESENTATION = "ppt/presentation.xml"
# What every slide repeats, and the picture of the slide on the page of its notes.
REPEATED = frozenset(("dt", "ftr", "hdr", "sldNum", "sldImg"))
TITLES = frozenset(("title", "ctrTitle", "subTitle"))
# A bound against made-up files, far above what people show. A choice.
MAX_SLIDES = 10_000
Relations = dict[str, tuple[str, str]]


def read_pptx(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The texts, each with the number of its slide as place. Left out: heads, feet and numbers of slides, comments,
    what stands in pictures. Raises InputError for a file that is locked, damaged, or made to do harm."""
    deck = _Deck(Archive(data, name), name)
    return assemble(deck.lines(), name, omissions=deck.omissions)


class _Deck:
    """The slides of a presentation; numbers the table rows, and notes what is left out."""

    def __init__(self, archive: Archive, name: str) -> None:
        self._archive = archive
        self._name = name
        self._rows = 0
        self.omissions: list[Omission] = []

    def lines(self) -> Iterator[Line]:
        """Slide by slide, in the order in which they are shown."""
        relations = self._relations(PRESENTATION)
        shown = self._part(PRESENTATION).iterfind("{*}sldIdLst/{*}sldId")
        for number, slide in enumerate(shown, 1):
            if number > MAX_SLIDES:
                raise InputError(f"it has more than {MAX_SLIDES:,} slides", path=self._name, advice="split it")
            _, part = relations.get(local_attribute(slide, "id", prefixed=True), ("", ""))
            if part not in self._archive:
                raise InputError(f"its slide {number} is missing", path=self._name, advice="the file is damaged")
            own = self._relations(part)
            yield from self._shapes(self._part(part), own, f"slide {number}")
            for kind, target in own.values():
                if kind == "notesSlide" and target in self._archive:
                    yield from self._shapes(self._part(target), {}, f"slide {number}, notes")

    def _shapes(self, container: Any, relations: Relations, place: str) -> Iterator[Line]:
        for child in container:
            tag = local_name(child)
            if tag == "sp":
                yield from self._shape(child, place)
            elif tag == "tbl":
                yield from self._table(child, place)
            elif tag == "relIds":
                yield from self._drawn(relations.get(local_attribute(child, "dm"), ("", ""))[1], place)
            elif tag == "chart":
                yield from self._drawn(relations.get(local_attribute(child, "id"), ("", ""))[1], place)
            elif tag != "Fallback":  # Of a shape that older programs cannot show, which stands before it.
                yield from self._shapes(child, relations, place)

    def _shape(self, shape: Any, place: str) -> Iterator[Line]:
        holder = next(shape.iter("{*}ph"), None)
        role = "" if holder is None else holder.get("type", "")
        kind: ParagraphKind | None = "heading" if role in TITLES else None
        for body in shape.iterchildren("{*}txBody"):
            for paragraph in body.iterchildren("{*}p"):
                text = paragraph_text(paragraph)
                if role in REPEATED:
                    if text.strip():
                        self.omissions.append(Omission("head or foot of a slide", text))
                else:
                    yield Line(text, None, kind, None, place)

    def _table(self, table: Any, place: str) -> Iterator[Line]:
        for line in table.iterchildren("{*}tr"):
            cells = list(line.iterchildren("{*}tc"))
            self._rows += 1
            for cell in cells:
                for paragraph in cell.iterfind("{*}txBody/{*}p"):
                    text = paragraph_text(paragraph)
                    if len(cells) > 1:
                        yield Line(text, None, "table cell", self._rows, place)
                    else:
                        yield Line(text, None, None, None, place)

    def _drawn(self, part: str, place: str) -> Iterator[Line]:
        if part in self._archive:
            yield from (Line(text, None, None, None, place) for text in part_texts(self._part(part)))

    def _part(self, part: str) -> Any:
        return parse_xml(self._archive.read(part), self._name, part)

    def _relations(self, part: str) -> Relations:
        """What a part refers to: the kind and the name of each other part, by its id."""
        folder, file = posixpath.split(part)
        path = f"{folder}/_rels/{file}.rels"
        found = {}
        if path in self._archive:
            for relation in self._part(path):
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
                found[relation.get("Id", "")] = relation.get("Type", "").rpartition("/")[2], target
        return found


FORMAT = Format(
    name="pptx",
    label="a PowerPoint presentation (PPTX)",
    suffixes=(".pptx", ".pptm", ".ppsx", ".potx"),
    read_document=read_pptx,
    binary=True,
    marks=(b"ppt/presentation.xml",),
    library="lxml",
)
