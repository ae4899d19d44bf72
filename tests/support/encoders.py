"""Encoders for tests: small, the same on every machine, and no model in them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

WIDTH = 64


class CountedNgrams:
    """Character pairs of a text counted by their hashes, (n, 64); ``seen`` are the texts that were asked for.

    ``same`` are pairs of Chinese and English sentences: their English is read for the Chinese, so they are alike."""

    def __init__(self, same: Sequence[tuple[str, str]] = ()) -> None:
        self.seen: list[str] = []
        self._same = dict(same)

    def __call__(self, texts: list[str]) -> NDArray[np.float32]:
        self.seen += texts
        return np.array([self._vector(self._read(text)) for text in texts], dtype=np.float32)

    def _read(self, text: str) -> str:
        for zh, en in self._same.items():
            text = text.replace(zh, f"{en} ")
        return text.strip()

    def _vector(self, text: str) -> list[float]:
        counts = [0.0] * WIDTH
        for at in range(len(text) - 1):
            counts[hashlib.blake2b(text[at : at + 2].encode(), digest_size=1).digest()[0] % WIDTH] += 1.0
        return counts
