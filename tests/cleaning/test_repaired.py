"""Sentences and pairs tell what was repaired in them."""

from __future__ import annotations

import pytest

from duiqi.cleaning import FIXES, clean, doubt_inferred, mark_repaired
from duiqi.cleaning.fixes import NEEDS, ON_REQUEST
from duiqi.model import REPAIRS, Alignment, Bead, Edit, Options, Sentence

# Two layers: an entity makes room for a gloss behind it.
RAW = "各位来宾。國務(wù)委員&amp;代表。結束。"


def sentences(text: str) -> list[Sentence]:
    ends = [index + 1 for index, char in enumerate(text) if char == "。"]
    return [Sentence(text[s:e], s, e) for s, e in zip([0, *ends], ends, strict=False)]


def test_sentences_name_their_repairs() -> None:
    cleaned = clean(RAW)
    marked = mark_repaired(sentences(cleaned.text), cleaned.edits)
    assert [sorted(sentence.repairs) for sentence in marked] == [[], ["entities", "pinyin glosses"], []]
    assert all(sentence.trust == 1.0 for sentence in marked)


def test_an_inferred_repair_lowers_the_score() -> None:
    text = "落實“一帶一路”倡議。要發揮重要作用?!耙粠б宦贰背h是平臺。"
    cleaned = clean(text)
    zh = mark_repaired(sentences(cleaned.text), cleaned.edits)
    en = [Sentence("a", 0, 1), Sentence("b", 2, 3), Sentence("c", 4, 5)]
    beads = tuple(Bead(range(n, n + 1), range(n, n + 1), 0.8) for n in range(3))
    doubted = doubt_inferred(Alignment(tuple(zh), tuple(en), beads))
    assert [bead.score for bead in doubted.beads] == [
        0.8,
        pytest.approx(0.784, abs=1e-3),
        pytest.approx(0.784, abs=1e-3),
    ]
    assert [pair.repairs for pair in doubted.pairs()] == [(), *[("slipped bytes (inferred)",)] * 2]


def test_a_deletion_between_sentences_is_in_neither() -> None:
    marked = mark_repaired(sentences("一。二。"), [Edit("invisible marks", 2, "\u200b", "")])
    assert [sentence.repairs for sentence in marked] == [(), ()]


def test_kinds_are_those_of_the_fixes() -> None:
    assert tuple(FIXES) == REPAIRS
    assert FIXES.keys() >= NEEDS.keys() | ON_REQUEST


def test_only_the_wanted_repairs_are_made() -> None:
    text = "國務(wù)委員&amp;代表"
    assert clean(text, repair=()).edits == ()
    assert clean(text, repair=["entities"]).text == "國務(wù)委員&代表"
    assert clean(text, repair=["pinyin-glosses"]).text == "國務委員&amp;代表"
    assert clean("中文,好", repair=["half-width punctuation"]).text == "中文，好"
    assert Options(repair=("pinyin-glosses", "entities")).repair == ("entities", "pinyin glosses")


def test_an_unknown_kind_is_an_error_that_lists_them() -> None:
    with pytest.raises(ValueError, match="repair is 'spelling'; it can be surrogates, utf-8-read-as-latin, "):
        Options(repair=("spelling",))
    with pytest.raises(TypeError, match="a list of names"):
        clean("好", repair="entities")
