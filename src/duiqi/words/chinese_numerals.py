"""Chinese numerals as value tokens: 二十五, 25 and 2亿5000万 (``values`` tells the tokens)."""

from __future__ import annotations

import re
from decimal import Decimal

from duiqi.words.values import MAX_DIGITS, value_token

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
LARGE_UNITS = {"万": 10**4, "亿": 10**8, "兆": 10**12}
# Anti-fraud forms, read as numerals only beside one of the unit forms: most are also ordinary words.
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
FORMAL_NUMERALS = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")
CONTRACTED = {"廿": "二十", "卅": "三十", "卌": "四十"}
CHINESE_NUMERALS = frozenset(DIGITS) | frozenset(SMALL_UNITS) | frozenset(LARGE_UNITS) | frozenset(CONTRACTED)

# 300 万, 1.5亿, 2亿5000万, 10多万.
_ARABIC = r"\d+(?:,\d{3})*(?:\.\d+)?"
# 千米 is a kilometre, 兆赫 a megahertz.
_ARABIC_UNIT = "[十百千]?[万亿]+|[百千](?![米克瓦伏卡焦帕赫分])|万?兆(?![赫瓦欧字位帕比])"
ARABIC_QUANTITY = f"{_ARABIC}(?: ?[多余]?(?:{_ARABIC_UNIT})(?:{_ARABIC}(?:{_ARABIC_UNIT}))*)?"
_ARABIC_PART = re.compile(f"({_ARABIC}) ?[多余]?({_ARABIC_UNIT})?")


def arabic_quantity(text: str) -> str:
    """The token of a match of ``ARABIC_QUANTITY``: Arabic digits with Chinese units.

    >>> arabic_quantity("2亿5000万"), arabic_quantity("1,234.50")
    ('#250000000', '#1234.5')
    """
    total = Decimal(0)
    for digits, units in _ARABIC_PART.findall(text):
        plain = digits.replace(",", "")
        if len(plain) > MAX_DIGITS:
            return f"#{plain}"
        multiplier = 1
        for unit in units:
            multiplier *= SMALL_UNITS.get(unit) or LARGE_UNITS[unit]
        total += Decimal(plain) * multiplier
    return value_token(total)


def chinese_tokens(text: str) -> list[str] | None:
    """The value tokens of a Simplified Chinese numeral, or None when ``text`` is not one.

    Usually one token; two for a range in adjacent digits (三四十: ``#30 #40``).

    >>> chinese_tokens("两亿五千万"), chinese_tokens("二〇二〇"), chinese_tokens("三四十")
    (['#250000000'], ['#2020'], ['#30', '#40'])
    """
    if not text or len(text) > MAX_DIGITS:
        return None
    if not FORMAL_NUMERALS.isdisjoint(text):
        if len(text) < 2 or not set(text) & set("拾佰仟万亿"):
            return None
        text = text.translate(_FORMAL)
    for short, full in CONTRACTED.items():
        text = text.replace(short, full)
    whole, point, decimals = text.partition("点")
    if point:
        return _with_decimals(whole, decimals)
    if all(c in DIGITS for c in text):
        return _digit_string(text)
    value = _positional(text)
    if value is not None:
        return [value_token(Decimal(value))]
    return _range(text)


def _with_decimals(whole: str, decimals: str) -> list[str] | None:
    """三点一四; ``decimals`` may end in one large unit (一点五亿)."""
    multiplier = 1
    if decimals and decimals[-1] in LARGE_UNITS:
        multiplier = LARGE_UNITS[decimals[-1]]
        decimals = decimals[:-1]
    value = _positional(whole)
    if value is None or not decimals or not all(c in DIGITS for c in decimals):
        return None
    fraction = "".join(str(DIGITS[c]) for c in decimals)
    return [value_token(Decimal(f"{value}.{fraction}") * multiplier)]


def _digit_string(text: str) -> list[str]:
    """一九八四 is 1984, but 三四 is three or four."""
    digits = [DIGITS[c] for c in text]
    if len(digits) == 2 and digits[0] > 0 and digits[1] == digits[0] + 1:
        return [f"#{d}" for d in digits]
    return [value_token(Decimal("".join(map(str, digits))))]


def _positional(text: str) -> int | None:
    """The value of a numeral with units (三千零五十, 两万三), or None when the units do not fit together."""
    total = section = 0
    digit: int | None = None
    last_unit, section_unit, large_unit = 1, 10**4, 10**17
    after_zero = False
    for char in text:
        if char in DIGITS:
            if digit not in (None, 0):
                return None
            digit = DIGITS[char]
            after_zero = after_zero or digit == 0
            continue
        if char in SMALL_UNITS:
            unit = SMALL_UNITS[char]
            if unit >= section_unit or (digit in (None, 0) and unit != 10 and section == total == 0):
                return None
            section += (digit or 1) * unit
            section_unit = last_unit = unit
        elif char in LARGE_UNITS:
            unit = LARGE_UNITS[char]
            section += digit or 0
            if section == total == 0:
                return None
            if unit > large_unit:
                total, section = (total + section) * unit, 0
            else:
                total, section = total + section * unit, 0
            large_unit, section_unit, last_unit = unit, 10**4, unit
        else:
            return None
        digit, after_zero = None, False
    # 两万三: a last digit right after a unit stands for that many tenths of the unit.
    tail = digit or 0
    if tail and last_unit > 10 and not after_zero:
        tail *= last_unit // 10
    return total + section + tail


def _range(text: str) -> list[str] | None:
    """二三十, 十七八, 三四百万: two neighbouring digits beside a unit give both values."""
    for i in range(len(text) - 1):
        first, second = DIGITS.get(text[i], 0), DIGITS.get(text[i + 1], 0)
        if first > 0 and second == first + 1:
            values = [_positional(text[:i] + c + text[i + 2 :]) for c in text[i : i + 2]]
            if None not in values:
                return [value_token(Decimal(v)) for v in values if v is not None]
    return None
