"""InterText: two texts and their links."""

from __future__ import annotations

from pathlib import Path

from support.alignments import small_alignment

from duiqi.export import save


def test_intertext_follows_its_own_exports(tmp_path: Path) -> None:
    save(small_alignment(), tmp_path / "a.xml", unaligned=True)
    lines = (tmp_path / "a.xml").read_text(encoding="utf-8").splitlines()
    assert lines[1] == '<linkGrp toDoc="a.en.xml" fromDoc="a.zh.xml">'
    # Types and targets name the second text, here English, first.
    assert lines[3] == '<link type="2-1" xtargets="1:2 1:3;1:2" status="auto"/>'
    assert lines[4] == '<link type="0-1" xtargets=";2:1" status="auto"/>'
    assert '<s id="1:2">王毅說,合作“持續”加強。</s>' in (tmp_path / "a.zh.xml").read_text(encoding="utf-8")
