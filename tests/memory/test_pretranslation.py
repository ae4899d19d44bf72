"""The XLIFF holds every sentence in its order, with what the memory knows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from support.local_memories import TEXTS, made_memory

from duiqi.export import read
from duiqi.memory import Pretranslated, Source, Tags, open_memory, pretranslated_lines
from duiqi.pipeline import load
from duiqi.segmentation import segment_document
from duiqi.structure import with_paragraphs

NAMES = {"x": "urn:oasis:names:tc:xliff:document:2.0", "m": "urn:oasis:names:tc:xliff:matches:2.0"}


def made(memory: Path, text: str, folder: Path, minimum: int = 60) -> tuple[etree._Element, Pretranslated]:
    (folder / "d.txt").write_text(text, encoding="utf-8")
    document = with_paragraphs(load(folder / "d.txt"), "zh")
    source, done = Source(document, segment_document(document, "zh"), "zh"), Pretranslated()
    with open_memory(memory) as opened:
        lines = list(pretranslated_lines(opened, [source], Tags("zh-CN", "en"), minimum, done))
    (folder / "d.xlf").write_text("".join(lines), encoding="utf-8")
    return etree.fromstring("".join(lines).encode("utf-8")), done


def test_matches(path: Path, tmp_path: Path) -> None:
    tree, done = made(
        path, "会议讨论了“一带一路”合作。我们感谢各国的支持。\n我们感谢各国支持 A&B。今天很冷。\n", tmp_path
    )
    assert (done.segments, done.filled, done.candidates) == (4, 2, 1)
    units = tree.findall(".//x:unit", NAMES)
    assert [unit.get("id") for unit in units] == ["p1", "p2"]
    states = [segment.get("state") for segment in tree.iterfind(".//x:segment", NAMES)]
    assert states == ["translated", "translated", "initial", "initial"]
    assert [target.text for target in tree.iterfind(".//x:segment/x:target", NAMES)] == [TEXTS[1][1], TEXTS[2][1]]
    found = [(m.get("ref"), m.get("similarity"), m.get("subType")) for m in tree.iterfind(".//m:match", NAMES)]
    assert found == [("#s1", "100", None), ("#s2", "100", "duiqi:in-context"), ("#s1", "70", None)]
    # What stands before the segments may stand there only (XLIFF 2.1, 4.2.2.4).
    assert units[0][0].tag == f"{{{NAMES['m']}}}matches"
    # What comes back has the sentences that the memory is searched by.
    assert [pair.en for pair in read(tmp_path / "d.xlf")] == [TEXTS[1][1], TEXTS[2][1]]


@given(st.lists(st.text('会议在。！ a<&"1“”', max_size=20), min_size=1, max_size=5))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_is_lost(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("m")
    tree, done = made(made_memory(folder), "会议。\n" + "\n".join(texts), folder)
    document = with_paragraphs(load(folder / "d.txt"), "zh")
    # Candidates are a level deeper.
    units = tree.iterfind(".//x:unit", NAMES)
    sources = ["".join(source.text or "" for source in unit.iterfind("x:*/x:source", NAMES)) for unit in units]
    sentences = segment_document(document, "zh")
    assert done.segments == len(sentences)
    paragraphs = dict.fromkeys(sentence.paragraph for sentence in sentences)
    assert len(sources) == len(paragraphs)
    for source, number in zip(sources, paragraphs, strict=True):
        own = [sentence for sentence in sentences if sentence.paragraph == number]
        assert source == document.text[own[0].start : own[-1].end]
