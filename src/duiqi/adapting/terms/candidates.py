"""Candidates for terms: runs of words, ranked by how much they stand on their own (C-value)."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from duiqi.adapting.terms.edges import CHINESE_EDGES, ENGLISH_EDGES

# The most words of a candidate, and characters of a Chinese one: the longest formal names of countries have eight and
# sixteen.
MOST_WORDS, MOST_CHARACTERS = 8, 16
_ENGLISH = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’&.-][A-Za-z\u00c0-\u024f]+)*|\d+|[^\w\s]")
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candidates of one side: in each of ``lines`` which are there; ``written``: how each is written most often;
    ``worth``: its C-value."""

    lines: list[frozenset[Key]]
    written: Mapping[Key, str]
    worth: Mapping[Key, float]


def chinese_candidates(texts: Sequence[str], least: int) -> Candidates:
    """Runs of jieba's words of at least two characters that stand in ``least`` texts or more."""
    from duiqi.words.chinese import plain_words
    from duiqi.words.lexicon_fit import CHINESE_FUNCTION_WORDS

    def runs(words: Sequence[str]) -> Iterator[tuple[Key, str]]:
        for start, end in _spans([_is_chinese_word(word) for word in words]):
            run = words[start:end]
            text = "".join(run)
            edges = {run[0], run[-1]}
            if (
                2 <= len(text) <= MOST_CHARACTERS
                and edges.isdisjoint(CHINESE_FUNCTION_WORDS)
                and not edges & CHINESE_EDGES
            ):
                yield tuple(run), text

    return _kept([list(runs(words)) for words in plain_words(texts)], least)


def _is_chinese_word(word: str) -> bool:
    return bool(word.strip()) and word[0] not in "#@" and not word.isascii()


def english_candidates(texts: Sequence[str], least: int) -> Candidates:
    """Runs of English words, by their stems; function words may stand inside."""
    from duiqi.words.english import ENGLISH_FUNCTION_WORDS
    from duiqi.words.stems import stem_word

    outside = ENGLISH_FUNCTION_WORDS | ENGLISH_EDGES

    def runs(text: str) -> Iterator[tuple[Key, str]]:
        words = _ENGLISH.findall(text)
        lower = [word.lower() for word in words]
        for start, end in _spans([word[0].isalpha() for word in words]):
            if lower[start] not in outside and lower[end - 1] not in outside and len(lower[start]) > 1:
                yield tuple(map(stem_word, lower[start:end])), " ".join(words[start:end])

    return _kept([list(runs(text)) for text in texts], least)


def _spans(usable: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Every run of up to MOST_WORDS usable words."""
    for start in range(len(usable)):
        for end in range(start + 1, min(start + MOST_WORDS, len(usable)) + 1):
            if not usable[end - 1]:
                break
            yield start, end


def _kept(lines: list[list[tuple[Key, str]]], least: int) -> Candidates:
    frequency = Counter(key for line in lines for key in {key for key, _ in line})
    often = {key: count for key, count in frequency.items() if count >= least}
    forms: dict[Key, Counter[str]] = {}
    for line in lines:
        for key, text in line:
            if key in often:
                forms.setdefault(key, Counter())[text] += 1
    worth = {key: value for key, value in _c_values(often).items() if value > 0}
    return Candidates(
        [frozenset(key for key, _ in line if key in worth) for line in lines],
        # Of forms that are written as often, the first in the alphabet.
        {key: min(forms[key].items(), key=lambda item: (-item[1], item[0]))[0] for key in worth},
        worth,
    )


def _c_values(frequency: Mapping[Key, int]) -> dict[Key, float]:
    """C-value (Frantzi, Ananiadou and Mima 2000), with log2(words + 1) so that single words count: frequency less the
    mean of that of the longer candidates that a candidate stands in."""
    inside: dict[Key, list[int]] = {}
    for key, count in frequency.items():
        parts = {key[i:j] for i in range(len(key)) for j in range(i + 1, len(key) + 1) if j - i < len(key)}
        for part in parts:
            if part in frequency:
                inside.setdefault(part, []).append(count)
    values = {}
    for key, count in frequency.items():
        longer = inside.get(key, ())
        values[key] = math.log2(len(key) + 1) * (count - (sum(longer) / len(longer) if longer else 0.0))
    return values
