"""Which written Chinese a text is in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from duiqi.text.script import chinese_variant, script_of

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "variants.jsonl").open(encoding="utf-8")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:8])
def test_cases(case: dict[str, str]) -> None:
    assert chinese_variant([case["text"]]) == case["variant"]
    assert chinese_variant(case["text"]) == case["variant"]  # one character at a time


def test_seed(seed_path: Path) -> None:
    assert chinese_variant([seed_path.read_text(encoding="utf-8")]) == "zh-TW"


@pytest.mark.parametrize(
    ("path", "variant"),
    [
        ("udhr-hans/zh.txt", "zh-CN"),
        ("progit-what-is-git/zh.asc", "zh-CN"),
        ("mulanpsl-1.0/raw.txt", "zh-CN"),
        ("udhr-hant/zh.txt", "zh-TW"),
        ("semver-zh-TW/zh.md", "zh-TW"),
        ("seedlike-newyear-2021/mixed.txt", "zh-TW"),
    ],
)
def test_documents(shared: Path, path: str, variant: str) -> None:
    assert chinese_variant([(shared / "docs" / path).read_text(encoding="utf-8")]) == variant


def test_every_sentence_converted_to_simplified_is_simplified(shared: Path) -> None:
    import opencc

    to_simplified = opencc.OpenCC("t2s").convert
    rows = (shared / "train" / "tatoeba.cmn-eng.tsv").read_text(encoding="utf-8").splitlines()[::20]
    for row in rows:
        assert chinese_variant([to_simplified(row.split("\t")[1])]) == "zh-CN"


def test_a_long_text_is_read_to_a_bound() -> None:
    def texts() -> object:
        yield "漢" * 300_000
        raise AssertionError("read on")

    assert chinese_variant(texts()) == "zh-TW"  # type: ignore[arg-type]


def test_text_without_script_is_either() -> None:
    assert script_of("一二三") is None
    assert script_of("会议") == "simplified"
    assert script_of("會議") == "traditional"
