"""What cannot be used: one line that says it, exit status 2, and nothing written."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from support.commands import EN, ZH

from duiqi.export import OUTPUT_FORMATS
from duiqi.export.registry import endings
from duiqi.loading import ENDINGS as DOCUMENT_ENDINGS

ENDINGS = ", ".join(endings(OUTPUT_FORMATS))

SEVERAL = "several documents need -o with the folder to write to, or one file for all of them, such as memory.tmx"


def errors(tmp_path: Path) -> list[tuple[list[object], str]]:
    """Arguments and the one line they lead to."""
    text, out = tmp_path / "r.txt", tmp_path / "o.tmx"
    text.write_text(ZH + EN, encoding="utf-8")
    (tmp_path / "zh.txt").write_text(ZH, encoding="utf-8")
    (tmp_path / "zh2.txt").write_text(ZH, encoding="utf-8")
    (tmp_path / "zh3.txt").write_text(ZH.replace("。", "！"), encoding="utf-8")
    (tmp_path / "empty.txt").write_text(" \n", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(ZH.encode() * 5 + b"\xff\n")
    (tmp_path / "none").mkdir()
    (tmp_path / "r.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "some").mkdir()
    (tmp_path / "some" / "a.txt").write_text(ZH, encoding="utf-8")
    advice = "give the English as a second file"
    return [
        ([tmp_path / "no.txt"], f"{tmp_path}/no.txt: cannot be read: No such file or directory"),
        ([tmp_path / "empty.txt"], f"{tmp_path}/empty.txt: the file holds no text"),
        ([tmp_path / "zh.txt", "-o", out], f"zh.txt: there is no English text; {advice}"),
        (
            [tmp_path / "zh.txt", tmp_path / "zh2.txt"],
            "zh2.txt: both files say the same: nothing is translated; give one Chinese and one English file, or "
            "a single file that holds both languages",
        ),
        (
            [tmp_path / "zh.txt", tmp_path / "zh3.txt"],
            "zh3.txt: it is 100% Chinese, and zh.txt is 100%: neither is English; give one Chinese and one English "
            "file, or a single file that holds both languages",
        ),
        (
            [text, tmp_path / "bad.txt"],
            f"{tmp_path}/bad.txt:11: byte 280 (0xff) is not valid utf-8; name the right encoding with "
            "--encoding, or repair the file",
        ),
        (
            [tmp_path / "bad.txt"],
            f"{tmp_path}/bad.txt:11: byte 280 (0xff) is not valid utf-8; name the right encoding with "
            "--encoding, or repair the file",
        ),
        (
            [text, "--encoding", "klingon"],
            f"{text}: there is no text encoding 'klingon'; use utf-8, gb18030, big5 or utf-16",
        ),
        (
            [text, "-o", tmp_path / "o.pdf"],
            f"{tmp_path}/o.pdf: the suffix .pdf is not one of a format; use one of {ENDINGS}, or name the format "
            f"({', '.join(OUTPUT_FORMATS)})",
        ),
        (
            [text, "-o", tmp_path / "no" / "o.tmx"],
            f"{tmp_path}/no/o.tmx: cannot be written: No such file or directory; check that the folder exists, may be "
            "written to and has room",
        ),
        ([text, "-o", tmp_path], f"{tmp_path}: is a folder; name a file to write, such as release.tmx"),
        (["relaeses", "-o", tmp_path], "relaeses: cannot be read: there is no such file or folder"),
        (
            [text, "-o", text, "--format", "jsonl"],
            f"{text}: is the input itself; give the output another name",
        ),
        (
            [text, "--presegmented"],
            f"{text}: --presegmented needs two files, one for each language; leave the option out",
        ),
        (
            [tmp_path / "none", "-o", tmp_path / "out"],
            f"{tmp_path}/none: the folder holds no document; {DOCUMENT_ENDINGS}",
        ),
        (
            [tmp_path / "some", "-o", tmp_path / "some" / "out"],
            f"{tmp_path}/some/out: is the folder that is read, or in it; write to a folder beside it, with -o",
        ),
        (
            [tmp_path / "some", "-o", text],
            f"{text}: is no folder; several documents need a folder to write to, or one file for all of them, such as "
            "memory.tmx",
        ),
        (
            [tmp_path / "some", "-o", out, "--quiet"],
            f"warning: passed over, in one language alone: 1 file: {tmp_path}/some/a.txt (name a Chinese and an "
            "English file alike, as a.zh.txt and a.en.txt, or let --match content find them)\n"
            f"align: {tmp_path}/some: none of its documents can be aligned",
        ),
        (
            [text, tmp_path / "zh.txt", tmp_path / "zh2.txt", "-o", tmp_path],
            f"{tmp_path}: is the folder of files that are read; write to a folder beside it, with -o",
        ),
        (
            [tmp_path / name for name in "abc"] + ["-o", out],
            f"none of the files is a document; {DOCUMENT_ENDINGS}",
        ),
        (
            ["evaluate", text, tmp_path / "some"],
            f"{text}: is no folder, but the other one is; give two files or two folders",
        ),
        (["clean", tmp_path / "no.txt"], f"{tmp_path}/no.txt: cannot be read: No such file or directory"),
        (["rewiew", text], "rewiew: cannot be read: No such file or directory; did you mean the command review?"),
        ([""], "the name of a file to read is empty"),
        ([text, ""], "the name of a file to read is empty"),
    ]


def test_unusable_input(align: Any, tmp_path: Path) -> None:
    for arguments, message in errors(tmp_path):
        before = sorted(tmp_path.rglob("*"))
        result = align(*arguments)
        assert (result.err, result.status, result.out) == (f"align: {message}\n", 2, b"")
        assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "name a file or folder, or a list of files with --list"),
        (["a", "b", "c"], SEVERAL),
        (["a", "b", "-", "-o", "x"], "standard input cannot be one of several documents"),
        (["a", "b", "c", "-o", "x", "--update"], "--update needs -o with the TMX file to add to"),
        (["a", "b", "--match", "content"], "--match is for a folder"),
        (["-", "-"], "standard input can be given once only"),
        (["a", "--min-score", "2"], "argument --min-score: '2' is no number from 0 to 1"),
        (["a", "--min-score", "nan"], "argument --min-score: 'nan' is no number from 0 to 1"),
        (["a", "--jobs", "0"], "argument --jobs: '0' is no whole number from 1 up"),
        (
            ["a", "--zh-lang", "x y"],
            "argument --zh-lang: 'x y' is no code of Chinese; write it like zh-TW, zh-Hans or yue",
        ),
        (
            ["a", "--en-lang", "ja"],
            "argument --en-lang: 'ja' is no code of English; write it like en, en-GB or en-US",
        ),
        (["a", "b", "--layout", "alternating"], "--layout is for a file with both languages"),
        (
            ["a", "b", "--presegmented", "--level", "clause"],
            "--level cannot be used with --presegmented: lines are not cut",
        ),
        (
            ["a", "--level", "both", "--corrections", "c", "-o", "x.tmx"],
            "--level both cannot be used with --corrections: they are of sentences or of clauses",
        ),
        (
            ["a", "--level", "both", "--update", "-o", "x.tmx"],
            "--level both cannot be used with --update: write the memory anew",
        ),
        (
            ["a", "--level", "both", "-o", "x.tsv"],
            "--level both needs JSONL or TMX: other formats have no place for the sentences of clauses",
        ),
        (["."], SEVERAL),
        ([".", "-o", "-"], SEVERAL),
        ([".", "b"], ". is a folder; a folder is given alone, with the files of both languages in it"),
        (["a", "--quite"], "unrecognized arguments: --quite; did you mean --quiet?"),
        (["a", "--min-socre=0.9"], "unrecognized arguments: --min-socre=0.9; did you mean --min-score?"),
        (["a", "--zzz"], "unrecognized arguments: --zzz"),
        (["a", "-o", ""], "argument -o/--output: the name is empty"),
    ],
)
def test_unusable_arguments(align: Any, arguments: list[str], message: str) -> None:
    result = align(*arguments)
    assert result.status == 2
    assert result.err.splitlines()[-1] == f"align: error: {message}"


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="needs /dev/fd")
@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["repair", "-o", "mended.tmx"],
        ["convert", "--from", "tmx", "-o", "out.jsonl"],
        ["convert", "-o", "out.jsonl"],
        ["update", "memory.tmx"],
        ["memory", "add", "corpus.db"],
        ["terms", "-o", "terms.tsv"],
        ["review", "-o", "review.html"],
    ],
    ids=lambda words: words[0],
)
def test_pipes_that_would_have_to_be_read_twice(
    align: Any, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    read, write = os.pipe()
    os.write(write, b"<tmx version='1.4'><header/><body></body></tmx>")
    os.close(write)
    result = align(*words, f"/dev/fd/{read}", "--quiet")
    os.close(read)
    assert (result.status, result.err) == (
        2,
        f"align: /dev/fd/{read}: is a pipe, and its content is needed more than once; write what comes out of it to a "
        "file, and name that\n",
    )
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".db"] == []


@pytest.mark.parametrize(
    "words",
    [
        ["check", "-"],
        ["convert", "-"],
        ["convert", "--from", "tsv", "-"],
        ["repair", "-", "-o", "mended.tmx"],
        ["apply", "-", "made.jsonl"],
    ],
    ids=" ".join,
)
def test_standard_input_where_a_file_is_wanted(
    words: list[str], align: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "made.jsonl").write_bytes(b"")
    result = align(*words)
    told = "standard input is not read here, where a file is wanted; write what comes to a file, and name that"
    assert (result.status, result.err) == (2, f"align: -: {told} (a file called - is ./-)\n")
    (tmp_path / "-").write_text("zh\ten\n好。\tYes.\n", encoding="utf-8")
    assert b"Yes." in align("convert", "--from", "tsv", "./-").out


@pytest.mark.parametrize("command", [("update", "m.tmx"), ("align",)])
def test_a_working_directory_that_is_gone(
    command: tuple[str, ...], align: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, gone = tmp_path / "r.txt", tmp_path / "gone"
    text.write_text(ZH + EN, encoding="utf-8")
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    result = align(*command, text, "-o", "out.tmx") if command == ("align",) else align(*command, text)
    assert result.status == 2
    assert "Traceback" not in result.err
    assert "No such file or directory" in result.err or "the working directory has been removed" in result.err
