"""Pairs that are plainly about the same thing, told by their characters, without cutting them into words.

A check of a memory compares the words of every pair (``lexical_check``), and most pairs need no such comparison.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

# A stem is a character's when the lexicon gives it this probability; so many characters, and this share of all that the
# lexicon knows, have a stem in the English. Swept: probability .01, .03, .06, share .1–.3, two or three characters, on
# 9,071 pairs of Tatoeba and TICO-19 and on as many with another English of the same length: of the 1,810 that
# explained_shares puts under LEAST_SHARE none is let through, and 64% of the right pairs are.
LEAST_PROBABILITY, LEAST_CHARACTERS, LEAST_SHARE = 0.06, 2, 0.2

# As many as ``stem_word`` keeps.
_MOST_STEMS = 1 << 16
_NONE = frozenset({"-"})
_WORD = re.compile(r"[a-z]+|\d+")
# Of an ASCII text: letters in lower case, digits, and spaces for all else.
_LEVELLED = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}


def plainly_related(zh: Sequence[str], en: Sequence[str]) -> list[bool]:
    """For each pair whether its characters alone show that the words of both sides have to do with each other. False
    says nothing."""
    known, stem_of = _stems_of_characters().get, _stems().__getitem__
    found = []
    for zh_text, en_text in zip(zh, en, strict=True):
        words = en_text.translate(_LEVELLED).split() if en_text.isascii() else _WORD.findall(en_text.lower())
        unrelated = set(map(stem_of, words)).isdisjoint
        characters = list(filter(None, map(known, zh_text)))
        hits = len(characters) - sum(map(unrelated, characters))
        found.append(hits >= LEAST_CHARACTERS and hits >= LEAST_SHARE * len(characters))
    return found


class _Stems(dict[str, str]):
    """The stem of each word; empty for a function word. Looked up in a third of the time of a function that keeps what
    it returned."""

    def __init__(self, stem_word: Callable[[str], str], function_words: frozenset[str]) -> None:
        super().__init__(dict.fromkeys(function_words, ""))
        self._stem_word = stem_word

    def __missing__(self, word: str) -> str:
        if word.isdigit():  # a memory has any number of numbers, and they have no stem
            return word
        stem = self._stem_word(word)
        if len(self) < _MOST_STEMS:
            self[word] = stem
        return stem


@lru_cache(maxsize=1)
def _stems() -> _Stems:
    from duiqi.words.english import ENGLISH_FUNCTION_WORDS
    from duiqi.words.stems import stem_word

    return _Stems(stem_word, ENGLISH_FUNCTION_WORDS)


@lru_cache(maxsize=1)
def _stems_of_characters() -> dict[str, frozenset[str]]:
    """The likely stems of each character; of one that has none a word that there is not, so that no set is empty."""
    import numpy as np

    from duiqi.words.jieba_opencc import to_simplified
    from duiqi.words.lexicon import QUANTUM, load_lexicon

    lexicon = load_lexicon()
    stems = [stem.decode("utf-8") for stem in lexicon.stems.tolist()]
    likely = np.square(lexicon.char_probs * QUANTUM) >= LEAST_PROBABILITY
    edges = lexicon.char_indptr.tolist()
    known = {
        char: frozenset(stems[k] for k in lexicon.char_stems[start:end][likely[start:end]].tolist()) or _NONE
        for char, start, end in zip(lexicon.chars.tolist(), edges, edges[1:], strict=False)
    }
    # Traditional ones stand for the same, one by one: converting each text takes as long as the rest of it.
    han = [chr(code) for code in range(0x3400, 0xA000)]
    simplified = to_simplified(["".join(han)])[0]
    return known | {char: known[other] for char, other in zip(han, simplified, strict=True) if other in known}
