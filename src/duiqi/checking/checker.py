"""A memory checked from its first byte to its last."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator

from duiqi.checking.pairs_checker import check_pairs, pairs_format
from duiqi.checking.report import Finding, Report
from duiqi.checking.rule import Asked, Progress, wanted, with_own
from duiqi.checking.rules import CHARACTERS, LANGUAGES, STRUCTURE, TEXTS
from duiqi.checking.termbase import Termbase
from duiqi.checking.text_checker import TextChecker
from duiqi.checking.texts import unit_of_plain, unit_of_tmx
from duiqi.checking.walk import Walk
from duiqi.errors import checked_options
from duiqi.export import ReadOptions
from duiqi.io.files import open_binary
from duiqi.pairs.filters import Filters
from duiqi.text.language_tags import side_of_tag
from duiqi.tmx import (
    FIRST,
    EntityDeclared,
    FoundFault,
    Layouts,
    Node,
    TmxPiece,
    Variants,
    mended_text,
    scan,
    variants_of,
)


def check_file(
    path: str | os.PathLike[str],
    filters: Filters | None = None,
    options: ReadOptions | None = None,
    *,
    rules: Collection[str] | None = None,
    termbase: Termbase | None = None,
) -> Iterator[Finding]:
    """The faults of a TMX file, or in the texts of another file of pairs, and with ``filters`` the pairs that these
    would leave out: in the order of lines, but that what is found in the words of a few hundred units comes after them.
    The room in RAM does not grow with the file. ``options`` say how a table or text is read. ``rules`` names those that
    are looked at, by default all; ``termbase`` has the terms that the rule on terms asks for.

    Raises InputError for a file that cannot be read at all.
    """
    asked = Asked(filters, termbase, rules)
    if pairs_format(path):
        yield from check_pairs(path, asked, options)
        return
    report = Report()
    characters = {rule.fault: rule for rule in CHARACTERS}

    def tell(found: FoundFault) -> None:
        # All are mended, so that the rest can be parsed.
        if rules is None or characters[found.fault].id in rules:
            report.add(characters[found.fault], found.line, found.mended.message, found.column)

    with open_binary(path) as stream:
        options = checked_options(options, ReadOptions)
        layouts = Layouts()
        checker = Checker(report, asked, layouts, variants_of(os.fspath(path), options.zh_lang, options.en_lang))
        try:
            for piece in scan(mended_text(stream, os.fspath(path), tuple(characters), tell), layouts=layouts):
                if piece.node is None:  # a gap
                    continue
                checker.see(piece)
                if not checker.waits:
                    yield from report.take(piece.node.line)
        except EntityDeclared as error:
            checker.see_entity(str(error), error.line)
        else:
            checker.finish()
    yield from report.take()


class Checker:
    """The rules over the pieces of a TMX file. ``layouts`` learns those of units whose elements have no fault."""

    def __init__(self, report: Report, asked: Asked, layouts: Layouts, choice: Variants = FIRST) -> None:
        self._report, self._layouts, self._choice = report, layouts, choice
        self._progress = Progress()
        structure, languages = (
            [rule(self._progress, report) for rule in wanted(kind, asked.rules)] for kind in (STRUCTURE, LANGUAGES)
        )
        self._structure = structure
        self._groups = [(with_own(kind, "variant"), with_own(kind, "unit")) for kind in (structure, languages)]
        self._walk = Walk(structure)
        self._texts = TextChecker(wanted(TEXTS, asked.rules), asked, report)
        self._tool = ""
        self._units = 0
        self._line = 0  # of the piece before
        self._steps = {
            "root": self._see_root,
            "header": self._see_header,
            "other": self._see_outside,
        }

    @property
    def waits(self) -> bool:
        """Whether findings may yet come for lines already passed."""
        return self._texts.waits

    def see(self, piece: TmxPiece) -> None:
        """Check a piece."""
        node = piece.node
        if node is None:
            return
        if piece.kind == "broken":
            for rule in self._structure:
                rule.broken(piece, node.line)
            self._progress.roots.append("broken")
            return
        if piece.kind == "root":
            self._progress.roots.append(node.tag)
            for rule in self._structure:
                rule.root(node)
        if self._progress.roots[:1] == ["tmx"]:
            if piece.kind == "unit":
                self._see_unit(piece, node)
            elif piece.kind in self._steps:
                self._steps[piece.kind](node)
            self._line = node.line

    def _see_root(self, root: Node) -> None:
        self._walk.start(root)

    def _see_outside(self, element: Node) -> None:
        for rule in self._structure:
            rule.outside(element)

    def _see_header(self, header: Node) -> None:
        self._progress.headers += 1
        self._progress.source = header.attributes.get("srclang", "").strip()
        self._tool = header.attributes.get("creationtool", "")
        self._texts.source = "en" if side_of_tag(self._progress.source) == "en" else "zh"
        for rule in self._structure:
            rule.header(header)
        self._walk.through(header)

    def _see_unit(self, piece: TmxPiece, node: Node) -> None:
        self._units += 1
        report = self._report
        report.unit, report.crowded = self._units, node.line == self._line
        if piece.plain:  # most units
            unit = unit_of_plain(piece.plain, node.line, self._units, report.crowded, self._choice)
        else:
            before = len(report.findings)
            self._see_elements(node)
            if len(report.findings) == before:
                self._layouts.learn(piece.raw, node, self._tool)
            unit = unit_of_tmx(node, self._units, report.crowded, self._tool, self._choice)
        self._texts.see(unit)
        report.unit, report.crowded = 0, False

    def _see_elements(self, unit: Node) -> None:
        self._walk.through(unit)
        variants = unit.all("tuv")
        for variant_rules, unit_rules in self._groups:
            for variant in variants:
                for rule in variant_rules:
                    rule.variant(variant, unit)
            for rule in unit_rules:
                rule.unit(unit)

    def see_entity(self, name: str, line: int) -> None:
        """Check an entity that the file declares, after which nothing more of it is read."""
        for rule in self._structure:
            rule.entity(name, line)

    def finish(self) -> None:
        """Check what can be told at the end only."""
        self._texts.finish()
        for rule in self._structure:
            rule.finish()
