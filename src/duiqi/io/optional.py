"""Packages that only some formats need, and how to get them."""

from __future__ import annotations

import importlib
from types import ModuleType

from duiqi.errors import InputError


def need(module: str, extra: str, format: str) -> ModuleType:
    """Import ``module``; an InputError says how to install it when it is absent."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        package = module.split(".")[0]
        raise InputError(
            f"{format} needs the package {package}, which is not installed",
            advice=f"install it with: pip install 'duiqi[{extra}]'",
        ) from error
