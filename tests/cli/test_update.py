"""``align update``, and ``--update`` of the main command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.memories import pair

from duiqi.cli import main
from duiqi.export import read, save


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save([pair("一。", "One."), pair("二。", "Two.")], tmp_path / "a.jsonl")
    save([pair("二。", "Second."), pair("三。", "x" * 50)], tmp_path / "b.csv")
    memory = tmp_path / "m.tmx"
    assert main(["update", str(memory), str(tmp_path / "a.jsonl")]) == 0
    assert capsys.readouterr().err == f"{memory}: 2 added, 0 replaced, 0 skipped (there already), 0 conflicting\n"
    words = ["update", str(memory), str(tmp_path / "a.jsonl"), str(tmp_path / "b.csv"), "--max-ratio", "3"]
    assert main([*words, "--changed", "keep"]) == 0
    assert capsys.readouterr().err == (
        f"{memory}: 0 added, 0 replaced, 2 skipped (there already), 1 conflicting\n"
        "  kept another translation of: 二。 | Second. (kept: 二。 | Two.)\n"
        "  left out: 1 lengths too different\n"
    )
    before = memory.stat()
    assert main(["update", str(memory), str(memory)]) == 0  # with itself
    assert capsys.readouterr().err == f"{memory}: 0 added, 0 replaced, 2 skipped (there already), 0 conflicting\n"
    assert (memory.stat().st_mtime_ns, memory.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert main(["update", str(tmp_path / "m.xlsx"), str(memory)]) == 2
    assert (
        capsys.readouterr().err == f"align: {tmp_path}/m.xlsx: a memory is a TMX file; name it with .tmx at the end\n"
    )


def test_update_option_of_the_main_command(tmp_path: Path, seed_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    memory = tmp_path / "m.tmx"
    words = [str(seed_path), "-o", str(memory), "--update"]
    assert main(words) == 0
    first = memory.read_bytes()
    assert re.search(rf"{re.escape(str(memory))}: \d+ added, 0 replaced", capsys.readouterr().err)
    assert main(words) == 0
    assert re.search(r": 0 added, 0 replaced, \d+ skipped", capsys.readouterr().err)
    assert memory.read_bytes() == first
    with pytest.raises(SystemExit):
        main([str(seed_path), "-o", str(tmp_path / "m.jsonl"), "--update"])


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    """A folder of releases: documents with both languages, a pair of files in a folder, one without Chinese."""
    folder = tmp_path / "releases"
    texts = {
        "a.txt": "会议在北京举行。\n\nThe meeting was held in Beijing.\n",
        "2021/a.txt": "各国代表感谢中国。\n\nRepresentatives of all countries thanked China.\n",
        "2021/b.zh.txt": "经济继续增长。\n",
        "2021/b.en.txt": "The economy continues to grow.\n",
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("command", ["--update", "update"])
def test_a_folder_of_releases(releases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    memory = tmp_path / "m.tmx"
    words = [str(releases), "-o", str(memory), "--update"] if command == "--update" else ["update", str(memory)]
    words += [] if command == "--update" else [str(releases)]
    assert main([*words, "--jobs", "1"]) == 0
    assert capsys.readouterr().err.splitlines()[-1] == (
        f"{memory}: 3 added, 0 replaced, 0 skipped (there already), 0 conflicting"
    )
    assert {pair.document: pair.en for pair in read(memory)} == {
        "2021/a.txt": "Representatives of all countries thanked China.",
        "2021/b.zh.txt 2021/b.en.txt": "The economy continues to grow.",
        "a.txt": "The meeting was held in Beijing.",
    }
    before, stat = memory.read_bytes(), memory.stat()
    (releases / "bad.txt").write_text(" \n", encoding="utf-8")
    assert main([*words, "--jobs", "1"]) == 1  # a document failed, the others are there
    error = capsys.readouterr().err
    assert "bad.txt: the file holds no text" in error
    assert error.splitlines()[-1] == f"{memory}: 0 added, 0 replaced, 3 skipped (there already), 0 conflicting"
    assert (memory.read_bytes(), memory.stat().st_mtime_ns) == (before, stat.st_mtime_ns)


def test_a_folder_in_which_all_fail_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / "bad.txt").write_text("There is nothing here.\n", encoding="utf-8")
    assert main([str(tmp_path / "releases"), "-o", str(tmp_path / "m.tmx"), "--update", "--jobs", "1"]) == 2
    assert capsys.readouterr().err.endswith(f"align: {tmp_path}/releases: none of its documents can be aligned\n")
    assert not (tmp_path / "m.tmx").exists()


def test_filters_of_the_main_command(releases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [str(releases / "a.txt"), "--script", "traditional", "-o"]
    assert main([*words, str(tmp_path / "a.jsonl")]) == 0
    assert "  left out: 1 other script\n" in capsys.readouterr().err
    assert read(tmp_path / "a.jsonl") == ()
    words = [str(releases), "-o", str(tmp_path / "m.tmx"), "--update", "--jobs", "1"]
    assert main([*words, "--max-length", "8", "--quiet"]) == 0
    assert capsys.readouterr().err == ""
    assert main([*words, "--max-length", "40"]) == 0
    assert capsys.readouterr().err.endswith(
        "m.tmx: 2 added, 0 replaced, 0 skipped (there already), 0 conflicting\n  left out: 1 too long\n"
    )


def test_several_documents_are_one_update(releases: Path, tmp_path: Path) -> None:
    (releases / "c.txt").write_text("经济继续增长。\n\nThe economy continues to grow.\n", encoding="utf-8")
    files = [str(releases / name) for name in ("a.txt", "2021/a.txt", "c.txt")]
    memory = tmp_path / "m.tmx"
    assert main([*files, "-o", str(memory), "--update", "--quiet", "--jobs", "1"]) == 0
    before = memory.read_bytes()
    assert len(read(memory)) == 3
    assert main(["update", str(memory), *files[2:], "--quiet"]) == 0
    assert memory.read_bytes() == before


@pytest.mark.parametrize("names", [("中.txt", "x.txt"), ("a.zh.txt", "a.en.txt")])
@pytest.mark.parametrize("command", [["update", "m.tmx"], ["memory", "add", "m.db"]])
def test_two_files_that_belong_together_are_one_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: tuple[str, str], command: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(names[0]).write_text("会议在北京举行。\n\n各国代表感谢中国。\n", encoding="utf-8")
    Path(names[1]).write_text(
        "The meeting was held in Beijing.\n\nRepresentatives of all countries thanked China.\n", encoding="utf-8"
    )
    assert main([*command, *reversed(names), "--quiet"]) == 0
    if command[0] == "memory":
        assert main(["memory", "export", "m.db", "-o", "m.tmx", "--quiet"]) == 0
    assert [(unit.zh, unit.en) for unit in read("m.tmx")] == [
        ("会议在北京举行。", "The meeting was held in Beijing."),
        ("各国代表感谢中国。", "Representatives of all countries thanked China."),
    ]


@pytest.mark.parametrize("command", [["update", "m.tmx"], ["memory", "add", "m.db"]])
def test_a_document_in_one_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("会议在北京举行。\n", encoding="utf-8")
    assert main([*command, "a.txt"]) == 2
    assert "a.txt: there is no English text" in capsys.readouterr().err
    assert not Path("m.tmx").exists()


def test_a_trial_and_pruning(releases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    memory = tmp_path / "m.tmx"
    words = ["update", str(memory), str(releases), "--jobs", "1"]
    assert main([*words, "--quiet"]) == 0
    (releases / "a.txt").unlink()
    before = memory.read_bytes()
    capsys.readouterr()
    assert main([*words, "--prune", "--dry-run", "--quiet"]) == 0
    assert capsys.readouterr().out == "- 会议在北京举行。 | The meeting was held in Beijing.\n"
    assert memory.read_bytes() == before
    assert main([*words, "--prune"]) == 0
    assert "  removed, of a.txt: 会议在北京举行。 | The meeting" in capsys.readouterr().err
    assert {pair.document for pair in read(memory)} == {"2021/a.txt", "2021/b.zh.txt 2021/b.en.txt"}
    assert main(["update", str(memory), str(releases / "2021" / "a.txt"), "--prune"]) == 2
    assert "give the folder that holds all documents" in capsys.readouterr().err
