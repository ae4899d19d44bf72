"""A text as arrays."""

from __future__ import annotations

import numpy as np

from duiqi.aligner.bitext.sides import make_bitext


def test_words_are_weighed_as_in_a_longer_text() -> None:
    """500 words and 100 sentences more; a word of the text is in half a sentence of these."""
    side = make_bitext(["水水水火", "水"], ["water water water fire", "water"]).en
    count = {word: k for k, word in enumerate(side.vocabulary)}
    water, fire = count["water"], count["fire"]
    np.testing.assert_allclose(side.share[[water, fire]], [4 / 505, 1 / 505])
    np.testing.assert_allclose(side.idf[[water, fire]], np.log([103 / 2.5, 103 / 1.5]))
