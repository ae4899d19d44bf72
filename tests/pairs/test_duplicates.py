"""De-duplication: exact and near, in bounded memory."""

from __future__ import annotations

import tracemalloc
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from support.alignments import alignments
from support.pairs import filtered, pair

from duiqi.export import iter_pairs
from duiqi.model import Alignment
from duiqi.pairs.filters import Filters, filter_pairs


def test_exact_duplicates_keep_the_best_in_the_first_place() -> None:
    pairs = [pair("一", "one", 0.5, "a"), pair("二", "two"), pair("一", "one", 0.9, "b"), pair("一", "One", 0.9)]
    assert filtered(pairs, duplicates="exact") == ([pairs[2], pairs[1], pairs[3]], {"duplicates": 1})
    assert filtered(pairs, duplicates="exact", keep="first") == ([pairs[0], pairs[1], pairs[3]], {"duplicates": 1})


@pytest.mark.parametrize(
    ("first", "second", "near"),
    [
        (("出去！", "Get out!"), ("出去!", "get out"), True),
        (("我们将于明天在北京举行会议。", "We will hold the meeting in Beijing tomorrow."),) * 2 + (True,),
        (
            ("我们将于明天在北京举行第二次会议。", "We will hold the second meeting in Beijing tomorrow."),
            ("我们将于明天在北京举行第二次会议", "We'll hold the second meeting in Beijing tomorrow."),
            True,
        ),
        (("第3条 生效", "Article 3 Entry into force"), ("第4条 生效", "Article 4 Entry into force"), False),
        (("第３条", "Article 3"), ("第3条", "Article 3"), True),
        (("他来了。", "He has come."), ("她走了。", "She has gone."), False),
        (
            ("我们将于明天在北京举行会议。", "We meet tomorrow."),
            ("我们将于明天在北京举行会议。", "See you soon."),
            False,
        ),
    ],
)
def test_near_duplicates(first: tuple[str, str], second: tuple[str, str], near: bool) -> None:
    kept, left_out = filtered([pair(*first), pair(*second)], duplicates="near")
    assert (len(kept), left_out) == ((1, {"near-duplicates": 1}) if near else (2, {}))


@given(alignments())
@settings(max_examples=50, deadline=None)
def test_de_duplication_loses_nothing_but_duplicates(alignment: Alignment) -> None:
    pairs = list(alignment.pairs(unaligned=True))
    for kind in ("exact", "near"):
        kept, left_out = filtered([*pairs, *pairs], duplicates=kind)
        nulls = [p for p in pairs if p.bead.is_null]
        assert len(kept) + sum(left_out.values()) == 2 * len(pairs)
        assert [p for p in kept if p.bead.is_null] == [*nulls, *nulls]
        texts = {(p.zh, p.en) for p in kept}
        if kind == "exact":
            assert texts == {(p.zh, p.en) for p in pairs}
        # Once more changes nothing.
        assert filtered(kept, duplicates=kind) == (kept, {})


@pytest.mark.slow
def test_near_duplicates_are_found_among_many(shared: Path) -> None:
    pairs = list(iter_pairs(shared / "train" / "tatoeba.cmn-eng.tsv"))[::20]
    changed = [pair(p.zh + "！", p.en.replace(" the ", " a ", 1)) for p in pairs if len(p.en) > 60 and len(p.zh) > 15]
    assert len(changed) > 20
    kept, _ = filtered([*pairs, *changed], duplicates="near", keep="first")
    survivors = len({(p.zh, p.en) for p in kept} & {(p.zh, p.en) for p in changed})
    assert survivors <= 0.02 * len(changed)


@pytest.mark.parametrize("size", [1_600, pytest.param(20_000, marks=pytest.mark.slow)])
def test_memory_does_not_grow(size: int) -> None:
    def peak(count: int) -> int:
        pairs = (pair(f"第{n}句话在这里。" * 5, f"Sentence {n} is here. " * 5) for n in range(count))
        tracemalloc.start()
        assert sum(1 for _ in filter_pairs(pairs, Filters(duplicates="exact"), Counter())) == count
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(10)
    # A list of the pairs would take half a kilobyte each.
    assert peak(size) < 1.2 * peak(size // 4) + 100_000


def test_lone_surrogates_come_through() -> None:
    """Two of them side by side are not one character; a pair that is kept is the pair that came."""
    pairs = [pair("\ud83d\ude00", "a\udc80b"), pair("😀", "a"), pair("\ud83d\ude00", "a\udc80b")]
    assert filtered(pairs, duplicates="exact") == (pairs[:2], {"duplicates": 1})
    assert filtered(pairs, duplicates="near")[0][0] == pairs[0]
