"""SubRip and WebVTT subtitles."""

from __future__ import annotations

from pathlib import Path

from support import documents as build
from support.reading import EN, ZH, document, texts

from duiqi.export import read, save
from duiqi.pipeline import align


def test_srt_bilingual_cues(tmp_path: Path) -> None:
    found = document(tmp_path, "a.srt", build.srt_of([("<i>你好</i>", "Hello."), ("{\\an8}再见", "Goodbye.")]))
    assert texts(found) == ["你好", "Hello.", "再见", "Goodbye."]
    assert [p.block for p in found.paragraphs] == [0, 0, 1, 1]
    assert found.hints[0].place == "00:00:00,500 --> 00:00:03,500"


def test_srt_sentences_over_cues(tmp_path: Path) -> None:
    cues = [("我们今天", "Today we are"), ("在北京开会。", "meeting in Beijing."), ("欢迎！", "Welcome!")]
    found = document(tmp_path, "a.srt", build.srt_of(cues))
    assert texts(found) == ["我们今天在北京开会。", "Today we are meeting in Beijing.", "欢迎！", "Welcome!"]
    assert found.hints[0].place == "00:00:00,500 --> 00:00:07,500"


def test_vtt_and_cues_of_one_language_each(tmp_path: Path) -> None:
    text = (
        "WEBVTT\n\nNOTE a comment\n\n1\n00:01.000 --> 00:02.000 align:start\n<v 甲>你好\n\n"
        "00:01.000 --> 00:02.000\nHello.\n\n00:03.000 --> 00:04.000\n再见\n\n00:03.000 --> 00:04.000\nBye.\n"
    )
    found = document(tmp_path, "a.vtt", text)
    assert texts(found) == ["你好", "Hello.", "再见", "Bye."]
    assert [p.block for p in found.paragraphs] == [0, 0, 1, 1]


def test_times_of_subtitles_are_in_the_memory(tmp_path: Path) -> None:
    path = build.write(tmp_path, "a.srt", build.srt_of([(ZH, EN), (ZH, EN)]))
    save(align(path), tmp_path / "a.tmx")
    places = ["00:00:00,500 --> 00:00:03,500", "00:00:04,500 --> 00:00:07,500"]
    assert [pair.place for pair in align(path).pairs()] == places
    assert [pair.place for pair in read(tmp_path / "a.tmx")] == places
