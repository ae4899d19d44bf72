"""Advanced SubStation subtitles."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.reading import document, left, texts

from duiqi.errors import InputError
from duiqi.pipeline import align

HEAD = "[Script Info]\nScriptType: v4.00+\n\n[Events]\n"
FORMAT = "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"


def event(start: str, end: str, text: str, kind: str = "Dialogue", style: str = "Default") -> str:
    return f"{kind}: 0,0:00:{start},0:00:{end},{style},,0,0,0,,{text}\n"


def test_events_in_two_languages_are_a_row(tmp_path: Path) -> None:
    events = [
        event("01.00", "03.00", "Hello, all of you.", style="EN"),
        event("04.00", "06.00", "Goodbye.\\Nre: {\\i1}all{\\i0}.", style="EN"),
        event("00.90", "02.80", "{\\pos(1,2)}大家好，各位。"),
        event("04.00", "06.00", "再见。"),
        event("04.00", "06.00", "{\\blur3}再见。"),
        event("07.00", "09.00", "{\\p1}m 0 0 l 9 9{\\p0}"),
        event("07.00", "09.00", "{a note}待定", kind="Comment"),
    ]
    found = document(tmp_path, "a.ass", HEAD + FORMAT + "".join(events))
    assert texts(found) == ["大家好，各位。", "Hello, all of you.", "再见。", "Goodbye. re: all."]
    assert [p.block for p in found.paragraphs] == [0, 0, 1, 1]
    assert found.hints[0].place == "00:00:00,900 --> 00:00:03,000"
    assert left(found) == {"comment": ["待定"]}


def test_a_sign_is_not_one_with_what_is_said_before_it(tmp_path: Path) -> None:
    events = event("01.00", "20.00", "北京车站") + event("02.00", "04.00", "Hello there.")
    found = document(tmp_path, "a.ssa", HEAD + events)
    assert [(p.language, p.row) for p in found.paragraphs] == [("zh", 1), ("en", 2)]


def test_both_in_one_event(tmp_path: Path) -> None:
    found = document(tmp_path, "a.txt", HEAD + FORMAT + event("01.00", "03.00", "你好\\NHello."))
    assert [(pair.zh, pair.en) for pair in align(found).pairs()] == [("你好", "Hello.")]


@pytest.mark.parametrize(
    ("text", "line"), [(HEAD, None), (HEAD + "Dialogue: 0,0:00:01,x,a,b,0,0,0,,c\n", 5), (HEAD + "Dialogue: 0\n", 5)]
)
def test_what_is_no_event(tmp_path: Path, text: str, line: int | None) -> None:
    with pytest.raises(InputError) as error:
        document(tmp_path, "a.ass", text)
    assert (error.value.line, "Aegisub" in str(error.value)) == (line, True)


def test_signs_in_the_picture_stand_behind_what_is_said(tmp_path: Path) -> None:
    said = [event(f"0{n}.00", f"0{n}.90", text) for n, text in enumerate(["We should go", "home, he said.", "Yes."], 1)]
    sign = "Dialogue: 0,0:00:01.50,0:00:03.00,Sign,,0,0,0,,{\\pos(3,4)}Danger: rocks\n"
    found = document(tmp_path, "a.ass", HEAD + FORMAT + said[0] + sign + "".join(said[1:]))
    assert texts(found) == ["We should go home, he said.", "Yes.", "Danger: rocks"]
    # All that is said may have its place.
    placed = [line.replace(",,We", ",,{\\pos(3,4)}We").replace(",,home", ",,{\\pos(3,9)}home") for line in said[:2]]
    assert texts(document(tmp_path, "b.ass", HEAD + FORMAT + "".join(placed))) == ["We should go home, he said."]
