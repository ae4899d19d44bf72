"""``align`` with one document or two: outputs and options."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from support.commands import EN, ZH


def test_one_file(align: Any, seed_path: Path, tmp_path: Path) -> None:
    output = tmp_path / "release.tmx"
    result = align(seed_path, "-o", output)
    assert result.status == 0
    assert result.out == b""
    assert re.fullmatch(
        r"belt-and-road-2020-06-18\.txt: \d+ pairs, \d+ of \d+ \(\d+%\) below 0\.9\n"
        r"  without a partner: (no sentence|\d+ Chinese and \d+ English sentences?)\n"
        r"  repairs: 126 \(pinyin glosses 125, slipped bytes 1\)\n  inferred .*\n    line 9, .*\n"
        rf"  written: {re.escape(str(output))} \(\d+ units, tmx\)\n",
        result.err,
    )
    assert output.read_text(encoding="utf-8").startswith('<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx')


def test_standard_output_is_jsonl(align: Any, seed_path: Path) -> None:
    result = align(seed_path)
    assert result.units[0]["zh"].startswith("6月18日晚,國務委員")
    assert result.units[0]["document"] == "belt-and-road-2020-06-18.txt"
    assert "written: standard output" in result.err
    assert align(seed_path, "-o", "-", "--format", "tmx").out.startswith(b"<?xml")


def test_standard_input(align: Any, seed_path: Path) -> None:
    result = align("-", "-o", "-", stdin=seed_path.read_bytes())
    assert result.status == 0
    named = [{**unit, "document": "", "id": ""} for unit in align(seed_path).units]
    assert [{**unit, "document": "", "id": ""} for unit in result.units] == named


def test_two_files_in_either_order(align: Any, sides: tuple[Path, Path], seed_path: Path) -> None:
    zh, en = sides
    forth, back = align(zh, en), align(en, zh)
    assert forth.out == back.out
    assert [(u["zh"], u["en"]) for u in forth.units] == [(u["zh"], u["en"]) for u in align(seed_path).units]


def test_quiet_and_min_score_and_languages(align: Any, seed_path: Path) -> None:
    result = align(seed_path, "--quiet", "--min-score", "0.9", "--zh-lang", "zh-Hant", "--en-lang", "en-GB")
    assert result.err == ""
    assert result.units
    assert all(unit["score"] >= 0.9 and unit["zh_lang"] == "zh-Hant" for unit in result.units)
    assert {unit["en_lang"] for unit in result.units} == {"en-GB"}


def test_what_is_no_translation_is_told_and_left_out(align: Any, tmp_path: Path) -> None:
    zh, en, output = tmp_path / "a.zh.txt", tmp_path / "a.en.txt", tmp_path / "a.tmx"
    zh.write_text(ZH + "This part has not been translated yet.\n（1.5）\n", encoding="utf-8")
    en.write_text(EN + "This part has not been translated yet.\n1.5\n", encoding="utf-8")
    left_out = align(zh, en, "-o", output)
    assert "  1 passage is the same on both sides\n  1 pair has no letter, or an empty side\n" in left_out.err
    assert "left out: 1 the same on both sides, 1 without a letter\n" in left_out.err
    assert "not been translated" not in output.read_text(encoding="utf-8")
    kept = align(zh, en, "--keep-equal").units
    assert [unit["kind"] for unit in kept if "kind" in unit] == ["same", "wordless"]
    whole = align(zh, en, "--keep-unaligned").units
    assert [unit["zh"] for unit in whole if unit.get("kind")] == ["This part has not been translated yet.", "（1.5）"]
    assert "kind" not in str(align(zh, en).units)


def test_keep_unaligned(align: Any, tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text(ZH + "熊猫爱吃竹子,尤其是在四川的山里。\n" + EN, encoding="utf-8")
    units = align(path, "--keep-unaligned").units
    assert [i for unit in units for i in unit["zh_ids"]] == [0, 1, 2]
    assert [i for unit in units for i in unit["en_ids"]] == [0, 1]
    assert len(align(path).units) == sum(unit["zh"] != "" and unit["en"] != "" for unit in units)


@pytest.mark.parametrize("level", ["sentence", "clause", "paragraph"])
def test_levels(align: Any, seed_path: Path, level: str) -> None:
    units = align(seed_path, "--level", level, "--keep-unaligned").units
    counts = {"sentence": 27, "paragraph": 11}
    zh = [i for unit in units for i in unit["zh_ids"]]
    assert zh == list(range(len(zh)))
    assert len(zh) == counts[level] if level in counts else len(zh) > counts["sentence"]


def test_restored_punctuation(align: Any, seed_path: Path) -> None:
    assert align(seed_path, "--punctuation", "restore").units[0]["zh"].startswith("6月18日晚，國務委員")


def test_presegmented(align: Any, tmp_path: Path) -> None:
    zh, en = tmp_path / "zh.txt", tmp_path / "en.txt"
    zh.write_text("会议在北京举行。你好。\n\n· 務(wù)\n", encoding="utf-8")
    en.write_text("The meeting was held in Beijing. Hello.\n\n-----\n", encoding="utf-8")
    units = align(en, zh, "--presegmented", "--keep-unaligned").units
    assert [i for unit in units for i in unit["zh_ids"]] == [0, 1, 2]
    assert [i for unit in units for i in unit["en_ids"]] == [0, 1, 2]
    assert units[0]["zh"] == "会议在北京举行。你好。"
    assert "· 務(wù)" in "".join(unit["zh"] for unit in units)


def test_explain(align: Any, seed_path: Path) -> None:
    result = align(seed_path, "--explain", "--quiet")
    assert "  layout      Chinese, then English\n" in result.err
    assert "  encoding    utf-8\n" in result.err
    repairs = re.findall(r"^    line (\d+), (.*?): .* → .*$", result.err, re.MULTILINE)
    assert len(repairs) == 126
    assert [int(line) for line, _ in repairs] == sorted(int(line) for line, _ in repairs)
    scores = re.findall(r"^  [1-9]-[1-9]  zh .* score (\S+)", result.err, re.MULTILINE)
    assert list(map(float, scores)) == pytest.approx([unit["score"] for unit in result.units], abs=6e-4)


def test_inferred_repairs_are_told_and_doubted(align: Any, seed_path: Path) -> None:
    result = align(seed_path, "-o", "-")
    told = result.err[result.err.index("  inferred") :].splitlines()[:2]
    assert told == [
        "  inferred from the rest of the document, so look at it:",
        "    line 9, slipped bytes: 重要作用?!耙粠б宦贰背h是團結( → 重要作用。“一帶一路”倡議是團結(",
    ]
    explained = align(seed_path, "--explain", "--quiet", "-o", "-")
    assert re.search(r"^  damaged by  slipped bytes \([\d,]+ to 1\)$", explained.err, re.MULTILINE)
    assert re.search(r"團結\( \(inferred; slipped bytes, [\d,]+ to 1\)$", explained.err, re.MULTILINE)
    assert re.search(r"^    line 9, pinyin glosses: .* \(exact\)$", explained.err, re.MULTILINE)
    doubtful = [unit for unit in explained.units if unit.get("repair") == "inferred"]
    products = re.findall(r" score (\S+) = (\S+) as a pair × (\S+) that its repairs are right$", explained.err, re.M)
    assert doubtful
    assert len(doubtful) == len(products)
    for unit, (score, pair, right) in zip(doubtful, products, strict=True):
        assert float(score) == pytest.approx(unit["score"], abs=6e-4)
        assert float(pair) * float(right) == pytest.approx(float(score), abs=2e-3)
    least = max(unit["score"] for unit in doubtful) + 0.0001
    kept = align(seed_path, "--min-score", f"{least:.4f}", "-o", "-").units
    assert kept
    assert all(unit.get("repair") != "inferred" for unit in kept)


@pytest.mark.parametrize(
    ("options", "repaired"),
    [
        (["--no-repair"], []),
        (["--repair", "none"], []),
        (["--repair", "entities"], []),
        (["--repair", "slipped-bytes,hard-wraps"], ["slipped bytes"]),
        (["--repair", "pinyin glosses"], ["pinyin glosses"]),
    ],
)
def test_repairs_that_are_wanted(align: Any, seed_path: Path, options: list[str], repaired: list[str]) -> None:
    result = align(seed_path, *options)
    kinds = re.search(r"^  repairs: (.*)$", result.err, re.MULTILINE)
    assert kinds
    assert re.findall(r"([a-z ]+) \d+(?=[,)])", kinds[1]) == repaired


@pytest.mark.parametrize("command", [[], ["clean"], ["segment"], ["update", "m.tmx"], ["memory", "add", "m.db"]])
def test_repairs_that_there_are_not(align: Any, seed_path: Path, command: list[str]) -> None:
    result = align(*command, seed_path, "--repair", "slipped-bytes,bogus")
    assert result.status == 2
    assert "argument --repair: 'bogus' is no kind of repair; there are surrogates, utf-8-read-as-latin, " in result.err
    result = align(*command, seed_path, "--repair", "entities", "--no-repair")
    assert result.status == 2
    assert "argument --no-repair: not allowed with argument --repair" in result.err


def test_encoding(align: Any, tmp_path: Path) -> None:
    path = tmp_path / "gb.txt"
    path.write_bytes((ZH + EN).encode("gb18030"))
    assert align(path).units[0]["zh"] == "会议在北京举行。"
    assert align(path, "--encoding", "gbk").units[0]["zh"] == "会议在北京举行。"


def test_a_file_with_the_name_of_a_subcommand(align: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("clean").write_text(ZH + EN, encoding="utf-8")
    assert len(align("./clean").units) == 2
