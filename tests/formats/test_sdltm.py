"""SDLTM memories: what is read of one, and that nothing in it is run or written."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from duiqi.cli import main
from duiqi.errors import InputError
from duiqi.export import ReadOptions, iter_pairs, read

# As Trados Studio makes them, without the columns that are not read.
MEMORIES = (
    "CREATE TABLE translation_memories (id INTEGER PRIMARY KEY, name TEXT, source_language TEXT, target_language TEXT)"
)
UNITS = (
    "CREATE TABLE translation_units (id INTEGER PRIMARY KEY, translation_memory_id INT, source_hash BIGINT,"
    " source_segment TEXT, target_hash BIGINT, target_segment TEXT, creation_date DATETIME, creation_user TEXT"
)
LEVEL = ", confirmation_level INT"


def segment(content: str, culture: str) -> str:
    return f"<Segment><Elements>{content}</Elements><CultureName>{culture}</CultureName></Segment>"


def text(value: str) -> str:
    return f"<Text><Value>{value}</Value></Text>"


def tag(kind: str, equivalent: str = "") -> str:
    shown = f"<TextEquivalent>{equivalent}</TextEquivalent>" if equivalent else ""
    return (
        f"<Tag><Type>{kind}</Type><Anchor>1</Anchor><AlignmentAnchor>1</AlignmentAnchor><TagID>5</TagID>{shown}</Tag>"
    )


ROWS = [
    (text("Open ") + tag("Start") + text("the &amp; file") + tag("End") + text("."), text("打开文件。"), 2),
    (text("Delete ") + tag("TextPlaceholder", "{0}") + text(" files?"), text("删除{0}个文件？"), 4),
    (text("Draft."), text("草稿。"), 1),
    (text("Wrong."), text("错误。"), 3),
    (text("Not translated."), "", 0),
]


def memory(path: Path, target: str = "zh-CN", level: bool = True, extra: str = "") -> Path:
    with closing(sqlite3.connect(path)) as database:
        database.execute(MEMORIES)
        database.execute(UNITS + (LEVEL if level else "") + ")")
        database.execute("INSERT INTO translation_memories VALUES (1, 'tm', 'en-US', ?)", (target,))
        for number, (source, translation, confirmed) in enumerate(ROWS, 1):
            values: list[object] = [number, segment(source, "en-US"), segment(translation, target)]
            names = "id, translation_memory_id, source_segment, target_segment"
            database.execute(
                f"INSERT INTO translation_units ({names}{', confirmation_level' if level else ''})"
                f" VALUES (?, 1, ?, ?{', ?' if level else ''})",
                [*values, confirmed] if level else values,
            )
        if extra:
            database.executescript(extra)
        database.commit()
    return path


def test_the_units_and_their_states(tmp_path: Path) -> None:
    path = memory(tmp_path / "a.sdltm")
    before, lost = path.read_bytes(), Counter[str]()
    pairs = list(iter_pairs(path, lost=lost))
    assert [(pair.zh, pair.en, pair.bead.checked, pair.place) for pair in pairs] == [
        ("打开文件。", "Open the & file.", "", "unit 1"),
        ("删除{0}个文件？", "Delete {0} files?", "approved", "unit 2"),
    ]
    assert lost == {
        "drafts (--drafts takes them)": 1,
        "rejected translations": 1,
        "units without text in both languages": 1,
    }
    drafts = list(iter_pairs(path, options=ReadOptions(drafts=True)))
    assert [pair.zh for pair in drafts] == ["打开文件。", "删除{0}个文件？", "草稿。"]
    assert path.read_bytes() == before
    assert [other.name for other in tmp_path.iterdir()] == ["a.sdltm"]


def test_an_older_memory_tells_no_states(tmp_path: Path) -> None:
    assert len(read(memory(tmp_path / "a.sdltm", level=False))) == 4


def test_what_a_log_beside_it_holds_is_read(tmp_path: Path) -> None:
    path = memory(tmp_path / "a.sdltm")
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("UPDATE translation_units SET confirmation_level = 2")
        database.commit()
        assert len(read(path)) == 4


def test_a_segment_that_is_no_xml_is_counted(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><Segment>&e;</Segment>'
    extra = f"UPDATE translation_units SET source_segment = '{bomb}' WHERE id = 1;"
    lost = Counter[str]()
    pairs = list(iter_pairs(memory(tmp_path / "a.sdltm", extra=extra), lost=lost))
    assert [pair.place for pair in pairs] == ["unit 2"]
    assert lost["units that cannot be read"] == 1


@pytest.mark.parametrize(
    "extra",
    [
        "DROP TABLE translation_units;",
        "ALTER TABLE translation_units RENAME TO t; CREATE VIEW translation_units AS SELECT * FROM t;",
        "ALTER TABLE translation_units RENAME TO t; CREATE VIRTUAL TABLE translation_units USING fts5(source_segment);",
        "DROP TABLE translation_units; CREATE TABLE translation_units (id INT, x AS (zeroblob(1000000000)));",
    ],
)
def test_only_plain_tables_are_read(tmp_path: Path, extra: str) -> None:
    path = memory(tmp_path / "a.sdltm", extra=extra)
    with pytest.raises(InputError, match=r"a\.sdltm: is no memory of Trados: it has no table translation_units"):
        read(path)


def test_what_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="its languages are en-US and de-DE, not Chinese and English"):
        read(memory(tmp_path / "a.sdltm", target="de-DE"))
    (tmp_path / "b.sdltm").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    with pytest.raises(InputError, match=r"b\.sdltm: is a damaged database"):
        read(tmp_path / "b.sdltm")
    (tmp_path / "c.sdltm").write_bytes(b"PK")
    with pytest.raises(InputError, match=r"c\.sdltm: is no SQLite database"):
        read(tmp_path / "c.sdltm")
    whole = memory(tmp_path / "d.sdltm").read_bytes()
    (tmp_path / "d.sdltm").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError, match=r"d\.sdltm: is a damaged database"):
        read(tmp_path / "d.sdltm")


def test_direction_and_codes_are_kept(tmp_path: Path) -> None:
    path = memory(tmp_path / "a.sdltm", target="zh-HK")
    assert main(["convert", str(path), "-o", str(tmp_path / "a.tmx"), "--quiet"]) == 0
    text = (tmp_path / "a.tmx").read_text(encoding="utf-8")
    assert 'srclang="en-US"' in text
    assert text.index('xml:lang="en-US"') < text.index('xml:lang="zh-HK"')
