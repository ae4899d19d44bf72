"""Pairs of a file are sentences again, as far as the file tells."""

from __future__ import annotations

from duiqi.model import Bead, Pair
from duiqi.review import documents_of_pairs


def pair(zh: str, en: str, zh_ids: range = range(1), en_ids: range = range(1), document: str = "") -> Pair:
    return Pair(zh, en, 0.5, Bead(zh_ids, en_ids, 0.5), document=document)


def test_sentences_are_cut_where_the_file_says_how_many() -> None:
    (found,) = documents_of_pairs([pair("你好。再见。", "Hello. Bye.", range(4, 6), range(2))], "a.tmx")
    assert [s.text for s in found.zh] == ["你好。", "再见。"]
    assert [s.text for s in found.en] == ["Hello.", "Bye."]
    assert found.beads[0].type == "2-2"
    assert found.source == "a.tmx"


def test_what_cannot_be_cut_so_stays_one() -> None:
    (found,) = documents_of_pairs([pair("你好，再见", "Hello. Bye.", range(3), range(1))], "a.tmx")
    assert [s.text for s in found.zh] == ["你好，再见"]
    assert [s.text for s in found.en] == ["Hello. Bye."]


def test_sentences_alone_and_several_documents() -> None:
    pairs = [
        pair("一", "One", document="a"),
        pair("", "Two", range(0), range(1), "b"),
        pair("三", "Three", document="a"),
    ]
    found = documents_of_pairs(pairs, "x.jsonl")
    assert [each.source for each in found] == ["a", "b"]
    assert [bead.type for bead in found[0].beads] == ["1-1", "1-1"]
    assert [bead.type for bead in found[1].beads] == ["0-1"]
    assert found[0].beads[1].zh == range(1, 2)
    assert found[0].score(found[0].beads[0]) == 0.5
