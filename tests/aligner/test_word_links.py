"""Which words of a pair translate each other, and where they stand."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duiqi.aligner import word_links
from duiqi.aligner.result.word_links import AT_A_TIME
from duiqi.model import Bead

CASES = json.loads((Path(__file__).parents[1] / "cases" / "word_links.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_words_that_translate_each_other(case: dict[str, object]) -> None:
    zh, en = str(case["zh"]), str(case["en"])
    (links,) = word_links([zh], [en], [Bead(range(1), range(1), 1.0)])
    found = [[zh[link.zh_start : link.zh_end], en[link.en_start : link.en_end]] for link in links]
    assert [pair for pair in case["links"] if pair not in found] == []  # type: ignore[attr-defined]


def test_links_stay_within_their_pairs() -> None:
    zh, en = ["王毅在北京。", "王毅在上海。"], ["Wang Yi is in Shanghai.", "Wang Yi is in Beijing.", "Wang Yi again."]
    beads = [Bead(range(1), range(1, 2), 1.0), Bead(range(1, 2), range(1), 1.0), Bead(range(2, 2), range(2, 3), 1.0)]
    found = list(word_links(zh, en, beads))
    assert [{link.zh_sentence for link in links} for links in found] == [{0}, {1}, set()]
    assert [{link.en_sentence for link in links} for links in found] == [{1}, {0}, set()]


def test_nothing_to_link() -> None:
    assert list(word_links([], ["One."], [Bead(range(0), range(1), 1.0)])) == [[]]
    assert list(word_links(["一。"], [], [Bead(range(1), range(0), 1.0)])) == [[]]


PIECES = st.sampled_from(
    ["王毅", "國務院", "２０２０年", "三四十人", "五月", "㈠①", "\ud800", "\n", "ＡＢ", "COVID-19", "的", "，",
     "\U00020000", "twenty-five", "May", "3%", "U.S.", "isn't", "a hundred", " and ", "-", "é"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join), st.lists(PIECES, max_size=12).map(" ".join))
def test_places_are_in_the_text_and_apart(zh: str, en: str) -> None:
    (links,) = word_links([zh], [en], [Bead(range(1), range(1), 1.0)])
    zh_places = {(link.zh_start, link.zh_end) for link in links}
    en_places = {(link.en_start, link.en_end) for link in links}
    for text, places in ((zh, zh_places), (en, en_places)):
        assert all(0 <= start < end <= len(text) for start, end in places)
        assert all(before[1] <= after[0] for before, after in pairwise(sorted(places)))


def test_places_of_a_pair_are_those_it_has_among_many() -> None:
    zh, en = ["王毅在北京。", "\U00020000国务院发布。"], ["Wang Yi is in Beijing.", "The State Council published it."]
    alone = list(word_links(zh, en, [Bead(range(k, k + 1), range(k, k + 1), 1.0) for k in range(2)]))
    count = 2 * AT_A_TIME + 1  # so that a pair begins and ends what is looked at together
    beads = [Bead(range(k, k + 1), range(k, k + 1), 1.0) for k in range(count)]
    many = list(word_links([zh[k % 2] for k in range(count)], [en[k % 2] for k in range(count)], beads))
    for k, links in enumerate(many):
        assert links == [link._replace(zh_sentence=k, en_sentence=k) for link in alone[k % 2]]
