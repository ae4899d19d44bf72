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


def test_pairs_between_some_words() -> None:
    table = TranslationTable.of_pairs(np.array([0, 0, 2, 2]), np.array([1, 3, 0, 3]), np.array([0.2, 0.9, 0.5, 0.4]), 3)
    part = table.between(np.array([1, 2]), np.array([3, 7]))
    assert (part.zh.tolist(), part.en.tolist(), part.strength.tolist()) == ([1], [0], [0.4])
    assert len(part.rows) == 2
    none = table.between(np.array([0]), np.array([], dtype=np.int64))
    assert (none.zh.tolist(), len(none.rows)) == ([], 1)
