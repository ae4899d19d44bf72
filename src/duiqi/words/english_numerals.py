"""English numerals: "twenty-five", "150 million", "two thirds"."""

from __future__ import annotations

from decimal import Decimal

from duiqi.words.chinese_numerals import MAX_DIGITS, value_token


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


def english_numeral(words: list[str], start: int) -> tuple[str, int] | None:
    """Read the numeral that begins at ``words[start]`` (lower case, hyphens already split).

    Returns its token and the index after it, or None. Reads "two hundred and five", "150 million",
    "nineteen eighty-four" (1984) and "a hundred".
    """
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


def _english_whole(words: list[str], start: int) -> tuple[Decimal, int] | None:
    total = Decimal(0)
    section: Decimal | None = None
    arabic = False  # "5 million" ends there: "5 million, two hundred" are two numbers
    last = ""  # kind of the last word: digit, teen, tens, unit, arabic
    i = start
    while i < len(words):
        word = words[i]
        joins = word == "and" and last == "unit" and i + 1 < len(words) and _is_small(words[i + 1])
        if joins:
            i += 1
            word = words[i]
        if word in ENGLISH_UNITS:
            if section is None and last:
                # "two thousand million" is rare; "two million thousand" is nothing.
                total *= ENGLISH_UNITS[word]
            elif section is None:
                return None
            elif word.startswith("hundred"):
                section *= 100
            else:
                total, section = total + section * ENGLISH_UNITS[word], None
            last = "arabic" if arabic else "unit"
        elif word in ENGLISH_TENS and last in ("", "unit"):
            section, last = (section or 0) + Decimal(ENGLISH_TENS[word]), "tens"
        elif word in ENGLISH_TENS and last in ("teen", "tens") and not total and _is_year_head(section):
            section, last = Decimal(section or 0) * 100 + ENGLISH_TENS[word], "tens"
        elif word in ENGLISH_DIGITS and _digit_fits(ENGLISH_DIGITS[word], last):
            value = ENGLISH_DIGITS[word]
            section, last = (section or 0) + Decimal(value), "teen" if value >= 10 else "digit"
        elif word[0].isdigit() and not last:
            section, last, arabic = Decimal(word.replace(",", "")), "arabic", True
        elif word == "a" and not last and words[i + 1 : i + 2] and words[i + 1] in AFTER_A:
            section, last = Decimal(1), "arabic"
        else:
            break
        i += 1
    if not last:
        return None
    return total + (section or 0), i


def _is_small(word: str) -> bool:
    return word in ENGLISH_TENS or word in ENGLISH_DIGITS


def _is_year_head(section: Decimal | None) -> bool:
    return section is not None and 10 <= section <= 20


def _digit_fits(value: int, last: str) -> bool:
    """A digit follows nothing, a unit, or (below ten) tens."""
    return last in ("", "unit") or (last == "tens" and 0 < value < 10)
