"""Text that is turned on its page: a watermark across it, a line along its edge that every page has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from duiqi.blocks.printed.line import Printed

# A line along the edge is no text where so many pages have it; it may be the head of a column, or a page be turned.
PAGES = 3


def without_turned(pages: Sequence[Sequence[Printed]]) -> tuple[list[list[Printed]], list[Printed]]:
    """The pages without such lines, and these."""
    counts = Counter(text for page in pages for text in {line.text for line in page if line.turned == "along"})
    along = sum(line.turned == "along" for page in pages for line in page)
    most = 2 * along > sum(map(len, pages))
    kept: list[list[Printed]] = []
    removed: list[Printed] = []
    for page in pages:
        gone = [
            line
            for line in page
            if line.turned == "across" or (line.turned == "along" and counts[line.text] >= PAGES and not most)
        ]
        removed += gone
        ids = set(map(id, gone))
        kept.append([line for line in page if id(line) not in ids])
    return kept, removed
