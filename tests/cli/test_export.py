"""``align export``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parents[1] / "cases" / "filling"
PAIRS = CASES / "po" / "pairs.jsonl"


def test_the_file_itself_is_filled_from_a_local_memory(align: Any, tmp_path: Path) -> None:
    into = tmp_path / "a.po"
    into.write_bytes((CASES / "po" / "into.po").read_bytes())
    assert align("memory", "add", tmp_path / "corpus.db", PAIRS).status == 0
    result = align("export", tmp_path / "corpus.db", "--into", into)
    assert result.status == 0
    assert into.read_bytes() == (CASES / "po" / "expected.po").read_bytes()
    assert align("export", tmp_path / "corpus.db", "--into", into, "--quiet").err == ""


def test_to_standard_output(align: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = align("export", PAIRS, "--into", CASES / "po" / "into.po", "-o", "-")
    assert (result.status, result.out) == (0, (CASES / "po" / "expected.po").read_bytes())
    assert result.err.startswith("standard output: ")
    assert not list(tmp_path.iterdir())


def test_filters_hold(align: Any, tmp_path: Path) -> None:
    pairs = tmp_path / "a.jsonl"
    pairs.write_text('{"zh": "打开文件。", "en": "Open the file.", "score": 0.4}\n', "utf-8")
    result = align("export", pairs, "--into", CASES / "po" / "into.po", "-o", tmp_path / "a.po", "--min-score", "0.5")
    assert "0 filled, 1 already there, 6 not found in the pairs\n  pairs left out: 1 " in result.err
    assert (tmp_path / "a.po").read_bytes() == (CASES / "po" / "into.po").read_bytes()


def test_pairs_in_the_other_script_are_not_used(align: Any, tmp_path: Path) -> None:
    pairs = tmp_path / "a.jsonl"
    pairs.write_text('{"zh": "開啟檔案。", "en": "Open the file."}\n', "utf-8")
    result = align("export", pairs, "--into", CASES / "qt" / "into.ts", "-o", tmp_path / "a.ts")
    assert "0 filled" in result.err
    assert "align: warning: 1 pair in the other Chinese script than the file, not used\n" in result.err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["--into", CASES / "android" / "into.xml"],
            "into.xml: this format has a file for each language; name that of the source: --source-file FILE\n",
        ),
        (
            ["--into", CASES / "po" / "into.po", "--source-file", CASES / "json" / "source.json"],
            "into.po: holds its source texts itself; leave --source-file out\n",
        ),
        (["--into", CASES / "po" / "none.po"], "none.po: cannot be read: No such file or directory\n"),
        (
            ["--into", CASES / "android" / "none.xml"],
            "none.xml: cannot be read: No such file or directory; name the file with the source texts with "
            "--source-file FILE, and it is made\n",
        ),
        (
            ["--into", PAIRS],
            "pairs.jsonl: this is JSON Lines, which is not filled in; formats that are: a catalogue of messages (PO), "
            "a Qt translation (TS), a translation file (XLIFF), messages of an Android program (strings.xml), JSON\n",
        ),
    ],
)
def test_what_cannot_be_filled(align: Any, words: list[Any], message: str, tmp_path: Path) -> None:
    result = align("export", PAIRS, *words, "-o", tmp_path / "out")
    assert result.status == 2
    assert result.err.endswith(message)
    assert not list(tmp_path.iterdir())


def test_the_folder_of_a_new_language_is_made(align: Any, tmp_path: Path) -> None:
    """As the other languages have theirs; no more than one, so that a mistake in the path is told."""
    source = CASES / "android" / "source.xml"
    into = tmp_path / "values-zh-rCN" / "strings.xml"
    assert align("export", CASES / "android" / "pairs.jsonl", "--into", into, "--source-file", source).status == 0
    assert "<string" in into.read_text("utf-8")
    other = tmp_path / "no" / "values-zh" / "strings.xml"
    assert align("export", CASES / "android" / "pairs.jsonl", "--into", other, "--source-file", source).status == 2
    assert not other.parent.parent.exists()
