"""Corrections of one place: the later one of a person counts, two people who do not say the same are heard both."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from duiqi.corrections.placing import Outcome, Placed, Status
from duiqi.model import SIDES, Language

# What a correction says: the texts of a side, or its beads.
Aspect = Language | str
BEADS = "beads"


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a correction says of its place; ``number`` is that of the correction."""

    number: int
    aspect: Aspect
    placed: Placed

    @property
    def ranges(self) -> tuple[range, range]:
        """The sentences that it is about."""
        zh, en = (self.placed.on(side) if self.aspect in (side, BEADS) else None for side in SIDES)
        return zh or range(0), en or range(0)

    @property
    def says(self) -> object:
        """What can be compared: equal where two say the same of the same place."""
        correction = self.placed.correction
        if self.aspect == BEADS:
            return self.ranges, correction.beads, [correction.texts(side) for side in SIDES if correction.now(side)]
        return self.ranges, correction.now("zh" if self.aspect == "zh" else "en")


@dataclass(frozen=True, slots=True)
class Settled:
    """What is to be applied: for each correction, by number, the aspects that hold."""

    holding: dict[int, set[Aspect]]
    outcomes: tuple[Outcome, ...]


def settle(placed: Sequence[Placed]) -> Settled:
    """Which of the corrections hold, and what became of the others."""
    statements = [s for number, each in enumerate(placed) for s in _statements(number, each)]
    outcomes: dict[int, Outcome] = {}
    for aspect in (*SIDES, BEADS):
        chosen = [s for s in statements if s.aspect == aspect]
        _compare(chosen, outcomes)
    holding = {
        number: {s.aspect for s in statements if s.number == number} if number not in outcomes else set()
        for number in range(len(placed))
    }
    return Settled(holding, tuple(outcomes.values()))


def _statements(number: int, placed: Placed) -> Iterator[Statement]:
    correction = placed.correction
    for side in SIDES:
        if correction.now(side) is not None:
            yield Statement(number, side, placed)
    # What the program found is no statement of a person.
    if correction.fixes:
        yield Statement(number, BEADS, placed)


def _compare(statements: Sequence[Statement], outcomes: dict[int, Outcome]) -> None:
    """Add what becomes of those that say something else than another of the same place."""
    for first, second in _differing(statements):
        one, other = first.placed.correction, second.placed.correction
        if one.who == other.who:
            earlier, later = sorted((first, second), key=lambda s: (s.placed.correction.when, s.number))
            reason = f"{later.placed.correction.place} is later"
            _note(outcomes, earlier, "replaced", reason)
    for first, second in _differing([s for s in statements if s.number not in outcomes]):
        for mine, theirs in ((first, second), (second, first)):
            other = theirs.placed.correction
            _note(outcomes, mine, "conflict", f"{other.who or 'someone'} says otherwise ({other.place})")


def _note(outcomes: dict[int, Outcome], statement: Statement, status: Status, reason: str) -> None:
    before = outcomes.get(statement.number)
    if before is None:
        outcomes[statement.number] = Outcome(statement.placed.correction, status, reason)
    elif before.status == status and reason not in before.reason.split("; "):
        outcomes[statement.number] = replace(before, reason=f"{before.reason}; {reason}")


def _differing(statements: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Pairs that share a sentence and do not say the same of it."""
    holders: dict[tuple[int, int], list[Statement]] = {}
    for statement in statements:
        for key in _sentences(statement):
            holders.setdefault(key, []).append(statement)
    told: set[tuple[int, int]] = set()
    for others in holders.values():
        for place, second in enumerate(others):
            for first in others[:place]:
                pair = (first.number, second.number)
                if pair not in told and first.says != second.says:
                    told.add(pair)
                    yield first, second


def _sentences(statement: Statement) -> Iterable[tuple[int, int]]:
    return [(side, number) for side, numbers in enumerate(statement.ranges) for number in numbers]


def in_chain(rectangles: Sequence[tuple[range, range]]) -> list[bool]:
    """Which of the rectangles, which share no sentence, are in a longest chain in which both sides ascend.

    Of chains of equal length that whose English ends first (patience sorting, Fredman 1975).
    """
    order = sorted(range(len(rectangles)), key=lambda k: rectangles[k][0].start)
    ends: list[int] = []  # of the best chain of each length: the English of its last rectangle
    last: list[int] = []  # and its number
    before: dict[int, int] = {}
    for k in order:
        start = rectangles[k][1].start
        length = bisect_left(ends, start)
        before[k] = last[length - 1] if length else -1
        ends[length : length + 1], last[length : length + 1] = [start], [k]
    chosen = [False] * len(rectangles)
    at = last[-1] if last else -1
    while at >= 0:
        chosen[at] = True
        at = before[at]
    return chosen
