"""The packed text tables beside the build script: lines of text, compressed to the same bytes each time."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable
from pathlib import Path


def read_table(path: Path) -> str:
    """The text of a table."""
    return gzip.decompress(path.read_bytes()).decode("utf-8")


def write_table(path: Path, lines: Iterable[str]) -> None:
    """Write a table, and print its digest."""
    text = "".join(f"{line}\n" for line in lines).encode("utf-8")
    path.write_bytes(gzip.compress(text, mtime=0))
    print(f"{path}: SHA-256 of the text {hashlib.sha256(text).hexdigest()}")
