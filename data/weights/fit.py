"""Fit the aligner's weights from gold alignments and write ``src/duiqi/data/weights.json``.

    python -m data.weights.fit SHARED

SHARED is the folder of development data. First every document is aligned by weights fitted without it: these figures
are reported, and the scores calibrated on them. Then all documents are fitted on together. The same data gives the
same bytes. Needs SciPy. See docs/scoring.md for what the weights mean.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np

from data.weights.left_out import judged_set, judged_texts
from data.weights.outcomes import Outcome, align_text, calibration, report
from data.weights.paragraphs import DOCUMENTS, fit_paragraphs
from data.weights.texts import (
    Text,
    cut_short,
    damaged,
    digest,
    pieces,
    read_texts,
    rejoined,
    unrelated,
)
from duiqi.adapting import read_corrected
from duiqi.aligner.candidates.first_pass import FIRST_PASS_FEATURES, MARGIN, MARGINS
from duiqi.aligner.fitting.examples import (
    Example,
    after_training,
    batch_of,
    first_pass_features,
    prepare,
    told_of_omissions,
)
from duiqi.aligner.scoring.features import features_of
from duiqi.aligner.scoring.weights import SELF_TRAINED, UNTRAINED, PassWeights, Weights
from duiqi.arrays.types import FloatArray
from duiqi.corrections import read_corrections

SEED = 20200618
# L2 penalty of each fit. Short texts are surer of their pairs with less; the sweep is in docs/scoring.md, training.
PENALTY = {"first_pass": 30.0, UNTRAINED: 1.0, SELF_TRAINED: 16.0}
# Gold sets fitted on, and how many damaged copies of each text (docs/scoring.md, training, says why not wmt22).
FITTED_ON = {"macdev": 3, "aca": 2}
# As of the novels, which are about as long.
COPIES_OF_CORRECTED = 3
# Texts of which nothing belongs together: how many for each text, and their weight.
# Weights of 1 and 3 cost other texts nothing; with 3 fewer pairs of nonsense score .9.
UNRELATED, UNRELATED_WEIGHT, UNRELATED_SIZES = 12, 3.0, (1, 2, 3, 5, 8, 12)
# Copies from which sentences are missing singly on either side, as many as damaged ones, their weight, and the share of
# the beads that lose each side (docs/scoring.md, training).
CUT_WEIGHT, CUT_SHARES = 0.5, (0.03, 0.09)
# Plain texts weigh three times their copies; without that, plain text loses (docs/scoring.md, training).
PLAIN_WEIGHT = 3.0
# Sets never fitted on, reported with the weights of all.
HELD_OUT = ("wmt22-enzh-resplit", "seed", "seed-clause")
PIECE_SIZES = (1, 2, 3, 5, 8, 12, 20, 30, 40)
# Texts of at least so many beads are whole ones or copies of such: the first pass is fitted on these. Fitted on plain
# texts alone it drops twice as many null beads of texts with 12% of the sentences missing (31 against 15 of 579).
WHOLE = 100
# The weights after self-training are fitted on texts of so many sentences a side. Shorter ones are aligned by them too,
# but are too many to fit on: they would outweigh the chapters (docs/scoring.md, training).
LONG = 40
# The likelihood finds too few of the sentences whose partner is missing, so null beads get so much more, most where
# sentences are clearly missing. The sweep is in docs/scoring.md, training.
NULL_BONUS = {
    UNTRAINED: {"omissions": 1.2, "unaligned": 0.52},
    SELF_TRAINED: {"omissions": 1.6, "unaligned": -0.3},
}
# How often the weights are fitted again once they tell which sentences are clearly alone.
REFITS = 2
# The set of novels, and how often weights are fitted without it for the report.
NOVELS, DRAWS = "macdev", 3
# The first pass starts from these and is fitted twice, each time on the lattices of the weights before.
FIRST_GUESS = {
    **dict.fromkeys(FIRST_PASS_FEATURES, -1.5), "words": 0.5, "log_length": 0.0, "gale_church": 0.5,
    "unaligned": -3.5, "type_1_4": 0.0,
}  # fmt: skip
OUTPUT = Path(__file__).resolve().parents[2] / "src" / "duiqi" / "data" / "weights.json"

Run = Callable[..., list[Any]]


def training_texts(shared: Path, seed: int = SEED, corrected: Sequence[Text] = ()) -> list[Text]:
    """The plain texts, with those that people ``corrected``, and their copies, in a fixed order."""
    rng = random.Random(seed)
    plain = [t for name in FITTED_ON for t in read_texts(shared / "gold" / name)] + list(corrected)
    texts = [replace(t, weight=PLAIN_WEIGHT) for t in plain]
    for text in plain:
        strangers = [t for t in plain if t is not text]
        texts += [damaged(text, strangers, rng) for _ in range(_copies(text))]
        texts.append(rejoined(text, rng))
        texts += pieces(text, PIECE_SIZES, rng)
        texts += pieces(damaged(text, strangers, rng), PIECE_SIZES, rng)
        apart = [unrelated(text, rng.choice(strangers), UNRELATED_SIZES, rng) for _ in range(UNRELATED)]
        texts += [replace(t, weight=UNRELATED_WEIGHT) for t in apart]
    for text in plain:
        cut = [cut_short(text, rng.uniform(*CUT_SHARES), rng) for _ in range(_copies(text))]
        texts += [replace(t, weight=CUT_WEIGHT) for t in cut]
    return texts


def _copies(text: Text) -> int:
    return FITTED_ON.get(text.document.split("/")[0], COPIES_OF_CORRECTED)


def fit_pass(examples: Sequence[Example], name: str, start: FloatArray | None = None) -> dict[str, float]:
    """Weights by feature name, rounded so that the file is the same on any machine; sought from ``start``, or from 0.

    How many sentences are clearly alone depends on the weights, so they are fitted without that, and then again, each
    time with what the weights before say. NULL_BONUS is added in the end.
    """
    batch = batch_of(examples)
    plain = np.concatenate([x.features for x in examples])
    vector = batch.fit(plain, PENALTY[name], start)
    for _ in range(REFITS):
        features = np.concatenate([x.features for x in told_of_omissions(examples, batch, plain @ vector)])
        vector = batch.fit(features, PENALTY[name], vector)
    bonus, names = NULL_BONUS[name], features_of(examples[0].context)
    return {key: round(float(w) + bonus.get(key, 0.0), 4) for key, w in zip(names, vector, strict=True)}


def fit_first_pass(examples: Sequence[Example]) -> dict[str, float]:
    """Weights of the first pass, on the lattices that its last weights left."""
    matrix = np.concatenate([first_pass_features(x) for x in examples])
    weights = batch_of(examples).fit(matrix, PENALTY["first_pass"])
    return {name: round(float(w), 4) for name, w in zip(FIRST_PASS_FEATURES, weights, strict=True)}


def fit_all(texts: Sequence[Text], run: Run) -> dict[str, dict[str, float]]:
    """Weights of the first pass and of both scoring passes."""
    first: dict[str, float] = FIRST_GUESS
    whole = [t for t in texts if len(t.beads) >= WHOLE]
    for _ in range(2):
        first = fit_first_pass(run(prepare, whole, first))
    examples = run(prepare, texts, first)
    untrained = fit_pass(examples, UNTRAINED)
    long = [x for x in examples if is_long(x)]
    self_trained = fit_pass(run(after_training, long), SELF_TRAINED)
    return {"first_pass": first, UNTRAINED: untrained, SELF_TRAINED: self_trained}


def is_long(example: Example) -> bool:
    """Whether the weights after self-training are fitted on it."""
    return min(example.bitext.zh.size, example.bitext.en.size) >= LONG


def with_paragraphs(fitted: dict[str, dict[str, float]], shared: Path) -> dict[str, dict[str, float]]:
    """The same with the weights of the paragraph features, which the gold beads say nothing about."""
    return {
        name: weights | fit_paragraphs(shared, fitted["first_pass"], weights) if name != "first_pass" else weights
        for name, weights in fitted.items()
    }


def as_weights(fitted: Mapping[str, Mapping[str, float]]) -> Weights:
    """Weights as the aligner uses them, before calibration."""
    untrained, self_trained = (PassWeights(name, fitted[name]) for name in (UNTRAINED, SELF_TRAINED))
    return Weights(fitted["first_pass"], untrained, self_trained, "")


def leave_out(shared: Path, texts: Sequence[Text], run: Run) -> tuple[list[Outcome], list[Outcome]]:
    """Every document of the development sets aligned by weights fitted without it and its copies: by the widest margin,
    which the scores are calibrated on, and as the aligner does it.

    Sets that are not fitted on are aligned by the weights of all. aca is one document.
    """
    outcomes: tuple[list[Outcome], list[Outcome]] = ([], [])
    for document in dict.fromkeys(t.document for t in texts):
        weights = as_weights(fit_all([t for t in texts if t.document != document], run))
        plain = next(t for t in texts if t.document == document)
        judged = judged_texts(plain, strangers_of(texts), SEED)
        for found, margin in zip(outcomes, (MARGIN, MARGINS), strict=True):
            found += run(align_text, judged, weights, None, margin)
            print(document, report(found[-len(judged) :][:1]), file=sys.stderr)
    weights = as_weights(fit_all(texts, run))
    for name in HELD_OUT:
        held_out = read_texts(shared / "gold" / name)
        judged = judged_set(held_out, strangers_of(texts), SEED)
        for found, margin in zip(outcomes, (MARGIN, MARGINS), strict=True):
            found += run(align_text, judged, weights, None, margin)
    return outcomes


def strangers_of(texts: Sequence[Text]) -> list[Text]:
    """The plain texts that lend their sentences to others, which then have orphans."""
    return [t for t in texts if t.weight == PLAIN_WEIGHT and len(t.beads) >= WHOLE]


def fitted_without_novels(shared: Path, run: Run) -> list[Outcome]:
    """The novels aligned by weights fitted on academic text alone: what to expect of text unlike any gold.

    One academic text and its copies are little to fit on, so it is done for several draws of the copies.
    """
    novels = read_texts(shared / "gold" / NOVELS)
    own = [replace(t, document=f"{t.document}/unlike") for t in novels]
    outcomes: list[Outcome] = []
    for draw in range(DRAWS):
        others = [t for t in training_texts(shared, SEED + draw) if not t.document.startswith(f"{NOVELS}/")]
        outcomes += run(align_text, own, as_weights(fit_all(others, run)))
    return outcomes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument(
        "--corrected",
        nargs=2,
        type=Path,
        metavar=("PAIRS", "CORRECTIONS"),
        help="also fit on what people approved: the JSONL of align, and corrections of it",
    )
    parser.add_argument(
        "--outcomes", type=Path, help="write the documents left out, as the aligner finds them, to this JSON file"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    with ProcessPoolExecutor(arguments.jobs) as pool:

        def run(function: Callable[..., Any], items: Sequence[Any], *rest: Any) -> list[Any]:
            return list(pool.map(function, items, *([value] * len(items) for value in rest), chunksize=4))

        corrected: list[Text] = []
        if arguments.corrected:
            pairs, corrections = arguments.corrected
            corrected = list(read_corrected(pairs, read_corrections(corrections)))
        texts = training_texts(arguments.shared, corrected=corrected)
        outcomes, searched = leave_out(arguments.shared, texts, run)
        lines = report([*outcomes, *fitted_without_novels(arguments.shared, run)])
        print(f"{lines}\n\nas the aligner searches:\n{report(searched)}")
        if arguments.outcomes:
            arguments.outcomes.write_text(json.dumps([asdict(x) for x in searched]), encoding="utf-8")
        fitted = with_paragraphs(fit_all(texts, run), arguments.shared)
    written = {
        **fitted,
        "calibration": calibration(outcomes),
        "fitted": {
            "script": "data/weights/fit.py",
            "data": {f"gold/{name}": digest(arguments.shared / "gold" / name) for name in FITTED_ON}
            | {f"docs/{name}": digest(arguments.shared / "docs" / name) for name in DOCUMENTS},
            "left_out": lines.split("\n"),
        },
    }
    arguments.output.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
