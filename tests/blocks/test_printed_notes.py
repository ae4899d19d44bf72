"""Notes at the foot of printed pages whose numbers stand on the line."""

from __future__ import annotations

from typing import Any

from duiqi.blocks.printed.floats import without_note_marks
from duiqi.blocks.printed.line import Printed
from duiqi.blocks.printed.paragraphs import paragraphs_of


def line(text: str, base: float, **more: Any) -> Printed:
    size = more.pop("size", 10.0)
    return Printed(text, 50.0, more.pop("right", 50.0 + size * len(text) / 2), base, size, 0, **more)


def test_marks_of_notes_may_stand_on_the_line() -> None:
    def note(text: str, base: float) -> Printed:
        return line(text, base, size=8.0)

    page = [
        line("他们发了请求。3你可以看看第3章，共3个。", 700),
        line("The boats (RFA) came in. 4 They are two.", 680),
        line("It is one of many ways5 to go, under MPL-1.1 or the 5-Clause licence.", 660),
        line("文件。⁶它有10⁸个字。1⁷", 640),
        note("3参见第二章。", 90),
        note("4See the second chapter.", 80),
        note("5--option calls it.", 70),
        note("⁶见上。", 60),
        note("1⁷Alternatively it is left.", 50),
        line("12", 30),
    ]
    (found,) = without_note_marks([page])
    assert [each.text for each in found] == [
        "他们发了请求。你可以看看第3章，共3个。",
        "The boats (RFA) came in. They are two.",
        "It is one of many ways to go, under MPL-1.1 or the 5-Clause licence.",
        "文件。它有10⁸个字。",
        "参见第二章。",
        "See the second chapter.",
        "--option calls it.",
        "见上。",
        "Alternatively it is left.",
        "12",
    ]
    assert [each.note for each in found] == [False] * 4 + [True] * 5 + [False]


def test_a_figure_is_no_mark_where_two_places_may_have_it() -> None:
    page = [line("共有3个文件，分为3类。", 700), line("3个文件见上。", 90, size=8.0)]
    (found,) = without_note_marks([page])
    assert [each.text for each in found] == [each.text for each in page]


def test_a_note_whose_number_is_gone_begins_a_paragraph() -> None:
    notes = [
        line("See the second chapter of the same book for what else was said of it,", 90, size=8.0, note=True),
        line("Alternatively it is left as it was", 80, size=8.0, note=True),
    ]
    page = [line("The boats came in at six and went out again by the light.", 700, right=400.0), *notes]
    assert [each.text for each in paragraphs_of([page])[0]][1:] == [each.text for each in notes]
