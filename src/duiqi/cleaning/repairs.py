"""Where in the raw file each repair was made, and what it looked like there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from duiqi.cleaning.edits import batches, undo
from duiqi.model import Edit

# Characters shown on either side of a repair.
CONTEXT = 4


@dataclass(frozen=True, slots=True)
class Repair:
    """``edit`` in ``line`` (from 1) of the raw text; ``before`` and ``after`` show it with a little of its line, as
    other repairs of the same kind have left that. ``start`` is its character offset in the raw text.
    """

    edit: Edit
    line: int
    start: int
    before: str
    after: str


def locate(text: str, edits: Sequence[Edit]) -> list[Repair]:
    """The repairs that led from the raw text to ``text``, in the order of the raw text."""
    runs = list(batches(edits))
    texts = [text]
    for batch in reversed(runs):
        texts.append(undo(texts[-1], batch))
    texts.reverse()
    raw = texts[0]
    line_starts = [0, *(k + 1 for k, char in enumerate(raw) if char == "\n")]
    origin = list(range(len(raw) + 1))
    found = []
    for after, batch in zip(texts[1:], runs, strict=True):
        shift = 0  # from offsets before the batch to offsets after it
        for edit in batch:
            start = origin[edit.start]
            left, right = _around(after, edit.start + shift, edit.start + shift + len(edit.after))
            line = bisect_right(line_starts, start)
            found.append(Repair(edit, line, start, left + edit.before + right, left + edit.after + right))
            shift += len(edit.after) - len(edit.before)
        origin = _carried(origin, batch)
    return sorted(found, key=lambda repair: repair.start)


def raw_places(text: str, edits: Sequence[Edit]) -> tuple[str, list[int]]:
    """The text that ``edits`` were applied to, and for each offset of ``text``, its end included, the one in that."""
    runs = list(batches(edits))
    raw = text
    for batch in reversed(runs):
        raw = undo(raw, batch)
    origin = list(range(len(raw) + 1))
    for batch in runs:
        origin = _carried(origin, batch)
    return raw, origin


def _carried(origin: list[int], batch: list[Edit]) -> list[int]:
    """Raw offsets of the text after the batch; what a repair put in lies where the repair began."""
    carried: list[int] = []
    position = 0
    for edit in batch:
        carried += origin[position : edit.start]
        carried += [origin[edit.start]] * len(edit.after)
        position = edit.start + len(edit.before)
    return carried + origin[position:]


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    left = text[max(0, start - CONTEXT) : start].rpartition("\n")[2]
    right = text[end : end + CONTEXT].partition("\n")[0]
    return left, right
