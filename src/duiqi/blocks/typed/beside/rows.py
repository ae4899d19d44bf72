"""What stands side by side: rows of two languages that begin together, or two columns, each to be read to its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duiqi.blocks.typed.beside.cuts import Sides
from duiqi.blocks.typed.widths import width_of
from duiqi.structure.hard_lines import compounds_of, join_wrapped
from duiqi.structure.paragraph_kind import LIST_ITEM
from duiqi.text.chars import STOP

# A line is short where the next word would have left it so full, beside the widest, or so full where that of the other
# side is short.
SHORT, NEARLY = 0.75, 0.9
# Of the places where one side begins anew so many are those where the other may.
TOGETHER = 0.75
# Paragraphs whose first lines are set in: of all lines so many at most.
SET_IN = 0.5

Rows = list[list[str]]
Stretch = Sequence[Sides | None]


def rows_of(stretch: Stretch) -> tuple[int, Rows]:
    """How many lines of a stretch, None for an empty one, stand side by side, and their rows."""
    columns = [_Column(stretch, side) for side in (0, 1)]
    if not _begin_together(columns):
        return len(stretch), [[text] for column in columns for text in column.paragraphs()]
    starts = [k for k in range(len(stretch)) if not k or _begins_row(columns, k)]
    ends = [*starts[1:], len(stretch)]
    rows = [[text for column in columns if (text := column.text(a, b))] for a, b in zip(starts, ends, strict=True)]
    # What stands below a table is not a part of it.
    while len(rows) > 1 and len(rows[-1]) == 1:
        rows.pop()
        ends.pop()
    last = max(k for k in range(ends[-1]) if stretch[k])
    return last + 1, rows


class _Column:
    """One side of all lines."""

    def __init__(self, stretch: Stretch, side: int) -> None:
        self.texts = [(sides.left, sides.right)[side] if sides else "" for sides in stretch]
        self._compounds = compounds_of(self.texts)
        self._widest = max(map(width_of, self.texts))
        set_in = [bool(sides and sides.set_in[side]) for sides in stretch]
        self._set_in = set_in if sum(set_in) <= SET_IN * sum(map(bool, self.texts)) else [False] * len(set_in)

    def text(self, start: int, end: int) -> str:
        """The lines put together."""
        written = [text for text in self.texts[start:end] if text]
        return join_wrapped(written, dehyphenate=True, compounds=self._compounds)

    def ended(self, at: int) -> bool:
        """Whether what stands above the line ``at`` has ended: nothing does, or a sentence or a short line ends."""
        above = self.texts[at - 1]
        return not above or STOP.search(above) is not None or self.short(at)

    def has_ended(self, at: int) -> bool:
        """Whether the last text above the line ``at``, empty lines or not, ends a sentence."""
        last = next((text for text in reversed(self.texts[:at]) if text), "")
        return not last or STOP.search(last) is not None

    def short(self, at: int, share: float = SHORT) -> bool:
        """Whether the first word of the line ``at`` had room above, in that share of the widest."""
        word = self.texts[at].split(maxsplit=1)[:1]
        width = min(width_of("".join(word)), self._widest // 2) if self.texts[at].isascii() else 2
        return width_of(self.texts[at - 1]) + width <= share * self._widest

    def begins_anew(self, at: int) -> bool:
        """Whether text stands in the line ``at`` and none above."""
        return bool(at and self.texts[at] and not self.texts[at - 1])

    def begins(self, at: int) -> bool:
        """Whether a paragraph of this column, read by itself, begins in the line ``at``."""
        text = self.texts[at]
        if not text or not at or not self.texts[at - 1]:
            return bool(text)
        listed = LIST_ITEM.match(text) is not None and self.ended(at)
        return listed or self._set_in[at] or self.short(at)

    def paragraphs(self) -> Iterator[str]:
        """The paragraphs of this column."""
        starts = [k for k in range(len(self.texts)) if self.begins(k)]
        for start, end in zip(starts, [*starts[1:], len(self.texts)], strict=True):
            yield self.text(start, end)


def _begin_together(columns: Sequence[_Column]) -> bool:
    """Whether one side begins anew where the other may."""
    together = count = 0
    for own, other in (columns, columns[::-1]):
        for k in range(1, len(own.texts)):
            if own.begins_anew(k):
                count += 1
                together += bool(other.texts[k]) and other.ended(k)
    if count:
        return together >= TOGETHER * count
    begun = [{k for k in range(1, len(column.texts)) if column.begins(k)} for column in columns]
    return 2 * len(begun[0] & begun[1]) >= min(map(len, begun))


def _begins_row(columns: Sequence[_Column], at: int) -> bool:
    """Whether both sides begin a paragraph: one stood alone above, or both have ended; or one does below an empty
    line."""
    if not all(column.texts[at] for column in columns):
        own = next((column for column in columns if column.texts[at]), None)
        return own is not None and not any(column.texts[at - 1] for column in columns) and own.has_ended(at)
    if any(not column.texts[at - 1] for column in columns) or all(column.ended(at) for column in columns):
        return True
    return any(column.short(at) for column in columns) and all(column.short(at, NEARLY) for column in columns)
