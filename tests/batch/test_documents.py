"""One document to its output: the settings of a run, and what the summary holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.commands import EN, ZH

from duiqi.batch import Settings, align_to_file, is_memory, same_file
from duiqi.batch.documents import align_to_pairs
from duiqi.export import read


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"level": "word"}, "level is 'word'; it can be 'sentence', 'clause', 'paragraph' or 'both'"),
        ({"layout": "diagonal"}, "layout is 'diagonal'; it can be 'auto', 'zh-then-en', "),
        ({"punctuation": "drop"}, "punctuation is 'drop'; it can be 'keep' or 'restore'"),
        ({"srclang": "fr"}, "srclang is 'fr'; it can be 'zh' or 'en'"),
        ({"changed": "maybe"}, "changed is 'maybe'; it can be "),
        ({"matching": "date"}, "matching is 'date'; it can be 'auto', 'name' or 'content'"),
    ],
)
def test_settings_that_there_are_not(values: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        Settings("tmx", **values)  # type: ignore[arg-type]


def test_a_document_to_a_file_and_to_pairs(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(ZH + "熊猫爱吃竹子,尤其是在四川的山里。\n" + EN, encoding="utf-8")
    summary = align_to_file([str(source)], str(tmp_path / "a.tmx"), Settings("tmx"))
    assert (summary.pairs, summary.zh_alone, summary.en_alone, summary.written.units) == (2, 1, 0, 2)
    assert [pair.document for pair in read(tmp_path / "a.tmx")] == ["a.txt", "a.txt"]
    units = align_to_pairs([str(source)], Settings("tmx"), "b").units
    assert [(pair.type, pair.document) for pair in units] == [("1-1", "b")] * 2
    units = align_to_pairs([str(source)], Settings("tmx", keep_unaligned=True)).units
    assert [pair.type for pair in units] == ["1-1", "1-1", "1-0"]


def test_names(tmp_path: Path) -> None:
    assert is_memory("A.TMX")
    assert is_memory("a.tmx.gz")
    assert not is_memory("a.jsonl")
    assert not same_file(str(tmp_path / "a"), str(tmp_path / "a")), "there is no such file"
    assert same_file(str(tmp_path), f"{tmp_path}/.")
