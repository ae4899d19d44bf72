"""The states that the search for slipped bytes is in, position by position."""

from __future__ import annotations

import math
from operator import attrgetter
from typing import NamedTuple

from duiqi.cleaning.evidence.gbk_pairs import Pattern

# Hypotheses kept a position.
BEAM = 12
# What costs this much more than the best at its place is dropped. Swept over 6, 8, 11, 14, 18 on 180 texts of
# damage.py: from 8 on the mean similarities agree to 0.001, and 18 takes four times as long.
_HOPELESS = 8.0


class State(NamedTuple):
    """How far the search came on one path."""

    cost: float
    last: str  # folded
    pending: int | None  # None: in step; else what is known of the first byte of the next character, see search.py
    text: str  # what the step to this state wrote
    previous: State | None
    bytes: Pattern | None = None  # of ``text``, where it was put together from slipped bytes


by_cost = attrgetter("cost")


class Columns:
    """The states at each position from ``start`` to ``end``; of those that go on alike the cheapest.

    What would be dropped at its turn is not even made, but at the end, where the costliest may close best.
    """

    def __init__(self, start: int, end: int) -> None:
        self._start, self._end = start, end
        self._states: list[dict[tuple[int | None, str], State]] = [{} for _ in range(end - start + 1)]
        # The least cost at each position, and of what is in step there.
        self._best, self._in_step = [math.inf] * len(self._states), [math.inf] * len(self._states)

    def limit(self, position: int, pending: int | None) -> float:
        """A state at ``position`` that costs as much or more is not needed."""
        if position == self._end:
            return math.inf
        hopeless = self._best[position - self._start] + _HOPELESS
        return hopeless if pending is not None else max(hopeless, self._in_step[position - self._start])

    def cost(self, position: int, pending: int | None, last: str) -> float:
        """What the state costs that goes on so."""
        rival = self._states[position - self._start].get((pending, last))
        return math.inf if rival is None else rival.cost

    def put(self, position: int, state: State) -> None:
        """Keep ``state`` at ``position``, unless one that goes on like it is as cheap."""
        column = position - self._start
        rival = self._states[column].get((state.pending, state.last))
        if rival is None or state.cost < rival.cost:
            self._states[column][state.pending, state.last] = state
            self._best[column] = min(self._best[column], state.cost)
            if state.pending is None:
                self._in_step[column] = min(self._in_step[column], state.cost)

    def take(self, position: int) -> list[State]:
        """The states that go on from ``position``, the cheapest first; one that is in step among them, if there is
        any."""
        states = self._states[position - self._start].values()
        self._states[position - self._start] = {}
        ranked = sorted(states, key=by_cost)[:BEAM]
        ranked = [state for state in ranked if state.cost < ranked[0].cost + _HOPELESS]
        if not any(state.pending is None for state in ranked):
            ranked += sorted((state for state in states if state.pending is None), key=by_cost)[:1]
        return ranked

    def last(self) -> list[State]:
        """The states at the end."""
        return list(self._states[-1].values())
