"""Excel workbooks: a column for each language, sheet by sheet.

Read with zipfile and lxml as a stream (ECMA-376 part 1, chapter 18), so that a workbook in which a million cells share
one long string fills no memory.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator
from typing import Any

from duiqi.blocks.contents import MAX_CHARS, Line, Reading, assemble
from duiqi.blocks.table_columns import column_lines
from duiqi.errors import InputError
from duiqi.io.xml import check_xml, local_name, not_well_formed, parse_xml
from duiqi.io.zip_archive import Archive
from duiqi.model import Omission

WORKBOOK = "xl/workbook.xml"
STRINGS = "xl/sharedStrings.xml"
REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})\Z")
MAX_COLUMNS = 16_384  # of a sheet, in Excel's specification


def read_xlsx(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The language columns of every sheet. Raises InputError for a workbook that is locked, damaged or oversized."""
    archive = Archive(data, name)
    strings = _shared_strings(archive, name)
    lines: list[Line] = []
    omissions: list[Omission] = []
    rows_before = 0
    room = MAX_CHARS
    for sheet, part in _sheets(archive, name):
        rows, places = [], []
        for number, row in _rows(archive.read(part), strings, name, part):
            room -= sum(map(len, row))
            if room < 0:
                raise InputError(
                    f"the workbook holds more than {MAX_CHARS // 10**6} million characters",
                    path=name,
                    advice="split it",
                )
            if any(cell.strip() for cell in row):
                rows.append(row)
                places.append(f"{sheet}!{number}")
        found, left = column_lines(rows, places, rows_before)
        lines += found
        omissions += left
        rows_before += len(rows)
    return assemble(lines, name, "utf-8", omissions)


def _sheets(archive: Archive, name: str) -> Iterator[tuple[str, str]]:
    """Name and part of each sheet, in the order of the tabs."""
    relations = "xl/_rels/workbook.xml.rels"
    targets = {r.get("Id"): r.get("Target", "") for r in parse_xml(archive.read(relations), name, relations)}
    for sheet in parse_xml(archive.read(WORKBOOK), name, WORKBOOK).iter("{*}sheet"):
        identifier = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), None)
        target = targets.get(identifier, "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        if part in archive and "worksheets" in part:
            yield sheet.get("name") or part, part


def _shared_strings(archive: Archive, name: str) -> list[str]:
    if STRINGS not in archive:
        return []
    root = parse_xml(archive.read(STRINGS), name, STRINGS)
    return [_string(item) for item in root if local_name(item) == "si"]


def _string(item: Any) -> str:
    """The text of a string item, plain or in runs, without the reading aids over Japanese characters."""
    parts = []
    for child in item:
        tag = local_name(child)
        if tag == "t":
            parts.append(child.text or "")
        elif tag == "r":
            parts += [t.text or "" for t in child if local_name(t) == "t"]
    return "".join(parts)


def _rows(data: bytes, strings: list[str], name: str, part: str) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of each row that has any; cells without text are empty."""
    from lxml import etree

    check_xml(data, name, f"its part {part}")
    events = etree.iterparse(
        io.BytesIO(data), events=("end",), tag="{*}row", resolve_entities=False, no_network=True, load_dtd=False
    )
    last = 0
    try:
        for _, row in events:
            last = int(row.get("r") or last + 1)
            cells: list[str] = []
            for cell in row:
                index = _column(cell.get("r"), len(cells))
                cells += [""] * (index - len(cells))
                cells.append(_value(cell, strings))
            yield last, cells
            row.clear()
            while row.getprevious() is not None:
                del row.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise not_well_formed(error, name, f"its part {part}") from error
    except (ValueError, IndexError) as error:
        raise InputError(f"its part {part} is damaged in row {last}", path=name, advice="save it anew") from error


def _column(reference: str | None, following: int) -> int:
    """The column of a cell, from 0; cells without reference follow each other."""
    match = REFERENCE.match(reference or "")
    if not match:
        return following
    index = 0
    for letter in match[1]:
        index = 26 * index + ord(letter) - ord("A") + 1
    return max(following, min(index, MAX_COLUMNS) - 1)


def _value(cell: Any, strings: list[str]) -> str:
    """The text of a cell: a shared, inline or calculated string, or a number as it is stored."""
    kind = cell.get("t")
    if kind == "inlineStr":
        return "".join(_string(child) for child in cell if local_name(child) == "is")
    value = next((child.text or "" for child in cell if local_name(child) == "v"), "")
    if kind == "s" and value:
        return strings[int(value)]
    return "" if kind == "e" else value
