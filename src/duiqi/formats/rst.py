"""reStructuredText, with what Sphinx adds: prose without its marks; code, formulas, comments and settings are left out.

Paragraphs are told by their lines' indentation, so what stands in a directive, a list or a quotation is read like any
other text. A directive that is not known is read, but not its arguments.

Read: prose, titles, lists, tables.
Left out: code, formulas, comments, settings, arguments of directives.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.blocks.inline_markup import join_soft_breaks
from duiqi.blocks.inline_roles import plain_roles
from duiqi.blocks.typed import find_drawn, find_ruled
from duiqi.formats.format import Format
from duiqi.io.encoding import decode
from duiqi.model import Omission, ParagraphKind

ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1+\Z")
EXPLICIT = re.compile(r"\.\.(?:\s+|\Z)")
DIRECTIVE = re.compile(
    r"\.\.\s+(?:\|(?P<replaced>[^|]{1,200})\|\s+)?(?P<name>[\w+.:-]{1,60}?)\s?::(?:\s+(?P<text>.*))?\Z"
)
TARGET = re.compile(r"(?:\.\.\s+_.*|\.\.\s+__:.*|__\s+\S+)\Z")
NOTE = re.compile(r"\.\.\s+\[(?:\d+|#[\w-]*|\*|[\w.-]+)\](?:\s+|\Z)")
OPTION = re.compile(r"\s+:[\w-]{1,60}:(?:\s|\Z)")
FIELD = re.compile(r":(?![\s:])(?:[^:\\`\n]|\\.){1,200}:(?:\s+|\Z)")
BULLET = re.compile(r"[-*+\u2022\u2023\u2043]\s+(?=\S)")
NUMBER = re.compile(r"(\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,5}|#)[.)])\s+(?=\S)")
ROW = re.compile(r"(?P<row>[*+-]\s+)?[*+-](?:\s+|\Z)")
RULED = re.compile(r"=+(?:\s+=+)+\Z")

# Directives whose contents are no text, by the reason that is told; those of Sphinx and its common extensions.
LEFT_OUT = {
    name: reason
    for reason, names in {
        "code": "code code-block sourcecode parsed-literal literalinclude doctest testcode testoutput testsetup raw "
        "testcleanup prompt productionlist ipython jupyter-execute graphviz digraph graph plantuml mermaid highlight",
        "formula": "math",
        "picture": "image",
        "table of contents": "contents toctree",
        "setting": "include index module currentmodule py:module py:currentmodule meta default-role sectnum role date "
        "tabularcolumns default-domain sectionauthor codeauthor bibliography program unicode target-notes rst-class "
        "automodule autoclass autofunction automethod autosummary",
    }.items()
    for name in names.split()
}
# Directives whose argument is a title, and those whose argument is text; arguments of others are names and settings.
TITLED = frozenset((
    "admonition", "topic", "rubric", "sidebar", "table", "list-table", "csv-table", "centered", "tab", "tab-item",
    "dropdown", "card",
))  # fmt: skip
SPOKEN = frozenset((
    "note", "warning", "tip", "seealso", "important", "hint", "caution", "danger", "error", "attention",
    "versionadded", "versionchanged", "deprecated", "todo", "epigraph", "pull-quote", "highlights", "compound",
    "versionremoved", "deprecated-removed", "impl-detail", "line-block",
))  # fmt: skip
VERSIONED = re.compile(r"version|deprecated")
# Lines of a table that are looked at.
LONGEST_TABLE = 2_000


@dataclass(slots=True)
class _Block:
    """A paragraph in the making: where its text begins on the first line, and on the lines below where that is not the
    same place; ``hangs`` while that is still to be seen."""

    lines: list[str] = field(default_factory=list)
    kind: ParagraphKind | None = None
    indent: int = 0
    column: int = 0
    hangs: bool = False


class _Parser:
    """Goes through the lines of a file once."""

    def __init__(self, text: str, omissions: list[Omission]) -> None:
        self._lines = [line.rstrip() for line in text.expandtabs(8).split("\n")]
        self._omissions = omissions
        self._index = 0
        self._row = 0
        self._block = _Block()
        self._replaced = {
            found["replaced"].lower(): found["text"] or ""
            for line in self._lines
            if line.startswith("..") and (found := DIRECTIVE.match(line)) and found["replaced"]
        }

    def lines(self) -> Iterator[Line]:
        """The paragraphs, headings, list items and table cells."""
        while self._index < len(self._lines):
            raw = self._lines[self._index]
            line, indent = raw.lstrip(), len(raw) - len(raw.lstrip())
            if self._goes_on(line, indent):
                self._block.lines.append(line)
                self._index += 1
                continue
            yield from self._flush()
            self._index += 1
            if line:
                yield from self._begin(line, indent)
        yield from self._flush()

    def _goes_on(self, line: str, indent: int) -> bool:
        """Whether a line belongs to the paragraph above it."""
        block = self._block
        if not (line and block.lines) or (len(line) > 2 and ADORNMENT.match(line)):
            return False
        if block.hangs and indent > block.indent:
            block.hangs, block.column = False, indent
        return indent == block.column and not block.hangs and not (EXPLICIT.match(line) and line != "..")

    def _begin(self, line: str, indent: int) -> Iterator[Line]:
        """What begins in a line with text."""
        title = self._title(line)
        item = BULLET.match(line) or NUMBER.match(line) or FIELD.match(line)
        if title:
            yield Line(self._plain(title), None, "heading")
        elif ADORNMENT.match(line) and len(line) > 1 and line != "::":
            return
        elif table := self._table(line):
            end, rows = table
            self._index += end - 1
            yield from self._cells(rows)
        elif EXPLICIT.match(line):
            yield from self._explicit(line, indent)
        elif line.startswith(">>> "):
            end = next((k for k in range(self._index, len(self._lines)) if not self._lines[k]), len(self._lines))
            self._leave_out("code", [line, *self._lines[self._index : end]])
            self._index = end
        elif line.startswith("| "):
            yield Line(self._plain(line[2:]), None)
        elif item:
            marker = item[1] + " " if item.re is NUMBER and "#" not in item[1] else ""
            kind: ParagraphKind | None = None if item.re is FIELD else "list item"
            rest = line[item.end() :]
            # A list may begin in a list: "- - text".
            inner = BULLET.match(rest)
            rest = rest[inner.end() :] if inner else rest
            self._block = _Block([marker + rest] if rest else [], kind, indent, indent + item.end(), hangs=True)
        elif not TARGET.match(line):
            self._block = _Block([line], None, indent, indent)

    def _flush(self) -> Iterator[Line]:
        """The paragraph gathered so far; what stands below one that ends in two colons is code."""
        block, self._block = self._block, _Block()
        if not block.lines:
            return
        text = "\n".join(block.lines)
        if text.endswith("::"):
            text = text[:-2].rstrip() if text[:-2].endswith((" ", "\n")) or text == "::" else text[:-1]
            above = block.indent if block.hangs and block.kind is None else block.column
            self._leave_out("code", self._below(above))
        for line in join_soft_breaks(self._plain(text).split("\n")) if text else ():
            yield Line(line, None, block.kind)

    def _title(self, line: str) -> str:
        """The title that ``line``, or the one below it, is, by the line of marks under it; empty when none is."""
        below, after = (self._lines[k] if k < len(self._lines) else "" for k in (self._index, self._index + 1))
        mark, under = ADORNMENT.match(line), ADORNMENT.match(below)
        if mark:
            over = ADORNMENT.match(after)
            if below.strip() and not under and over and over[1] == mark[1] and len(line) > 2:
                self._index += 2
                return below.strip()
            return ""
        # Two marks are dots or dashes rather than a line under a title, unless that has two characters as well.
        if under and (len(below) > 2 or len(below) >= len(line)) and below != "::" and not EXPLICIT.match(line):
            self._index += 1
            return line
        return ""

    def _table(self, line: str) -> tuple[int, list[list[str]]] | None:
        """The table that begins in ``line``: how many lines it has, and its rows."""
        ahead = self._lines[self._index - 1 : self._index - 1 + LONGEST_TABLE]
        if line.startswith("+-"):
            return find_drawn(ahead, 0)
        indent = len(ahead[0]) - len(line)
        return find_ruled([row[indent:] for row in ahead], 0) if RULED.match(line) else None

    def _cells(self, rows: Sequence[Sequence[str]]) -> Iterator[Line]:
        for row in rows:
            self._row += 1
            yield from (Line(self._plain(cell), None, "table cell", self._row) for cell in row if cell.strip("\\ "))

    def _explicit(self, line: str, indent: int) -> Iterator[Line]:
        """A directive, a note, a target or a comment."""
        directive, note = DIRECTIVE.match(line), NOTE.match(line)
        if directive:
            yield from self._directive(directive["name"].lower(), (directive["text"] or "").strip(), indent, directive)
        elif note:
            self._block = _Block([line[note.end() :]], None, indent, indent, hangs=True)
        elif TARGET.match(line):
            self._below(indent)
        elif line != ".." or (self._index < len(self._lines) and self._lines[self._index]):
            self._leave_out("comment", [line[2:].strip(), *self._below(indent)])

    def _directive(self, name: str, text: str, indent: int, match: re.Match[str]) -> Iterator[Line]:
        if match["replaced"]:
            self._below(indent)
            return
        if name in LEFT_OUT:
            self._leave_out(LEFT_OUT[name], [text, *self._below(indent)])
            return
        options = []
        while self._index < len(self._lines) and OPTION.match(self._lines[self._index]):
            options.append(self._lines[self._index].strip())
            self._index += 1
        if name in TITLED and text:
            yield Line(self._plain(text), None, "heading")
        elif name in SPOKEN and text:
            text = re.sub(r"\A[\d.]+\s*", "", text) if VERSIONED.match(name) else text
            self._block = _Block([text] if text else [], None, indent, indent, hangs=True)
        elif text:
            self._leave_out("argument", [text])
        if name == "list-table":
            yield from self._cells(_listed(self._below(indent)))
        elif name == "csv-table":
            heads = [option.partition(": ")[2] for option in options if option.startswith(":header:")]
            table = csv.reader([*heads, *(line for line in self._below(indent) if line)], skipinitialspace=True)
            yield from self._cells([[" ".join(cell.split()) for cell in row] for row in table])

    def _below(self, indent: int) -> list[str]:
        """The lines that stand further in than ``indent``, which are taken out of the way, without what they have in
        common."""
        start = self._index
        while self._index < len(self._lines):
            line = self._lines[self._index]
            if line and len(line) - len(line.lstrip()) <= indent:
                break
            self._index += 1
        found = self._lines[start : self._index]
        while found and not found[-1]:
            found.pop()
            self._index -= 1
        common = min((len(line) - len(line.lstrip()) for line in found if line), default=0)
        return [line[common:] for line in found]

    def _leave_out(self, reason: str, lines: Sequence[str]) -> None:
        body = "\n".join(lines).strip("\n")
        if body.strip():
            self._omissions.append(Omission(reason, body))

    def _plain(self, text: str) -> str:
        return plain_roles(text, self._replaced)


def _listed(lines: Sequence[str]) -> list[list[str]]:
    """The rows of a table that is written as a list of lists."""
    rows: list[list[list[str]]] = []
    for line in lines:
        mark = ROW.match(line.lstrip()) if not rows or line[:1] in "*+-" or line[:2] == "  " else None
        is_row = mark is not None and bool(mark["row"]) and line[:1] in ("*", "-", "+")
        if mark and (is_row or (rows and len(line) - len(line.lstrip()) <= 3)):
            rows += [[]] if is_row else []
            rows[-1].append([line.lstrip()[mark.end() :]])
        elif rows and line.strip():
            rows[-1][-1].append(line.strip())
    return [[" ".join(join_soft_breaks(cell)) for cell in row] for row in rows]


def read_rst(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The prose of a reStructuredText file. What it includes is not read."""
    text, encoding = decode(data, name, encoding)
    omissions: list[Omission] = []
    lines = _Parser(text.replace("\r\n", "\n").replace("\r", "\n"), omissions).lines()
    return assemble(lines, name, encoding, omissions)


def is_rst(text: str) -> bool:
    """Whether a text has two directives or targets and more, which no other text has."""
    return ".. " in text and len(re.findall(r"^\.\. (?:[\w-]+::|_[^:\n]+:)", text, re.MULTILINE)) > 1


FORMAT = Format(
    name="rst",
    label="reStructuredText",
    suffixes=(".rst", ".rest"),
    read_document=read_rst,
    resembles=is_rst,
)
