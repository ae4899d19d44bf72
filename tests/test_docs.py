"""The documentation says what the code does: links resolve, examples run, generated pages are fresh."""

from __future__ import annotations

import ast
import doctest
import importlib
import importlib.util
import json
import re
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

import duiqi
import duiqi.formats
from duiqi.cli import main
from duiqi.cli.commands import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("data/*/*.md")])
# Distributions whose modules have another name.
IMPORTED_AS = {"tree-sitter": "tree_sitter", "PyStemmer": "Stemmer"}
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def blocks(text: str, language: str) -> list[str]:
    """The fenced code blocks in ``language``."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def slugs(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    found = set()
    for heading in re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE):
        found.add(re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-"))
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_resolve(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if re.match("[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        linked = (page.parent / path).resolve() if path else page
        if linked == ROOT / "docs" / script("site_hooks").DEMO:
            continue
        assert linked.exists(), target
        assert not anchor or anchor in slugs(linked), target


def test_every_page_is_in_the_index() -> None:
    docs = ROOT / "docs"
    linked = set(LINK.findall((docs / "README.md").read_text(encoding="utf-8")))
    assert {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")} - {"README.md"} <= linked


def test_every_page_is_in_the_navigation_of_the_site() -> None:
    docs = ROOT / "docs"
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")[2]
    named = set(re.findall(r"- (?:[^:\n]+: )?(\S+\.(?:md|html))$", navigation, re.MULTILINE))
    pages = {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")}
    assert named == pages | {script("site_hooks").DEMO}


def test_the_reference_has_every_public_name() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^::: duiqi\.(\w+)$", page, re.MULTILINE))
    assert {name for name in duiqi.__all__ if not name.startswith("_")} - listed == set()


def test_the_sample_of_pairs_is_fresh(tmp_path: Path) -> None:
    generate = script("generate_samples")
    generate.write_sample(tmp_path / "readme.tmx")
    fresh = (tmp_path / "readme.tmx").read_bytes() == generate.OUTPUT.read_bytes()
    assert fresh, "run python docs/generate_samples.py"
    assert len(duiqi.read(generate.OUTPUT)) > 20


def test_both_readmes_show_the_same_commands() -> None:
    other = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
    for language in ("text", "json", "python"):
        assert blocks(other, language) == blocks(README, language)

    def commands(page: str) -> list[str]:
        return [line.partition("#")[0].rstrip() for block in blocks(page, "console") for line in block.splitlines()]

    assert commands(other) == commands(README)


def script(name: str) -> ModuleType:
    """A script of docs/ as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_figures_of_embeddings_are_fresh() -> None:
    generate = script("generate_embeddings")
    assert generate.page() == generate.PAGE.read_text(encoding="utf-8"), "run python docs/generate_embeddings.py"
    assert len(generate.rows()) > 10


def test_the_command_line_page_is_fresh() -> None:
    fresh = script("generate_cli").cli_page() == (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert fresh, "run python docs/generate_cli.py"


def test_the_command_line_page_has_a_row_for_each_command() -> None:
    lines = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8").splitlines()
    assert [f"| [`align {name}`](#align-{name}) | {what} |" for name, what in COMMANDS.items()] == [
        line for line in lines if line.startswith("| [`align ")
    ]


def test_the_table_of_formats_is_fresh() -> None:
    generate = script("generate_formats")
    fresh = generate.page_with(generate.formats_table()) == generate.PAGE.read_text(encoding="utf-8")
    assert fresh, "run python docs/generate_formats.py"


def test_every_format_says_what_it_reads() -> None:
    """In the docstring of its module, behind ``Read:`` and, if it is aligned, ``Left out:``; what needs an extra names
    the library."""
    generate = script("generate_formats")
    docstrings = generate.documentation()
    assert sorted(docstrings) == sorted(duiqi.formats.FORMATS)
    for name, format in duiqi.formats.FORMATS.items():
        assert generate.told(docstrings[name], "Read"), name
        assert generate.told(docstrings[name], "Left out") or not format.reads_documents, name
        assert format.library or not format.extra, name


def test_the_pictures_of_layouts_are_fresh() -> None:
    generate = script("generate_layouts")
    drawn = {f"{name}.svg": generate.svg(bars) for name, bars in generate.PICTURES.items()}
    assert {path.name: path.read_text(encoding="utf-8") for path in generate.FOLDER.iterdir()} == drawn
    page = (ROOT / "docs" / "input-formats.md").read_text(encoding="utf-8")
    assert all(f"(layouts/{name})" in page for name in drawn)


def test_readme_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = blocks(README, "python")
    (tmp_path / "data").symlink_to(ROOT / "data")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 15
    assert all(re.match(r"(0\.\d\d|1\.00)\t\d-\d\t", line) for line in lines)
    assert len(duiqi.read(tmp_path / "belt-and-road.tmx")) >= len(lines)


def test_readme_before_and_after(capsysbinary: pytest.CaptureFixture[bytes], seed_path: Path) -> None:
    (before,) = blocks(README, "text")
    (after,) = blocks(README, "json")
    assert before.strip() in seed_path.read_text(encoding="utf-8")
    main([str(seed_path), "--quiet"])
    units = [json.loads(line) for line in capsysbinary.readouterr().out.decode("utf-8").splitlines()]
    for line in after.splitlines():
        shown = json.loads(line)
        assert any(shown == {key: unit[key] for key in shown} for unit in units)


def test_readme_commands_are_those_of_ci() -> None:
    commands = [line for block in blocks(README, "console") for line in block.splitlines()]
    ci = [line.strip() for line in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()]
    tests = [command for command in commands if "pytest" in command]
    assert len(tests) == 1
    assert tests[0] in ci
    aligned = [command for command in commands if "data/samples" in command]
    assert len(aligned) == 1
    assert aligned[0] in ci


def test_python_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed_path: Path) -> None:
    shutil.copy(seed_path, tmp_path / "release.txt")
    text = seed_path.read_text(encoding="utf-8")
    cut = text.index("On the evening")
    (tmp_path / "zh.txt").write_text(text[:cut], encoding="utf-8")
    (tmp_path / "en.txt").write_text(text[cut:], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    page = str(ROOT / "docs" / "python.md")
    result = doctest.testfile(page, module_relative=False, encoding="utf-8", optionflags=doctest.ELLIPSIS)
    assert result.attempted > 10
    assert result.failed == 0


EXAMPLES = [path for path in (ROOT / "src").rglob("*.py") if "\n    >>> " in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", sorted(EXAMPLES), ids=lambda path: path.stem)
def test_examples_of_docstrings(path: Path) -> None:
    name = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted > 0
    assert result.failed == 0


def test_python_page_names_every_public_name() -> None:
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    missing = [name for name in duiqi.__all__ if f"`{name}" not in page and f"duiqi.{name}" not in page]
    assert missing == []


def test_how_it_works_goes_through_the_rooms() -> None:
    page = (ROOT / "docs" / "how-it-works.md").read_text(encoding="utf-8")
    package = ROOT / "src" / "duiqi"
    rooms = {path.parent.name for path in package.glob("*/__init__.py")}
    modules = {path.stem for path in package.glob("*.py")} - {"__init__", "__main__", "_version"}
    named = set(re.findall(r"`(\w+)/`", page))
    assert sorted(rooms) == sorted(named)
    assert [name for name in sorted(modules) if f"`{name}.py`" not in page] == []
    inside = re.findall(r"`(\w+/\w+)`", page)
    assert [path for path in inside if not (package / path).is_dir()] == []


def test_the_picture_of_the_rooms_is_what_the_contract_says() -> None:
    pytest.importorskip("importlinter")
    drawn = script("generate_rooms").svg()
    assert (ROOT / "docs" / "rooms.svg").read_text(encoding="utf-8") == drawn


def test_dependencies_are_explained() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.findall(r'^    "([A-Za-z][\w.-]*)(?:\[\w+\])?[<>=~!]', project, re.MULTILINE)
    assert len(listed) > 5
    assert [name for name in listed if f"| `{name}` |" not in page] == []


def test_heavy_imports_are_dependencies() -> None:
    """Every top-level package that the code imports is in the standard library, ours, or listed."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    known = {IMPORTED_AS.get(name, name) for name in re.findall(r'"([A-Za-z][\w.-]*)(?:\[\w+\])?[<>=~!]', project)}
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                root = name.split(".")[0]
                assert root in known | sys.stdlib_module_names | {"duiqi"}, f"{path}: {name}"
