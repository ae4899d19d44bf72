"""What each feature and each stage adds, with every document left out in turn.

    python tests/benchmarks/ablation.py SHARED [--output FILE] [--scoring FILE] [--jobs N]

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
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from measures import ROOT, table

# isort: split
# The fitting scripts, which measures.py has put on the path.
import fit
import numpy as np
import outcomes
from crf import Batch
from examples import Example, batch_of, first_pass_features, prepare, second_round
from fit import PENALTY, PLAIN_WEIGHT, SEED
from outcomes import DELETED
from paragraphs import DOCUMENTS, PARAGRAPH_FEATURES, read_unit_texts
from texts import Text, cut_short, damaged, pieces, read_texts

from duiqi.aligner.candidates.lattice import best_path
from duiqi.aligner.scoring.features import FEATURES
from duiqi.aligner.scoring.passes import trains_itself
from duiqi.aligner.scoring.weights import Weights, as_vector, load_weights
from duiqi.arrays.types import FloatArray

sys.path.append(str(ROOT / "data" / "lexicon"))
OUTPUT = ROOT / "docs" / "ablation.md"
SCORING = ROOT / "docs" / "scoring.md"
SETS = ("macdev", "aca")
# Features that stand for one idea, by what their names begin with. Each feature has a line of its own besides.
GROUPS = {
    "all word features": ("placed_", "coverage_"),
    "position-aware likelihood": ("placed_",),
    "coverage": ("coverage_",),
    "lengths of matched text": ("log_length", "gale_church", "coverage_by_length"),
    "quotation": ("inside_", "closes_"),
    "bead types": ("type_",),
    "null beads": ("run_", "omissions", "unaligned"),
}
# What is changed for a stage that is taken away: module, constant, value.
Change = tuple[str, str, Any]
STAGES: dict[str, tuple[Change, ...]] = {
    "band around anchors → the whole graph": (("duiqi.aligner.narrowing.band", "WHOLE", 10**9),),
    "null runs": (("duiqi.aligner.candidates.lattice", "MAX_RUN", 1), ("texts", "MAX_RUN", 1)),
    "position in the likelihood (IBM model 1)": (("duiqi.aligner.scoring.evidence", "POSITION_DECAY", 1e-6),),
    "character model in the lexicon": (("duiqi.words.lexicon", "CHAR_SCALE", 0.0),),
    "related stems in the lexicon": (("duiqi.words.lexicon", "RELATED_SCALE", 0.0),),
    "words in the lexicon → character model and equal tokens": (("duiqi.words.lexicon", "QUANTUM", 0.0),),
}
# Forms of a text: the last part of its document's name. CUT copies are only aligned, the others fitted on too.
PLAIN, DAMAGED, CUT, PIECES = "plain", "damaged", "cut", "pieces"
CUT_COPIES = 4
PIECE_SIZES = (3, 5, 8, 12, 20)


@dataclass(frozen=True, slots=True)
class Fold:
    """A document in one of its forms, aligned by weights fitted without it."""

    document: str
    form: str
    right: int
    found: int
    gold: int
    log_likelihood: float

    @property
    def name(self) -> str:
        """The gold set."""
        return self.document.split("/")[0]


@dataclass(frozen=True, slots=True)
class Examples:
    """Texts ready to be fitted on: before self-training all of them, ``long`` ones after it."""

    first: list[Example]
    long: list[Example]


def origin(text: Text) -> tuple[str, str]:
    """The document and the form of a text."""
    document, _, form = text.document.rpartition("/")
    return document, form


def folds(examples: Sequence[Example], columns: Sequence[int], penalty: float, forms: Sequence[str]) -> list[Fold]:
    """Every document in these forms, aligned by weights fitted on the others with these columns of the features."""
    found: list[Fold] = []
    for document in dict.fromkeys(origin(x.text)[0] for x in examples):
        others = [x for x in examples if origin(x.text)[0] != document and origin(x.text)[1] != CUT]
        matrix = np.concatenate([x.features for x in others])[:, columns]
        weights = batch_of(others).fit(matrix, penalty)
        found += [
            _judged(x, x.features[:, columns] @ weights)
            for x in examples
            if origin(x.text)[0] == document and origin(x.text)[1] in forms
        ]
    return found


def both_rounds(examples: Examples, columns: Sequence[int]) -> list[Fold]:
    """Plain texts and those cut short aligned after self-training, pieces without it."""
    long = folds(examples.long, columns, PENALTY["second_round"], (PLAIN, CUT))
    return long + folds(examples.first, columns, PENALTY["first_round"], (PIECES,))


def _judged(example: Example, score: FloatArray) -> Fold:
    lattice = example.lattice
    matched = ~lattice.is_null
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
    outcomes.bitext_of.cache_clear()
    first = [prepare(text, weights.first_pass) for text in texts]
    long = [second_round(example) for example in _long(first)]
    return Examples(_filled(first, weights.first_round), _filled(long, weights.second_round))


def _long(examples: Sequence[Example]) -> list[Example]:
    return [x for x in examples if trains_itself(x.bitext)]


def _filled(examples: Sequence[Example], weights: Mapping[str, float]) -> list[Example]:
    score = np.concatenate([x.features for x in examples]) @ as_vector(weights)
    features = fit.fill_omissions(examples, batch_of(examples), score)
    return [replace(x, features=f) for x, f in zip(examples, features, strict=True)]


def first_pass_only(examples: Examples) -> list[Fold]:
    """The cheap model alone, over the beads that it left."""
    cheap = [replace(x, features=first_pass_features(x)) for x in examples.first]
    return both_rounds(Examples(cheap, _long(cheap)), range(cheap[0].features.shape[1]))


def not_self_trained(examples: Examples) -> list[Fold]:
    """All texts as short ones are aligned."""
    return both_rounds(Examples(examples.first, _long(examples.first)), range(len(FEATURES)))


def without_ecdict(path: Path) -> tuple[Change, ...]:
    """The lexicon built without the pairs of ECDICT, at ``path``."""
    build = importlib.import_module("build")
    related = build.read_table(build.RELATED)
    texts = (file.read_text(encoding="utf-8") for file in (build.default_cedict(), build.LEARNED))
    path.write_bytes(build.build(*texts, related))
    return (("duiqi.words.lexicon", "LEXICON_FILE", path),)


def without_stage(changes: Sequence[Change], texts: Sequence[Text], weights: Weights) -> list[Fold]:
    """The folds with constants changed so that a stage does nothing."""
    with ExitStack() as stack:
        for name, constant, value in changes:
            module = importlib.import_module(name)
            getattr(module, constant)  # fails when the constant has gone
            stack.enter_context(patch.object(module, constant, value))
        return both_rounds(make_examples(texts, weights), range(len(FEATURES)))


def columns_without(names: Sequence[str]) -> list[int]:
    """The columns of all other features."""
    return [k for k, name in enumerate(FEATURES) if name not in names]


def lines_of_features() -> dict[str, tuple[str, ...]]:
    """What is left out, by line of the table: groups, then every feature."""
    groups = {title: tuple(name for name in FEATURES if name.startswith(starts)) for title, starts in GROUPS.items()}
    return {**groups, **{f"`{name}`": (name,) for name in FEATURES if name not in PARAGRAPH_FEATURES}}


def f1(found: Sequence[Fold], form: str, name: str = "") -> float:
    """Strict F1 of all texts in a form, or of those of one set."""
    chosen = [x for x in found if name in ("", x.name) and x.form == form]
    return 2 * sum(x.right for x in chosen) / max(sum(x.found + x.gold for x in chosen), 1)


def likelihoods(found: Sequence[Fold]) -> dict[str, float]:
    """By document the log-likelihood of its gold paths in all forms, in nats."""
    total: dict[str, float] = defaultdict(float)
    for fold in found:
        total[fold.document] += fold.log_likelihood
    return total


def row(title: str, found: Sequence[Fold], whole: Sequence[Fold]) -> list[str]:
    """A line: F1 of each set, its change in each form, that of the log-likelihood per bead, documents worse."""
    mine, all_features = likelihoods(found), likelihoods(whole)
    change = (sum(mine.values()) - sum(all_features.values())) / sum(x.gold for x in whole)
    worse = sum(mine[document] < value for document, value in all_features.items())
    changes = [f1(found, form) - f1(whole, form) for form in (PLAIN, CUT, PIECES)]
    cells = [*(f"{f1(found, PLAIN, name):.4f}" for name in SETS), *(f"{x:+.4f}" for x in changes), f"{change:+.4f}"]
    return [title, *cells, f"{worse} of {len(all_features)}"]


def paragraph_rows(shared: Path, weights: Weights) -> Iterator[list[str]]:
    """log P(no bead joins sentences of different units), summed over the documents that have paragraphs."""
    unit_texts = read_unit_texts(shared, weights.first_pass)
    batch = Batch(
        [t.lattice for t in unit_texts], [np.zeros(0, dtype=np.int64)] * len(unit_texts), [1.0] * len(unit_texts)
    )
    features = np.concatenate([t.features for t in unit_texts])
    forbidden = np.where(np.concatenate([t.allowed for t in unit_texts]), 0.0, -1e6)

    def value(without: Sequence[str]) -> float:
        w = as_vector({name: 0.0 if name in without else v for name, v in weights.second_round.items()})
        score = features @ w
        return float((batch.posteriors(score + forbidden)[0] - batch.posteriors(score)[0]).sum())

    whole = value(())
    yield ["nothing", f"{whole:.2f}", ""]
    for title, names in (("all of them", PARAGRAPH_FEATURES), *((f"`{n}`", (n,)) for n in PARAGRAPH_FEATURES)):
        yield [title, f"{value(names):.2f}", f"{value(names) - whole:+.2f}"]


def with_effects(page: str, effects: Mapping[tuple[str, ...], str]) -> str:
    """The page on scoring with its "Left out" lines written anew: what the features of the heading above add.

    ``effects`` maps the features that were left out together to a phrase.
    """
    lines = page.split("\n")
    names: tuple[str, ...] = ()
    for k, line in enumerate(lines):
        if line.startswith("#"):
            names = tuple(re.findall(r"`(\w+)`", line)) if line.startswith("### ") else ()
        if line.startswith("Left out") and names:
            together = [f"together {effects[key]}" for key in effects if len(names) > 1 and set(key) == set(names)]
            single = [f"`{name}` {effects[(name,)]}" if len(names) > 1 else effects[(name,)] for name in names]
            lines[k] = f"Left out (nats a bead; F1 plain, cut short, pieces): {'; '.join(single + together)}."
    return "\n".join(lines)


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table for the page."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


HEAD = (
    "left out", "macdev F1", "aca F1", "change of F1", "cut short", "pieces", "log-likelihood", "documents worse",
)  # fmt: skip
PAGE = """\
# What each feature and each stage adds

Written by `tests/benchmarks/ablation.py`; do not edit. The features are explained in [scoring](scoring.md).

Each line leaves something out, fits the weights again on all development documents but one, and aligns that one, for
each document in turn: six chapters of novels (macdev) and thirteen academic texts joined to one document (aca). Each
is fitted on plain, in a copy with sentences missing and, by the weights for short texts, in pieces. It is aligned
plain, in {copies} copies with {deleted:.0%} of the beads cut on either side, and in pieces of {least} to {most} beads.
So the figures are of documents that the weights have not seen, but of weights fitted on fewer copies than the packaged
ones; they are to be compared with each other. The first two columns are F1 of the plain texts, the next three its
change in each form. The change of the log-likelihood is that of the gold path, in nats per gold bead, of all forms; a
negative one means that what was left out helps. One bead more or less right moves F1 of the plain texts and of the
pieces by .0004, of the cut copies by .0001. The gold beads are put into every lattice, as in fitting.

Strict F1 of the whole: macdev {macdev:.4f}, aca {aca:.4f}; both cut short {cut:.4f}, in pieces {pieces:.4f};
log-likelihood {likelihood:.4f} per bead.

## Stages

{stages}

Not in the table: paragraphs, which the gold sets do not have (see below).

## Features

{features}

## Paragraphs

The paragraph features are fitted on {documents} documents whose gold tells only which paragraphs belong together. The
figure is the log-probability that no bead joins sentences of different units, summed over these documents (nats, with
the packaged weights, which were fitted on the same documents).

{paragraphs}
"""


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
    whole = both_rounds(examples, range(len(FEATURES)))
    lines: Mapping[str, Sequence[str]] = lines_of_features()
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(arguments.jobs) as pool:
        changes = {**STAGES, "ECDICT in the lexicon": without_ecdict(Path(folder) / "lexicon.bin")}
        stages = {
            "everything but the first pass (its cheap model decides)": pool.submit(first_pass_only, examples),
            "self-training": pool.submit(not_self_trained, examples),
            **{name: pool.submit(without_stage, some, texts, weights) for name, some in changes.items()},
        }
        found = list(pool.map(partial(both_rounds, examples), [columns_without(names) for names in lines.values()]))
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
