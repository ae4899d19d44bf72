"""What one look at the code points tells of all lines is what each line by itself says."""

from __future__ import annotations

from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from duiqi.text import code_points
from duiqi.text.chars import LONG, count_han, is_han
from duiqi.text.line_facts import LineFacts

MARKS = frozenset("，.")
TEXTS = st.text(st.sampled_from("好， a.\t\n\n\u3000\x85𠀀\ud800"), max_size=40) | st.text(max_size=30)


@settings(deadline=None)
@given(TEXTS, st.sampled_from([3, code_points.AT_A_TIME]))
def test_facts_of_lines(text: str, at_a_time: int) -> None:
    with mock.patch.object(code_points, "AT_A_TIME", at_a_time):
        facts = LineFacts(text)
        lines = text.split("\n")
        assert facts.lines == lines
        assert [text[a:b] for a, b in zip(facts.starts, facts.ends, strict=True)] == lines
        assert facts.blank.tolist() == [not line.strip() for line in lines]
        shown = [text[a:b] for a, b in zip(facts.first, facts.last, strict=True) if a < b]
        assert shown == [line.strip() for line in lines if line.strip()]
        assert facts.hold(facts.all_of(is_han)).tolist() == [any(map(is_han, line)) for line in lines]
        assert facts.hold(facts.one_of(MARKS)).tolist() == [not MARKS.isdisjoint(line) for line in lines]
        assert facts.at(facts.starts, MARKS).tolist() == [line[:1] in MARKS for line in lines]
        assert facts.shown(facts.starts, facts.ends).tolist() == [len("".join(line.split())) for line in lines]
        begun = facts.first[~facts.blank]
        words = [text[a:b] for a, b in zip(begun, facts.word_ends(begun), strict=True)]
        assert words == [line.split()[0] for line in lines if line.strip()]
        places = [place for place, char in enumerate(text) if char == "a"]
        assert facts.lines_at(facts.all_of("a".__eq__).nonzero()[0]).tolist() == [
            text.count("\n", 0, p) for p in places
        ]


@given(st.lists(st.text(max_size=5), min_size=1, max_size=5))
def test_facts_of_lines_that_are_there(lines: list[str]) -> None:
    facts = LineFacts.of(lines)
    assert facts.lines == lines
    assert (facts.ends - facts.starts).tolist() == list(map(len, lines))


def test_the_characters_of_a_long_text_are_counted_alike() -> None:
    text = "他a说𠀀，〇b。" * LONG
    assert count_han(text) == 4 * LONG
