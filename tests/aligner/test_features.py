"""The features of a bead: columns, names, phrases, and what single ones say."""

from __future__ import annotations

import numpy as np
import pytest
from support.bitexts import whole_lattice

from duiqi.aligner.bitext.sides import Bitext, make_bitext
from duiqi.aligner.candidates.bead_types import NAMED_TYPES, TYPE_FEATURES
from duiqi.aligner.candidates.spans import Spans
from duiqi.aligner.scoring.context import MOST_PLACED_ZH, feature_context
from duiqi.aligner.scoring.features import FEATURES, feature_matrix


@pytest.fixture(scope="module")
def small_text() -> tuple[Bitext, Spans]:
    zh = ["会议在北京举行。", "他问：“谁来了？”", "没有人回答。", "天黑了。"]
    en = ["The meeting was held in Beijing.", "He asked: “Who has come?”", "Nobody answered.", "It got dark."]
    bitext = make_bitext(zh, en)
    return bitext, whole_lattice(bitext).spans


def test_columns_are_the_named_features(small_text: tuple[Bitext, Spans]) -> None:
    """The matrix has one column a name in the order of FEATURES, each what its function gives, all finite."""
    bitext, spans = small_text
    matrix = feature_matrix(feature_context(bitext, spans))
    assert matrix.shape == (len(spans), len(FEATURES))
    assert np.isfinite(matrix).all()
    names = list(FEATURES)
    for n_zh, n_en in NAMED_TYPES:
        is_of_type = (spans.n_zh == n_zh) & (spans.n_en == n_en)
        np.testing.assert_array_equal(matrix[:, names.index(f"type_{n_zh}_{n_en}")], is_of_type)
    assert set(TYPE_FEATURES) <= set(names)


def test_chosen_columns(small_text: tuple[Bitext, Spans]) -> None:
    context = feature_context(*small_text)
    chosen = ["type_other", "placed_en"]
    whole = feature_matrix(context)
    np.testing.assert_array_equal(
        feature_matrix(context, chosen), whole[:, [list(FEATURES).index(name) for name in chosen]]
    )


def test_every_feature_explains_itself() -> None:
    """A docstring for who reads the code, a phrase of its own for who reads ``--explain``."""
    assert all(feature.function.__doc__ for feature in FEATURES.values())
    phrases = [feature.phrase for feature in FEATURES.values()]
    assert all(phrases)
    assert len(set(phrases)) == len(phrases)


def test_the_names_of_parts_are_a_contract() -> None:
    """Of the keys in weights.json and ``Bead.parts`` only those of the likelihoods differ from their functions."""
    other = {name: feature.function.__name__ for name, feature in FEATURES.items() if not name.startswith("type_")}
    assert {name: function for name, function in other.items() if name != function} == {
        "placed_en": "positional_llr_en",
        "placed_zh": "positional_llr_zh",
    }


@pytest.mark.parametrize(
    ("zh", "en", "missing"),
    [
        ("最高赔付金额是1000美元。", "The most that is paid is 1,000 dollars.", 0),
        ("最高赔付金额是1000美元。", "We expect payment within 25 days.", 2),
        ("共有二十五人参加。", "In all 25 people took part.", 0),
        ("共有二十五人参加。", "Many people took part.", 1),
        ("有3人参加。", "Many people took part.", 0),  # of one digit
        ("10、20、30、40和50。", "Nothing at all.", 3),  # no more than three
    ],
)
def test_numbers_without_an_equal_one(zh: str, en: str, missing: int) -> None:
    bitext = make_bitext([zh], [en])
    spans = whole_lattice(bitext).spans
    [features] = feature_matrix(feature_context(bitext, spans), ["numbers_missing"]).T
    assert {float(v) for v in features[~spans.is_null]} == {float(missing)}
    assert not features[spans.is_null].any()


def test_how_long_unaligned_text_is_counts_before_self_training_alone(small_text: tuple[Bitext, Spans]) -> None:
    bitext, spans = small_text
    before, after = (
        feature_matrix(feature_context(bitext, spans, after_training=after), ["unaligned_length"]).ravel()
        for after in (False, True)
    )
    assert ((before > 0) == spans.is_null).all()
    assert not after.any()


def test_after_self_training_much_likelihood_of_the_chinese_says_no_more() -> None:
    """It is capped, beads of little are as before, and that of the English words stays as it is."""
    zh = ["会议在北京举行，二百名代表讨论了农业、教育、卫生、交通、能源和科学研究。", "天黑了。"]
    en = [
        "The conference was held in Beijing, and two hundred delegates discussed agriculture, education, health, "
        "transport, energy and scientific research.",
        "It got dark.",
    ]
    bitext = make_bitext(zh, en)
    spans = whole_lattice(bitext).spans
    before, after = (
        feature_matrix(feature_context(bitext, spans, after_training=after), ["placed_zh", "placed_en"])
        for after in (False, True)
    )
    most = MOST_PLACED_ZH / 10
    assert before[:, 0].max() > most > before[:, 0].min()
    np.testing.assert_array_equal(after[:, 0], np.minimum(before[:, 0], most))
    np.testing.assert_array_equal(after[:, 1], before[:, 1])
