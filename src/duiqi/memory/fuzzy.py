"""Fuzzy look-up: the sentences most like a given one, with the match in percent as CAT tools show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from duiqi.memory.indexing import en_terms, simplified, zh_terms
from duiqi.memory.store import SELECT, LocalMemory, pair_of
from duiqi.model import Language, Pair
from duiqi.pairs.fields import SURROGATE
from duiqi.text.chars import HAN_CHAR

# A term in more pairs than this says little about any; of a commoner term only so many are looked at.
COMMON = 400
# Terms of the sentence that are looked up, spread over it, and candidates that are compared with it in full.
MAX_TERMS, MAX_CANDIDATES = 40, 80


@dataclass(frozen=True, slots=True)
class FuzzyMatch:
    """A pair whose text is like the sentence looked up. ``percent``: 100 for the same text (in either script), else
    99 or less."""

    pair: Pair
    percent: int
    language: Language


def look_up(memory: LocalMemory, sentence: str, *, limit: int = 5, minimum: int = 60) -> list[FuzzyMatch]:
    """The pairs of which one side is most like ``sentence``, best first, ``minimum`` percent or more.

    The match is 1 - d / n: d edits (insert, delete, replace) make one text of the other, n is the longer one's length;
    of characters in Chinese, whose script does not count, and of words in English.
    """
    language: Language = "zh" if HAN_CHAR.search(sentence) else "en"
    sentence = SURROGATE.sub("", sentence)
    wanted = simplified([sentence])[0] if language == "zh" else sentence
    rows = _candidates(memory, zh_terms(wanted) if language == "zh" else en_terms(wanted), language)
    pairs = [_pair(memory, row) for row in rows]
    texts = simplified([pair.zh for pair in pairs]) if language == "zh" else [pair.en for pair in pairs]
    matches = [
        FuzzyMatch(pair, _percent(wanted, text, language), language) for pair, text in zip(pairs, texts, strict=True)
    ]
    found = [match for match in matches if match.percent >= minimum]
    return sorted(found, key=lambda match: -match.percent)[:limit]


def _candidates(memory: LocalMemory, terms: Sequence[str], language: Language) -> list[int]:
    """Rows that share most of the rare terms, the rarer the better; phrases stand in for terms that are common."""
    weights: dict[int, float] = defaultdict(float)
    unique = list(dict.fromkeys(term for term in terms if len(term) > 1 or language == "en" or len(terms) < 3))
    step = max(1, len(unique) // MAX_TERMS)
    for term in unique[::step]:
        rows = _rows(memory, [term], language)
        weight = 1 / len(rows) if 0 < len(rows) < COMMON else 0.0
        for row in rows if weight else ():
            weights[row] += weight
    for size in (len(terms), 6, 4, 3, 2):
        # Runs of terms, for sentences of common words.
        if len(weights) >= MAX_CANDIDATES:
            break
        for at in range(0, len(terms) - size + 1, max(1, size // 2)):
            for row in _rows(memory, terms[at : at + size], language):
                weights[row] += size / COMMON
    return [row for row, _ in sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:MAX_CANDIDATES]]


def _rows(memory: LocalMemory, terms: Sequence[str], language: Language) -> list[int]:
    query = f'{language} : "{" ".join(terms)}"'
    rows = memory.database.execute("SELECT rowid FROM term WHERE term MATCH ? LIMIT ?", (query, COMMON))
    return [row for (row,) in rows]


def _pair(memory: LocalMemory, row: int) -> Pair:
    return pair_of(memory.database.execute(f"{SELECT} WHERE pair.id = ?", (row,)).fetchone())


def _percent(wanted: str, text: str, language: Language) -> int:
    if wanted == text:
        return 100
    sides = [tuple(side.split()) if language == "en" else tuple(side) for side in (wanted, text)]
    longest = max(map(len, sides))
    return min(99, int(100 * (1 - edit_distance(*sides) / longest))) if longest else 0


def edit_distance(first: Sequence[Hashable], second: Sequence[Hashable]) -> int:
    """Levenshtein distance, by Myers' bit vectors as Hyyrö (2003) gives them, in Python's long integers."""
    if not first:
        return len(second)
    places: dict[Hashable, int] = {}
    for at, item in enumerate(first):
        places[item] = places.get(item, 0) | 1 << at
    last, every = 1 << (len(first) - 1), (1 << len(first)) - 1
    positive, negative, distance = every, 0, len(first)
    for item in second:
        match = places.get(item, 0)
        zero = (((match & positive) + positive) ^ positive) | match | negative
        horizontal_positive = negative | (every & ~(zero | positive))
        horizontal_negative = positive & zero
        if horizontal_positive & last:
            distance += 1
        elif horizontal_negative & last:
            distance -= 1
        shifted = (horizontal_positive << 1 | 1) & every
        positive = ((horizontal_negative << 1) & every) | (every & ~(zero | shifted))
        negative = shifted & zero
    return distance
