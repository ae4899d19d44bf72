"""``align`` with a folder: what is paired, an output each, what is told."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest


@pytest.mark.parametrize("jobs", [1, 2])
def test_folder_goes_on_after_a_bad_file(align: Any, folder: Path, tmp_path: Path, jobs: int) -> None:
    output = tmp_path / "aligned"
    result = align(folder, "-o", output, "--jobs", jobs)
    assert result.status == 1
    assert sorted(p.relative_to(output).as_posix() for p in output.rglob("[!.]*.*")) == ["r1.tmx", "sub/r2.tmx"]
    lines = result.err.splitlines()
    assert lines[:4] == [
        "document  files                           why",
        "bad       bad.txt                         taken to hold both languages: no other file is named alike",
        "r1        r1.txt                          taken to hold both languages: no other file is named alike",
        "sub/r2    sub/r2.zh.txt + sub/r2.en.txt   names alike but for the language",
    ]
    assert lines[4] == "-         a.png, b.png, c.png and 1 more  passed over: a picture, which is not read"
    lines = lines[5:]
    assert lines[0] == "align: warning: passed over, in no format that is read: a.png, b.png, c.png and 1 more"
    assert lines[1] == f"align: {folder}/bad.txt: the file holds no text"
    assert re.fullmatch(r"r1: 2 pairs, .* below 0\.9, 0 sentences without a partner, 0 repairs → .*r1\.tmx", lines[2])
    assert lines[3].startswith("sub/r2: 2 pairs, ")
    assert lines[4].startswith("3 documents, 1 failed: 4 pairs, ")
    assert lines[5:] == ["  without a partner: no sentence", "  repairs: none"]


@pytest.mark.slow
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


@pytest.fixture
def nameless(tmp_path: Path, sides: tuple[Path, Path], seed_path: Path) -> Path:
    """A folder whose names tell nothing."""
    folder = tmp_path / "in"
    folder.mkdir()
    for path, name in zip((*sides, seed_path), ("02.txt", "07.txt", "x.txt"), strict=True):
        shutil.copy(path, folder / name)
    (folder / "05.txt").write_text("今天天气很好，我们去公园散步。\n" * 3, encoding="utf-8")
    (folder / "bad.txt").write_bytes(b" \n")
    return folder


def test_a_folder_whose_names_tell_nothing(align: Any, nameless: Path, tmp_path: Path) -> None:
    folder, output = nameless, tmp_path / "out"
    result = align(folder, "-o", output, "--match", "content", "--jobs", 1)
    assert result.status == 1
    assert sorted(path.name for path in output.glob("[!.]*")) == ["02.tmx", "x.tmx"]
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
    assert told[1] == f"align: {folder}/bad.txt: the file holds no text"
    assert told[3] == (
        f"align: warning: passed over, in one language alone: 1 file: {folder}/05.txt (name a Chinese and an English "
        "file alike, as a.zh.txt and a.en.txt, or let --match content find them)"
    )


def test_files_that_names_leave_alone_are_paired_by_what_they_say(align: Any, nameless: Path, tmp_path: Path) -> None:
    """All else is as with names alone: what holds both languages is not read for that."""
    result = align(nameless, "-o", tmp_path / "out", "--jobs", 1)
    assert result.status == 1
    table = [re.split(" {2,}", line)[:3] for line in result.err.splitlines()[1:5]]
    assert [(files, why[:10]) for _, files, why in table] == [
        ("02.txt + 07.txt", "by content"),
        ("05.txt", "taken to h"),
        ("bad.txt", "taken to h"),
        ("x.txt", "taken to h"),
    ]
    result = align(nameless, "-o", tmp_path / "named", "--match", "name", "--jobs", 1)
    assert "by content" not in result.err


@pytest.mark.slow
@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("1_translation.txt", "1.txt"),
        ("报告.txt", "Report.txt"),
        ("A_C.txt", "A_E.txt"),
        ("guide_chs.txt", "guide_enu.txt"),
        ("target/a.txt", "source/a.txt"),
        ("zh/t20230915_1234.txt", "en/t20230918_5678.txt"),
        ("i18n/zh-Hans/current/a.txt", "docs/a.txt"),
        ("ReportCn.txt", "ReportEn.txt"),
    ],
)
def test_names_of_other_conventions(align: Any, sides: Any, tmp_path: Path, zh: str, en: str) -> None:
    folder = tmp_path / "in"
    for path, name in zip(sides, (zh, en), strict=True):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, folder / name)
    # What is no translation of either stays alone, whatever its name says.
    (folder / "other.zh.txt").write_text("今天天气很好，我们去公园散步。\n" * 3, encoding="utf-8")
    result = align(folder, "-o", tmp_path / "out", "--jobs", 1)
    assert f"{zh} + {en}  by content" in result.err
    assert re.search(r"passed over, in one language alone: 1 file: \S+/other\.zh\.txt ", result.err)


@pytest.mark.slow
def test_jobs_do_not_change_what_is_paired(align: Any, nameless: Path, tmp_path: Path) -> None:
    runs = []
    for jobs in (1, 2):
        runs.append(align(nameless, "-o", tmp_path / "out", "--match", "content", "--jobs", jobs).err)
        shutil.rmtree(tmp_path / "out")  # else the second run has nothing to do
    assert runs[0] == runs[1]


def test_a_file_in_one_language_in_a_folder(align: Any, sides: tuple[Path, Path], tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(sides[0], folder / "a.txt")
    result = align(folder, "-o", tmp_path / "out", "--quiet")
    assert (result.status, result.err.splitlines()) == (
        2,
        [
            f"align: warning: passed over, in one language alone: 1 file: {folder}/a.txt (name a Chinese and an "
            "English file alike, as a.zh.txt and a.en.txt, or let --match content find them)",
            f"align: {folder}: none of its documents can be aligned",
        ],
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


def test_inferred_repairs_of_a_folder(align: Any, tmp_path: Path, seed_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt"):
        shutil.copy(seed_path, tmp_path / "in" / name)
    lines = align(tmp_path / "in", "-o", tmp_path / "out", "--jobs", "1").err.splitlines()
    assert sum(", 126 repairs (1 inferred) → " in line for line in lines) == 2
    assert lines[-3] == "  inferred from the rest of the document, so look at them:"
    for name, line in zip(("a.txt", "b.txt"), lines[-2:], strict=True):
        assert line.startswith(f"    {name}, line 9, slipped bytes: 重要作用?!")


def test_an_archive_is_a_folder(align: Any, sides: tuple[Path, Path], tmp_path: Path) -> None:
    path, folder = tmp_path / "in" / "r.zip", tmp_path / "out"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        for language, file in zip(("zh", "en"), sides, strict=True):
            archive.write(file, f"{language}/a.txt")
    with zipfile.ZipFile(path.with_name("bad.zip"), "w") as archive:
        archive.write(sides[0], "../a.txt")
    assert align(path, "-o", folder).status == 0
    assert (folder / "a.tmx").exists()
    assert "1 document, 0 failed" in align(path, "-o", folder).err
    result = align(path.parent, "-o", tmp_path / "all.tmx")
    assert result.status == 1
    assert "bad.zip: its part ../a.txt would lie outside of the archive" in result.err
    assert "\nr.zip/a: " in result.err
    assert align(path).status == 2
    assert not (tmp_path / "a.txt").exists()
