"""Chinese sentences as words, for matching."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from duiqi.words.chinese_numerals import ARABIC_QUANTITY, DIGITS, arabic_quantity, chinese_tokens
from duiqi.words.chinese_parts import LATIN_MARK, NUMBER_MARK, Part, parts_of_word
from duiqi.words.english import COVID, english_stems
from duiqi.words.jieba_opencc import cut_words, to_simplified
from duiqi.words.lexicon import Lexicon, load_lexicon
from duiqi.words.lexicon_fit import BREAK, END, KnownWords, fit_words
from duiqi.words.values import month_token

_LATIN = f"{COVID}|(?:[A-Za-z]\\.){{2,}}|[A-Za-z\u00c0-\u024f]+(?:['’.&-]?[A-Za-z\u00c0-\u024f]+)*"
# Taken out before jieba, which would cut them at points and apostrophes.
_TAKEN_OUT = re.compile(f"(?P<number>{ARABIC_QUANTITY})|{_LATIN}")
_FULL_WIDTH = {c + 0xFEE0: c for c in range(0x21, 0x7F) if chr(c).isalnum() or chr(c) in "%."}
_CIRCLED = {0x2460 + i: f" {i + 1} " for i in range(20)}
# Marks in the text itself would be taken for ours.
_DROPPED = {ord(NUMBER_MARK): None, ord(LATIN_MARK): None, ord("\n"): " ", ord("\r"): " "}
# Half a surrogate pair is no character; OpenCC and rjieba refuse it.
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), " ")
_CHARACTERS = {**_FULL_WIDTH, **_CIRCLED, **_DROPPED, **_SURROGATES}

# jieba has some 350,000 words, a corpus of news the tenth part of them.
_MOST_KEPT = 1 << 15
# Sentences cut and words fitted (those of some thousand sentences) at a time, to bound memory.
_CUT_AT_A_TIME, _AT_A_TIME = 2000, 20_000


def chinese_words(
    sentences: Sequence[str], lexicon: Lexicon | None = None, join: Callable[[list[str]], list[str]] = list
) -> list[list[str]]:
    """The words of each Chinese sentence, for matching only.

    Simplified characters; jieba's words fitted to those of ``lexicon`` (default: the package's): neighbours that
    make one of its words are joined, unknown words are split by longest match. Function words are dropped;
    numerals, months and weekdays are value tokens (``#25``, ``@6``, ``@wed``); Latin words are English stems.
    ``join`` may join words of its own before, an END after each sentence.
    """
    known = _words_of(lexicon or load_lexicon())
    lines: list[list[str]] = []
    words: list[str] = []
    for sentence in _cut(sentences, known):
        words += sentence
        words.append(END)
        if len(words) >= _AT_A_TIME:
            lines += fit_words(join(words), known)
            words = []
    return lines + fit_words(join(words), known)


def plain_words(texts: Sequence[str]) -> list[list[str]]:
    """The words of each text before they are fitted to the lexicon, function words and all."""
    return list(_cut(texts, _words_of(load_lexicon())))


def known_words() -> frozenset[str]:
    """The words of the package's lexicon."""
    return _words_of(load_lexicon()).known


class _Words(KnownWords):
    """The words of a lexicon, and of the words met so far the ``parts``, and in ``plain`` those that stand for
    themselves whatever is beside them, but for numerals: most of them."""

    def __init__(self, table: NDArray[np.str_]) -> None:
        super().__init__(table)
        self.parts: dict[str, Sequence[Part]] = {}
        self.plain: dict[str, str] = {}


def _words_of(lexicon: Lexicon) -> _Words:
    words = _kept_words(lexicon)
    if len(words.pieces) > _MOST_KEPT:
        _kept_words.cache_clear()
        words = _kept_words(lexicon)
    return words


@lru_cache(maxsize=2)
def _kept_words(lexicon: Lexicon) -> _Words:
    return _Words(lexicon.words)


def _cut(sentences: Sequence[str], known: _Words) -> Iterator[list[str]]:
    taken: list[list[str]] = []
    texts = [_take_out(text, taken) for text in to_simplified([s.translate(_CHARACTERS) for s in sentences])]
    parts, plain = known.parts, known.plain
    for first in range(0, len(texts), _CUT_AT_A_TIME):
        some = slice(first, first + _CUT_AT_A_TIME)
        cut = cut_words(texts[some])
        for word in set().union(*cut).difference(parts):
            parts[word] = of_word = parts_of_word(word, known.known)
            if len(of_word) == 1 and of_word[0].kind in ("word", "unit"):
                plain[word] = of_word[0].text
        for pieces, tokens in zip(cut, taken[some], strict=True):
            if plain.keys() >= set(pieces):
                yield list(map(plain.__getitem__, pieces))
            else:
                yield _with_values(chain.from_iterable(map(parts.__getitem__, pieces)), iter(tokens))


def _take_out(text: str, taken: list[list[str]]) -> str:
    """Replace each Arabic numeral and Latin word of ``text`` by a mark; they go to the end of ``taken``."""
    tokens: list[str] = []

    def mark(match: re.Match[str]) -> str:
        if match["number"]:
            tokens.append(arabic_quantity(match[0]))
            return NUMBER_MARK
        tokens.append(match[0])
        return LATIN_MARK

    marked = _TAKEN_OUT.sub(mark, text)
    taken.append(tokens)
    return marked


def _with_values(parts: Iterable[Part], taken: Iterator[str]) -> list[str]:
    """Put the taken-out tokens back, join Chinese numerals to value tokens, and see to months and decades."""
    words: list[str] = []
    run = ""
    for kind, text in parts:
        if kind == "word" and not run:
            words.append(text)
            continue
        if kind == "numeral" or (run and kind == "unit"):
            if not run and words[-1:] == ["一点"] and chinese_tokens(f"一点{text}"):
                run = words.pop()  # 一点 is "a little", but not in 一点五亿
            run += text
            continue
        if len(run) > 1 and run[-1] not in DIGITS.keys() - {"零"} and kind == "word" and text[0] in DIGITS:
            # jieba cuts 八十二元 before 二元, which is also "binary".
            run, text = run + text[0], text[1:] or BREAK
        if run:
            words += _run_tokens(run)
            run = ""
        if kind == "number":
            words.append(next(taken))
        elif kind == "Latin":
            words += _latin_stems(next(taken))
        elif kind == "month" and words and (month := month_token(words[-1])):
            words[-1] = month
        elif kind == "decade" and words and words[-1][0] == "#":
            words = _with_decade(words)
        else:
            words.append(text)
    return words + _run_tokens(run) if run else words


# As many as ``stem_word`` keeps.
@lru_cache(maxsize=1 << 16)
def _latin_stems(text: str) -> tuple[str, ...]:
    return tuple(english_stems([text])[0])


def _run_tokens(run: str) -> list[str]:
    """The value tokens of a run of numeral words; 点 at its end is o'clock, 两 at its end taels."""
    run, points = run.rstrip("点"), ["点"] if run.endswith("点") else []
    if len(run) > 1 and run.endswith("两"):
        run, points = run[:-1], []
    tokens = chinese_tokens(run.removeprefix("第")) if run != "一" else None
    return [*(tokens or [run]), *points]


def _with_decade(words: list[str]) -> list[str]:
    """20世纪60年代 and 六十年代 are ``#1960``, as in "the 1960s"."""
    decade = words[-1][1:]
    if decade not in {"10", "20", "30", "40", "50", "60", "70", "80", "90"}:
        return words
    if len(words) >= 3 and words[-2] == "世纪" and words[-3][1:].isdigit():
        return [*words[:-3], f"#{int(words[-3][1:]) - 1}{decade}"]
    return [*words[:-1], f"#19{decade}"]
