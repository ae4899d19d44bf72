"""Chinese sentences as words, for matching."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import filterfalse
from typing import cast

import numpy as np
from numpy.typing import NDArray

from duiqi.words.chinese_numerals import ARABIC_QUANTITY, DIGITS, arabic_quantity, chinese_tokens
from duiqi.words.chinese_parts import LATIN_MARK, NUMBER_MARK, Part, parts_of_word, plain_among
from duiqi.words.english import COVID, english_stems
from duiqi.words.jieba_opencc import characters_of, cut_words, simplified
from duiqi.words.lexicon import Lexicon, load_lexicon
from duiqi.words.lexicon_fit import BREAK, END, KnownWords, fit_words, lines_of
from duiqi.words.values import month_token

_LATIN = f"{COVID}|(?:[A-Za-z]\\.){{2,}}|[A-Za-z\u00c0-\u024f]+(?:['’.&-]?[A-Za-z\u00c0-\u024f]+)*"
# Taken out before jieba, which would cut them at points and apostrophes. What they begin with is looked for first, in a
# third of the time.
_TAKEN_OUT = re.compile(f"(?=[\\dA-Za-z\u00c0-\u024f])(?:(?P<number>{ARABIC_QUANTITY})|{_LATIN})")
_FULL_WIDTH = {chr(c + 0xFEE0): chr(c) for c in range(0x21, 0x7F) if chr(c).isalnum() or chr(c) in "%."}
_CIRCLED = {chr(0x2460 + i): f" {i + 1} " for i in range(20)}
# Marks in the text itself would be taken for ours.
_DROPPED = {NUMBER_MARK: "", LATIN_MARK: "", "\r": " "}
# Half a surrogate pair is no character; OpenCC and rjieba refuse it.
_SURROGATES = dict.fromkeys(map(chr, range(0xD800, 0xE000)), " ")
_CHARACTERS = {**_FULL_WIDTH, **_CIRCLED, **_DROPPED, **_SURROGATES}

# A sentence is written apart, word by word or character by character, where so many of its ideographs have a space
# before the next: in texts cut by jieba .22 and more have one, in the development texts as they are .002 at most.
_APART = 0.2
_IDEOGRAPH = "[\u3400-\u9fff]"
_SPACE_BETWEEN = re.compile(f"(?<={_IDEOGRAPH}) +(?={_IDEOGRAPH})")

# jieba has some 350,000 words, a corpus of news the tenth part of them.
_MOST_KEPT = 1 << 15
# Sentences looked at together, to bound memory.
_AT_A_TIME = 500


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
    return [line for words in _cut(sentences, known) for line in fit_words(join(words), known)]


def plain_words(texts: Sequence[str]) -> list[list[str]]:
    """The words of each text before they are fitted to the lexicon, function words and all."""
    return [line for words in _cut(texts, _words_of(load_lexicon())) for line in lines_of(words)]


def known_words() -> Mapping[str, None]:
    """The words of the package's lexicon."""
    return _words_of(load_lexicon()).known


class _Words(KnownWords):
    """The words of a lexicon, and of the words met so far what they are made of."""

    def __init__(self, table: NDArray[np.str_]) -> None:
        super().__init__(table)
        self.parts = _Parts(self.known)
        self.plain = _Plain(self.parts)


class _Parts(dict[str, Sequence[Part]]):
    """The parts of each of jieba's words."""

    def __init__(self, known: Container[str]) -> None:
        self[END] = (Part("word", END),)
        self._known = known

    def __missing__(self, word: str) -> Sequence[Part]:
        self[word] = parts = parts_of_word(word, self._known)
        return parts


class _Plain(dict[str, str | None]):
    """What each of jieba's words stands for whatever is beside it, but for numerals; None when that matters."""

    def __init__(self, parts: _Parts) -> None:
        self[END] = END
        self._parts = parts

    def learn(self, words: AbstractSet[str]) -> None:
        """Keep those that are plainly one, as most are: in a tenth of the time."""
        plain = plain_among(filterfalse(self.__contains__, words))
        self.update(zip(plain, plain, strict=True))

    def __missing__(self, word: str) -> str | None:
        parts = self._parts[word]
        self[word] = plain = parts[0].text if len(parts) == 1 and parts[0].kind in ("word", "unit") else None
        return plain


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
    """The words of some sentences at a time, an END after each sentence."""
    if not sentences:
        return
    text = END.join(sentences)
    if text.count(END) >= len(sentences):
        text = END.join(sentence.replace(END, " ") for sentence in sentences)
    characters = characters_of(text)
    for char in characters & _CHARACTERS.keys():
        text = text.replace(char, _CHARACTERS[char])
    text = END.join(map(_together, simplified(text, characters - _CHARACTERS.keys()).split(END)))
    text, taken_out = _take_out(text)
    lines, taken = text.split(END), iter(taken_out)
    for first in range(0, len(lines), _AT_A_TIME):
        some = END.join(lines[first : first + _AT_A_TIME])
        yield _in_context([*cut_words(some), END], taken, known)


def _together(text: str) -> str:
    """A sentence that is written apart without the spaces between its ideographs: jieba would cut its words at them."""
    if text.count(" ") < _APART / 2 * len(text):
        return text
    closed, spaces = _SPACE_BETWEEN.subn("", text)
    return closed if spaces >= _APART * len(re.findall(_IDEOGRAPH, closed)) else text


def _take_out(text: str) -> tuple[str, list[str]]:
    """The text with a mark in place of each Arabic numeral and Latin word, and these."""
    taken: list[str] = []

    def mark(match: re.Match[str]) -> str:
        if match["number"]:
            taken.append(arabic_quantity(match[0]))
            return NUMBER_MARK
        taken.append(match[0])
        return LATIN_MARK

    return _TAKEN_OUT.sub(mark, text), taken


def _in_context(pieces: list[str], taken: Iterator[str], known: _Words) -> list[str]:
    """The words that jieba's ``pieces`` stand for, an END after each sentence; ``taken`` is what was taken out."""
    known.plain.learn(set(pieces))
    plain: list[str | None] = list(map(known.plain.__getitem__, pieces))
    plain.append(None)
    words: list[str] = []
    done = 0
    # Most words stand for themselves and are copied; where one does not, parts are read on until no numeral is open.
    while (at := plain.index(None, done)) < len(pieces):
        words += cast(list[str], plain[done:at])
        run = ""
        while at < len(pieces) and (run or plain[at] is None):
            for part in known.parts[pieces[at]]:
                run = _with_part(words, run, part, taken)
            at += 1
        done = at
    words += cast(list[str], plain[done:-1])
    return words


def _with_part(words: list[str], run: str, part: Part, taken: Iterator[str]) -> str:
    """Put a part behind the words, with what was taken out in its place, months and decades seen to; numerals are
    joined: the ``run`` of these before it is given, that which is open behind it comes back."""
    kind, text = part
    if kind == "numeral" or (run and kind == "unit"):
        if not run and words[-1:] == ["一点"] and chinese_tokens(f"一点{text}"):
            run = words.pop()  # 一点 is "a little", but not in 一点五亿
        return run + text
    if len(run) > 1 and run[-1] not in DIGITS.keys() - {"零"} and kind == "word" and text[0] in DIGITS:
        # jieba cuts 八十二元 before 二元, which is also "binary".
        run, text = run + text[0], text[1:] or BREAK
    if run:
        words += _run_tokens(run)
    if kind == "number":
        words.append(next(taken))
    elif kind == "Latin":
        words += _latin_stems(next(taken))
    elif kind == "month" and words and (month := month_token(words[-1])):
        words[-1] = month
    elif kind == "decade" and words and words[-1][0] == "#":
        _join_decade(words)
    else:
        words.append(text)
    return ""


# As many as ``stem_word`` keeps.
@lru_cache(maxsize=1 << 16)
def _latin_stems(text: str) -> tuple[str, ...]:
    return tuple(english_stems([text])[0])


@lru_cache(maxsize=_MOST_KEPT)
def _run_tokens(run: str) -> tuple[str, ...]:
    """The value tokens of a run of numeral words; 点 at its end is o'clock, 两 at its end taels."""
    run, points = run.rstrip("点"), ["点"] if run.endswith("点") else []
    if len(run) > 1 and run.endswith("两"):
        run, points = run[:-1], []
    tokens = chinese_tokens(run.removeprefix("第")) if run != "一" else None
    return (*(tokens or [run]), *points)


def _join_decade(words: list[str]) -> None:
    """Make 20世纪60年代 and 六十年代 at the end of the words ``#1960``, as in "the 1960s"."""
    decade = words[-1][1:]
    if decade not in {"10", "20", "30", "40", "50", "60", "70", "80", "90"}:
        return
    if len(words) >= 3 and words[-2] == "世纪" and words[-3][1:].isdigit():
        words[-3:] = [f"#{int(words[-3][1:]) - 1}{decade}"]
    else:
        words[-1] = f"#19{decade}"
