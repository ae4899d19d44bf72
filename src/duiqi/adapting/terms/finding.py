"""Which candidates of the two sides are each other's translation: association across pairs of texts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from duiqi.adapting.terms.candidates import Candidates, Key, chinese_candidates, english_candidates
from duiqi.own_words import OwnWords

# Texts with more candidates than this are no sentences, and would make pairs without end.
MOST_CANDIDATES = 400
# Least Dice coefficient of a pair, less half an occurrence (DISCOUNT), which two that met by chance rarely have.
LEAST_DICE, DISCOUNT = 0.5, 0.5
# Strength from which the lexicon knows a stem as a translation of a word.
KNOWN_FROM = 0.1


@dataclass(frozen=True, slots=True)
class FoundTerm:
    """A pair of terms: ``score`` in [0, 1], in how many pairs of texts both are (``together``) and each is, and the
    ``examples`` (numbers of the first texts with both)."""

    zh: str
    en: str
    score: float
    log_likelihood: float
    together: int
    zh_texts: int
    en_texts: int
    examples: tuple[int, ...]


def find_terms(
    zh: Sequence[str], en: Sequence[str], is_known: Callable[[str, str], bool], least: int = 3, examples: int = 1
) -> list[FoundTerm]:
    """The terms of texts that belong together, one by one, in ``least`` of them or more; the best supported first.

    A pair is taken when each is the other's best partner; those that ``is_known`` are left out. ``score`` is the Dice
    coefficient of the pair, less half an occurrence; the order is that of score times log(1 + occurrences).
    """
    sides = chinese_candidates(zh, least), english_candidates(en, least)
    counts = [Counter(key for line in side.lines for key in line) for side in sides]
    together = _together(*(side.lines for side in sides))
    scored = {
        pair: _Score.of(count, counts[0][pair[0]], counts[1][pair[1]], len(zh))
        for pair, count in together.items()
        if count >= least
    }
    best = [_best(scored, sides, side) for side in (0, 1)]
    mutual = [pair for pair in scored if best[0][pair[0]] == pair == best[1][pair[1]]]
    where = _examples(sides, {pair for pair in mutual if scored[pair].dice >= LEAST_DICE}, examples)
    found = [
        FoundTerm(
            sides[0].written[pair[0]],
            sides[1].written[pair[1]],
            round(scored[pair].dice, 4),
            round(scored[pair].log_likelihood, 2),
            together[pair],
            counts[0][pair[0]],
            counts[1][pair[1]],
            numbers,
        )
        for pair, numbers in where.items()
    ]
    new = [term for term in found if not is_known(term.zh, term.en)]
    return sorted(new, key=lambda term: (-term.score * math.log1p(term.together), term.zh, term.en))


@dataclass(frozen=True, slots=True)
class _Score:
    """Association of a pair: Dice coefficient less DISCOUNT, and log-likelihood ratio (Dunning 1993)."""

    dice: float
    log_likelihood: float

    @classmethod
    def of(cls, both: int, zh: int, en: int, texts: int) -> _Score:
        cells = (both, zh - both, en - both, texts - zh - en + both)
        expected = (zh * en, zh * (texts - en), (texts - zh) * en, (texts - zh) * (texts - en))
        ratio = 2 * sum(n * math.log(n * texts / e) for n, e in zip(cells, expected, strict=True) if n and e)
        return cls(2 * (both - DISCOUNT) / (zh + en), ratio)


Pair = tuple[Key, Key]


def _together(zh: Sequence[frozenset[Key]], en: Sequence[frozenset[Key]]) -> Counter[Pair]:
    counts: Counter[Pair] = Counter()
    for left, right in zip(zh, en, strict=True):
        if len(left) <= MOST_CANDIDATES and len(right) <= MOST_CANDIDATES:
            counts.update((a, b) for a in left for b in right)
    return counts


def _best(scored: Mapping[Pair, _Score], sides: tuple[Candidates, Candidates], side: int) -> dict[Key, Pair]:
    """The best partner of each candidate of a side: by log-likelihood, then by what the partner is worth.

    By Dice coefficient the first hundred are right no more often (tests/benchmarks/terms.py: .80, .84, .82 and .92
    instead of .80, .86, .83 and .92)."""
    best: dict[Key, tuple[tuple[float, float, Key], Pair]] = {}
    other = sides[1 - side]
    for pair, score in scored.items():
        rank = (score.log_likelihood, other.worth[pair[1 - side]], pair[1 - side])
        if pair[side] not in best or rank > best[pair[side]][0]:
            best[pair[side]] = rank, pair
    return {key: pair for key, (_, pair) in best.items()}


def _examples(sides: tuple[Candidates, Candidates], pairs: Collection[Pair], most: int) -> dict[Pair, tuple[int, ...]]:
    """For each of ``pairs`` the first texts that have both."""
    of_zh: dict[Key, list[Pair]] = {}
    for pair in sorted(pairs):
        of_zh.setdefault(pair[0], []).append(pair)
    found: dict[Pair, tuple[int, ...]] = dict.fromkeys(sorted(pairs), ())
    for number, (left, right) in enumerate(zip(sides[0].lines, sides[1].lines, strict=True)):
        for key in left & of_zh.keys():
            for pair in of_zh[key]:
                if pair[1] in right and len(found[pair]) < most:
                    found[pair] += (number,)
    return found


def known_pairs(own: OwnWords | None = None) -> Callable[[str, str], bool]:
    """Tells what the lexicon has as one word with these stems, and what is a term of one's ``own``."""
    import numpy as np

    from duiqi.words.chinese import known_words
    from duiqi.words.english import english_stems
    from duiqi.words.lexicon import document_table, load_lexicon
    from duiqi.words.own.terms import read_terms

    lexicon, words = load_lexicon(), known_words()
    terms = read_terms(own).english if own else {}

    def is_known(zh: str, en: str) -> bool:
        stems = tuple(english_stems([en])[0])
        if stems in terms.get(zh, ()):
            return True
        if zh not in words or not stems:
            return not stems
        found = document_table(lexicon, [zh], sorted(set(stems)), KNOWN_FROM)
        return len(np.unique(found.en)) == len(set(stems))

    return is_known
