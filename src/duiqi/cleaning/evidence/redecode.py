"""Read bytes again, some of them lost: the best path through all characters they can stand for, and holes.

A beam search over byte positions. A hypothesis is the text so far; its cost is the model's, plus a penalty for every
byte it takes to be lost. (Viterbi 1967, with a beam; the lattice of character hypotheses is that of word
recognition.)
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

from duiqi.cleaning.evidence.byte_tables import LOST, Token, all_candidates
from duiqi.cleaning.evidence.char_model import SAME_CLASS_COST, Plausibility
from duiqi.cleaning.evidence.sure_runs import Run, sure_runs
from duiqi.text.chars import HAN_CHAR

# Hypotheses kept a position. Over 118 texts with lost bytes (development sample and damage.py, groups c and d) 4, 8
# and 16 give a mean similarity of 0.866, 0.866, 0.867.
BEAM = 4
# A path that costs so much more (nats) than one that has come further is given up: text paired one byte late costs 5
# nats a character more than text in step.
_BEHIND = 18.0
# GBK as read by a decoder that makes private-use characters of the cells that have no character.
PRIVATE_GBK = "gb18030 with private cells"
# An ideograph put together from its bytes where others are missing stands when it costs less than this (nats) behind
# its neighbour, or its neighbour behind it.
SURE_COST = 6.5
# What is written for a character that is lost for good. (A single U+FFFD in a sound line would be taken for a stray.)
HOLE = "\ufffd\ufffd"
# In nats. A byte lost without a trace must explain more than a byte marked as lost; what cannot be read
# at all must cost more than the rarest character.
_UNMARKED_LOSS = 3.0
_MARKED_LOSS = 0.5
_UNREADABLE = 16.0
# A character of which a byte is gone costs as much as a rather rare one.
_HOLE = 8.0


class _Hypothesis(NamedTuple):
    cost: float
    last: str  # folded
    text: str  # the last step of the path
    previous: _Hypothesis | None


Option = tuple[str, int, float]  # a character, the bytes it takes, its penalty
_cost_of = itemgetter(0)


class Reading(NamedTuple):
    """Text read from bytes and its cost in nats."""

    text: str
    cost: float


def redecode(tokens: list[Token], codec: str, wrong: str, model: Plausibility) -> Reading:
    """The most plausible text of ``tokens`` in ``codec`` (``"utf-8"``, ``"gb18030"`` or ``"big5hkscs"``).

    ``wrong`` is the encoding it was read in: a byte can only have been lost where that encoding cannot read it.
    """
    search = _Search(tokens, codec, wrong, model)
    options = search.utf8_options if codec == "utf-8" else search.double_byte_options
    columns: list[dict[str, _Hypothesis]] = [{} for _ in range(len(tokens) + 1)]
    columns[0]["\n"] = _Hypothesis(0.0, "\n", "", None)
    sure = sure_runs(tokens, codec, model)
    inside = bytearray(len(tokens) + 1)
    for start, each in sure.items():
        inside[start + 1 : each.end] = bytes([1]) * (each.end - start - 1)
    ahead = [math.inf] * (len(tokens) + 1)  # the least cost of a path that ends behind each position
    for position in range(len(tokens)):
        reached = columns[position]
        columns[position] = {}
        if not reached:
            continue
        most = min(ahead[position + 1 : position + 4]) + _BEHIND
        best = sorted((h for h in reached.values() if h.cost < most), key=_cost_of)[:BEAM]
        if not best:
            continue
        if run := sure.get(position):
            found, rival = _behind(best, run, model), columns[run.end].get(run.last)
            if rival is None or found.cost < rival.cost:
                columns[run.end][run.last] = found
                ahead[run.end] = min(found.cost, ahead[run.end])
            continue
        # What a hole or a space costs is in the penalty.
        steps = [
            (char, following, model.unlinked(following) if following else 0.0, used, penalty)
            for char, used, penalty in options(position)
            if not inside[position + used]
            for following in ("" if char == LOST or char.isspace() else model.folded(char),)
        ]
        for hypothesis in best:
            last = hypothesis.last
            known = model.successors(last)
            for char, following, unlinked, used, penalty in steps:
                # As ``model.cost``, without a call for each step.
                cost = SAME_CLASS_COST if following == last and last in "A0" else known.get(following, unlinked)
                folded = following or last
                total = hypothesis.cost + cost + penalty
                column = columns[position + used]
                rival = column.get(folded)
                if rival is None or total < rival.cost:
                    column[folded] = _Hypothesis(total, folded, char, hypothesis)
                    ahead[position + used] = min(total, ahead[position + used])
    end: _Hypothesis | None = min(columns[-1].values(), key=lambda h: h.cost)
    cost = end.cost if end else 0.0
    chars: list[str] = []
    while end is not None:
        chars += reversed(end.text)
        end = end.previous
    text = chars[::-1]
    return Reading("".join(text) if codec == "utf-8" else _doubtful_lost(text, model), cost)


def _behind(paths: Sequence[_Hypothesis], run: Run, model: Plausibility) -> _Hypothesis:
    """The cheapest of the paths that end before ``run``, with that."""
    cost, best = min(((path.cost + model.cost(path.last, run.first), path) for path in paths), key=_cost_of)
    return _Hypothesis(cost + run.cost, run.last, run.text, best)


def _doubtful_lost(chars: list[str], model: Plausibility) -> str:
    """The text, in which an ideograph beside a hole is lost too when it does not go with its other neighbour: where
    bytes are missing, those that are left may have been paired wrongly."""
    text = list(chars)
    for index, char in enumerate(chars):
        left, right = chars[index - 1] if index else "\n", chars[index + 1] if index + 1 < len(chars) else "\n"
        if LOST in (left, right) and HAN_CHAR.match(char):
            first, char, second = model.fold(left), model.fold(char), model.fold(right)
            if model.cost_between(first, char, second) >= SURE_COST:
                text[index] = LOST
    return "".join(text)


class _Search:
    """What may stand at each position: (character, bytes used, penalty)."""

    def __init__(self, tokens: list[Token], codec: str, wrong: str, model: Plausibility) -> None:
        self.tokens, self.codec, self.wrong, self.model = tokens, codec, wrong, model
        high = [t for t in tokens if t is not None and t >= 0x80]
        # GB2312 has only bytes from A1; text that keeps to it (Simplified) lost no byte below.
        self.narrow = codec == "gb18030" and sum(t >= 0xA1 for t in high) > 0.97 * len(high)

    def double_byte_options(self, position: int) -> Iterator[Option]:
        """In GB18030 or Big5."""
        first = self.tokens[position]
        second = self.tokens[position + 1] if position + 1 < len(self.tokens) else 0
        if first is not None and first < 0x80:
            yield chr(first), 1, 0.0
            if 0x40 <= first <= 0x7E and _can_be(self.codec, self.wrong, (None, first), None, self.narrow):
                yield LOST, 1, _UNMARKED_LOSS + _HOLE
            return
        if first is not None and second is not None:
            char = _decode(bytes((first, second)), self.codec)
            if char:
                yield char, 2, 0.0
        elif (second is None or second) and self._can_be((first, second), position, 2):
            yield LOST, 2, _MARKED_LOSS + _HOLE
        alone = first is not None and _alone(self.codec, self.wrong, first, second, self.narrow)
        yield LOST, 1, _UNMARKED_LOSS + _HOLE if alone else _UNREADABLE

    def utf8_options(self, position: int) -> Iterator[Option]:
        """In UTF-8; characters of four bytes are left to the strict reading."""
        first = self.tokens[position]
        if first is not None and first < 0x80:
            yield chr(first), 1, 0.0
            return
        two, three = tuple(self.tokens[position : position + 2]), tuple(self.tokens[position : position + 3])
        known = [t for t in three if t is not None]
        if len(known) == 3 and (char := _decode(bytes(known), self.codec)):
            yield char, 3, 0.0
        elif three == (None, None, None):
            yield LOST, 3, _HOLE
        elif len(three) == 3 and len(known) < 3 and _continues(three[1:]) and self._can_be(three, position, 3):
            yield LOST, 3, _MARKED_LOSS * (3 - len(known)) + _HOLE
        pair = [t for t in two if t is not None]
        if len(pair) == 2 and (char := _decode(bytes(pair), self.codec)):
            yield char, 2, 0.0
        patterns = ((*two, None), (two[0], None, two[1]), (None, *two)) if len(two) == 2 and pair else ()
        if any(self._can_be(pattern, position, 2) for pattern in patterns):
            yield LOST, 2, _UNMARKED_LOSS + _HOLE
        alone = first is not None and first >= 0xE0 and self._can_be((first, None, None), position, 1)
        yield LOST, 1, 2 * _UNMARKED_LOSS + _HOLE if alone else _UNREADABLE

    def _can_be(self, pattern: tuple[Token, ...], position: int, used: int) -> bool:
        """Whether a character of ``pattern`` can have lost the bytes that are not there."""
        follower = self.tokens[position + used] if position + used < len(self.tokens) else None
        return _can_be(self.codec, self.wrong, pattern, follower, self.narrow)


@lru_cache(maxsize=100_000)
def _alone(codec: str, wrong: str, byte: int, follower: Token, narrow: bool) -> bool:
    """Whether ``byte`` can have lost the one behind or before it."""
    patterns = (byte, None), (None, byte)
    return any(_can_be(codec, wrong, pattern, follower, narrow) for pattern in patterns)


@lru_cache(maxsize=100_000)
def _can_be(codec: str, wrong: str, pattern: tuple[Token, ...], follower: Token, narrow: bool) -> bool:
    """Whether a character fits ``pattern``: a byte can only have been lost where the wrong encoding cannot read it with
    the byte behind it."""
    for char in all_candidates(codec).get(pattern, ()):
        encoded = char.encode(codec)
        if narrow and min(encoded) < 0xA1:
            continue
        for index, token in enumerate(pattern):
            if token is None:
                after = encoded[index + 1] if index + 1 < len(encoded) else follower
                if after is not None and is_readable(encoded[index], after, wrong):
                    break
        else:
            return True
    return False


def _continues(tokens: tuple[Token, ...]) -> bool:
    return all(t is None or 0x80 <= t <= 0xBF for t in tokens)


def _decode(encoded: bytes, codec: str) -> str:
    try:
        char = encoded.decode(codec)
    except UnicodeDecodeError:
        return ""
    return char if len(char) == 1 and not "\ue000" <= char <= "\uf8ff" else ""


@cache
def is_readable(first: int, second: int, codec: str) -> bool:
    """Whether ``codec`` makes one character of these two bytes. (At most 65,536 pairs for each encoding.)"""
    names = {"gb18030": "gbk", "big5hkscs": "big5", PRIVATE_GBK: "gb18030"}
    try:
        return codec != "latin" and len(bytes((first, second)).decode(names.get(codec, codec))) == 1
    except UnicodeDecodeError:
        return False
