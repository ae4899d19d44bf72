"""English sentences as stems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import chain, filterfalse

from duiqi.words.english_numerals import AFTER_A, ENGLISH_NUMERALS, GOES_ON, english_numeral
from duiqi.words.lexicon_fit import END, lines_of
from duiqi.words.stems import stem_word, stem_words, word_set

# Articles, prepositions, conjunctions, auxiliaries and the like: words that pair with nothing or with anything.
# The last line was put on the list because gold partners then ranked better (data/lexicon/rank.py on macdev, aca,
# wmt22: mean rank-one .926 → .931). Pronouns stay: they pair with 我, 你, 他.
ENGLISH_FUNCTION_WORDS = word_set(
    "a an the of to in on at by for with from and or as is are was were be been being am that this these those "
    "than then so if into upon there s d ll re ve m "
    "will would have has had having do does did get got all also just about which while such very quite"
)
MONTHS = {
    name: f"@{number}"
    for number, names in {
        1: "january jan", 2: "february feb", 3: "march mar", 4: "april apr", 5: "may", 6: "june jun", 7: "july jul",
        8: "august aug", 9: "september sept sep", 10: "october oct", 11: "november nov", 12: "december dec",
    }.items()
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: f"@{day}"
    for day, names in {
        "mon": "monday mon", "tue": "tuesday tues tue", "wed": "wednesday wed", "thu": "thursday thurs thur thu",
        "fri": "friday fri", "sat": "saturday", "sun": "sunday",
    }.items()
    for name in names.split()
}  # fmt: skip
# Also words or names of other kinds: dates only beside a number or after one of these words.
_AMBIGUOUS = {"may", "march", "mar", "jan", "august"}
_DATE_PREPOSITIONS = word_set("in of since until till by from during before after last next early late mid this")
_LETTERS = "A-Za-z\u00c0-\u024f"
# COVID-19 is a name, and its number none that a translation keeps: 疫情, 新冠肺炎.
COVID = r"[Cc][Oo][Vv][Ii][Dd][- \u2010\u2011\u2013]?19(?!\d)"
_WORD = re.compile(
    rf"(?P<initials>(?:[A-Za-z]\.){{2,}})|(?P<covid>{COVID})|(?P<word>[{_LETTERS}]+(?:['’`][{_LETTERS}]+)*)"
    r"|(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)(?:(?:(?P<unit>bn)|st|nd|rd|th|s)(?![a-z]))?"
)
# A match of it, or the end of a sentence. Two letters, the first no c, are neither initials nor COVID: they are looked
# for first, and only where there is something, in three quarters of the time.
_TEXTS = re.compile(
    rf"(?=[{_LETTERS}\d{END}])(?:[ABD-Zabd-z][{_LETTERS}]+(?:['’`][{_LETTERS}]+)*"
    rf"|{re.sub(r'[(][?]P<[a-z]+>', '(?:', _WORD.pattern)}|{END})"
)
# What english_numeral begins with or, after "a", goes on with.
NUMERAL_WORDS = ENGLISH_NUMERALS | AFTER_A
# Numerals whatever stands before them.
_NUMERALS_BY_THEMSELVES = ENGLISH_NUMERALS - AFTER_A
_PLAIN = re.compile("^[A-Za-z][a-z]*$", re.MULTILINE)
_NOT_PLAIN_IN_LOWER = NUMERAL_WORDS | ENGLISH_FUNCTION_WORDS | {"cannot"}
_NOT_PLAIN = _NOT_PLAIN_IN_LOWER.union(map(str.capitalize, _NOT_PLAIN_IN_LOWER | MONTHS.keys() | WEEKDAYS.keys()))
# Read as one word each, so that US and us, UN and un- stay apart.
_COUNTRIES = {"US": "usa", "USA": "usa", "U.S.": "usa", "U.S.A.": "usa", "UK": "uk", "U.K.": "uk"}
# Words kept with their stems: as many as ``stem_word`` keeps.
_MOST_KEPT = 1 << 16
# Sentences whose words are looked at together, so that these stay in the processor's cache.
_AT_A_TIME = 500
_NEGATIONS = {"can't": "can", "won't": "will", "shan't": "shall", "ain't": ""}


def english_stems(sentences: Sequence[str]) -> list[list[str]]:
    """The stems of each English sentence, function words dropped, in order.

    Contractions and hyphenated words are split; numbers, months and weekdays are value tokens (``#25``, ``@6``,
    ``@wed``), a lone "one" is dropped.
    """
    lines: list[list[str]] = []
    for first in range(0, len(sentences), _AT_A_TIME):
        some = sentences[first : first + _AT_A_TIME]
        text = END.join([*some, ""])
        if text.count(END) > len(some):
            text = END.join([*(sentence.replace(END, " ") for sentence in some), ""])
        texts = _TEXTS.findall(text)
        _learn(set(texts))
        stems = list(map(_alone.__getitem__, texts))
        lines += lines_of(_with_stems_beside(texts, stems))
    return lines


def _learn(texts: AbstractSet[str]) -> None:
    """Keep the stems of those that have one, whatever stands beside them, as most have: in one search."""
    new = filterfalse(_alone.__contains__, texts)
    plain = list(set(_PLAIN.findall("\n".join(new))) - _NOT_PLAIN)
    if len(_alone) + len(plain) > _MOST_KEPT:
        _alone.clear()
    _alone.update(zip(plain, zip(stem_words(list(map(str.lower, plain))), strict=True), strict=True))


class _Alone(dict[str, tuple[str, ...] | None]):
    """The stems of each text met so far; None when the words beside it matter. Documents share most of their words."""

    def __missing__(self, text: str) -> tuple[str, ...] | None:
        if text[0].isdigit():  # of numbers there is no end
            return None
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[text] = stems = (END,) if text == END else _stems_alone(text)
        return stems


_alone = _Alone()


def _with_stems_beside(texts: list[str], alone: list[tuple[str, ...] | None]) -> list[str]:
    """What ``stems_of_words`` gives of whole sentences, from their matches of ``_WORD`` with an END after each.

    Read together are those that are not told ``alone`` with the one before, as in "a hundred", "in May", and the two
    after, as in "two thirds", "one third of" or, where another numeral follows, "hundred and". Most are numerals that
    nothing goes on with: these are put into ``alone``.
    """
    together: list[tuple[int, int]] = []
    at = -1
    for _ in range(alone.count(None)):
        at = alone.index(None, at + 1)
        if _is_whole_numeral(texts[at], texts[at + 1]):
            alone[at] = _stems_of_numeral(texts[at])
            continue
        begin, end = at - (at > 0 and texts[at - 1] != END), at + 3
        if END in texts[at:end]:
            end = texts.index(END, at)
        if together and begin < together[-1][1]:
            begin = together.pop()[0]
        together.append((begin, end))
    found: list[str] = []
    done = 0
    for begin, end in together:
        found += chain.from_iterable(filter(None, alone[done:begin]))
        found += stems_of_words(_words(texts[begin:end]))
        done = end
    found += chain.from_iterable(filter(None, alone[done:]))
    return found


def _is_whole_numeral(text: str, following: str) -> bool:
    """Whether a match of ``_WORD`` is a numeral, whatever stands before it, and the next one does not go on with it."""
    numeral = text.isdigit() or text.lower() in _NUMERALS_BY_THEMSELVES
    return numeral and (following == END or (following.isalpha() and following.lower() not in GOES_ON))


@lru_cache(maxsize=_MOST_KEPT)
def _stems_of_numeral(text: str) -> tuple[str, ...]:
    """The stems of a numeral of one word."""
    return tuple(stems_of_words(_words([text])))


def _words(texts: Sequence[str]) -> list[str]:
    """The words of some matches of ``_WORD``."""
    words: list[str] = []
    for text in texts:
        if text.isdigit():
            words.append(text)
        else:
            words += _words_alone(text)
    return words


@lru_cache(maxsize=_MOST_KEPT)
def _words_alone(text: str) -> tuple[str, ...]:
    """The words of one match of ``_WORD``."""
    return tuple(english_words(text))


def _stems_alone(text: str) -> tuple[str, ...] | None:
    """Its stems; None when the words beside it matter."""
    stems = []
    for word in english_words(text):
        lower = word.lower()
        if lower in NUMERAL_WORDS or lower[0].isdigit() or (lower in _AMBIGUOUS and word[0].isupper()):
            return None
        if (date := MONTHS.get(lower) or WEEKDAYS.get(lower)) and word[0].isupper():
            stems.append(date)
        elif lower not in ENGLISH_FUNCTION_WORDS:
            stems.append(stem_word(lower))
    return tuple(stems)


def english_words(sentence: str) -> list[str]:
    """The words of a sentence as they are written, numbers as plain digits."""
    words: list[str] = []
    for match in _WORD.finditer(sentence):
        text = match[0]
        if digits := match["digits"]:
            words.append(digits)
            if match["unit"]:
                words.append("billion")
        elif text in _COUNTRIES:
            words.append(_COUNTRIES[text])
        elif match["covid"]:
            words.append("covid")
        elif match["initials"]:
            words.append(text.replace(".", ""))
        elif "'" in text or "’" in text or "`" in text:
            words += _contraction(text.replace("’", "'").replace("`", "'"))
        elif text.lower() == "cannot":
            words += ["can", "not"]
        else:
            words.append(text)
    return words


def stems_of_words(raw: Sequence[str]) -> Iterator[str]:
    """The stems of words as ``english_words`` gives them, each read with those beside it."""
    words = [word.lower() for word in raw]
    i = 0
    while i < len(words):
        word = words[i]
        if word in ENGLISH_NUMERALS or word == "a" or word[0].isdigit():
            numeral = english_numeral(words, i)
            if numeral:
                if words[i : numeral[1]] != ["one"]:
                    yield numeral[0]
                i = numeral[1]
                continue
        if (date := MONTHS.get(word) or WEEKDAYS.get(word)) and raw[i][0].isupper() and _is_date(words, i):
            yield date
        elif word not in ENGLISH_FUNCTION_WORDS:
            yield stem_word(word)
        i += 1


def _is_date(words: list[str], i: int) -> bool:
    if words[i] not in _AMBIGUOUS:
        return True
    beside = words[max(i - 1, 0) : i] + words[i + 1 : i + 2]
    return any(w[0].isdigit() or w in ENGLISH_NUMERALS for w in beside) or (
        i > 0 and words[i - 1] in _DATE_PREPOSITIONS
    )


def _contraction(word: str) -> list[str]:
    lower = word.lower()
    if lower.endswith("n't"):
        base = _NEGATIONS.get(lower, word[:-3])
        return [base, "not"] if base else ["not"]
    return [part for part in word.split("'") if part]
