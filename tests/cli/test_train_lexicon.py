"""``align train-lexicon``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

WORDS = {"桌子": "zorble", "窗户": "quixam", "苹果": "fenwick", "狐狸": "drubbel", "电梯": "yastro"}


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    """A hundred pairs of two words, each word with a translation that is in no dictionary."""
    words = list(WORDS.items())
    path = tmp_path / "memory.jsonl"
    lines = []
    for k in range(100):
        (zh, en), (zh_2, en_2) = words[k % 5], words[(k % 5 + 1 + k // 5 % 4) % 5]
        lines.append(
            json.dumps({"zh": f"{zh}和{zh_2}，{k}。", "en": f"The {en} and the {en_2}, {k}."}, ensure_ascii=False)
        )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_what_is_learned_is_used_and_the_same_by_any_number_of_processes(
    align: Any, memory: Path, tmp_path: Path
) -> None:
    for jobs in (1, 2):
        done = align("train-lexicon", memory, "-o", tmp_path / f"{jobs}.lex", "--jobs", jobs)
        assert done.status == 0, done.err
        assert "learned from 100 pairs in " in done.err
    assert (tmp_path / "1.lex").read_bytes() == (tmp_path / "2.lex").read_bytes()
    assert align("train-lexicon", memory, "-o", "-").out == (tmp_path / "1.lex").read_bytes()
    assert not Path("-").exists()
    zh, en = tmp_path / "a.zh.txt", tmp_path / "a.en.txt"
    zh.write_text("他买了电梯。\n他买了狐狸。\n", encoding="utf-8")
    en.write_text("He bought a drubbel.\n", encoding="utf-8")
    pairs = [
        [json.loads(line) for line in align(zh, en, "--presegmented", *own).out.splitlines()]
        for own in ((), ("--lexicon", tmp_path / "1.lex"))
    ]
    assert [pair["zh"] for pair in pairs[1]] == ["他买了狐狸。"]
    assert pairs[1][0]["score"] > pairs[0][0]["score"]


def test_nothing_is_written_without_pairs(align: Any, tmp_path: Path) -> None:
    (tmp_path / "few.tsv").write_text("zh\ten\n你好。\tHello.\n", encoding="utf-8")
    failed = align("train-lexicon", tmp_path / "few.tsv", "-o", tmp_path / "my.lex")
    assert (failed.status, failed.err) == (
        2,
        "align: there are only 1 different pairs; give at least 50, better 1,000\n",
    )
    assert not (tmp_path / "my.lex").exists()
