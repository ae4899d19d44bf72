"""Terms in the tokens of a text: what a termbase calls one thing becomes one token, on both sides.

A Chinese term is found where neighbouring words of jieba together make it, an English one where its stems follow each
other. The token stands as often as the term has words, so that a term weighs what its words did. Only terms that a text
has in both languages are joined: a term without its translation would hide the words it is made of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from duiqi.own_words import OwnWords
from duiqi.words.chinese import chinese_words, known_words, plain_words
from duiqi.words.english import english_stems

# Begins a token that stands for a whole term; no token of a text begins so.
UNIT = "\u2261"
# What value tokens begin with: a number or month is the same token in both languages already, and no term by itself.
VALUES = ("#", "@")

Stems = tuple[str, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Terms:
    """``english`` are the stems of each translation of a Chinese term, ``chinese`` the other way round."""

    english: Mapping[str, tuple[Stems, ...]]
    chinese: Mapping[Stems, tuple[str, ...]]


@dataclass(frozen=True, eq=False, slots=True)
class Tokens:
    """The tokens of both sides, the tokens that each unit is made of, and the pairs of tokens that are terms."""

    zh: list[list[str]]
    en: list[list[str]]
    parts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    pairs: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=4)
def read_terms(own: OwnWords) -> Terms:
    """The terms by their words; a term of function words alone is none."""
    zh_words = plain_words([zh for zh, _ in own.terms])
    zh_keys = ["" if len(words) == 1 and words[0][0] in VALUES else "".join(words).strip() for words in zh_words]
    en_keys = [tuple(stems) for stems in english_stems([en for _, en in own.terms])]
    english: dict[str, dict[Stems, None]] = {}
    chinese: dict[Stems, dict[str, None]] = {}
    for zh, en in zip(zh_keys, en_keys, strict=True):
        if zh and en:
            english.setdefault(zh, {})[en] = None
            chinese.setdefault(en, {})[zh] = None
    return Terms({zh: tuple(of) for zh, of in english.items()}, {en: tuple(of) for en, of in chinese.items()})


def tokens_with_terms(zh: Sequence[str], en: Sequence[str], terms: Terms) -> Tokens:
    """The tokens of the sentences of both sides, terms that both sides have joined to units."""
    en_lines = english_stems(en)
    named = _found(en_lines, terms.chinese)
    joiner = ChineseTerms([key for stems in named for key in terms.chinese[stems]])
    zh_lines = chinese_words(zh, join=joiner)
    live = [(key, stems) for key in sorted(joiner.found) for stems in terms.english[key] if stems in named]
    en_lines = _joined(en_lines, {stems for _, stems in live})
    known = known_words()
    units = [key for key in sorted(joiner.found) if key not in known]
    parts: dict[str, Sequence[str]] = {
        UNIT + key: words for key, words in zip(units, chinese_words(units), strict=True)
    }
    zh_lines = [[word for unit in line for word in [unit] * max(len(parts.get(unit, "")), 1)] for line in zh_lines]
    parts |= {_en_token(stems): stems for _, stems in live if len(stems) > 1}
    pairs = ((key if key in known else UNIT + key, _en_token(stems)) for key, stems in live)
    return Tokens(zh_lines, en_lines, parts, tuple(dict.fromkeys(pairs)))


class ChineseTerms:
    """Joins neighbouring words that make a term, from the left, the longest first; ``found`` are those it met."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = frozenset(keys)
        self._begins = frozenset(key[0] for key in self._keys)
        self._longest = max(map(len, self._keys), default=0)
        self._known = known_words()
        self.found: set[str] = set()

    def __call__(self, words: list[str]) -> list[str]:
        """The words with the terms among them joined."""
        if not self._keys:
            return words
        joined: list[str] = []
        at = 0
        while at < len(words):
            end = self._end(words, at) if words[at][0] in self._begins else at
            if end == at:
                joined.append(words[at])
                at += 1
                continue
            key = "".join(words[at:end])
            self.found.add(key)
            joined.append(key if key in self._known else UNIT + key)
            at = end
        return joined

    def _end(self, words: Sequence[str], start: int) -> int:
        """Where the longest term that begins at ``start`` ends; ``start`` when there is none."""
        text, end = "", start
        for at in range(start, len(words)):
            text += words[at]
            if len(text) > self._longest:
                break
            if text in self._keys:
                end = at + 1
        return end


def _lengths(keys: Iterable[Stems]) -> dict[str, list[int]]:
    """How long the keys are that begin with each stem, the longest first."""
    lengths: dict[str, set[int]] = {}
    for key in keys:
        lengths.setdefault(key[0], set()).add(len(key))
    return {stem: sorted(some, reverse=True) for stem, some in lengths.items()}


def _found(lines: Sequence[Sequence[str]], keys: Collection[Stems]) -> set[Stems]:
    """Those of the keys that stand in the lines."""
    lengths = _lengths(keys)
    return {
        key
        for line in lines
        for at, stem in enumerate(line)
        for length in lengths.get(stem, ())
        if (key := tuple(line[at : at + length])) in keys
    }


def _joined(lines: Sequence[list[str]], keys: Collection[Stems]) -> list[list[str]]:
    """The lines with the stems of each key of several as its token, from the left, the longest first."""
    several = {key for key in keys if len(key) > 1}
    lengths = _lengths(several)
    return [line if lengths.keys().isdisjoint(line) else _joined_line(line, several, lengths) for line in lines]


def _joined_line(line: list[str], keys: Collection[Stems], lengths: Mapping[str, Sequence[int]]) -> list[str]:
    joined, at = list[str](), 0
    while at < len(line):
        runs = (tuple(line[at : at + length]) for length in lengths.get(line[at], ()))
        key = next((run for run in runs if run in keys), None)
        joined += [_en_token(key)] * len(key) if key else [line[at]]
        at += len(key) if key else 1
    return joined


def _en_token(stems: Stems) -> str:
    return stems[0] if len(stems) == 1 else UNIT + " ".join(stems)
