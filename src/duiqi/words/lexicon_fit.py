"""Chinese words fitted to those of the lexicon: neighbours joined, unknown words split, function words dropped."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import chain, compress
from operator import add, ge

import numpy as np
from numpy.typing import NDArray

from duiqi.text.chars import HAN_CHAR
from duiqi.words.stems import word_set

# Words that pair with nothing or with anything; 一 pairs with the dropped "a" and "one". The words after
# 一个 were put on the list one at a time because gold partners then ranked better (data/lexicon/rank.py).
CHINESE_FUNCTION_WORDS = word_set(
    "的 地 得 了 着 过 之 是 在 和 与 及 或 把 被 将 所 而 于 以 也 就 都 吗 呢 吧 啊 呀 嘛 个 这 那 其 则 等 对 为 从 "
    "一 一个 中 里 些 并 很 又 向"
)
# Stand for punctuation and the end of a sentence, across which nothing is joined.
BREAK, END = " ", "\n"
# At most so many neighbours are joined: idioms of four characters.
_MAX_PIECES = 4
# Longest piece looked up when an unknown word is split: the lexicon's longest word has 8 characters.
_MAX_WORD = 12


class KnownWords:
    """The words of a lexicon, sorted, and what was found of the words met so far: documents share most of them.

    ``reach`` is how many characters the longest known word has that begins with a word, ``pieces`` what is kept of it.
    """

    def __init__(self, table: NDArray[np.str_]) -> None:
        words = table.tolist()
        self.known = frozenset(words)
        self.reach: dict[str, int] = {}
        self.pieces: dict[str, tuple[str, ...]] = {}
        self._table = table
        # Those of no words at the end, for a range that is empty.
        self._lengths = np.fromiter(chain(map(len, words), (0,)), np.int16, count=len(words) + 1)

    def meet(self, words: Iterable[str]) -> None:
        """Find out what is not known of words yet."""
        width = self._table.dtype.itemsize // np.dtype("U1").itemsize
        # Longer ones begin none; in the table's width they would be cut. In order they are found in half the time.
        new = sorted(word for word in set(words).difference(self.reach) if len(word) < width)
        first, last = (
            self._table.searchsorted(np.array([word + rest for word in new], dtype=self._table.dtype))
            for rest in ("", chr(sys.maxunicode))
        )
        # The greatest of each range; of an empty one np.maximum.reduceat gives the next value.
        greatest = np.maximum.reduceat(self._lengths, np.stack([first, last], axis=1).ravel())[::2] if new else first
        self.reach.update(zip(new, np.where(first < last, greatest, 0).tolist(), strict=True))


def fit_words(words: list[str], lexicon: KnownWords) -> list[list[str]]:
    """Join neighbours that make a known word, split unknown words, drop function words.

    ``words`` are those of all sentences, an END after each.
    """
    lexicon.meet(words)
    words = _joined(words, lexicon)
    kept = lexicon.pieces
    for word in set(words).difference(kept):
        kept[word] = _split(word, lexicon.known)
    lines, start = [], 0
    while start < len(words):
        end = words.index(END, start)
        lines.append(list(chain.from_iterable(map(kept.__getitem__, words[start:end]))))
        start = end + 1
    return lines


def _joined(words: list[str], lexicon: KnownWords) -> list[str]:
    """Join neighbours that make a known word, from the left, the longest first."""
    reach = [lexicon.reach.get(word, 0) for word in words]
    lengths = list(map(len, words))
    fitted: list[str] = []
    at = 0
    # Where a known word begins that may have the next one too.
    for start in compress(range(len(words)), map(ge, reach, map(add, lengths, lengths[1:]))):
        if start < at:
            continue
        word, longest = words[start], ""
        for end in range(start + 1, min(start + _MAX_PIECES, len(words))):
            word += words[end]
            if len(word) > reach[start]:
                break
            if word in lexicon.known:
                longest, last = word, end + 1
        if longest:
            fitted += words[at:start]
            fitted.append(longest)
            at = last
    return fitted + words[at:]


def _split(word: str, known: frozenset[str]) -> tuple[str, ...]:
    """A word as it is when it is known, else its parts that are; without function words."""
    whole = len(word) == 1 or word in known or not HAN_CHAR.match(word)
    pieces = [word] if whole else longest_match(word, known)
    return tuple(piece for piece in pieces if piece not in CHINESE_FUNCTION_WORDS and piece != BREAK)


def longest_match(word: str, known: frozenset[str]) -> Iterator[str]:
    """The known words that make up a word, from the left, the longest first; single characters where there are none."""
    start = 0
    while start < len(word):
        longest = min(len(word), start + _MAX_WORD)
        end = next((e for e in range(longest, start + 1, -1) if word[start:e] in known), start + 1)
        yield word[start:end]
        start = end
