"""Modules of the fitting script (data/weights), which are no part of the package, for tests."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[2] / "data" / "weights"


def fitting_module(name: str) -> ModuleType:
    """``crf``, ``texts``, …; the test skips where what they need is not installed."""
    if str(FOLDER) not in sys.path:
        sys.path.append(str(FOLDER))
    pytest.importorskip("scipy")
    return import_module(name)
