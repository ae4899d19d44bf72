"""Moses: two files whose lines belong together; and what holds of all formats of several files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.alignments import small_alignment

from duiqi.errors import InputError
from duiqi.export import read, save


def test_moses_files_of_different_length(tmp_path: Path) -> None:
    (tmp_path / "a.zh").write_text("一\n二\n", encoding="utf-8")
    (tmp_path / "a.en").write_text("one\n", encoding="utf-8")
    message = f"{tmp_path}/a.zh: has more lines than {tmp_path}/a.en, which has 1; the two files"
    with pytest.raises(InputError, match=re.escape(message)):
        read(tmp_path / "a.en")


def test_a_set_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def failing() -> object:
        yield next(small_alignment().pairs())
        raise RuntimeError("in the middle")

    for name, format in (("a.zh", None), ("b.xml", None), ("c", "dataset")):
        with pytest.raises(RuntimeError):
            save(failing(), tmp_path / name, format=format, zh_lang="zh-CN")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
