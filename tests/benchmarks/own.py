"""What words and weights of one's own bring, and that they do no harm: the figures of docs/adapting.md.

    python -m tests.benchmarks.own SHARED --part lexicon   # learned from one half of the news, and from everyday pairs
    python -m tests.benchmarks.own SHARED --part fit       # fifty beads of a stranger, taken or not

Log loss is that of the scores of the pairs found, in nats a pair: -log p of a right one, -log(1 - p) of a wrong one.
"""

from __future__ import annotations

import argparse
import math
import random
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from data.weights.texts import read_texts
from duiqi import align_sentences, read
from duiqi.adapting import Counted, learn_lexicon, read_own_words
from duiqi.aligner.fitting import adapting
from duiqi.aligner.fitting.examples import prepare
from duiqi.aligner.fitting.texts import Text, cut
from duiqi.aligner.scoring.weights import as_vector, load_weights
from duiqi.arrays.types import FloatArray
from duiqi.model import Bead, Pair
from duiqi.options import Options
from tests.benchmarks.measures import table

NEWS, NOVELS, STRANGER = "wmt22-enzh-resplit", "macdev", "aca"
# Beads of a user who has corrected a little, in two pieces, and how often they are drawn.
FEW, PIECE, DRAWS = 50, 25, 4
# Scores are never 0 or 1 in earnest.
LEAST = 1e-6


def lexicon(shared: Path) -> list[list[str]]:
    """F1 and log loss with the built-in lexicon, and with one that was learned beside it."""
    texts = read_texts(shared / "gold" / NEWS)
    first, second = texts[: len(texts) // 2], texts[len(texts) // 2 :]
    train = shared / "train"
    everyday = [*_tatoeba(train / "tatoeba.cmn-eng.tsv"), *read(train / "tico19.en-zh.tmx")]
    return [
        _row("first half of the news", first, _pairs(second)),
        _row("second half of the news", second, _pairs(first)),
        _row(f"{STRANGER}, learned from everyday and medical pairs", read_texts(shared / "gold" / STRANGER), everyday),
    ]


def _row(name: str, texts: Sequence[Text], pairs: Iterable[Pair]) -> list[str]:
    with tempfile.NamedTemporaryFile(suffix=".lex") as file:
        file.write(learn_lexicon(Counted(pairs))[0])
        file.flush()
        own = read_own_words([file.name])
        before, after = (_measured(texts, Options(own_words=words)) for words in (None, own))
    return [name, f"{before[0]:.4f}", f"{after[0]:.4f}", f"{before[1]:.4f}", f"{after[1]:.4f}"]


def _measured(texts: Sequence[Text], options: Options) -> tuple[float, float]:
    """Strict F1 of the pairs, and the log loss of their scores."""
    right = found = gold = 0
    loss = 0.0
    for text in texts:
        known = {(range(i, i + n), range(j, j + m)) for i, j, n, m in text.beads if n and m}
        beads = [bead for bead in align_sentences(text.zh, text.en, options=options).beads if not bead.is_null]
        hits = [(bead.zh, bead.en) in known for bead in beads]
        for bead, hit in zip(beads, hits, strict=True):
            loss -= math.log(max(LEAST, bead.score if hit else 1.0 - bead.score))
        right, found, gold = right + sum(hits), found + len(beads), gold + len(known)
    return 2 * right / (found + gold), loss / found


def _pairs(texts: Iterable[Text]) -> list[Pair]:
    pairs = [
        ("".join(text.zh[i : i + n]), " ".join(text.en[j : j + m]))
        for text in texts
        for i, j, n, m in text.beads
        if n and m
    ]
    return [_pair(zh, en) for zh, en in pairs]


def _tatoeba(path: Path) -> list[Pair]:
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return [_pair(zh, en) for en, zh, *_ in rows]


def _pair(zh: str, en: str) -> Pair:
    return Pair(zh, en, 1.0, Bead(range(1), range(1), 1.0))


def fit(shared: Path) -> list[list[str]]:
    """Novels in pieces: log-likelihood a bead and F1 with the built-in weights, and fitted to fifty strange beads."""
    base = load_weights()
    start = as_vector(base.untrained.by_feature)
    pieces = {
        name: [piece for text in read_texts(shared / "gold" / name) for piece in cut(text, size)]
        for name, size in ((NOVELS, adapting.PIECE), (STRANGER, PIECE))
    }
    judges = adapting._with_omissions([prepare(piece, base.first_pass) for piece in pieces[NOVELS]], start)
    rows = [["built-in", *_judged(adapting._judged(judges, start))]]
    for draw in range(DRAWS):
        chosen: list[Text] = []
        for piece in random.Random(draw).sample(pieces[STRANGER], len(pieces[STRANGER])):
            if sum(len(text.beads) for text in chosen) < FEW:
                chosen.append(piece)
        examples = adapting._with_omissions([prepare(piece, base.first_pass) for piece in chosen], start)
        beads = sum(len(text.beads) for text in chosen)
        rows.append(
            [f"{beads} beads of {STRANGER}", *_judged(adapting._judged(judges, adapting._fit(examples, start)))]
        )
    return rows


def _judged(sums: FloatArray) -> tuple[str, str]:
    return f"{sums[0] / sums[1]:.4f}", f"{2 * sums[2] / sums[3]:.4f}"


def main() -> None:
    """Print one of the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--part", choices=("lexicon", "fit"), required=True)
    arguments = parser.parse_args()
    if arguments.part == "lexicon":
        print(table(["", "F1 before", "F1 after", "log loss before", "log loss after"], lexicon(arguments.shared)))
    else:
        print(table(["weights", "log-likelihood a bead", "F1"], fit(arguments.shared)))


if __name__ == "__main__":
    main()
