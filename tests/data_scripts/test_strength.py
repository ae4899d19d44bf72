"""Strengths and the character model, from glosses made for the test."""

from __future__ import annotations

import numpy as np
import pytest

from data.lexicon.strength import character_model, dictionary_strengths


def test_dictionary_strength_is_the_share_of_idf() -> None:
    """Four glosses: idf(rare) = log 4, idf(common) = log 4/3."""
    glosses = {
        "甲": [(("common", "rare"), 1.0)],
        "乙": [(("common",), 1.0), (("common", "other"), 1.0)],
        "丙": [(("name",), 0.5)],
    }
    strengths = dictionary_strengths(glosses)
    rare, common = np.log(4), np.log(4 / 3)
    assert strengths["甲"]["rare"] == pytest.approx(rare / (rare + common))
    assert strengths["甲"]["common"] == pytest.approx(common / (rare + common))
    assert strengths["乙"]["common"] == 1.0, "the greatest over the glosses"
    assert strengths["丙"]["name"] == 0.5


def test_character_model_finds_the_translation() -> None:
    """On generated headwords each character goes with the one stem that it makes."""
    rng = np.random.default_rng(7)
    chars, stems = "山水火木金土日月", [f"stem{c}" for c in "abcdefgh"]
    glosses = {}
    for _ in range(200):
        chosen = sorted(rng.choice(8, size=3, replace=False).tolist())
        glosses["".join(chars[i] for i in chosen)] = [(tuple(stems[i] for i in chosen), 1.0)]
    model = character_model(glosses)
    assert [max(model[c], key=model[c].__getitem__) for c in chars] == stems
    assert all(model[c][s] > 0.9 for c, s in zip(chars, stems, strict=True))
