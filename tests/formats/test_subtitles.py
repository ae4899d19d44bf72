"""Subtitles that ffmpeg wrote in every format: by the times of two files, of one that is late, and of cues in both."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.cases import CASES
from support.programs import need, run

import duiqi

SUBTITLES = CASES / "subtitles"
PAIRS = [
    ("大坝建于1958年。", "The dam was built in 1958."),
    ("水位比去年高两米，没有人知道原因。", "The water stood two metres higher than last year, and nobody knew why."),
    ("你发现裂缝了吗？", "Did you find any cracks?"),
    ("没有。", "No."),
    ("这里禁止游泳。", "Swimming is not allowed here."),
    ("闸门和水闸修好了。", "Gates & sluices were repaired."),
    ("降水量是800毫米。", "Rainfall was 800 millimetres."),
]
# Lines of a song are not put together.
SUNG = [
    PAIRS[0],
    ("水位比去年高两米，", "The water stood two metres higher than last year,"),
    ("没有人知道原因。", "and nobody knew why."),
    *PAIRS[2:],
]


def pairs_of(*files: Path) -> list[tuple[str, str]]:
    return [(pair.zh, pair.en) for pair in duiqi.align(*files).pairs(unaligned=True)]


@pytest.mark.parametrize("suffix", ["srt", "vtt", "ass", "ttml", "lrc"])
@pytest.mark.parametrize("folder", ["", "late"])
def test_two_files(suffix: str, folder: str) -> None:
    found = pairs_of(SUBTITLES / f"zh.{suffix}", SUBTITLES / folder / f"en.{suffix}")
    assert found == (SUNG if suffix == "lrc" else PAIRS)


@pytest.mark.parametrize("suffix", ["vtt", "ass", "ttml", "lrc"])
def test_two_files_in_two_formats(suffix: str) -> None:
    assert pairs_of(SUBTITLES / "zh.srt", SUBTITLES / f"en.{suffix}") == PAIRS


@pytest.mark.parametrize("suffix", ["srt", "vtt", "ass", "ttml", "lrc"])
def test_cues_in_both_languages(suffix: str) -> None:
    assert pairs_of(SUBTITLES / f"both.{suffix}") == (SUNG if suffix == "lrc" else PAIRS)


def test_cues_with_both_languages_on_a_line() -> None:
    assert pairs_of(SUBTITLES / "one-line.srt") == [
        ("大坝建于1958年", "The dam was built in 1958."),
        ("没有人知道原因", "Nobody knew why."),
        ("你发现裂缝了吗？", "Did you find any cracks?"),
        ("没有", "No."),
        ("这里禁止游泳", "Swimming is not allowed here."),
        ("闸门和水闸修好了", "The gates and sluices were repaired."),
    ]


def test_names_in_cues_are_no_translation() -> None:
    text = duiqi.load(SUBTITLES / "latin-names.srt").text
    assert "先打开 Visual Studio Code" in text
    assert "用的是 Live Server" in text


def test_ffmpeg_reads_what_is_written(tmp_path: Path) -> None:
    ffmpeg = need("ffmpeg")
    duiqi.save(duiqi.align(SUBTITLES / "both.ttml"), tmp_path / "o.srt")
    done = run(ffmpeg, "-v", "error", "-i", tmp_path / "o.srt", tmp_path / "o.vtt")
    assert (done.returncode, done.stderr) == (0, "")
    assert pairs_of(tmp_path / "o.vtt") == PAIRS
