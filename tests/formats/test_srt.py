"""SubRip and WebVTT subtitles."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import documents as build
from support.reading import EN, ZH, document, texts

from duiqi.blocks.turns import rows_of, turns_of
from duiqi.cli import main
from duiqi.errors import InputError
from duiqi.export import WriteOptions, iter_pairs, read, save, write
from duiqi.formats.srt import read_srt
from duiqi.model import Bead, Language, Pair
from duiqi.pairs.fields import Source
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


def test_cues_are_joined_until_both_languages_end(tmp_path: Path) -> None:
    cues = [
        ("我们今天开会。", "Today we have a"),
        ("大家都来了，", "meeting. Everyone came in"),
        ("很好。", "Beijing."),
        ("再见。", "Bye."),
    ]
    found = document(tmp_path, "a.srt", build.srt_of(cues))
    assert texts(found) == [
        "我们今天开会。大家都来了，很好。", "Today we have a meeting. Everyone came in Beijing.", "再见。", "Bye."
    ]  # fmt: skip
    assert [p.block for p in found.paragraphs] == [0, 0, 1, 1]


def test_cues_without_full_stops_are_joined_with_a_space(tmp_path: Path) -> None:
    cues = [("我们今天", "Today we have"), ("在北京开会", "a meeting in Beijing."), ("再见", "Bye.")]
    found = document(tmp_path, "a.srt", build.srt_of(cues))
    assert texts(found) == ["我们今天 在北京开会", "Today we have a meeting in Beijing.", "再见", "Bye."]


def test_chinese_that_lacks_its_mark_ends_with_the_english(tmp_path: Path) -> None:
    cues = [
        ("你去哪儿？", "Where are you going?"),
        ("我自己去找他", "I'll go and find him myself."),
        ("如果他不来，", "If he does not come,"),
        ("我就走。", "I leave."),
        ("我知道，", "I know that."),
        ("他会来。", "He will come."),
    ]
    found = document(tmp_path, "a.srt", build.srt_of(cues))
    assert [p for p in texts(found) if p[0] > "\u3000"] == [
        "你去哪儿？",
        "我自己去找他",
        "如果他不来，我就走。",
        "我知道，他会来。",
    ]


def test_a_run_of_cues_without_a_common_end_is_cut(tmp_path: Path) -> None:
    cues = [(f"第{n}句话到此为止。", f"is number {n}. The sentence") for n in range(60)]
    found = document(tmp_path, "a.srt", build.srt_of(cues))
    assert [paragraph.block for paragraph in found.paragraphs] == [0, 0, 1, 1, 2, 2]


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (("- 你好", "- 再见", "- Hello", "- Bye"), [("你好", "Hello"), ("再见", "Bye")]),
        (("-你好。-再见。", "- Hello. - Bye."), [("你好。", "Hello."), ("再见。", "Bye.")]),
        ((">> 你好", ">> 再见", ">> Hello", ">> Bye"), [("你好", "Hello"), ("再见", "Bye")]),
        (("- 你好", "- Hello"), [("你好", "Hello")]),
        (
            ("（掌声）谢谢大家。", "(Applause) Thank you all."),
            [("（掌声）", "(Applause)"), ("谢谢大家。", "Thank you all.")],
        ),
        (("谢谢大家。", "[music]", "Thank you all."), [("", "[music]"), ("谢谢大家。", "Thank you all.")]),
        (("零下5度", "-5 degrees"), [("零下5度", "-5 degrees")]),
        (("我（中国人）说", "I (a Chinese) say"), [("我（中国人）说", "I (a Chinese) say")]),
        (("狗跑了", "the dog", "- a big one - ran"), [("狗跑了", "the dog - a big one - ran")]),
    ],
)
def test_speakers_and_sounds(lines: tuple[str, ...], rows: list[tuple[str, str]]) -> None:
    turns = turns_of(lines)
    assert [("".join(zh), "".join(en)) for zh, en in rows_of(turns["zh"], turns["en"])] == rows


def test_two_speakers_are_two_sentences(tmp_path: Path) -> None:
    found = document(
        tmp_path, "a.srt", build.srt_of([("- 你好。", "- 再见。", "- Hello.", "- Bye."), ("走吧。", "Go.")])
    )
    assert texts(found) == ["你好。", "Hello.", "再见。", "Bye.", "走吧。", "Go."]
    assert [p.block for p in found.paragraphs] == [0, 0, 1, 1, 2, 2]


def test_a_sentence_goes_on_behind_a_description(tmp_path: Path) -> None:
    cues = [("我们今天", "（字幕：某人）", "Today we are"), ("在北京开会。", "meeting in Beijing."), ("再见。", "Bye.")]
    found = document(tmp_path, "a.srt", build.srt_of(cues))
    assert texts(found)[:3] == ["我们今天在北京开会。", "Today we are meeting in Beijing.", "（字幕：某人）"]


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


# Bilingual subtitles.

CHINESE = st.text("会议在北京举行各国代表出席了，。？", min_size=4, max_size=20).filter(lambda text: "会" in text)
ENGLISH = st.lists(st.sampled_from(["the", "meeting", "was", "held", "in", "Beijing,", "We're", "5"]), min_size=3)
NAMES = st.tuples(st.sampled_from(["FAST", "5G", "《星》"]), st.sampled_from(["FAST", "5G"]))


@given(
    texts=st.lists(st.tuples(CHINESE, ENGLISH.map(" ".join)) | NAMES, min_size=1, max_size=8),
    start=st.integers(0, 10**7),
    srclang=st.sampled_from(["zh", "en"]),
)
@settings(deadline=None)
def test_srt_reads_back(texts: list[tuple[str, str]], start: int, srclang: Language) -> None:
    texts = [("会议在北京举行。", "The meeting was held in Beijing."), *texts]
    pairs = []
    for n, (zh, en) in enumerate(texts):
        times = [start + 5000 * n, start + 5000 * n + 4001]
        place = " --> ".join(f"{t // 3600000:02}:{t // 60000 % 60:02}:{t // 1000 % 60:02},{t % 1000:03}" for t in times)
        pairs.append(Pair(zh, en, 1.0, Bead(range(n, n + 1), range(n, n + 1), 1.0), place=place))
    stream = io.BytesIO()
    written = write(pairs, stream, WriteOptions(format="srt", srclang=srclang))
    assert (written.units, written.skipped) == (len(pairs), 0)
    stream.seek(0)
    assert list(read_srt(stream, Source("a.srt"))) == pairs


def test_pysubs2_reads_what_is_written(tmp_path: Path) -> None:
    pysubs2 = pytest.importorskip("pysubs2")
    pairs = [
        Pair(zh, en, 1.0, Bead(range(n, n + 1), range(n, n + 1), 1.0), place=f"00:00:0{n},500 --> 00:00:0{n + 1},000")
        for n, (zh, en) in enumerate([("我们<今天>开会。", "We meet today."), ("谢谢！", "Thanks & {\\an8} goodbye.")])
    ]
    save(pairs, tmp_path / "a.srt")
    cues = pysubs2.load(str(tmp_path / "a.srt"), encoding="utf-8")
    assert [(cue.start, cue.end) for cue in cues] == [(500, 1000), (1500, 2000)]
    assert cues[0].plaintext == "我们<今天>开会。\nWe meet today."
    assert cues[1].plaintext.startswith("谢谢！\nThanks & ")


def test_bilingual_subtitles_of_two_files(tmp_path: Path) -> None:
    for language, texts_of, shift in (
        ("zh", ["我们今天", "在北京开会。", "谢谢！"], 0),
        ("en", ["Today we are", "meeting in Beijing.", "Thanks!"], 1),
    ):
        data = build.srt_of([[text] for text in texts_of]).replace(b",500", b",%d00" % (5 + shift))
        build.write(tmp_path, f"{language}.srt", data)
    save(align(tmp_path / "zh.srt", tmp_path / "en.srt"), tmp_path / "both.srt")
    assert (tmp_path / "both.srt").read_text(encoding="utf-8") == (
        "1\n00:00:00,500 --> 00:00:07,600\n我们今天在北京开会。\nToday we are meeting in Beijing.\n\n"
        "2\n00:00:08,500 --> 00:00:11,600\n谢谢！\nThanks!\n\n"
    )


def test_pairs_with_the_same_times_are_one_cue(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bead = Bead(range(1), range(1), 1.0)
    places = ["00:01.000 --> 00:02.500", "00:01.000 --> 00:02.500", "", "1:00:00,000 --> 1:00:01,000"]
    sides = [("好。", "Yes."), ("再\n见-->。", "Bye."), ("无", "none"), ("空", " ")]
    pairs = [Pair(zh, en, 1.0, bead, place=place) for (zh, en), place in zip(sides, places, strict=True)]
    save(pairs, tmp_path / "a.tmx")
    assert main(["convert", str(tmp_path / "a.tmx"), "-o", str(tmp_path / "a.srt"), "--quiet"]) == 0
    assert capsys.readouterr().err.splitlines() == [
        "align: warning: 1 left out because they have no times, without which there are no subtitles",
        "align: warning: 1 text with line breaks, which became spaces",
    ]
    text = (tmp_path / "a.srt").read_text(encoding="utf-8")
    assert text == "1\n00:00:01,000 --> 00:00:02,500\n好。再 见→。\nYes. Bye.\n\n"
    assert write(pairs, io.BytesIO(), WriteOptions(format="srt")).skipped == 2


def test_srt_of_another_program_as_pairs(tmp_path: Path) -> None:
    cues = [
        ("Hello.", "你好。"),
        ("- FAST", "- FAST"),
        ("Only English",),
        ("多行", "中文", "Several", "lines"),
        ("Bye.", "再见。"),
    ]
    path = build.write(tmp_path, "a.srt", build.srt_of(cues).decode("utf-8-sig").encode("gb18030"))
    lost = Counter[str]()
    pairs = list(iter_pairs(path, lost=lost))
    assert [(pair.zh, pair.en) for pair in pairs] == [
        ("你好。", "Hello."), ("- FAST", "- FAST"), ("多行中文", "Several lines"), ("再见。", "Bye.")
    ]  # fmt: skip
    assert pairs[0].place == "00:00:00,500 --> 00:00:03,500"
    assert lost == {"units without text in both languages": 1}
    with pytest.raises(InputError, match="has no sentence numbers"):
        list(iter_pairs(path, need_ids=True))


@pytest.mark.parametrize(
    "line",
    [
        "翻译：小明 校对：小红 时间轴：阿杰",
        "时间轴：阿杰",
        "——人人字幕组荣誉出品——",
        "Subtitles by Someone",
        "Synced and corrected by x",
    ],
)
def test_who_made_the_subtitles_is_no_text(tmp_path: Path, line: str) -> None:
    found = document(
        tmp_path, "a.srt", build.srt_of([(line, ""), ("我没见过这么大的雪。", "I have never seen such snow.")])
    )
    assert texts(found) == ["我没见过这么大的雪。", "I have never seen such snow."]
    assert [(o.reason, o.text) for o in found.omissions] == [("who made the subtitles", line)]


@pytest.mark.parametrize(
    "line", ["翻译：他说他不知道。", "校对一下时间。", "The subtitles were made by hand, she said."]
)
def test_what_is_said_of_subtitles_is_text(tmp_path: Path, line: str) -> None:
    assert line in texts(document(tmp_path, "a.srt", build.srt_of([(line, ""), ("好。", "Good.")])))
