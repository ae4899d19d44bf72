"""Conversations and transcripts: who wrote or said something and when is no text."""

from __future__ import annotations

import pytest

from duiqi.blocks.typed import as_typed
from duiqi.model import Document

TEXTS = ["在吗？", "Are you there?", "在，怎么了", "yeah, what's up"]
BEFORE = ["[2023/5/6 20:14:03] 小美: {}", "06/05/2023, 20:14 - 小美: {}", "2023-05-06 20:14 小美：{}"]
ABOVE = ["2023-05-06 20:14:03 小美\n{}", "小美 2023年5月6日 下午8:14\n{}", "2023-05-06 20:14\n{}"]


@pytest.mark.parametrize("message", [*BEFORE, *ABOVE])
def test_senders_are_left_out(message: str) -> None:
    text = "\n".join(message.format(text) for text in TEXTS)
    found = as_typed(Document("chat.txt", text))
    assert [line for line in found.text.split("\n") if line] == TEXTS
    assert {omission.reason for omission in found.omissions} == {"sender of a message"}
    assert len(found.omissions) == len(TEXTS)


@pytest.mark.parametrize(
    "lines",
    [
        [f"2023-05-0{day} 09:00 {event}" for day, event in enumerate(["开幕式", "分组讨论", "参观", "闭幕式"], 1)],
        [
            f"2023-05-0{day} 09:00 {event}：在一号厅"
            for day, event in enumerate(["开幕式", "讨论", "参观", "闭幕式"], 1)
        ],
        ["记者：您好。", "Reporter: Hello.", "林：您好。", "Lin: Hello."],
        ["2023-05-06 20:14 小美: 在吗", "2023-05-06 20:15 小美: 明天开会", "就这些。"],
    ],
)
def test_dates_of_events_and_speakers_are_text(lines: list[str]) -> None:
    document = Document("x.txt", "\n".join(lines))
    assert as_typed(document) == document


SPOKEN = ["主持人：大家好。", "Host: Hello.", "陈岚：谢谢。", "Chen Lan: Thank you."]


@pytest.mark.parametrize(
    "turn",
    ["[00:{m:02}:05] {}", "00:{m:02}:05 {}", "({m}:05) {}", "[00:{m:02}:05 - 00:{m:02}:09] {}", "{m}:05\n{}",
     "00:{m:02}:05,000 --> 00:{m:02}:07,000 {}"],
)  # fmt: skip
def test_times_of_a_recording_are_left_out(turn: str) -> None:
    text = "\n".join(turn.format(text, m=k // 2) for k, text in enumerate(SPOKEN))
    found = as_typed(Document("talk.txt", text))
    assert [line for line in found.text.split("\n") if line] == SPOKEN
    assert [omission.reason for omission in found.omissions] == ["time in the recording"] * 4


def test_speakers_beside_the_times_go_with_them() -> None:
    text = "\n".join(f"{'林 老师' if k % 2 else 'Speaker 1'} [00:0{k}:10]\n{t}" for k, t in enumerate(TEXTS))
    assert [line for line in as_typed(Document("talk.txt", text)).text.split("\n") if line] == TEXTS


def test_times_begin_anew_where_the_other_language_does() -> None:
    lines = [f"[00:00:{k}0] {text}" for texts in (SPOKEN[::2], SPOKEN[1::2]) for k, text in enumerate(texts)]
    assert as_typed(Document("talk.txt", "\n".join(lines))).text.split("\n") == SPOKEN[::2] + SPOKEN[1::2]


@pytest.mark.parametrize(
    "lines",
    [
        [f"{9 + k}:30 {event}" for k, event in enumerate(["开幕式", "分组讨论", "午餐", "参观", "闭幕式"])],
        [line for k, event in enumerate(["开幕式", "讨论", "午餐", "闭幕式"]) for line in (f"{9 + k}:30", event)],
        ["[00:05:00] 三", "[00:01:00] 一", "[00:04:00] 二", "[00:02:00] 四", "[00:03:00] 五"],
        ["全程用时 [1:02:03]", "[1:02:03] 是他的成绩", "[1:05:07] 是她的成绩", "完"],
    ],
)
def test_times_of_day_and_of_races_are_text(lines: list[str]) -> None:
    document = Document("x.txt", "\n".join(lines))
    assert as_typed(document) == document
