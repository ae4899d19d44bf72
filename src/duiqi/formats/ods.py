"""OpenDocument spreadsheets, packed or in one XML file: a column for each language, sheet by sheet.

Parsed with zipfile and lxml as a stream (OpenDocument 1.3, part 3, chapter 9). Cells and rows that are alike are
written once with a number, which may go into the millions for empty ones.

Read: the columns of both languages, sheet by sheet.
Left out: other columns, the row of heads, formulas, hidden sheets, rows and columns.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from duiqi.blocks.contents import Reading
from duiqi.blocks.opendocument import CONTENT, MANIFEST, is_flat
from duiqi.blocks.tables import Row, without
from duiqi.blocks.tables.workbook import Package, open_package, read_sheets
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.signature import TEXT_HEAD, text_head
from duiqi.io.xml import check_xml, local_name
from duiqi.io.xml_stream import forget, iterparse
from duiqi.io.zip_archive import Archive
from duiqi.model import Pair
from duiqi.pairs.fields import Source
from duiqi.pairs.rows import pairs_of_sheets

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
IS_FLAT = is_flat("spreadsheet")
CELLS = ("table-cell", "covered-table-cell")
# Of a sheet in LibreOffice 7.4 and later; before it was 1,024.
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
# Comments, footnotes and readings over characters are not the text of a cell.
SKIPPED = frozenset(("annotation", "note", "ruby-text"))
NUMBERS = ("float", "percentage", "currency")


def read_ods(stream: BinaryIO, source: Source) -> Iterator[Pair]:
    """The pairs of every sheet: columns are told by their heading or content. Raises InputError with the row."""
    if stream.seekable():
        head = stream.read(TEXT_HEAD)
        stream.seek(0)
        if IS_FLAT(text_head(head)):
            yield from pairs_of_sheets(_tables(stream, source.path), source)
            return
    with open_package(stream, source.path, "OpenDocument", ".ods") as package:
        yield from pairs_of_sheets(_sheets(package), source)


def read_ods_document(
    data: bytes, name: str, encoding: str | None = None, columns: tuple[str, str] | None = None
) -> Reading:
    """The language columns of every sheet. Raises InputError for a file that is locked, damaged or oversized."""
    if IS_FLAT(text_head(data)):
        check_xml(data, name, "the file")
        return read_sheets(_tables(io.BytesIO(data), name), name, columns)
    return read_sheets(_sheets(Package(name, Archive(data, name))), name, columns)


def _sheets(package: Package) -> Iterator[tuple[str, Iterator[Row]]]:
    """Name and rows of each sheet, in the order of the tabs; the rows are to be read before the next sheet."""
    _refuse_locked(package)
    with package.open(CONTENT) as stream:
        yield from _tables(stream, package.name, CONTENT)


def _tables(stream: BinaryIO, name: str, part: str = "") -> Iterator[tuple[str, Iterator[Row]]]:
    events = iterparse(stream, name, part)
    hidden: set[str] = set()  # styles of sheets
    for event, element in events:
        tag = local_name(element)
        if event == "end" and tag == "table-properties" and element.get(f"{TABLE}display") == "false":
            hidden.add(element.getparent().get(f"{STYLE}name") or "")
        elif event == "start" and tag == "table":
            is_hidden = element.get(f"{TABLE}style-name") in hidden
            yield element.get(f"{TABLE}name") or "", _rows(events, name, is_hidden)


def _refuse_locked(package: Package) -> None:
    if MANIFEST in package:
        with package.open(MANIFEST) as stream:
            for _, element in iterparse(stream, package.name, MANIFEST):
                if local_name(element) == "encryption-data":
                    what = "the file is locked with a password"
                    raise InputError(what, path=package.name, advice="save a copy without password")


def _rows(events: Iterator[tuple[str, Any]], name: str, is_hidden: bool) -> Iterator[Row]:
    """The rows of the sheet that has begun, up to its end."""
    cells: list[str] = []
    hidden: set[int] = set()
    number = empty = columns = 0
    for event, element in events:
        tag = local_name(element)
        if event == "start":
            if tag == "table-row":
                cells, empty = [], 0
        elif tag in CELLS:
            text = _text(element) if tag == "table-cell" else ""
            count = _repeated(element, "columns", name)
            if not text:
                empty += count
            elif len(cells) + empty + count > MAX_COLUMNS:
                raise InputError(f"row {number + 1} of a sheet has more than {MAX_COLUMNS:,} columns", path=name)
            else:
                cells += [""] * empty + [text] * count
                empty = 0
            forget(element)
        elif tag == "table-column":
            count = _repeated(element, "columns", name)
            hidden.update(range(columns, min(columns + count, MAX_COLUMNS)) if _is_hidden(element) else ())
            columns += count
        elif tag == "table-row":
            count = _repeated(element, "rows", name)
            shown = () if is_hidden or _is_hidden(element) else without(cells, hidden)
            if cells and number + count > MAX_ROWS:
                raise InputError(f"a sheet has more than {MAX_ROWS:,} rows", path=name)
            if cells:
                yield from (Row(number + nth, cells, shown) for nth in range(1, count + 1))
            number += count
            forget(element)
        elif tag == "table":
            forget(element)
            return


def _is_hidden(element: Any) -> bool:
    """Whether a row or column is not shown, or does not get through a filter (chapter 19.749)."""
    return bool(element.get(f"{TABLE}visibility", "visible") != "visible")


def _repeated(element: Any, what: str, name: str) -> int:
    """How often a cell or row stands there."""
    text = element.get(f"{TABLE}number-{what}-repeated", "1")
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise InputError(f"its table is damaged: {text[:20]!r} {what}", path=name, advice="save it anew")
    return int(text)


def _text(cell: Any) -> str:
    """The text of a cell, a line a paragraph; a number as it is stored and not as it is shown."""
    if cell.get(f"{OFFICE}value-type") in NUMBERS:
        return str(cell.get(f"{OFFICE}value") or "")
    return "\n".join("".join(_pieces(child)) for child in cell if local_name(child) == "p")


def _pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        tag = local_name(child)
        if tag == "s":
            count = child.get(f"{TEXT}c", "1")
            yield " " * (int(count) if count.isdigit() and len(count) < 4 else 1)
        elif tag in ("tab", "line-break"):
            yield "\t" if tag == "tab" else "\n"
        elif tag not in SKIPPED:
            yield from _pieces(child)
        yield child.tail or ""


FORMAT = Format(
    name="ods",
    label="an OpenDocument spreadsheet (ODS)",
    suffixes=(".ods", ".fods"),
    read_table=read_ods_document,
    read_pairs=read_ods,
    binary=True,
    recognises=IS_FLAT,
    marks=(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",),
    has_columns=True,
    library="lxml",
)
