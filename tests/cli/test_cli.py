"""The ``align`` command: outputs, exit statuses, and what it says, word for word."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from duiqi.cli import main
from duiqi.export import FORMATS, SETS
from duiqi.export.registry import OTHER_SUFFIXES
from duiqi.loading import SUFFIXES

# Environment of a subprocess: nothing from the caller that could change the output.
PLAIN = {key: value for key, value in os.environ.items() if key not in ("PYTHONHASHSEED", "SOURCE_DATE_EPOCH")}


class Result:
    """What a run gave."""

    def __init__(self, status: int, out: bytes, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def units(self) -> list[dict[str, Any]]:
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.out.decode("utf-8").splitlines()]


@pytest.fixture
def align(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run the command in this process."""

    def run(*arguments: object, stdin: bytes | None = None) -> Result:
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capfdbinary.readouterr()
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as exit:  # argparse
            status = exit.code if isinstance(exit.code, int) else 1
        captured = capfdbinary.readouterr()
        return Result(status, captured.out, captured.err.decode("utf-8"))

    return run


def command(*arguments: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a process."""
    options.setdefault("env", PLAIN)
    words = [sys.executable, "-m", "duiqi.cli", *map(str, arguments)]
    return subprocess.run(words, capture_output=True, timeout=300, **options)


@pytest.fixture
def sides(tmp_path: Path, seed_path: Path) -> tuple[Path, Path]:
    """The sample as two files."""
    text = seed_path.read_text(encoding="utf-8")
    cut = text.index("On the evening")
    zh, en = tmp_path / "zh.txt", tmp_path / "en.txt"
    zh.write_text(text[:cut], encoding="utf-8")
    en.write_text(text[cut:], encoding="utf-8")
    return zh, en


ENDINGS = ", ".join(f".{ending}" for ending in (*FORMATS, *OTHER_SUFFIXES))
ZH, EN = (
    "会议在北京举行。\n我们感谢各国的支持。\n",
    "The meeting was held in Beijing.\nWe thank all countries for their support.\n",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three documents, one of them unusable."""
    root = tmp_path / "releases"
    (root / "sub").mkdir(parents=True)
    (root / "r1.txt").write_text(ZH + EN, encoding="utf-8")
    (root / "sub" / "r2.zh.txt").write_text(ZH, encoding="utf-8")
    (root / "sub" / "r2.en.txt").write_text(EN, encoding="utf-8")
    (root / "bad.txt").write_bytes(b" \n")
    for name in ("a.png", "b.png", "c.png", "sub/d.png"):
        (root / name).write_bytes(b"\x89PNG")
    return root


# Outputs.


def test_one_file(align: Any, seed_path: Path, tmp_path: Path) -> None:
    output = tmp_path / "release.tmx"
    result = align(seed_path, "-o", output)
    assert result.status == 0
    assert result.out == b""
    assert re.fullmatch(
        r"belt-and-road-2020-06-18\.txt: \d+ pairs, \d+ of \d+ \(\d+%\) below 0\.9\n"
        r"  without a partner: (no sentence|\d+ Chinese and \d+ English sentences?)\n"
        r"  repairs: 126 \(pinyin glosses 125, slipped bytes 1\)\n"
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
    scores = re.findall(r"^  [1-9]-[1-9]  zh .* score (.*)$", result.err, re.MULTILINE)
    assert list(map(float, scores)) == pytest.approx([unit["score"] for unit in result.units], abs=6e-4)


def test_encoding(align: Any, tmp_path: Path) -> None:
    path = tmp_path / "gb.txt"
    path.write_bytes((ZH + EN).encode("gb18030"))
    assert align(path).units[0]["zh"] == "会议在北京举行。"
    assert align(path, "--encoding", "gbk").units[0]["zh"] == "会议在北京举行。"


# Folders.


@pytest.mark.parametrize("jobs", [1, 2])
def test_folder_goes_on_after_a_bad_file(align: Any, folder: Path, tmp_path: Path, jobs: int) -> None:
    output = tmp_path / "aligned"
    result = align(folder, "-o", output, "--jobs", jobs)
    assert result.status == 1
    assert sorted(p.relative_to(output).as_posix() for p in output.rglob("*.*")) == ["r1.tmx", "sub/r2.tmx"]
    lines = result.err.splitlines()
    assert lines[:4] == [
        "document  files                          why",
        "bad       bad.txt                        taken to hold both languages: no other file is named alike",
        "r1        r1.txt                         taken to hold both languages: no other file is named alike",
        "sub/r2    sub/r2.zh.txt + sub/r2.en.txt  names alike but for the language",
    ]
    assert lines[4] == "-         a.png                          passed over: no format that is read"
    lines = lines[8:]
    assert lines[0] == "align: warning: passed over, in no format that is read: a.png, b.png, c.png and 1 more"
    assert lines[1] == f"align: {folder}/bad.txt: the file holds no text"
    assert re.fullmatch(r"r1: 2 pairs, .* below 0\.9, 0 sentences without a partner, 0 repairs → .*r1\.tmx", lines[2])
    assert lines[3].startswith("sub/r2: 2 pairs, ")
    assert lines[4].startswith("3 documents, 1 failed: 4 pairs, ")
    assert lines[5:] == ["  without a partner: no sentence", "  repairs: none"]


def test_jobs_do_not_change_the_output(align: Any, folder: Path, tmp_path: Path, seed_path: Path) -> None:
    shutil.copy(seed_path, folder / "seed.txt")
    runs = []
    for jobs in (1, 2):
        output = tmp_path / f"out{jobs}"
        result = align(folder, "-o", output, "--jobs", jobs, "--format", "jsonl", "--explain")
        files = {p.relative_to(output): p.read_bytes() for p in sorted(output.rglob("*.jsonl"))}
        runs.append((files, result.err.replace(str(output), "OUT")))
    assert runs[0] == runs[1]
    assert len(runs[0][0]) == 3


def test_a_folder_whose_names_tell_nothing(
    align: Any, sides: tuple[Path, Path], seed_path: Path, tmp_path: Path
) -> None:
    folder, output = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for path, name in zip((*sides, seed_path), ("02.txt", "07.txt", "x.txt"), strict=True):
        shutil.copy(path, folder / name)
    (folder / "05.txt").write_text("今天天气很好，我们去公园散步。\n" * 3, encoding="utf-8")
    (folder / "bad.txt").write_bytes(b" \n")
    result = align(folder, "-o", output, "--match", "content")
    assert result.status == 1
    assert sorted(path.name for path in output.iterdir()) == ["02.tmx", "x.tmx"]
    table, told = result.err.splitlines()[:5], result.err.splitlines()[5:]
    assert table[0] == "document  files            why"
    assert re.fullmatch(
        r"02 {8}02\.txt \+ 07\.txt  by content: [789]\d% of their beginnings pairs, \d numbers and names in both",
        table[1],
    )
    assert table[2:] == [
        "05        05.txt           left alone: it is all Chinese, and no English file of the folder says the same",
        "bad       bad.txt          it cannot be read",
        "x         x.txt            it holds both languages",
    ]
    assert told[0].startswith("02: ")
    assert told[1] == (
        f"align: {folder}/05.txt: it is all Chinese, and no English file of the folder says the same; name the two "
        "files alike, as a.zh.txt and a.en.txt, or align them one by one"
    )
    assert told[2] == f"align: {folder}/bad.txt: the file holds no text"
    runs = [align(folder, "-o", output, "--match", "content", "--jobs", jobs).err for jobs in (1, 2)]
    assert runs[0] == runs[1] == result.err


def test_a_file_in_one_language_in_a_folder(align: Any, sides: tuple[Path, Path], tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(sides[0], folder / "a.txt")
    result = align(folder, "-o", tmp_path / "out", "--quiet")
    assert result.err == (
        f"align: {folder}/a.txt: there is no English text; name it and the English file alike, as a.zh.txt and "
        "a.en.txt, or let --match content find that\n"
    )


def test_ambiguous_names_are_reported(align: Any, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.zh.txt", "a.cn.txt", "a.en.txt", "a.eng.txt"):
        (folder / name).write_text("x", encoding="utf-8")
    result = align(folder, "-o", tmp_path / "out", "--quiet")
    assert result.status == 1
    assert result.err == (
        "align: a: it cannot be told which belong together: a.cn.txt, a.zh.txt, a.en.txt, a.eng.txt; name the two "
        "files alike, as a.zh.txt and a.en.txt, or align them one by one\n"
    )


# Subcommands.


def test_clean(align: Any, seed_path: Path, tmp_path: Path) -> None:
    result = align("clean", seed_path)
    assert result.out.decode("utf-8").startswith("6月18日晚,國務委員兼外交部長王毅在北京主持")
    assert result.err == "belt-and-road-2020-06-18.txt: repairs: 126 (pinyin glosses 125, slipped bytes 1)\n"
    cleaned = tmp_path / "cleaned.txt"
    assert align("clean", seed_path, "-o", cleaned, "--quiet").err == ""
    assert cleaned.read_bytes() == result.out
    assert align("clean", cleaned).out == result.out


def test_segment_feeds_presegmented(align: Any, seed_path: Path, tmp_path: Path) -> None:
    for lang in ("zh", "en"):
        assert align("segment", seed_path, "--lang", lang, "-o", tmp_path / f"{lang}.txt").status == 0
    zh = (tmp_path / "zh.txt").read_text(encoding="utf-8").splitlines()
    assert len(zh) == 27
    both = align("segment", seed_path).out.decode("utf-8").splitlines()
    assert both == zh + (tmp_path / "en.txt").read_text(encoding="utf-8").splitlines()
    units = align(tmp_path / "zh.txt", tmp_path / "en.txt", "--presegmented", "--keep-unaligned").units
    assert [i for unit in units for i in unit["zh_ids"]] == list(range(27))


def test_evaluate(align: Any, tmp_path: Path) -> None:
    (tmp_path / "gold").write_text("[0]:[0]\n[1, 2]:[1]\n", encoding="utf-8")
    (tmp_path / "mine").write_text("[0]:[0]\n[1]:[1]\n[2]:[]\n", encoding="utf-8")
    result = align("evaluate", tmp_path / "mine", tmp_path / "gold", "--wrong")
    assert result.status == 0
    lines = result.out.decode("utf-8").splitlines()
    assert lines[1].split() == ["strict", "0.500", "0.500", "0.500", "2", "2"]
    assert lines[-1] == "[1]:[1] where gold has [1, 2]:[1]"


def test_a_file_with_the_name_of_a_subcommand(align: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("clean").write_text(ZH + EN, encoding="utf-8")
    assert len(align("./clean").units) == 2


# Errors.


def errors(tmp_path: Path) -> list[tuple[list[object], str]]:
    """Arguments and the one line they lead to."""
    text, out = tmp_path / "r.txt", tmp_path / "o.tmx"
    text.write_text(ZH + EN, encoding="utf-8")
    (tmp_path / "zh.txt").write_text(ZH, encoding="utf-8")
    (tmp_path / "zh2.txt").write_text(ZH, encoding="utf-8")
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
            "zh2.txt: neither this file nor the other one is mainly English; give one Chinese and one English file, or "
            "a single file that holds both languages",
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
            f"({', '.join((*FORMATS, *SETS))})",
        ),
        (
            [text, "-o", tmp_path / "no" / "o.tmx"],
            f"{tmp_path}/no/o.tmx: cannot be written: No such file or directory; check that the folder exists, may be "
            "written to and has room",
        ),
        ([text, "-o", tmp_path], f"{tmp_path}: is a folder; name a file to write, such as release.tmx"),
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
            f"{tmp_path}/none: the folder holds no document; documents end in {', '.join(SUFFIXES)}",
        ),
        (
            [tmp_path / "some", "-o", tmp_path / "some" / "out"],
            f"{tmp_path}/some/out: is the folder that is read, or in it; write to a folder beside it, with -o",
        ),
        (
            [tmp_path / "some", "-o", text],
            f"{text}: is no folder; a folder of documents needs a folder to write to",
        ),
        (
            ["evaluate", text, tmp_path / "some"],
            f"{text}: is no folder, but the other one is; give two files or two folders",
        ),
        (["clean", tmp_path / "no.txt"], f"{tmp_path}/no.txt: cannot be read: No such file or directory"),
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
        ([], "the following arguments are required: INPUT"),
        (["a", "b", "c"], "give one file with both languages, or two files, or a folder"),
        (["-", "-"], "standard input can be given once only"),
        (["a", "--min-score", "2"], "argument --min-score: '2' is no number from 0 to 1"),
        (["a", "--min-score", "nan"], "argument --min-score: 'nan' is no number from 0 to 1"),
        (["a", "--jobs", "0"], "argument --jobs: '0' is no whole number from 1 up"),
        (
            ["a", "--zh-lang", "x y"],
            "argument --zh-lang: 'x y' is no language code; write it like zh-TW, zh-Hans or en-GB",
        ),
        (["a", "b", "--layout", "alternating"], "--layout is for a file with both languages"),
        (
            ["a", "b", "--presegmented", "--level", "clause"],
            "--level cannot be used with --presegmented: lines are not cut",
        ),
        (["."], "a folder needs -o with the folder to write to"),
        ([".", "b"], ". is a folder; a folder is given alone, with the files of both languages in it"),
        (["a", "--quite"], "unrecognized arguments: --quite"),
    ],
)
def test_unusable_arguments(align: Any, arguments: list[str], message: str) -> None:
    result = align(*arguments)
    assert result.status == 2
    assert result.err.splitlines()[-1] == f"align: error: {message}"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_standard_output(seed_path: Path) -> None:
    with open("/dev/full", "wb") as full:
        words = [sys.executable, "-m", "duiqi.cli", str(seed_path), "--quiet"]
        result = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, env=PLAIN, timeout=60)
    assert result.returncode == 2
    assert result.stderr == b"align: standard output: cannot be written: No space left on device\n"


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_reader_of_standard_output_goes_away(seed_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    words = [sys.executable, "-m", "duiqi.cli", str(seed_path), "--quiet"]
    result = subprocess.run(words, stdout=write, stderr=subprocess.PIPE, env=PLAIN, timeout=60)
    os.close(write)
    assert (result.returncode, result.stderr) == (141, b"")


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("jobs", [1, 2])
def test_interrupted(tmp_path: Path, seed_path: Path, jobs: int) -> None:
    folder, output = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for number in range(400):
        shutil.copy(seed_path, folder / f"r{number:03d}.txt")
    words = [sys.executable, "-m", "duiqi.cli", str(folder), "-o", str(output), "--jobs", str(jobs)]
    # Whoever starts the tests in the background may have them ignore interrupts, and so their children.
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    process = subprocess.Popen(words, stderr=subprocess.PIPE, env=PLAIN, start_new_session=True, preexec_fn=heed)
    while not list(output.glob("*.tmx")):
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.decode().splitlines()[-1] == "align: interrupted"
    assert "Traceback" not in err.decode()
    assert 0 < len(list(output.glob("*.tmx"))) < 400
    assert [path.name for path in output.iterdir() if path.suffix != ".tmx"] == []


# Same bytes.


@pytest.mark.slow
def test_hash_seed_does_not_change_the_output(seed_path: Path, shared: Path) -> None:
    gold = shared / "gold" / "macdev"
    name = min(path.name for path in (gold / "src").iterdir())
    runs = [[seed_path, "--explain"], [gold / "src" / name, gold / "tgt" / name, "--presegmented", "--explain"]]
    for arguments in runs:
        results = [command(*arguments, env={**PLAIN, "PYTHONHASHSEED": seed}) for seed in ("0", "1")]
        assert results[0].returncode == 0
        assert results[0].stdout == results[1].stdout
        assert results[0].stderr == results[1].stderr
