"""Alignment with an encoder: what it changes and what it never does, and encoders that cannot be used."""

from __future__ import annotations

import json
import random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.aligned import CASES, aligned, indices
from support.bitexts import spans_of
from support.encoders import CountedNgrams

from duiqi import align_sentences
from duiqi.aligner.embedding.likeness import EmbeddedText, unit
from duiqi.aligner.embedding.vectors import BATCH, LONGEST, vectors_by
from duiqi.aligner.scoring.features import ALL_FEATURES, FEATURES
from duiqi.aligner.scoring.weights import WITH_SIMILARITY, load_similarity_weights, load_weights, packaged_weights
from duiqi.errors import InputError
from duiqi.options import BUILT_IN_ENCODER, Options

DIALOGUE, LINES = CASES["dialogue"], CASES["subtitles"]
PARTS_OF = st.sampled_from([*DIALOGUE["zh"], *DIALOGUE["en"], "", " ", "\ud800", "中" * 90])
# Words that no lexicon has, so that only an encoder can tell which sentences belong together.
_RNG = random.Random(0)
ODD_ZH = ["".join(_RNG.choices("赑屃饕餮魑魅魍魉龃龉", k=6)) + "。" for _ in range(16)]
ODD_EN = ["".join(_RNG.choices("bcdfghjklmnpqrstvwxz", k=20)) + "." for _ in range(16)]


@given(st.lists(PARTS_OF, max_size=25), st.lists(PARTS_OF, max_size=25))
@settings(max_examples=10, deadline=None)
def test_any_sentences_are_tiled(zh: list[str], en: list[str]) -> None:
    aligned(zh, en, similarity=CountedNgrams())


def test_only_the_encoder_knows_these_words() -> None:
    """Fifteen sentences a side, of which one each has no partner: of 14 pairs more are found by four, or by all."""
    zh, en = ODD_ZH[:3] + ODD_ZH[4:], ODD_EN[:9] + ODD_EN[10:]
    right = [([zh.index(a)], [en.index(b)]) for a, b in zip(ODD_ZH, ODD_EN, strict=True) if a in zh and b in en]
    counts = []
    for similarity in (None, CountedNgrams(list(zip(ODD_ZH, ODD_EN, strict=True)))):
        found = indices(aligned(zh, en, similarity=similarity).beads)
        counts.append(sum([z, e] in found for z, e in right))
    assert counts[0] + 4 <= counts[1]


def test_without_one_nothing_is_known_of_it() -> None:
    plain = align_sentences(DIALOGUE["zh"], DIALOGUE["en"])
    with_one = align_sentences(DIALOGUE["zh"], DIALOGUE["en"], options=Options(similarity=CountedNgrams()))
    assert all("similarity" not in bead.parts for bead in plain.beads)
    assert any(bead.parts.get("similarity") for bead in with_one.beads)
    weights = load_weights().digest
    assert f"|weights:{weights}|punctuation" in plain.signature
    named = f"|weights:{weights}+{load_similarity_weights().digest}|similarity:CountedNgrams|punctuation"
    assert named in with_one.signature


def test_the_same_text_gives_the_same_whatever_was_embedded_before() -> None:
    first, second = CountedNgrams(), CountedNgrams()
    align_sentences(["别的。"], ["Other."], options=Options(similarity=second))
    one, other = (
        align_sentences(DIALOGUE["zh"], DIALOGUE["en"], options=Options(similarity=x)) for x in (first, second)
    )
    assert one == other


def test_each_text_is_embedded_once_and_remembered() -> None:
    encoder = CountedNgrams()
    options = Options(similarity=encoder)
    once = align_sentences(DIALOGUE["zh"] * 2, DIALOGUE["en"] * 2, options=options)
    asked = len(encoder.seen)
    assert asked == len(set(encoder.seen))
    assert align_sentences(DIALOGUE["zh"] * 2, DIALOGUE["en"] * 2, options=options) == once
    assert len(encoder.seen) == asked


def test_batches_are_bounded_and_hold_no_text_twice() -> None:
    sizes = []

    def encoder(texts: list[str]) -> list[list[float]]:
        sizes.append(len(texts))
        assert max(map(len, texts)) <= LONGEST
        return [[float(len(text)), 1.0] for text in texts]

    texts = [f"{k} " * (k % 9) for k in range(400)] * 2
    vectors = vectors_by(encoder)([*texts, "长" * 100_000])
    assert max(sizes) == BATCH
    assert sum(sizes) == len(set(texts)) + 1
    assert vectors[:, 0].tolist() == [*map(len, texts), LONGEST]


def test_likeness_is_of_pairs_alone_and_asks_only_for_what_is_probable() -> None:
    encoder = CountedNgrams()
    zh, en = LINES["zh"][:6], LINES["en"][:6]
    text = EmbeddedText.of_sides(zh, en, vectors_by(encoder))
    spans = spans_of((0, 0, 1, 1), (1, 1, 1, 0), (1, 1, 2, 1), (3, 2, 1, 2), (2, 3, 2, 1), (4, 4, 2, 2))
    asked = len(encoder.seen)
    found = text.likeness(spans, np.array([0.9, 0.9, 0.9, 0.009, 0.01, 0.0]))
    assert encoder.seen[asked:] == sorted(["".join(zh[1:3]), "".join(zh[2:4])], key=lambda t: (len(t), t))
    assert found[1] == 0.0
    assert np.isfinite(found).all()
    # No cosine, and no mean of cosines, is beyond 1.
    assert np.abs(found).max() <= 2.0


def test_the_order_of_beads_does_not_matter() -> None:
    text = EmbeddedText.of_sides(LINES["zh"], LINES["en"], vectors_by(CountedNgrams()))
    beads = [(i, j, 1 + i % 2, 1 + j % 3) for i in range(5) for j in range(4)]
    posterior = np.linspace(0.0, 0.02, len(beads))
    there = text.likeness(spans_of(*beads), posterior)
    back = text.likeness(spans_of(*beads[::-1]), posterior[::-1])
    assert there.tolist() == back[::-1].tolist()


def test_a_window_keeps_the_vectors_of_its_document() -> None:
    text = EmbeddedText.of_sides(LINES["zh"], LINES["en"], vectors_by(CountedNgrams()))
    part = text.between((2, 5), (3, 6))
    assert list(part.zh.texts) == LINES["zh"][2:5]
    assert part.en.vectors.tolist() == text.en.vectors[3:6].tolist()
    assert part.zh.mean is text.zh.mean


@pytest.mark.parametrize("scale", [1.0, 1e-4, 1e6])
def test_the_length_of_vectors_does_not_matter(scale: float) -> None:
    plain = CountedNgrams()
    found = [
        EmbeddedText.of_sides(DIALOGUE["zh"], DIALOGUE["en"], vectors_by(encoder)).zh.vectors
        for encoder in (plain, lambda texts: plain(texts) * np.float64(scale))
    ]
    assert np.abs(found[0] - found[1]).max() < 1e-4


def test_sentences_all_alike_say_nothing() -> None:
    def encoder(texts: list[str]) -> list[list[float]]:
        return [[0.1, 0.7, 0.3]] * len(texts)

    text = EmbeddedText.of_sides(["甲。"] * 7, ["A."] * 7, vectors_by(encoder))
    assert np.abs(text.zh.vectors).max() < 1e-3
    assert unit(np.zeros((2, 3))).tolist() == [[0.0] * 3] * 2


UNUSABLE = {
    "one vector too few": (lambda texts: np.zeros((len(texts) - 1, 3)), "gives an array of shape (1, 3) for 2 texts"),
    "no matrix": (lambda texts: np.zeros(len(texts)), "gives an array of shape (2,) for 2 texts"),
    "no numbers in a vector": (lambda texts: np.zeros((len(texts), 0)), "gives an array of shape (2, 0) for 2 texts"),
    "not finite": (lambda texts: [[np.nan, 1.0]] * len(texts), "gives numbers that are not finite (of '好。')"),
    "too large": (lambda texts: [[1e300, 1.0]] * len(texts), "gives numbers that are not finite (of '好。')"),
    "strings": (lambda texts: [["a", "b"]] * len(texts), "gives list of <U1, not numbers"),
    "complex": (lambda texts: np.ones((len(texts), 2), dtype=complex), "gives ndarray of complex128, not numbers"),
    "unequal rows": (lambda texts: [[1.0] * k for k, _ in enumerate(texts, 1)], "gives list of object, not numbers"),
    "nothing": (lambda texts: None, "gives NoneType of object, not numbers"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNUSABLE)
def test_an_encoder_that_cannot_be_used(name: str) -> None:
    given, told = UNUSABLE[name]

    def encoder(texts: list[str]) -> Any:
        return given(texts)

    with pytest.raises(InputError) as error:
        align_sentences(["好。", "他走了。"], ["Good.", "He left."], options=Options(similarity=encoder))
    assert str(error.value) == (
        f"the encoder {encoder.__qualname__} {told}; it must give an array (n, d) of numbers for a list of n strings"
    )


def test_an_encoder_that_changes_its_width() -> None:
    def encoder(texts: list[str]) -> Any:
        return np.ones((len(texts), len(texts[0])))

    with pytest.raises(InputError, match=r"gives vectors of 2 numbers, and then of 5; it must"):
        align_sentences(["好。"], ["Good."], options=Options(similarity=encoder))


def test_what_is_no_encoder() -> None:
    with pytest.raises(TypeError, match="similarity is 'model'; it is a function from a list of strings to vectors"):
        align_sentences(["好。"], ["Good."], options=Options(similarity="model"))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="similarity and own_weights exclude each other"):
        align_sentences(["好。"], ["Good."], options=Options(similarity=CountedNgrams(), own_weights="{}"))


def test_an_error_of_the_encoder_is_its_own() -> None:
    def encoder(texts: list[str]) -> Any:
        raise RuntimeError("no more memory")

    with pytest.raises(RuntimeError, match="no more memory"):
        align_sentences(["好。"], ["Good."], options=Options(similarity=encoder))


def test_the_weights_know_one_feature_more() -> None:
    weights = load_similarity_weights()
    assert set(ALL_FEATURES) - set(FEATURES) == {"similarity"}
    for found in (weights.untrained, weights.self_trained):
        assert found.names == tuple(ALL_FEATURES)
        assert found.by_feature["similarity"] > 0
    assert weights.is_sound
    assert weights.first_pass == load_weights().first_pass


def test_the_weights_were_fitted_after_the_others() -> None:
    fitted = json.loads(packaged_weights(WITH_SIMILARITY))["fitted"]
    assert fitted["from"] == load_weights().digest, "run python -m data.weights.similarity SHARED"
    assert fitted["encoder"].startswith(f"{BUILT_IN_ENCODER}-")
