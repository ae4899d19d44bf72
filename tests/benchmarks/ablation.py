"""What each feature and each stage adds, with every document left out in turn.

    python -m tests.benchmarks.ablation SHARED [--output FILE] [--scoring FILE] [--jobs N]

Writes docs/ablation.md, and the lines in docs/scoring.md that begin with "Left out".

A quick form of ``data/weights/fit.py``, with one damaged copy of each text. For each line of the table the weights are
fitted again without the feature, on all documents but one, and that one is aligned: plain, in copies cut short, and in
pieces. The figures are strict F1 and the log-likelihood of the gold path, in nats per gold bead. The lattice and the
table learned by self-training are the same for all lines about features; lines about stages make them anew.
"""

from __future__ import annotations

import argparse
import importlib
import os
import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from data.lexicon import build_lexicon
from data.lexicon.tables import read_table
from data.weights.fit import PENALTY, PLAIN_WEIGHT, SEED, is_long, told_of_omissions
from data.weights.outcomes import DELETED
from data.weights.paragraphs import DOCUMENTS, PARAGRAPH_FEATURES, read_unit_texts
from data.weights.texts import Text, cut_short, damaged, pieces, read_texts
from duiqi.aligner.candidates.lattice import best_path
from duiqi.aligner.fitting.crf import Batch
from duiqi.aligner.fitting.examples import Example, after_training, batch_of, bitext_of, first_pass_features, prepare
from duiqi.aligner.scoring.features import FEATURES
from duiqi.aligner.scoring.weights import SELF_TRAINED, UNTRAINED, PassWeights, Weights, as_vector, load_weights
from duiqi.arrays.types import FloatArray
from tests.benchmarks.ablation_page import (
    CUT,
    DAMAGED,
    HEAD,
    PAGE,
    PIECES,
    PLAIN,
    SETS,
    Fold,
    f1,
    markdown,
    row,
    with_effects,
)
from tests.benchmarks.measures import ROOT, table

OUTPUT = ROOT / "docs" / "ablation.md"
SCORING = ROOT / "docs" / "scoring.md"

# Features that stand for one idea, by what their names begin with. Each feature has a line of its own besides.
GROUPS = {
    "all word features": ("placed_", "coverage_"),
    "position-aware likelihood": ("placed_",),
    "coverage": ("coverage_",),
    "lengths of matched text": ("log_length", "gale_church", "length_tail", "coverage_by_length", "clauses_"),
    "quotation": ("inside_", "closes_", "opens_", "turns_"),
    "bead types": ("type_",),
    "null beads": ("run_", "omissions", "unaligned"),
}
# What is changed for a stage that is taken away: module, constant, value.
Change = tuple[str, str, Any]
STAGES: dict[str, tuple[Change, ...]] = {
    "band around anchors → the whole graph": (("duiqi.aligner.narrowing.band", "WHOLE", 10**9),),
    "null runs": (("duiqi.aligner.candidates.lattice", "MAX_RUN", 1), ("duiqi.aligner.fitting.texts", "MAX_RUN", 1)),
    "position in the likelihood (IBM model 1)": (
        ("duiqi.aligner.scoring.evidence.bead_links", "POSITION_DECAY", 1e-6),
    ),
    "character model in the lexicon": (("duiqi.words.lexicon", "CHAR_SCALE", 0.0),),
    "related stems in the lexicon": (("duiqi.words.lexicon", "RELATED_SCALE", 0.0),),
    "words in the lexicon → character model and equal tokens": (("duiqi.words.lexicon", "QUANTUM", 0.0),),
}
CUT_COPIES = 4
PIECE_SIZES = (3, 5, 8, 12, 20)


@dataclass(frozen=True, slots=True)
class Examples:
    """Texts ready to be fitted on: before self-training all of them, ``long`` ones after it."""

    first: list[Example]
    long: list[Example]


def origin(text: Text) -> tuple[str, str]:
    """The document and the form of a text."""
    document, _, form = text.document.rpartition("/")
    return document, form


def folds(
    examples: Sequence[Example], columns: Sequence[int], forms: Sequence[str], penalty: float, near: PassWeights | None
) -> list[Fold]:
    """Every document in these forms, aligned by weights fitted on the others with these columns of the features.

    They are sought from those ``near``, which are much the same: there is one optimum, and the way there is shorter.
    """
    found: list[Fold] = []
    start = None if near is None else as_vector(near.by_feature)[list(columns)]
    for document in dict.fromkeys(origin(x.text)[0] for x in examples):
        others = [x for x in examples if origin(x.text)[0] != document and origin(x.text)[1] != CUT]
        matrix = np.concatenate([x.features for x in others])[:, columns]
        weights = batch_of(others).fit(matrix, penalty, start)
        found += [
            _judged(x, x.features[:, columns] @ weights)
            for x in examples
            if origin(x.text)[0] == document and origin(x.text)[1] in forms
        ]
    return found


def both_passes(examples: Examples, columns: Sequence[int], near: Weights | None = None) -> list[Fold]:
    """Plain texts and those cut short aligned after self-training, pieces without it."""
    untrained, self_trained = (near.untrained, near.self_trained) if near else (None, None)
    long = folds(examples.long, columns, (PLAIN, CUT), PENALTY[SELF_TRAINED], self_trained)
    return long + folds(examples.first, columns, (PIECES,), PENALTY[UNTRAINED], untrained)


def _judged(example: Example, score: FloatArray) -> Fold:
    lattice = example.lattice
    matched = ~lattice.spans.is_null
    gold = {int(k) for k in example.gold if matched[k]}
    path = {k for k in best_path(lattice, score) if matched[k]}
    total, _ = batch_of([example]).posteriors(score)
    likelihood = float(score[example.gold].sum() - total[0])
    return Fold(*origin(example.text), len(gold & path), len(path), len(gold), likelihood)


def all_forms(plain: Sequence[Text]) -> list[Text]:
    """Each text in every form, with the weight that it has in the fit."""
    rng = random.Random(SEED)
    forms: list[Text] = []
    for text in plain:
        strangers = [t for t in plain if t is not text]
        cut = [cut_short(text, DELETED, rng) for _ in range(CUT_COPIES)]
        groups = {
            PLAIN: [replace(text, weight=PLAIN_WEIGHT)],
            DAMAGED: [damaged(text, strangers, rng)],
            CUT: cut,
            PIECES: list(pieces(text, PIECE_SIZES, rng)),
        }
        forms += [replace(t, document=f"{t.document}/{form}") for form, group in groups.items() for t in group]
    return forms


def make_examples(texts: Sequence[Text], weights: Weights) -> Examples:
    """The texts before and after self-training. The feature ``omissions`` is what the packaged weights say."""
    bitext_of.cache_clear()
    first = [prepare(text, weights.first_pass) for text in texts]
    long = [after_training(example) for example in _long(first)]
    return Examples(_filled(first, weights.untrained), _filled(long, weights.self_trained))


def _long(examples: Sequence[Example]) -> list[Example]:
    return [x for x in examples if is_long(x)]


def _filled(examples: Sequence[Example], weights: PassWeights) -> list[Example]:
    score = np.concatenate([x.features for x in examples]) @ weights.vector
    return told_of_omissions(examples, batch_of(examples), score)


def first_pass_only(examples: Examples) -> list[Fold]:
    """The cheap model alone, over the beads that it left."""
    cheap = [replace(x, features=first_pass_features(x)) for x in examples.first]
    return both_passes(Examples(cheap, _long(cheap)), range(cheap[0].features.shape[1]))


def not_self_trained(examples: Examples) -> list[Fold]:
    """All texts as short ones are aligned."""
    return both_passes(Examples(examples.first, _long(examples.first)), range(len(FEATURES)))


def without_ecdict(path: Path) -> tuple[Change, ...]:
    """The lexicon built without the pairs of ECDICT, at ``path``."""
    related = read_table(build_lexicon.RELATED)
    files = (build_lexicon.default_cedict(), build_lexicon.LEARNED)
    path.write_bytes(build_lexicon.build(*(file.read_text(encoding="utf-8") for file in files), related))
    return (("duiqi.words.lexicon", "LEXICON_FILE", path),)


def without_stage(changes: Sequence[Change], texts: Sequence[Text], weights: Weights) -> list[Fold]:
    """The folds with constants changed so that a stage does nothing."""
    with ExitStack() as stack:
        for name, constant, value in changes:
            module = importlib.import_module(name)
            getattr(module, constant)  # fails when the constant has gone
            stack.enter_context(patch.object(module, constant, value))
        return both_passes(make_examples(texts, weights), range(len(FEATURES)), weights)


def columns_without(names: Sequence[str]) -> list[int]:
    """The columns of all other features."""
    return [k for k, name in enumerate(FEATURES) if name not in names]


def lines_of_features() -> dict[str, tuple[str, ...]]:
    """What is left out, by line of the table: groups, then every feature."""
    groups = {title: tuple(name for name in FEATURES if name.startswith(starts)) for title, starts in GROUPS.items()}
    return {**groups, **{f"`{name}`": (name,) for name in FEATURES if name not in PARAGRAPH_FEATURES}}


def paragraph_rows(shared: Path, weights: Weights) -> Iterator[list[str]]:
    """log P(no bead joins sentences of different units), summed over the documents that have paragraphs."""
    unit_texts = read_unit_texts(shared, weights.first_pass)
    batch = Batch(
        [t.lattice for t in unit_texts], [np.zeros(0, dtype=np.int64)] * len(unit_texts), [1.0] * len(unit_texts)
    )
    features = np.concatenate([t.features for t in unit_texts])
    forbidden = np.where(np.concatenate([t.allowed for t in unit_texts]), 0.0, -1e6)

    def value(without: Sequence[str]) -> float:
        w = as_vector({name: 0.0 if name in without else v for name, v in weights.self_trained.by_feature.items()})
        score = features @ w
        return float((batch.posteriors(score + forbidden)[0] - batch.posteriors(score)[0]).sum())

    whole = value(())
    yield ["nothing", f"{whole:.2f}", ""]
    for title, names in (("all of them", PARAGRAPH_FEATURES), *((f"`{n}`", (n,)) for n in PARAGRAPH_FEATURES)):
        yield [title, f"{value(names):.2f}", f"{value(names) - whole:+.2f}"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, metavar="SHARED")
    parser.add_argument("--output", type=Path, default=OUTPUT, metavar="FILE")
    parser.add_argument("--scoring", type=Path, default=SCORING, metavar="FILE")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), metavar="N")
    arguments = parser.parse_args()
    weights = load_weights()
    texts = all_forms([t for name in SETS for t in read_texts(arguments.shared / "gold" / name)])
    examples = make_examples(texts, weights)
    whole = both_passes(examples, range(len(FEATURES)), weights)
    lines: Mapping[str, Sequence[str]] = lines_of_features()
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(arguments.jobs) as pool:
        changes = {**STAGES, "ECDICT in the lexicon": without_ecdict(Path(folder) / "lexicon.bin")}
        stages = {
            "everything but the first pass (its cheap model decides)": pool.submit(first_pass_only, examples),
            "self-training": pool.submit(not_self_trained, examples),
            **{name: pool.submit(without_stage, some, texts, weights) for name, some in changes.items()},
        }
        columns = [columns_without(names) for names in lines.values()]
        found = list(pool.map(partial(both_passes, examples, near=weights), columns))
        stage_rows = [row(name, result.result(), whole) for name, result in stages.items()]
    feature_rows = [row(title, result, whole) for title, result in zip(lines, found, strict=True)]
    paragraphs = list(paragraph_rows(arguments.shared, weights))
    page = PAGE.format(
        copies=CUT_COPIES,
        deleted=DELETED,
        least=min(PIECE_SIZES),
        most=max(PIECE_SIZES),
        macdev=f1(whole, PLAIN, "macdev"),
        aca=f1(whole, PLAIN, "aca"),
        cut=f1(whole, CUT),
        pieces=f1(whole, PIECES),
        likelihood=sum(x.log_likelihood for x in whole) / sum(x.gold for x in whole),
        stages=markdown(HEAD, stage_rows),
        features=markdown(HEAD, feature_rows),
        documents=len(DOCUMENTS),
        paragraphs=markdown(("left out", "log-probability", "change"), paragraphs),
    )
    arguments.output.write_text(page, encoding="utf-8")
    effects = {
        tuple(names): ", ".join((cells[6], *cells[3:6]))
        for names, cells in zip(lines.values(), feature_rows, strict=True)
    }
    for name, (_, value, change) in zip((*PARAGRAPH_FEATURES,), paragraphs[2:], strict=True):
        effects[(name,)] = f"{change} nats of {value} (all documents with paragraphs)"
    written = with_effects(arguments.scoring.read_text(encoding="utf-8"), effects)
    arguments.scoring.write_text(written, encoding="utf-8")
    print(table(HEAD, [*stage_rows, *feature_rows]))


if __name__ == "__main__":
    main()
