"""Tables with a row a unit: tab-separated and comma-separated values, ours and those of other programs.

A first row that names a Chinese and an English column says which they are; without it the columns are told by what
they hold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import BinaryIO

from duiqi.blocks.table_columns import language_of_head
from duiqi.errors import InputError
from duiqi.formats.jsonl import MAX_LINE, pair_of_fields
from duiqi.model import Pair
from duiqi.pairs.fields import SURROGATE, Labels, Written, fields
from duiqi.text.chars import LATIN_LETTER, count_han
from duiqi.text.language_tags import language_of_name

# Rows that are looked at to tell the columns of a table without a heading.
LOOK_AHEAD = 100
LISTS = ("zh_ids", "en_ids", "zh_par", "en_par")
COLUMNS = ("id", "zh", "en", "score", "type", *LISTS, "document", "zh_lang", "en_lang")

# Tab, line ends and backslash as in the text format of PostgreSQL's COPY and in linear TSV: a row stays a line.
_TSV_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_TSV_ESCAPED = re.compile(r"\\([tnr\\])")
_TSV_MEANINGS = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
_CSV_FIELD = re.compile(r'(?:"((?:[^"]|"")*)"|([^%s]*))(?:%s|\Z)')
_CSV_QUOTED = re.compile('[",;\t\r\n]|^ | $|^\ufeff')

Row = tuple[int, Sequence[str]]


def tsv_lines(pairs: Iterable[Pair], labels: Labels, written: Written) -> Iterator[str]:
    """The lines of a TSV file: a heading, then a unit a line, tabs and line ends in the text as escapes."""
    return _lines(pairs, labels, written, "\t", lambda text: text.translate(_TSV_ESCAPES))


def csv_lines(pairs: Iterable[Pair], labels: Labels, written: Written) -> Iterator[str]:
    """The lines of a CSV file (RFC 4180, but with plain line feeds): a heading, then a unit a record."""
    return _lines(pairs, labels, written, ",", _csv_cell)


def _csv_cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _CSV_QUOTED.search(text) else text


def _lines(
    pairs: Iterable[Pair], labels: Labels, written: Written, separator: str, cell: Callable[[str], str]
) -> Iterator[str]:
    yield separator.join(COLUMNS) + "\n"
    for pair in pairs:
        values = [value if isinstance(value, str) else json.dumps(value) for value in fields(pair, labels).values()]
        line, removed = SURROGATE.subn("", separator.join(map(cell, values)))
        written.units += 1
        written.removed += removed
        yield line + "\n"


def read_tsv(stream: BinaryIO, path: str, need_ids: bool = False) -> Iterator[Pair]:
    """The pairs of a TSV file. Escapes are read where the heading is ours. Raises InputError with the line."""
    rows = ((number, line.removesuffix("\r").split("\t")) for number, line in _text_lines(stream, path))
    first = next(rows, None)
    if first is None:
        return
    if tuple(first[1]) == COLUMNS:
        rows = ((number, [_unescape(cell) for cell in row]) for number, row in rows)
    yield from pairs_of_rows(chain([first], rows), path, need_ids)


def read_csv(stream: BinaryIO, path: str, need_ids: bool = False) -> Iterator[Pair]:
    """The pairs of a CSV file, separated by commas or semicolons. Raises InputError with the line."""
    yield from pairs_of_rows(_csv_rows(stream, path), path, need_ids)


def _unescape(text: str) -> str:
    return _TSV_ESCAPED.sub(lambda match: _TSV_MEANINGS[match[1]], text) if "\\" in text else text


def _csv_rows(stream: BinaryIO, path: str) -> Iterator[Row]:
    """Records, which go on over line ends within quotation marks."""
    parser: re.Pattern[str] | None = None
    record, start = "", 0
    for number, line in _text_lines(stream, path):
        record = f"{record}\n{line}" if start else line
        start = start or number
        if len(record) > MAX_LINE:
            raise InputError("a quotation mark opens here and does not close", path=path, line=start)
        if record.count('"') % 2:
            continue
        if not parser:
            separator = max(",;", key=record.count)
            parser = re.compile(_CSV_FIELD.pattern % (f'{separator}\r\n"', separator))
        if record.strip():
            yield start, _csv_cells(record.removesuffix("\r"), parser, path, start)
        record, start = "", 0
    if start:
        raise InputError("a quotation mark opens here and does not close", path=path, line=start)


def _csv_cells(record: str, parser: re.Pattern[str], path: str, line: int) -> list[str]:
    cells, at = [], 0
    while True:
        match = parser.match(record, at)
        if not match:
            raise InputError("a quotation mark stands in the middle of a field", path=path, line=line)
        cells.append(match[2] if match[1] is None else match[1].replace('""', '"'))
        if match.end() == len(record) and (match.end() == at or not match[0].endswith((",", ";"))):
            return cells
        at = match.end()
        if at == len(record):  # the separator was the last character: an empty field follows
            return [*cells, ""]


def _text_lines(stream: BinaryIO, path: str) -> Iterator[tuple[int, str]]:
    """Numbered lines without line feeds."""
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            raise InputError(f"the line is longer than {MAX_LINE >> 20} MiB", path=path, line=number)
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise InputError("is not UTF-8", path=path, line=number, advice="save the file as UTF-8") from error
        yield number, text.removesuffix("\n")


def pairs_of_rows(rows: Iterator[Row], path: str, need_ids: bool = False) -> Iterator[Pair]:
    """The pairs of a table's numbered rows, the first of them perhaps a heading. Raises InputError."""
    ahead = list(islice(rows, LOOK_AHEAD))
    if not ahead:
        return
    columns = _heading(ahead[0][1])
    if columns:
        ahead = ahead[1:]
    else:
        columns = _by_content([row for _, row in ahead], path)
    for index, (line, row) in enumerate(chain(ahead, rows)):
        if any(row):
            yield _pair(row, columns, index, need_ids, path, line)


def _pair(row: Sequence[str], columns: Mapping[str, int], index: int, need_ids: bool, path: str, line: int) -> Pair:
    if max(columns["zh"], columns["en"]) >= len(row):
        raise InputError(f"has {len(row)} columns only", path=path, line=line, advice="check the tabs or commas")
    unit: dict[str, object] = {name: row[at] for name, at in columns.items() if at < len(row)}
    try:
        for name in ("score", *LISTS):
            if unit.get(name):
                unit[name] = json.loads(str(unit[name]))
            else:
                unit.pop(name, None)
        return pair_of_fields(unit, index, need_ids)
    except (ValueError, RecursionError) as error:
        raise InputError(str(error), path=path, line=line) from None


def _heading(row: Sequence[str]) -> dict[str, int] | None:
    """Field name → column, when the row names a Chinese and an English one; ``Chinese (Simplified)`` does where no
    other column does."""
    for language_of in (language_of_name, language_of_head):
        columns: dict[str, int] = {}
        for at, cell in enumerate(row):
            name = cell.strip().lower()
            columns.setdefault(name if name in COLUMNS else language_of(cell) or name, at)
        if "zh" in columns and "en" in columns:
            return columns
    return None


def _by_content(rows: Sequence[Sequence[str]], path: str) -> dict[str, int]:
    """The column with most Han characters, and the leftmost other one that has Latin letters in most rows."""
    width = max(map(len, rows))
    han = [sum(count_han(row[at]) for row in rows if at < len(row)) for at in range(width)]
    latin = [
        sum(len(LATIN_LETTER.findall(row[at])) > count_han(row[at]) for row in rows if at < len(row)) / len(rows)
        for at in range(width)
    ]
    zh = max(range(width), key=lambda at: han[at])
    en = next((at for at in range(width) if at != zh and latin[at] > 0.5), None)
    if not han[zh] or en is None:
        raise InputError(
            "no Chinese and English columns are found in it",
            path=path,
            line=1,
            advice="name the columns zh and en in a first row",
        )
    return {"zh": zh, "en": en}
