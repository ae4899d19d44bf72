"""A dataset's folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.alignments import small_alignment

from duiqi.errors import InputError
from duiqi.export import save


def test_a_dataset_does_not_overwrite(tmp_path: Path) -> None:
    save(small_alignment(), tmp_path / "d", format="dataset")
    with pytest.raises(InputError, match="d: exists already; name a new folder, or remove this one"):
        save(small_alignment(), tmp_path / "d", format="dataset")
