"""Texts side by side that the file has one after the other, each with all its lines: the cells of a table without
ruling lines, however near its columns are to each other, and cards, each with a text and its translation below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from duiqi.blocks.printed.line import LEVEL, Place, Printed
from duiqi.model import Language
from duiqi.text.language import language_of

# Lines of one text are no further apart, in units of the size of type: paragraphs of a card have space between them.
STEP = 4.0
# Fewer rows prove no table, nor fewer cards: headings above two columns begin these at one height too.
FEWEST = 3
EVEN = range(2, 20, 2)
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
        told = (language_of(line.text) for line in self.lines)
        return tuple(language for language, _ in groupby(filter(None, told)))


Row = list[_Run]


def side_by_side(pages: Sequence[Sequence[Printed]]) -> list[list[Printed]]:
    """The pages with the lines of such cells and cards in cells, each card in a row of its own."""
    return [_placed(page) for page in pages]


def _placed(page: Sequence[Printed]) -> list[Printed]:
    rows = list(_rows(_runs(page)))
    placed: list[Printed] = []
    for number, (width, group) in enumerate(groupby(rows, key=len)):
        block = list(group)
        lines = [line for row in block for run in row for line in run.lines]
        cells = _table(block) if width > 1 else None
        if cells is None:
            placed += lines
        else:
            table = FIRST + number
            placed += [
                line._replace(cell=Place(table, row, column), parts=())
                for run, (row, column) in cells
                for line in run.lines
            ]
    return placed


def _table(rows: Sequence[Row]) -> list[tuple[_Run, tuple[int, int]]] | None:
    """The place of each run in a table or among cards; None where they are neither."""
    if any(line.cell for row in rows for run in row for line in run.lines):
        return None
    first = [run.left for run in rows[0]]
    if any(abs(run.left - left) > SAME for row in rows for run, left in zip(row, first, strict=True)):
        return None
    runs = [run for row in rows for run in row]
    # Columns of a page that a sentence goes over have it in one language at the foot of one and the head of the next.
    orders = {run.languages for run in runs}
    if len(runs) >= FEWEST and len(orders) == 1 and len(next(iter(orders))) in EVEN:
        return [(run, (k, k % len(first))) for k, run in enumerate(runs)]
    columns = [{run.language for run in column} - {None} for column in zip(*rows, strict=True)]
    told = [next(iter(each)) for each in columns if len(each) == 1]
    if len(rows) < FEWEST or any(len(each) > 1 for each in columns) or sorted(filter(None, told)) != ["en", "zh"]:
        return None
    return [(run, (k, column)) for k, row in enumerate(rows) for column, run in enumerate(row)]


def _rows(runs: Sequence[_Run]) -> Iterator[Row]:
    """Runs that follow each other from left to right, and begin or have their middle at one height."""
    row: Row = []
    for run in runs:
        if row and run.left > row[-1].right and _is_level(row[0], run):
            row.append(run)
        else:
            if row:
                yield row
            row = [run]
    if row:
        yield row


def _is_level(first: _Run, run: _Run) -> bool:
    near = LEVEL * first.lines[0].size
    return abs(first.top - run.top) < near or abs(first.middle - run.middle) < near


def _runs(page: Sequence[Printed]) -> list[_Run]:
    runs: list[list[Printed]] = []
    for line in page:
        last = runs[-1][-1] if runs else None
        if last and _is_below(runs[-1], last, line):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [_Run(tuple(run)) for run in runs]


def _is_below(run: Sequence[Printed], last: Printed, line: Printed) -> bool:
    step = last.base - line.base
    beside = line.left > max(each.right for each in run) or line.right < min(each.left for each in run)
    return 0 < step < STEP * max(last.size, line.size) and not beside and (last.cell is None) == (line.cell is None)
