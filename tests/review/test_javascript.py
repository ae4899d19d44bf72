"""The modules of the page by themselves: unit tests in Node, and types by TypeScript's checker."""

from __future__ import annotations

import subprocess

import pytest
from review.conftest import NODE


def test_units(node: str) -> None:
    done = subprocess.run(
        [node, "--test", str(NODE / "unit.test.mjs")], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stdout


def test_types(node: str) -> None:
    checker = NODE / "node_modules" / ".bin" / "tsc"
    if not checker.exists():
        pytest.skip("typescript is not installed (npm ci --ignore-scripts in tests/review/node)")
    done = subprocess.run([checker, "-p", NODE], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout
