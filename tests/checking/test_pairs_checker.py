"""Files of pairs that are no TMX: the rules on texts, told by unit."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.alignments import small_alignment

from duiqi.checking import check_file, repair_file
from duiqi.checking.rules import TEXTS
from duiqi.errors import InputError
from duiqi.export import save
from duiqi.model import Bead, Pair
from duiqi.pairs.filters import Filters

FORMATS = ("jsonl", "jsonl.gz", "csv", "tsv", "xlsx", "xliff", "parquet")
FAULTY = [
    ("谢谢。", "Thanks.", 1.0),
    ("共有30个国家参加会议。", "Some 40 countries took part in the meeting.", 1.0),
    ("谢谢。", "Thanks.", 1.0),
    ("Belt and Road", "Belt and Road", 1.0),
    ("谢谢。", "Thank you.", 1.0),
    ("今天天气很好。", "He went to school.", 0.31),
]
FOUND = [
    "unit 2: 30 is not in the English text — the translator may get a wrong number",
    "unit 2: 40 is not in the Chinese text — the translator may get a wrong number",
    "unit 3: the same pair is in unit 1 — it is looked up and shown twice",
    "unit 4: both sides are the same text — nothing was translated",
    "unit 5: the same text is translated differently in unit 1 — programs offer both, or the last one only",
]
LOW = "unit 6: the score of the pair is 0.31 — the translator may get the translation of something else"


def pairs() -> list[Pair]:
    return [
        Pair(zh, en, score, Bead(range(n, n + 1), range(n, n + 1), score)) for n, (zh, en, score) in enumerate(FAULTY)
    ]


@pytest.mark.parametrize("suffix", FORMATS)
def test_faults_are_told_by_unit(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    save(pairs(), path)
    findings = list(check_file(path))
    assert [str(finding) for finding in findings] == [*FOUND, LOW]
    assert {finding.line for finding in findings} == {0}
    assert {finding.rule for finding in findings} <= {rule.id for rule in TEXTS}


def test_what_has_no_partner_is_no_fault(tmp_path: Path) -> None:
    """Units count on, so that the number is that of the line."""
    save(small_alignment(), tmp_path / "a.jsonl", unaligned=True)
    assert [str(finding) for finding in check_file(tmp_path / "a.jsonl")] == [
        "unit 4: the score of the pair is 0.20 — the translator may get the translation of something else"
    ]


def test_an_empty_text_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("zh,en\n谢谢。,Thanks.\n会议,\n", encoding="utf-8")
    assert [str(finding) for finding in check_file(tmp_path / "a.csv")] == [
        "unit 2: the text is empty — OmegaT inserts an empty translation"
    ]


def test_files_that_are_only_read(tmp_path: Path) -> None:
    """Translations of a program, of which no pairs are written."""
    head = 'msgid ""\nmsgstr ""\n"Language: zh_CN\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    (tmp_path / "a.po").write_text(head + 'msgid "Delete 12 files"\nmsgstr "删除 13 个文件"\n', encoding="utf-8")
    assert [finding.message for finding in check_file(tmp_path / "a.po")] == [
        "13 is not in the English text",
        "12 is not in the Chinese text",
    ]


def test_filters(tmp_path: Path) -> None:
    save(pairs(), tmp_path / "a.tsv")
    findings = [
        finding for finding in check_file(tmp_path / "a.tsv", Filters(min_score=0.5)) if finding.rule == "filter"
    ]
    assert [str(finding) for finding in findings] == [
        "unit 6: the pair does not pass: score too low — align convert leaves it out with these options"
    ]


def test_sentence_numbers_are_nothing_to_check(tmp_path: Path) -> None:
    save(pairs(), tmp_path / "a.index")
    with pytest.raises(
        InputError, match=r"a\.index: has sentence numbers, and no text to check; check the file of pairs"
    ):
        list(check_file(tmp_path / "a.index"))


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "xlsx", "xliff"])
def test_only_tmx_is_repaired(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    save(pairs(), path)
    with pytest.raises(InputError) as caught:
        repair_file(path, tmp_path / "b.tmx")
    assert str(caught.value) == (
        f"{path}: is no TMX but {suffix}; only TMX files are repaired; make a TMX of it first: align convert"
    )
    assert not (tmp_path / "b.tmx").exists()
