"""The packaged weights drawn towards gold."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.weights.texts import read_texts
from duiqi.aligner.fitting.texts import Text, cut, text_of_beads
from duiqi.aligner.scoring.weights import UNTRAINED, as_vector, load_weights, packaged_weights, parse_weights

pytest.importorskip("scipy")
from duiqi.aligner.fitting import adapting
from duiqi.aligner.fitting.examples import prepare

GOLD = Path(os.environ.get("DUIQI_SHARED", "../shared")) / "gold"
PARTS = (
    ("他走了", "He left"),
    ("天气很好", "The weather is fine"),
    ("她喝茶", "She drinks tea"),
    ("火车来了", "The train came"),
)


def merging(number: int) -> list[Text]:
    """Texts in which two Chinese sentences are always one English one, which says them in few words."""
    texts = []
    for k in range(number):
        rng = random.Random(k)
        some = [rng.sample(PARTS, 2) for _ in range(6)]
        zh = tuple(f"{part[0]}。" for pair in some for part in pair)
        en = tuple(f"{pair[0][1]}, and {pair[1][1].lower()}." for pair in some)
        texts.append(Text(f"t{k}", zh, en, tuple((2 * i, i, 2, 1) for i in range(6))))
    return texts


def test_weights_move_towards_gold_and_the_rest_stays() -> None:
    content, report = adapting.adapt(merging(6))
    told = report[0]
    assert (told.name, told.texts, told.beads, told.taken) == (UNTRAINED, 6, 36, True)
    assert told.before is not None
    assert told.after is not None
    assert told.after.likelihood > told.before.likelihood
    fitted, packaged = json.loads(content), json.loads(packaged_weights())
    assert parse_weights(content).digest != load_weights().digest
    for key in ("first_pass", "second_round", "calibration"):
        assert fitted[key] == packaged[key]
    assert fitted["fitted"] == {
        "script": "align fit", "from": load_weights().digest, "texts": 6, "beads": 36, "taken": [UNTRAINED]
    }  # fmt: skip
    assert adapting.adapt(merging(6))[0] == content


def test_one_text_is_too_few() -> None:
    content, report = adapting.adapt(merging(1))
    assert [told.taken for told in report] == [False, False]
    assert json.loads(content)[UNTRAINED] == json.loads(packaged_weights())[UNTRAINED]


@given(st.lists(st.sampled_from([(1, 1), (1, 2), (2, 1), (0, 1), (1, 0)]), min_size=1, max_size=30), st.integers(1, 8))
def test_pieces_hold_the_whole_text(types: list[tuple[int, int]], size: int) -> None:
    zh, en = ([str(k) for k in range(sum(counts))] for counts in zip(*types, strict=True))
    beads, i, j = [], 0, 0
    for n, m in types:
        beads.append((range(i, i + n), range(j, j + m)))
        i, j = i + n, j + m
    text = text_of_beads("t", (zh, en), beads)
    pieces = cut(text, size)
    assert tuple(s for piece in pieces for s in piece.zh) == text.zh
    assert tuple(s for piece in pieces for s in piece.en) == text.en
    assert [(n, m) for piece in pieces for _, _, n, m in piece.beads] == types
    assert all(piece.beads[0][:2] == (0, 0) for piece in pieces)


@pytest.mark.slow
@pytest.mark.skipif(not GOLD.exists(), reason="no development data")
@pytest.mark.parametrize("draw", [0, 1, 2])
def test_fifty_beads_of_a_stranger_do_no_harm(draw: int) -> None:
    """Fitted to fifty beads of academic text, whether or not they would be taken, the novels stay as good."""
    base = load_weights()
    start = as_vector(base.untrained.by_feature)

    def examples(texts: list[Text]) -> list[adapting.Example]:
        return adapting._with_omissions(
            [prepare(piece, base.first_pass) for text in texts for piece in cut(text, adapting.PIECE)], start
        )

    stranger = random.Random(draw).sample([piece for text in read_texts(GOLD / "aca") for piece in cut(text, 25)], 2)
    novels = examples(read_texts(GOLD / "macdev"))
    before, after = (adapting._judged(novels, vector) for vector in (start, adapting._fit(examples(stranger), start)))
    likelihood, beads, right, pairs = np.array([before, after]).T
    assert likelihood[1] / beads[1] > likelihood[0] / beads[0] - 0.001
    assert 2 * right[1] / pairs[1] > 2 * right[0] / pairs[0] - 0.002
