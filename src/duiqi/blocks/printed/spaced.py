"""Columns that only space parts: tables without ruling lines, and columns of prose that the file has line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import mean, median
from typing import NamedTuple

from duiqi.blocks.printed.line import LEVEL, Place, Printed
from duiqi.text.chars import STOP, list_marker_end

# Distances in units of the size of type, chosen on tables of reportlab and LibreOffice without ruling lines. Between
# rows further apart than DOUBLE something ends; columns have GUTTER between them on all rows.
DOUBLE, GUTTER = 3.0, 0.8
# So many rows with text in two columns make a table, of all its rows so many have that, and of the cells of a column so
# many begin, end or have their middle at one place (to POINTS).
ROWS, BOTH, EVEN, POINTS = 3, 0.5, 0.6, 2.0
# Lines of prose, at least so many, are so wide in each column, and so many fill three quarters of it.
PROSE_LINES, PROSE_WIDTH, FULL = 5, 10.0, 0.6
# Of the lines of texts that run over several no more than this end a sentence; of phrases a line each all or none do.
ENDED = 0.5
GOING_ON = 0.5  # of the lines of such texts so many go on; of a paragraph of two lines every second does
WRAPPED = 0.15  # a full line ends this near to the right of its column, in shares of its width
# Steps from row to row wider than the least by this; where so many are, they part the rows.
WIDER, PARTED = 0.3, 0.3
TRIES, MOST_COLUMNS, MOST_ROWS = 3, 20, 300  # more stand on no page
NEAR = 8  # lines of a cell; columns of a page have more
# Numbers of the tables found here, behind those of ruled ones on the page.
FIRST = 1_000
# Words of a few justified lines may stand below each other: a narrow space shows a column on so many rows only.
NARROW, MORE_ROWS = 1.5, 4
LEADER = re.compile(r"(?:[.．·…_]\s?){4,}")
LABEL = re.compile(
    r"[:：]\Z|\A\W*\Z|\A[(（]?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[一二三四五六七八九十]{1,3})[.)、．）]?\Z"
)
PAGE = re.compile(r"[\s.·…]*(?:\d{1,4}|[ivxlc]{1,7})", re.IGNORECASE)

Row = list[Printed]


class Block(NamedTuple):
    """Rows of a page with space between columns, and where that space is on all of them."""

    rows: list[Row]
    gutters: list[tuple[float, float]]


def arranged(pages: Sequence[Sequence[Printed]]) -> list[list[Printed]]:
    """The pages with the lines of tables that space parts as cells, and those of columns of prose column by column.
    Program text is no table, in a document that is not typewritten as a whole."""
    lines = [line.fixed for page in pages for line in page]
    typewritten = 2 * sum(lines) > len(lines)
    return [_arranged(page, typewritten) for page in pages]


def _arranged(page: Sequence[Printed], typewritten: bool) -> list[Printed]:
    order = {id(line): index for index, line in enumerate(page)}
    rows = _rows(page)
    if len(rows) > MOST_ROWS:
        return list(page)
    found: list[tuple[int, list[Printed]]] = []
    at = end = tries = 0
    while at < len(rows):
        # A table may begin below a line or two that stand like it; to try each line of what is none takes the square.
        block = _block(rows, at) if (at >= end or tries < TRIES) else None
        cells = _cells(block) if block else []
        kept: list[Printed] = []
        as_in_file = False
        if cells and _is_prose(cells):
            kept = [piece for column in _columns(cells) for piece in column]
        elif block and cells and (typewritten or not _is_code(cells)) and _is_table(cells):
            as_in_file = _is_end_of_columns(rows[at : at + len(cells)], cells, block, order)
            kept = [] if as_in_file else list(_placed(cells, FIRST + at))
        if block:
            tries = tries + 1 if at < end else 1
            end = at + len(block.rows)
        taken = rows[at : at + (len(cells) if kept or as_in_file else 1)]
        lines = sorted(order[id(line)] for row in taken for line in row)
        found += [(lines[0], kept)] if kept else [(index, [page[index]]) for index in lines]
        at += len(taken)
    return [line for _, lines in sorted(found, key=lambda item: item[0]) for line in lines]


def _rows(page: Sequence[Printed]) -> list[Row]:
    """The lines that stand at one height beside each other, from left to right. In the file the cells of a row may
    follow each other with all their lines, columns of a page do not."""
    rows: list[Row] = []
    for line in page:
        for row in reversed(rows[-NEAR:]):
            last = row[-1]
            if (
                abs(last.base - line.base) < LEVEL * line.size
                and line.left > last.right
                and not (last.cell or line.cell)
            ):
                row.append(line)
                break
        else:
            rows.append([line])
    return rows


def _pieces(row: Row) -> Row:
    return [
        piece
        for line in row
        for piece in ([line._replace(**part._asdict(), parts=()) for part in line.parts] if line.parts else [line])
    ]


def _block(rows: Sequence[Row], first: int) -> Block | None:
    """The rows from ``first`` on that leave a space between columns."""
    pieces = _pieces(rows[first])
    if not 1 < len(pieces) <= MOST_COLUMNS:
        return None
    gutters = [(a.right, b.left) for a, b in pairwise(pieces)]
    taken = [pieces]
    for row in rows[first + 1 :]:
        above, size = taken[-1][0], row[0].size
        if row[0].cell or not 0 < above.base - row[0].base < DOUBLE * size:
            break
        pieces = _pieces(row)
        if len(pieces) > MOST_COLUMNS:
            break
        left = [free for gutter in gutters for free in _free(gutter, pieces) if free[1] - free[0] >= GUTTER * size]
        if not left:
            break
        gutters = left
        taken.append(pieces)
    while taken and len(taken[-1]) < 2 and taken[-1][0].left < gutters[0][0]:
        taken.pop()
    narrow = all(end - start < NARROW * rows[first][0].size for start, end in gutters)
    return Block(taken, gutters) if len(taken) >= (MORE_ROWS if narrow else ROWS) else None


def _free(gutter: tuple[float, float], pieces: Row) -> list[tuple[float, float]]:
    """What of a gutter no piece of another row reaches into."""
    start, end = gutter
    for piece in pieces:
        if piece.left < end and piece.right > start:
            if piece.left <= start and piece.right >= end:
                return []
            if piece.right < end and piece.left <= start:
                start = piece.right
            elif piece.left > start:
                end = piece.left
    return [(start, end)]


def _cells(block: Block) -> list[list[Printed | None]]:
    """The piece of each row in each column; a column between two gutters, pieces in one put together."""
    cells: list[list[Printed | None]] = []
    for row in block.rows:
        line: list[Printed | None] = [None] * (len(block.gutters) + 1)
        for piece in row:
            column = sum(piece.left >= (start + end) / 2 for start, end in block.gutters)
            held = line[column]
            line[column] = (
                held._replace(text=f"{held.text} {piece.text}", right=piece.right) if held is not None else piece
            )
        cells.append(line)
    return cells


def _columns(cells: Sequence[Sequence[Printed | None]]) -> list[list[Printed]]:
    return [[cell for cell in column if cell is not None] for column in zip(*cells, strict=True)]


def _is_prose(cells: Sequence[Sequence[Printed | None]]) -> bool:
    """Whether each column is filled with running text."""
    for column in _columns(cells):
        right, left = max(piece.right for piece in column), min(piece.left for piece in column)
        full = sum(piece.right > left + 0.75 * (right - left) for piece in column)
        if len(column) < PROSE_LINES or full < FULL * len(column):
            return False
        if mean(piece.right - piece.left for piece in column) < PROSE_WIDTH * column[0].size:
            return False
    return True


def _is_end_of_columns(
    rows: Sequence[Row], cells: Sequence[Sequence[Printed | None]], block: Block, order: Mapping[int, int]
) -> bool:
    """Whether they are short columns of prose, as at the end of a text: wide, and one after the other in the file."""
    if any(mean(p.right - p.left for p in column) < PROSE_WIDTH * column[0].size for column in _columns(cells)):
        return False
    places: list[list[int]] = [[] for _ in range(len(block.gutters) + 1)]
    for line in (line for row in rows for line in row):
        if line.parts:
            return False
        places[sum(line.left >= (start + end) / 2 for start, end in block.gutters)].append(order[id(line)])
    return all(len(place) > 1 for place in places) and all(max(a) < min(b) for a, b in pairwise(places))


def _is_code(cells: Sequence[Sequence[Printed | None]]) -> bool:
    fixed = [cell.fixed for row in cells for cell in row if cell]
    return 2 * sum(fixed) > len(fixed)


def _is_table(cells: Sequence[Sequence[Printed | None]]) -> bool:
    """Whether the pieces of each column stand in line, and they are neither a list nor one of contents."""
    both = sum(sum(cell is not None for cell in row) > 1 for row in cells)
    columns = _columns(cells)
    if both < max(ROWS, BOTH * len(cells)) or not all(map(_is_even, columns)):
        return False
    labels = sum(bool(LABEL.search(cell.text) or list_marker_end(cell.text)) for cell in columns[0])
    if 2 * labels >= len(columns[0]):
        return False
    leaders = sum(any(cell and LEADER.search(cell.text) for cell in row) for row in cells)
    return 2 * leaders < len(cells) and (len(columns) > 2 or not all(PAGE.fullmatch(cell.text) for cell in columns[-1]))


def _is_running(cells: Sequence[Sequence[Printed | None]]) -> bool:
    """Whether the texts in each column run over several lines: these are wide and full, and few end a sentence."""
    for column in _columns(cells):
        left, right = min(piece.left for piece in column), max(piece.right for piece in column)
        full = sum(piece.right > left + 0.75 * (right - left) for piece in column)
        ended = sum(bool(STOP.search(piece.text)) for piece in column)
        if right - left < PROSE_WIDTH * column[0].size or full < FULL * len(column) or ended > ENDED * len(column):
            return False
    return True


def _are_wrapped(cells: Sequence[Sequence[Printed | None]], wide: Sequence[bool]) -> bool:
    """Whether texts go on, in the first column, from a full line to the next, and wider steps part the rows; where no
    step is wider, columns as wide as prose are one row."""
    column = [row[0] for row in cells]
    left = min(piece.left for piece in column if piece)
    right = max(piece.right for piece in column if piece)
    on = [
        above.right > right - WRAPPED * (right - left) and not STOP.search(above.text)
        for above, below, apart in zip(column, column[1:], wide, strict=False)
        if above and below and not apart
    ]
    widths = [max(p.right for p in each) - min(p.left for p in each) for each in _columns(cells)]
    size = next(piece.size for piece in column if piece)
    return (any(wide) or min(widths) >= PROSE_WIDTH * size) and sum(on) >= max(2, GOING_ON * len(on))


def _is_even(column: Sequence[Printed]) -> bool:
    places = (
        [cell.left for cell in column],
        [cell.right for cell in column],
        [(cell.left + cell.right) / 2 for cell in column],
    )
    middles = map(median, places)
    return any(
        sum(abs(at - middle) <= POINTS for at in each) >= EVEN * len(column)
        for each, middle in zip(places, middles, strict=True)
    )


def _placed(cells: Sequence[Sequence[Printed | None]], table: int) -> Iterator[Printed]:
    """The pieces as cells. Rows are parted by wider steps where there are many, or texts run over several lines; else
    they begin in the first column."""
    tops = [next(cell for cell in row if cell is not None) for row in cells]
    steps = [above.base - below.base for above, below in pairwise(tops)]
    least = min(steps)
    wide = [step > least + WIDER * tops[0].size for step in steps]
    by_steps = PARTED * len(steps) <= sum(wide) < len(steps) or _is_running(cells) or _are_wrapped(cells, wide)
    row = -1
    for index, line in enumerate(cells):
        begins = wide[index - 1] if by_steps and index else line[0] is not None
        row += begins or not index
        for column, cell in enumerate(line):
            if cell is not None:
                yield cell._replace(cell=Place(table, row, column))
