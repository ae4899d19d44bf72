"""Numbers written out in Chinese and English."""

from __future__ import annotations

WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
WORDS += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def write_chinese(n: int) -> str:
    """``n`` < 10^12 in Chinese numerals, the long way (一十二)."""
    if n == 0:
        return "零"
    text, gap = "", False
    for unit, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section, n = divmod(n, unit)
        if not section:
            gap = bool(text)
            continue
        if text and (gap or section < 1000):
            text += "零"
        text += write_section(section) + name
        gap = False
    return text


def write_section(n: int) -> str:
    text, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, unit)
        if digit:
            text += ("零" if zero and text else "") + "零一二三四五六七八九"[digit] + name
        zero = not digit
    return text


def write_english(n: int, conjunction: str = "") -> str:
    """``n`` < 10^12 in English words; ``conjunction`` follows "hundred"."""
    if n < 20:
        return WORDS[n]
    if n < 100:
        return TENS[n // 10 - 2] + (f"-{WORDS[n % 10]}" if n % 10 else "")
    for unit, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= unit:
            rest = n % unit
            joint = f" {conjunction} " if unit == 100 and conjunction else " "
            return f"{write_english(n // unit, conjunction)} {name}" + (
                joint + write_english(rest, conjunction) if rest else ""
            )
    raise AssertionError(n)
