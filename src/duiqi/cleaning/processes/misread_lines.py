"""Chinese of one encoding read in another one in which several bytes make a character, or GBK or Big5 in a Latin one.

The pair of encodings is chosen once for all odd lines that it explains: the one under which they are most likely.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from duiqi.cleaning.evidence.char_model import plausibility
from duiqi.cleaning.evidence.lines.drafts import PAIRS, Pair, can_be, draft, possible_pairs
from duiqi.cleaning.evidence.lines.kept import kept
from duiqi.cleaning.evidence.other_encodings import Costs, weigh
from duiqi.cleaning.processes.odds import FOUND, RARE, log_odds

# How many of the lines that are not ASCII were misread is not known. In lists of names and words (45,000 and 457,000
# lines of clean text) two and some twenty lines are likelier misread, by at most 18 nats; sound lines speak against it.
_RATES = (0.5, 0.1, 1e-2, 1e-3, 1e-4, 1e-5)
# So many of the longest lines choose the pairs, each by its beginning.
_VOTERS, _BEGINNING = 60, 200
# A pair that is so much (nats) likelier than another after so many characters stays so: each character says 5.
_GLANCES, _LEADS = (24, 60), 80.0
# A line belongs to a pair that is not this much (nats) worse than the best one for it.
_TOLERANCE = 3.0


class Misreading(NamedTuple):
    """Lines (by their number) that were read in ``pair[0]`` and are in ``pair[1]``, and the log-odds of that."""

    pair: Pair
    odds: float
    lines: list[int]


def find_misread_lines(lines: Sequence[str], sound: int = 0) -> list[Misreading]:
    """The pairs of encodings that explain odd lines, each with its lines; the text has so many ``sound`` ones beside
    them that are not ASCII. Where two pairs explain them equally well and
    say different things, nobody knows, and the lines belong to none."""
    return [found for found, rivals in _found(lines, sound) if not rivals]


def find_tied_lines(lines: Sequence[str], sound: int = 0) -> list[tuple[Misreading, list[Pair]]]:
    """As above, lines that several pairs explain equally well, and say different things of, with the other pairs."""
    return [(found, rivals) for found, rivals in _found(lines, sound) if rivals]


def _found(lines: Sequence[str], sound: int) -> Iterator[tuple[Misreading, list[Pair]]]:
    """The pairs of encodings with their lines, and the pairs that explain these as well and say something else."""
    model = plausibility()
    voters = sorted(range(len(lines)), key=lambda n: (-len(lines[n]), n))[:_VOTERS]
    votes = {n: _evidence(lines[n]) for n in voters}
    left = list(range(len(lines)))
    while votes:
        totals: dict[Pair, float] = {}
        for evidence in votes.values():
            for pair, nats in evidence.items():
                totals[pair] = totals.get(pair, 0.0) + max(nats, 0.0)
        pair = max(PAIRS, key=lambda p: totals.get(p, 0.0))
        mine = [
            n
            for n, evidence in votes.items()
            if pair in evidence and evidence[pair] > max(evidence.values()) - _TOLERANCE
        ]
        odds = _odds([max(evidence.get(pair, 0.0), 0.0) for evidence in votes.values()], sound)
        if odds < FOUND or not mine:
            break
        fitting = [n for n in left if n in mine or (n not in votes and can_be(lines[n][:_BEGINNING], pair, model))]
        close = [p for p in PAIRS if p != pair and totals.get(p, 0.0) > totals[pair] - _TOLERANCE]
        rivals = [p for p in close if any(_says(lines[n], pair) != _says(lines[n], p) for n in mine)]
        yield Misreading(pair, odds, fitting), rivals
        votes = {n: evidence for n, evidence in votes.items() if n not in mine}
        left = [n for n in left if n not in fitting]


def _odds(evidence: Sequence[float], sound: int) -> float:
    """The log-odds of a misreading that explains lines so well, beside ``sound`` ones; odd lines of which it explains
    nothing count as these."""
    sound += list(evidence).count(0.0)
    return log_odds(RARE, sound, [nats for nats in evidence if nats], _RATES) if sound else RARE + sum(evidence)


def _says(line: str, pair: Pair) -> str:
    found = draft(line[:_BEGINNING], pair, plausibility())
    return bytes(token or 0xFF for token in found.tokens).decode(found.right, errors="replace") if found else ""


@kept
def _evidence(line: str) -> dict[Pair, float]:
    model = plausibility()
    found: dict[Pair, float] = {}
    pairs: Sequence[Pair] = possible_pairs(line[:_BEGINNING])
    for reach in (*_GLANCES, _BEGINNING):
        costs: Costs = {}
        weighed = {pair: weigh(line[:reach], pair, model, costs) for pair in pairs}
        found = {pair: nats for pair, nats in weighed.items() if nats is not None}
        best = max(found.values(), default=0.0)
        if len(line) <= reach:
            break
        if best > _LEADS:
            pairs = [pair for pair in found if found[pair] > best - _LEADS]
    return found
