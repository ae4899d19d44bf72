"""Fixtures that several test modules use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# No property is about time: a busy machine may take a second for what takes a millisecond.
settings.register_profile("any time", settings.get_profile("ci" if os.environ.get("CI") else "default"), deadline=None)
settings.load_profile("any time")

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "data" / "samples" / "belt-and-road-2020-06-18.txt"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data; tests that need it skip where it is absent."""
    path = Path(os.environ.get("DUIQI_SHARED", ROOT.parent / "shared"))
    if not (path / "gold").is_dir():
        pytest.skip("the development data is not here (set DUIQI_SHARED)")
    return path


@pytest.fixture(scope="session")
def seed_path() -> Path:
    """The reference document, as scraped."""
    return SEED
