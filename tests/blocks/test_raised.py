"""Raised marks of notes, and what is raised and belongs to the text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support import documents as build
from support.documents import docx_run as run
from support.reading import document, left, texts

from duiqi.blocks.raised import is_note_mark

OFF = '<w:vanish w:val="0"/>'
CASES = json.loads((Path(__file__).parents[1] / "cases" / "blocks" / "raised.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("before", "raised", "wanted"), CASES)
def test_marks(before: str, raised: str, wanted: bool) -> None:
    assert is_note_mark(raised, before) == wanted


def test_in_word(tmp_path: Path) -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    body = (
        f"<w:p>{run('他来了。')}{run('1', raised)}{run(',', raised)}{run('2', raised)}{run('然后走了。')}</w:p>"
        f"<w:p>{run('Ten m')}{run('2', raised)}{run(' is enough.')}{run('secret', '<w:vanish/>')}"
        f"{run(' Yes.', OFF)}</w:p>"
    )
    found = document(tmp_path, "a.docx", build.docx_of(body))
    assert texts(found) == ["他来了。然后走了。", "Ten m2 is enough. Yes."]
    assert left(found) == {"hidden text": ["secret"]}
    assert [code.content for code in found.codes if "fnote" in dict(code.attributes).values()] == [
        "<w:t>1</w:t>",
        "<w:t>,</w:t>",
        "<w:t>2</w:t>",
    ]


def test_on_a_web_page(tmp_path: Path) -> None:
    page = (
        "<p>会议于九月三日在上海闭幕。<sup>1</sup>双方都很满意。</p>"
        "<p>The meeting closed in Shanghai.<span style='vertical-align: super'>1</span> A hall of 90 m<sup>2</sup>.</p>"
    )
    assert texts(document(tmp_path, "a.html", page)) == [
        "会议于九月三日在上海闭幕。双方都很满意。",
        "The meeting closed in Shanghai. A hall of 90 m2.",
    ]
