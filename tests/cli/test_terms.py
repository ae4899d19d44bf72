"""``align terms``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import duiqi

FRAMES = (
    ("他昨天谈到{}。", "Yesterday he spoke of the {}."),
    ("{}是什么？", "What is a {}?"),
    ("我们需要{}吗？", "Do we need the {}?"),
)
TERMS = (("阻尼因子", "damping factor"), ("决策树桩", "decision stump"))


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    units = [{"zh": zh.format(a), "en": en.format(b), "document": "d"} for zh, en in FRAMES for a, b in TERMS]
    path = tmp_path / "m.jsonl"
    path.write_text("\n".join(map(json.dumps, units)) + "\n", encoding="utf-8")
    return path


def test_a_table_with_counts_and_examples_which_is_a_termbase(align: Any, memory: Path, tmp_path: Path) -> None:
    path = tmp_path / "terms.tsv"
    done = align("terms", memory, memory, "-o", path)
    assert done.status == 0, done.err
    assert f"{path}: 2 terms of 6 pairs\n" in done.err
    head, first, *_ = path.read_text("utf-8").splitlines()
    assert head.split("\t")[:6] == ["zh", "en", "score", "together", "zh_texts", "en_texts"]
    assert first.split("\t")[1:6] == ["decision stump", "0.8333", "3", "3", "3"]
    assert first.split("\t")[-2:] == ["他昨天谈到决策树桩。", "Yesterday he spoke of the decision stump."]
    assert align("terms", memory, "-o", tmp_path / "none.tsv", "--termbase", path).status == 0
    assert len((tmp_path / "none.tsv").read_text("utf-8").splitlines()) == 1


def test_a_termbase(align: Any, memory: Path, tmp_path: Path) -> None:
    path = tmp_path / "terms.tbx"
    assert align("terms", memory, "-o", path, "--limit", "1").status == 0
    assert [(pair.zh, pair.en, pair.kind) for pair in duiqi.read(path)] == [("决策树桩", "decision stump", "term")]


def test_a_termbase_of_a_table_has_a_term_for_each_in_a_cell(align: Any, tmp_path: Path) -> None:
    table = tmp_path / "terms.csv"
    table.write_text('zh,en\n终端|終端機,terminal|TTY\n文件系统,"filesystem\nfile system"\n', encoding="utf-8")
    done = align("convert", table, "-o", tmp_path / "terms.tbx")
    assert (done.status, done.err) == (0, f"{tmp_path}/terms.tbx: 2 of 2 pairs (tbx)\n")
    assert [(pair.zh, pair.en) for pair in duiqi.read(tmp_path / "terms.tbx")] == [
        ("终端", "terminal"),
        ("终端", "TTY"),
        ("終端機", "terminal"),
        ("文件系统", "filesystem"),
        ("文件系统", "file system"),
    ]


def test_the_table_on_standard_output(
    align: Any, memory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    align("terms", memory, "-o", "terms.tsv")
    told = align("terms", memory, "-o", "-")
    assert told.out == (tmp_path / "terms.tsv").read_bytes()
    assert told.err.startswith("standard output: ")
    assert not Path("-").exists()


def test_nothing_to_look_for_terms_in(align: Any, memory: Path, tmp_path: Path) -> None:
    memory.write_text('{"zh": "你好。", "en": "Hello.", "score": 0.1}\n', encoding="utf-8")
    failed = align("terms", memory, "-o", tmp_path / "terms.tsv")
    assert (failed.status, failed.err) == (2, f"align: {memory}: there are no pairs to look for terms in\n")
    unknown = align("terms", memory, "-o", tmp_path / "terms.unknown")
    assert unknown.status == 2
    assert not list(tmp_path.glob("terms.*"))
