"""Bytes that lost nothing are read at once, whatever lies between them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duiqi.cleaning.evidence.char_model import plausibility
from duiqi.cleaning.evidence.redecode import redecode
from duiqi.cleaning.evidence.sure_runs import sure_runs

PROSE = "他们在会议上讨论了许多重要的问题，并且达成了广泛的共识，决定继续加强合作。"
CODECS = ("utf-8", "gb18030", "big5hkscs")


@settings(deadline=None, max_examples=100)
@given(st.data(), st.sampled_from(CODECS), st.sets(st.integers(0, 60), max_size=8))
def test_runs_say_what_their_bytes_are(data: st.DataObject, codec: str, lost: set[int]) -> None:
    text = data.draw(st.text(st.sampled_from(PROSE + "ab 1\t國鎭"), max_size=30)) + PROSE
    encoded = text.encode(codec, errors="ignore")
    tokens = [None if place in lost else byte for place, byte in enumerate(encoded)]
    end = 0
    for start, run in sorted(sure_runs(tokens, codec, plausibility()).items()):
        assert end <= start < run.end
        assert encoded[start : run.end].decode(codec) == run.text
        assert None not in tokens[start : run.end]
        end = run.end


@pytest.mark.parametrize("codec", CODECS)
def test_a_lost_byte_is_a_hole_and_its_surroundings_stand(codec: str) -> None:
    text = (
        PROSE if codec != "big5hkscs" else "他們在會議上討論了許多重要的問題，並且達成了廣泛的共識，決定繼續加強合作。"
    )
    tokens: list[int | None] = list(text.encode(codec))
    at = 20 * (3 if codec == "utf-8" else 2)
    tokens[at] = None
    wrong = "gb18030" if codec != "gb18030" else "big5hkscs"
    read = redecode(tokens, codec, wrong, plausibility())
    assert read.text[:18] == text[:18]
    assert read.text[-15:] == text[-15:]
    assert "\ufffd" in read.text


@pytest.mark.parametrize("codec", CODECS)
def test_text_that_lost_nothing(codec: str) -> None:
    text = PROSE if codec != "big5hkscs" else "他們在會議上討論了許多重要的問題。"
    model = plausibility()
    read = redecode(list(text.encode(codec)), codec, "cp932", model)
    assert read.text == text
    assert read.cost == pytest.approx(model.text_cost(text))
