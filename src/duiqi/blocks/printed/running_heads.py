"""Heads, feet and numbers of pages, told by repetition at the edge of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from duiqi.blocks.printed.line import Printed

# Lines at the top and at the bottom of a page that may be its head or foot.
EDGE_LINES = 3
# A head is repeated on half of the pages, or of every other page (left and right pages have different ones).
REPEATED = 0.4
MIN_REPEATED = 3
PAGE_NUMBER = re.compile(
    r"\s*(?:[-–—·•|]\s*)?(?:page\s*|p\.\s*|第\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of|／)\s*\d{1,4})?(?:\s*页|\s*頁)?"
    r"(?:\s*共\s*\d{1,4}\s*[页頁])?(?:\s*[-–—·•|])?\s*"
    r"|\s*第\s*\d{1,4}\s*[页頁](?:[,，]?\s*共\s*\d{1,4}\s*[页頁])?[\s/|·]*page\s*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\s*"
    r"|\s*page\s*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[\s/|·]*第\s*\d{1,4}\s*[页頁](?:[,，]?\s*共\s*\d{1,4}\s*[页頁])?\s*",
    re.IGNORECASE,
)
# A page number in a head: figures, or small Roman ones at its end or beginning, and what stands around them.
DIGITS = re.compile(r"\d+|(?<![A-Za-z])[ivxlc]{1,7}\Z|\A[ivxlc]{1,7}(?![A-Za-z])")
AROUND = re.compile(r"[\s/|·•–—-]")
# The page's number at either end of a head with a title.
ENDS = re.compile(r"\A\d{1,4}(?=\D)|(?<=\D)\d{1,4}(?=\s*\Z)")
FIGURES = re.compile(r"\d{1,6}")
NEAR = 2  # pages: heads of left and right pages may differ
# Where so many of the lines at one height are heads, and this share of them, all are that stand apart from the text by
# so many sizes of type. Choices: text begins and ends where heads stand on no page that has them.
LEAST, MOST, APART = 6, 0.5, 1.8
# Heads are hardly larger than the text.
LARGEST = 1.25
# Heads stand at one height, to so many points.
HEIGHT = 3.0


def without_heads(pages: Sequence[Sequence[Printed]]) -> tuple[list[list[Printed]], list[Printed]]:
    """The pages without heads, feet and page numbers, and those lines.

    A head is on many pages, or, where it names the chapter, on several ones and at the height where many pages have
    their first or last line; of two pages the outermost lines that are the same.
    """
    counts: Counter[tuple[str, str]] = Counter()
    heights: Counter[tuple[str, int]] = Counter()
    for page in pages:
        edges = _edges(page)
        counts.update({(where, _shape(line)) for where, line in edges})
        heights.update(dict(_outermost(edges)).items())
    # Lines at one height that count the pages, each with another section's title.
    follow = Counter(
        (where, _height(line), ahead) for page in pages for where, line in _edges(page) for ahead in _numbers(line)
    )
    least = max(MIN_REPEATED, REPEATED * len(pages))
    twice = _on_both(*pages) if len(pages) == 2 else frozenset()
    headings = _headings([line for page in pages for _, line in _edges(page)])
    largest = LARGEST * median([line.size for page in pages for line in page] or [0.0])
    told: list[list[Printed]] = []
    for page in pages:
        edges = _edges(page)
        outer = _outermost(edges)
        heads = []
        for where, line in edges:
            zone = (where, _height(line))
            usual = zone in outer and heights[zone] >= least and not line.cell and line.size <= largest
            enough = counts[where, _shape(line)] >= (MIN_REPEATED if usual else least)
            if (enough and id(line) not in headings) or (where, _shape(line)) in twice:
                heads.append(line)
        heads += [
            line
            for where, line in edges
            if any(follow[where, _height(line), ahead] >= least for ahead in _numbers(line))
        ]
        told.append(heads)
    kept, removed = [], []
    running = _in_runs(pages, largest)
    for page, heads, others in zip(pages, told, _at_their_height(pages, told), strict=True):
        heads += [line for line in others if id(line) not in headings]
        heads += [line for line in page if id(line) in running]
        heads += [line for _, line in _edges(page) if _is_number(line, page, heads)]
        numbers = {id(line) for line in heads}
        kept.append([line for line in page if id(line) not in numbers])
        removed += [line for line in page if id(line) in numbers]
    return kept, removed


def _at_their_height(pages: Sequence[Sequence[Printed]], told: Sequence[Sequence[Printed]]) -> list[list[Printed]]:
    """The lines of each page that stand where most are heads, in the same type and apart from the text: the head of a
    section of a page or two is not repeated."""
    found: Counter[tuple[str, int, int]] = Counter()
    usual: Counter[tuple[str, int, int]] = Counter()
    for page, heads in zip(pages, told, strict=True):
        numbers = {id(line) for line in heads}
        for where, line in _edges(page):
            found[_place(where, line)] += 1
            usual[_place(where, line)] += id(line) in numbers
    places = {place for place, count in usual.items() if count >= max(LEAST, MOST * found[place])}
    at_places = [[(where, line) for where, line in _edges(page) if _place(where, line) in places] for page in pages]
    return [
        [line for where, line in own if not line.cell and _stands_apart(line, page, where, own)]
        for page, own in zip(pages, at_places, strict=True)
    ]


def _in_runs(pages: Sequence[Sequence[Printed]], largest: float) -> set[int]:
    """The lines, by their ids, that stand first or last on three pages in a row, or three left or right ones, at one
    place: the head of a chapter, which may have two lines. Titles of slides are larger than ``largest``."""
    edges = [_edges(page) for page in pages]
    places = [{(where, line.text, _height(line), round(line.left)) for where, line in page} for page in edges]
    found: set[int] = set()
    for number, page in enumerate(edges):
        near = [
            set.intersection(*(places[k] for k in range(first, first + 2 * step + 1, step)))
            for step in (1, 2)
            for first in range(max(0, number - 2 * step), min(number, len(pages) - 2 * step - 1) + 1)
            if (number - first) % step == 0
        ]
        repeated = set().union(*near)
        for where, ordered in (("head", page), ("foot", page[::-1])):
            lines = (line for place, line in ordered if place == where)
            for line in lines:
                alike = (where, line.text, _height(line), round(line.left)) in repeated
                if line.cell or line.size > largest or not alike:
                    break
                found.add(id(line))
    return found


def _place(where: str, line: Printed) -> tuple[str, int, int]:
    return where, _height(line), round(line.size)


def _stands_apart(line: Printed, page: Sequence[Printed], where: str, others: Sequence[tuple[str, Printed]]) -> bool:
    """Whether a line is no part of the text that begins below it, or ends above it; ``others`` are heads as well."""
    numbers = {id(other) for _, other in others}
    way = -1 if where == "head" else 1
    steps = ((other.base - line.base) * way for other in page if id(other) not in numbers)
    return min((step for step in steps if step > 1), default=0.0) > APART * line.size


def _headings(edges: Sequence[Printed]) -> set[int]:
    """Those of the lines that are headings with a number (``Article 12``), by their ids: it does not count the pages,
    and the line stands on no page near."""
    numbered = [(line, _shape(line), FIGURES.findall(line.text)) for line in edges]
    single = [(line, shape, int(found[0])) for line, shape, found in numbered if len(found) == 1 and shape != "#"]
    shapes = Counter(shape for _, shape, _ in single)
    ahead = Counter((shape, number - line.page) for line, shape, number in single)
    pages: dict[str, set[int]] = {}
    for line in edges:
        pages.setdefault(line.text, set()).add(line.page)
    return {
        id(line)
        for line, shape, number in single
        if ahead[shape, number - line.page] < max(MIN_REPEATED, shapes[shape] / 2)
        and not any(0 < abs(line.page - page) <= NEAR for page in pages[line.text])
    }


def _on_both(first: Sequence[Printed], second: Sequence[Printed]) -> frozenset[tuple[str, str]]:
    """The outermost lines that two pages have alike, at one height, but for a number that counts the pages."""
    found = set()
    for where, extreme in (("head", max), ("foot", min)):
        lines = [extreme(page, key=lambda line: line.base) for page in (first, second) if page]
        if len(lines) < 2 or lines[0].cell or lines[1].cell or _height(lines[0]) != _height(lines[1]):
            continue
        counted = _numbers(lines[0]) & _numbers(lines[1])
        if _shape(lines[0]) == _shape(lines[1]) and (counted or lines[0].text == lines[1].text):
            found.add((where, _shape(lines[0])))
    return frozenset(found)


def _numbers(line: Printed) -> set[int]:
    """By how much the numbers at the end and the beginning of a line are ahead of its page."""
    return set() if line.cell else {int(number) - line.page for number in ENDS.findall(line.text)}


def _outermost(edges: Sequence[tuple[str, Printed]]) -> set[tuple[str, int]]:
    """Where the first and the last line of a page stand."""
    return {(where, _height(line)) for where, line in (*edges[:1], *edges[-1:])}


def _height(line: Printed) -> int:
    return round(line.base / HEIGHT)


def _is_number(line: Printed, page: Sequence[Printed], heads: Sequence[Printed]) -> bool:
    """Whether a line is the page's number: first or last of the page, or beside a head or foot."""
    if line.cell or not PAGE_NUMBER.fullmatch(line.text):
        return False
    highest, lowest = max(page, key=lambda each: each.base), min(page, key=lambda each: each.base)
    return line in (page[0], page[-1], highest, lowest) or any(
        abs(head.base - line.base) < line.size / 2 for head in heads
    )


def _edges(page: Sequence[Printed]) -> list[tuple[str, Printed]]:
    """The lines nearest to the top and the bottom of a page."""
    ordered = sorted(page, key=lambda line: -line.base)
    return [("head", line) for line in ordered[:EDGE_LINES]] + [("foot", line) for line in ordered[-EDGE_LINES:]]


def _shape(line: Printed) -> str:
    """The words of a line without its numbers; ``#`` when it has nothing else."""
    return AROUND.sub("", DIGITS.sub("", line.text.strip().lower())) or "#"
