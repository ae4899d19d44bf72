"""Two subtitle files of one film, paired by the times of their cues."""

from __future__ import annotations

from pathlib import Path

import pytest

from duiqi.blocks.cues import stamp
from duiqi.blocks.keyed.times import rows_by_time
from duiqi.model import Hint
from duiqi.pipeline import align, load_sides

EN = ["We meet today.", "Everyone is here, and the sun is shining.", "Who opens the door?", "Goodbye, my old friend."]
ZH = ["今天我们开会", "大家都来了", "太阳很好", "谁来开门", "老朋友再见"]
EN_TIMES = [(1.0, 3.0), (4.0, 9.0), (11.0, 13.0), (20.0, 22.0)]
ZH_TIMES = [(1.0, 3.0), (4.0, 6.5), (6.5, 9.0), (11.0, 13.0), (20.0, 22.0)]
PAIRS = [("今天我们开会", EN[0]), ("大家都来了 太阳很好", EN[1]), ("谁来开门", EN[2]), ("老朋友再见", EN[3])]


def srt(texts: list[str], times: list[tuple[float, float]], late: float = 0.0) -> str:
    return "".join(
        f"{n}\n{stamp(start + late)} --> {stamp(end + late)}\n{text}\n\n"
        for n, (text, (start, end)) in enumerate(zip(texts, times, strict=True), 1)
    )


@pytest.mark.parametrize("late", [0.0, 0.3, 47.1, 500.0])
def test_files_of_one_film(tmp_path: Path, late: float) -> None:
    (tmp_path / "a.srt").write_text(srt(ZH, ZH_TIMES, late), encoding="utf-8")
    (tmp_path / "b.vtt").write_text("WEBVTT\n\n" + srt(EN, EN_TIMES), encoding="utf-8")
    for names in (("a.srt", "b.vtt"), ("b.vtt", "a.srt")):
        alignment = align(*(tmp_path / name for name in names))
        pairs = [(pair.zh, pair.en) for pair in alignment.pairs(unaligned=True)]
        assert pairs == PAIRS
        assert alignment.source == "a.srt b.vtt"


def test_it_is_told(tmp_path: Path) -> None:
    for name, song in (("a.lrc", "[00:01.00]你好\n[00:02.00]再见\n"), ("b.lrc", "[00:01.00]Bye\n[00:03.00]Moon\n")):
        (tmp_path / name).write_text(song, encoding="utf-8")
    assert load_sides(tmp_path / "a.lrc", tmp_path / "b.lrc")[0].notes == ()
    (tmp_path / "b.lrc").write_text("[00:01.00]Hello\n[00:02.00]Bye\n[00:08.00]Moon\n", encoding="utf-8")
    document, same = load_sides(tmp_path / "a.lrc", tmp_path / "b.lrc")
    assert document is same
    assert document.notes == ("paired by the times of the two files",)
    assert [p.row for p in document.paragraphs] == [1, 1, 2, 2, 3]
    assert [pair.zh for pair in align(tmp_path / "a.lrc", tmp_path / "b.lrc").pairs(unaligned=True)][2] == ""


def hints(*times: tuple[float, float]) -> list[Hint]:
    return [Hint(0, 0, place=f"{stamp(start)} --> {stamp(end)}") for start, end in times]


def test_a_cue_that_stays_on_a_little_joins_nothing() -> None:
    rows = rows_by_time(hints((1, 4.5), (4.6, 8)), hints((1, 4), (4.2, 8)))
    assert rows == [([0], [0]), ([1], [1])]


def test_other_films_and_what_has_no_times() -> None:
    chance = hints(*[(7.0 * n + n * n % 5, 7.0 * n + 6) for n in range(40)])
    other = hints(*[(5.3 * n + n * n % 3, 5.3 * n + 5) for n in range(40)])
    assert rows_by_time(chance, other) is None
    assert rows_by_time(chance, [*other, Hint(0, 0)]) is None
    assert rows_by_time([], []) is None


def test_a_sound_that_one_file_describes_is_in_no_pair(tmp_path: Path) -> None:
    en = [EN[0], "[door creaks]", *EN[2:]]
    times = [EN_TIMES[0], (10.8, 11.6), (11.7, 13.0), EN_TIMES[3]]
    (tmp_path / "a.srt").write_text(srt([*ZH[:1], *ZH[3:]], [ZH_TIMES[0], *ZH_TIMES[3:]]), encoding="utf-8")
    (tmp_path / "b.srt").write_text(srt(en, times), encoding="utf-8")
    pairs = [(pair.zh, pair.en) for pair in align(tmp_path / "a.srt", tmp_path / "b.srt").pairs(unaligned=True)]
    assert pairs == [PAIRS[0], ("", "[door creaks]"), *PAIRS[2:]]


def test_a_sound_that_both_describe_is_a_pair(tmp_path: Path) -> None:
    for name, texts in (("a.srt", ["你好", "（笑声）", "再见"]), ("b.srt", ["Hello.", "(Laughter)", "Goodbye."])):
        (tmp_path / name).write_text(srt(texts, EN_TIMES[:3]), encoding="utf-8")
    pairs = [(pair.zh, pair.en) for pair in align(tmp_path / "a.srt", tmp_path / "b.srt").pairs(unaligned=True)]
    assert pairs == [("你好", "Hello."), ("（笑声）", "(Laughter)"), ("再见", "Goodbye.")]
