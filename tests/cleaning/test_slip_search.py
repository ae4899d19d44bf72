"""The search for slipped bytes leaves out states that cannot matter, and finds what it would find with all of them."""

from __future__ import annotations

import math

import pytest

from duiqi.cleaning.evidence.char_model import plausibility
from duiqi.cleaning.evidence.slips.columns import Columns
from duiqi.cleaning.evidence.slips.search import Search
from duiqi.cleaning.evidence.slips.surroundings import Surroundings

SOUND = (
    "他在会议上说，经济合作取得了新的进展。",
    "落实“一带一路”倡议，加强人员往来。",
    "天气很好A股上涨，大家都去了公园。",
)


def slipped(text: str, lost: int, mark: bytes) -> str:
    """``text`` in GBK read again with ``mark`` in place of one byte; pairs that are no character vanish."""
    data = text.encode("gb18030")
    return (data[:lost] + mark + data[lost + 1 :]).decode("gb18030", errors="ignore")


@pytest.mark.parametrize("mark", [b"?", b""])
@pytest.mark.parametrize("text", SOUND)
def test_leaving_states_out_changes_nothing(text: str, mark: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = slipped(text, 12, mark)
    around = Surroundings(plausibility())
    found = Search(damaged, 0, len(damaged), {}, around).repair()
    monkeypatch.setattr(Columns, "limit", lambda *_: math.inf)
    monkeypatch.setattr(Columns, "cost", lambda *_: math.inf)
    assert Search(damaged, 0, len(damaged), {}, around).repair() == found
