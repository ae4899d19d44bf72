"""Test sets and documents with ids, laid out as their collections have them: all pairs by the ids, none by chance."""

from __future__ import annotations

import json

import pytest
from support.cases import CASES

import duiqi

KEYED = CASES / "keyed"
DOCUMENTS = json.loads((KEYED / "texts.json").read_text("utf-8"))
ROWS = [tuple(row) for paragraphs in DOCUMENTS.values() for paragraph in paragraphs for row in paragraph]


@pytest.mark.parametrize(
    "name", ["newstest.{}.sgm", "iwslt.{}.xml", "train.tags.en-zh.{}", "un.{}.xml", "europarl.{}.xml"]
)
def test_pairs_follow_the_ids(name: str) -> None:
    files = [KEYED / name.format(language) for language in ("zh", "en")]
    for order in (files, files[::-1]):
        found = [(pair.zh, pair.en) for pair in duiqi.align(*order).pairs(unaligned=True)]
        assert sorted(found) == sorted(ROWS)


def test_places_tell_document_and_sentence() -> None:
    found = duiqi.align(KEYED / "newstest.zh.sgm", KEYED / "newstest.en.sgm")
    places = {f"{name}/{k}" for name, sentences in DOCUMENTS.items() for k in range(1, 1 + sum(map(len, sentences)))}
    assert {pair.place for pair in found} == places


@pytest.mark.parametrize(("name", "reason"), [("un.en.xml", "header"), ("iwslt.en.xml", "<keywords>")])
def test_what_is_left_out_is_told(name: str, reason: str) -> None:
    assert reason in {omission.reason for omission in duiqi.load(KEYED / name).omissions}
