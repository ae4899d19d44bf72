"""Terms of a list that stand on the line on which their text begins, which hangs: LaTeX's descriptions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from duiqi.blocks.printed.line import Printed
from duiqi.text.chars import list_marker_end

# Fewer entries that begin at one place prove no list; longer terms are no terms. Choices.
FEWEST, LONGEST = 3, 60
# In a term and behind it stand so many letters; places so near are one, as other fonts are set in a little. Choices.
LETTERS = 2
POINT = 1.0


def terms_at(groups: Sequence[Sequence[Printed]]) -> frozenset[int]:
    """Where the terms of lists begin, in points: so many paragraphs have one there, and text that hangs."""
    lefts: Counter[int] = Counter()
    for group, following in pairwise([*groups, []]):
        first = group[0]
        below = [*group[1:], *[line for line in following[:1] if line.page == first.page and line.base < first.base]]
        if _is_term(first) and below and below[0].left > first.left + first.size / 2:
            lefts[round(first.left)] += 1
    return frozenset(left for left, count in lefts.items() if count >= FEWEST)


def without_term(group: Sequence[Printed], lefts: Collection[int]) -> list[list[Printed]]:
    """The lines of a paragraph, or of its term and of its text, where it begins at one of the places of terms."""
    first, *others = group
    near = any(abs(first.left - left) <= POINT for left in lefts)
    if not near or not _is_term(first) or any(line.left < first.left + first.size / 2 for line in others):
        return [list(group)]
    rest = first._replace(text=first.text[len(first.term) :].strip(), left=first.left + first.size, parts=())
    return [[first._replace(text=first.term, parts=())], [rest, *others]]


def _is_term(line: Printed) -> bool:
    term = line.term
    if not line.text.startswith(term) or len(term) > LONGEST:
        return False
    if any(sum(map(str.isalpha, part)) < LETTERS for part in (term, line.text[len(term) :])):
        return False
    return not list_marker_end(term) and not line.fixed and term[-1] not in ":：.。,，"
