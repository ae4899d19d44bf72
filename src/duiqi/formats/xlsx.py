"""Excel workbooks: a column for each language, sheet by sheet; ours for people, a sheet a document.

XlsxWriter writes (row by row, and the same bytes for the same pairs). What is read is parsed with zipfile and lxml as a
stream (ECMA-376 part 1, chapter 18), so that a workbook in which a million cells share one long string fills no memory.

Read: the columns of both languages, sheet by sheet; our pairs.
Left out: other columns, the row of heads, formulas, hidden sheets, rows and columns.
"""

from __future__ import annotations

import json
import math
import posixpath
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import count
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from duiqi.blocks.contents import Reading
from duiqi.blocks.tables import Row, without
from duiqi.blocks.tables.excel_cells import column_of, hidden_columns, is_on, string_of, text_of
from duiqi.blocks.tables.workbook import Package, open_package, read_sheets
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.optional import need
from duiqi.io.xml import legal, local_name
from duiqi.io.xml_stream import forget, iterparse
from duiqi.io.zip_archive import Archive
from duiqi.model import Pair
from duiqi.pairs.fields import LISTS, Labels, Source, Written, fields
from duiqi.pairs.rows import pairs_of_sheets
from duiqi.text.chars import SURROGATE

# Limits of Excel ("Excel specifications and limits", Microsoft): characters of a cell, rows of a sheet,
# characters of a sheet's name.
MAX_CELL, MAX_ROWS, MAX_NAME = 32_767, 1_048_576, 31
# Every sheet keeps a file open while it is written; more documents than this share the last sheet.
MAX_SHEETS = 200
TOO_LONG = f"a text is longer than the {MAX_CELL:,} characters that a cell can hold"
# What a person reads comes first, with widths in characters: sixty of each language fit a screen side by side.
ORDER = ("zh", "en", "score", "type", "document", *LISTS, "zh_lang", "en_lang", "id", "repair", "kind", "checked")
WIDTHS = {"zh": 60, "en": 60, "score": 8, "type": 6, "document": 24, "id": 18}
# Points of a line in the default font, and of the highest row that Excel knows; Hangul Jamo begin the wide characters.
LINE_HEIGHT, MAX_HEIGHT, FIRST_WIDE = 15.0, 409.0, "\u1100"
A4 = 9  # its number in Excel
# Pairs below .9 are "worth a look" in the summary of a run; below .5 more likely wrong than right.
LOW, VERY_LOW = 0.9, 0.5
LOOKS: dict[str, dict[str, object]] = {
    "": {},
    "zh": {"text_wrap": True},
    "en": {"text_wrap": True},
    "score": {"num_format": "0.00", "align": "center"},
    "type": {"align": "center"},
}
COLOURS = {"low": "#FFF2CC", "very low": "#F8CBAD"}

WORKBOOK, RELATIONS, STRINGS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")


def xlsx_bytes(pairs: Iterable[Pair], labels: Labels, written: Written) -> Iterator[bytes]:
    """The bytes of a workbook. Pairs with a text of more than 32,767 characters, which a cell cannot hold, are left
    out and counted. Raises InputError when XlsxWriter is not installed."""
    xlsxwriter = need("xlsxwriter", "xlsx", "Excel (.xlsx)")
    with TemporaryFile() as file:
        book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False})
        # The format begins with the year 1980; XlsxWriter would take the time of writing.
        book.set_properties({"created": datetime(1980, 1, 1), "author": "duiqi"})
        sheets = _Sheets(book)
        for pair in pairs:
            if max(len(pair.zh), len(pair.en)) > MAX_CELL:
                written.no_place[TOO_LONG] += 1
                continue
            written.units += 1
            sheets.add(pair, labels, written)
        sheets.close()
        book.close()
        file.seek(0)
        while chunk := file.read(1 << 20):
            yield chunk


class _Sheets:
    """The sheets of a workbook, one a document, each with the row that comes next."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._styles = {
            (kind, look): book.add_format(
                {"valign": "top", **LOOKS[look], **({"bg_color": COLOURS[kind]} if kind else {})}
            )
            for kind in ("", *COLOURS)
            for look in LOOKS
        }
        self._heading = book.add_format({"bold": True, "bottom": 1})
        self._centred = book.add_format({"bold": True, "bottom": 1, "align": "center"})
        self._sheets: dict[str, list[Any]] = {}  # document → [sheet, next row, part]
        self._names: set[str] = set()

    def add(self, pair: Pair, labels: Labels, written: Written) -> None:
        """Write one row."""
        key = pair.document if pair.document in self._sheets or len(self._sheets) < MAX_SHEETS else "more documents"
        entry = self._sheets.get(key)
        if entry is None or entry[1] == MAX_ROWS:
            entry = self._sheets[key] = [self._new(key), 1]
        sheet, row = entry
        kind = "" if pair.score >= LOW or pair.bead.is_null else "low" if pair.score >= VERY_LOW else "very low"
        values = fields(pair, labels)
        # LibreOffice does not find out the height of wrapped rows by itself.
        sheet.set_row(row, _height(pair))
        for column, name in enumerate(ORDER):
            style, value = self._styles[kind, name if name in LOOKS else ""], values[name]
            if isinstance(value, float):
                sheet.write_number(row, column, value, style)
                continue
            text, removed = SURROGATE.subn("", value if isinstance(value, str) else json.dumps(value))
            text, illegal = re.subn("[\ufffe\uffff]", "", text)
            written.removed += removed + illegal
            sheet.write_string(row, column, text[:MAX_CELL], style)
        entry[1] += 1

    def _new(self, document: str) -> Any:
        sheet = self._book.add_worksheet(self._name(document))
        for column, name in enumerate(ORDER):
            sheet.set_column(column, column, WIDTHS.get(name, 10))
            sheet.write_string(0, column, name, self._centred if "align" in LOOKS.get(name, {}) else self._heading)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)
        return sheet

    def _name(self, document: str) -> str:
        plain = _NOT_IN_NAMES.sub("_", legal(document).strip()).strip() or "pairs"
        for number in count(1):
            end = f" ({number})" if number > 1 else ""
            # Excel counts UTF-16 units; a name of 31 code points outside the BMP would be too long.
            name = plain.encode("utf-16-le")[: 2 * (MAX_NAME - len(end))].decode("utf-16-le", "ignore")
            name = re.sub("'$", "_", name) + end  # an apostrophe in the middle may be the last now
            # "History" is Excel's own.
            if name.lower() not in self._names and name.lower() != "history":
                self._names.add(name.lower())
                return name
        raise AssertionError("unreachable")

    def close(self) -> None:
        """A workbook needs a sheet."""
        if not self._sheets:
            self._new("pairs")
        for sheet, last in self._sheets.values():
            sheet.autofilter(0, 0, last - 1, len(ORDER) - 1)
            sheet.print_area(0, 0, last - 1, ORDER.index("type"))


def _height(pair: Pair) -> float:
    """Points that the wrapped texts of a row need. A wide character takes two columns; a tenth is lost at line ends."""
    lines = 1
    for text, width in ((pair.zh, WIDTHS["zh"]), (pair.en, WIDTHS["en"])):
        columns = [len(line) + sum(char >= FIRST_WIDE for char in line) for line in text.splitlines()]
        lines = max(lines, sum(max(math.ceil(length / (0.9 * width)), 1) for length in columns))
    return min(lines * LINE_HEIGHT, MAX_HEIGHT)


def read_xlsx(stream: BinaryIO, source: Source) -> Iterator[Pair]:
    """The pairs of every sheet of a workbook, ours or another's: columns are told by their heading or content.

    Raises InputError with the row for what cannot be used.
    """
    with open_package(stream, source.path, "Excel", ".xlsx") as package:
        yield from pairs_of_sheets(_sheets(package), source)


def read_xlsx_document(
    data: bytes, name: str, encoding: str | None = None, columns: tuple[str, str] | None = None
) -> Reading:
    """The language columns of every sheet. Raises InputError for a workbook that is locked, damaged or oversized."""
    return read_sheets(_sheets(Package(name, Archive(data, name))), name, columns)


def _sheets(package: Package) -> Iterator[tuple[str, Iterator[Row]]]:
    """Name and rows of each sheet, in the order of the tabs; charts and macros are none. Raises InputError for a sheet
    whose part is missing."""
    strings = [string_of(item) for item in _elements(package, STRINGS, "si")] if STRINGS in package else []
    relations = _elements(package, RELATIONS, "Relationship")
    targets = {item.get("Id"): (item.get("Target", ""), item.get("Type", "")) for item in relations}
    sheets = [
        (sheet.get("name"), _relation(sheet), sheet.get("state", "visible") != "visible")
        for sheet in _elements(package, WORKBOOK, "sheet")
    ]
    for name, identifier, is_hidden in sheets:
        target, kind = targets.get(identifier, ("", ""))
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        if "worksheets" not in part and not kind.endswith("/worksheet"):
            continue
        if part not in package:
            what = f"its sheet {name} is missing; the file is damaged or was cut off"
            raise InputError(what, path=package.name, advice="save it anew")
        yield name or part, _rows(package, part, strings, is_hidden)


def _elements(package: Package, part: str, tag: str) -> Iterator[Any]:
    """The elements of a name in a part, each forgotten when the next is asked for."""
    with package.open(part) as stream:
        for event, element in iterparse(stream, package.name, part):
            if event == "end" and local_name(element) == tag:
                yield element
                forget(element)


def _relation(sheet: Any) -> str | None:
    return next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)


def _rows(package: Package, part: str, strings: list[str], is_hidden: bool) -> Iterator[Row]:
    """The rows that have any cells; cells without text are empty."""
    cells: list[str] = []
    hidden: set[int] = set()
    number = 0
    with package.open(part) as stream:
        for event, element in iterparse(stream, package.name, part, tags=("{*}row", "{*}c", "{*}col")):
            tag = local_name(element)
            if event == "start":
                cells = [] if tag == "row" else cells
            else:
                try:
                    if tag == "row":
                        number = int(element.get("r") or number + 1)
                        unseen = is_hidden or is_on(element.get("hidden"))
                        yield Row(number, cells, () if unseen else without(cells, hidden))
                    elif tag == "col":
                        hidden.update(hidden_columns(element, hidden))
                    else:
                        index = column_of(element.get("r"), len(cells))
                        cells += [""] * (index - len(cells))
                        cells.append(text_of(element, strings))
                except (ValueError, IndexError) as error:
                    what = f"its part {part} is damaged after row {number}"
                    raise InputError(what, path=package.name, advice="save it anew") from error
                if tag == "row":  # which has no more cells than a sheet has columns
                    forget(element)


FORMAT = Format(
    name="xlsx",
    label="an Excel workbook (XLSX)",
    suffixes=(".xlsx",),
    read_table=read_xlsx_document,
    read_pairs=read_xlsx,
    write_pairs=xlsx_bytes,
    binary=True,
    marks=(b"xl/workbook",),
    extra="xlsx",
    has_columns=True,
    library="lxml, XlsxWriter",
)
