"""Pairs come back as they were put in; what is removed is gone; all or nothing."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from support.alignments import alignments
from support.hostile_texts import hostile_texts
from support.local_memories import TEXTS, found, pair

from duiqi.errors import InputError
from duiqi.memory import look_up, open_memory, search
from duiqi.memory.indexing import simplified
from duiqi.model import Alignment, Pair
from duiqi.text.chars import SURROGATE


def test_hostile_texts_come_back(tmp_path: Path) -> None:
    pairs = [pair(text, f"{text} x", n) for n, text in enumerate(hostile_texts()) if text.strip()]
    with open_memory(tmp_path / "m.db", create=True) as memory:
        memory.add(pairs)
        back = list(memory.pairs())
        for hostile in hostile_texts()[::3]:
            if len(hostile) < 200:
                search(memory, hostile)
                look_up(memory, hostile)
    assert [(p.zh, p.en) for p in back] == [(SURROGATE.sub("", p.zh), SURROGATE.sub("", p.en)) for p in pairs]


@given(alignments())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
        pytest.raises(InputError, match="the memory has layout 99, not 3; export it with"),
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


@given(alignments(), alignments())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
