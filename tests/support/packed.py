"""Data packed with Zstandard, which Python has from 3.14 on."""

from __future__ import annotations

import importlib
import sys

MODULE = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"


def zstandard(data: bytes) -> bytes:
    """``data``, packed."""
    return bytes(importlib.import_module(MODULE).compress(data))


def unpacked(data: bytes) -> bytes:
    """What was packed."""
    return bytes(importlib.import_module(MODULE).decompress(data))
