"""Fit the weights of texts with an encoder and write ``src/duiqi/data/similarity_weights.json``.

    python -m data.weights.similarity SHARED [--vectors FILE] [--compare]

SHARED is the folder of development data. To be run after ``data.weights.fit``, on whose first pass it builds: its
weights find the candidates, and those of all features tell which joined texts are worth embedding. The weights of
both scoring passes are then fitted with the encoder's feature, as there. Every document is aligned by weights fitted
without it, and the scores calibrated on that; with ``--compare`` also by weights fitted without it and without the
encoder, which is only reported. FILE keeps the vectors for the next run. Needs SciPy and the extra ``encoder``.
docs/embeddings.md has what it found.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import pickle
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from data.weights.fit import FITTED_ON, HELD_OUT, SEED, fit_pass, is_long, strangers_of, training_texts
from data.weights.left_out import judged_set, judged_texts
from data.weights.outcomes import Outcome, align_text, calibration, report
from data.weights.paragraphs import PARAGRAPH_FEATURES
from data.weights.texts import Text, digest, read_texts
from duiqi.adapting import read_encoder
from duiqi.aligner.embedding.likeness import EmbeddedText
from duiqi.aligner.embedding.vectors import vectors_by
from duiqi.aligner.fitting.examples import Example, after_training, prepare
from duiqi.aligner.scoring.features import features_of
from duiqi.aligner.scoring.passes import Meaning, score_pass
from duiqi.aligner.scoring.weights import (
    SELF_TRAINED,
    UNTRAINED,
    WITH_SIMILARITY,
    PassWeights,
    Weights,
    load_weights,
)

OUTPUT = Path(__file__).resolve().parents[2] / "src" / "duiqi" / "data" / WITH_SIMILARITY
# What the lines of the report begin with.
WITHOUT, WITH = "without", "with"


class Vectors:
    """Vectors by text, kept in a file from one run to the next."""

    def __init__(self, path: Path | None) -> None:
        self._path, self.encoder = path, read_encoder()
        self._embed = vectors_by(self.encoder)
        self._known: dict[str, npt.NDArray[np.float32]] = {}
        if path and path.exists():
            self._known = pickle.loads(path.read_bytes())

    def __call__(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        if new := sorted({*texts} - self._known.keys()):
            self._known.update(zip(new, self._embed(new), strict=True))
        return np.array([self._known[text] for text in texts])

    def keep(self) -> None:
        """Write the file."""
        if self._path:
            self._path.write_bytes(pickle.dumps(self._known))


@dataclass(frozen=True, slots=True)
class Job:
    """Weights to be fitted on all documents but this one (on all when None), and texts to be aligned by them."""

    left_out: str | None
    with_encoder: bool
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Fitted:
    """The weights of a job by pass and feature, and what became of its texts."""

    passes: Mapping[str, Mapping[str, float]]
    outcomes: list[Outcome]


@dataclass(frozen=True, slots=True)
class Data:
    """What the jobs share, by fork: it is too large to be sent."""

    examples: Mapping[str, Sequence[Example]]
    vectors: Vectors


_data: Data


def embedded(text: Text, vectors: Vectors) -> EmbeddedText | None:
    """The text as the encoder sees it; None where a side is empty."""
    return EmbeddedText.of_sides(text.zh, text.en, vectors) if text.zh and text.en else None


def with_meaning(example: Example, vectors: Vectors, weights: PassWeights) -> Example:
    """The example with the encoder's feature, the joined texts embedded that are worth it by the packaged weights."""
    likeness = np.zeros(len(example.lattice))
    if text := embedded(example.text, vectors):
        known = score_pass(example.context, example.lattice, weights)
        likeness = text.likeness(example.lattice.spans, known.posterior)
    return example.seen_in(replace(example.context, likeness=likeness))


def examples_of(texts: Sequence[Text], vectors: Vectors, jobs: int) -> dict[str, list[Example]]:
    """The examples of each scoring pass, with the encoder's feature."""
    weights = load_weights()
    with ProcessPoolExecutor(jobs) as pool:
        first = list(pool.map(prepare, texts, [weights.first_pass] * len(texts), chunksize=4))
        long = list(pool.map(after_training, [x for x in first if is_long(x)]))
    return {
        name: [with_meaning(x, vectors, found) for x in group]
        for name, group, found in ((UNTRAINED, first, weights.untrained), (SELF_TRAINED, long, weights.self_trained))
    }


def done(job: Job) -> Fitted:
    """Fit and align."""
    passes = {}
    packaged = load_weights()
    for name, old in ((UNTRAINED, packaged.untrained), (SELF_TRAINED, packaged.self_trained)):
        some = [x for x in _data.examples[name] if x.text.document != job.left_out]
        if not job.with_encoder:
            some = [x.seen_in(replace(x.context, likeness=None)) for x in some]
        # The gold says nothing of paragraphs; what they are worth was fitted with the packaged weights.
        # From the packaged weights it is not far.
        start = np.array([old.by_feature.get(key, 0.0) for key in features_of(some[0].context)])
        passes[name] = fit_pass(some, name, start) | {key: old.by_feature[key] for key in PARAGRAPH_FEATURES}
    weights = as_weights(passes)
    if not job.with_encoder:
        return Fitted(passes, [align_text(text, weights) for text in job.texts])
    known = ((text, embedded(text, _data.vectors)) for text in job.texts)
    return Fitted(passes, [align_text(text, packaged, seen and Meaning(seen, weights)) for text, seen in known])


def as_weights(passes: Mapping[str, Mapping[str, float]]) -> Weights:
    """Weights as the aligner uses them, before calibration."""
    untrained, self_trained = (PassWeights(name, passes[name]) for name in (UNTRAINED, SELF_TRAINED))
    return Weights(load_weights().first_pass, untrained, self_trained, "")


def jobs_of(shared: Path, texts: Sequence[Text], compare: bool) -> list[Job]:
    """Every document left out, and after them the sets that are never fitted on, by weights of all; to ``compare``, all
    of it first without the encoder."""
    found = []
    strangers = strangers_of(texts)
    for with_encoder in (False, True) if compare else (True,):
        for document in dict.fromkeys(t.document for t in texts):
            plain = next(t for t in texts if t.document == document)
            found.append(Job(document, with_encoder, tuple(judged_texts(plain, strangers, SEED))))
        sets = (read_texts(shared / "gold" / name) for name in HELD_OUT)
        found.append(Job(None, with_encoder, tuple(x for texts in sets for x in judged_set(texts, strangers, SEED))))
    return found


def main() -> None:
    global _data
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("--vectors", type=Path, metavar="FILE", help="keep vectors here for the next run")
    parser.add_argument("--compare", action="store_true", help="report the same without the encoder too")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    texts, vectors = training_texts(arguments.shared), Vectors(arguments.vectors)
    _data = Data(examples_of(texts, vectors, arguments.jobs), vectors)
    jobs = jobs_of(arguments.shared, texts, arguments.compare)
    # What is aligned is nearly all in the examples; the rest is embedded here, so that the file has it.
    for text in dict.fromkeys(text for job in jobs for text in job.texts):
        vectors((*text.zh, *text.en))
    vectors.keep()
    with ProcessPoolExecutor(arguments.jobs, multiprocessing.get_context("fork")) as pool:
        results = []
        for job, fitted in zip(jobs, pool.map(done, jobs), strict=True):
            results.append(fitted)
            print(WITH if job.with_encoder else WITHOUT, job.left_out or "of all", file=sys.stderr)
    lines = []
    outcomes: dict[bool, list[Outcome]] = {}
    for with_encoder, title in ((False, WITHOUT), (True, WITH)):
        outcomes[with_encoder] = [
            x for job, fitted in zip(jobs, results, strict=True) if job.with_encoder == with_encoder
            for x in fitted.outcomes
        ]  # fmt: skip
        if outcomes[with_encoder]:
            lines += [f"{title:8s}{line}" for line in report(outcomes[with_encoder]).split("\n")]
    print("\n".join(lines))
    written = {
        "first_pass": load_weights().first_pass,
        **results[-1].passes,
        "calibration": calibration(outcomes[True]),
        "fitted": {
            "script": "data/weights/similarity.py",
            "encoder": vectors.encoder.name,
            "from": load_weights().digest,
            "data": {f"gold/{name}": digest(arguments.shared / "gold" / name) for name in FITTED_ON},
            "left_out": lines,
        },
    }
    arguments.output.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
