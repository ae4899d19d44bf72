"""Real documents in several layouts: what is paired belongs together, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.documents import Measured, results

# In seedlike-newyear-2021 the damage took characters away; what is left of them is U+FFFD, as no byte is made up.
TAKEN_BY_DAMAGE = {"seedlike-newyear-2021": (("zh", "天問一號嫦娥五號"), ("zh", "海"))}


def check(found: list[tuple[str, str, Measured]]) -> None:
    for name, files, result in found:
        assert result.right >= 0.9, (name, files)
        assert result.paired >= 0.95, (name, files)
        assert result.missing == TAKEN_BY_DAMAGE.get(name, ()), (name, files)
    assert sum(result.right for _, _, result in found) / len(found) >= 0.97


@pytest.mark.parametrize("name", ["udhr-hans", "handbook-preface-zh-CN", "xuexi-10.22"])
def test_short_documents(shared: Path, name: str) -> None:
    found = list(results(shared, [name]))
    assert found
    check(found)


@pytest.mark.slow
def test_the_development_documents(shared: Path) -> None:
    found = list(results(shared))
    assert len(found) >= 16
    check(found)
