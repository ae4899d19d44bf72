"""Timed text."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.reading import document, texts

from duiqi.errors import InputError
from duiqi.pipeline import align

NAMES = (
    'xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" '
    'xmlns:tts="http://www.w3.org/ns/ttml#styling"'
)


def ttml_of(body: str, attributes: str = "", head: str = "") -> str:
    return f"<tt {NAMES} {attributes}>{head}<body>{body}</body></tt>"


# As a streaming service writes them: ticks, styles in spans, one region for each language.
STREAMED = ttml_of(
    '<div xml:space="preserve">'
    '<p begin="10000000t" end="35000000t" region="r0" xml:id="s1"><span style="s">我们<br/>明天出发。</span></p>'
    '<p begin="10000000t" end="35000000t" region="r1" xml:id="s2"><span>We leave</span><br/>tomorrow.</p>'
    '<p begin="50000000t" end="70000000t"><span>好的，明天见！</span><br/>Fine, see you tomorrow!</p></div>',
    'ttp:tickRate="10000000"',
)


def test_cues(tmp_path: Path) -> None:
    found = document(tmp_path, "a.ttml", STREAMED)
    assert texts(found) == ["我们明天出发。", "We leave tomorrow.", "好的，明天见！", "Fine, see you tomorrow!"]
    assert [hint.row for hint in found.hints] == [0, 0, 1, 1]
    assert [hint.place for hint in found.hints][::2] == [
        "00:00:01,000 --> 00:00:03,500",
        "00:00:05,000 --> 00:00:07,000",
    ]


@pytest.mark.parametrize(
    ("attributes", "begin", "end", "place"),
    [
        ("", "00:00:01.5", "00:00:02", "00:00:01,500 --> 00:00:02,000"),
        ("", "01:00:01:15", "3602s", "01:00:01,500 --> 01:00:02,000"),
        ('ttp:frameRate="25"', "00:00:01:05", "50f", "00:00:01,200 --> 00:00:02,000"),
        ('ttp:frameRate="24" ttp:frameRateMultiplier="1000 1001"', "24f", "2m", "00:00:01,001 --> 00:02:00,000"),
        ('ttp:frameRate="10"', "1t", "0.5h", "00:00:00,100 --> 00:30:00,000"),
        ("", "1500ms", "2t", "00:00:01,500 --> 00:00:02,000"),
        ('ttp:frameRate="0" ttp:tickRate="x"', "3t", "150f", "00:00:03,000 --> 00:00:05,000"),
    ],
)
def test_times(tmp_path: Path, attributes: str, begin: str, end: str, place: str) -> None:
    found = document(tmp_path, "a.dfxp", ttml_of(f'<div><p begin="{begin}" end="{end}">x</p></div>', attributes))
    assert [hint.place for hint in found.hints] == [place]


def test_times_of_what_is_around(tmp_path: Path) -> None:
    body = (
        '<div begin="10s" end="60s"><p begin="1s" dur="2s">one</p><p><span begin="3s" end="4s">two</span>\n'
        '<span begin="4s">three</span></p><p begin="70s" end="80s">late</p></div><div><p>never</p></div>'
    )
    found = document(tmp_path, "a.ttml", ttml_of(body))
    assert [(found.text[hint.start : hint.end], hint.place) for hint in found.hints] == [
        ("one", "00:00:11,000 --> 00:00:13,000"),
        ("two", "00:00:13,000 --> 00:00:14,000"),
        ("three", "00:00:14,000 --> 00:01:00,000"),
        ("late", "00:01:20,000 --> 00:01:20,000"),
    ]


def test_text(tmp_path: Path) -> None:
    head = '<head><styling><style xml:id="r" tts:ruby="text"/></styling></head>'
    body = (
        '<div><p begin="1s" end="2s">\n  <metadata>m</metadata>两\n  行<br/>汉<span style="r">hàn</span>'
        '<span tts:ruby="delimiter">(</span>字\n</p></div>'
    )
    assert texts(document(tmp_path, "a.ttml", ttml_of(body, head=head))) == ["两行汉字"]


def test_two_files_by_their_times(tmp_path: Path) -> None:
    said = [("你好。", "Hello."), ("我叫王毅。", "My name is Wang Yi."), ("我来自北京。", "I come from Beijing.")]
    for side, language in enumerate(("zh", "en")):
        cues = "".join(
            f'<p begin="{3 * k + side / 10}s" end="{3 * k + 2}s">{row[side]}</p>' for k, row in enumerate(said)
        )
        (tmp_path / f"{language}.ttml").write_text(ttml_of(f"<div>{cues}</div>"), "utf-8")
    pairs = list(align(tmp_path / "zh.ttml", tmp_path / "en.ttml"))
    assert [(pair.zh, pair.en) for pair in pairs] == said


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (ttml_of('<div>\n<p begin="soon">x</p></div>'), "2: 'soon' is no time, such as 00:00:01.500; open it in"),
        (ttml_of("<div><p>x</p></div>"), " there are no subtitles in it: no text with times; open it in a program"),
        ("<tt><body>", "1: the file is no valid XML"),
    ],
)
def test_refused(tmp_path: Path, data: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        document(tmp_path, "a.txt", data)
    assert str(caught.value).startswith(f"{tmp_path / 'a.txt'}:{message}")
