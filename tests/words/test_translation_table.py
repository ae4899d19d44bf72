"""Tables of word pairs."""

from __future__ import annotations

import numpy as np

from duiqi.words.translation_table import TranslationTable


def test_pairs_by_chinese_word() -> None:
    """The second of three words has none; the weak pair goes."""
    table = TranslationTable.of_pairs(np.array([0, 0, 2]), np.array([1, 3, 0]), np.array([0.2, 0.9, 0.5]), 3)
    assert table.zh.tolist() == [0, 0, 2]
    assert table.rows.counts.tolist() == [2, 0, 1]
    assert [table.en[table.row(word)].tolist() for word in range(3)] == [[1, 3], [], [0]]
    strong = table.stronger(0.5)
    assert (strong.zh.tolist(), strong.en.tolist(), strong.strength.tolist()) == ([0, 2], [3, 0], [0.9, 0.5])
    assert len(strong.rows) == 3
