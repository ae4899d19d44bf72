"""Warnings of texts that do not belong together, and none of those that do."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from support.aligned import CASES, aligned, matches

from duiqi.evaluation.gold import read_gold


def test_ten_times_longer_english() -> None:
    """Four translated sentences among forty are found, and little else is claimed."""
    case = CASES["abridged"]
    alignment = aligned(case["zh"], case["en"])
    assert len(matches(alignment)) <= 5
    assert sum(bead.is_null for bead in alignment.beads) >= 33
    assert alignment.warnings == ("most of the English text has no partner: check that the two sides belong together",)


def test_abridged_translations_are_not_called_unrelated(shared: Path) -> None:
    """A tenth of a chapter in Chinese beside the whole in English: what the longer side lacks is told, no more."""
    document = next(read_gold(shared / "gold" / "macdev"))
    first, last = len(document.zh) // 2, len(document.zh) * 6 // 10
    alignment = aligned(document.zh[first:last], document.en)
    assert alignment.warnings == ("most of the English text has no partner: check that the two sides belong together",)


SURE_OF_NONSENSE = pytest.mark.xfail(
    strict=True,
    raises=AssertionError,
    reason="of single sentences one in five scores .9, and as many get no warning",
)


@pytest.mark.slow
@pytest.mark.parametrize(
    "size", [*(pytest.param(size, marks=SURE_OF_NONSENSE) for size in (1,)), 2, 3, 5, 20, 40, 100], ids=str
)
def test_unrelated_texts_score_low(shared: Path, size: int) -> None:
    """Of texts that have nothing to do with each other hardly a bead is sure, and nine in ten get a warning."""
    sets = ("macdev", "aca", "wmt22-enzh-resplit")
    documents = [d for name in sets for d in list(read_gold(shared / "gold" / name))[:12]]
    rng = random.Random(5)
    sure = sentences = warned = 0
    for _ in range(30):
        one, other = rng.sample(documents, 2)
        start, there = rng.randrange(max(1, len(one.zh) - size)), rng.randrange(max(1, len(other.en) - size))
        zh, en = one.zh[start : start + size], other.en[there : there + size]
        alignment = aligned(zh, en)
        sure += sum(bead.score >= 0.9 for bead in matches(alignment))
        sentences += len(zh)
        warned += len(alignment.warnings)
    assert sure / sentences <= 0.03
    assert warned >= 27


@pytest.mark.slow
def test_translations_get_no_warning(shared: Path) -> None:
    for name in ("macdev", "aca", "seed", "wmt22-enzh-resplit"):
        for document in read_gold(shared / "gold" / name):
            assert aligned(document.zh, document.en).warnings == (), f"{name}/{document.name}"
