"""How well the lexicon ranks gold partners: the measure behind the word lists and constants of tokens and lexicon.

    python -m data.lexicon.rank GOLD [--minimum .1 .03]

GOLD holds macdev, aca and wmt22-enzh-resplit (src, tgt, gold). Each gold bead's Chinese side is compared with the
English sides of the beads at most 20 away, and the other way round, by the mean of two bag-of-words IBM-1 scores, no
positions, no lengths. Printed: the share ranked first, and the mean negative log posterior of the true partner.
"""

from __future__ import annotations

import argparse
import ast
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse

from duiqi.words.chinese import chinese_words
from duiqi.words.english import english_stems
from duiqi.words.lexicon import Lexicon, document_table, load_lexicon, read_lexicon

SETS = {"macdev": False, "aca": True, "wmt22-enzh-resplit": False}  # name → English is the source side
LAMBDA, WINDOW = 0.93, 20

Words = list[list[str]]


def gold_beads(folder: Path, english_source: bool) -> list[tuple[Words, Words]]:
    """The beads of each document (one document for all of wmt22's short texts) as token lists of both sides."""
    documents: list[tuple[Words, Words]] = []
    for path in sorted((folder / "src").iterdir()):
        sides = [(folder / side / path.name).read_text(encoding="utf-8").splitlines() for side in ("src", "tgt")]
        gold = (folder / "gold" / f"{path.name}.align").read_text(encoding="utf-8").splitlines()
        beads = [tuple(ast.literal_eval(part) for part in line.split(":")[:2]) for line in gold]
        order = (1, 0) if english_source else (0, 1)
        zh, en = chinese_words(sides[order[0]]), english_stems(sides[order[1]])
        zh_beads = [[w for i in bead[order[0]] for w in zh[i]] for bead in beads]
        en_beads = [[w for j in bead[order[1]] for w in en[j]] for bead in beads]
        kept = [(z, e) for z, e in zip(zh_beads, en_beads, strict=True) if z and e]
        documents.append(([z for z, _ in kept], [e for _, e in kept]))
    if folder.name.startswith("wmt22"):
        return [([bead for z, _ in documents for bead in z], [bead for _, e in documents for bead in e])]
    return documents


def scores(lexicon: Lexicon, zh: Words, en: Words, minimum: float) -> np.ndarray[Any, Any]:
    """Score of every Chinese with every English side."""
    zh_vocab, en_vocab = sorted({w for s in zh for w in s}), sorted({w for s in en for w in s})
    table = document_table(lexicon, zh_vocab, en_vocab, minimum)
    b = sparse.csr_matrix((table.strength**1.5, table.en, table.rows.edges), shape=(len(zh_vocab), len(en_vocab)))
    z, e = _counts(zh, zh_vocab), _counts(en, en_vocab)
    z_total, e_total = (np.asarray(side.sum(0)).ravel() for side in (z, e))
    forward = b @ sparse.diags(np.sqrt(e_total))
    forward = sparse.diags(1 / (np.asarray(forward.sum(1)).ravel() + 0.5)) @ forward
    backward = b.T @ sparse.diags(np.sqrt(z_total))
    backward = sparse.diags(1 / (np.asarray(backward.sum(1)).ravel() + 0.5)) @ backward
    to_en = _explained(z, forward, e_total) @ e.T
    to_zh = _explained(e, backward, z_total) @ z.T
    return np.asarray(to_en + to_zh.T) / 2


def _counts(sides: Words, vocabulary: Sequence[str]) -> Any:
    ids = {word: i for i, word in enumerate(vocabulary)}
    rows = [i for i, side in enumerate(sides) for _ in side]
    columns = [ids[word] for side in sides for word in side]
    return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(sides), len(vocabulary)))


def _explained(source: Any, table: Any, totals: np.ndarray[Any, Any]) -> Any:
    """log(1 - λ + λ·mean t(word | side)/p(word)) of each word of the other side's vocabulary."""
    lengths = np.asarray(source.sum(1)).ravel()
    mean = (sparse.diags(1 / (lengths + 0.5)) @ source @ table).toarray()
    return np.log(1 - LAMBDA + LAMBDA * mean / (totals / totals.sum()))


def rank(lexicon: Lexicon, documents: Sequence[tuple[Words, Words]], minimum: float) -> tuple[float, float]:
    """Share of gold partners ranked first among neighbours, and their mean negative log posterior."""
    first, loss = [], []
    for zh, en in documents:
        matrix = scores(lexicon, zh, en, minimum)
        place = np.arange(len(matrix))
        matrix[np.abs(np.subtract.outer(place, place)) > WINDOW] = -np.inf
        for side in (matrix, matrix.T):
            best = side.max(1)
            first.append(side.argmax(1) == place)
            loss.append(np.log(np.exp(side - best[:, None]).sum(1)) + best - np.diag(side))
    return float(np.concatenate(first).mean()), float(np.concatenate(loss).mean())


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--lexicon", type=Path, help="another lexicon file (tokens are those of the package's)")
    parser.add_argument("--minimum", type=float, nargs="+", default=[0.1, 0.05, 0.03])
    args = parser.parse_args()
    lexicon = read_lexicon(args.lexicon) if args.lexicon else load_lexicon()
    sets = {name: gold_beads(args.gold / name, english_source) for name, english_source in SETS.items()}
    for minimum in args.minimum:
        results = {name: rank(lexicon, documents, minimum) for name, documents in sets.items()}
        cells = [f"{name} {share:.4f} {loss:.4f}" for name, (share, loss) in results.items()]
        share, loss = np.mean(list(results.values()), axis=0)
        print(f"minimum {minimum}: {' | '.join(cells)} | mean {share:.4f} {loss:.4f}")


if __name__ == "__main__":
    main()
