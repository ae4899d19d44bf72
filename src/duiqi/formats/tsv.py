"""TSV: a row a line, its cells parted by tabs; ours, with escapes, and that of other programs.

Read: the columns of both languages; our pairs.
Left out: other columns, the row of heads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from duiqi.blocks.contents import Reading
from duiqi.blocks.tables import Row, read_table
from duiqi.blocks.tables.columns import find_columns
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.encoding import decode
from duiqi.io.text_lines import MAX_LINE, decoded_lines, text_lines
from duiqi.model import Pair
from duiqi.pairs.fields import FIELDS, FIELDS_BEFORE, Labels, Source, Written
from duiqi.pairs.rows import pairs_of_rows, table_lines
from duiqi.text.language import language_of

# Tab, line ends and backslash as in the text format of PostgreSQL's COPY and in linear TSV: a row stays a line.
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
# Rows by which a table is told from plain text, and the fewest that tell.
TELLING, LEAST_ROWS = 200, 4
# The share of rows in both languages by which they are translations; the others have names, or are not translated.
# English of so many words is a sentence, if not the rest of one. Choices.
IN_BOTH, PROSE_WORDS = 0.9, 8
_ENDED = re.compile(r"[.!?:;…][\"'”’)\]]*\Z")
_ESCAPED = re.compile(r"\\([tnr\\])")
_MEANINGS = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}


def tsv_lines(pairs: Iterable[Pair], labels: Labels, written: Written) -> Iterator[str]:
    """The lines of a TSV file: a heading, then a unit a line, tabs and line ends in the text as escapes."""
    return table_lines(pairs, labels, written, "\t", lambda text: text.translate(_ESCAPES))


def read_tsv(stream: BinaryIO, source: Source) -> Iterator[Pair]:
    """The pairs of a TSV file. Raises InputError with the line."""
    yield from pairs_of_rows(tsv_rows(decoded_lines(stream, source.path, source.options.encoding), source.path), source)


def read_tsv_document(
    data: bytes, name: str, encoding: str | None = None, columns: tuple[str, str] | None = None
) -> Reading:
    """The language columns of a TSV file."""
    text, encoding = decode(data, name, encoding)
    return read_table(tsv_rows(text_lines(text), name), name, encoding, columns)


def tsv_rows(lines: Iterable[tuple[int, str]], path: str) -> Iterator[Row]:
    """Rows, each with the number of its first line. Escapes are read where the heading is ours.

    Of other programs, some put quotation marks around cells and most do not: then a cell may begin with one that is
    text. A quoted cell runs over a line end only where the row has too few cells without that.
    """
    heading: list[str] = []
    row: list[str] = []
    quoted: list[str] = []  # the lines so far of a cell that runs over line ends
    start = size = 0
    for number, line in lines:
        cells = line.removesuffix("\r").split("\t")
        heading = heading or (cells if any(cells) else [])
        if tuple(heading) in (FIELDS, *FIELDS_BEFORE):
            yield Row(number, [_unescaped(cell) for cell in cells])
            continue
        if quoted:
            size += len(line)
            if size > MAX_LINE:
                break
            if not cells[0].count('"') % 2:
                quoted.append(line)
                continue
            row += ["\n".join([*quoted, cells[0]]), *cells[1:]]
        else:
            start, row = number, cells
        quoted = [row.pop()] if _runs_on(row, len(heading)) else []
        if not quoted:
            yield Row(start, _unquoted(row))
    if quoted:
        raise InputError("a quotation mark opens here and does not close", path=path, line=start)


def _unescaped(cell: str) -> str:
    return _ESCAPED.sub(lambda match: _MEANINGS[match[1]], cell) if "\\" in cell else cell


def _runs_on(row: Sequence[str], width: int) -> bool:
    """Whether the last cell of a row goes on in the next line."""
    return len(row) < width and row[-1].startswith('"') and row[-1].count('"') % 2 == 1


def _unquoted(row: list[str]) -> list[str]:
    """The cells without quotation marks around them: of all cells, or of one in which they have a meaning. A cell that
    begins with one and is not quoted shows that they are text."""
    quoted = [_is_quoted(cell) for cell in row]
    if not any(quoted) or any(cell.startswith('"') and not around for cell, around in zip(row, quoted, strict=True)):
        return row
    every = all(around or not cell for around, cell in zip(quoted, row, strict=True))
    return [
        cell[1:-1].replace('""', '"') if around and (every or '""' in cell[1:-1] or "\n" in cell) else cell
        for around, cell in zip(quoted, row, strict=True)
    ]


def _is_quoted(cell: str) -> bool:
    return len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in cell[1:-1].replace('""', "")


def is_tsv(text: str) -> bool:
    """Whether the lines of ``text`` are rows of three cells or more, as many in each: two may be a line in both
    languages."""
    counts = [line.count("\t") for line in text.split("\n")[:-1][:TELLING] if line.strip()]
    return len(counts) >= LEAST_ROWS and min(counts) >= 2 and len(set(counts)) == 1


def holds_rows(text: str) -> bool:
    """Whether the lines of ``text`` are beyond doubt rows in both languages: as many cells in each, Chinese in one
    column and English in another. Printed lines of two columns are no rows: their sentences run on."""
    lines = [line for line in text.removeprefix("\ufeff").split("\n")[:-1][:TELLING] if line.strip()]
    if len(lines) < LEAST_ROWS or not all("\t" in line for line in lines):
        return False
    try:
        rows = [row.cells for row in tsv_rows(enumerate(lines, start=1), "")]
    except InputError:
        return False  # a cell that goes on where the beginning ends
    of = find_columns(rows).of
    if len(rows) < LEAST_ROWS or len({*map(len, rows)}) > 1 or len(of) < 2:
        return False
    body = [(row[of["zh"]], row[of["en"]]) for row in rows[1:]]  # the first row may be heads
    in_both = sum(language_of(zh) == "zh" and language_of(en) == "en" for zh, en in body)
    long = [en.rstrip() for _, en in body if en.count(" ") + 1 >= PROSE_WORDS]
    ended = sum(_ENDED.search(en) is not None for en in long)
    return in_both >= IN_BOTH * len(body) and 2 * ended >= len(long)


FORMAT = Format(
    name="tsv",
    label="a table (TSV)",
    suffixes=(".tsv", ".tab"),
    read_table=read_tsv_document,
    resembles=is_tsv,
    holds_pairs=holds_rows,
    read_pairs=read_tsv,
    has_encoding=True,
    write_pairs=tsv_lines,
    has_columns=True,
)
