"""A small local memory, as a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.local_memories import made_memory


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return made_memory(tmp_path)
