"""The order of lines on a page that a program drew in layers: browsers put what has a place of its own
(``position: relative``) into the file behind all other text, so that headings come before the paragraphs under them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from duiqi.blocks.printed.line import Printed


def downwards(pages: Sequence[Sequence[Printed]]) -> list[list[Printed]]:
    """The pages whose one column goes up and down again in the file from top to bottom, what stands beside it last."""
    return [_downwards(page) for page in pages]


def _downwards(page: Sequence[Printed]) -> list[Printed]:
    if not page or any(line.cell for line in page):
        return list(page)
    left, right = median(line.left for line in page), median(line.right for line in page)
    column = [line for line in page if line.left < right and line.right > left]
    if not _goes_back(column) or _has_columns(column):
        return list(page)
    beside = [line for line in page if line.left >= right or line.right <= left]
    return sorted(column, key=lambda line: -line.base) + beside


def _goes_back(column: Sequence[Printed]) -> bool:
    """Whether a line stands above the one before it, and between others that came before."""
    highest = lowest = column[0].base if column else 0.0
    for last, line in pairwise(column):
        if line.base > last.base + line.size and lowest < line.base < highest:
            return True
        highest, lowest = max(highest, line.base), min(lowest, line.base)
    return False


def _has_columns(column: Sequence[Printed]) -> bool:
    """Whether lines stand beside each other all the same."""
    ordered = sorted(column, key=lambda line: -line.base)
    return any(above.base - below.base < below.size / 2 for above, below in pairwise(ordered))
