"""Learn word pairs that CC-CEDICT lacks from two small parallel corpora; writes learned.tsv.

    python -m data.lexicon.train TATOEBA.tsv TICO19.tmx

Two position-weighted translation tables, t(e|z) and u(z|e), start from the dictionary and are trained by EM; a pair is
kept when it was seen often enough both ways. build_lexicon.py merges the result; SOURCES.md names the corpora.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.corpora import sentence_pairs
from data.lexicon.build_lexicon import build, default_cedict
from duiqi.words.chinese import chinese_words
from duiqi.words.english import english_stems
from duiqi.words.lexicon import Lexicon, document_table, read_lexicon

HERE = Path(__file__).resolve().parent
# Rounds of EM; weight exp(-K·|difference of relative positions|) of a link; pseudo-count of the dictionary.
ROUNDS, CLOSENESS, PRIOR = 6, 6.0, 3.0
# Strength = min(1, SCALE·√(t·u)·(count-1)/(count+1)): the form of self-training in the aligner. 1, 1.5, 2 and 3 were
# swept (rank.py): 2 and 3 rank alike. Least counts of 1.3, 2 and 3 rank alike.
SCALE, MIN_COUNT, MIN_STRENGTH = 2.0, 2.0, 0.03

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def learn(pairs: Sequence[tuple[str, str]], lexicon: Lexicon) -> list[tuple[str, str, float]]:
    """(Chinese word, English stem, strength) for the pairs that are stronger than the dictionary has them."""
    zh = chinese_words([chinese for chinese, _ in pairs], lexicon)
    en = english_stems([english for _, english in pairs])
    zh_vocab, en_vocab = sorted({w for s in zh for w in s}), sorted({w for s in en for w in s})
    zh_ids = {word: i for i, word in enumerate(zh_vocab)}
    en_ids = {word: i for i, word in enumerate(en_vocab)}
    z, e, z_slot, e_slot, weight = _links([[zh_ids[w] for w in s] for s in zh], [[en_ids[w] for w in s] for s in en])
    width = len(en_vocab)
    keys, link = np.unique(z * width + e, return_inverse=True)
    key_z, key_e = np.divmod(keys, width)
    known = _dictionary(lexicon, zh_vocab, en_vocab, keys)
    zh_counts, en_counts = _counts(zh, zh_vocab), _counts(en, en_vocab)
    t0 = _normalised(known**1.5 * np.sqrt(en_counts[key_e]) + 1e-3, key_z)
    u0 = _normalised(known**1.5 * np.sqrt(zh_counts[key_z]) + 1e-3, key_e)
    t, u = t0, u0
    for _ in range(ROUNDS):
        t_counts = np.bincount(link, _normalised(weight * t[link], e_slot), minlength=len(keys))
        u_counts = np.bincount(link, _normalised(weight * u[link], z_slot), minlength=len(keys))
        t = (t_counts + PRIOR * t0) / (np.bincount(key_z, t_counts)[key_z] + PRIOR)
        u = (u_counts + PRIOR * u0) / (np.bincount(key_e, u_counts)[key_e] + PRIOR)
    count = np.sqrt(t_counts * u_counts)
    strength = np.minimum(1.0, SCALE * np.sqrt(t * u) * np.maximum(count - 1, 0) / (count + 1))
    keep = np.flatnonzero((count >= MIN_COUNT) & (strength >= MIN_STRENGTH) & (strength > known))
    rows = [(zh_vocab[key_z[k]], en_vocab[key_e[k]], float(strength[k])) for k in keep]
    return [row for row in rows if not row[0].isascii() and row[1][0] not in "#@"]


def _links(zh: Sequence[Sequence[int]], en: Sequence[Sequence[int]]) -> tuple[Ints, Ints, Ints, Ints, Floats]:
    """Every token pair of every sentence pair: word, stem, token numbers of both, weight by closeness."""
    parts: list[tuple[Any, ...]] = []
    zh_start = en_start = 0
    for zh_tokens, en_tokens in zip(zh, en, strict=True):
        n, m = len(zh_tokens), len(en_tokens)
        if n and m:
            distance = np.abs(((np.arange(n) + 0.5) / n)[:, None] - ((np.arange(m) + 0.5) / m)[None])
            parts.append(
                (
                    np.repeat(zh_tokens, m),
                    np.tile(en_tokens, n),
                    np.repeat(np.arange(n) + zh_start, m),
                    np.tile(np.arange(m) + en_start, n),
                    np.exp(-CLOSENESS * distance.ravel()),
                )
            )
            zh_start, en_start = zh_start + n, en_start + m
    z, e, z_slot, e_slot, weight = (np.concatenate(column) for column in zip(*parts, strict=True))
    return z, e, z_slot, e_slot, weight


def _dictionary(lexicon: Lexicon, zh_vocab: list[str], en_vocab: list[str], keys: Ints) -> Floats:
    """Strength of each key (word · vocabulary size + stem) without training; 0 where there is none."""
    table = document_table(lexicon, zh_vocab, en_vocab, 0.02)
    known = table.zh * len(en_vocab) + table.en
    at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    return np.where(known[at] == keys, table.strength[at], 0.0)


def _counts(sentences: Sequence[Sequence[str]], vocabulary: Sequence[str]) -> Floats:
    counts = Counter(word for sentence in sentences for word in sentence)
    return np.array([counts[word] for word in vocabulary], dtype=float)


def _normalised(values: Floats, by: Ints) -> Floats:
    return values / (np.bincount(by, values)[by] + 1e-12)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tatoeba", type=Path)
    parser.add_argument("tico", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        # The dictionary alone: with the pairs learned before, each run would give others.
        path = Path(folder) / "lexicon.bin"
        path.write_bytes(build(default_cedict().read_text(encoding="utf-8")))
        rows = learn(sentence_pairs(args.tatoeba, args.tico), read_lexicon(path))
    lines = [
        "# Word pairs learned from Tatoeba (CC BY 2.0 FR) and TICO-19 (CC0) by train.py: word, stem, strength.",
        *(f"{word}\t{stem}\t{strength:.2f}" for word, stem, strength in sorted(rows)),
    ]
    (HERE / "learned.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows)} pairs")


if __name__ == "__main__":
    main()
