"""Test sets and documents with ids, laid out as their collections have them: all pairs by the ids, none by chance."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support import documents as build
from support.cases import CASES

import duiqi

KEYED = CASES / "keyed"
DOCUMENTS = json.loads((KEYED / "texts.json").read_text("utf-8"))
ROWS = [tuple(row) for paragraphs in DOCUMENTS.values() for paragraph in paragraphs for row in paragraph]


@pytest.mark.parametrize(
    "name", ["newstest.{}.sgm", "iwslt.{}.xml", "train.tags.en-zh.{}", "un.{}.xml", "europarl.{}.xml"]
)
def test_pairs_follow_the_ids(name: str) -> None:
    files = [KEYED / name.format(language) for language in ("zh", "en")]
    for order in (files, files[::-1]):
        found = [(pair.zh, pair.en) for pair in duiqi.align(*order).pairs(unaligned=True)]
        assert sorted(found) == sorted(ROWS)


def test_places_tell_document_and_sentence() -> None:
    found = duiqi.align(KEYED / "newstest.zh.sgm", KEYED / "newstest.en.sgm")
    places = {f"{name}/{k}" for name, sentences in DOCUMENTS.items() for k in range(1, 1 + sum(map(len, sentences)))}
    assert {pair.place for pair in found} == places


@pytest.mark.parametrize(("name", "reason"), [("un.en.xml", "header"), ("iwslt.en.xml", "<keywords>")])
def test_what_is_left_out_is_told(name: str, reason: str) -> None:
    assert reason in {omission.reason for omission in duiqi.load(KEYED / name).omissions}


ZH = [["Key", "Text"], ["m1", "分钟"], ["m2", "打开文件"], ["m3", "再见"], ["m4", "一、2"]]
EN = [["Key", "Text"], ["m3", "Goodbye"], ["m1", "Pound"], ["m5", "Quit"], ["m2", "Open the file"]]


def write(path: Path, rows: list[list[str]]) -> Path:
    """A table by the suffix of its name."""
    separator = "\t" if path.suffix == ".tsv" else ","
    lines = "".join(f"{separator.join(row)}\n" for row in rows).encode()
    return build.write(path.parent, path.name, build.xlsx_of(rows) if path.suffix == ".xlsx" else lines)


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx"])
def test_tables_with_a_column_of_keys(tmp_path: Path, suffix: str) -> None:
    files = write(tmp_path / f"a{suffix}", ZH), write(tmp_path / f"b{suffix}", EN)
    found = {(pair.zh, pair.en) for pair in duiqi.align(*files).pairs(unaligned=True)}
    assert found == {("分钟", "Pound"), ("打开文件", "Open the file"), ("再见", "Goodbye"), ("一、2", ""), ("", "Quit")}
    left = [(omission.reason, omission.text) for omission in duiqi.load(files[0]).omissions]
    assert left[:3] == [("head of a column", "Key"), ("head of a column", "Text"), ("column 1", "m1")]


def test_tables_with_keys_and_several_columns(tmp_path: Path) -> None:
    zh, en = ([[*row, note] for row, note in zip(rows, notes, strict=True)] for rows, notes in
              ((ZH, ("Note", "单位", "", "礼貌", "")), (EN, ("Note", "polite", "a unit", "", ""))))  # fmt: skip
    found = {(pair.zh, pair.en) for pair in duiqi.align(write(tmp_path / "a.csv", zh), write(tmp_path / "b.csv", en))}
    assert {("分钟", "Pound"), ("单位", "a unit"), ("礼貌", "polite")} <= found


@pytest.mark.parametrize(
    "rows",
    [
        [["No.", "Text"], *ZH[1:]],  # a row's number is that of its place
        [*ZH, ["m1", "秒"]],  # what stands twice is no key
        [*ZH, ["", "秒"]],
    ],
)
def test_columns_that_hold_no_keys(tmp_path: Path, rows: list[list[str]]) -> None:
    found = duiqi.load(write(tmp_path / "a.csv", rows))
    assert {hint.key for hint in found.hints} == {""}
