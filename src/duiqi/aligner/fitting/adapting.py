"""The packaged weights drawn towards a user's own gold, as far as there is enough of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from duiqi.aligner.candidates.lattice import best_path
from duiqi.aligner.fitting.examples import Example, after_training, batch_of, prepare, told_of_omissions
from duiqi.aligner.fitting.texts import Text, cut
from duiqi.aligner.scoring.features import FEATURES
from duiqi.aligner.scoring.passes import trains_itself
from duiqi.aligner.scoring.weights import SELF_TRAINED, UNTRAINED, Weights, as_vector, load_weights, packaged_weights
from duiqi.arrays.types import FloatArray

# How strongly weights are held to the packaged ones: penalty/2 · |w - w0|². Of 3, 10, 30 and 100, fitted to 50 beads of
# aca, 30 costs macdev no more than .001 of F1, and of wmt22 left out of the fit 10 and 30 are best (docs/adapting.md).
PENALTY = 30.0
# Beads of a piece of a text, as of a short release, and parts that are left out one after the other to judge a fit.
PIECE, FOLDS = 20, 5
DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Judged:
    """A scoring pass on texts left out of the fit: log-likelihood of the gold, in nats a bead, and strict F1."""

    likelihood: float
    f1: float


@dataclass(frozen=True, slots=True)
class FittedPass:
    """What became of one scoring pass: how the packaged and the fitted weights did on ``beads`` left out of the fit.

    ``taken``: whether the fitted ones did better, and stand in the file.
    """

    name: str
    texts: int
    beads: int
    before: Judged | None = None
    after: Judged | None = None
    taken: bool = False


def adapt(texts: Sequence[Text]) -> tuple[str, list[FittedPass]]:
    """The text of a weights file fitted to ``texts``, and what is to be said of each pass. Needs SciPy (InputError).

    Weights that do not do better than the packaged ones on texts left out of the fit are not taken. Calibration and
    first pass stay.
    """
    base = load_weights()
    data = json.loads(packaged_weights())
    pieces = [prepare(piece, base.first_pass) for text in texts for piece in cut(text, PIECE)]
    whole = [example for text in texts if (example := _long(text, base))]
    report = []
    for name, examples in ((UNTRAINED, pieces), (SELF_TRAINED, whole)):
        start = as_vector(data[name])
        told, vector = _fitted_pass(name, examples, start)
        report.append(told)
        if told.taken:
            data[name] = {key: round(float(w), DECIMALS) for key, w in zip(FEATURES, vector, strict=True)}
    beads = sum(len(text.beads) for text in texts)
    data["fitted"] = {
        "script": "align fit",
        "from": base.digest,
        "texts": len(texts),
        "beads": beads,
        "taken": [told.name for told in report if told.taken],
    }
    return json.dumps(data, indent=1) + "\n", report


def _long(text: Text, base: Weights) -> Example | None:
    """The text after self-training, when it is long enough for that."""
    example = prepare(text, base.first_pass)
    return after_training(example) if trains_itself(example.bitext) else None


def _fitted_pass(name: str, examples: Sequence[Example], start: FloatArray) -> tuple[FittedPass, FloatArray]:
    beads = sum(len(x.text.beads) for x in examples)
    if len(examples) < 2:
        return FittedPass(name, len(examples), beads), start
    examples = _with_omissions(examples, start)
    before, after = (np.zeros(4) for _ in range(2))
    for rest, left_out in _folds(examples):
        before += _judged(left_out, start)
        after += _judged(left_out, _fit(rest, start))
    old, new = (Judged(float(sums[0] / sums[1]), float(2 * sums[2] / max(sums[3], 1))) for sums in (before, after))
    taken = new.likelihood > old.likelihood and new.f1 >= old.f1
    return FittedPass(name, len(examples), beads, old, new, taken), _fit(examples, start) if taken else start


def _with_omissions(examples: Sequence[Example], vector: FloatArray) -> list[Example]:
    """The examples with what the packaged weights say of missing sentences."""
    batch = batch_of(examples)
    return told_of_omissions(examples, batch, np.concatenate([x.features for x in examples]) @ vector)


def _folds(examples: Sequence[Example]) -> Iterator[tuple[list[Example], list[Example]]]:
    for fold in range(min(FOLDS, len(examples))):
        left_out = [x for k, x in enumerate(examples) if k % FOLDS == fold]
        yield [x for k, x in enumerate(examples) if k % FOLDS != fold], left_out


def _fit(examples: Sequence[Example], start: FloatArray) -> FloatArray:
    return batch_of(examples).fit(np.concatenate([x.features for x in examples]), PENALTY, start, start)


def _judged(examples: Sequence[Example], vector: FloatArray) -> FloatArray:
    """(log-likelihood, gold beads, right pairs, found and gold pairs), to be summed."""
    total, _ = batch_of(examples).posteriors(np.concatenate([x.features for x in examples]) @ vector)
    found = np.zeros(4)
    for example, log_z in zip(examples, total.tolist(), strict=True):
        score = example.features @ vector
        spans, gold = example.lattice.spans, set(example.gold.tolist())
        path = [k for k in best_path(example.lattice, score) if not spans.is_null[k]]
        pairs = [k for k in gold if not spans.is_null[k]]
        likelihood = float(score[example.gold].sum()) - log_z
        found += [likelihood, len(example.text.beads), len(set(path) & set(pairs)), len(path) + len(pairs)]
    return found
