"""The lines of a text that hold some, told at a stroke, beside what each line says by itself."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from duiqi.structure.lines import is_rule, is_switch, lines, written_lines
from duiqi.text.chars import list_marker_end

PARTS = st.sampled_from(
    [
        "\n",
        "\r\n",
        "\x0b",
        "\u2028",
        "\x1f",
        " ",
        "\u3000",
        "•",
        "- ",
        "---",
        "+",
        "|",
        "a",
        "港",
        "1",
        "English",
        "中文",
        " | ",
    ]
)
TEXTS = st.lists(PARTS, max_size=12).map("".join) | st.text(max_size=12)


@given(TEXTS)
@example("  English | 中文\r\n• 港口\n\n-----\n 1. a ")
def test_lines_at_a_stroke(text: str) -> None:
    found = []
    for start, end in lines(text):
        line = text[start:end].rstrip()
        first = list_marker_end(line)
        if line and first < len(line) and not is_rule(line) and not is_switch(line[first:]):
            found.append((start, start + first, start + len(line)))
    assert list(written_lines(text)) == found
