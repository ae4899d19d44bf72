"""Formats of several files, and lines of numbers whose sentences stand in two: Moses, InterText, datasets, index."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.alignments import seed_alignment, small_alignment

from duiqi.errors import InputError
from duiqi.export import read, save


def test_index_reads_back_with_sentences(shared: Path, tmp_path: Path) -> None:
    alignment = seed_alignment(shared)
    save(alignment, tmp_path / "a.align")
    for name, side in (("zh", alignment.zh), ("en", alignment.en)):
        (tmp_path / name).write_text("\n".join(s.text for s in side) + "\n", encoding="utf-8")
    assert read(tmp_path / "a.align")[1].zh == ""
    found = read(tmp_path / "a.align", sentences=(tmp_path / "zh", tmp_path / "en"))
    assert [(p.zh, p.en, p.bead.zh, p.bead.en) for p in found] == [
        (p.zh, p.en, p.bead.zh, p.bead.en) for p in alignment.pairs()
    ]
    (tmp_path / "en").write_text("one\n")
    with pytest.raises(InputError, match="English sentence 1 is named, but there are 1, counted from 0; check that"):
        read(tmp_path / "a.align", sentences=(tmp_path / "zh", tmp_path / "en"))
    with pytest.raises(InputError, match="sentence files go with the index format, and this is tmx"):
        read(tmp_path / "a.tmx", sentences=(tmp_path / "zh", tmp_path / "en"))


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


def test_a_dataset_does_not_overwrite(tmp_path: Path) -> None:
    save(small_alignment(), tmp_path / "d", format="dataset")
    with pytest.raises(InputError, match="d: exists already; name a new folder, or remove this one"):
        save(small_alignment(), tmp_path / "d", format="dataset")


def test_intertext_follows_its_own_exports(tmp_path: Path) -> None:
    save(small_alignment(), tmp_path / "a.xml", unaligned=True)
    lines = (tmp_path / "a.xml").read_text(encoding="utf-8").splitlines()
    assert lines[1] == '<linkGrp toDoc="a.en.xml" fromDoc="a.zh.xml">'
    # Types and targets name the second text, here English, first.
    assert lines[3] == '<link type="2-1" xtargets="1:2 1:3;1:2" status="auto"/>'
    assert lines[4] == '<link type="0-1" xtargets=";2:1" status="auto"/>'
    assert '<s id="1:2">王毅說,合作“持續”加強。</s>' in (tmp_path / "a.zh.xml").read_text(encoding="utf-8")
