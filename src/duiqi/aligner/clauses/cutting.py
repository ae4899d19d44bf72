"""From an alignment of sentences to one of clauses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, groupby, pairwise, repeat
from typing import NamedTuple, TypeAlias

from duiqi.aligner.clauses.choosing import Cut, chosen_cuts
from duiqi.aligner.clauses.crossing import chosen_crossings
from duiqi.aligner.clauses.parts import Cuttable, Part, cuttable
from duiqi.aligner.clauses.weights import ClauseWeights, load_clause_weights
from duiqi.aligner.result.parts import CUTS, SENTENCES
from duiqi.aligner.scoring.calibration import log_odds
from duiqi.model import Alignment, Bead, Sentence
from duiqi.pairs.two_levels import TwoLevels

# So many beads are looked at together: memory stays bounded, and each chunk has words enough to tell the rare ones.
TOGETHER = 400
# A pair of sentences that is more likely wrong than right is not cut.
LEAST_SCORE = 0.5

Stretch: TypeAlias = "tuple[int, int, int]"  # number of a sentence, where it begins and ends in that


class Side(NamedTuple):
    """One side cut: its clauses, how many there are before each sentence and in all (n + 1,), and the pieces of the
    sentences that were cut."""

    clauses: list[Sentence]
    before: list[int]
    pieces: Mapping[int, list[Stretch]]


class Clauses(NamedTuple):
    """The alignment of clauses, both sides of it, and for each bead of the sentences the beads that it is now."""

    alignment: Alignment
    zh: Side
    en: Side
    beads: list[list[Bead]]


class Made(NamedTuple):
    """The cuts of a bead, with the probability of each; ``crossed``: there is one, and the English halves stand in the
    other order."""

    cuts: dict[Cut, float]
    crossed: bool = False


def cut_beads(alignment: Alignment, crossing: bool = True) -> Clauses:
    """Cut the beads of ``alignment`` into clauses where that is sure; the others stay as they are.

    The clauses of a bead joined, in the order of each side, are its text. A clause scores what its sentences do, times
    the probabilities of the cuts at its ends. Halves in the other order are looked for where nothing else is cut, and
    unless ``crossing`` is false.
    """
    weights = load_clause_weights()
    found = [_cuttable(alignment, bead) for bead in alignment.beads]
    made = iter(_made([bead for bead in found if bead], weights, crossing))
    cuts = [next(made) if bead else Made({}) for bead in found]
    stretches = [
        (
            _stretches(parts.zh, [zh for zh, _ in here.cuts], bead.zh.start),
            _stretches(parts.en, [en for _, en in here.cuts], bead.en.start),
        )
        if parts and here.cuts
        else None
        for bead, parts, here in zip(alignment.beads, found, cuts, strict=True)
    ]
    zh = _cut_side(alignment.zh, [bead[0] for bead in stretches if bead])
    en = _cut_side(alignment.en, [bead[1] for bead in stretches if bead])
    beads: list[list[Bead]] = []
    for bead, here, pieces in zip(alignment.beads, cuts, stretches, strict=True):
        if pieces:
            ranges = (_ranges(zh.before[bead.zh.start], pieces[0]), _ranges(en.before[bead.en.start], pieces[1]))
            beads.append(_clauses(bead.score, here, *ranges))
        else:
            beads.append([replace(bead, zh=_moved(bead.zh, zh.before), en=_moved(bead.en, en.before))])
    flat = tuple(clause for clauses in beads for clause in clauses)
    signature = f"{alignment.signature}|clauses:{weights.digest}"
    cut = replace(alignment, zh=tuple(zh.clauses), en=tuple(en.clauses), beads=flat, signature=signature)
    return Clauses(cut, zh, en, beads)


def _made(beads: Sequence[Cuttable], weights: ClauseWeights, crossing: bool) -> Iterator[Made]:
    """The cuts that are made of each bead."""
    for at in range(0, len(beads), TOGETHER):
        chunk = beads[at : at + TOGETHER]
        in_order = chosen_cuts(chunk, weights)
        whole = [bead for bead, cuts in zip(chunk, in_order, strict=True) if not cuts]
        crossed = chosen_crossings(whole, weights) if crossing else repeat(None)
        for cuts in in_order:
            found = None if cuts else next(crossed)
            yield Made(dict([found]), crossed=True) if found else Made(cuts)


def with_wholes(sentences: Alignment, clauses: Clauses) -> TwoLevels:
    """The alignment of ``clauses``, with the beads of the ``sentences`` that were cut."""
    wholes = tuple(
        replace(bead, zh=_moved(bead.zh, clauses.zh.before), en=_moved(bead.en, clauses.en.before))
        for bead, now in zip(sentences.beads, clauses.beads, strict=True)
        if len(now) > 1
    )
    cut = clauses.alignment
    return TwoLevels(cut.zh, cut.en, cut.beads, cut.signature, cut.source, cut.warnings, wholes)


def _cuttable(alignment: Alignment, bead: Bead) -> Cuttable | None:
    """The parts of a bead that may be cut; what is paired as a row, an entry or the same text is a unit."""
    if bead.is_null or bead.kind or bead.score < LEAST_SCORE:
        return None
    return cuttable([alignment.zh[i].text for i in bead.zh], [alignment.en[j].text for j in bead.en])


def _stretches(parts: Sequence[Part], cuts: Sequence[int], first: int) -> list[list[Stretch]]:
    """What each clause has of which sentences; the bead's own begin with number ``first``."""
    found = []
    for start, end in pairwise((0, *cuts, len(parts))):
        clause = []
        for number, group in groupby(parts[start:end], key=lambda part: part.sentence):
            run = list(group)
            clause.append((first + number, run[0].start, run[-1].start + len(run[-1].text)))
        found.append(clause)
    return found


def _cut_side(sentences: Sequence[Sentence], beads: Sequence[list[list[Stretch]]]) -> Side:
    pieces: dict[int, list[Stretch]] = {}
    for bead in beads:
        for clause in bead:
            for stretch in clause:
                pieces.setdefault(stretch[0], []).append(stretch)
    clauses: list[Sentence] = []
    before = [0]
    for number, sentence in enumerate(sentences):
        if len(pieces.get(number, ())) < 2:
            clauses.append(sentence)
        else:
            clauses += [
                replace(sentence, text=sentence.text[a:b], start=sentence.start + a, end=sentence.start + b)
                for _, a, b in pieces[number]
            ]
        before.append(len(clauses))
    return Side(clauses, before, pieces)


def _ranges(start: int, clauses: Sequence[list[Stretch]]) -> list[range]:
    return [range(a, b) for a, b in pairwise(accumulate(map(len, clauses), initial=start))]


def _moved(old: range, before: Sequence[int]) -> range:
    return range(before[old.start], before[old.stop])


def _clauses(score: float, made: Made, zh: Sequence[range], en: Sequence[range]) -> list[Bead]:
    """The beads of the clauses that the cuts make of a bead with this ``score``."""
    sure = list(made.cuts.values())
    beads = []
    for left, right, zh_range, en_range in zip(
        (1.0, *sure), (*sure, 1.0), zh, en[::-1] if made.crossed else en, strict=True
    ):
        value = score * left * right
        named = {SENTENCES: log_odds(score), CUTS: log_odds(value) - log_odds(score)}
        beads.append(Bead(zh_range, en_range, value, named, kind="reordered" if made.crossed else ""))
    return beads
