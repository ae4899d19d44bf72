"""Texts that belong together by the times at which they are shown, also when one file is late by a constant."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from statistics import median

from duiqi.blocks.cues import TIMING, cue_times
from duiqi.model import Hint

Span = tuple[float, float]

# Choices. Two cues begin together when they do within so many seconds, a word or two.
NEAR = 0.5
# How late a file may be, in seconds: titles before a film take less than ten minutes.
LATEST = 600.0
# Files are of one film when this share of the cues of the one with fewer begin together with one of the other. Cues
# that begin every 3 seconds without regard to each other do so in a third (2 · NEAR / 3).
SAME_FILM = 0.6
# Two cues are shown together when they are for this share of the shorter; less is a cue that stays on a little.
SHOWN_TOGETHER = 0.3
# So many cues of each file are compared to find how late it is.
COMPARED = 1500


def rows_by_time(zh: Sequence[Hint], en: Sequence[Hint]) -> list[tuple[list[int], list[int]]] | None:
    """The numbers of the hints of both documents that are shown together, in the order of their times; None where some
    have no times, or these do not fit."""
    spans = _spans(zh), _spans(en)
    if spans[0] is None or spans[1] is None:
        return None
    late = _lateness(spans[0], spans[1])
    if late is None:
        return None
    moved = [(start + late, end + late) for start, end in spans[1]]
    return _rows(spans[0], moved)


def _spans(hints: Sequence[Hint]) -> list[Span] | None:
    found = [TIMING.fullmatch(hint.place) for hint in hints]
    times = [cue_times(timing) for timing in found if timing]
    return times if times and len(times) == len(hints) else None


def _lateness(zh: Sequence[Span], en: Sequence[Span]) -> float | None:
    """By how many seconds the Chinese cues come after the English ones; None where they do not fit at any distance."""
    starts = sorted({start for start, _ in zh}), sorted({start for start, _ in en})
    votes = Counter[int]()
    for first in starts[0][:COMPARED]:
        at = bisect_left(starts[1], first - LATEST)
        for second in starts[1][at : at + COMPARED]:
            if second - first > LATEST:
                break
            votes[round((first - second) / NEAR)] += 1
    if not votes:
        return None
    # Neighbours count too, as differences lie on both sides of a border; of equal ones the smallest.
    best = max(votes, key=lambda step: (sum(votes[step + k] for k in (-1, 0, 1)), votes[step], -abs(step), step))
    near = [
        difference
        for first in starts[0]
        if (difference := _nearest(first - best * NEAR, starts[1])) is not None and abs(difference) <= 1.5 * NEAR
    ]
    late = best * NEAR + median(near) if near else best * NEAR
    fewer, more = sorted(([first - late for first in starts[0]], starts[1]), key=len)
    together = sum(abs(_nearest(start, more) or 0.0) <= NEAR for start in fewer)
    return late if together >= SAME_FILM * len(fewer) else None


def _nearest(time: float, times: Sequence[float]) -> float | None:
    """How much later ``time`` is than the nearest of ``times``; None where there are none."""
    at = bisect_left(times, time)
    return min((time - other for other in times[max(at - 1, 0) : at + 1]), key=abs, default=None)


def _rows(zh: Sequence[Span], en: Sequence[Span]) -> list[tuple[list[int], list[int]]]:
    """The cues in the order of their times, those in one row that are shown together, or with one that is."""
    cues = sorted(
        [(span, 0, number) for number, span in enumerate(zh)] + [(span, 1, number) for number, span in enumerate(en)]
    )
    row_of: dict[tuple[int, int], int] = {}
    rows: dict[int, list[tuple[int, int]]] = {}
    shown: list[tuple[Span, int, int]] = []
    for number, cue in enumerate(cues):
        (start, _), side, index = cue
        shown = [other for other in shown if other[0][1] > start]
        row_of[side, index] = number
        rows[number] = [(side, index)]
        for span, other_side, other in shown:
            if other_side != side and _are_together(span, cue[0]):
                _merge(rows, row_of, row_of[other_side, other], row_of[side, index])
        shown.append(cue)
    return _ordered(list(rows.values()))


def _are_together(first: Span, second: Span) -> bool:
    both = min(first[1], second[1]) - max(first[0], second[0])
    return both > 0 and both >= SHOWN_TOGETHER * min(first[1] - first[0], second[1] - second[0])


def _merge(rows: dict[int, list[tuple[int, int]]], row_of: dict[tuple[int, int], int], first: int, second: int) -> None:
    """Put what is in the later of two rows into the earlier one."""
    into, out = sorted((first, second))
    if into != out:
        for cue in rows[out]:
            row_of[cue] = into
        rows[into] += rows.pop(out)


def _ordered(rows: Sequence[Sequence[tuple[int, int]]]) -> list[tuple[list[int], list[int]]]:
    """The rows with the numbers of each side in the order of the document."""
    return [
        (sorted(index for side, index in row if side == 0), sorted(index for side, index in row if side == 1))
        for row in rows
    ]
