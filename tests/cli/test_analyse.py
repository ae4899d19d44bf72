"""``align analyse`` and ``align pretranslate``."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from support.local_memories import TEXTS, made_memory

from duiqi.cli import main


@pytest.fixture
def memory(tmp_path: Path) -> str:
    return str(made_memory(tmp_path))


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "d.txt"
    path.write_text(
        f"{TEXTS[1][0]}{TEXTS[2][0]}\n今天天气很冷，我们都在家里。\n今天天气很冷，我们都在家里。\n", encoding="utf-8"
    )
    return path


def test_table(memory: str, document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", str(document), "--memory", memory]) == 0
    assert capsys.readouterr().out == (
        "d.txt\n"
        "  match         segments  characters   share\n"
        "  in context           1          10     19%\n"
        "  100%                 1          14     27%\n"
        "  repeated             1          14     27%\n"
        "  95–99%               0           0      0%\n"
        "  85–94%               0           0      0%\n"
        "  75–84%               0           0      0%\n"
        "  50–74%               0           0      0%\n"
        "  new                  1          14     27%\n"
        "  all                  4          52\n"
    )


def test_several_for_other_programs(memory: str, document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", str(document), str(document), "--memory", memory, "--csv"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert [row["document"] for row in rows] == ["d.txt"] * 16 + ["total"] * 8
    assert [row["segments"] for row in rows[-8:]] == ["2", "2", "3", "0", "0", "0", "0", "1"]
    assert main(["analyse", str(document), "--memory", memory, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["language"] == "zh"
    assert found["documents"][0]["new"] == found["total"]["new"] == {"segments": 1, "characters": 14}


def test_languages(memory: str, document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    english, both = tmp_path / "e.txt", tmp_path / "b.txt"
    english.write_text(TEXTS[2][1], encoding="utf-8")
    both.write_text(f"{TEXTS[1][0]}\n{TEXTS[1][1]}\n", encoding="utf-8")
    assert main(["analyse", str(document), str(english), "--memory", memory]) == 2
    assert capsys.readouterr().err == (
        f"align: {english}: is English, the documents before it are Chinese; "
        "analyse each language by itself, or say which it is with --from\n"
    )
    assert main(["analyse", str(both), "--memory", memory]) == 2
    assert capsys.readouterr().err == (
        f"align: {both}: is in Chinese and in English; say which is the source with --from zh or --from en\n"
    )
    assert main(["analyse", str(english), "--memory", memory, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"]["100%"] == {"segments": 1, "words": 7}


def test_pretranslate(memory: str, document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "d.xlf"
    command = ["pretranslate", str(document), "--memory", memory, "-o", str(out)]
    assert main(command) == 0
    assert capsys.readouterr().err == f"{out}: 4 segments, 2 translated, 0 with candidates\n"
    first = out.read_bytes()
    assert b'srcLang="zh-CN" trgLang="en"' in first
    assert main(command) == 0
    assert out.read_bytes() == first
    assert main([*command[:-1], "-", "--zh-lang", "zh-Hans", "--quiet"]) == 0
    assert 'srcLang="zh-Hans"' in capsys.readouterr().out
    assert main(["pretranslate", str(document), "--memory", str(tmp_path / "no.db"), "-o", str(out)]) == 2
    assert out.read_bytes() == first


def test_standard_input(align: Any, memory: str, document: Path) -> None:
    text = document.read_bytes()
    told = align("analyse", "-", "--memory", memory, stdin=text).out.decode()
    assert told.splitlines()[1:] == align("analyse", document, "--memory", memory).out.decode().splitlines()[1:]
    assert align("pretranslate", "-", "--memory", memory, "-o", "-", stdin=text).status == 0
    twice = align("analyse", "-", "-", "--memory", memory, stdin=text)
    assert (twice.status, twice.err) == (2, "align: standard input can be given once only; name files instead\n")
