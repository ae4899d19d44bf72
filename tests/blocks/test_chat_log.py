"""Conversations: who wrote a message and when is no text."""

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
