"""Stems related in meaning."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from data.lexicon.build_lexicon import RELATED
from data.lexicon.tables import read_table

# SciPy may be absent.
related = pytest.importorskip("data.lexicon.related", exc_type=ImportError)


def test_thesaurus_and_synsets_relate_stems() -> None:
    """Two words alone in one entry and one synset are as close as can be; a hypernym is not."""
    synsets = (
        "  1 the licence\n"
        "00000001 03 n 02 sofa 0 couch 0 001 @ 00000002 n 0000 | a seat\n"
        "00000002 03 n 01 seat 0 001 ~ 00000001 n 0000 | to sit on\n"
        "00000003 03 n 01 moon 0 000 | far away\n"
    )
    files = {"data.noun": synsets, "data.verb": "", "data.adj": "", "data.adv": ""}
    stems = ["couch", "moon", "seat", "sofa"]
    lines = list(related.related("sofa,couch\nmoon,night sky\n", files, stems))
    weights = {(n, o): int(w) for n, *rest in (x.split("\t") for x in lines) for o, w in (r.split() for r in rest)}
    assert weights["couch", "sofa"] == 254, "two cosines of 1"
    assert 25 < weights["couch", "seat"] == weights["seat", "sofa"] < 127
    assert not any("moon" in pair for pair in weights)


@pytest.mark.slow
def test_related_stems_are_what_the_script_gives() -> None:
    """Where the thesaurus and WordNet are at hand: DUIQI_THESAURUS names words.txt, DUIQI_WORDNET the folder."""
    words, wordnet = os.environ.get("DUIQI_THESAURUS"), os.environ.get("DUIQI_WORDNET")
    if not (words and wordnet):
        pytest.skip("the Moby Thesaurus and WordNet are not at hand (DUIQI_THESAURUS, DUIQI_WORDNET)")
    lines = related.related(*related.read_inputs(Path(words), Path(wordnet)), related.glossed_stems())
    assert "".join(f"{line}\n" for line in lines) == read_table(RELATED)
