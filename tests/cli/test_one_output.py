"""Several documents, as a folder or as files: all their pairs in one file, or an output each."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from support.alignments import small_alignment
from support.commands import EN, ZH

from duiqi.cli.commands.align import parser
from duiqi.export import OUTPUT_FORMATS, WriteOptions, read, write

NAMES = ["r1.txt"] * 2 + ["sub/r2.zh.txt sub/r2.en.txt"] * 2


def test_a_folder_into_one_memory(align: Any, folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "memory.tmx"
    result = align(folder, "-o", output, "--jobs", 1)
    assert result.status == 1
    lines = result.err.splitlines()
    assert f"align: {folder}/bad.txt: the file holds no text" in lines
    assert [line for line in lines if line.startswith("r1: ")] == [
        "r1: 2 pairs, 0 of 2 (0%) below 0.9, 0 sentences without a partner, 0 repairs"
    ]
    assert lines[-4].startswith("3 documents, 1 failed: 4 pairs, ")
    assert lines[-1] == f"  written: {output} (4 units, tmx)"
    assert [pair.document for pair in read(output)] == NAMES
    assert output.read_text(encoding="utf-8").count('<prop type="x-document">r1.txt</prop>') == 2


def test_it_holds_what_the_single_outputs_hold(align: Any, folder: Path, tmp_path: Path) -> None:
    (folder / "bad.txt").unlink()
    assert align(folder, "-o", tmp_path / "each", "--format", "jsonl", "--jobs", 1).status == 0
    assert align(folder, "-o", tmp_path / "all.jsonl", "--jobs", 1).status == 0
    each = [path.read_bytes() for path in sorted((tmp_path / "each").rglob("*.jsonl"))]
    assert (tmp_path / "all.jsonl").read_bytes() == b"".join(each)


def test_options_hold_for_all_documents_together(align: Any, folder: Path, tmp_path: Path) -> None:
    (folder / "r3.txt").write_text(ZH + "熊猫爱吃竹子,尤其是在四川的山里。\n" + EN, encoding="utf-8")
    output = tmp_path / "all.csv.gz"
    words = ["--jobs", 1, "--quiet", "--keep-unaligned", "--duplicates", "exact"]
    result = align(folder, "-o", output, *words)
    assert result.err.splitlines() == [
        "align: warning: passed over, in no format that is read: a.png, b.png, c.png and 1 more",
        f"align: {folder}/bad.txt: the file holds no text",
    ]
    assert [(pair.document, pair.en == "") for pair in read(output)] == [
        ("r1.txt", False),
        ("r1.txt", False),
        ("r3.txt", True),
    ]
    assert align(folder, "-o", output, *words[:2], "--duplicates", "exact").err.endswith("  left out: 4 duplicates\n")


def test_files_are_paired_as_those_of_a_folder(align: Any, folder: Path, tmp_path: Path) -> None:
    files = [folder / "sub" / "r2.en.txt", folder / "a.png", folder / "r1.txt", folder / "sub" / "r2.zh.txt"]
    result = align(*files, "-o", tmp_path / "all.tmx", "--jobs", 1)
    assert result.status == 0
    assert result.err.splitlines()[:5] == [
        "document  files                          why",
        "r1        r1.txt                         taken to hold both languages: no other file is named alike",
        "sub/r2    sub/r2.zh.txt + sub/r2.en.txt  names alike but for the language",
        "-         a.png                          passed over: a picture, which is not read",
        "align: warning: passed over, in no format that is read: a.png",
    ]
    assert [pair.document for pair in read(tmp_path / "all.tmx")] == NAMES
    (folder / "bad.txt").unlink()
    align(folder, "-o", tmp_path / "folder.tmx", "--jobs", 1)
    assert (tmp_path / "all.tmx").read_bytes() == (tmp_path / "folder.tmx").read_bytes()


def test_files_into_an_output_each(align: Any, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(folder / "r1.txt", tmp_path / "r3.txt")
    monkeypatch.chdir(folder)
    result = align("r1.txt", "bad.txt", "../r3.txt", "no.txt", "-o", "../out", "--jobs", 1, "--quiet")
    assert result.status == 1
    assert result.err == (
        f"align: {folder}/bad.txt: the file holds no text\n"
        f"align: {folder}/no.txt: cannot be read: No such file or directory\n"
    )
    written = sorted(path.relative_to(tmp_path).as_posix() for path in (tmp_path / "out").rglob("*.tmx"))
    assert written == ["out/r3.tmx", "out/releases/r1.tmx"]


def test_files_into_a_memory_that_is_there(align: Any, folder: Path, tmp_path: Path) -> None:
    memory = tmp_path / "memory.tmx"
    (folder / "r3.txt").write_text("谢谢大家。\nThank you all.\n", encoding="utf-8")
    files = [folder / "r1.txt", folder / "sub" / "r2.zh.txt", folder / "sub" / "r2.en.txt", folder / "r3.txt"]
    assert align(files[0], "-o", memory).status == 0
    result = align(*files, "-o", memory, "--update", "--jobs", 1)
    assert result.err.splitlines()[-1] == f"{memory}: 1 added, 0 replaced, 4 skipped (there already), 0 conflicting"
    assert align(*files, "-o", memory, "--update", "--jobs", 1, "--quiet").status == 0
    assert [pair.document for pair in read(memory)] == ["r1.txt", "r1.txt", "r3.txt"]


def test_a_folder_that_is_called_like_a_file_is_a_folder(align: Any, folder: Path, tmp_path: Path) -> None:
    for number, name in enumerate(("there.tmx", "new.tmx/", "v1.2", "none")):
        if not number:
            (tmp_path / name).mkdir()
        assert align(folder, "-o", f"{tmp_path}/{name}", "--jobs", 1, "--quiet").status == 1
        assert (tmp_path / name / "sub" / "r2.tmx").exists()


def test_the_output_is_not_one_of_the_inputs(align: Any, folder: Path) -> None:
    (folder / "pairs.csv").write_text("zh,en\n你好,Hello\n", encoding="utf-8")
    before = (folder / "pairs.csv").read_bytes()
    result = align(folder, "-o", folder / "pairs.csv", "--jobs", 1, "--quiet")
    assert (result.status, result.err) == (
        2,
        f"align: {folder}/pairs.csv: is one of the documents that are read; give the output another name\n",
    )
    assert (folder / "pairs.csv").read_bytes() == before


@pytest.mark.parametrize("name", ["all.xlsx.gz", "all.parquet.gz"])
def test_a_format_that_is_not_gzipped(align: Any, folder: Path, tmp_path: Path, name: str) -> None:
    result = align(folder, "-o", tmp_path / name)
    assert (result.status, (tmp_path / name).exists()) == (2, False)
    assert result.err.endswith("is not packed; leave .gz away\n")


def test_the_help_names_the_formats_without_a_place_for_sentences_without_partner(tmp_path: Path) -> None:
    without = []
    for name in OUTPUT_FORMATS:
        written = write(small_alignment(), tmp_path / f"a.{name}", WriteOptions(format=name, unaligned=True))
        assert written.units + written.skipped == 4
        without += [name] if written.skipped else []
    shown = json.dumps(" ".join(parser().format_help().split()))
    assert f"where the format has a place ({', '.join(without[:-1])} and {without[-1]} have none)" in shown
