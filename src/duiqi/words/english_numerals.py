"""English numerals: "twenty-five", "150 million", "two thirds"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from duiqi.words.values import MAX_DIGITS, value_token


def _values(groups: str, first: int, step: int) -> dict[str, int]:
    """Word → value; the values go up by ``step`` from one comma to the next."""
    return {word: first + step * i for i, words in enumerate(groups.split(",")) for word in words.split()}


ENGLISH_DIGITS = _values(
    "zero,one first,two second,three third,four fourth,five fifth,six sixth,seven seventh,eight eighth,"
    "nine ninth,ten tenth,eleven eleventh,twelve twelfth,thirteen thirteenth,fourteen fourteenth,"
    "fifteen fifteenth,sixteen sixteenth,seventeen seventeenth,eighteen eighteenth,nineteen nineteenth",
    0,
    1,
)
ENGLISH_TENS = _values(
    "twenty twentieth,thirty thirtieth,forty fortieth fourty,fifty fiftieth,sixty sixtieth,seventy seventieth,"
    "eighty eightieth,ninety ninetieth",
    20,
    10,
)
ENGLISH_UNITS = {
    "hundred": 100,
    "hundredth": 100,
    "thousand": 10**3,
    "thousandth": 10**3,
    "million": 10**6,
    "millionth": 10**6,
    "mln": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
}
AFTER_A = frozenset(ENGLISH_UNITS) | {"third", "quarter", "fifth", "tenth"}
ENGLISH_NUMERALS = frozenset(ENGLISH_DIGITS) | frozenset(ENGLISH_TENS) | frozenset(ENGLISH_UNITS)


# Denominators: "two thirds", "one fifth of". Second and the plain ordinals stay ordinals.
ENGLISH_DENOMINATORS = {
    "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
# What a numeral of one word may go on with: no other word behind it changes what it is.
GOES_ON = ENGLISH_NUMERALS | ENGLISH_DENOMINATORS.keys() | {f"{word}s" for word in ENGLISH_DENOMINATORS} | {"and"}


def english_numeral(words: list[str], start: int) -> tuple[str, int] | None:
    """Read the numeral that begins at ``words[start]`` (lower case, hyphens already split).

    Returns its token and the index after it, or None. Reads "two hundred and five", "150 million",
    "nineteen eighty-four" (1984) and "a hundred".
    """
    if words[start] in ENGLISH_NUMERALS and not (start + 1 < len(words) and words[start + 1] in GOES_ON):
        token = _of_one_word(words[start])
        return (token, start + 1) if token else None
    whole = _english_whole(words, start)
    if whole is None:
        return None
    value, end = whole
    following = words[end] if end < len(words) else ""
    denominator = ENGLISH_DENOMINATORS.get(following.removesuffix("s"))
    plural = following.endswith("s") and value > 1
    single = value == 1 and (words[start] == "one" or words[end + 1 : end + 2] == ["of"])
    if denominator and (plural or single):
        return f"{value_token(value)}/{denominator}", end + 1
    if words[start:end] == ["a"]:
        return None
    return value_token(value) if value < 10**MAX_DIGITS else f"#{words[start].replace(',', '')}", end


@lru_cache(maxsize=len(ENGLISH_NUMERALS))
def _of_one_word(word: str) -> str | None:
    """The token of a word that is a numeral by itself, as most are; None where it is not, as "hundred"."""
    whole = _english_whole([word], 0)
    return whole and value_token(whole[0])


def _english_whole(words: list[str], start: int) -> tuple[Decimal, int] | None:
    """The whole number that begins at ``words[start]``, and the index after it."""
    numeral = _Numeral()
    i = start
    while i < len(words):
        if words[i] == "and" and numeral.last == "unit" and i + 1 < len(words) and _is_small(words[i + 1]):
            i += 1
        if not numeral.take(words[i], words[i + 1] if i + 1 < len(words) else ""):
            break
        i += 1
    if not numeral.last:
        return None
    return numeral.total + (numeral.section or 0), i


@dataclass(slots=True)
class _Numeral:
    """What has been read of a numeral: ``total`` of the parts that a large unit has closed (two million), ``section``
    since (five hundred), the kind of the ``last`` word. An ``arabic`` one ends with its unit: "5 million, two hundred"
    are two numbers."""

    total: Decimal = Decimal(0)
    section: Decimal | None = None
    last: Literal["", "digit", "teen", "tens", "unit", "arabic"] = ""
    arabic: bool = False

    def take(self, word: str, following: str) -> bool:
        """Read one more word, if the numeral goes on with it."""
        if word in ENGLISH_UNITS:
            return self._take_unit(word)
        if word in ENGLISH_TENS:
            return self._take_tens(ENGLISH_TENS[word])
        if word in ENGLISH_DIGITS:
            return self._take_digit(ENGLISH_DIGITS[word])
        if self.last:
            return False
        if word[0].isdigit():
            self.section, self.last, self.arabic = Decimal(word.replace(",", "")), "arabic", True
            return True
        if word == "a" and following in AFTER_A:
            self.section, self.last = Decimal(1), "arabic"
            return True
        return False

    def _take_unit(self, word: str) -> bool:
        unit = ENGLISH_UNITS[word]
        if self.section is None:
            if not self.last:
                return False
            self.total *= unit  # two thousand million
        elif word.startswith("hundred"):
            self.section *= 100
        else:
            self.total, self.section = self.total + self.section * unit, None
        self.last = "arabic" if self.arabic else "unit"
        return True

    def _take_tens(self, value: int) -> bool:
        if self.last in ("", "unit"):
            self.section = (self.section or 0) + Decimal(value)
        elif self.last in ("teen", "tens") and not self.total and self.section and 10 <= self.section <= 20:
            self.section = self.section * 100 + value  # nineteen eighty
        else:
            return False
        self.last = "tens"
        return True

    def _take_digit(self, value: int) -> bool:
        """A digit follows nothing, a unit, or (below ten) tens."""
        if self.last not in ("", "unit") and not (self.last == "tens" and 0 < value < 10):
            return False
        self.section, self.last = (self.section or 0) + Decimal(value), "teen" if value >= 10 else "digit"
        return True


def _is_small(word: str) -> bool:
    return word in ENGLISH_TENS or word in ENGLISH_DIGITS
