"""Chinese words fitted to those of the lexicon: neighbours joined, unknown words split, function words dropped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

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
# So many characters of a word, of so many bits each, are looked up as a number.
_HEAD, _BITS = 3, 21
# Longest piece looked up when an unknown word is split: the lexicon's longest word has 8 characters.
_MAX_WORD = 12


class KnownWords:
    """The words of a lexicon, sorted, and in ``pieces`` what is kept of the words met so far: documents share most of
    them."""

    def __init__(self, table: NDArray[np.str_]) -> None:
        self.known = frozenset(table.tolist())
        self.pieces: dict[str, tuple[str, ...]] = {}
        width = table.dtype.itemsize // np.dtype("U1").itemsize
        self.longest = width
        wide = np.ascontiguousarray(table, dtype=f"U{max(width, _HEAD)}")
        self._heads = _heads(wide.view(np.uint32).reshape(len(wide), -1)[:, :_HEAD].T)

    def may_begin(self, words: Sequence[str]) -> list[int]:
        """Those of ``words``, by number, with which a known word may begin that has the next one too: with what the two
        have of three characters one does."""
        lengths = np.fromiter(map(len, words), np.int64, count=len(words))
        first = lengths.cumsum() - lengths
        code = "".join((*words, "\0" * _HEAD)).encode("utf-32-le", "surrogatepass")
        text = np.frombuffer(code, np.uint32)
        head = _heads([text[first[:-1] + k] for k in range(_HEAD)])
        # Two words of one character each are the least.
        short = lengths[:-1] + lengths[1:] < _HEAD
        head[short] &= -1 << _BITS
        found = np.append(self._heads, -1).take(self._heads.searchsorted(head))
        found[short] &= -1 << _BITS
        places: list[int] = (found == head).nonzero()[0].tolist()
        return places


def _heads(characters: Sequence[NDArray[np.uint32]] | NDArray[np.uint32]) -> NDArray[np.int64]:
    """_HEAD characters of each word as a number, in the order of the words."""
    head = np.zeros(len(characters[0]), dtype=np.int64)
    for each in characters:
        head <<= _BITS
        head |= each
    return head


def fit_words(words: list[str], lexicon: KnownWords) -> list[list[str]]:
    """Join neighbours that make a known word, split unknown words, drop function words.

    ``words`` are those of all sentences, an END after each.
    """
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
    fitted: list[str] = []
    at = 0
    for start in lexicon.may_begin(words):
        if start < at:
            continue
        word, longest = words[start], ""
        for end in range(start + 1, min(start + _MAX_PIECES, len(words))):
            word += words[end]
            if len(word) > lexicon.longest:
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
