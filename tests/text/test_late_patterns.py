"""Patterns that are compiled late do what those compiled at once do, and all of the package's compile."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import duiqi
from duiqi.text.late_patterns import _LatePattern, late_pattern


def test_it_finds_what_the_pattern_finds() -> None:
    late, text = late_pattern("(A)b?", re.IGNORECASE), "xab A"
    assert late.pattern == "(A)b?"
    for _ in range(2):
        assert late.sub("-", text) == "x- -"
        assert [match[1] for match in late.finditer(text)] == ["a", "A"]
        assert late.match(text) is None


def test_a_wrong_one_says_so_when_it_is_used() -> None:
    late = late_pattern("(")
    with pytest.raises(re.error, match="unterminated"):
        late.search("x")


def test_those_of_the_package_compile() -> None:
    names = [module.name for module in pkgutil.walk_packages(duiqi.__path__, "duiqi.") if "__main__" not in module.name]
    found = {
        id(value): value
        for name in names
        for value in vars(importlib.import_module(name)).values()
        if isinstance(value, _LatePattern)
    }
    assert len(found) > 20
    for late in found.values():
        late.search("")
