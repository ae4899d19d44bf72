"""What stands behind both names on a line, or between them, and is in neither: prices, figures with units, codes,
pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duiqi.text.chars import LATIN_LETTER
from duiqi.text.late_patterns import late_pattern
from duiqi.text.skipping import behind

Spans = tuple[tuple[int, int], ...]

# ``1. 标的物 SUBJECT MATTER``: the number before a heading, which belongs to both halves; not ``3.5亿元``.
MEASURE = "[万萬亿億千百%％元倍度米吨噸克公年月日天人]"
NUMBER = re.compile(rf"[(（]?\d{{1,3}}(?:(?:\.\d{{1,3}})+(?:[.)）、．]|(?!{MEASURE}))|[.)）、．])\s*(?=\D)")
# What a menu or price list has behind both names, and in neither; figures with units in a table of contents of food or
# of sizes; behind a colon a code, a date, an address. ``第三章 Chapter 3`` has its number in both.
PRICE = re.compile(
    r"\s[(（]?(?:(?:(?:HK|NT|US|MOP|S)?[¥￥$€£]|(?:RMB|CNY|HKD|MOP|TWD|SGD|USD)\s)\s?\d[\d.,]{0,10}"
    r"|\d[\d.,]{0,10}\s?(?:元|RMB|CNY|USD|yuan))(?:\s?/\s?\w{1,10})?[)）]?\Z"
)
# The same between both names, where it is set apart or has its currency: at the end of the first, or before the second.
_AMOUNT = r"(?:(?:HK|NT|US|MOP|S)?[¥￥$€£]\s?\d[\d.,]{0,10}|\d[\d.,]{0,10}\s?(?:元|RMB|CNY|USD|yuan))"
_APART = r"(?:[ \u3000]{2,}|\t\s*)"
PRICE_BEHIND = re.compile(rf"(?:{_APART}\d[\d.,]{{0,10}}|\s+{_AMOUNT})\s*\Z")
PRICE_BEFORE = re.compile(rf"(?:\d[\d.,]{{0,10}}{_APART}|{_AMOUNT}\s+)\s*(?=\S)")
# Behind a bracket dots may lead to it.
LED_TO = re.compile(rf"(?<=[)）])[\s.…·]*{_AMOUNT}\s*\Z")
PRICES = 3  # so many on a page are no chance
# The pages at the end of an entry of an index, two or more, or one behind a comma.
_PAGE = r"\d{1,4}(?:[-–—]\d{1,4})?"
PAGES = re.compile(
    rf"(?:[,，、]\s{{0,2}}{_PAGE}|\s(?:pp\.\s?)?{_PAGE}\s?[,，、;；]\s{{0,2}}{_PAGE})(?:\s?[,，、;；]\s{{0,2}}{_PAGE}){{0,50}}\s*\Z"
)
UNIT = (
    r"(?:[kmcMGTµμn]?(?:g|m|l|L|W|V|Ah?|Wh|Hz|J|B|Pa|bps)|kcal|℃|°[CF]|[%％‰]|pcs|in|inch(?:es)?|ft|lbs?|oz|px|dpi|rpm|dB)"
    r"(?![A-Za-z])"
)
# (The first figure of it is where it can only be one, which keeps the search linear.)
FIGURE = r"[^\s\d\u3000-\u9fff\uff00-\uffef]{0,30}\d[^\s\u3000-\u9fff\uff00-\uffef]{0,30}"
VALUE = late_pattern(
    rf"\s{{0,2}}[:：]\s{{0,9}}(?:{FIGURE}|(?:https?://|www\.)[!-~]{{1,80}}|[\w.+-]{{1,64}}@[\w.-]{{1,64}})"
    rf"(?:\s(?:{FIGURE}|{UNIT}|x|×)){{0,6}}\s*\Z"
    rf"|(?:\s{{1,9}}[<>≤≥~]?\d[\d.,]{{0,10}}\s?{UNIT}){{1,4}}\s*\Z"
)
DIGIT = re.compile(r"\d")


def without_value(line: str) -> str:
    """The line without the price, figure, code or pages at its end; a figure that stands elsewhere too is kept."""
    if not DIGIT.search(line) and "@" not in line and "www." not in line and "://" not in line:
        return line
    start = behind(NUMBER, line)
    value = PRICE.search(line) or VALUE.search(line, start) or PAGES.search(line)
    if not value:
        return line
    rest = line[: value.start()].rstrip()
    if value.re is not PRICE and (DIGIT.search(rest, start) or not LATIN_LETTER.search(rest)):
        return line
    return rest


def without_prices(lines: Sequence[str], parts: Sequence[Spans | None]) -> list[Spans | None]:
    """The two parts of each line, without the price that stands between them on several lines."""
    found = [_without_price(line, spans) if spans else None for line, spans in zip(lines, parts, strict=True)]
    if sum(one != other for one, other in zip(found, parts, strict=True)) < PRICES:
        return list(parts)
    return found


def _without_price(line: str, spans: Spans) -> Spans:
    if len(spans) != 2:
        return spans
    (start, end), (second, last) = spans
    if price := PRICE_BEHIND.search(line, start, end):
        end = price.start()
    if price := PRICE_BEFORE.match(line, second, last):
        second = price.end()
    return (start, end), (second, last)


def without_price_apart(left: str, right: str) -> tuple[str, str, str]:
    """Two cells of a row, and the price that stands apart at the end of the first or before the second, or nothing."""
    if price := PRICE_BEHIND.search(left):
        return left[: price.start()], right, price[0].strip()
    if price := PRICE_BEFORE.match(right):
        return left, right[price.end() :], price[0].strip()
    return left, right, ""
