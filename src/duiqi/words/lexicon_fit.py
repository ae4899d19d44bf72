"""Chinese words fitted to those of the lexicon: neighbours joined, unknown words split, function words dropped."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import compress
from operator import add

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


def fit_words(words: list[str], known: frozenset[str]) -> list[list[str]]:
    """Join neighbours that make a known word, split unknown words, drop function words.

    ``words`` are those of all sentences, an END after each.
    """
    words = _joined(words, known)
    kept = {word: _split(word, known) for word in set(words)}
    lines, line = [], list[str]()
    for word in words:
        if word == END:
            lines.append(line)
            line = []
        else:
            line += kept[word]
    return lines


def _joined(words: list[str], known: frozenset[str]) -> list[str]:
    """Join neighbours that make a known word, from the left, the longest first."""
    longest: dict[int, tuple[int, str]] = {}
    joined = words
    for size in range(2, _MAX_PIECES + 1):
        joined = list(map(add, joined, words[size - 1 :]))
        for start in compress(range(len(joined)), map(known.__contains__, joined)):
            longest[start] = start + size, joined[start]
    fitted: list[str] = []
    at = 0
    for start in sorted(longest):
        if start >= at:
            end, word = longest[start]
            fitted += words[at:start]
            fitted.append(word)
            at = end
    return fitted + words[at:]


# As many as ``words.chinese`` keeps the parts of.
@lru_cache(maxsize=1 << 15)
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
