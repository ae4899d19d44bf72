"""Tables on a page by their ruling lines: which cell a point is in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

# Points. Programs draw a border as a line or as a thin box, in pieces that end a line's width apart.
THICK = 3.0
APART = 3.0
# Columns and rows that are narrower hold no text: double lines.
LEAST = 5.0
# Rules in pieces end half their width from a border, at either end; LibreOffice keeps words 1.05 points and more from
# borders of half a point. Debian's reference, as PDF and by LibreOffice, reads the same for 1.0 to 2.5.
INSET = 2.0
EDGE = 0.2  # of the height of a page: margins are a tenth, with a foot or a head
SIDES = 3  # of a table with two columns
# A page with more pieces is a drawing; tables of closely printed pages have up to 1,500.
MOST_PIECES = 4_000
# A chart or a map has many lines that do not make cells.
MOST_LINES = 400


class Segment(NamedTuple):
    """A ruling line: where it stands, and from where to where it goes."""

    at: float
    start: float
    end: float


class Grid:
    """A ruled table: its cells, some of which reach over several columns or rows."""

    def __init__(self, upright: Sequence[Segment], level: Sequence[Segment]) -> None:
        # Where no line stands there is no border, but for the sides that are left open.
        sides = [end for s in level for end in (s.start, s.end)]
        self._xs = _distinct([*(s.at for s in upright), *([min(sides), max(sides)] if sides else [])])
        foot, head = min(s.start for s in upright), max(s.end for s in upright)
        self._ys = _distinct([*(s.at for s in level), foot, head])[::-1]
        # A page cuts a row without a line.
        self._opens = not any(s.at >= head - APART for s in level)
        self._last = len(self._ys) - 2 if not any(s.at <= foot + APART for s in level) else -1
        self._down = [-y for y in self._ys]
        columns, rows = len(self._xs) - 1, len(self._ys) - 1
        self._first = {(row, column): (row, column) for row in range(rows) for column in range(columns)}
        for row in range(rows):
            for column in range(columns):
                middle = (self._xs[column] + self._xs[column + 1]) / 2, (self._ys[row] + self._ys[row + 1]) / 2
                if column and not _crosses(upright, self._xs[column], middle[1]):
                    self._first[row, column] = self._first[row, column - 1]
                elif row and not _crosses(level, self._ys[row], middle[0]):
                    self._first[row, column] = self._first[row - 1, column]
        self.columns = len({column for _, column in self._first.values()})

    @property
    def foot(self) -> float:
        """Where its last row ends, upwards from the foot of the page."""
        return self._ys[-1]

    @property
    def head(self) -> float:
        return self._ys[0]

    def is_cut(self, row: int) -> bool:
        """Whether a row is the first or last one and has no border above or below: it may go on on another page."""
        return (not row and self._opens) or row == self._last

    def at(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column, from the upper left, of the cell that holds a point; None outside."""
        column = bisect_right(self._xs, x) - 1
        row = bisect_right(self._down, -y) - 1
        return self._first.get((row, column))


def grids(upright: Iterable[Segment], level: Iterable[Segment], height: float = 0.0) -> list[Grid]:
    """The tables of a page with two columns at least, from its upright and level ruling lines. ``height``: that of the
    page in points; where it is known, one that a page cuts reaches its edge, and a chart in the middle is none."""
    sides = _merged(upright), _merged(level)
    if sum(map(len, sides)) > MOST_LINES:
        return []
    groups: list[tuple[list[Segment], list[Segment]]] = []
    for side, lines in enumerate(sides):
        for line in lines:
            met = [group for group in groups if any(_meet(line, other) for other in group[1 - side])]
            groups = [group for group in groups if not any(group is each for each in met)]
            joined = [s for g in met for s in g[0]], [s for g in met for s in g[1]]
            joined[side].append(line)
            groups.append(joined)
    ruled = [(upright, [line for line in level if _is_rule(line, upright)]) for upright, level in groups]
    # Uprights of one height part columns also where no line or one crosses them: a page may cut both ends of a row.
    found = [Grid(*group) for group in ruled if group[0] and (len(group[1]) > 1 or _are_sides(group[0], height))]
    found += [Grid(sides, []) for sides in _alone([u for group in ruled if not group[1] for u in group[0]], height)]
    return [grid for grid in found if grid.columns > 1]


def _are_sides(upright: Sequence[Segment], height: float) -> bool:
    """Whether upright lines are the two sides of a table and what parts its columns, from its head to its foot, one of
    which is at the edge of the page."""
    ends = [(s.start, s.end) for s in upright]
    if EDGE * height < ends[0][0] and ends[0][1] < (1 - EDGE) * height:
        return False
    return len(upright) >= SIDES and all(abs(a - b) <= APART for one in ends for a, b in zip(one, ends[0], strict=True))


def _alone(upright: Sequence[Segment], height: float) -> list[list[Segment]]:
    """Upright lines that nothing crosses, those of one height together, where they are sides of a table."""
    groups: list[list[Segment]] = []
    for line in upright:
        for group in groups:
            if abs(group[0].start - line.start) <= APART and abs(group[0].end - line.end) <= APART:
                group.append(line)
                break
        else:
            groups.append([line])
    return [group for group in groups if _are_sides(group, height)]


def _is_rule(line: Segment, upright: Sequence[Segment]) -> bool:
    """Whether a level line goes from border to border, or over the last one; a line under words ends between two."""
    borders = [each.at for each in upright if each.start - APART <= line.at <= each.end + APART]
    if not borders:
        return True
    begins = line.start <= min(borders) + APART or any(abs(line.start - at) <= APART for at in borders)
    ends = line.end >= max(borders) - APART or any(abs(line.end - at) <= APART for at in borders)
    return begins and ends and not _underlines(line, borders)


def _underlines(line: Segment, borders: Sequence[float]) -> bool:
    """Whether a line stands in one column and touches neither border: a link that fills its cell."""
    if any(line.start < at < line.end for at in borders):
        return False
    before = max((at for at in borders if at <= line.start), default=line.start)
    behind = min((at for at in borders if at >= line.end), default=line.end)
    return line.start - before + behind - line.end > INSET


def _meet(line: Segment, other: Segment) -> bool:
    """Whether two lines at right angles cross or touch."""
    return other.start - APART <= line.at <= other.end + APART and line.start - APART <= other.at <= line.end + APART


def _crosses(lines: Sequence[Segment], at: float, through: float) -> bool:
    return any(abs(line.at - at) <= APART and line.start - APART <= through <= line.end + APART for line in lines)


def _merged(pieces: Iterable[Segment]) -> list[Segment]:
    """Whole lines from their pieces."""
    rows: list[list[Segment]] = []
    for piece in sorted(pieces):
        if rows and piece.at - rows[-1][0].at <= 1.0:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    lines = []
    for row in rows:
        start, end = None, 0.0
        for piece in sorted(row, key=lambda each: each.start):
            if start is not None and piece.start <= end + APART:
                end = max(end, piece.end)
                continue
            if start is not None:
                lines.append(Segment(row[0].at, start, end))
            start, end = piece.start, piece.end
        if start is not None:
            lines.append(Segment(row[0].at, start, end))
    return [line for line in lines if line.end - line.start >= LEAST]


def _distinct(values: Sequence[float]) -> list[float]:
    """The values in order, those that are closer than a column can be as one."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] >= LEAST:
            kept.append(value)
    return kept
