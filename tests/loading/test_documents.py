"""Real documents in several layouts: what is paired belongs together, and nothing is lost."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[1] / "benchmarks" / "documents.py"
# In seedlike-newyear-2021 the damage took one character away, as in the seed.
TAKEN_BY_DAMAGE = {"seedlike-newyear-2021": (("zh", "海"),)}


def benchmark(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("documents_benchmark", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    spec.loader.exec_module(module)
    return module


def test_the_development_documents(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = list(benchmark(monkeypatch).results(shared))
    assert len(found) >= 16
    for name, files, result in found:
        assert result.right >= 0.9, (name, files)
        assert result.paired >= 0.95, (name, files)
        assert result.missing == TAKEN_BY_DAMAGE.get(name, ()), (name, files)
    assert sum(result.right for _, _, result in found) / len(found) >= 0.97
