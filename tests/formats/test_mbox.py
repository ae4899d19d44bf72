"""Mailboxes, as Python's mailbox package writes them."""

from __future__ import annotations

import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest
from support.reading import EN, ZH, document, left, texts

from duiqi.errors import InputError
from duiqi.formats import mbox
from duiqi.pipeline import align, load_sides


def written(path: Path, *bodies: str) -> Path:
    box = mailbox.mbox(path)
    for body in bodies:
        message = EmailMessage()
        message["Subject"] = "会议 Meeting"
        message["From"] = "a@example.org"
        message.set_content("plain\n" if body.startswith("<") else body, charset="utf-8")
        if body.startswith("<"):
            message.add_alternative(body, subtype="html")
        box.add(message)
    box.close()
    return path


@pytest.mark.parametrize("name", ["a.mbox", "a.txt"])
def test_messages_of_both_kinds(tmp_path: Path, name: str) -> None:
    table = "<table><tr><td>数据</td><td>data</td></tr><tr><td>水坝</td><td>dam</td></tr></table>"
    path = written(
        tmp_path / name, f"{ZH}\n\n{EN}\n\nFrom here on it is quiet.\n", table, f"<p>会议结束了。</p>{table}"
    )
    read, _ = load_sides(path)
    subject, table_of = "会议 Meeting", ["数据", "data", "水坝", "dam"]
    quiet = "From here on it is quiet."
    assert texts(read) == [subject, ZH, EN, quiet, subject, *table_of, subject, "会议结束了。", *table_of]
    rows = [hint.row for hint in read.hints if hint.row is not None]
    assert [rows.count(row) for row in rows] == [2] * 8
    assert [(pair.zh, pair.en) for pair in align(path)].count(("水坝", "dam")) == 2


def test_what_is_no_mailbox(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no message begins in it"):
        document(tmp_path, "a.mbox", ZH)


def test_too_many_messages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "a.mbox", ZH, ZH)
    monkeypatch.setattr(mbox, "MOST_MESSAGES", 1)
    with pytest.raises(InputError, match="more than 1 messages"):
        load_sides(path)


def test_attachments_are_named(tmp_path: Path) -> None:
    text = (
        "From a@b.org Mon May  6 10:00:00 2024\nSubject: meeting\nContent-Type: image/png; name=a.png\n\nx\n\n"
        f"From a@b.org Mon May  6 10:01:00 2024\nSubject: data\nContent-Type: text/plain; charset=utf-8\n\n{ZH}\n"
    )
    found = document(tmp_path, "a.mbox", text)
    assert texts(found)[-2:] == ["data", ZH]
    assert left(found) == {"attachment": ["a.png"]}
