"""The text of a Word paragraph, and the formatting of its runs as tags.

A run that is formatted otherwise than the one before it begins or ends tags; one that is not parts the text all the
same, since Word cuts runs where it pleases (ECMA-376 part 1, section 17.3.2).
"""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any

from duiqi.blocks.coded import Mark
from duiqi.blocks.raised import BETWEEN, is_note_mark
from duiqi.io.xml import local_name

# Deleted or moved away, field codes, the fallback of a drawing (whose text the drawing holds too), notes of reviewers.
_SKIPPED = (
    "del moveFrom delText delInstrText instrText Fallback pPr rPr tblPr trPr tcPr sectPr footnoteRef "
    "endnoteRef annotationRef sdtPr sdtEndPr"
)
SKIPPED = frozenset(_SKIPPED.split())
BREAKS = frozenset(("br", "cr"))
# Properties of runs that a reader sees, with what TMX 1.4b (section 4.4) calls them.
FORMATTING = {
    "rStyle": "",
    "b": "bold",
    "i": "italic",
    "u": "ulined",
    "strike": "",
    "vertAlign": "",
    "smallCaps": "scap",
    "highlight": "",
}
# Names of styles in Word, which keeps the English ones in all languages, and in WPS; the ids of styles may be bare
# numbers in files from Chinese Word.
HEADING_STYLES = ("heading", "title", "subtitle", "标题", "副标题")
# Charts and diagrams, and the attribute with the id of their part.
DRAWN = {"chart": "id", "relIds": "dm"}
OFF = frozenset(("0", "false", "off", "none", "baseline"))
# What stands in the text and is none.
OBJECTS = {"drawing": "image", "pict": "image", "object": "", "footnoteReference": "fnote", "endnoteReference": "enote"}


class WordText:
    """Reads a paragraph: ``text``, the ``marks`` in it, the ``boxes`` of text that are anchored in it, the ids
    of the parts that are ``drawn`` there (charts, diagrams), and what is ``hidden`` in it."""

    def __init__(self, paragraph: Any) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.marks: list[Mark] = []
        self.boxes: list[Any] = []
        self.drawn: list[str] = []
        self.hidden: list[str] = []
        self._active: list[Mark] = []
        self._links: list[Mark] = []
        self._formats: list[Mark] = []
        self._noted = -1  # where the last mark of a note stood
        self._read(paragraph)
        self._change([])

    @property
    def text(self) -> str:
        """The characters of the paragraph."""
        return "".join(self._parts)

    def _read(self, element: Any) -> None:
        for child in element:
            tag = local_name(child)
            if tag == "t":
                self._add(child.text or "")
            elif tag in BREAKS:
                if attribute(child, "type") in (None, "textWrapping"):
                    self.marks.append(Mark(self._length, f"<w:{tag}/>", "lb"))
                    self._put("\n")
            elif tag in ("tab", "ptab"):
                self._put("\t")
            elif tag == "noBreakHyphen":
                self._put("-")
            elif tag == "txbxContent":
                self.boxes.append(child)
            elif tag in DRAWN:
                self.drawn.append(attribute(child, DRAWN[tag]) or "")
            elif tag == "ruby":
                for base in child.iterchildren("{*}rubyBase"):
                    self._read(base)
            elif tag not in SKIPPED:
                self._read_inside(child, tag)

    def _read_inside(self, child: Any, tag: str) -> None:
        if tag in OBJECTS:
            self.marks.append(Mark(self._length, f"<w:{tag}/>", OBJECTS[tag]))
        if tag == "r":
            self._run(child)
        elif tag == "hyperlink":
            self._links.append(Mark(0, _start("hyperlink", child), "link", child))
            self._read(child)
            self._links.pop()
        else:
            self._read(child)

    def _run(self, run: Any) -> None:
        told = [(local_name(each), each) for properties in run.iterchildren("{*}rPr") for each in properties]
        properties = {tag: attribute(each, "val") for tag, each in told}
        text = "".join(each.text or "" for each in run.iterchildren("{*}t"))
        if properties.get("vanish", "0") not in OFF:  # on where nothing is said of it
            self.hidden += [text] if text.strip() else []
        elif text and properties.get("vertAlign") == "superscript" and self._is_note(text):
            self.marks.append(Mark(self._length, f"<w:t>{escape(text)}</w:t>", "fnote"))
            self._noted = self._length
        else:
            self._formats = [
                Mark(0, _start(tag, each), FORMATTING[tag], each)
                for tag, each in told
                if tag in FORMATTING and attribute(each, "val") not in OFF
            ]
            self._read(run)
            self._formats = []

    def _is_note(self, text: str) -> bool:
        """Whether a raised text is the mark of a note, or goes on with those at the same place."""
        goes_on = self._noted == self._length and BETWEEN.fullmatch(text)
        return bool(goes_on) or is_note_mark(text, self.text[-20:] if self._length < 40 else "".join(self._parts[-3:]))

    def _add(self, text: str) -> None:
        """Go on with the text of a run."""
        if not text:
            return
        if not self._change([*self._links, *self._formats]) and self._length:
            self.marks.append(Mark(self._length, "<w:r>", hidden=True))
        self._put(text)

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _change(self, wanted: list[Mark]) -> bool:
        """Ends and begins tags so that those that are ``wanted`` are open; whether there were any."""
        wanted_now = {mark.content for mark in wanted}
        ended = [mark for mark in self._active if mark.content not in wanted_now]
        active_now = {mark.content for mark in self._active}
        begun = [mark for mark in wanted if mark.content not in active_now]
        for mark in reversed(ended):
            name = mark.content[1:].partition(" ")[0].rstrip("/>")
            self.marks.append(Mark(self._length, f"</{name}>", key=mark.key, closes=True))
        self._active = [mark for mark in self._active if mark.content in wanted_now]
        for mark in begun:
            begins = replace(mark, at=self._length)
            self.marks.append(begins)
            self._active.append(begins)
        return bool(ended or begun)


def _start(tag: str, element: Any) -> str:
    given = "".join(f' w:{key.rpartition("}")[2]}="{escape(value)}"' for key, value in element.items())
    return f"<w:{tag}{given}>"


def attribute(element: Any, name: str) -> str | None:
    """An attribute by its local name: strict and transitional documents have different namespaces."""
    for key, value in element.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None
