"""What was added is found, in either script, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.local_memories import TEXTS, found, pair

from duiqi.memory import open_memory, search


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("会议", [0, 1]),  # two characters, Simplified, in both scripts
        ("會議", [0, 1]),
        ("外交部长", [0]),
        ("京", [0]),
        ("好", [4]),
        ("持", [0, 2]),
        ("会", [0, 1]),
        ("6月18", [0]),
        ("6月1", [0]),
        ("月18日", [0]),
        ("19疫情", [3]),
        ("covid", [3]),
        ("Belt and Road", [1]),
        ("road cooperat", [1]),
        ("and belt", []),
        ("meetings", [0, 1]),  # another form of the word
        ("discussing", [1]),
        ("thanked", [2]),
        ("spread", [3]),
        ('"meetings"', []),  # as it is
        ('"meeting"', [0, 1]),
        ("一带一路合作", [1]),  # marks between
        ("讨论了一带", [1]),
        ("「一帶一路」", [1]),
        ("meeting", [0, 1]),
        ("meeting 北京", [0]),
        ("会议 合作", [1]),
        ('"thank all" 支持', [2]),
        ("议会", []),
        ("京在", []),
        ("eeting", []),
        ("。", []),
        ("", []),
        ('" OR *', []),
        ("zh : NEAR(x", []),
    ],
)
def test_search(path: Path, query: str, rows: list[int]) -> None:
    assert found(path, query) == rows


def test_a_hit_has_all(path: Path) -> None:
    with open_memory(path) as memory:
        (hit,) = search(memory, "外交部长 wang yi")
    assert hit.pair == pair(*TEXTS[0])
    assert hit.before is None
    assert hit.after == pair(*TEXTS[1], 1)
    assert [hit.pair.zh[mark.start : mark.stop] for mark in hit.zh_marks] == ["外交部長"]
    assert [hit.pair.en[mark.start : mark.stop] for mark in hit.en_marks] == ["Wang Yi"]


def test_limit_document_and_order(path: Path) -> None:
    with open_memory(path, create=True) as memory:
        added = memory.add([pair(TEXTS[1][0], "x", 9, "other.txt"), pair(*TEXTS[1], 1), pair("空", " ", 1)])
        assert (added.added, added.skipped, added.unusable) == (1, 1, 1)
        assert len(memory) == 6
    assert found(path, "会议", document="other.txt") == [9]
    with open_memory(path) as memory:
        assert [hit.pair.bead.zh.start for hit in search(memory, "会议", limit=2)] == [9, 1]


@given(st.lists(st.text("会议在北京上a1 ，。x", min_size=1, max_size=12), min_size=1, max_size=6), st.data())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_piece_of_chinese_is_found(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("m") / "m.db"
    with open_memory(path, create=True) as memory:
        memory.add(pair(text, f"x {n}", n) for n, text in enumerate(texts))
    text = data.draw(st.sampled_from(texts))
    run = "".join(char if char in "会议在北京上" else " " for char in text).split()
    if not run or not text.strip():
        return
    piece = data.draw(st.sampled_from(run))
    start = data.draw(st.integers(0, len(piece) - 1))
    query = piece[start : data.draw(st.integers(start + 1, len(piece)))]
    # Found in just those that hold it, whatever marks are between.
    plain = ["".join(char for char in text if char not in " ，。") if text.strip() else "" for text in texts]
    assert found(path, query, limit=100) == [n for n, text in enumerate(plain) if query in text]


@pytest.mark.parametrize(
    ("query", "zh", "en"),
    [
        ("一带一路合作", ["一带一路”合作"], []),
        ("meetings", [], ["meeting"]),
        ("road cooperat", [], ["Road cooperation"]),
        ('"belt and"', [], ["Belt and"]),
    ],
)
def test_what_is_marked(path: Path, query: str, zh: list[str], en: list[str]) -> None:
    with open_memory(path) as memory:
        hits = [hit for hit in search(memory, query) if hit.pair.bead.zh.start == 1]
    (hit,) = hits
    assert [hit.pair.zh[mark.start : mark.stop] for mark in hit.zh_marks] == zh
    assert [hit.pair.en[mark.start : mark.stop] for mark in hit.en_marks] == en
