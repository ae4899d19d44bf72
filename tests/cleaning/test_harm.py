"""Text that holds no damage comes through as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from duiqi.cleaning import clean
from tests.benchmarks.harm import measure, texts_of

CASES = Path(__file__).parents[1] / "cases" / "cleaning" / "harm"
TEXTS = sorted(path for path in CASES.iterdir() if path.name != "README.md")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_sound_text_that_looks_damaged(path: Path) -> None:
    assert clean(path.read_text(encoding="utf-8")).edits == ()


def test_each_case_is_described() -> None:
    described = (CASES / "README.md").read_text(encoding="utf-8")
    assert all(f"| `{path.name}` |" in described for path in TEXTS)


@pytest.mark.slow
def test_nothing_is_inferred_in_documents(shared: Path) -> None:
    _, found = measure(texts_of([shared / "docs"]))
    assert [repair for repair in found if repair.certainty != "exact"] == []


@pytest.mark.slow
def test_nothing_is_inferred_in_gold_training_and_real_texts(shared: Path) -> None:
    _, found = measure(texts_of([shared / name for name in ("gold", "train", "real")]))
    assert [repair for repair in found if repair.certainty != "exact"] == []
