"""What is told of all lines of a list of contents at a stroke is what each line by itself says."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from duiqi.blocks.typed.contents.entries import is_entry, is_head, title_of
from duiqi.blocks.typed.contents.lists import _Lines

PARTS = st.sampled_from(
    [
        *("目录", "Table of Contents", "1.2 ", "1.", "12", "A.", "iv", "第三章 ", "附录 A.1", "Chapter ", "港口", "· "),
        *("ﬁΣ İß", "- ", "(", "“", "e.g. ", " . . . . . ", "……… ", "\t", "  ", "\n", "_", "．", "Ｔｏ", "٣. "),
        "a" * 201,
        "港" * 201,
    ]
)
LINES = st.lists(st.lists(PARTS, max_size=5).map("".join) | st.text(max_size=12), min_size=1, max_size=6)


@settings(deadline=None)
@given(LINES)
@example(["Chapter IVXLC. A", "1. 2.", "appendix IVXLC. b", "ΑΣ", "1.", "", "\u3000"])
def test_lines_at_a_stroke(lines: list[str]) -> None:
    told = _Lines(lines)
    assert told.entries == list(map(is_entry, lines))
    assert told.heads == list(map(is_head, lines))
    assert told.titles == [title_of(line) if line else "" for line in lines]
