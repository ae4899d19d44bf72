"""``align memory``."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from support.cases import CASES
from support.local_memories import TEXTS, found, made_memory, pair

from duiqi.cli import main
from duiqi.export import read, save


def test_remove_by_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = made_memory(tmp_path)
    assert main(["memory", "remove", str(path), "r.txt", "x.txt"]) == 2
    assert capsys.readouterr().err == "align: no document is called 'x.txt'; there are: 'r.txt'\n"
    assert found(path, "会议") == [0, 1]  # all or nothing
    assert main(["memory", "remove", str(path), "r.txt"]) == 0
    assert capsys.readouterr().err == f"{path}: 5 pairs removed, 0 in all\n"
    assert found(path, "会议") == []
    assert main(["memory", "remove", str(path)]) == 2
    assert main(["memory", "remove", str(path.with_name("n.db")), "r.txt"]) == 2
    assert not path.with_name("n.db").exists()


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save([pair(zh, en, n) for n, (zh, en) in enumerate(TEXTS)], tmp_path / "a.tmx")
    memory = str(tmp_path / "corpus.db")
    assert main(["memory", "add", memory, str(tmp_path / "a.tmx"), "--max-ratio", "5"]) == 0
    assert capsys.readouterr().err == f"{memory}: 5 added, 0 skipped (there already), 5 in all\n"
    assert main(["memory", "add", memory, str(tmp_path / "a.tmx")]) == 0
    assert capsys.readouterr().err == f"{memory}: 0 added, 5 skipped (there already), 5 in all\n"
    assert main(["memory", "search", memory, "外交部长", "wang", "yi"]) == 0
    assert capsys.readouterr() == (
        "0.90  r.txt [0]:[0, 1]\n"
        "    6月18日晚，國務委員兼[外交部長]王毅在北京主持會議。\n"
        "    On the evening of 18 June, [Wang Yi] chaired the meeting in Beijing.\n",
        "1 found\n",
    )
    assert main(["memory", "search", memory, "--fuzzy", "我們感謝各國支持。"]) == 0
    assert capsys.readouterr().out == (
        "88%  r.txt [2]:[2, 3]\n    我们感谢各国的支持。\n    We thank all countries for their support.\n"
    )
    assert main(["memory", "search", memory, "会议", "--json", "--limit", "1"]) == 0
    unit = json.loads(capsys.readouterr().out)
    assert (unit["zh"], unit["zh_marks"], unit["document"]) == (TEXTS[1][0], [[0, 2]], "r.txt")
    assert main(["memory", "export", memory, "-o", str(tmp_path / "b.tmx")]) == 0
    assert capsys.readouterr().err == (
        f"{tmp_path}/b.tmx: 5 pairs (tmx)\n"
        "align: warning: 1 pair in Traditional characters, but the output's Chinese is zh-CN; make a file for each: "
        "--script simplified leaves the others out\n"
    )
    assert read(tmp_path / "b.tmx") == read(tmp_path / "a.tmx")
    assert main(["memory", "search", memory]) == 2
    assert capsys.readouterr().err == (
        "align: there is nothing to search for; give a term: align memory search corpus.db 会议\n"
    )
    assert main(["memory", "search", str(tmp_path / "none.db"), "x"]) == 2
    assert capsys.readouterr().err == (
        f"align: {tmp_path}/none.db: there is no such memory; make it with: align memory add\n"
    )


def test_inputs_that_cannot_be_read_make_no_memory(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    memory, bad = tmp_path / "corpus.db", tmp_path / "bad.tmx"
    bad.write_text("no memory", encoding="utf-8")
    assert main(["memory", "add", str(memory), str(bad)]) == 2
    assert capsys.readouterr().err.startswith(f"align: {bad}:1: is no well-formed XML")
    assert not memory.exists()
    save([pair("会议", "meeting", 0)], tmp_path / "a.tmx")
    assert main(["memory", "add", str(memory), str(tmp_path / "a.tmx")]) == 0
    assert main(["memory", "add", str(memory), str(bad)]) == 2
    assert found(memory, "会议") == [0]


def test_pairs_without_a_document_have_the_file_s_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "terms.tsv").write_text("会议\tmeeting\n合作\tcooperation\n", encoding="utf-8")
    memory = str(tmp_path / "corpus.db")
    assert main(["memory", "add", memory, str(tmp_path / "terms.tsv"), "--quiet"]) == 0
    assert main(["memory", "search", memory, "meetings", "--quiet"]) == 0
    assert capsys.readouterr().out == "1.00  terms.tsv [0]:[0]\n    会议\n    [meeting]\n"
    assert main(["memory", "remove", memory, "terms.tsv"]) == 0
    assert capsys.readouterr().err == f"{memory}: 2 pairs removed, 0 in all\n"


def test_context(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(made_memory(tmp_path))
    assert main(["memory", "search", path, "thanks", "--context", "--quiet"]) == 0
    assert capsys.readouterr().out == (
        "0.90  r.txt [2]:[2, 3]\n"
        "    ← 会议讨论了“一带一路”合作。\n"
        "    我们感谢各国的支持。\n"
        "    → COVID-19疫情仍在蔓延。\n"
        "    ← The meeting discussed Belt and Road cooperation.\n"
        "    We [thank] all countries for their support.\n"
        "    → COVID-19 is still spreading.\n"
    )
    assert main(["memory", "search", path, "好", "--json"]) == 0
    unit = json.loads(capsys.readouterr().out)
    assert unit["before"] == {"zh": TEXTS[3][0], "en": TEXTS[3][1]}
    assert unit["after"] is None


def test_keyword_in_context(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(made_memory(tmp_path))
    assert main(["memory", "search", path, "meeting", "--kwic", "--quiet"]) == 0
    out = capsys.readouterr().out
    assert "The [meeting] discussed Belt" in out
    assert len({line.index("[") for line in out.splitlines()}) == 1
    assert main(["memory", "search", path, "meeting", "--kwic", "--fuzzy"]) == 2
    assert capsys.readouterr().err == "align: --fuzzy finds sentences, not terms; leave out --kwic\n"


def test_upgrade(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "m.db"
    path.write_bytes(gzip.decompress((CASES / "memory" / "layout-1.db.gz").read_bytes()))
    assert main(["memory", "search", str(path), "会议"]) == 2
    assert capsys.readouterr().err == (
        f"align: {path}: an earlier version made this memory; bring it up to date with: align memory upgrade DB\n"
    )
    assert main(["memory", "upgrade", str(path)]) == 0
    assert capsys.readouterr().err == f"{path}: up to date, 6 pairs\n"
    assert found(path, "会议") == [0, 1]
    assert main(["memory", "upgrade", str(path), "x"]) == 2
    assert capsys.readouterr().err == "align: 'x' is one word too many; name the memory only\n"
