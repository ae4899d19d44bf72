"""Which sentences the texts of rows are: a person edited, merged, split, moved borders between or deleted rows.

Each side on its own, by dynamic programming: a row is a run of sentences, or several rows are parts of one sentence,
and sentences may be skipped. What two texts cost is the characters in which they differ.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# The longest side of a bead, and the parts of a sentence that are looked for.
MAX_RUN, MAX_PARTS = 8, 3
# Skipping a sentence costs this of its length: less than reading it into a text that shares no half of it.
SKIP = 0.55
# A text that shares less than this with its sentences was not made from them.
LEAST_ALIKE = 0.3


@dataclass(frozen=True, slots=True)
class Match:
    """Sentences ``start … stop`` stand in ``rows`` rows from ``row`` on: more than one where a sentence was split,
    none where they were deleted."""

    start: int
    stop: int
    row: int
    rows: int


def match_rows(sentences: Sequence[str], rows: Sequence[str], join: Callable[[list[str]], str]) -> list[Match] | None:
    """The cheapest way to read the rows as the sentences, in order; None when a row's text is not among them."""
    n, m = len(sentences), len(rows)
    best = {(0, 0): 0.0}
    back: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(n + 1):
        for k in range(m + 1):
            if (i, k) not in best:
                continue
            for i_next, k_next, cost in _moves(sentences, rows, i, k, join):
                total = best[i, k] + cost
                if total < best.get((i_next, k_next), math.inf):
                    best[i_next, k_next], back[i_next, k_next] = total, (i, k)
    if (n, m) not in best:
        return None
    found: list[Match] = []
    at = (n, m)
    while at != (0, 0):
        before = back[at]
        found.append(Match(before[0], at[0], before[1], at[1] - before[1]))
        at = before
    return found[::-1]


def _moves(
    sentences: Sequence[str], rows: Sequence[str], i: int, k: int, join: Callable[[list[str]], str]
) -> Iterator[tuple[int, int, float]]:
    """Where the reading can go from here, and what that costs."""
    if i < len(sentences):
        yield i + 1, k, SKIP * len(sentences[i])
    if k == len(rows):
        return
    if not rows[k].strip():
        yield i, k + 1, 0.0
        return
    for count in range(1, min(MAX_RUN, len(sentences) - i) + 1):
        text = join(list(sentences[i : i + count]))
        if (cost := _cost(text, rows[k])) is not None:
            yield i + count, k + 1, cost
    if i < len(sentences):
        for parts in range(2, min(MAX_PARTS, len(rows) - k) + 1):
            cost = _cost(sentences[i], join([row.strip() for row in rows[k : k + parts]]))
            if cost is not None and all(row.strip() for row in rows[k : k + parts]):
                yield i + 1, k + parts, cost


def _cost(text: str, row: str) -> float | None:
    """The characters in which they differ; None when too few are alike."""
    if text == row:
        return 0.0
    longer = max(len(text), len(row))
    if min(len(text), len(row)) < LEAST_ALIKE / 2 * longer:
        return None
    alike = likeness(text, row)
    return None if alike < LEAST_ALIKE else (1.0 - alike) * longer


def likeness(first: str, second: str) -> float:
    """The share of characters in common blocks, 0 to 1."""
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
