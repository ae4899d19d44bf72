"""The search that sets slipped bytes right again, over one stretch of text.

It walks over the damaged stretch with two states, in step and slipped, and keeps the paths on which the Chinese is
most plausible:

    in step  --(? and the punctuation, or gloss, that was put in; ?; a byte lost unmarked)-->  slipped
    slipped  --(each pair: last byte of the pair before + first byte of this one)-->           slipped
    slipped  --(a pair that vanished, being no character)-->                                   slipped
    slipped  --(an ASCII letter that was a second byte; ?; a byte lost unmarked)-->            in step
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from duiqi.cleaning.evidence.byte_tables import likely_candidates
from duiqi.cleaning.evidence.char_model import Plausibility
from duiqi.cleaning.evidence.gbk_pairs import Pattern, Piece, all_vanishing, decode_pair, gbk_bytes, vanishing
from duiqi.cleaning.evidence.pinyin import LETTERS, characters_by_syllable, split_tone
from duiqi.cleaning.evidence.redecode import is_readable
from duiqi.text.chars import HAN, HAN_CHAR

# Costs in nats, set by hand on the development texts: a mark costs little, what leaves no mark more.
_MARKED_START = 3.0  # "?" shows where a byte was lost
_UNMARKED_START = 9.0
_VANISHED = 3.0  # one pair in seven falls into a cell that is no character
_MARKED_END = 1.0
_UNMARKED_END = 3.0
_CUT_END = 14.0  # the stretch ends while still slipped
_WRONG_SCRIPT = 3.0
_LONE_SIGN = 5.0  # one small letter or sign between Han characters; half of it for a capital (A股)
# A pair of characters that the document holds elsewhere is expected here at this cost at most.
_KNOWN_PAIR = 2.0
# Hypotheses kept a position, and those of them from which a run may start unmarked or a pair have vanished.
BEAM, _STARTING, _VANISHING = 12, 2, 3
_MOST_VANISHED = 2  # side by side
_TWICE = 4  # of those after one vanished pair, how many may see another
_VANISHED_KEPT = (16, 4)
# What costs this much more than the best at its place is dropped. Swept over 6, 8, 11, 14, 18 on 180 texts of
# damage.py: from 8 on the mean similarities agree to 0.001, and 18 takes four times as long.
_HOPELESS = 8.0

# The running text behind the model has few quotations; in news they are common.
_QUOTES = {"。”": 3.0, "！”": 3.0, "？”": 3.0, "。“": 4.5, "，“": 4.5, "：“": 2.0, "。「": 4.5, "。」": 3.0}
_NEVER_TWICE, _TWICE_PUNCTUATION = "。，、；：“”", 6.0

_ANY = -1  # a pending first byte that was lost
_CODEC = "gb18030"
# Full-width punctuation is A3 xx in GBK, xx being the ASCII code plus 0x80.
_PUNCTUATION = {p: 0x80 + ord(p) for p in ",;:!?()."}
_PUNCTUATION.update({chr(ord(p) + 0xFEE0): byte for p, byte in list(_PUNCTUATION.items())})
_LONE = re.compile(f"[{HAN}][@-~][{HAN}]")
_GLOSS_CUT = re.compile(f"\\?([{LETTERS}]{{1,8}}) ?\\)")


class _State(NamedTuple):
    cost: float
    last: str  # folded
    pending: int | None  # None: in step; a byte; _ANY; or -b for "a byte that makes no character behind b"
    text: str  # what the step to this state wrote
    previous: _State | None
    bytes: Pattern | None = None  # of ``text``, where it was put together from slipped bytes

    def then(self, cost: float, last: str, pending: int | None, text: str, known: Pattern | None = None) -> _State:
        return _State(self.cost + cost, last, pending, text, self, known)


_Steps = Iterator[tuple[int, _State]]  # (characters used, state after them)


@dataclass(frozen=True)
class Surroundings:
    """What the document says about a stretch: the script it is not in, and the pairs of characters it holds."""

    model: Plausibility
    wrong_script: frozenset[str] = frozenset()
    known_pairs: Mapping[str, int] = field(default_factory=dict)


class Search:
    """One stretch ``text[start:end]``; ``glosses`` are spans (start → end) to be passed over."""

    def __init__(self, text: str, start: int, end: int, glosses: Mapping[int, int], around: Surroundings) -> None:
        self.text, self.start, self.end, self.glosses, self.around = text, start, end, glosses, around
        self.model = around.model

    def repair(self) -> tuple[list[Piece], float]:
        """The best text for the stretch, and by how much (nats) it is more plausible than the text as it stands."""
        first = _State(0.0, self._last_before(self.start), None, "", None)
        columns: list[dict[tuple[int | None, str], _State]] = [{} for _ in range(self.end - self.start + 1)]
        columns[0][None, first.last] = first
        for position in range(self.start, self.end):
            column = columns[position - self.start]
            ranked = sorted(column.values(), key=lambda s: s.cost)[:BEAM]
            ranked = [s for s in ranked if s.cost < ranked[0].cost + _HOPELESS]
            standing = [s for s in column.values() if s.pending is None]
            if standing and not any(s.pending is None for s in ranked):
                ranked.append(min(standing, key=lambda s: s.cost))
            columns[position - self.start] = {}
            for used, after in self._all_steps(position, ranked):
                target = columns[position + used - self.start]
                rival = target.get((after.pending, after.last))
                if rival is None or after.cost < rival.cost:
                    target[after.pending, after.last] = after
        final = [s for state in columns[-1].values() for s in self._close(state)]
        if not final:
            return [Piece(self.text[self.start : self.end], None)], 0.0
        best = min(final, key=lambda s: s.cost)
        return _spell(best), self._plain_cost(first) - best.cost

    def _all_steps(self, position: int, ranked: list[_State]) -> _Steps:
        starting, vanishing = _STARTING, _VANISHING
        for state in ranked:
            if state.pending is None:
                yield self._plain(position, state)
                yield from self._marked_starts(position, state)
                if starting > 0:
                    yield from self._unmarked_starts(position, state)
                    starting -= 1
            else:
                yield from self._slipped(position, state, 0 if vanishing > 0 else _MOST_VANISHED)
                vanishing -= 1

    # ---- in step

    def _plain(self, position: int, state: _State) -> tuple[int, _State]:
        gloss_end = self.glosses.get(position)
        if gloss_end is not None and gloss_end <= self.end:
            return gloss_end - position, state.then(0.0, state.last, None, self.text[position:gloss_end])
        char = self.text[position]
        if char.isspace():
            return 1, state.then(0.0, state.last, None, char)
        folded = self.model.fold(char)
        cost = self._cost(state.last, folded) + (_WRONG_SCRIPT if char in self.around.wrong_script else 0.0)
        if "@" <= char <= "~" and _LONE.match(self.text, max(0, position - 1)):
            cost += _LONE_SIGN if not char.isupper() else _LONE_SIGN / 2
        return 1, state.then(cost, folded, None, char)

    def _marked_starts(self, position: int, state: _State) -> _Steps:
        if self.text[position] != "?":
            return
        cut = _GLOSS_CUT.match(self.text, position, self.end)
        if cut:
            for byte in self._second_bytes(position, cut[1]):
                yield cut.end() - position, state.then(0.0, state.last, byte, "")
        second = _PUNCTUATION.get(self.text[position + 1 : position + 2])
        if second is not None and position + 2 <= self.end:
            for after in self._emit(state, (None, 0xA3), second, _MARKED_START):
                yield 2, after
        yield 1, state.then(_MARKED_START, state.last, _ANY, "")

    def _unmarked_starts(self, position: int, state: _State) -> _Steps:
        char = self.text[position]
        byte = _PUNCTUATION.get(char)
        if byte is not None and char.isascii() and char != "?":
            for after in self._emit(state, (None, 0xA3), byte, _UNMARKED_START):
                yield 1, after
            return
        pair = gbk_bytes(char)
        if len(pair) == 2 and pair[1] >= 0x80:
            for after in self._emit(state, (None, pair[0]), pair[1], _UNMARKED_START):
                yield 1, after
        elif len(pair) == 1 and 0x40 <= pair[0] <= 0x7E:
            for after in self._emit(state, (None, pair[0]), None, _UNMARKED_START):
                yield 1, after

    def _second_bytes(self, position: int, syllable: str) -> list[int]:
        """Second bytes of the characters read ``syllable`` whose first byte is the last one before ``position``."""
        before = position - 1
        while before > 0 and not HAN_CHAR.match(self.text[before]):
            before -= 1
        tail = gbk_bytes(self.text[before])[-1:] if before >= 0 else b""
        found = [gbk_bytes(char) for char in characters_by_syllable().get(split_tone(syllable)[0], ())]
        return sorted({pair[1] for pair in found if len(pair) == 2 and pair[:1] == tail})

    # ---- slipped

    def _slipped(self, position: int, state: _State, vanished: int) -> _Steps:
        char = self.text[position]
        pair = gbk_bytes(char)
        yield from self._slipped_on(char, pair, state)
        # In step again without a mark: the byte that went is before this character.
        lost = None if len(pair) < 2 else 0x80
        for after in self._emit(state, (state.pending, lost), None, _UNMARKED_END):
            yield self._plain(position, after)
        if vanished < _MOST_VANISHED and state.pending != _ANY and char != "?":
            for rank, after in enumerate(self._vanished_pair(state, vanished)):
                yield from self._slipped(position, after, vanished + 1 if rank < _TWICE else _MOST_VANISHED)

    def _slipped_on(self, char: str, pair: bytes, state: _State) -> _Steps:
        """The first byte of ``char`` ends the character before it; its second begins another, or shows the end."""
        if len(pair) == 2 and pair[1] >= 0x80:
            for after in self._emit(state, (state.pending, pair[0]), pair[1], 0.0):
                yield 1, after
        elif len(pair) == 2:  # the second byte is a letter that never was one
            letter = chr(pair[1])
            folded = self.model.fold(letter)
            for after in self._emit(state, (state.pending, pair[0]), None, _MARKED_END):
                yield 1, after.then(self.model.cost(after.last, folded), folded, None, letter)
        elif len(pair) == 1 and (0x40 <= pair[0] <= 0x7E or pair[0] == 0x80):
            for after in self._emit(state, (state.pending, pair[0]), None, 0.0):
                yield 1, after
        elif char == "?":
            for after in self._emit(state, (state.pending, None), None, _MARKED_END):
                yield 1, after

    def _vanished_pair(self, state: _State, vanished: int) -> list[_State]:
        """States after the character whose second byte went with the pair; its first byte went with one before it,
        when that vanished too."""
        pending = state.pending or 0
        if pending > 0:
            chars = vanishing(pending)
        else:
            chars = [c for c in likely_candidates(_CODEC, (None, None), state.last) if c in all_vanishing()]
        first = pending if pending > 0 else None
        states = (
            s._replace(pending=-gbk_bytes(s.text)[1])
            for s in self._states(state, chars, None, _VANISHED, (first, None))
        )
        return sorted(states, key=lambda s: s.cost)[: _VANISHED_KEPT[vanished]]

    def _emit(self, state: _State, pattern: Pattern, pending: int | None, penalty: float) -> Iterator[_State]:
        """States after a character of the given bytes, the first of them perhaps only known to have been lost."""
        first, second = pattern
        known: Pattern | None = (None if first is None or first < 0 else first, second)
        chars: list[str]
        if first is not None and first >= 0 and second is not None:
            char = decode_pair(first, second)
            chars = [char] if char else []
        elif first is None or first < 0:
            if second is None:
                return
            chars = likely_candidates(_CODEC, (None, second), state.last)
            if first is not None and first < _ANY:
                chars = [c for c in chars if not is_readable(-first, gbk_bytes(c)[0], "gbk")]
        else:
            chars = likely_candidates(_CODEC, (first, None), state.last)
        yield from self._states(state, chars, pending, penalty, known)

    def _states(
        self, state: _State, chars: list[str], pending: int | None, penalty: float, known: Pattern | None
    ) -> Iterator[_State]:
        for char in chars:
            folded = self.model.fold(char)
            cost = self._cost(state.last, folded)
            if cost > _KNOWN_PAIR and self.around.known_pairs.get(state.last + folded, 0) >= 2:
                cost = _KNOWN_PAIR
            if char in self.around.wrong_script:
                cost += _WRONG_SCRIPT
            yield state.then(cost + penalty, folded, pending, char, known)

    def _cost(self, last: str, folded: str) -> float:
        cost = self.model.cost(last, folded)
        if last == folded and last in _NEVER_TWICE:
            return cost + _TWICE_PUNCTUATION
        return min(cost, _QUOTES.get(last + folded, cost))

    # ---- ends

    def _close(self, state: _State) -> list[_State]:
        line_end = self.end == len(self.text) or self.text[self.end] == "\n"
        following = "\n" if line_end else self.model.fold(self.text[self.end])
        closed = [state]
        if state.pending is not None:
            penalty = _UNMARKED_END if line_end else _CUT_END
            pending = state.pending
            closed = list(self._emit(state, (pending, None), None, penalty)) if pending >= 0 else []
        return [s.then(self.model.cost(s.last, following), following, None, "") for s in closed]

    def _plain_cost(self, state: _State) -> float:
        position = self.start
        while position < self.end:
            used, state = self._plain(position, state)
            position += used
        return self._close(state)[0].cost

    def _last_before(self, position: int) -> str:
        while position > 0 and self.text[position - 1] in " \u00a0":
            position -= 1
        return self.model.fold(self.text[position - 1]) if position else "\n"


def _spell(state: _State | None) -> list[Piece]:
    pieces: list[Piece] = []
    while state is not None:
        if state.text:
            pieces.append(Piece(state.text, state.bytes))
        state = state.previous
    return pieces[::-1]
