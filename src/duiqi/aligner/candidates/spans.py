"""Spans: so many Chinese sentences from one on beside so many English ones, as columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from duiqi.arrays.ragged import Ranges
from duiqi.arrays.types import BoolArray, IntArray


@dataclass(frozen=True, slots=True)
class Spans:
    """``B`` spans: ``n_zh`` Chinese sentences from ``zh`` on and ``n_en`` English ones from ``en`` on, (B,) each."""

    zh: IntArray
    en: IntArray
    n_zh: IntArray
    n_en: IntArray

    def __len__(self) -> int:
        return len(self.zh)

    def __getitem__(self, chosen: IntArray | BoolArray | slice) -> Spans:
        return Spans(self.zh[chosen], self.en[chosen], self.n_zh[chosen], self.n_en[chosen])

    @property
    def end_zh(self) -> IntArray:
        """Where each ends in the Chinese (exclusive)."""
        return self.zh + self.n_zh

    @property
    def end_en(self) -> IntArray:
        """Where each ends in the English (exclusive)."""
        return self.en + self.n_en

    @property
    def is_null(self) -> BoolArray:
        """Whether one side is empty."""
        return np.asarray((self.n_zh == 0) | (self.n_en == 0))

    @property
    def is_run(self) -> BoolArray:
        """Whether it is several sentences without a partner."""
        return self.is_null & (self.n_zh + self.n_en > 1)

    @property
    def in_zh(self) -> Ranges:
        """The Chinese sentences of each."""
        return Ranges(self.zh, self.n_zh)

    @property
    def in_en(self) -> Ranges:
        """The English sentences of each."""
        return Ranges(self.en, self.n_en)

    def emptied(self, keep: BoolArray) -> Spans:
        """The same spans, without their sentences where ``keep`` is false."""
        return Spans(self.zh, self.en, self.n_zh * keep, self.n_en * keep)

    def tuples(self) -> list[tuple[int, int, int, int]]:
        """``(zh, en, n_zh, n_en)`` of each."""
        columns = (self.zh, self.en, self.n_zh, self.n_en)
        return list(zip(*(column.tolist() for column in columns), strict=True))

    @staticmethod
    def joined(parts: Sequence[Spans]) -> Spans:
        """All of them in one."""
        return Spans(*(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Spans)))
