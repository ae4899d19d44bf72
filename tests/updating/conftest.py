"""The memory of another program, as a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.memories import FOREIGN


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    (tmp_path / "m.tmx").write_bytes(FOREIGN.encode())
    return tmp_path / "m.tmx"
