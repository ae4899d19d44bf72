"""Chinese words fitted to those of the lexicon: neighbours joined, unknown words split, function words dropped."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, filterfalse

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
_FIRST_TWO = -1 << _BITS
# Of the 120,000 heads of the lexicon, and what they begin with, one place of eight is marked.
_PLACES_BITS = 20
# Longest piece looked up when an unknown word is split: the lexicon's longest word has 8 characters.
_MAX_WORD = 12


class KnownWords:
    """The words of a lexicon, sorted, and in ``pieces`` what is kept of the words met so far: documents share most of
    them."""

    def __init__(self, table: NDArray[np.str_]) -> None:
        # Python looks through all of a set for cycles, and not through a mapping of strings to nothing.
        self.known = dict.fromkeys(table.tolist())
        self.pieces = _Pieces(self.known)
        width = table.dtype.itemsize // np.dtype("U1").itemsize
        self.longest = width
        wide = np.ascontiguousarray(table, dtype=f"U{max(width, _HEAD)}")
        self._heads = _heads(wide.view(np.uint32).reshape(len(wide), -1)[:, :_HEAD].T)
        self._marked = np.zeros(1 << _PLACES_BITS, dtype=bool)
        self._marked[_places(self._heads)] = True
        self._marked[_places(self._heads & _FIRST_TWO)] = True

    def may_begin(self, words: Sequence[str]) -> list[int]:
        """Those of ``words``, by number, with which a known word may begin that has the next one too: with what the two
        have of three characters one does."""
        lengths = np.fromiter(map(len, words), np.int64, count=len(words))
        first = lengths.cumsum() - lengths
        code = "".join((*words, "\0" * _HEAD)).encode("utf-32-le", "surrogatepass")
        text = np.frombuffer(code, np.uint32)
        head = _heads([text[first[:-1] + k] for k in range(_HEAD)])
        # Two words of one character each are the least.
        mask = np.where(lengths[:-1] + lengths[1:] < _HEAD, _FIRST_TWO, -1)
        head &= mask
        # A search for each would take most of the time.
        some = self._marked.take(_places(head)).nonzero()[0]
        head = head.take(some)
        at = np.minimum(self._heads.searchsorted(head), len(self._heads) - 1)
        places: list[int] = some[(self._heads.take(at) & mask.take(some)) == head].tolist()
        return places


def _heads(characters: Sequence[NDArray[np.uint32]] | NDArray[np.uint32]) -> NDArray[np.int64]:
    """_HEAD characters of each word as a number, in the order of the words."""
    head = np.zeros(len(characters[0]), dtype=np.int64)
    for each in characters:
        head <<= _BITS
        head |= each
    return head


def _places(heads: NDArray[np.int64]) -> NDArray[np.int64]:
    """The place of each head in a table of marks, by Knuth's multiplicative hashing (6.4)."""
    spread = heads.view(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    spread >>= np.uint64(64 - _PLACES_BITS)
    places: NDArray[np.int64] = spread.view(np.int64)
    return places


def fit_words(words: list[str], lexicon: KnownWords) -> list[list[str]]:
    """Join neighbours that make a known word, split unknown words, drop function words.

    ``words`` are those of all sentences, an END after each.
    """
    words = _joined(words, lexicon)
    lexicon.pieces.learn(set(words))
    return lines_of(list(chain.from_iterable(map(lexicon.pieces.__getitem__, words))))


def lines_of(words: list[str]) -> list[list[str]]:
    """The words of each sentence, from those of all, an END after each."""
    lines, start = [], 0
    while start < len(words):
        end = words.index(END, start)
        lines.append(words[start:end])
        start = end + 1
    return lines


class _Pieces(dict[str, tuple[str, ...]]):
    """What is kept of each word: itself, the known words that make it up, or nothing."""

    def __init__(self, known: Mapping[str, None]) -> None:
        self[END] = (END,)
        self._known = known

    def learn(self, words: AbstractSet[str]) -> None:
        """Keep those that the lexicon has, as most are: in a third of the time."""
        # A difference of sets would go through all words met so far.
        new = filter(self._known.__contains__, filterfalse(self.__contains__, words))
        whole = list(filterfalse(CHINESE_FUNCTION_WORDS.__contains__, new))
        self.update(zip(whole, zip(whole, strict=True), strict=True))

    def __missing__(self, word: str) -> tuple[str, ...]:
        if word in CHINESE_FUNCTION_WORDS or word == BREAK:
            pieces: tuple[str, ...] = ()
        elif len(word) == 1 or word in self._known or not HAN_CHAR.match(word):
            pieces = (word,)
        else:
            pieces = tuple([p for p in longest_match(word, self._known) if p not in CHINESE_FUNCTION_WORDS])
        self[word] = pieces
        return pieces


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


def longest_match(word: str, known: Container[str]) -> list[str]:
    """The known words that make up a word, from the left, the longest first; single characters where there are none."""
    pieces: list[str] = []
    start = 0
    while start < len(word):
        end = min(len(word), start + _MAX_WORD)
        while end > start + 1 and word[start:end] not in known:
            end -= 1
        pieces.append(word[start:end])
        start = end
    return pieces
