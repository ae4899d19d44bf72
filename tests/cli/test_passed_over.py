"""What a run over a folder passes over without failing: one language alone, pages that are not translated; versions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.commands import EN, ZH

CODE = "sudo apt-get install --no-install-recommends alignment-tools\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder to be filled."""
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def put(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def outputs(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("[!.]*"))


def test_one_language_alone(align: Any, tree: Path, tmp_path: Path) -> None:
    # c: Chinese with commands, which are no translation of it.
    put(tree, a_zh_txt=ZH, a_en_txt=EN, b_txt=EN, c_txt=(ZH + CODE) * 2, d_zh_txt=ZH, e_md=ZH + "\n" + EN)
    result = align(tree, "-o", tmp_path / "out", "--jobs", 1, "--match", "name")
    assert result.status == 0
    assert outputs(tmp_path / "out") == ["a.tmx", "e.tmx"]
    lines = result.err.splitlines()
    assert "b: passed over: there is no Chinese text" in lines
    assert any(line.startswith("d.zh ") and "left alone: it is Chinese by its name" in line for line in lines)
    told = next(line for line in lines if line.startswith("align: warning: passed over"))
    assert told.startswith(f"align: warning: passed over, in one language alone: 3 files: {tree}/b.txt, {tree}/c.txt, ")


def test_what_describes_a_project(align: Any, tree: Path, tmp_path: Path) -> None:
    rest = '"keywords": ["calendar"], "scripts": {"build": "tsc -p .", "test": "jest"}, "author": "Li Ming"'
    in_both = "处理日期的小型库。A small library to handle dates."
    put(
        tree,
        a__package_json=f'{{"description": "后台管理系统模板", {rest}}}',
        b__package_json=f'{{"description": "{in_both}"}}',
        b__tsconfig_json='{"compilerOptions": {"target": "es2020"}}',
        c__messages_json=f'{{"description": "后台管理系统模板", {rest}}}',
    )
    result = align(tree, "-o", tmp_path / "out", "--jobs", 1)
    assert result.status == 0
    made = [name for name in outputs(tmp_path / "out") if name.endswith(".tmx")]
    assert made == ["b/package.tmx", "c/messages.tmx"]
    lines = result.err.splitlines()
    assert "a/package: passed over: the Chinese in it translates nothing of the rest" in lines
    told = next(line for line in lines if line.startswith("align: warning: passed over"))
    assert f"in one language alone: 2 files: {tree}/a/package.json, {tree}/b/tsconfig.json (" in told


def test_documents_that_are_not_translated_are_counted(align: Any, tree: Path, tmp_path: Path) -> None:
    put(tree, zh__a_html=f"<p>{ZH}</p>", en__a_html=f"<p>{EN}</p>")
    for name in "bcdef":
        put(tree, **{f"zh__{name}_html": f"<p>{EN}</p>", f"en__{name}_html": f"<p>{EN}</p>"})
    result = align(tree, "-o", tmp_path / "out", "--jobs", 1, "--quiet")
    assert (result.status, result.err) == (
        0,
        "align: warning: passed over, not translated: 5 documents: b, c, d and 2 more\n",
    )
    assert outputs(tmp_path / "out") == ["a.tmx"]


def test_one_of_several_versions(align: Any, tree: Path, tmp_path: Path) -> None:
    put(tree, **{"a_zh-CN_md": ZH, "a_zh-TW_md": ZH, "a_md": EN})
    for words, expected in (((), ["a.zh-CN.tmx", "a.zh-TW.tmx"]), (("--zh-lang", "zh-TW"), ["a.zh-TW.tmx"])):
        result = align(tree, "-o", tmp_path / str(len(words)), "--jobs", 1, *words)
        assert (result.status, outputs(tmp_path / str(len(words)))) == (0, expected)
    assert "left alone: --zh-lang zh-TW asks for another Chinese version, a.zh-TW" in result.err


def test_versions_on_a_page_are_named(align: Any, tmp_path: Path) -> None:
    zh = ZH.splitlines()
    body = [f"<p lang='zh-Hans'>{zh[0]}</p><p lang='zh-Hant'>會議在北京舉行。</p><p lang='en'>{EN.splitlines()[0]}</p>"]
    (tmp_path / "a.html").write_text("\n".join(body), encoding="utf-8")
    result = align(tmp_path / "a.html", "-o", tmp_path / "a.jsonl")
    assert "  another Chinese version (zh-hant) is left out; --zh-lang chooses which is read\n" in result.err


def test_an_error_says_what_was_left_out(align: Any, tmp_path: Path) -> None:
    body = f"<nav><p>{EN}</p></nav><p>{ZH}</p><p>{ZH}</p><script>show('{EN.split()[0]}')</script>"
    (tmp_path / "a.html").write_text(body, encoding="utf-8")
    result = align(tmp_path / "a.html", "-o", tmp_path / "a.jsonl")
    assert result.status == 2
    assert result.err == (
        "align: a.html: there is no English text; left out of it were menu or links: 1 (74 characters), script: 1 "
        "(11 characters); give the English as a second file\n"
    )
