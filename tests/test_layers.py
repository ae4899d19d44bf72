"""Imports run one way, and importing the package is light."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duiqi

PACKAGE = Path(duiqi.__file__).parent


def _names(text: str) -> list[str]:
    return text.split()


# Each module or package imports only from those before it.
LAYERS = _names("""
_version errors model
text io structure blocks cleaning segmentation
arrays words pairs tmx formats loading aligner export
checking updating memory evaluation
pipeline explain batch cli
""")

HEAVY = {"Stemmer", "charset_normalizer", "datasets", "jieba", "lxml", "nltk", "numpy", "opencc", "openpyxl", "pyarrow"}
HEAVY |= {"pypdfium2", "rjieba", "scipy", "trafilatura", "xlsxwriter"}
# These are imported by ``import duiqi`` and ``align --help``.
LIGHT = _names("""
_version errors model text io structure blocks cleaning segmentation pairs tmx formats loading export
checking updating memory evaluation pipeline explain batch cli
""")


def modules() -> Iterator[tuple[str, Path]]:
    """The layer and path of every module but ``duiqi/__init__.py``, which imports the public names from all."""
    for path in sorted(PACKAGE.rglob("*.py")):
        relative = path.relative_to(PACKAGE)
        if relative.parts != ("__init__.py",):
            yield relative.with_suffix("").parts[0], path


def imported(node: ast.AST) -> list[str]:
    """Full names that an import statement names; relative ones are not used here."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        assert node.level == 0
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def test_every_module_has_a_layer() -> None:
    assert sorted({layer for layer, _ in modules()}) == sorted(LAYERS)


def test_imports_run_one_way() -> None:
    wrong = []
    for layer, path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for name in imported(node):
                package, *rest = name.split(".")
                if package == "duiqi" and rest[0] != "data" and LAYERS.index(rest[0]) > LAYERS.index(layer):
                    wrong.append(f"{path.relative_to(PACKAGE)} imports {name}")
    assert not wrong


def test_light_modules_import_nothing_heavy() -> None:
    wrong = []
    for layer, path in modules():
        if layer in LIGHT:
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                wrong += [f"{path.name}: {name}" for name in imported(node) if name.split(".")[0] in HEAVY]
    assert not wrong


def test_importing_the_command_line_loads_nothing_heavy() -> None:
    code = f"import sys, duiqi.cli; print(sorted({HEAVY!r} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
