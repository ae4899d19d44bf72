"""A memory checked from its first byte to its last."""

from __future__ import annotations

import os
from collections.abc import Iterator

from duiqi.checking.rules.choice import Choice
from duiqi.checking.rules.contents import Contents
from duiqi.checking.rules.structure import check_piece
from duiqi.io.files import open_binary
from duiqi.pairs.filters import Filters
from duiqi.text.language_tags import side_of_tag
from duiqi.tmx.languages import Codes
from duiqi.tmx.report import Finding, Report
from duiqi.tmx.scanner import EntityDeclared, Piece, scan
from duiqi.tmx.xml_text import mended_text


def check_file(path: str | os.PathLike[str], filters: Filters | None = None) -> Iterator[Finding]:
    """The faults of a TMX file, and with ``filters`` the pairs that these would leave out: in the order of lines, but
    that what is found in the words of a few hundred units comes after them. Memory does not grow with the file.

    Raises InputError for a file that cannot be read at all.
    """
    report = Report()
    with open_binary(path) as stream:
        checker = Checker(report, filters)
        try:
            for piece in scan(mended_text(stream, os.fspath(path), report)):
                checker.see(piece)
                if piece.node and not checker.batch_open:
                    yield from report.take(piece.node.line)
        except EntityDeclared as error:
            report.add("entity-declaration", error.line, f"the file declares the entity {error}")
        else:
            checker.finish()
    yield from report.take()


class Checker:
    """The rules over the pieces of a file."""

    def __init__(self, report: Report, filters: Filters | None = None) -> None:
        self._report = report
        self._codes = Codes("")
        self._contents = Contents(source_is_chinese=True)
        self._filters = filters
        self._choice = Choice(filters, "") if filters else None
        self._roots: list[str] = []
        self._headers = self._units = 0
        self._line = 0  # of the piece before

    @property
    def batch_open(self) -> bool:
        """Whether units wait to be looked at, so that findings may yet come for lines already passed."""
        return self._contents.waiting > 0

    def see(self, piece: Piece) -> None:
        """Check a piece."""
        node = piece.node
        if node is None:
            return
        if piece.kind == "broken":
            self._report.add("not-well-formed", node.line, f"the XML is broken ({piece.problem})", piece.column)
            self._roots.append("broken")
            return
        if piece.kind == "root":
            self._see_root(node.tag, node.line)
        if self._roots[:1] != ["tmx"]:
            return
        if piece.kind == "header":
            self._headers += 1
            if self._headers > 1 or "body" in self._roots:
                self._report.add("order", node.line, "a <header> stands here; there must be one, before <body>")
            self._codes = Codes(node.attributes.get("srclang", ""))
            tool = node.attributes.get("creationtool", "")
            self._contents = Contents(side_of_tag(self._codes.source) != "en", tool)
            self._choice = Choice(self._filters, tool) if self._filters else None
        if piece.kind == "unit":
            self._units += 1
            self._report.unit, self._report.crowded = self._units, node.line == self._line
        check_piece(piece, self._report)
        if piece.kind == "unit":
            self._codes.check(node, self._report)
            self._contents.check(node, self._report)
            if self._choice:
                self._choice.check(node, self._report)
        self._report.unit, self._report.crowded, self._line = 0, False, node.line

    def _see_root(self, tag: str, line: int) -> None:
        self._roots.append(tag)
        if self._roots[0] != "tmx" and len(self._roots) == 1:
            self._report.add("root", line, f"the outermost element is <{tag}> and not <tmx>")
        elif tag == "body" and not self._headers and self._roots[0] == "tmx":
            self._report.add("no-header", line, "there is no <header>")

    def finish(self) -> None:
        """Check what can be told at the end only."""
        self._contents.finish(self._report)
        if self._roots == ["tmx"]:
            self._report.add("no-body", 1, "there is no <body>")
