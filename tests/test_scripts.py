"""The scripts that make data and measure can be imported: they are run seldom, and nothing else would tell."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPTS = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for folder in ("data", "tests/benchmarks")
    for path in (ROOT / folder).rglob("*.py")
    if "node_modules" not in path.parts
)


@pytest.mark.parametrize("script", SCRIPTS)
def test_script_imports(script: str) -> None:
    importlib.import_module(script)
