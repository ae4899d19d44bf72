"""What is let through without a look at its words is never what the words would have reported."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from duiqi.export import read
from duiqi.pairs import lexical_check
from duiqi.pairs.lexical_check import explained_shares
from duiqi.pairs.plainly_related import plainly_related


def test_right_and_wrong_pairs() -> None:
    zh = ["各国代表团感谢中国政府提供的医疗物资。", "各國代表團感謝中國政府。", "", "OK 123"]
    en = [
        "The delegations thanked the Chinese government for the medical supplies.",
        "The Chinese government was thanked by the delegations.",
        "Nothing.",
        "OK 123",
    ]
    assert plainly_related(zh, en) == [True, True, False, False]
    assert not any(plainly_related(zh, ["The museum opens at nine and closes at five every day."] * 4))


def test_nothing_reported_is_let_through(shared: Path) -> None:
    pairs = read(shared / "train" / "tico19.en-zh.tmx")[:600]
    zh, en = [pair.zh for pair in pairs], [pair.en for pair in pairs]
    order = sorted(range(len(en)), key=lambda at: (len(en[at]), at))
    near = dict(zip(order, order[1:] + order[:1], strict=True))
    wrong = [en[near[at]] for at in range(len(en))]
    shares, plain = explained_shares(zh, wrong), plainly_related(zh, wrong)
    low = [share is not None and share < lexical_check.LEAST_SHARE for share in shares]
    assert sum(low) > 250
    assert not any(is_low and is_plain for is_low, is_plain in zip(low, plain, strict=True))
    assert sum(plainly_related(zh, en)) > 0.6 * len(en)


@given(st.lists(st.text("会议政府开 aA1\n谢謝", max_size=15), max_size=4))
def test_pairs_do_not_depend_on_each_other(texts: list[str]) -> None:
    en = ["The government thanks the meeting."] * len(texts)
    together = plainly_related(texts, en)
    assert together == [plainly_related([text], en[:1])[0] for text in texts]
