"""The search that sets slipped bytes right again, over one stretch of text.

It walks over the damaged stretch with two states, in step and slipped, and keeps the paths on which the Chinese is
most plausible:

    in step  --(? and the punctuation, or gloss, that was put in; ?; a byte lost unmarked)-->  slipped
    slipped  --(each pair: last byte of the pair before + first byte of this one)-->           slipped
    slipped  --(a pair that vanished, being no character)-->                                   slipped
    slipped  --(an ASCII letter that was a second byte; ?; a byte lost unmarked)-->            in step
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from duiqi.cleaning.evidence.byte_tables import likely_candidates
from duiqi.cleaning.evidence.gbk_pairs import Pattern, Piece, all_vanishing, gbk_bytes, vanishing
from duiqi.cleaning.evidence.pinyin import LETTERS, characters_by_syllable, split_tone
from duiqi.cleaning.evidence.slips.columns import Columns, State, by_cost
from duiqi.cleaning.evidence.slips.surroundings import ANY, WRONG_SCRIPT, Surroundings
from duiqi.text.chars import HAN, HAN_CHAR

# Costs in nats, set by hand on the development texts: a mark costs little, what leaves no mark more.
_MARKED_START = 3.0  # "?" shows where a byte was lost
_UNMARKED_START = 9.0
_VANISHED = 3.0  # one pair in seven falls into a cell that is no character
_MARKED_END = 1.0
_UNMARKED_END = 3.0
_CUT_END = 14.0  # the stretch ends while still slipped
_LONE_SIGN = 5.0  # one small letter or sign between Han characters; half of it for a capital (A股)
# From so many of the states at a position a run may start unmarked, or a pair have vanished.
_STARTING, _VANISHING = 2, 3
_MOST_VANISHED = 2  # side by side
_TWICE = 4  # of those after one vanished pair, how many may see another
_VANISHED_KEPT = (16, 4)  # states after a first and after a second vanished pair
_CODEC = "gb18030"
# Full-width punctuation is A3 xx in GBK, xx being the ASCII code plus 0x80.
_PUNCTUATION = {p: 0x80 + ord(p) for p in ",;:!?()."}
_PUNCTUATION.update({chr(ord(p) + 0xFEE0): byte for p, byte in list(_PUNCTUATION.items())})
_LONE = re.compile(f"[{HAN}][@-~][{HAN}]")
_GLOSS_CUT = re.compile(f"\\?([{LETTERS}]{{1,8}}) ?\\)")


class _Step(NamedTuple):
    """A step in step: over one character, or over a gloss or white space, which cost nothing."""

    used: int
    folded: str  # "" where it costs nothing
    extra: float
    text: str


class Search:
    """One stretch ``text[start:end]``; ``glosses`` are spans (start → end) to be passed over."""

    def __init__(self, text: str, start: int, end: int, glosses: Mapping[int, int], around: Surroundings) -> None:
        self.text, self.start, self.end, self.glosses, self.around = text, start, end, glosses, around
        self.model = around.model
        self.columns = Columns(start, end)

    def repair(self) -> tuple[list[Piece], float]:
        """The best text for the stretch, and by how much (nats) it is more plausible than the text as it stands."""
        first = State(0.0, self._last_before(self.start), None, "", None)
        self.columns.put(self.start, first)
        for position in range(self.start, self.end):
            self._go_on(position, self.columns.take(position))
        final = [closed for state in self.columns.last() for closed in self._close(state)]
        if not final:
            return [Piece(self.text[self.start : self.end], None)], 0.0
        best = min(final, key=by_cost)
        return _spell(best), self._plain_cost(first) - best.cost

    def _go_on(self, position: int, ranked: Sequence[State]) -> None:
        starting, vanishing = _STARTING, _VANISHING
        step = self._step(position)
        for state in ranked:
            if state.pending is None:
                self.columns.put(position + step.used, self._after(state, step))
                self._marked_starts(position, state)
                if starting > 0:
                    self._unmarked_starts(position, state)
                    starting -= 1
            else:
                self._slipped(position, state, step, 0 if vanishing > 0 else _MOST_VANISHED)
                vanishing -= 1

    # ---- in step

    def _step(self, position: int) -> _Step:
        gloss_end = self.glosses.get(position)
        if gloss_end is not None and gloss_end <= self.end:
            return _Step(gloss_end - position, "", 0.0, self.text[position:gloss_end])
        char = self.text[position]
        if char.isspace():
            return _Step(1, "", 0.0, char)
        extra = WRONG_SCRIPT if char in self.around.wrong_script else 0.0
        if "@" <= char <= "~" and _LONE.match(self.text, max(0, position - 1)):
            extra += _LONE_SIGN if not char.isupper() else _LONE_SIGN / 2
        return _Step(1, self.model.fold(char), extra, char)

    def _after(self, state: State, step: _Step) -> State:
        if not step.folded:
            return State(state.cost, state.last, None, step.text, state)
        cost = self.around.cost(state.last, step.folded) + step.extra
        return State(state.cost + cost, step.folded, None, step.text, state)

    def _marked_starts(self, position: int, state: State) -> None:
        if self.text[position] != "?":
            return
        cut = _GLOSS_CUT.match(self.text, position, self.end)
        if cut:
            for byte in self._second_bytes(position, cut[1]):
                self.columns.put(cut.end(), State(state.cost, state.last, byte, "", state))
        second = _PUNCTUATION.get(self.text[position + 1 : position + 2])
        if second is not None and position + 2 <= self.end:
            self._emit(position + 2, state, (None, 0xA3), second, _MARKED_START)
        self.columns.put(position + 1, State(state.cost + _MARKED_START, state.last, ANY, "", state))

    def _unmarked_starts(self, position: int, state: State) -> None:
        char = self.text[position]
        byte = _PUNCTUATION.get(char)
        if byte is not None and char.isascii() and char != "?":
            self._emit(position + 1, state, (None, 0xA3), byte, _UNMARKED_START)
            return
        pair = gbk_bytes(char)
        if len(pair) == 2 and pair[1] >= 0x80:
            self._emit(position + 1, state, (None, pair[0]), pair[1], _UNMARKED_START)
        elif len(pair) == 1 and 0x40 <= pair[0] <= 0x7E:
            self._emit(position + 1, state, (None, pair[0]), None, _UNMARKED_START)

    def _second_bytes(self, position: int, syllable: str) -> list[int]:
        """Second bytes of the characters read ``syllable`` whose first byte is the last one before ``position``."""
        before = position - 1
        while before > 0 and not HAN_CHAR.match(self.text[before]):
            before -= 1
        tail = gbk_bytes(self.text[before])[-1:] if before >= 0 else b""
        found = [gbk_bytes(char) for char in characters_by_syllable().get(split_tone(syllable)[0], ())]
        return sorted({pair[1] for pair in found if len(pair) == 2 and pair[:1] == tail})

    # ---- slipped

    def _slipped(self, position: int, state: State, step: _Step, vanished: int) -> None:
        """The steps of a slipped state over the character at ``position``; ``step`` is the one in step."""
        char = self.text[position]
        pair = gbk_bytes(char)
        self._slipped_on(position, char, pair, state)
        # In step again without a mark: the byte that went is before this character.
        lost = None if len(pair) < 2 else 0x80
        self._emit_before(position, state, (state.pending, lost), _UNMARKED_END, step)
        if vanished < _MOST_VANISHED and state.pending != ANY and char != "?":
            limit = self.columns.limit(position + 1, None) if step.used == 1 else math.inf
            for rank, after in enumerate(self._vanished_pair(state, vanished, limit)):
                self._slipped(position, after, step, vanished + 1 if rank < _TWICE else _MOST_VANISHED)

    def _slipped_on(self, position: int, char: str, pair: bytes, state: State) -> None:
        """The first byte of ``char`` ends the character before it; its second begins another, or shows the end."""
        if len(pair) == 2 and pair[1] >= 0x80:
            self._emit(position + 1, state, (state.pending, pair[0]), pair[1], 0.0)
        elif len(pair) == 2:  # the second byte is a letter that never was one
            letter = chr(pair[1])
            step = _Step(1, self.model.fold(letter), 0.0, letter)
            self._emit_before(position, state, (state.pending, pair[0]), _MARKED_END, step)
        elif len(pair) == 1 and (0x40 <= pair[0] <= 0x7E or pair[0] == 0x80):
            self._emit(position + 1, state, (state.pending, pair[0]), None, 0.0)
        elif char == "?":
            self._emit(position + 1, state, (state.pending, None), None, _MARKED_END)

    def _vanished_pair(self, state: State, vanished: int, limit: float) -> list[State]:
        """States after the character whose second byte went with the pair; its first byte went with one before it,
        when that vanished too."""
        pending = state.pending or 0
        if pending > 0:
            chars = vanishing(pending)
        else:
            chars = [c for c in likely_candidates(_CODEC, (None, None), state.last) if c in all_vanishing()]
        known = (pending if pending > 0 else None, None)
        scored = sorted(self.around.weighed(state, chars, _VANISHED, limit), key=itemgetter(0))
        kept = scored[: _VANISHED_KEPT[vanished]]
        return [State(cost, folded, -gbk_bytes(char)[1], char, state, known) for cost, folded, char in kept]

    def _emit(self, position: int, state: State, pattern: Pattern, pending: int | None, penalty: float) -> None:
        """Put at ``position`` the states after a character of the given bytes, the first of them perhaps only known to
        have been lost."""
        known = _known(pattern)
        for cost, folded, char in self.around.scored(state, pattern, penalty, self.columns.limit(position, pending)):
            self.columns.put(position, State(cost, folded, pending, char, state, known))

    def _emit_before(self, position: int, state: State, pattern: Pattern, penalty: float, step: _Step) -> None:
        """Put the states after such a character and a step in step behind it, over what stands at ``position``."""
        target = position + step.used
        known = _known(pattern)
        limit = min(self.columns.limit(target, None), self.columns.cost(target, None, step.folded))
        for cost, folded, char in self.around.scored(state, pattern, penalty, limit):
            # After a character all of these go on alike; the first of the cheapest is kept.
            if step.folded and cost + (self.around.cost(folded, step.folded) + step.extra) >= limit:
                continue
            after = self._after(State(cost, folded, None, char, state, known), step)
            limit = after.cost if step.folded else limit
            self.columns.put(target, after)

    # ---- ends

    def _close(self, state: State) -> list[State]:
        line_end = self.end == len(self.text) or self.text[self.end] == "\n"
        following = "\n" if line_end else self.model.fold(self.text[self.end])
        closed = [state]
        if state.pending is not None:
            pattern, penalty = (state.pending, None), _UNMARKED_END if line_end else _CUT_END
            scored = self.around.scored(state, pattern, penalty, math.inf) if state.pending >= 0 else []
            closed = [State(cost, folded, None, char, state, pattern) for cost, folded, char in scored]
        return [State(s.cost + self.model.cost(s.last, following), following, None, "", s) for s in closed]

    def _plain_cost(self, state: State) -> float:
        position = self.start
        while position < self.end:
            step = self._step(position)
            position, state = position + step.used, self._after(state, step)
        return self._close(state)[0].cost

    def _last_before(self, position: int) -> str:
        while position > 0 and self.text[position - 1] in " \u00a0":
            position -= 1
        return self.model.fold(self.text[position - 1]) if position else "\n"


def _known(pattern: Pattern) -> Pattern:
    first, second = pattern
    return None if first is None or first < 0 else first, second


def _spell(state: State | None) -> list[Piece]:
    pieces: list[Piece] = []
    while state is not None:
        if state.text:
            pieces.append(Piece(state.text, state.bytes))
        state = state.previous
    return pieces[::-1]
