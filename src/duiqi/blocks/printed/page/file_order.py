"""Texts side by side that the file has one after the other, each with all its lines: the cells of a table without
ruling lines, however near its columns are to each other, and cards, each with a text and its translation below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from duiqi.blocks.printed.line import LEVEL, Place, Printed
from duiqi.model import Language
from duiqi.text.language import language_of

# Lines of one text are no further apart, in units of the size of type: paragraphs of a card have space between them.
STEP = 4.0
# The space that ``spaced`` sees between columns.
GUTTER = 0.8
# Fewer rows prove no table, nor fewer cards: headings above two columns begin these at one height too.
FEWEST = 3
EVEN = range(2, 20, 2)
ROWS = 1_000  # more than a page has
SAME = 4.0  # points: where the texts of a column begin
# Numbers of the tables found here, behind those of ``spaced``.
FIRST = 10_000


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines that go down the page below each other, in the order of the file."""

    lines: tuple[Printed, ...]

    @property
    def left(self) -> float:
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        return max(line.right for line in self.lines)

    @property
    def top(self) -> float:
        return self.lines[0].base

    @property
    def middle(self) -> float:
        return (self.lines[0].base + self.lines[-1].base) / 2

    @property
    def language(self) -> Language | None:
        return language_of("\n".join(line.text for line in self.lines))

    @property
    def languages(self) -> tuple[Language, ...]:
        """Those of its lines, each change once."""
        told = [language for line in self.lines if (language := language_of(line.text))]
        return tuple(language for language, _ in groupby(told))


Row = list[_Run]


def side_by_side(pages: Sequence[Sequence[Printed]]) -> list[list[Printed]]:
    """The pages with the lines of such cells and cards in cells, each card in a row of its own."""
    groups = [[list(group) for _, group in groupby(_rows(_runs(page)), key=len)] for page in pages]
    tables = [[_table(group) for group in page] for page in groups]
    pairs = [pair for page, own in zip(groups, tables, strict=True) for pair in zip(page, own, strict=True)]
    if sum(_count(group) for group, table in pairs if table) < FEWEST:
        return [list(page) for page in pages]
    has_table = [False, *map(any, tables), False]
    around = zip(has_table, has_table[2:], strict=False)
    return [_placed(page, own, on) for page, own, on in zip(groups, tables, around, strict=True)]


def _count(rows: Sequence[Row]) -> int:
    """How many rows there are, or cards."""
    return sum(map(len, rows)) if _are_cards(rows) else len(rows)


def _placed(
    groups: Sequence[Sequence[Row]], tables: Sequence[dict[int, tuple[int, int]] | None], goes_on: tuple[bool, bool]
) -> list[Printed]:
    """The lines of a page, those of tables in cells; ``goes_on``: whether the pages before and after have tables."""
    placed: list[Printed] = []
    for number, group in enumerate(groups):
        cells = tables[number] or {}
        table = number
        # Of a row that a page cuts one cell may be left, at the head or foot of its table.
        for at, near, row, on in ((0, 1, -1, goes_on[0]), (len(groups) - 1, number - 1, ROWS, goes_on[1])):
            if on and number == at and 0 <= near < len(groups) and tables[near] and _is_one(group):
                cells, table = _rest(group[0][0], groups[near], row), near
        for run in (run for row in group for run in row):
            place = cells.get(id(run))
            cell = Place(FIRST + table, *place) if place else None
            placed += [line._replace(cell=cell, parts=()) if cell else line for line in run.lines]
    return placed


def _is_one(rows: Sequence[Row]) -> bool:
    return len(rows) == len(rows[0]) == 1


def _rest(run: _Run, table: Sequence[Row], number: int) -> dict[int, tuple[int, int]]:
    """The place of a run that stands alone, in the column of a table in one language that it fits."""
    for column, cells in enumerate(zip(*table, strict=True)):
        languages = {cell.languages for cell in cells}
        if abs(run.left - cells[0].left) <= SAME and languages == {run.languages} and len(run.languages) == 1:
            return {id(run): (number, column)}
    return {}


def _table(rows: Sequence[Row]) -> dict[int, tuple[int, int]] | None:
    """The row and column of each run, by its id, in a table or among cards; None where they are neither."""
    if len(rows[0]) < 2 or any(line.cell for row in rows for run in row for line in run.lines):
        return None
    first = [run.left for run in rows[0]]
    if any(abs(run.left - left) > SAME for row in rows for run, left in zip(row, first, strict=True)):
        return None
    if _are_cards(rows):
        return {id(run): (k, k % len(first)) for k, run in enumerate(run for row in rows for run in row)}
    columns = list(zip(*rows, strict=True))
    languages = [{run.language for run in column} - {None} for column in columns]
    told = [next(iter(each)) for each in languages if len(each) == 1]
    if any(len(each) > 1 for each in languages) or sorted(filter(None, told)) != ["en", "zh"]:
        return None
    # Wider spaces are seen without the order of the file.
    gutters = [min(b.left for b in after) - max(a.right for a in before) for before, after in pairwise(columns)]
    if min(gutters) >= GUTTER * rows[0][0].lines[0].size:
        return None
    return {id(run): (k, column) for k, row in enumerate(rows) for column, run in enumerate(row)}


def _are_cards(rows: Sequence[Row]) -> bool:
    """Whether each run holds both languages, in one order. Columns of a page that a sentence goes over have it in one
    language at the foot of one and the head of the next."""
    runs = [run for row in rows for run in row]
    orders = {run.languages for run in runs}
    return len(runs) >= FEWEST and len(orders) == 1 and len(next(iter(orders))) in EVEN


def _rows(runs: Sequence[_Run]) -> Iterator[Row]:
    """Runs that follow each other from left to right, and begin or have their middle at one height."""
    row: Row = []
    for run in runs:
        if len(row) == 1 and run.left > row[0].right and (at := _level_line(row[0], run)):
            # What stands above the first cell of a table is none of it.
            yield [_Run(row[0].lines[:at])]
            row = [_Run(row[0].lines[at:])]
        if row and run.left > row[-1].right and _is_level(row[0], run):
            row.append(run)
        else:
            if row:
                yield row
            row = [run]
    if row:
        yield row


def _level_line(first: _Run, run: _Run) -> int:
    """The line of a run, but for the first one, that another run begins beside; 0 where none is."""
    near = LEVEL * first.lines[0].size
    return next((k for k, line in enumerate(first.lines) if k and abs(line.base - run.top) < near), 0)


def _is_level(first: _Run, run: _Run) -> bool:
    near = LEVEL * first.lines[0].size
    return abs(first.top - run.top) < near or abs(first.middle - run.middle) < near


def _runs(page: Sequence[Printed]) -> list[_Run]:
    runs: list[list[Printed]] = []
    left = right = 0.0  # the ends of the run so far, which is not gone through for each line
    for line in page:
        if runs and line.left <= right and line.right >= left and _is_below(runs[-1][-1], line):
            runs[-1].append(line)
            left, right = min(left, line.left), max(right, line.right)
        else:
            runs.append([line])
            left, right = line.left, line.right
    return [_Run(tuple(run)) for run in runs]


def _is_below(last: Printed, line: Printed) -> bool:
    step = last.base - line.base
    return 0 < step < STEP * max(last.size, line.size) and (last.cell is None) == (line.cell is None)
