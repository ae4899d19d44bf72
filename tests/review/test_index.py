"""The index leads to the most doubtful document first."""

from __future__ import annotations

import json
import re

from duiqi.aligner import align_sentences
from duiqi.model import Alignment, Bead, Sentence
from duiqi.review import Entry, entry_of, index_page


def entry(name: str, pairs: int, errors: float) -> Entry:
    return Entry(name, f"{name}.html", pairs, 0, errors, 0)


def test_sorted_by_the_share_that_is_wrong() -> None:
    html = index_page([entry("a", 100, 2.0), entry("b", 10, 1.0), entry("c", 0, 0.0), entry("<d>", 10, 1.0)], "all")
    (data,) = re.findall(r'id="data">(.*?)</script>', html)
    assert [each["name"] for each in json.loads(data)["documents"]] == ["<d>", "b", "a", "c"]


def test_an_entry_counts() -> None:
    zh = tuple(Sentence(text, 0, len(text)) for text in ("一。", "二。", "三。"))
    en = (Sentence("One.", 0, 4), Sentence("Two.", 0, 4))
    beads = (
        Bead(range(1), range(1), 0.95),
        Bead(range(1, 2), range(1, 2), 0.5),
        Bead(range(2, 3), range(2, 2), 0.9),
    )
    found = entry_of(Alignment(zh, en, beads, source="x.txt"), "x.html")
    assert found == Entry("x.txt", "x.html", 2, 1, 0.6, 1)


def test_warnings_are_told() -> None:
    found = entry_of(align_sentences(["一。"], []), "x.html")
    assert found.pairs == 0
    assert "no English text" in found.warnings[0]
