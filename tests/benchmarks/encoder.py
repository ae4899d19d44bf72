"""What an encoder brings, and what it costs.

    python -m tests.benchmarks.encoder SHARED              # what it brings: docs/embeddings.md has the figures
    python -m tests.benchmarks.encoder SHARED --cost 1000  # processor time and memory of a text of so many sentences

What it brings is measured as in ``tests.benchmarks.ablation``: the weights are fitted on all development documents but
one, and that one is aligned, without the encoder and with it; strict F1 and the log-likelihood of the gold path, in
nats a gold bead. The text of which the cost is measured is made of the chapters of macdev, one after the other.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Sequence
from pathlib import Path

from data.weights.similarity import Vectors, with_meaning
from data.weights.texts import read_texts
from duiqi import align_sentences
from duiqi.adapting import read_encoder
from duiqi.aligner.scoring.features import ALL_FEATURES, FEATURES
from duiqi.aligner.scoring.weights import load_weights
from duiqi.evaluation import read_gold
from duiqi.options import Options
from tests.benchmarks.ablation import Examples, all_forms, both_passes, make_examples
from tests.benchmarks.ablation_page import SETS, Fold
from tests.benchmarks.measures import table


def gains(shared: Path, vectors: Vectors) -> list[list[str]]:
    """A row for each set in each form: F1 and log-likelihood without the encoder and with it."""
    weights = load_weights()
    plain = make_examples(all_forms([t for name in SETS for t in read_texts(shared / "gold" / name)]), weights)
    seen = Examples(
        [with_meaning(x, vectors, weights.untrained) for x in plain.first],
        [with_meaning(x, vectors, weights.self_trained) for x in plain.long],
    )
    without = _by_form(both_passes(plain, range(len(FEATURES))))
    with_encoder = _by_form(both_passes(seen, range(len(ALL_FEATURES))))
    return [[*key, *_figures(without[key]), *_figures(with_encoder[key])] for key in without]


def _by_form(folds: Sequence[Fold]) -> dict[tuple[str, str], list[Fold]]:
    found: dict[tuple[str, str], list[Fold]] = {}
    for fold in folds:
        found.setdefault((fold.name, fold.form), []).append(fold)
    return found


def _figures(folds: Sequence[Fold]) -> tuple[str, str]:
    gold = sum(x.gold for x in folds)
    f1 = 2 * sum(x.right for x in folds) / (sum(x.found for x in folds) + gold)
    return f"{f1:.4f}", f"{sum(x.log_likelihood for x in folds) / gold:.4f}"


def costs(shared: Path, sentences: int) -> list[list[str]]:
    """Seconds of the processor and the most memory, without the encoder and with it."""
    zh: list[str] = []
    en: list[str] = []
    for document in read_gold(shared / "gold" / "macdev"):
        for of_zh, of_en in document.beads:
            if len(zh) < sentences:
                zh += [document.zh[i] for i in of_zh]
                en += [document.en[j] for j in of_en]
    # Words and lexicon, and the encoder's model, are loaded before the clock starts.
    encoder, rows = read_encoder(), []
    for similarity in (None, encoder):
        align_sentences(["好。"], ["Good."], options=Options(similarity=similarity))
    for name, similarity in (("without", None), ("with", encoder)):
        start = time.process_time()
        align_sentences(zh, en, options=Options(similarity=similarity))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rows.append([name, f"{len(zh):,} + {len(en):,}", f"{time.process_time() - start:.1f}", f"{memory:.0f}"])
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, metavar="SHARED")
    parser.add_argument("--cost", type=int, metavar="N", help="measure the cost of a text of N Chinese sentences")
    parser.add_argument("--vectors", type=Path, metavar="FILE", help="keep vectors here for the next run")
    arguments = parser.parse_args()
    if arguments.cost:
        head = ("encoder", "sentences", "seconds", "MB")
        print(table(head, costs(arguments.shared, arguments.cost)))
        return
    vectors = Vectors(arguments.vectors)
    head = ("set", "form", "F1 without", "nats a bead", "F1 with", "nats a bead")
    print(table(head, gains(arguments.shared, vectors)))
    vectors.keep()


if __name__ == "__main__":
    main()
