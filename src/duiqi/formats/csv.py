"""CSV (RFC 4180): a row a unit, a column a field or language; ours, and that of other programs with any delimiter.

Read: the columns of both languages; our pairs.
Left out: other columns, the row of heads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import BinaryIO, NoReturn

from duiqi.blocks.contents import Reading
from duiqi.blocks.tables import Row, read_table
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.encoding import decode
from duiqi.io.text_lines import MAX_LINE, decoded_lines, text_lines
from duiqi.model import Pair
from duiqi.pairs.fields import FIELDS, FIELDS_BEFORE, Labels, Source, Written
from duiqi.pairs.rows import pairs_of_rows, table_lines
from duiqi.text.skipping import behind

# What programs write between the cells; Excel takes the one of the country it runs in.
DELIMITERS = (",", ";", "\t", "|")
# Lines that are looked at to tell the delimiter.
SAMPLE = 200

_NEEDS_QUOTES = re.compile('[",;\t\r\n]|^ | $|^\ufeff')
# The fewest rows by which a table is told from plain text.
LEAST_ROWS = 4
_QUOTED_ROW = re.compile('"(?:[^"]|"")*"(?:[,;]"(?:[^"]|"")*")+')
_QUOTED = re.compile('(?:[^"]|"")*')


def csv_lines(pairs: Iterable[Pair], labels: Labels, written: Written) -> Iterator[str]:
    """The lines of a CSV file, with plain line feeds: a heading, then a unit a record."""
    return table_lines(pairs, labels, written, ",", _cell)


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text


def read_csv(stream: BinaryIO, source: Source) -> Iterator[Pair]:
    """The pairs of a CSV file. Raises InputError with the line, also for quotation marks that do not fit: they could
    hide that texts of several units have run together."""
    yield from pairs_of_rows(
        csv_rows(decoded_lines(stream, source.path, source.options.encoding), source.path, strict=True), source
    )


def read_csv_document(
    data: bytes, name: str, encoding: str | None = None, columns: tuple[str, str] | None = None
) -> Reading:
    """The language columns of a CSV file."""
    text, encoding = decode(data, name, encoding)
    return read_table(csv_rows(text_lines(text), name), name, encoding, columns)


def csv_rows(lines: Iterator[tuple[int, str]], path: str, strict: bool = False) -> Iterator[Row]:
    """Records, each with the number of its first line; they go on over line ends within quotation marks.

    ``strict``: InputError where a quotation mark does not fit; otherwise it is text, or what follows the closing one
    is taken with the rest, as Excel does.
    """
    ahead = list(islice(lines, SAMPLE))
    record = _Record(_delimiter([line for _, line in ahead]), path, strict)
    for number, line in chain(ahead, lines):
        if record.add(number, line):
            yield Row(record.start, record.cells)
    if record.is_open:
        if strict:
            record.fail("a quotation mark opens here and does not close")
        yield Row(record.start, record.close())


def _delimiter(lines: list[str]) -> str:
    """The delimiter of our own heading, or that which parts the most lines, then the most evenly, then in the most
    places: a comma may stand in every text."""
    for delimiter in DELIMITERS:
        if lines and lines[0].removesuffix("\r").split(delimiter) in map(list, (FIELDS, *FIELDS_BEFORE)):
            return delimiter
    lines = [line for line in lines if line.strip()]
    counts = {delimiter: [line.count(delimiter) for line in lines] for delimiter in DELIMITERS}
    return max(DELIMITERS, key=lambda d: (len(lines) - counts[d].count(0), -len(set(counts[d])), sum(counts[d])))


class _Record:
    """A record in the making: ``cells`` so far, and what is between quotation marks that have not closed yet."""

    def __init__(self, delimiter: str, path: str, strict: bool) -> None:
        self.start, self.cells = 0, list[str]()
        self.is_open = False
        self._delimiter, self._path, self._strict = delimiter, path, strict
        self._parts: list[str] = []
        self._size = 0

    def add(self, number: int, line: str) -> bool:
        """Take the next line; whether the record ends with it. An empty line is no record."""
        if not self.is_open:
            if not line.strip():
                return False
            self.start, self.cells, self._size = number, [], 0
            if '"' not in line and len(line) <= MAX_LINE:
                self.cells = line.removesuffix("\r").split(self._delimiter)
                return True
        self._size += len(line)
        if self._size > MAX_LINE:
            self.fail("a quotation mark opens here and does not close")
        at = 0 if self.is_open else self._begin(line, 0)
        while at <= len(line):
            if self.is_open:
                end = behind(_QUOTED, line, at)
                self._parts.append(line[at:end])
                if end == len(line):
                    self._parts.append("\n")
                    return False
                at = end + 1
                self.is_open = False
            at = self._bare(line, at)
        return True

    def close(self) -> list[str]:
        """The cells of a record whose quotation mark never closes."""
        return [*self.cells, "".join(self._parts).replace('""', '"').removesuffix("\n")]

    def fail(self, what: str) -> NoReturn:
        """Raise InputError for the record."""
        raise InputError(what, path=self._path, line=self.start)

    def _begin(self, line: str, at: int) -> int:
        """Begin a cell; where its text does."""
        self._parts = []
        self.is_open = line.startswith('"', at)
        return at + self.is_open

    def _bare(self, line: str, at: int) -> int:
        """Take what stands outside quotation marks up to the end of the cell; where the next cell begins."""
        end = line.find(self._delimiter, at)
        rest = line[at:end] if end >= 0 else line[at:].removesuffix("\r")
        if self._strict and ('"' in rest or (rest and self._parts)):
            self.fail("a quotation mark stands in the middle of a field")
        self.cells.append("".join(self._parts).replace('""', '"') + rest)
        return self._begin(line, end + 1) if end >= 0 else len(line) + 1


def is_csv(text: str) -> bool:
    """Whether the lines of ``text`` are rows of cells in quotation marks, as many in each."""
    lines = [line.rstrip() for line in text.split("\n")[:-1][:SAMPLE] if line.strip()]
    return len(lines) >= LEAST_ROWS and all(map(_QUOTED_ROW.fullmatch, lines)) and len(set(map(_cells, lines))) == 1


def _cells(line: str) -> int:
    return line.count('","') + line.count('";"')


FORMAT = Format(
    name="csv",
    label="a table (CSV)",
    suffixes=(".csv",),
    read_table=read_csv_document,
    resembles=is_csv,
    read_pairs=read_csv,
    has_encoding=True,
    write_pairs=csv_lines,
    has_columns=True,
)
