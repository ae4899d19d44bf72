"""Texts aligned by weights fitted without them: what came out, how good it is, and the calibration of its scores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from duiqi.aligner.bitext.sides import Bitext
from duiqi.aligner.candidates.first_pass import MARGIN
from duiqi.aligner.candidates.lattice import alone, best_path, candidate_lattice
from duiqi.aligner.fitting.examples import band_of, bitext_of
from duiqi.aligner.fitting.texts import Span, Text
from duiqi.aligner.scoring.calibration import NullEvidence, log_odds
from duiqi.aligner.scoring.passes import Meaning, Scored, score_beads
from duiqi.aligner.scoring.weights import SELF_TRAINED, UNTRAINED, Weights
from duiqi.arrays.types import FloatArray

# Share of the beads of a copy cut short that lose one side, and as many the other.
DELETED = 0.06
# So much lower are the log-odds of pairs than they come out: a wrong pair that is believed costs more than a right one
# that is doubted. Of 0, .1, .12, .15, .2 and .25, left out, 98.4, 98.7, 98.6, 98.6, 98.8 and 98.8% of macdev's pairs
# of .9 or more are right, 85, 84, 83, 83, 82 and 82% of all have that score, and the calibration error is .005, .009,
# .009, .011, .012 and .014; .12 passes the quality gate.
CAUTION = 0.12
# How closely the weights of the null calibration are held to 1 and 0, where those of pairs are held by 1. With .001,
# .03, .1, .3 and 1 the error of sentences alone in copies cut short, calibrated without their text, is .014, .014,
# .013, .014 and .020; were the scores true, it would be .010.
HELD = 0.1
# Texts of these kinds are neither reported nor what the scores of pairs are calibrated on: copies with runs missing and
# foreign sentences, and pieces of these and of copies cut short.
ORPHANS, DAMAGED_PIECES = "orphans", ("deleted-pieces", "orphans-pieces")
UNREPORTED = (ORPHANS, *DAMAGED_PIECES)
# Sentences left alone in texts that lack nothing are few, and most texts are such: each counts as three, as plain texts
# do when the weights are fitted. Counted once, twice and three times the calibration error of those in pieces, left
# out, is .38, .37 and .36, in copies cut short .017, .018 and .018, with orphans .012, .012 and .013.
PLAIN_NULLS = 3.0
# What the last part of a document's name says of it, beside how long its pieces are.
KINDS = {
    "": "",
    "deleted": f", {DELETED:.0%} cut on either side",
    "unlike": ", fitted without this set",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A document aligned by weights fitted without it: the beads found, posteriors, and which of them are gold.

    ``scoring_pass`` names the pass that found them. ``nulls`` are the sentences left alone, as spans of one sentence,
    each with the probability that it is; ``evidence`` what the text as a whole says of them.
    """

    document: str
    predicted: tuple[Span, ...]
    posterior: tuple[float, ...]
    gold: tuple[Span, ...]
    scoring_pass: str
    nulls: tuple[tuple[Span, float], ...]
    evidence: NullEvidence

    @property
    def kind(self) -> str:
        """The last part of its name: how long its pieces are, one of KINDS or of UNREPORTED."""
        return self.document.split("/", 2)[2] if self.document.count("/") > 1 else ""


def align_text(
    text: Text, weights: Weights, meaning: Meaning | None = None, margin: float | FloatArray = MARGIN
) -> Outcome:
    """Align a text, with what an encoder says of it where that is given: by the widest ``margin`` of the first pass, as
    the weights are fitted, or as the aligner does by MARGINS."""
    bitext = bitext_of(text)
    candidates = candidate_lattice(bitext, band_of(bitext), weights.first_pass, margin=margin)
    scored = score_beads(bitext, candidates, weights, meaning=meaning)
    spans, posterior = scored.lattice.spans.tuples(), scored.posterior.tolist()
    path = best_path(scored.lattice, scored.score)
    return Outcome(
        text.document,
        tuple(spans[k] for k in path),
        tuple(posterior[k] for k in path),
        text.beads,
        scored.weights.name,
        tuple(_nulls(scored, [spans[k] for k in path], bitext)),
        scored.null_evidence(path),
    )


def _nulls(scored: Scored, path: Sequence[Span], bitext: Bitext) -> Iterator[tuple[Span, float]]:
    alone_zh, alone_en = alone(scored.lattice, scored.posterior, bitext.zh.size, bitext.en.size)
    for i, j, n_zh, n_en in path:
        if not n_en:
            yield from (((k, j, 1, 0), float(alone_zh[k])) for k in range(i, i + n_zh))
        elif not n_zh:
            yield from (((i, k, 0, 1), float(alone_en[k])) for k in range(j, j + n_en))


def report(outcomes: Sequence[Outcome]) -> str:
    """Strict precision, recall and F1 by set, and of texts cut short how many of the orphaned sentences are found."""
    lines = []
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.kind in UNREPORTED:
            continue
        title = f", pieces of {outcome.kind}" if outcome.kind.isdigit() else KINDS[outcome.kind]
        groups.setdefault(outcome.document.split("/")[0] + title, []).append(outcome)
    for name, group in groups.items():
        right, found, gold = np.sum([_counts(x) for x in group], axis=0)
        line = f"{name:42s} P {right / found:.4f} R {right / gold:.4f} F1 {2 * right / (found + gold):.4f}"
        if name.endswith("side"):
            right, found, gold = np.sum([_null_counts(x) for x in group], axis=0)
            line += f", left alone P {right / max(found, 1):.4f} R {right / max(gold, 1):.4f}"
        lines.append(line)
    return "\n".join(lines)


def _counts(outcome: Outcome) -> tuple[int, int, int]:
    gold = {span for span in outcome.gold if span[2] and span[3]}
    found = {span for span in outcome.predicted if span[2] and span[3]}
    return len(gold & found), len(found), len(gold)


def _null_counts(outcome: Outcome) -> tuple[int, int, int]:
    gold, found = _alone(outcome), {_sentence(span) for span, _ in outcome.nulls}
    return len(gold & found), len(found), len(gold)


def _alone(outcome: Outcome) -> set[tuple[str, int]]:
    # Only the sentence counts, not where on the other side the gold puts the gap.
    return {_sentence(span) for span in outcome.gold if not (span[2] and span[3])}


def _sentence(span: Span) -> tuple[str, int]:
    return ("zh", span[0]) if span[2] else ("en", span[1])


def calibration(outcomes: Sequence[Outcome]) -> dict[str, dict[str, tuple[float, ...]]]:
    """For each scoring pass what turns posteriors into scores, by logistic regression on beads left out of the fit.

    Of match beads (slope, shift) of the log-odds; of sentences left alone these and shifts by the ``evidence``. The
    copies of a text that are cut short count as one together for match beads, of which whole texts have as many;
    texts that are not reported count for sentences left alone only.
    """
    copies = Counter(x.document for x in outcomes if x.document.endswith("/deleted"))
    out = {}
    for name in (UNTRAINED, SELF_TRAINED):
        matches: list[Judged] = []
        nulls: list[Judged] = []
        for x in outcomes:
            if x.scoring_pass == name:
                gold, lonely, weight = set(x.gold), _alone(x), 1 / max(copies[x.document], 1)
                if x.kind not in UNREPORTED:
                    beads = zip(x.predicted, x.posterior, strict=True)
                    matches += [([log_odds(p), 1.0], span in gold, weight) for span, p in beads if span[2] and span[3]]
                counts = PLAIN_NULLS if x.kind.isdigit() or not x.kind else 1.0
                nulls += [([log_odds(p), 1.0, *x.evidence], _sentence(s) in lonely, counts) for s, p in x.nulls]
        slope, shift = _logistic(matches)
        out[name] = {"match": (slope, round(shift - CAUTION, 3)), "null": _logistic(nulls, HELD)}
    return out


# What is known of a bead, whether it is right, and how much it counts.
Judged = tuple[list[float], bool, float]


def _logistic(seen: Sequence[Judged], held: float = 1.0) -> tuple[float, ...]:
    """Weights of a logistic regression, ``held`` near 1 for the first and 0 for the others by a penalty."""
    x, y, weight = (np.array(column, dtype=np.float64) for column in zip(*seen, strict=True))
    usual = np.eye(x.shape[1])[0]

    def loss(w: FloatArray) -> float:
        z = x @ w
        return float(weight @ (np.logaddexp(0.0, z) - y * z) + held * ((w - usual) ** 2).sum())

    return tuple(round(float(w), 3) for w in minimize(loss, usual).x)
