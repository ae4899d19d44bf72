"""Excel workbooks for people: a sheet a document, wrapped text, doubtful pairs coloured.

XlsxWriter writes (row by row, and the same bytes for the same pairs), openpyxl reads.
"""

from __future__ import annotations

import json
import math
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import count
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from duiqi.errors import InputError
from duiqi.formats.tables import Row, pairs_of_rows
from duiqi.io.gzip import MAX_RATIO, most_unpacked
from duiqi.io.optional import need
from duiqi.model import Pair
from duiqi.pairs.fields import SURROGATE, XML_ILLEGAL, Labels, Written, fields

# Limits of Excel ("Excel specifications and limits", Microsoft): characters of a cell, rows of a sheet, characters of
# a sheet's name.
MAX_CELL, MAX_ROWS, MAX_NAME = 32_767, 1_048_576, 31
# Every sheet keeps a file open while it is written; more documents than this share the last sheet.
MAX_SHEETS = 200
# What a person reads comes first, with widths in characters: sixty of each language fit a screen side by side.
ORDER = ("zh", "en", "score", "type", "document", "zh_ids", "en_ids", "zh_par", "en_par", "zh_lang", "en_lang", "id")
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

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
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
                written.too_long += 1
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
        plain = _NOT_IN_NAMES.sub("_", XML_ILLEGAL.sub("", document)).strip() or "pairs"
        for number in count(1):
            end = f" ({number})" if number > 1 else ""
            # Excel counts UTF-16 units; a name of 31 code points outside the BMP would be too long.
            name = plain.encode("utf-16-le")[: 2 * (MAX_NAME - len(end))].decode("utf-16-le", "ignore") + end
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


def read_xlsx(stream: BinaryIO, path: str, need_ids: bool = False) -> Iterator[Pair]:
    """The pairs of every sheet of a workbook, ours or another's: columns are told by their heading or content.

    Raises InputError with the row for what cannot be used.
    """
    openpyxl = need("openpyxl", "xlsx", "Excel (.xlsx)")
    if not stream.seekable():
        raise InputError("a workbook cannot be read from a pipe or gzip file", path=path, advice="unpack it first")
    try:
        _check_size(stream, path)
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, openpyxl.utils.exceptions.InvalidFileException) as error:
        raise InputError(f"is no Excel workbook: {error}", path=path, advice="save it as .xlsx") from error
    total = 0
    for sheet in book.worksheets:
        rows = _rows(sheet)
        for pair in pairs_of_rows(rows, f"{path} ({sheet.title})", need_ids):
            total += 1
            yield pair
    book.close()
    if not total and need_ids:
        raise InputError("the workbook is empty", path=path)


def _check_size(stream: BinaryIO, path: str) -> None:
    """The unpacked size that the file itself tells, which zipfile holds it to."""
    with zipfile.ZipFile(stream) as archive:
        size = sum(item.file_size for item in archive.infolist())
        packed = sum(item.compress_size for item in archive.infolist())
    if size > most_unpacked(packed):
        raise InputError(f"its data is more than {MAX_RATIO} times its compressed size", path=path)
    stream.seek(0)


def _rows(sheet: Any) -> Iterator[Row]:
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        row = ["" if value is None else _ESCAPED.sub(_character, str(value)) for value in cells]
        if any(row):
            yield number, row


def _character(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))
