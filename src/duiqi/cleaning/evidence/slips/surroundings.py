"""What a document says about a stretch of it, and so what characters cost there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from duiqi.cleaning.evidence.byte_tables import likely_candidates
from duiqi.cleaning.evidence.char_model import BACKOFF, UNKNOWN_COST, Plausibility
from duiqi.cleaning.evidence.gbk_pairs import Pattern, decode_pair, gbk_bytes
from duiqi.cleaning.evidence.redecode import is_readable
from duiqi.cleaning.evidence.slips.columns import State

# In nats, set by hand on the development texts.
WRONG_SCRIPT = 3.0
# A pair of characters that the document holds elsewhere is expected here at this cost at most.
_KNOWN_PAIR = 2.0
# The running text behind the model has few quotations; in news they are common.
_QUOTES = {"。”": 3.0, "！”": 3.0, "？”": 3.0, "。“": 4.5, "，“": 4.5, "：“": 2.0, "。「": 4.5, "。」": 3.0}
_NEVER_TWICE, _TWICE_PUNCTUATION = "。，、；：“”", 6.0
_MARKS = frozenset([*_NEVER_TWICE, *(pair[0] for pair in _QUOTES)])

ANY = -1  # a pending first byte that was lost
_CODEC = "gb18030"

Scored = list[tuple[float, str, str]]  # (cost of the state after it, folded, character)


@dataclass(frozen=True)
class Surroundings:
    """What the document says about a stretch: the script it is not in, and the pairs of characters it holds more than
    once, the second ones by the first."""

    model: Plausibility
    wrong_script: frozenset[str] = frozenset()
    known_pairs: Mapping[str, Set[str]] = field(default_factory=dict)

    def scored(self, state: State, pattern: Pattern, penalty: float, limit: float) -> Scored:
        """The characters of the given bytes behind ``state``, with what the state after each costs, below ``limit``."""
        first, second = pattern
        if first is not None and first >= 0:
            if second is None:
                return self.weighed(state, likely_candidates(_CODEC, (first, None), state.last), penalty, limit)
            char = decode_pair(first, second)
            return self.weighed(state, [char], penalty, limit) if char else []
        if second is None:
            return []
        found = self.weighed(state, likely_candidates(_CODEC, (None, second), state.last), penalty, limit)
        if first is None or first == ANY:
            return found
        return [each for each in found if not is_readable(-first, gbk_bytes(each[2])[0], "gbk")]

    def weighed(self, state: State, chars: Sequence[str], penalty: float, limit: float) -> Scored:
        """``chars`` in the same way."""
        if state.cost + penalty >= limit:
            return []
        last = state.last
        row, unigrams, folding = self.model.successors[last], self.model.unigrams, self.model.folding
        known, wrong = self.known_pairs.get(last, frozenset()), self.wrong_script
        found = []
        for char in chars:
            folded = folding.get(ord(char), char)
            cost = row.get(folded)
            if cost is None:
                cost = unigrams.get(folded, UNKNOWN_COST) + BACKOFF
            if last in _MARKS:
                cost = _beside(last, folded, cost)
            if cost > _KNOWN_PAIR and folded in known:
                cost = _KNOWN_PAIR
            if char in wrong:
                cost += WRONG_SCRIPT
            total = state.cost + (cost + penalty)
            if total < limit:
                found.append((total, folded, char))
        return found

    def cost(self, last: str, folded: str) -> float:
        """The cost of ``folded`` behind ``last``, whatever the document holds."""
        cost = self.model.cost(last, folded)
        return _beside(last, folded, cost) if last in _MARKS else cost


def _beside(last: str, folded: str, cost: float) -> float:
    """The cost of ``folded`` behind a mark that keeps company of its own, or is never twice."""
    if last == folded and last in _NEVER_TWICE:
        return cost + _TWICE_PUNCTUATION
    return min(cost, _QUOTES.get(last + folded, cost))
