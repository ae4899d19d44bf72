"""Every command and every snippet of the documentation is run, or says why not; the fast tests parse the commands."""

from __future__ import annotations

import doctest
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.pages import ROOT, Block, Step, align_arguments, blocks, make_world, steps

from duiqi.cli.commands import COMMANDS, command

PAGES = sorted([ROOT / "README.md", ROOT / "README.zh-CN.md", *(ROOT / "docs").rglob("*.md")])
# Its doctests run in a folder of their own (tests/test_docs.py).
OWN_TEST = {"docs/python.md"}
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def _to_run(page: Path) -> list[tuple[Block, list[str], str]]:
    """What is to be run of a page, in its order: processes, with what they print where the page shows it. What .ci/run
    runs word for word is run there."""
    found: list[tuple[Block, list[str], str]] = []
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.reason or name_of(page) in OWN_TEST:
            continue
        if block.kind == "python":
            found.append((block, [sys.executable, "-c", _program(block.text)], ""))
        elif block.kind == "shell":
            todo = [step for step in steps(block) if step.command not in CI]
            found += [(block, ["bash", "-e", "-o", "pipefail", "-c", step.command], step.output) for step in todo]
    return found


def _program(text: str) -> str:
    """A program that fails where a session with ``>>>`` gives something else."""
    if not text.startswith(">>>"):
        return text
    return (
        "import doctest, duiqi\n"
        f"session = doctest.DocTestParser().get_doctest({text!r}, {{'duiqi': duiqi}}, 'page', None, 0)\n"
        "assert not doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(session).failed\n"
    )


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_have_the_options_that_the_page_gives_them(page: Path) -> None:
    found = blocks(page.read_text(encoding="utf-8"))
    lines = [step.command for block in found if block.kind == "shell" for step in steps(block)]
    assert [words for line in lines for words in align_arguments(line) if not _taken(words)] == []


def _taken(words: list[str]) -> bool:
    chosen = words[0] if words and words[0] in COMMANDS else "align"
    try:
        command(chosen).parser().parse_intermixed_args(words[1:] if chosen != "align" else words)
    except SystemExit as end:
        return not end.code
    return True


def test_blocks_are_found_and_told_apart() -> None:
    page = (
        "Text\n\n    align a.txt -o b.tmx   # comment\n    align b.tmx\n\n"
        "<!-- not run: it takes an hour -->\n```console\n"
        "$ align x\nout\n$ align y\n```\n\n```python\nimport x\n```\n\n    t(e) = 1\n"
    )
    found = [(block.kind, block.line, block.reason) for block in blocks(page)]
    assert found == [
        ("shell", 3, ""), ("shell", 7, "it takes an hour"), ("python", 13, ""), ("other", 17, ""),
    ]  # fmt: skip
    assert steps(blocks(page)[0]) == [Step("align a.txt -o b.tmx   # comment"), Step("align b.tmx")]
    assert steps(blocks(page)[1]) == [Step("align x", "out\n"), Step("align y")]


def test_the_words_of_align_in_a_command_line() -> None:
    assert align_arguments("cat a | align - > b  # align c") == [["-"]]
    assert align_arguments("A=1 align update m.tmx 'a b' && duiqi x") == [["update", "m.tmx", "a b"], ["x"]]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the pages name; each page gets a copy."""
    folder = tmp_path_factory.mktemp("world")
    make_world(folder)
    return folder


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """That of a shell in which ``align``, ``duiqi`` and ``python`` are those of this checkout."""
    programs = tmp_path_factory.mktemp("bin")
    for name, words in {"align": "-m duiqi", "duiqi": "-m duiqi", "python": "", "python3": ""}.items():
        path = programs / name
        path.write_text(f'#!/bin/sh\nexec "{sys.executable}" {words} "$@"\n', encoding="utf-8")
        path.chmod(0o755)
    known = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    return {**known, "PATH": f"{programs}{os.pathsep}{known['PATH']}", "PYTHONPATH": str(ROOT / "src")}


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in PAGES if _to_run(page)], ids=name_of)
def test_what_the_page_shows_runs(page: Path, world: Path, environment: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "world"
    shutil.copytree(world, folder, symlinks=True)
    for block, words, output in _to_run(page):
        if "jq" in words[-1].split() and not shutil.which("jq"):
            continue
        done = subprocess.run(
            words, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
        )
        # A check that finds something ends with 1; 141 is a reader that has read enough.
        fine = {0} | ({1} if "align check" in words[-1] else set()) | ({141} if "| head" in words[-1] else set())
        where, printed = f"{name_of(page)}, block at line {block.line}: {words[-1]}", done.stdout + done.stderr
        assert done.returncode in fine, f"{where}\n{printed}"
        assert not output or _as_shown(output, printed), f"{where}\n{printed}"


def _as_shown(shown: str, printed: str) -> bool:
    return doctest.OutputChecker().check_output(shown, printed, doctest.ELLIPSIS)
