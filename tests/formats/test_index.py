"""Lines of sentence numbers, whose sentences stand in two files."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.alignments import seed_alignment

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
