"""Pairs for tests, and what filters let through of them."""

from __future__ import annotations

from collections import Counter

from duiqi.model import Bead, Pair
from duiqi.pairs.filters import Filters, filter_pairs


def pair(zh: str, en: str, score: float = 0.9, document: str = "") -> Pair:
    """A pair of one sentence a side; a null bead when one is empty."""
    size = 1 if zh and en else 0
    return Pair(zh, en, score, Bead(range(1), range(size), score), document=document)


def filtered(pairs: list[Pair], **options: object) -> tuple[list[Pair], dict[str, int]]:
    """The pairs that pass, and how many each filter leaves out."""
    left_out: Counter[str] = Counter()
    kept = list(filter_pairs(pairs, Filters(**options), left_out))  # type: ignore[arg-type]
    return kept, dict(left_out)
