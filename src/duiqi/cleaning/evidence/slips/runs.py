"""Runs in which GBK bytes, paired one byte later, spell Chinese: what slipped bytes leave, and chance does not.

Nothing is searched for and nothing is guessed: the second byte of each character and the first of the next make one
character, or the run ends. The whole text is looked at in one pass, by the frequency of single characters; the few runs
that this finds are then weighed with the model of pairs.
"""

from __future__ import annotations

import itertools
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from duiqi.cleaning.evidence.census import census_of
from duiqi.cleaning.evidence.char_model import UNKNOWN_COST, Plausibility, plausibility
from duiqi.text.code_points import code_points, looked_up

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# In nats, by single characters: runs below are not weighed. In 42 million characters of clean text one in 6,000 passes.
_LEAST_GAIN = 8.0
# A break in a run: two bytes that are no character, or a private one.
_BREAK = -30.0
# What a writer pays for a sign that stands with others of its script (Greek, kana, box drawing …), and for the same
# character again: words of other scripts and rulings are no damage.
_SAME_SCRIPT, _REPEATED = 3.0, 1.0
# Some writers put rare characters together: lists, classical poetry. Then each is one of the about 10,000 of GBK that
# are printed at all (9.2 nats), and beginning to do so costs as much as a rare word.
_LISTED, _BEGIN_LIST = 9.2, 5.0
# First and last code point of the scripts and sets whose signs keep company.
_SCRIPTS = (
    (0x370, 0x3FF), (0x400, 0x52F), (0x2150, 0x218F), (0x2460, 0x24FF), (0x2500, 0x257F), (0x3040, 0x30FF),
    (0x3100, 0x312F), (0xFF10, 0xFF5A),
)  # fmt: skip
_PRIVATE = (0xE000, 0xF8FF)


class Run(NamedTuple):
    """Slipped bytes in ``text[start:end]`` spell ``read``; ``evidence`` is the log-likelihood ratio (nats) of their
    having slipped to a writer's having put these characters together."""

    start: int
    end: int
    read: str
    evidence: float


class _Tables(NamedTuple):
    cost: NDArray[np.float32]  # of a character, by code point
    gbk: NDArray[np.uint16]  # its two bytes in GBK, 0 when it has not two
    # The first of these, and of characters of one byte those that can be a second byte.
    beginning: NDArray[np.uint16]
    char: NDArray[np.uint16]  # the code point of two bytes, 0 when there is none or a private one
    script: NDArray[np.uint8]


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    import numpy as np

    model = plausibility()
    cost = np.full(0x10000, UNKNOWN_COST, np.float32)
    for code, folded in model.folding.items():
        if code < 0x10000:
            cost[code] = model.unigrams.get(folded, UNKNOWN_COST)
    for char, nats in model.unigrams.items():
        if ord(char) < 0x10000:
            cost[ord(char)] = nats
    # All pairs of bytes at once: GB18030 makes one character of each, some of them private or beyond the table.
    leads, trails = np.arange(0x81, 0xFF), np.r_[0x40:0x7F, 0x80:0xFF]
    pairs = (leads[:, None] << 8 | trails).ravel().astype(np.uint16)
    codes = code_points(pairs.astype(">u2").tobytes().decode("gb18030"))
    gbk, char_of = np.zeros(0x10000, np.uint16), np.zeros(0x10000, np.uint16)
    inside = codes < 0x10000
    gbk[codes[inside]] = pairs[inside]
    single = np.r_[0x40:0x7F, 0x80:0x100]
    beginning = gbk >> np.uint16(8)
    beginning[single] = np.where(gbk[single] > 0, beginning[single], single)
    public = inside & ((codes < _PRIVATE[0]) | (codes > _PRIVATE[1]))
    char_of[pairs[public]] = codes[public]
    script = np.zeros(0x10000, np.uint8)
    for number, (first, last) in enumerate(_SCRIPTS, 1):
        script[first : last + 1] = number
    return _Tables(cost, gbk, beginning, char_of, script)


def slip_runs(text: str) -> list[Run]:
    """The runs of ``text`` that read as slipped bytes, in order, each with what speaks for it."""
    import numpy as np

    tables = _tables()
    # No character beyond 0xFFFF has two bytes. One character more, so that each has one behind it.
    codes = np.append(census_of(text).bmp, np.uint16(0xFFFF))
    pairs = looked_up(tables.gbk, codes)
    # Where a run can go on: at characters of two bytes. The rest is passed over, and breaks it.
    places = np.flatnonzero(pairs != 0)
    if not len(places):
        return []
    read = tables.char.take((pairs[places] & 0xFF) << 8 | tables.beginning.take(codes[places + 1]))
    gain = np.where(read > 0, _written(codes, places + 1, tables) - tables.cost.take(read), np.float32(_BREAK))
    runs = []
    for start, end in _positive_stretches(places, gain):
        spelt = "".join(map(chr, read[np.searchsorted(places, start) : np.searchsorted(places, end)].tolist()))
        script = tables.script.take(codes[start : end + 1])
        runs.append(Run(start, end + 1, spelt, _evidence(text[start : end + 1], spelt, script)))
    return runs


def _written(codes: NDArray[np.uint16], places: NDArray[np.intp], tables: _Tables) -> NDArray[np.float32]:
    """What the writer paid for the characters at ``places``: less for those beside others of their kind."""
    import numpy as np

    here, before, behind = codes[places], codes[places - 1], codes[np.minimum(places + 1, len(codes) - 1)]
    cost = tables.cost.take(here)
    script = tables.script.take(here)
    signs = np.flatnonzero(script)  # few
    near = (script[signs] == tables.script.take(before[signs])) | (script[signs] == tables.script.take(behind[signs]))
    repeated = np.flatnonzero((here == before) | (here == behind))
    for alike, most in ((signs[near], _SAME_SCRIPT), (repeated, _REPEATED)):
        cost[alike] = np.minimum(cost[alike], most)
    return cost


def _positive_stretches(places: NDArray[np.intp], gain: NDArray[np.float32]) -> list[tuple[int, int]]:
    """Where the sum of ``gain``, begun anew whenever it falls to 0, reaches the least gain: from there it was 0 to its
    peak. Each offset between two ``places`` breaks it."""
    import numpy as np

    # Only the places that add to the sum are gone through, each with the loss since the one before: most add nothing.
    adding = np.flatnonzero(gain > 0)
    if not len(adding):
        return []
    losses = np.minimum(gain, 0.0, dtype=np.float64)
    losses[1:] += (np.diff(places) - 1) * _BREAK
    before = np.cumsum(losses)[adding]
    steps = np.column_stack((np.diff(before, prepend=0.0), gain[adding])).ravel()
    total = np.concatenate(([0.0], np.cumsum(steps)))
    height = total - np.minimum.accumulate(total)
    found = []
    position = 0
    for place in np.flatnonzero(height >= _LEAST_GAIN).tolist():
        if place < position:
            continue
        start = end = place
        while height[start] > 0:
            start -= 1
        while end < len(height) and height[end] > 0:
            end += 1
        peak = place + int(np.argmax(height[place:end]))
        # A step down and one up for each place.
        found.append((int(places[adding[start // 2]]), int(places[adding[peak // 2 - 1]]) + 1))
        position = end
    return found


def _evidence(text: str, read: str, script: NDArray[np.uint8]) -> float:
    model = plausibility()
    folded = model.fold(text)
    written = 0.0
    for index in range(1, len(text)):
        cost = model.cost(folded[index - 1], folded[index])
        if script[index] and script[index] == script[index - 1]:
            cost = min(cost, _SAME_SCRIPT)
        if text[index] == text[index - 1]:
            cost = min(cost, _REPEATED)
        written += cost
    return min(written, _BEGIN_LIST + _LISTED * len(read)) - _spelling_cost(read, model)


def _spelling_cost(read: str, model: Plausibility) -> float:
    folded = model.fold(read)
    cost = model.unigrams.get(folded[0], UNKNOWN_COST)
    for first, second in itertools.pairwise(folded):
        cost += model.cost(first, second)
    return cost
