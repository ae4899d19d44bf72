"""Read bytes again, some of them lost: the best path through all characters they can stand for, and holes.

A beam search over byte positions. A hypothesis is the text so far; its cost is the model's, plus a penalty for every
byte it takes to be lost. (Viterbi 1967, with a beam; the lattice of character hypotheses is that of word
recognition.)
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from duiqi.cleaning.evidence.byte_tables import LOST, Token, all_candidates
from duiqi.cleaning.evidence.char_model import Plausibility
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


# A path to a place: its cost, its last character (folded), the text of its last step, the path before that. A plain
# tuple, since some hundred thousand are made for a long text.
_Path = tuple[float, str, str, Any]
Option = tuple[str, int, float]  # a character, the bytes it takes, its penalty
# The same with the character folded ("" for holes and spaces, which cost nothing but the penalty) and its cost behind
# one that it is not known to follow.
Step = tuple[str, str, float, int, float]
_cost_of: Callable[[Any], float] = itemgetter(0)


class Reading(NamedTuple):
    """Text read from bytes and its cost in nats."""

    text: str
    cost: float


def redecode(tokens: list[Token], codec: str, wrong: str, model: Plausibility) -> Reading:
    """The most plausible text of ``tokens`` in ``codec`` (``"utf-8"``, ``"gb18030"`` or ``"big5hkscs"``).

    ``wrong`` is the encoding it was read in: a byte can only have been lost where that encoding cannot read it.
    """
    high = [t for t in tokens if t is not None and t >= 0x80]
    # GB2312 has only bytes from A1; text that keeps to it (Simplified) lost no byte below.
    lost = _Loss(codec, wrong, codec == "gb18030" and sum(map((0xA1).__le__, high)) > 0.97 * len(high))
    end: _Path | None = min(_paths(tokens, lost, model).values(), key=_cost_of)
    cost = end[0] if end else 0.0
    chars: list[str] = []
    while end is not None:
        chars += reversed(end[2])
        end = end[3]
    text = chars[::-1]
    return Reading("".join(text) if codec == "utf-8" else _doubtful_lost(text, model), cost)


def _paths(tokens: Sequence[Token], lost: _Loss, model: Plausibility) -> dict[str, _Path]:
    """The cheapest paths to the end of ``tokens``, by their last character."""
    size, width = len(tokens), _WINDOW[lost.codec]
    sure, steps = sure_runs(tokens, lost.codec, model), _steps(lost, model)
    inside = bytearray(size + 1)
    for start, run in sure.items():
        inside[start + 1 : run.end] = bytes([1]) * (run.end - start - 1)
    read = tuple(tokens)
    columns: dict[int, dict[str, _Path]] = defaultdict(dict)
    columns[0]["\n"] = (0.0, "\n", "", None)
    # The least cost of a path that ends at each place; none ends behind the last.
    ahead = [math.inf] * (size + 4)
    onward = 0
    while onward < size:
        position, certain = onward, sure.get(onward)
        onward = certain.end if certain else position + 1
        reached = columns.pop(position, None)  # paths that lead nowhere are kept no longer
        best = _best(reached, ahead, position) if reached else ()
        if best and certain:
            _enter(columns[certain.end], ahead, certain.end, _behind(best, certain, model))
        elif best:
            for char, following, unlinked, used, penalty in steps[read[position : position + width]]:
                target = position + used
                if inside[target]:
                    continue
                if following:
                    cost, path = _cheapest(best, following, unlinked, model)
                    _enter(columns[target], ahead, target, (cost + penalty, following, char, path))
                else:
                    for path in best:
                        _enter(columns[target], ahead, target, (path[0] + penalty, path[1], char, path))
    return columns[size]


def _best(reached: Mapping[str, _Path], ahead: Sequence[float], position: int) -> list[_Path]:
    """The cheapest of the paths that end at ``position``."""
    most = min(ahead[position + 1], ahead[position + 2], ahead[position + 3]) + _BEHIND
    if len(reached) == 1:
        return [path for path in reached.values() if path[0] < most]
    return sorted([path for path in reached.values() if path[0] < most], key=_cost_of)[:BEAM]


def _enter(column: dict[str, _Path], ahead: list[float], target: int, path: _Path) -> None:
    """Keep ``path`` among those that end at ``target`` if it is not given up at its turn, as far as is known."""
    cost, last = path[0], path[1]
    if cost < ahead[target]:
        ahead[target] = cost
    elif cost >= min(ahead[target + 1], ahead[target + 2], ahead[target + 3]) + _BEHIND:
        return
    rival = column.get(last)
    if rival is None or cost < rival[0]:
        column[last] = path


def _cheapest(paths: Sequence[_Path], following: str, unlinked: float, model: Plausibility) -> tuple[float, _Path]:
    """The cheapest of ``paths`` with the character ``following`` behind it, and the cost of both."""
    best, rows = paths[0], model.successors
    least = best[0] + rows[best[1]].get(following, unlinked)  # as ``model.cost``, without a call
    for path in paths[1:]:
        cost = path[0] + rows[path[1]].get(following, unlinked)
        if cost < least:
            least, best = cost, path
    return least, best


def _behind(paths: Sequence[_Path], run: Run, model: Plausibility) -> _Path:
    """The cheapest of the paths that end before ``run``, with that."""
    cost, best = min(((path[0] + model.cost(path[1], run.first), path) for path in paths), key=_cost_of)
    return cost + run.cost, run.last, run.text, best


def _doubtful_lost(chars: list[str], model: Plausibility) -> str:
    """The text, in which an ideograph beside a hole is lost too when it does not go with its other neighbour: where
    bytes are missing, those that are left may have been paired wrongly."""
    text = list(chars)
    around = ["\n", *chars, "\n"]
    holes = [index for index, char in enumerate(chars) if char == LOST]
    for index in {*(hole - 1 for hole in holes if hole), *(hole + 1 for hole in holes if hole + 1 < len(chars))}:
        if HAN_CHAR.match(chars[index]):
            left, char, right = map(model.fold, around[index : index + 3])
            if model.cost_between(left, char, right) >= SURE_COST:
                text[index] = LOST
    return "".join(text)


class _Loss(NamedTuple):
    """The encoding of the bytes, the one that they were read in, and whether none below A1 can be missing."""

    codec: str
    wrong: str
    narrow: bool


# Bytes that tell what may stand at a place: a character, and the byte behind it.
_WINDOW = {"utf-8": 4, "gb18030": 3, "big5hkscs": 3}


class _Steps(dict[tuple[Token, ...], tuple[Step, ...]]):
    """What may stand at the first byte of some bytes, found when it is asked for."""

    def __init__(self, lost: _Loss, model: Plausibility) -> None:
        super().__init__()
        self._lost, self._model = lost, model

    def __missing__(self, window: tuple[Token, ...]) -> tuple[Step, ...]:
        if len(self) >= _MOST_STEPS:
            self.clear()
        options = _utf8_options if self._lost.codec == "utf-8" else _double_byte_options
        self[window] = steps = tuple(
            (char, following, self._model.unlinked(following) if following else 0.0, used, penalty)
            for char, used, penalty in options(window, self._lost)
            for following in ("" if char == LOST or char.isspace() else self._model.folded(char),)
        )
        return steps


# The same few thousand characters, and what is left of them, come again and again.
_MOST_STEPS = 1 << 15
_steps = lru_cache(maxsize=4)(_Steps)


def _double_byte_options(window: tuple[Token, ...], lost: _Loss) -> Iterator[Option]:
    """In GB18030 or Big5."""
    first, second = window[0], window[1] if len(window) > 1 else 0
    if first is not None and first < 0x80:
        yield chr(first), 1, 0.0
        if 0x40 <= first <= 0x7E and _can_be(*lost[:2], (None, first), None, lost.narrow):
            yield LOST, 1, _UNMARKED_LOSS + _HOLE
        return
    if first is not None and second is not None:
        char = _decode(bytes((first, second)), lost.codec)
        if char:
            yield char, 2, 0.0
    elif (second is None or second) and _fits((first, second), window, 2, lost):
        yield LOST, 2, _MARKED_LOSS + _HOLE
    alone = first is not None and _alone(*lost[:2], first, second, lost.narrow)
    yield LOST, 1, _UNMARKED_LOSS + _HOLE if alone else _UNREADABLE


def _utf8_options(window: tuple[Token, ...], lost: _Loss) -> Iterator[Option]:
    """In UTF-8; characters of four bytes are left to the strict reading."""
    first = window[0]
    if first is not None and first < 0x80:
        yield chr(first), 1, 0.0
        return
    two, three = window[:2], window[:3]
    known = [t for t in three if t is not None]
    if len(known) == 3 and (char := _decode(bytes(known), lost.codec)):
        yield char, 3, 0.0
    elif three == (None, None, None):
        yield LOST, 3, _HOLE
    elif len(three) == 3 and len(known) < 3 and _continues(three[1:]) and _fits(three, window, 3, lost):
        yield LOST, 3, _MARKED_LOSS * (3 - len(known)) + _HOLE
    pair = [t for t in two if t is not None]
    if len(pair) == 2 and (char := _decode(bytes(pair), lost.codec)):
        yield char, 2, 0.0
    patterns = ((*two, None), (two[0], None, two[1]), (None, *two)) if len(two) == 2 and pair else ()
    if any(_fits(pattern, window, 2, lost) for pattern in patterns):
        yield LOST, 2, _UNMARKED_LOSS + _HOLE
    alone = first is not None and first >= 0xE0 and _fits((first, None, None), window, 1, lost)
    yield LOST, 1, 2 * _UNMARKED_LOSS + _HOLE if alone else _UNREADABLE


def _fits(pattern: tuple[Token, ...], window: tuple[Token, ...], used: int, lost: _Loss) -> bool:
    """Whether a character of ``pattern``, of which so many bytes are there, can have lost the others."""
    follower = window[used] if used < len(window) else None
    return _can_be(*lost[:2], pattern, follower, lost.narrow)


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
