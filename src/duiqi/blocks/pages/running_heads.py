"""Heads, feet and numbers of pages, told by repetition at the edge of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from duiqi.blocks.pages.printed import Printed

# Lines at the top and at the bottom of a page that may be its head or foot.
EDGE_LINES = 3
# A head is repeated on half of the pages, or of every other page (left and right pages have different ones).
REPEATED = 0.4
MIN_REPEATED = 3
PAGE_NUMBER = re.compile(
    r"\s*(?:[-–—·•|]\s*)?(?:page\s*|p\.\s*|第\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of|／)\s*\d{1,4})?(?:\s*页|\s*頁)?"
    r"(?:\s*共\s*\d{1,4}\s*[页頁])?(?:\s*[-–—·•|])?\s*",
    re.IGNORECASE,
)
# A page number in a head: figures, or small Roman ones at its end or beginning.
DIGITS = re.compile(r"\d+|(?<![A-Za-z])[ivxlc]{1,7}\Z|\A[ivxlc]{1,7}(?![A-Za-z])")


def without_heads(pages: Sequence[Sequence[Printed]]) -> tuple[list[list[Printed]], list[Printed]]:
    """The pages without heads, feet and page numbers, and those lines."""
    counts: Counter[tuple[str, str]] = Counter()
    for page in pages:
        counts.update({(where, _shape(line)) for where, line in _edges(page)})
    least = max(MIN_REPEATED, REPEATED * len(pages))
    kept, removed = [], []
    for page in pages:
        edges = _edges(page)
        heads = [line for where, line in edges if counts[where, _shape(line)] >= least]
        heads += [line for _, line in edges if _is_number(line, page, heads)]
        numbers = {id(line) for line in heads}
        kept.append([line for line in page if id(line) not in numbers])
        removed += [line for line in page if id(line) in numbers]
    return kept, removed


def _is_number(line: Printed, page: Sequence[Printed], heads: Sequence[Printed]) -> bool:
    """Whether a line is the page's number: first or last of the page, or beside a head or foot."""
    if line.cell or not PAGE_NUMBER.fullmatch(line.text):
        return False
    return line in (page[0], page[-1]) or any(abs(head.base - line.base) < line.size / 2 for head in heads)


def _edges(page: Sequence[Printed]) -> list[tuple[str, Printed]]:
    """The lines nearest to the top and the bottom of a page."""
    ordered = sorted(page, key=lambda line: -line.base)
    return [("head", line) for line in ordered[:EDGE_LINES]] + [("foot", line) for line in ordered[-EDGE_LINES:]]


def _shape(line: Printed) -> str:
    return "".join(DIGITS.sub("#", line.text.strip().lower()).split())
