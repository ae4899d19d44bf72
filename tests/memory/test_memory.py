"""The local memory: what is added is found, in either script, and the match percent is that of an obvious twin."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.alignments import alignments
from support.hostile_texts import hostile_texts

from duiqi.cli import main
from duiqi.errors import InputError
from duiqi.export import read, save
from duiqi.memory import look_up, open_memory, search
from duiqi.memory.fuzzy import edit_distance
from duiqi.memory.indexing import phrase, simplified, zh_terms
from duiqi.model import Alignment, Bead, Pair
from duiqi.pairs.fields import SURROGATE

TEXTS = [
    (
        "6月18日晚，國務委員兼外交部長王毅在北京主持會議。",
        "On the evening of 18 June, Wang Yi chaired the meeting in Beijing.",
    ),
    ("会议讨论了“一带一路”合作。", "The meeting discussed Belt and Road cooperation."),
    ("我们感谢各国的支持。", "We thank all countries for their support."),
    ("COVID-19疫情仍在蔓延。", "COVID-19 is still spreading."),
    ("好。", "Good."),
]


def pair(zh: str, en: str, number: int = 0, document: str = "r.txt") -> Pair:
    return Pair(zh, en, 0.9, Bead(range(number, number + 1), range(number, number + 2), 0.9), (3,), (4, 5), document)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_memory(tmp_path / "m.db", create=True) as memory:
        memory.add(pair(zh, en, n) for n, (zh, en) in enumerate(TEXTS))
    return tmp_path / "m.db"


def found(path: Path, query: str, **options: object) -> list[int]:
    with open_memory(path) as memory:
        return sorted(hit.pair.bead.zh.start for hit in search(memory, query, **options))  # type: ignore[arg-type]


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
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
    # Found in just those that hold it.
    assert found(path, query, limit=100) == [n for n, text in enumerate(texts) if query in text]


def test_hostile_texts_come_back(tmp_path: Path) -> None:
    pairs = [pair(text, f"{text} x", n) for n, text in enumerate(hostile_texts()) if text.strip()]
    with open_memory(tmp_path / "m.db", create=True) as memory:
        memory.add(pairs)
        back = list(memory.pairs())
        for hostile in hostile_texts():
            if len(hostile) < 200:
                search(memory, hostile)
                look_up(memory, hostile)
    assert [(p.zh, p.en) for p in back] == [(SURROGATE.sub("", p.zh), SURROGATE.sub("", p.en)) for p in pairs]


@given(alignments())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pairs_come_back_whole(tmp_path_factory: pytest.TempPathFactory, alignment: Alignment) -> None:
    path = tmp_path_factory.mktemp("m") / "m.db"
    expected: dict[tuple[str, str, str], Pair] = {}
    for p in alignment.pairs():
        if p.zh.strip() and p.en.strip():
            key = tuple(SURROGATE.sub("", text) for text in (p.zh, p.en, p.document))
            expected.setdefault(key, p)  # type: ignore[arg-type]
    with open_memory(path, create=True) as memory:
        memory.add(alignment.pairs())
        back = list(memory.pairs())
    plain = {(p.zh, p.en, p.document): p for p in back}
    assert set(plain) <= set(expected)
    for key, p in plain.items():
        assert (p.score, p.bead.zh, p.bead.en, p.zh_par) == (
            expected[key].score,
            expected[key].bead.zh,
            expected[key].bead.en,
            expected[key].zh_par,
        )


# Fuzzy.


@cache
def slow_distance(a: str, b: str) -> int:
    if not a or not b:
        return len(a) + len(b)
    return min(slow_distance(a[1:], b) + 1, slow_distance(a, b[1:]) + 1, slow_distance(a[1:], b[1:]) + (a[0] != b[0]))


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
@settings(max_examples=300, deadline=None)
def test_edit_distance_is_that_of_the_definition(a: str, b: str) -> None:
    assert edit_distance(a, b) == slow_distance(a, b)


@pytest.mark.parametrize(
    ("sentence", "percent", "row"),
    [
        ("我们感谢各国的支持。", 100, 2),
        ("我們感謝各國的支持。", 100, 2),  # the other script
        ("我们感谢各国支持。", 90, 2),
        ("他们感谢各国的大力支持。", 75, 2),
        ("We thank all countries for their support.", 100, 2),
        ("We thank all states for their support.", 85, 2),
        ("好。", 100, 4),
    ],
)
def test_look_up(path: Path, sentence: str, percent: int, row: int) -> None:
    with open_memory(path) as memory:
        match = look_up(memory, sentence)[0]
    assert (match.percent, match.pair.bead.zh.start) == (percent, row)


def test_look_up_of_something_else(path: Path) -> None:
    with open_memory(path) as memory:
        assert look_up(memory, "今天天气很冷。") == []
        assert look_up(memory, "") == []


def test_a_changed_sentence_is_found_among_many(shared: Path, tmp_path: Path) -> None:
    pairs = read(shared / "train" / "tico19.en-zh.tmx")
    with open_memory(tmp_path / "m.db", create=True) as memory:
        memory.add(pairs)
        long = [p for p in pairs if len(p.zh) > 15][::20]
        for language in ("zh", "en"):
            best = 0
            for p in long:
                text = p.zh[:7] + "甲" + p.zh[8:] if language == "zh" else f"Now {p.en}"
                matches = look_up(memory, text)
                best += bool(matches) and (p.zh, p.en) in [(m.pair.zh, m.pair.en) for m in matches]
            assert best >= 0.98 * len(long)


# The index.


def test_terms() -> None:
    assert zh_terms("在北京 6月, COVID") == ["在北", "北京", "京", "6", "月", "covid"]
    assert phrase("北京", "zh") == 'zh : "北京"'
    assert phrase("京", "zh") == 'zh : "京" *'
    assert phrase("6月18日", "zh") == 'zh : "6 月 18 日" *'
    assert phrase('x" OR "y', "en") == 'en : "x or y"'
    assert phrase("Road cooperat", "en") == 'en : "road cooperat" *'
    assert simplified(["會議\n開始"]) == ["会议 开始"]


# The file.


def test_files_that_are_no_memory(tmp_path: Path) -> None:
    with (
        pytest.raises(InputError, match=r"there is no such memory; make it with: align memory add"),
        open_memory(tmp_path / "no.db"),
    ):
        pass
    (tmp_path / "text.db").write_text("x" * 5000)
    with (
        pytest.raises(InputError, match="the memory cannot be used: file is not a database"),
        open_memory(tmp_path / "text.db"),
    ):
        pass
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE x (y)")
    other.commit()
    other.close()
    for create in (False, True):
        with pytest.raises(InputError, match="is no duiqi memory"), open_memory(tmp_path / "other.db", create=create):
            pass
    with open_memory(tmp_path / "m.db", create=True) as memory:
        memory.database.execute("PRAGMA user_version = 99")
    with (
        pytest.raises(InputError, match="the memory has layout 99, not 1; export it with"),
        open_memory(tmp_path / "m.db"),
    ):
        pass


def test_a_failed_add_adds_nothing(path: Path) -> None:
    def failing() -> object:
        for number in range(2_500):
            yield pair(f"新{number}", "new", number)
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError), open_memory(path, create=True) as memory:
        memory.add(failing())  # type: ignore[arg-type]
    with open_memory(path) as memory:
        assert len(memory) == len(TEXTS)
    assert found(path, "新2") == []


# The command.


@given(alignments(), alignments())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_removed_is_gone(tmp_path_factory: pytest.TempPathFactory, a: Alignment, b: Alignment) -> None:
    """Pairs and index are as if the document had never been there."""
    path = tmp_path_factory.mktemp("m") / "m.db"
    kept = [replace(p, document="kept") for p in a.pairs()]
    gone = [replace(p, document="gone") for p in b.pairs()]
    with open_memory(path, create=True) as memory:
        memory.add([*kept, *gone, pair("会议", "meeting", document="gone")])
        before = len(memory)
        memory.database.execute("INSERT INTO term (term, rank) VALUES ('integrity-check', 0)")
        removed = memory.remove(["gone"])
        assert len(memory) == before - removed
        assert {p.document for p in memory.pairs()} <= {"kept"}
        assert search(memory, "会议", document="gone") == []
        terms = memory.database.execute("SELECT count(*) FROM term WHERE term MATCH 'zh : 会议'").fetchone()
        assert terms[0] == sum("会议" in simplified([p.zh])[0] for p in memory.pairs())
        memory.add(gone)
        assert {p.en for p in memory.pairs()} >= {
            p.en for p in gone if p.zh.strip() and p.en.strip() and p.en.isascii()
        }


def test_remove_by_the_command(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["memory", "remove", str(path), "r.txt", "x.txt"]) == 2
    assert capsys.readouterr().err == "align: no document is called 'x.txt'; there are: 'r.txt'\n"
    assert found(path, "会议") == [0, 1]  # all or nothing
    assert main(["memory", "remove", str(path), "r.txt"]) == 0
    assert capsys.readouterr().err == f"{path}: 5 pairs removed, 0 in all\n"
    assert found(path, "会议") == []
    assert main(["memory", "remove", str(path)]) == 2
    assert main(["memory", "remove", str(path.with_name("n.db")), "r.txt"]) == 2
    assert not path.with_name("n.db").exists()


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save([pair(zh, en, n) for n, (zh, en) in enumerate(TEXTS)], tmp_path / "a.tmx")
    memory = str(tmp_path / "corpus.db")
    assert main(["memory", "add", memory, str(tmp_path / "a.tmx"), "--max-ratio", "5"]) == 0
    assert capsys.readouterr().err == f"{memory}: 5 added, 0 skipped (there already), 5 in all\n"
    assert main(["memory", "add", memory, str(tmp_path / "a.tmx")]) == 0
    assert capsys.readouterr().err == f"{memory}: 0 added, 5 skipped (there already), 5 in all\n"
    assert main(["memory", "search", memory, "外交部长", "wang", "yi"]) == 0
    assert capsys.readouterr() == (
        "0.90  r.txt [0]:[0, 1]\n"
        "    6月18日晚，國務委員兼[外交部長]王毅在北京主持會議。\n"
        "    On the evening of 18 June, [Wang Yi] chaired the meeting in Beijing.\n",
        "1 found\n",
    )
    assert main(["memory", "search", memory, "--fuzzy", "我們感謝各國支持。"]) == 0
    assert capsys.readouterr().out == (
        "90%  r.txt [2]:[2, 3]\n    我们感谢各国的支持。\n    We thank all countries for their support.\n"
    )
    assert main(["memory", "search", memory, "会议", "--json", "--limit", "1"]) == 0
    unit = json.loads(capsys.readouterr().out)
    assert (unit["zh"], unit["zh_marks"], unit["document"]) == (TEXTS[1][0], [[0, 2]], "r.txt")
    assert main(["memory", "export", memory, "-o", str(tmp_path / "b.tmx")]) == 0
    assert capsys.readouterr().err == (
        f"{tmp_path}/b.tmx: 5 pairs (tmx)\n"
        "align: warning: 1 pair in Traditional characters, but the output's Chinese is zh-CN; make a file for each: "
        "--script simplified leaves the others out\n"
    )
    assert read(tmp_path / "b.tmx") == read(tmp_path / "a.tmx")
    assert main(["memory", "search", memory]) == 2
    assert capsys.readouterr().err == (
        "align: there is nothing to search for; give a term: align memory search corpus.db 会议\n"
    )
    assert main(["memory", "search", str(tmp_path / "none.db"), "x"]) == 2
    assert capsys.readouterr().err == (
        f"align: {tmp_path}/none.db: there is no such memory; make it with: align memory add\n"
    )
