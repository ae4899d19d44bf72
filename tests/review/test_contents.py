"""What the page is told of a document."""

from __future__ import annotations

import json
import re
from importlib import resources

import pytest

from duiqi.aligner import align_sentences, part_phrases
from duiqi.corrections import document_digest
from duiqi.model import Alignment
from duiqi.review import Reviewed, page_data
from duiqi.review.folding import script_folding


def test_the_seed(seed_reviewed: Reviewed) -> None:
    data = page_data(seed_reviewed)
    alignment = seed_reviewed.alignment
    assert data["name"] == "belt-and-road-2020-06-18.txt"
    assert data["digest"] == document_digest((s.text for s in alignment.zh), (s.text for s in alignment.en))
    assert data["zh"]["texts"] == [s.text for s in alignment.zh]
    assert sum(data["beads"]["zh"]) == len(alignment.zh)
    assert sum(data["beads"]["en"]) == len(alignment.en)
    assert data["labels"]["zh_lang"] == "zh-TW"
    assert data["lattice"]["n"] == len(alignment.zh)
    json.dumps(data, allow_nan=False)


def test_repaired_sentences_bear_the_text_as_it_was(seed_reviewed: Reviewed) -> None:
    data = page_data(seed_reviewed)
    assert data["zh"]["was"][0].startswith("6月18日晚,國務(wù)委員")
    assert data["zh"]["texts"][0].startswith("6月18日晚,國務委員")
    assert set(data["zh"]["was"]) <= set(data["zh"]["repairs"])


def test_parts_sum_to_the_score(seed_reviewed: Reviewed) -> None:
    data = page_data(seed_reviewed)
    phrases = set(part_phrases().values())
    assert set(data["parts"]["phrases"]) <= phrases
    for bead, flat in zip(seed_reviewed.alignment.beads, data["parts"]["beads"], strict=True):
        assert sum(flat[1::2]) == pytest.approx(sum(bead.parts.values()), abs=0.02)


def test_an_alignment_alone_is_enough() -> None:
    data = page_data(Reviewed(align_sentences(["你好。"], ["Hello."])))
    assert data["lattice"] is None
    assert data["zh"]["kinds"] == {}
    json.dumps(data)


def test_nothing_to_review() -> None:
    data = page_data(Reviewed(Alignment((), (), ())))
    assert data["beads"] == {"zh": [], "en": [], "score": [], "kinds": {}}


def test_folding_has_either_script_of_what_is_in_the_text() -> None:
    assert script_folding(["国务"])["國"] == "国"
    assert script_folding(["國務"])["務"] == "务"
    assert "龍" not in script_folding(["国务"])
    # Two Traditional characters of one Simplified.
    assert {script_folding(["发"])[char] for char in "發髮"} == {"发"}


def test_phrases_have_chinese() -> None:
    text = (resources.files("duiqi.review") / "page" / "phrases.js").read_text("utf-8")
    assert set(re.findall(r'^  "([^"]+)": "[^"]*[\u4e00-\u9fff]', text, re.MULTILINE)) == set(part_phrases().values())
