"""Timed lyrics."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.reading import document, left, texts

from duiqi.errors import InputError
from duiqi.pipeline import align, load


def test_lines_of_one_time_are_a_row(tmp_path: Path) -> None:
    song = "[ti:夜船]\n[00:12.30]When the boats come home\n[00:17.85]Mother\n\n[00:12.30]夜里船儿归来\n[00:17.85]母亲\n"
    found = document(tmp_path, "a.lrc", song)
    assert texts(found) == ["夜里船儿归来", "When the boats come home", "母亲", "Mother"]
    assert [p.block for p in found.paragraphs] == [0, 0, 1, 1]
    assert found.hints[0].place == "00:00:12,300 --> 00:00:17,850"
    assert left(found) == {"about the file": ["[ti:夜船]"]}


@pytest.mark.parametrize(
    ("song", "places"),
    [
        ("[00:01.5]a\n[00:02:25]b\n[00:03]c\n", ["00:00:01,500", "00:00:02,250", "00:00:03,000"]),
        ("[00:05.00][00:01.00]a\n[00:03.00]b\n", ["00:00:01,000", "00:00:03,000", "00:00:05,000"]),
        ("[offset:500]\n[00:01.00]a\n[00:03.00]\n", ["00:00:00,500"]),
        ("[00:01.00]<00:01.00>a <00:01.50>b\n", ["00:00:01,000"]),
    ],
)
def test_times(tmp_path: Path, song: str, places: list[str]) -> None:
    found = document(tmp_path, "a.lrc", song)
    assert [hint.place.partition(" ")[0] for hint in found.hints] == places
    assert "<" not in found.text


def test_lyrics_are_told_by_what_they_hold(tmp_path: Path) -> None:
    song = "".join(f"[00:{n:02}.00]Line {n} / 第{n}行\n" for n in range(1, 6))
    found = document(tmp_path, "a.txt", song)
    assert found.notes == ("read as timed lyrics (LRC) by what it holds; its name ends in .txt",)
    assert [(pair.zh, pair.en) for pair in align(found).pairs()] == [(f"第{n}行", f"Line {n}") for n in range(1, 6)]


@pytest.mark.parametrize(("song", "line"), [("\nhello\n[00:01.00]a\n", 2), ("[ti:a]\n", None)])
def test_what_is_no_song(tmp_path: Path, song: str, line: int | None) -> None:
    with pytest.raises(InputError) as error:
        document(tmp_path, "a.lrc", song)
    assert (error.value.line, "00:12.30" in str(error.value)) == (line, True)


def test_a_transcript_is_no_song(tmp_path: Path) -> None:
    """Hours, minutes and seconds look like minutes, seconds and hundredths."""
    talk = "".join(f"[00:{n:02}:{n * 9:02}] 第{n}句话。\n" for n in range(1, 7))
    (tmp_path / "a.txt").write_text(talk, encoding="utf-8")
    assert texts(load(tmp_path / "a.txt")) == [f"第{n}句话。" for n in range(1, 7)]
