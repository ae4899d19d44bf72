"""``align review``."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from support.commands import EN, ZH

from duiqi.batch.reviews import page_names


def data(path: Path) -> dict[str, Any]:
    """What a page is told."""
    (text,) = re.findall(r'id="data">(.*?)</script>', path.read_text(encoding="utf-8"))
    found: dict[str, Any] = json.loads(text)
    return found


def test_a_document(align: Any, seed_path: Path, tmp_path: Path) -> None:
    result = align("review", seed_path, "-o", tmp_path / "a.html", "--en-lang", "en-GB")
    assert result.status == 0
    assert re.search(r"a\.html: 26 pairs, \d of them doubtful, about [\d.]+ wrong", result.err)
    page = data(tmp_path / "a.html")
    assert page["name"] == seed_path.name
    assert page["labels"]["en_lang"] == "en-GB"
    assert len(page["lattice"]["path"]) >= 26


def test_the_same_bytes_each_time(align: Any, sides: tuple[Path, Path], tmp_path: Path) -> None:
    pages = []
    for name, inputs in (("a.html", sides), ("b.html", sides)):
        assert align("review", *inputs, "-o", tmp_path / name, "--quiet").err == ""
        pages.append((tmp_path / name).read_bytes())
    assert pages[0] == pages[1]


def test_lines_as_they_are(align: Any, tmp_path: Path) -> None:
    zh, en = tmp_path / "zh.txt", tmp_path / "en.txt"
    zh.write_text("會議(huì)在北京舉行。他來了。\n第二行\n", encoding="utf-8")
    en.write_text("The meeting was held in Beijing. He came.\nThe second line\n", encoding="utf-8")
    assert align("review", zh, en, "-o", tmp_path / "a.html", "--presegmented").status == 0
    assert data(tmp_path / "a.html")["zh"]["texts"] == ["會議(huì)在北京舉行。他來了。", "第二行"]
    assert align("review", zh, "-o", tmp_path / "b.html", "--presegmented").status == 2


@pytest.mark.parametrize("suffix", ["tmx", "jsonl", "xliff"])
def test_pairs_of_a_file(suffix: str, align: Any, seed_path: Path, tmp_path: Path) -> None:
    pairs = tmp_path / f"pairs.{suffix}"
    align(seed_path, "-o", pairs)
    assert align("review", pairs, "-o", tmp_path / "a.html").status == 0
    page = data(tmp_path / "a.html")
    assert page["lattice"] is None
    assert sum(n > 0 and m > 0 for n, m in zip(page["beads"]["zh"], page["beads"]["en"], strict=True)) == 26


def test_a_page_opens_with_corrections(align: Any, sides: tuple[Path, Path], tmp_path: Path) -> None:
    file = tmp_path / "c.jsonl"
    align(*sides, "-o", tmp_path / "a.jsonl", "--keep-unaligned")
    align("convert", tmp_path / "a.jsonl", "-o", tmp_path / "a.csv")
    align("corrections", "from-xlsx", tmp_path / "a.jsonl", tmp_path / "a.csv", "-o", file, "--approve-unchanged")
    lines = file.read_text(encoding="utf-8").splitlines()
    gone = json.loads(lines[0])
    gone["was"]["zh"] = {"first": 0, "texts": ["没有这句。"]}
    gone["document"]["digest"] = ""
    file.write_text("\n".join([*lines, json.dumps(gone)]), encoding="utf-8")
    result = align("review", *sides, "-o", tmp_path / "a.html", "--corrections", file)
    assert result.status == 0
    assert f"corrections: {len(lines)} applied, 1 not found" in result.err
    assert f"c.jsonl:{len(lines) + 1}: not found: the Chinese text is no longer there, or has changed" in result.err
    assert ", 0 of them doubtful, about 0.0 wrong" in result.err
    page = data(tmp_path / "a.html")
    assert len(page["corrections"]) == len(lines)
    assert max(page["beads"]["score"]) < 1.0
    assert align("review", tmp_path / "a.jsonl", "-o", tmp_path / "b.html", "--corrections", file).status == 0
    # Of a pair that the file holds as one text the sentences may be cut otherwise; then it is told.
    assert len(lines) - 1 <= len(data(tmp_path / "b.html")["corrections"]) <= len(lines)
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{}\n", encoding="utf-8")
    refused = align("review", *sides, "-o", tmp_path / "c.html", "--corrections", broken)
    assert refused.status == 2
    assert not (tmp_path / "c.html").exists()


def test_a_folder(align: Any, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "b").mkdir(parents=True)
    for name in ("a", "b/index"):
        (folder / f"{name}.zh.txt").write_text(ZH, encoding="utf-8")
        (folder / f"{name}.en.txt").write_text(EN, encoding="utf-8")
    (folder / "broken.txt").write_bytes(b"")
    result = align("review", folder, "-o", tmp_path / "out", "--jobs", 1)
    assert result.status == 1
    assert "broken.txt" in result.err
    entries = data(tmp_path / "out" / "index.html")["documents"]
    assert sorted(entry["page"] for entry in entries) == ["a.html", "b/index.html"]
    assert data(tmp_path / "out" / "b" / "index.html")["name"] == "b/index.zh.txt b/index.en.txt"


def test_what_a_folder_passes_over_is_no_failure(align: Any, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in (("a", ZH + EN), ("note", EN), ("说明", ZH)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    result = align("review", folder, "-o", tmp_path / "out", "--jobs", 1, "--match", "name", "--quiet")
    assert result.status == 0
    told = f"align: warning: passed over, in one language alone: 2 files: {folder}/note.txt, {folder}/说明.txt ("
    assert result.err.startswith(told)
    assert result.err.count("\n") == 1


def test_pairs_of_several_documents(align: Any, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.jsonl"
    lines = [{"zh": "一。", "en": "One.", "document": name} for name in ("a.txt", "b.txt", "a.txt")]
    pairs.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    refused = align("review", pairs, "-o", tmp_path / "a.html")
    assert refused.status == 2
    assert refused.err == (
        f"align: {pairs}: holds the pairs of 2 documents; name a folder for a page each, such as -o review/\n"
    )
    refused = align("review", pairs, "-o", "-")
    assert (refused.status, refused.err) == (
        2,
        "align: -: is no name of a page; name a file to write, such as review.html\n",
    )
    assert align("review", pairs, "-o", f"{tmp_path / 'out'}/").status == 0
    assert [entry["page"] for entry in data(tmp_path / "out" / "index.html")["documents"]] == [
        "a.txt.html",
        "b.txt.html",
    ]


@pytest.mark.parametrize(
    ("inputs", "output", "message"),
    [
        (["zh.txt"], "a.html", "there is no English text; give the English as a second file"),
        (["zh.txt", "en.txt"], "a.txt", "is no name of a page; name a file to write, such as review.html"),
        (["missing.txt"], "a.html", "missing.txt"),
        (["zh.txt"], "zh.txt", "is the input itself; give the output another name"),
        (["."], "a.html", "is a file, and there are several documents; name a folder to write to, such as review/"),
    ],
)
def test_what_cannot_be(
    inputs: list[str], output: str, message: str, align: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("zh.txt").write_text(ZH, encoding="utf-8")
    Path("en.txt").write_text(EN, encoding="utf-8")
    result = align("review", *inputs, "-o", output)
    assert result.status == 2
    assert message in result.err
    assert sorted(path.name for path in Path().iterdir()) == ["en.txt", "zh.txt"]


def test_names_of_pages_are_told_apart() -> None:
    names = ["a", "A", "index", "../x", "", "b/c", "b\\c"]
    found = ["a.html", "A-2.html", "index-2.html", "x.html", "document.html", "b/c.html", "b/c-2.html"]
    assert page_names(names) == found
