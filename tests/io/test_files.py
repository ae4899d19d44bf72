"""Temporary files: their names, and what is left of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from duiqi.io.files import Leftovers, atomic_write, temporary_beside

# The longest that Linux lets a name be is 255 bytes.
LONG = "齐" * 83 + ".tmx"


@pytest.mark.skipif(os.name != "posix", reason="Windows counts letters")
@pytest.mark.parametrize("name", [LONG, "a" * 251 + ".tmx", "a\nb.tmx", "\udcff.tmx"])
def test_any_name_of_a_file_can_be_written(name: str, tmp_path: Path) -> None:
    with atomic_write(tmp_path / name) as stream:
        stream.write(b"1")
        assert len(os.listdir(tmp_path)) == 1
    assert os.listdir(tmp_path) == [name]


@pytest.mark.skipif(os.name != "posix", reason="Windows counts letters")
@pytest.mark.parametrize("name", [LONG, "a\nb.tmx", "a.tmx"])
def test_what_is_left_of_one_file_alone_is_removed(name: str, tmp_path: Path) -> None:
    # As far as the name goes that a temporary file has room for, one of them is the same.
    other = temporary_beside(tmp_path / f"中{name[1:]}"), temporary_beside(tmp_path / f"{name[:-5]}.tmx")
    for path in (temporary_beside(tmp_path / name), *other):
        path.touch()
    Leftovers().remove(tmp_path / name)
    assert set(tmp_path.iterdir()) == set(other)
