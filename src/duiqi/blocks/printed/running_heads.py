"""Heads, feet and numbers of pages, told by repetition at the edge of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

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
    kept, removed = [], []
    for page in pages:
        edges = _edges(page)
        outer = _outermost(edges)
        heads = []
        for where, line in edges:
            zone = (where, _height(line))
            usual = zone in outer and heights[zone] >= least and not line.cell
            enough = counts[where, _shape(line)] >= (MIN_REPEATED if usual else least)
            if (enough and id(line) not in headings) or (where, _shape(line)) in twice:
                heads.append(line)
        heads += [
            line
            for where, line in edges
            if any(follow[where, _height(line), ahead] >= least for ahead in _numbers(line))
        ]
        heads += [line for _, line in edges if _is_number(line, page, heads)]
        numbers = {id(line) for line in heads}
        kept.append([line for line in page if id(line) not in numbers])
        removed += [line for line in page if id(line) in numbers]
    return kept, removed


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
