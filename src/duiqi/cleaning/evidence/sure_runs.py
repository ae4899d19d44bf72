"""Stretches of bytes that lost nothing: they are read at once, and only what lies between them is searched."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from duiqi.cleaning.evidence.byte_tables import LOST, Token
from duiqi.cleaning.evidence.char_model import Plausibility

# Three bytes that make a character, and the beginning of another (no surrogates, nothing spelt too long); ASCII.
_UTF8 = re.compile(
    rb"(?:(?:\xe0[\xa0-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]|\xed[\x80-\x9f])[\x80-\xbf](?=[\x00-\x7f\xc2-\xf4]|\Z)"
    rb"|[\x00-\x7f])+"
)
# Characters of two bytes are in step where so many of them on either side cost so little on average (nats): Chinese out
# of step costs 10 and more. Of 250 texts (every pair of encodings; all, a third, a place) six came back with a
# character or two otherwise than by a search of all bytes; of these characters five of six were right.
_REACH, _IN_STEP = 3, 7.0
# More than the characters on both sides may cost together: none within reach of a lost one is in step.
_LOST_COST = 100.0


class Run(NamedTuple):
    """``text`` up to the byte ``end``; its first and last character as the model folds them, the cost (nats) of all
    behind the first."""

    text: str
    end: int
    first: str
    last: str
    cost: float


def sure_runs(tokens: Sequence[Token], codec: str, model: Plausibility) -> dict[int, Run]:
    """The runs of ``tokens`` in ``codec`` (``"utf-8"``, ``"gb18030"`` or ``"big5hkscs"``) by the byte they begin at."""
    data = bytes([0xFF if token is None else token for token in tokens])
    spans = _whole(data) if codec == "utf-8" else _in_step(data, codec, model)
    runs = {}
    for start, end, text, costs in spans:
        folded = model.fold("".join(text.split()))
        if folded:
            first = len(text) - len(text.lstrip())
            cost = sum(costs[first + 1 :], 0.0) if costs else model.text_cost(folded[1:], folded[0])
            runs[start] = Run(text, end, folded[0], folded[-1], cost)
    return runs


# The bytes that a stretch begins and ends at, its text, the cost of each of its characters where that is known.
_Span = tuple[int, int, str, list[float]]


def _whole(data: bytes) -> Iterator[_Span]:
    for match in _UTF8.finditer(data):
        yield match.start(), match.end(), match[0].decode(), []


def _in_step(data: bytes, codec: str, model: Plausibility) -> Iterator[_Span]:
    """The stretches that make sense read straight on."""
    starts, chars = _straight(data, codec)
    # The cost above the bound, of all up to a character: it falls over what is in step.
    links = list(_links(model.fold("".join(chars)), model))
    sums = [0.0, *accumulate(cost - _IN_STEP for cost in links)]
    before, behind = [0.0] * _REACH + sums, sums[_REACH + 1 :] + sums[-1:] * _REACH
    begun = -1
    for k, (low, high) in enumerate(zip(before, [*behind[: len(chars)], math.inf], strict=False)):
        if high <= low:
            begun = k if begun < 0 else begun
        elif begun >= 0:
            yield starts[begun], starts[k], "".join(chars[begun:k]), links[begun:k]
            begun = -1


def _links(folded: str, model: Plausibility) -> Iterator[float]:
    """The cost of each character, white space passed over."""
    costs = iter(model.costs("".join(folded.split()).replace(LOST, "")))
    for char in folded:
        yield 0.0 if char.isspace() else _LOST_COST if char == LOST else next(costs)


def _straight(data: bytes, codec: str) -> tuple[list[int], list[str]]:
    """The characters of ``data`` read straight on, and where each begins, with the end of the last."""
    table = _pairs(codec)
    starts, chars = [0], []
    position = 0
    while position < len(data):
        first = data[position]
        char = chr(first) if first < 0x80 else table.get(data[position : position + 2], LOST)
        position += 1 if first < 0x80 or char == LOST else 2
        chars.append(char)
        starts.append(position)
    return starts, chars


@lru_cache(maxsize=2)
def _pairs(codec: str) -> dict[bytes, str]:
    """The character of each two bytes, private ones left out."""
    found = {}
    for first in range(0x81, 0xFF):
        for second in range(0x40, 0xFF):
            pair = bytes((first, second))
            char = pair.decode(codec, errors="replace")
            if len(char) == 1 and char != LOST and not "\ue000" <= char <= "\uf8ff":
                found[pair] = char
    return found
