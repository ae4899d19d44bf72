"""Which pairs are left out."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from support.pairs import filtered, pair

from duiqi.model import BeadKind, Pair
from duiqi.pairs.filters import Filters, length_ratio


def test_the_defaults_let_everything_through() -> None:
    pairs = [pair("一", "one", 0.0), pair("一", "one"), pair("a", "a"), pair("一" * 9999, "x"), pair("一", "")]
    assert filtered(pairs) == (pairs, {})


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
    assert filtered([good, out, good], **options) == ([good, good], {name: 1})


@pytest.mark.parametrize(("kind", "name"), [("same", "the same on both sides"), ("wordless", "without a letter")])
def test_what_is_no_translation(kind: BeadKind, name: str) -> None:
    """The kind decides, which the alignment gave: pairs of other programs have none."""
    good, out = pair("OK", "OK"), pair("OK", "OK")
    out = replace(out, bead=replace(out.bead, kind=kind))
    assert filtered([good, out], untranslated=False) == ([good], {name: 1})
    assert filtered([good, out]) == ([good, out], {})


def test_length_ratio_of_ordinary_pairs() -> None:
    assert length_ratio(pair("会议在北京举行。", "The meeting was held in Beijing.")) < 1.5
    assert length_ratio(pair("好", "OK")) < 1.5


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"script": "hant"}, "script is 'hant'; it can be None, 'simplified' or 'traditional'"),
        ({"duplicates": True}, "duplicates is True; it can be 'all', 'exact' or 'near'"),
        ({"keep": "last"}, "keep is 'last'; it can be 'best' or 'first'"),
    ],
)
def test_unknown_names_raise(options: dict[str, object], message: str) -> None:
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(message)}$"):
        Filters(**options)  # type: ignore[arg-type]
