"""Strengths of word and stem, and the probabilities of the character model, from the glosses."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain

import numpy as np

from data.lexicon.cedict import Glosses

Strengths = dict[str, dict[str, float]]

# IBM model 1 on headwords: rounds of EM, and the least p(stem | character) kept. 5, 8 and 12 rounds rank alike; a
# cut of .01 ranks .0014 below .003 (rank.py), which costs 0.3 MB.
ITERATIONS = 8
CUT = 0.003


def dictionary_strengths(glosses: Glosses) -> Strengths:
    """B(z, e): the greatest over z's glosses of weight · idf(e) / Σ idf of the gloss's stems.

    The documents of idf are the glosses of all words.
    """
    all_glosses = list(chain.from_iterable(glosses.values()))
    frequency: dict[str, int] = defaultdict(int)
    for stems, _ in all_glosses:
        for stem in stems:
            frequency[stem] += 1
    idf = {stem: float(np.log(len(all_glosses) / count)) for stem, count in frequency.items()}
    strengths: Strengths = {}
    for word, items in glosses.items():
        row: dict[str, float] = defaultdict(float)
        for stems, weight in items:
            mass = sum(idf[stem] for stem in stems)
            for stem in stems:
                row[stem] = max(row[stem], weight * idf[stem] / mass if mass else 0.0)
        strengths[word] = dict(row)
    return strengths


def character_model(glosses: Glosses) -> Strengths:
    """p(stem | character) by IBM model 1 (Brown et al. 1993): each gloss is a target sentence, the characters of its
    headword and a null word the source."""
    pairs = [("\0" + word, stems) for word, items in glosses.items() for stems, _ in items if not word.isascii()]
    char_ids = {
        c: i for i, c in enumerate(sorted({c for word, _ in pairs for c in word if c == "\0" or not c.isascii()}))
    }
    stem_ids = {s: i for i, s in enumerate(sorted({s for _, stems in pairs for s in stems}))}
    link_chars: list[int] = []
    link_stems: list[int] = []
    link_targets: list[int] = []
    targets = 0
    for word, stems in pairs:
        sources = [char_ids[c] for c in word if c == "\0" or not c.isascii()]
        for stem in stems:
            link_chars += sources
            link_stems += [stem_ids[stem]] * len(sources)
            link_targets += [targets] * len(sources)
            targets += 1
    keys, link = np.unique(np.array(link_chars) * len(stem_ids) + np.array(link_stems), return_inverse=True)
    target = np.array(link_targets)
    key_chars = keys // len(stem_ids)
    p = np.ones(len(keys))
    for _ in range(ITERATIONS):
        shares = p[link] / np.bincount(target, p[link])[target]
        counts = np.bincount(link, shares, minlength=len(keys))
        p = counts / np.bincount(key_chars, counts)[key_chars]
    chars, names = list(char_ids), list(stem_ids)
    model: Strengths = defaultdict(dict)
    for key in np.flatnonzero((p >= CUT) & (key_chars > 0)):
        model[chars[key_chars[key]]][names[keys[key] % len(names)]] = float(p[key])
    return dict(model)
