"""Ruled tables of printed pages: their rows, cell by cell, also where a page cuts one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from duiqi.blocks.printed.line import Printed
from duiqi.blocks.printed.page.file_order import FIRST as IN_FILE
from duiqi.structure.hard_lines import WIDE, join_wrapped
from duiqi.text.chars import HAN_CHAR, STOP, list_marker_end
from duiqi.text.language import language_of

NUMBERED = re.compile(
    r"\s*(?:[(（]?\d{1,3}[)）.、．]\s|\d{1,2}(?:\.\d{1,2}){1,4}\.(?=\s|[\u4e00-\u9fff])|[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|第.{1,6}[章节節条條])"
)
# A cell with more lines is a column of a page, and its rules part columns and not rows. The longest cells of the
# reference manual have 9 lines.
MOST_LINES = 30
# A row whose cells all have so many lines is a text in columns: it goes on overleaf where one has not ended. A choice.
LONG = 15
# Paragraphs in a cell stand further apart than its lines, by so many sizes of type.
GAP = 0.5
# Of two lines, which show no usual step, the second begins one when the first has ended and it is so many sizes below:
# lines are set 1.2 to 1.5 apart, those of Chinese up to 1.8.
APART = 2.0
# So many cells of two lines, a language each, show that such lines are no wrapped ones. A choice.
STACKED = 3
SIZE = 0.12  # a difference in size of type that sets a translation apart

Row = dict[int, list[Printed]]


@dataclass(slots=True)
class Table:
    """The rows of a table, with the lines of each cell by the number of its column; ``first`` is its first line."""

    first: Printed
    rows: list[Row]
    cut: bool = False  # whether it ends at the foot of its page, and may go on overleaf


def parted(pages: Sequence[Sequence[Printed]]) -> tuple[list[list[Printed]], list[Table], list[Printed]]:
    """The pages without the lines of tables; the tables, those that go on overleaf in one; and the heads of tables that
    are repeated on another page."""
    rest: list[list[Printed]] = []
    tables: list[Table] = []
    heads: list[Printed] = []
    for page in pages:
        grouped: dict[int, list[Printed]] = {}
        for line in page:
            if line.cell:
                grouped.setdefault(line.cell.table, []).append(line)
        found = {number: _table(lines) for number, lines in grouped.items()}
        plain = [line for line in page if not line.cell or found[line.cell.table] is None]
        rest.append(plain)
        on_page = [table for table in found.values() if table]
        for table in on_page:
            table.cut = not any(line.base < _foot(table) for line in plain)
        opens = bool(on_page) and not any(line.base > on_page[0].first.base for line in plain)
        follows = opens and tables and tables[-1].cut and tables[-1].first.page < page[0].page
        if follows and _go_on(tables[-1], on_page[0], heads):
            tables[-1].cut = on_page[0].cut
            on_page = on_page[1:]
        tables += on_page
    return rest, tables, heads


def are_stacked(tables: Sequence[Table]) -> bool:
    """Whether cells have two lines, in one language and the other, in most of those of two lines."""
    pairs = [cell for table in tables for row in table.rows for cell in row.values() if len(cell) == 2]
    stacked = [{language_of(line.text) for line in cell} == {"zh", "en"} for cell in pairs]
    latin = [sum(HAN_CHAR.search(line.text) is None for line in cell) == 1 for cell in pairs]
    found = sum(map(min, stacked, latin))
    return found >= STACKED and 2 * found > len(pairs)


def cell_texts(
    lines: Sequence[Printed], compounds: Collection[str] = frozenset(), *, stacked: bool = False
) -> list[str]:
    """The paragraphs of a cell; ``compounds`` keep a hyphen at a line end; ``stacked``: a line in the other language
    begins one."""
    steps = [above.base - below.base for above, below in pairwise(lines) if above.base > below.base + 0.5]
    pitch = median(steps) if steps else 0.0
    groups, right = [[lines[0]]], max(line.right for line in lines)
    for above, below in pairwise(lines):
        step = above.base - below.base
        spaced = step > pitch + GAP * below.size
        item = _begins_entry(below.text)
        languages = {language_of(above.text), language_of(below.text)} - {None}
        both = len(languages) > 1
        ended = STOP.search(above.text) and (both or step > APART * below.size)
        if spaced or item or ended or (both and (stacked or _is_translation(above, below, right))):
            groups.append([])
        groups[-1].append(below)
    return [join_wrapped([line.text for line in group], dehyphenate=True, compounds=compounds) for group in groups]


def _is_translation(above: Printed, below: Printed, right: float) -> bool:
    """Whether a line in the other language begins a text of its own: it is in other type, or its first word had room
    above; ``right``: where the longest line of the cell ends."""
    if above.size and abs(above.size - below.size) > SIZE * above.size:
        return True
    first = len(below.text.split(maxsplit=1)[0]) + 1 if below.text.isascii() else 1
    return above.right + first * (below.right - below.left) / len(below.text) < right


def _table(lines: Sequence[Printed]) -> Table | None:
    """The table of these lines; None where its cells are too full to be any."""
    rows: dict[int, Row] = {}
    for line in lines:
        if line.cell:
            rows.setdefault(line.cell.row, {}).setdefault(line.cell.column, []).append(line)
    columns = {column for row in rows.values() for column in row}
    # Of a row that goes on from another page one cell may be left, and all of the page be in it.
    begun = all(line.cell is not None and line.cell.cut for line in lines)
    if len(columns) < 2 and not begun:
        return None
    told = lines[0].cell is not None and lines[0].cell.table >= IN_FILE  # what parts these is no rule
    full = not told and any(len(cell) > MOST_LINES for row in rows.values() for cell in row.values())
    if full and not begun and not _in_both(rows.values()):
        return None
    ordered = [dict(sorted(rows[number].items())) for number in sorted(rows)]
    return Table(lines[0], ordered)


def _in_both(rows: Iterable[Row]) -> bool:
    """Whether the columns of a table are in two languages, as those of a contract, whose cells may be long."""
    texts: dict[int, list[str]] = {}
    for row in rows:
        for column, cell in row.items():
            texts.setdefault(column, []).extend(line.text for line in cell)
    return {language_of("\n".join(each)) for each in texts.values()} >= {"zh", "en"}


def _foot(table: Table) -> float:
    return min(line.base for row in table.rows for cell in row.values() for line in cell)


def _texts(row: Row) -> dict[int, list[str]]:
    return {column: [line.text for line in cell] for column, cell in row.items()}


def _go_on(table: Table, overleaf: Table, heads: list[Printed]) -> bool:
    """Put the rows overleaf to the table that they go on with; False where they are another table."""
    if max(overleaf.rows[0]) > max(max(row) for row in table.rows):
        return False
    rows = overleaf.rows
    if _texts(rows[0]) == _texts(table.rows[0]):
        heads += [line for cell in rows[0].values() for line in cell]
        rows = rows[1:]
    if rows and _is_cut(table.rows[-1], rows[0]):
        for column, cell in rows[0].items():
            table.rows[-1].setdefault(column, []).extend(cell)
        rows = rows[1:]
    table.rows += rows
    return True


def _is_cut(above: Row, below: Row) -> bool:
    """Whether a row is the rest of the one before: its cells go on with texts that did not end, and one has nothing
    left or all begin in the middle; or one cell goes on where a full line ended, and none begins an entry. It always is
    where neither has a border at the cut."""
    if _is_open(above) and _is_open(below):
        return True
    ended = all(STOP.search(cell[-1].text) for cell in above.values())
    if not ended and all(len(cell) >= LONG for cell in above.values()):
        return True
    if not all(column in above for column in below) or any(_begins_entry(cell[0].text) for cell in below.values()):
        return False
    if any(_goes_on(above[column], cell[0]) for column, cell in below.items()):
        return True
    if any(STOP.search(above[column][-1].text) for column in below):
        return False
    return len(below) < len(above) or all(cell[0].text[:1].islower() for cell in below.values())


def _is_open(row: Row) -> bool:
    return all(line.cell is not None and line.cell.cut for cell in row.values() for line in cell)


def _begins_entry(text: str) -> bool:
    return bool(NUMBERED.match(text) or list_marker_end(text))


def _goes_on(above: Sequence[Printed], first: Printed) -> bool:
    """Whether a line goes on with a cell of several lines whose last one had no room for more."""
    last, word = above[-1], first.text.split(maxsplit=1)[0]
    if len(above) < 2 or STOP.search(last.text) or word[0].isupper():
        return False
    wide = first.size * (1.0 if WIDE.match(word) else len(word) / 2)
    return last.right + wide > max(line.right for line in above)
