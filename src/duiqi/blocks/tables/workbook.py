"""Workbooks, which are ZIP archives: their parts as streams, and their sheets as text to be aligned."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import BinaryIO, TypeAlias, cast

from duiqi.blocks.contents import MAX_CHARS, Line, Reading, assemble
from duiqi.blocks.tables.columns import Row
from duiqi.blocks.tables.named import NoSuchColumn
from duiqi.blocks.tables.rows import titled_lines
from duiqi.errors import InputError
from duiqi.io.packed import MAX_RATIO, most_unpacked
from duiqi.io.xml import check_xml
from duiqi.io.zip_archive import DAMAGED, Archive
from duiqi.model import Omission
from duiqi.shown import counted
from duiqi.text.language import language_of

Sheets = Iterable[tuple[str, Iterable[Row]]]
Filled: TypeAlias = list[tuple[str, list[Row]]]


class Package:
    """The parts of a workbook. One that is to be aligned is unpacked within the limits of a document; one that holds
    pairs may be of any size and is read as a stream."""

    def __init__(self, name: str, parts: Archive | zipfile.ZipFile) -> None:
        self.name = name
        self._parts = parts

    def __contains__(self, part: str) -> bool:
        return part in (self._parts if isinstance(self._parts, Archive) else self._parts.NameToInfo)

    def open(self, part: str) -> BinaryIO:
        """A part for reading. Raises InputError when it is missing, or is over a limit."""
        if isinstance(self._parts, Archive):
            data = self._parts.read(part)
            check_xml(data, self.name, f"its part {part}")
            return io.BytesIO(data)
        try:
            return cast(BinaryIO, self._parts.open(part))
        except (KeyError, *DAMAGED) as error:
            what = f"its part {part} is missing, damaged or locked"
            raise InputError(what, path=self.name, advice="save it anew") from error


@contextmanager
def open_package(stream: BinaryIO, path: str, kind: str, suffix: str) -> Iterator[Package]:
    """A workbook that holds pairs, from an open file. Raises InputError for what is none, is damaged, or unpacks to
    more than it may (``duiqi.io.packed``)."""
    if not stream.seekable():
        raise InputError("a workbook cannot be read from a pipe or gzip file", path=path, advice="unpack it first")
    try:
        with zipfile.ZipFile(stream) as archive:
            # What the file itself tells, which zipfile holds it to.
            size = sum(item.file_size for item in archive.infolist())
            packed = sum(item.compress_size for item in archive.infolist())
            if size > most_unpacked(packed):
                raise InputError(f"its data is more than {MAX_RATIO} times its compressed size", path=path)
            yield Package(path, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise InputError(f"is no {kind} workbook: {error}", path=path, advice=f"save it as {suffix}") from error


def read_sheets(sheets: Sheets, name: str, wanted: tuple[str, str] | None = None) -> Reading:
    """The language columns of every sheet, as text to be aligned; with columns that are ``wanted``, of the sheets that
    have them. What is hidden is read where a language would be missing without it, or is asked for by its column.
    Raises InputError when there is too much text, or no sheet has these columns."""
    filled, unseen = _shown(list(_filled(sheets, name)), wanted is not None)
    lines: list[Line] = []
    omissions: list[Omission] = []
    notes: list[str] = []
    missing: InputError | None = None
    rows_before = 0
    for sheet, rows in filled:
        try:
            table = titled_lines(rows, f"{sheet}!", rows_before, wanted, name, sheet)
        except NoSuchColumn as error:
            missing = missing or error
            omissions += [
                Omission(f"sheet {sheet}, without these columns", c) for r in rows for c in r.cells if c.strip()
            ]
            continue
        lines += table.lines
        omissions += table.omissions
        notes += [f"sheet {sheet}: {note}" for note in table.notes]
        rows_before += len(rows)
    if missing and not lines:
        raise missing
    if unseen:
        notes.append(
            f"hidden sheets, rows or columns are left out: {counted(len(unseen), 'cell')}; show them to read them"
        )
        omissions += [Omission("hidden", cell) for cell in unseen]
    return replace(assemble(lines, name, "utf-8", omissions), notes=tuple(notes))


def _filled(sheets: Sheets, name: str) -> Iterator[tuple[str, list[Row]]]:
    """The sheets with their rows that have text. Raises InputError when there is too much of it."""
    room = MAX_CHARS
    for sheet, found in sheets:
        rows = []
        for row in found:
            room -= sum(map(len, row.cells))
            if room < 0:
                what = f"the workbook holds more than {MAX_CHARS // 10**6} million characters"
                raise InputError(what, path=name, advice="split it")
            if any(cell.strip() for cell in row.cells):
                rows.append(row)
        yield sheet, rows


def _shown(filled: Filled, are_columns_wanted: bool) -> tuple[Filled, list[str]]:
    """The sheets without what is hidden in them, and its cells; all, where a language is in hidden ones only."""
    shown, unseen = [], []
    for sheet, rows in filled:
        kept = []
        for row in rows:
            seen = row.cells if row.shown is None or (row.shown and are_columns_wanted) else row.shown
            unseen += [c for k, c in enumerate(row.cells) if c.strip() and not (k < len(seen) and seen[k].strip())]
            if any(cell.strip() for cell in seen):
                kept.append(Row(row.number, seen))
        shown.append((sheet, kept))
    if not unseen:
        return filled, []
    seen_now, hidden_now = (
        set(map(language_of, cells)) for cells in ([c for _, rows in shown for r in rows for c in r.cells], unseen)
    )
    lacks = {"zh", "en"} - seen_now
    return (filled, []) if lacks & hidden_now else ([(sheet, rows) for sheet, rows in shown if rows], unseen)
