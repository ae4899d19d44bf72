"""What tests of the page need: Node, the packages of tests/review/node, a browser; and pages to open."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from duiqi.model import Document
from duiqi.pipeline import align_documents_keeping_lattice, load_sides
from duiqi.review import Reviewed

NODE = Path(__file__).parent / "node"
# Older ones take a .js file for CommonJS.
OLDEST_NODE = (20, 19)


@pytest.fixture(scope="session")
def node() -> str:
    """The program; tests that need it skip where it is absent."""
    program = shutil.which("node")
    if not program:
        pytest.skip("node is not installed")
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    major, minor = (int(part) for part in version.strip().lstrip("v").split(".")[:2])
    if (major, minor) < OLDEST_NODE:
        pytest.skip(f"node {version.strip()} is too old")
    return program


@pytest.fixture(scope="session")
def seed_reviewed(seed_path: Path) -> Reviewed:
    """The seed's alignment, with its lattice and document."""
    sides = load_sides(seed_path)
    return reviewed(sides)


def reviewed(sides: tuple[Document, Document]) -> Reviewed:
    """The alignment of two sides, as it goes into a page."""
    alignment, lattice = align_documents_keeping_lattice(*sides)
    return Reviewed(alignment, lattice, sides)


def run_node(node: str, script: str, *arguments: str, timeout: float = 60) -> Any:
    """What a script of tests/review/node prints, as JSON."""
    done = subprocess.run(
        [node, str(NODE / script), *arguments], capture_output=True, text=True, check=False, timeout=timeout
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
