"""Documents as the programs of containers pack them, and a folder of an Android program."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.cases import CASES
from support.programs import need, run

import duiqi
from duiqi.cli import main
from duiqi.export import read

MANUAL = CASES / "markup" / "manual"


def pairs_of(*files: Path) -> list[tuple[str, str]]:
    """The pairs that a file has: those that say the same are left out."""
    return [(pair.zh, pair.en) for pair in duiqi.align(*files) if pair.zh != pair.en]


@pytest.mark.parametrize(("program", "suffix"), [("gzip", "gz"), ("xz", "xz"), ("zstd", "zst")])
def test_packed_files(tmp_path: Path, program: str, suffix: str) -> None:
    """Any format, also where the name does not tell the packing."""
    if program == "zstd":
        pytest.importorskip("backports.zstd")
    for language in ("zh", "en"):
        for form in ("docx", "md"):
            shutil.copy(MANUAL / f"manual.{language}.{form}", tmp_path / f"{language}.{form}")
            assert run(need(program), "-k", tmp_path / f"{language}.{form}").returncode == 0
        shutil.copy(tmp_path / f"{language}.md.{suffix}", tmp_path / f"{language}.md")
    for form in ("docx", "md"):
        expected = duiqi.align(MANUAL / f"manual.zh.{form}", MANUAL / f"manual.en.{form}")
        packed = duiqi.align(tmp_path / f"zh.{form}.{suffix}", tmp_path / f"en.{form}.{suffix}")
        assert [(pair.zh, pair.en) for pair in packed] == [(pair.zh, pair.en) for pair in expected]
    assert len(duiqi.align(tmp_path / "zh.md", tmp_path / "en.md")) == len(expected)


def test_a_zip_of_documents(tmp_path: Path) -> None:
    for language in ("zh", "en"):
        (tmp_path / "manuals" / language).mkdir(parents=True)
        shutil.copy(MANUAL / f"manual.{language}.odt", tmp_path / "manuals" / language / "manual.odt")
    archive = shutil.make_archive(str(tmp_path / "manuals"), "zip", tmp_path, "manuals")
    assert main([archive, "-o", str(tmp_path / "o.jsonl"), "--jobs", "1", "--quiet"]) == 0
    expected = pairs_of(MANUAL / "manual.zh.odt", MANUAL / "manual.en.odt")
    assert [(pair.zh, pair.en) for pair in read(tmp_path / "o.jsonl")] == expected


def test_the_folders_of_an_android_program(tmp_path: Path) -> None:
    software = CASES / "software"
    for folder, language in (("values", "en"), ("values-zh-rCN", "zh")):
        (tmp_path / "res" / folder).mkdir(parents=True)
        shutil.copy(software / f"{language}.xml", tmp_path / "res" / folder / "strings.xml")
    assert main([str(tmp_path / "res"), "-o", str(tmp_path / "o.jsonl"), "--jobs", "1", "--quiet"]) == 0
    found = [(pair.zh, pair.en) for pair in read(tmp_path / "o.jsonl")]
    assert sorted(found) == sorted(pairs_of(software / "zh.xml", software / "en.xml"))
