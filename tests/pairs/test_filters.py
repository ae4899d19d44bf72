"""Which pairs are left out, and de-duplication."""

from __future__ import annotations

import tracemalloc
from collections import Counter

import pytest
from hypothesis import given, settings
from support.alignments import alignments

from duiqi.model import Alignment, Bead, Pair
from duiqi.pairs.filters import Filters, filter_pairs, length_ratio, script_of


def pair(zh: str, en: str, score: float = 0.9, document: str = "") -> Pair:
    size = 1 if zh and en else 0
    return Pair(zh, en, score, Bead(range(1), range(size), score), document=document)


def run(pairs: list[Pair], **options: object) -> tuple[list[Pair], dict[str, int]]:
    left_out: Counter[str] = Counter()
    kept = list(filter_pairs(pairs, Filters(**options), left_out))  # type: ignore[arg-type]
    return kept, dict(left_out)


def test_the_defaults_let_everything_through() -> None:
    pairs = [pair("一", "one", 0.0), pair("一", "one"), pair("a", "a"), pair("一" * 9999, "x"), pair("一", "")]
    assert run(pairs) == (pairs, {})


@pytest.mark.parametrize(
    ("options", "out", "name"),
    [
        ({"min_score": 0.5}, pair("一", "one", 0.49), "score too low"),
        ({"max_length": 7}, pair("一", "eightact"), "too long"),
        ({"max_ratio": 2.0}, pair("会议在北京举行。" * 3, "No."), "lengths too different"),
        (
            {"max_ratio": 2.0},
            pair("好。", "A very long sentence that says much more than that."),
            "lengths too different",
        ),
        ({"script": "simplified"}, pair("會議", "meeting"), "other script"),
        ({"script": "traditional"}, pair("会议", "meeting"), "other script"),
        ({"different": True}, pair("COVID-19  A", "covid-19 a"), "both sides the same"),
    ],
)
def test_each_filter(options: dict[str, object], out: Pair, name: str) -> None:
    good = pair("一人", "one man")
    assert run([good, out, good], **options) == ([good, good], {name: 1})


def test_text_without_script_is_either() -> None:
    assert script_of("一二三") is None
    assert script_of("会议") == "simplified"
    assert script_of("會議") == "traditional"


def test_length_ratio_of_ordinary_pairs() -> None:
    assert length_ratio(pair("会议在北京举行。", "The meeting was held in Beijing.")) < 1.5
    assert length_ratio(pair("好", "OK")) < 1.5


def test_exact_duplicates_keep_the_best_in_the_first_place() -> None:
    pairs = [pair("一", "one", 0.5, "a"), pair("二", "two"), pair("一", "one", 0.9, "b"), pair("一", "One", 0.9)]
    assert run(pairs, duplicates="exact") == ([pairs[2], pairs[1], pairs[3]], {"duplicates": 1})
    assert run(pairs, duplicates="exact", keep="first") == ([pairs[0], pairs[1], pairs[3]], {"duplicates": 1})


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
    kept, left_out = run([pair(*first), pair(*second)], duplicates="near")
    assert (len(kept), left_out) == ((1, {"near-duplicates": 1}) if near else (2, {}))


@given(alignments())
@settings(max_examples=50, deadline=None)
def test_de_duplication_loses_nothing_but_duplicates(alignment: Alignment) -> None:
    pairs = list(alignment.pairs(unaligned=True))
    for kind in ("exact", "near"):
        kept, left_out = run([*pairs, *pairs], duplicates=kind)
        nulls = [p for p in pairs if p.bead.is_null]
        assert len(kept) + sum(left_out.values()) == 2 * len(pairs)
        assert [p for p in kept if p.bead.is_null] == [*nulls, *nulls]
        texts = {(p.zh, p.en) for p in kept}
        if kind == "exact":
            assert texts == {(p.zh, p.en) for p in pairs}
        # Once more changes nothing.
        assert run(kept, duplicates=kind) == (kept, {})


def test_near_duplicates_are_found_among_many(shared: object) -> None:
    from pathlib import Path

    from duiqi.export import iter_pairs

    pairs = list(iter_pairs(Path(str(shared)) / "train" / "tatoeba.cmn-eng.tsv"))[::10]
    changed = [pair(p.zh + "！", p.en.replace(" the ", " a ", 1)) for p in pairs if len(p.en) > 60 and len(p.zh) > 15]
    assert len(changed) > 20
    kept, _ = run([*pairs, *changed], duplicates="near", keep="first")
    survivors = len({(p.zh, p.en) for p in kept} & {(p.zh, p.en) for p in changed})
    assert survivors <= 0.02 * len(changed)


def test_memory_does_not_grow() -> None:
    def peak(count: int) -> int:
        pairs = (pair(f"第{n}句话在这里。" * 5, f"Sentence {n} is here. " * 5) for n in range(count))
        tracemalloc.start()
        assert sum(1 for _ in filter_pairs(pairs, Filters(duplicates="exact"), Counter())) == count
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(10)
    assert peak(20_000) < 1.2 * peak(5_000) + 100_000
