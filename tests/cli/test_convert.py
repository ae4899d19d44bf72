"""``align convert``, word for word."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from support.alignments import small_alignment

from duiqi.cli import main
from duiqi.export import read, save
from duiqi.model import Bead, Pair


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    save(small_alignment(), tmp_path / "a.tmx")
    return tmp_path / "a.tmx"


def test_to_a_file(memory: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = memory.with_name("b.tsv")
    assert main(["convert", str(memory), "-o", str(output), "--min-score", "0.5"]) == 0
    assert capsys.readouterr().err == f"{output}: 2 of 3 pairs (tsv)\n  left out: 1 score too low\n"
    assert [pair.score for pair in read(output)] == [0.9877, 0.9]


def test_the_encoding_of_a_format_that_names_its_own_is_not_heeded(
    memory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = "  --encoding is not heeded: a translation memory (TMX) says itself which encoding it is in\n"
    output = memory.with_name("b.tsv")
    assert main(["convert", str(memory), "-o", str(output), "--encoding", "gbk"]) == 0
    assert capsys.readouterr().err.endswith(told)
    assert main(["convert", str(output), "-o", str(memory.with_name("c.tmx")), "--encoding", "utf-8"]) == 0
    assert told not in capsys.readouterr().err


def test_to_standard_output(memory: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["convert", str(memory), "--quiet"]) == 0
    captured = capsysbinary.readouterr()
    assert captured.err == b""
    assert [json.loads(line)["zh_lang"] for line in captured.out.splitlines()] == ["zh-TW"] * 3


def test_several_inputs_and_duplicates(memory: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(small_alignment(), memory.with_name("c.csv"))
    output = memory.with_name("b.tmx")
    words = ["convert", str(memory), str(memory.with_name("c.csv")), "-o", str(output), "--duplicates", "exact"]
    assert main([*words, "--zh-lang", "zh-Hant", "--srclang", "en"]) == 0
    assert capsys.readouterr().err == f"{output}: 3 of 6 pairs (tmx)\n  left out: 3 duplicates\n"
    assert b'srclang="en"' in output.read_bytes()
    assert b'<tuv xml:lang="zh-Hant">' in output.read_bytes()


def test_unaligned_are_kept_where_there_is_a_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(small_alignment(), tmp_path / "a.jsonl", unaligned=True)
    words = ["convert", str(tmp_path / "a.jsonl"), "--keep-unaligned", "-o"]
    assert main([*words, str(tmp_path / "b.xlsx")]) == 0
    assert [pair.type for pair in read(tmp_path / "b.xlsx")] == ["1-1", "1-2", "1-0", "1-1"]
    capsys.readouterr()
    assert main([*words, str(tmp_path / "b.xliff")]) == 0
    assert capsys.readouterr().err == (
        f"{tmp_path}/b.xliff: 3 of 4 pairs (xliff)\n"
        "align: warning: 1 left out because a side is empty, for which xliff has no place\n"
    )
    assert main([*words[:2], "-o", str(tmp_path / "c.csv")]) == 0
    assert len(read(tmp_path / "c.csv")) == 3


def test_index_needs_sentences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.align").write_text("[0]:[0, 1]\n")
    (tmp_path / "zh").write_text("一二\n", encoding="utf-8")
    (tmp_path / "en").write_text("one\ntwo\n")
    words = ["convert", str(tmp_path / "a.align"), "-o", str(tmp_path / "b.tmx"), "--quiet"]
    assert main(words) == 2
    assert capsys.readouterr().err == (
        f"align: {tmp_path}/a.align: holds sentence numbers and no text; name the files with the sentences: "
        "--sentences ZH EN\n"
    )
    assert not (tmp_path / "b.tmx").exists()
    assert main([*words, "--sentences", str(tmp_path / "zh"), str(tmp_path / "en")]) == 0
    assert read(tmp_path / "b.tmx")[0].en == "one two"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["a.tmx", "-o", "a.tmx"], "align: a.tmx: is the input itself; give the output another name\n"),
        (
            ["a.tmx", "--format", "moses"],
            "align: the format moses makes several files; name a file to write, not a stream\n",
        ),
        (["none.tmx", "-o", "b.tmx"], "align: none.tmx: cannot be read: No such file or directory\n"),
    ],
)
def test_errors(
    memory: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str], message: str
) -> None:
    monkeypatch.chdir(memory.parent)
    assert main(["convert", *words]) == 2
    assert capsys.readouterr().err == message
    assert sorted(path.name for path in memory.parent.iterdir()) == ["a.tmx"]


def test_losses_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"zh": "一\\u0001\\n二", "en": "one"}\n' + json.dumps({"zh": "长" * 40_000, "en": "long"}) + "\n"
    )
    words = ["convert", str(tmp_path / "a.jsonl"), "--quiet", "-o"]
    assert main([*words, str(tmp_path / "b.tmx")]) == 0
    assert capsys.readouterr().err == (
        "align: warning: 1 character removed that tmx cannot hold (controls, halves of characters)\n"
    )
    assert main([*words, str(tmp_path / "b.xlsx")]) == 0
    assert capsys.readouterr().err == (
        "align: warning: 1 left out because a text is longer than the 32,767 characters that a cell can hold\n"
    )
    assert main([*words, str(tmp_path / "b.zh")]) == 0
    assert capsys.readouterr().err == "align: warning: 1 text with line breaks, which became spaces\n"


def test_what_other_programs_put_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = Path(__file__).parents[1] / "cases" / "tmx" / "three-languages.tmx"
    told = (
        "align: warning: not taken over from the input: ids, dates and names (1), notes (1), "
        "properties (1), texts in fr (1), texts in zh-TW (1), units without text in both languages (2)\n"
    )
    assert main(["convert", str(source), "-o", str(tmp_path / "a.jsonl")]) == 0
    assert capsys.readouterr().err == f"{tmp_path}/a.jsonl: 2 of 2 pairs (jsonl)\n{told}"
    assert main(["convert", str(tmp_path / "a.jsonl"), "-o", str(tmp_path / "a.tmx"), "--quiet"]) == 0
    assert main(["convert", str(tmp_path / "a.tmx"), "-o", str(tmp_path / "b.tmx")]) == 0
    assert capsys.readouterr().err == f"{tmp_path}/b.tmx: 2 of 2 units (tmx)\n"
    assert main(["update", str(tmp_path / "c.tmx"), str(source)]) == 0
    assert capsys.readouterr().err.endswith(told)
    # A memory keeps units whole.
    assert main(["memory", "add", str(tmp_path / "m.db"), str(source)]) == 0
    assert capsys.readouterr().err.endswith(
        "align: warning: not taken over from the input: units without text in both languages (2)\n"
    )
    assert main(["convert", str(tmp_path / "a.tmx"), "-o", str(tmp_path / "a.xliff")]) == 0
    text = (tmp_path / "a.xliff").read_text(encoding="utf-8")
    (tmp_path / "a.xliff").write_text(re.sub("<target>Two</target>", "", text), encoding="utf-8")
    capsys.readouterr()
    assert main(["convert", str(tmp_path / "a.xliff"), "-o", str(tmp_path / "d.tmx"), "--quiet"]) == 0
    assert capsys.readouterr().err == (
        "align: warning: not taken over from the input: units without text in both languages (1)\n"
    )


def test_what_is_not_there_is_not_told(align: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text('msgid "Open"\nmsgstr "打开"\n\nmsgid "Close"\nmsgstr ""\n', encoding="utf-8")
    done = align("convert", path, "-o", tmp_path / "a.tmx", "--quiet")
    told = "align: warning: not taken over from the input: units without text in both languages (1)\n"
    assert (done.status, done.err) == (0, told)


def test_two_scripts_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = [("会议开始了。", "s"), ("会议结束了。", "s"), ("會議開始了。", "t")]
    bead = Bead(range(1), range(1), 1.0)
    save([Pair(zh, "The meeting.", 1.0, bead, document=document) for zh, document in texts], tmp_path / "a.jsonl")
    words = ["convert", str(tmp_path / "a.jsonl"), "-o", str(tmp_path / "a.tmx"), "--quiet"]
    assert main(words) == 0
    assert capsys.readouterr().err == (
        "align: warning: 1 pair in Traditional characters, but the output's Chinese is zh-CN; make a file for each: "
        "--script simplified leaves the others out\n"
    )
    for option in (["--script", "simplified"], ["--script", "traditional"], ["--zh-lang", "zh"]):
        assert main([*words, *option]) == 0
        assert capsys.readouterr().err == ""


MULTI = (
    '<tmx version="1.4"><header creationtool="X" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" '
    'srclang="en-US" datatype="xml"/><body>\n{}</body></tmx>\n'
)


def unit_in(**texts: str) -> str:
    """A unit with a text in each language."""
    variants = "".join(
        f'<tuv xml:lang="{tag.replace("_", "-")}"><seg>{text}</seg></tuv>' for tag, text in texts.items()
    )
    return f"<tu>{variants}</tu>\n"


def test_of_several_variants_the_right_one_is_taken_and_the_others_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    units = unit_in(zh_TW="會議", zh_CN="会议", en_US="meeting", ja="会議") + unit_in(zh_CN="软件", en_US="software")
    units += unit_in(zh_TW="軟體程式", en_GB="programme") + unit_in(zh_CN="程序", en_US="program", en_GB="programme")
    (tmp_path / "a.tmx").write_text(MULTI.format(units), encoding="utf-8")

    def taken(*words: str) -> tuple[list[list[str]], str]:
        assert main(["convert", str(tmp_path / "a.tmx"), "-o", str(tmp_path / "a.jsonl"), "--quiet", *words]) == 0
        lines = (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()
        keys = ("zh", "en", "zh_lang", "en_lang")
        return [[json.loads(line)[key] for key in keys] for line in lines], capsys.readouterr().err

    cn, us, gb = "zh-CN", "en-US", "en-GB"
    assert taken() == (
        [
            ["会议", "meeting", cn, us],
            ["软件", "software", cn, us],
            ["軟體程式", "programme", cn, us],
            ["程序", "program", cn, us],
        ],
        "align: warning: not taken over from the input: texts in en-GB (1), texts in ja (1), texts in zh-TW (1)\n"
        "align: warning: 1 pair in Traditional characters, but the output's Chinese is zh-CN; make a file for each: "
        "--script simplified leaves the others out\n",
    )
    # Units that have none of the script that is asked for are no pairs of it.
    assert taken("--zh-lang", "zh-TW", "--en-lang", "en-GB") == (
        [["會議", "meeting", "zh-TW", gb], ["軟體程式", "programme", "zh-TW", gb]],
        "align: warning: not taken over from the input: texts in ja (1), texts in zh-CN (1), units without text in "
        "both languages (2)\n",
    )
    # A code that no text of the file has, nor its script, is what its Chinese is to be called.
    (tmp_path / "a.tmx").write_text(MULTI.format(unit_in(en_US="software", zh_CN="软件")), encoding="utf-8")
    assert taken("--zh-lang", "zh-Hant")[0] == [["软件", "software", "zh-Hant", us]]


@pytest.mark.parametrize("suffix", ["xliff", "xlf", "jsonl"])
def test_direction_and_codes_are_kept_unless_others_are_asked_for(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "a.tmx").write_text(MULTI.format(unit_in(en_US="software", zh_Hant="軟體")), encoding="utf-8")

    def converted(*words: str) -> str:
        words = ("convert", str(tmp_path / "a.tmx"), "-o", str(tmp_path / f"a.{suffix}"), "--quiet", *words)
        assert main([*words, *(["--format", "xliff12"] if suffix == "xlf" else [])]) == 0
        return (tmp_path / f"a.{suffix}").read_text(encoding="utf-8")

    def said(zh: str, en: str, source: str) -> list[str]:
        if suffix == "jsonl":
            return [f'"zh_lang": "{zh}"', f'"en_lang": "{en}"']
        names = ("srcLang", "trgLang") if suffix == "xliff" else ("source-language", "target-language")
        return [f'{name}="{code}"' for name, code in zip(names, (zh, en) if source == "zh" else (en, zh), strict=True)]

    assert all(text in converted() for text in said("zh-Hant", "en-US", "en"))
    assert all(text in converted("--srclang", "zh", "--en-lang", "en") for text in said("zh-Hant", "en", "zh"))
    if suffix != "jsonl":  # and from there on
        assert main(["convert", str(tmp_path / f"a.{suffix}"), "-o", str(tmp_path / "b.tmx"), "--quiet"]) == 0
        text = (tmp_path / "b.tmx").read_text(encoding="utf-8")
        assert 'srclang="zh-Hant"' in text
        assert text.index('xml:lang="zh-Hant"') < text.index('xml:lang="en"')


def test_drafts_are_told_and_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = Path(__file__).parents[1] / "cases" / "bilingual" / "trados.sdlxliff"
    words = ["convert", str(source), "-o", str(tmp_path / "a.tmx")]
    assert main(words) == 0
    assert capsys.readouterr().err == (
        f"{tmp_path}/a.tmx: 3 of 3 pairs (tmx)\n"
        "align: warning: not taken over from the input: drafts (--drafts takes them) (1), rejected translations (1), "
        "units without text in both languages (1)\n"
    )
    assert main([*words, "--drafts"]) == 0
    assert capsys.readouterr().err.startswith(f"{tmp_path}/a.tmx: 4 of 4 pairs (tmx)\n")
    assert main(["memory", "add", str(tmp_path / "m.db"), str(source), "--drafts"]) == 0
    assert "4 added" in capsys.readouterr().err
    assert main(["update", str(tmp_path / "u.tmx"), str(source)]) == 0
    assert len(read(tmp_path / "u.tmx")) == 3


def test_terms_that_a_status_forbids_are_left_out_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A status of yes may say anything."""
    table, out = tmp_path / "t.csv", tmp_path / "t.jsonl"
    table.write_text("zh,en,status\n数据集,dataset,preferred\n数据集,data set,deprecated\n库,library,yes\n", "utf-8")
    assert main(["convert", str(table), "-o", str(out)]) == 0
    assert [pair.en for pair in read(out)] == ["dataset", "library"]
    assert "not taken over from the input: terms that are forbidden (1)" in capsys.readouterr().err
