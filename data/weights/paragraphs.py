"""Weights of the paragraph features, from documents whose gold tells only which paragraphs belong together.

The gold beads are not known, but a path is right only if no bead joins sentences of different units. The weights
maximise the probability of all such paths together; the other weights stay as they are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from duiqi.aligner.bitext.edges import Places
from duiqi.aligner.bitext.sides import make_bitext
from duiqi.aligner.candidates.first_pass import MARGIN
from duiqi.aligner.candidates.lattice import Lattice, candidate_lattice
from duiqi.aligner.candidates.length_variance import with_length_variance
from duiqi.aligner.fitting.crf import Batch
from duiqi.aligner.fitting.examples import band_of
from duiqi.aligner.scoring.context import feature_context
from duiqi.aligner.scoring.features import FEATURES, feature_matrix
from duiqi.aligner.scoring.weights import as_vector
from duiqi.arrays.types import BoolArray, FloatArray
from duiqi.model import Document, Sentence
from duiqi.pipeline import load_sides
from duiqi.segmentation import segment_document

PARAGRAPH_FEATURES = ("paragraph_both", "paragraph_inside", "block_differs")
# Documents of plain text: name, and the one or two files that hold the languages.
DOCUMENTS = {
    "mulanpsl-1.0": ("raw.txt",),
    "newyear-2021": ("raw.md",),
    "gov-report-2018": ("raw.md",),
    "semver-zh-TW": ("zh.md", "en.md"),
    "udhr-hans": ("zh.txt", "en.txt"),
    "udhr-hant": ("zh.txt", "en.txt"),
    "un-charter-ch1": ("zh_then_en.txt",),
}
# Towards no effect at all: seven documents are few.
PENALTY = 1.0
# Score of a bead across units when only right paths are summed.
FORBIDDEN = -1e6


@dataclass(frozen=True, slots=True)
class UnitText:
    """A document's lattice with features, and which beads stay inside one unit."""

    name: str
    lattice: Lattice
    features: FloatArray
    allowed: BoolArray


def read_unit_texts(shared: Path, first: Mapping[str, float]) -> list[UnitText]:
    """The documents with their units found in the text."""
    return [_unit_text(shared / "docs" / name, files, first) for name, files in DOCUMENTS.items()]


def _unit_text(folder: Path, files: Sequence[str], first: Mapping[str, float]) -> UnitText:
    zh, en = load_sides(*(folder / file for file in files))
    units = json.loads((folder / "gold.json").read_text("utf-8"))["units"]
    zh_sentences, en_sentences = segment_document(zh, "zh"), segment_document(en, "en")
    zh_unit = _unit_of(zh, zh_sentences, [u["zh"] for u in units])
    en_unit = _unit_of(en, en_sentences, [u["en"] for u in units])
    bitext = make_bitext(
        [s.text for s in zh_sentences],
        [s.text for s in en_sentences],
        places(zh, zh_sentences),
        places(en, en_sentences),
    )
    lattice = candidate_lattice(bitext, band_of(bitext), first, margin=MARGIN)
    allowed = np.array(
        [
            len({*zh_unit[i : i + n_zh], *en_unit[j : j + n_en]} - {-1}) <= 1 or not (n_zh and n_en)
            for i, j, n_zh, n_en in lattice.spans.tuples()
        ]
    )
    context = feature_context(with_length_variance(bitext, lattice), lattice.spans)
    return UnitText(folder.name, lattice, feature_matrix(context), allowed)


def places(document: Document, sentences: Sequence[Sentence]) -> Places:
    """Where the sentences stand."""
    paragraphs = [sentence.paragraph for sentence in sentences]
    return Places(paragraphs, [document.paragraphs[paragraph].block for paragraph in paragraphs])


def _unit_of(document: Document, sentences: Sequence[Sentence], units: Sequence[str]) -> list[int]:
    """The unit of each sentence, -1 where the unit's text was not found as it stands."""
    where: list[tuple[int, int, int]] = []
    at = 0
    for number, unit in enumerate(units):
        for line in filter(None, map(str.strip, unit.split("\n"))):
            found = document.text.find(line, at)
            if found >= 0:
                where.append((found, found + len(line), number))
                at = found + len(line)
    return [next((k for start, end, k in where if start <= s.start and s.end <= end), -1) for s in sentences]


def fit_paragraphs(shared: Path, first: Mapping[str, float], weights: Mapping[str, float]) -> dict[str, float]:
    """The weights of the paragraph features, given all others."""
    texts = read_unit_texts(shared, first)
    # A batch needs gold beads only to fit them; here the sums over paths are all that is used.
    batch = Batch([t.lattice for t in texts], [np.zeros(0, dtype=np.int64)] * len(texts), [1.0] * len(texts))
    features = np.concatenate([t.features for t in texts])
    forbidden = np.where(np.concatenate([t.allowed for t in texts]), 0.0, FORBIDDEN)
    columns = [list(FEATURES).index(name) for name in PARAGRAPH_FEATURES]
    fixed = as_vector(weights)
    fixed[columns] = 0.0
    base, matrix = features @ fixed, features[:, columns]

    def loss(w: FloatArray) -> tuple[float, FloatArray]:
        score = base + matrix @ w
        every, posterior = batch.posteriors(score)
        right, restricted = batch.posteriors(score + forbidden)
        return float((every - right).sum() + PENALTY / 2 * (w @ w)), matrix.T @ (posterior - restricted) + PENALTY * w

    done = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B")
    return {name: round(float(w), 4) for name, w in zip(PARAGRAPH_FEATURES, done.x, strict=True)}
