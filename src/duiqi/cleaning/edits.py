"""The one way a fix alters text: it names its changes, and they become Edits; and the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from duiqi.model import Certainty, Edit


class Change(NamedTuple):
    """``text[start:end]`` is to become ``after``; the rest says how sure that is, as in Edit."""

    start: int
    end: int
    after: str
    certainty: Certainty = "exact"
    process: str = ""
    odds: float | None = None

    def __repr__(self) -> str:
        given = (
            f"{name}={value!r}"
            for name, value in self._asdict().items()
            if value != self._field_defaults.get(name, self)
        )
        return f"Change({', '.join(given)})"


Fix = Callable[[str], list[Change]]


def trimmed(text: str, start: int, end: int, after: str) -> Change | None:
    """The change without what it leaves alone at either end; None when it leaves everything alone."""
    before = text[start:end]
    if before == after:
        return None
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return Change(start + head, end - tail, after[head : len(after) - tail])


def apply_fix(
    name: str, fix: Fix, text: str, may_change: Callable[[Change], bool] | None = None
) -> tuple[str, list[Edit]]:
    """Apply one fix and record what it changed; of its changes only those that ``may_change`` allows.

    Changes must be in order and apart. The edits come from the last to the first, so that each ``start`` holds both in
    ``text`` and in the text as the edits before it left it.
    """
    changes = fix(text)
    if may_change:
        changes = [change for change in changes if may_change(change)]
    if not changes:
        return text, []
    parts, position = [], 0
    for change in changes:
        parts += [text[position : change.start], change.after]
        position = change.end
    parts.append(text[position:])
    edits = [
        Edit(name, c.start, text[c.start : c.end], c.after, c.certainty, c.process, c.odds) for c in reversed(changes)
    ]
    return "".join(parts), edits


def batches(edits: Sequence[Edit]) -> Iterator[list[Edit]]:
    """Runs of edits of one text, each from the first to the last, so that every ``start`` holds in the text before the
    run; taken together they cost one pass over the text and not one each."""
    batch: list[Edit] = []
    for edit in edits:
        if batch and edit.start + len(edit.before) > batch[-1].start:
            yield batch[::-1]
            batch = []
        batch.append(edit)
    if batch:
        yield batch[::-1]


def undo(text: str, batch: Sequence[Edit]) -> str:
    """The text before a batch of edits, from that after it."""
    parts, here, there = [], 0, 0  # offsets in the text after the batch, and before it
    for edit in batch:
        gap = edit.start - there
        parts += [text[here : here + gap], edit.before]
        here += gap + len(edit.after)
        there += gap + len(edit.before)
    return "".join([*parts, text[here:]])


def lines_with(text: str, starts: Iterable[int]) -> list[tuple[int, int]]:
    """The lines (start, end) that hold the given rising offsets, each line once."""
    found: list[tuple[int, int]] = []
    for offset in starts:
        if found and offset <= found[-1][1]:
            continue
        start = text.rfind("\n", 0, offset) + 1
        end = text.find("\n", offset)
        found.append((start, len(text) if end < 0 else end))
    return found
