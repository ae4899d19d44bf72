"""Pages of books and manuals: heads of chapters, marks of lists, tables in the text, names of programs."""

from __future__ import annotations

import io
from typing import Any

from duiqi.blocks.printed.line import Place, Printed, one_line
from duiqi.blocks.printed.page.characters import Glyph
from duiqi.blocks.printed.paragraphs import Paragraph, floats_last, paragraphs_of
from duiqi.blocks.printed.running_heads import without_heads
from duiqi.blocks.printed.text import _cells
from duiqi.formats.pdf import read_pdf


def line(text: str, base: float, left: float = 50.0, page: int = 0, **more: Any) -> Printed:
    return Printed(text, left, left + 5.0 * len(text), base, more.pop("size", 10.0), page, **more)


def texts(*pages: list[Printed]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs_of(pages)[0]]


def book(heads: list[list[str]], size: float = 10.0) -> list[list[Printed]]:
    """Pages with these lines at the top and two lines of text, which are others on each."""
    return [
        [
            *(line(head, 800 - 12 * k, page=page, size=size) for k, head in enumerate(own)),
            line(f"{'abcdefghijkl'[page]} day began at sea.", 740, page=page),
            line(f"{'abcdefghijkl'[page]} boat came home.", 700, page=page),
        ]
        for page, own in enumerate(heads)
    ]


def test_heads_of_chapters_in_two_lines() -> None:
    heads = [["The harbour and", "the quay"]] * 3 + [["The lighthouse"]] * 3 + [["Nets"]] * 3
    kept, removed = without_heads(book(heads))
    assert [head.text for head in removed] == [text for own in heads for text in own]
    assert all(len(page) == 2 for page in kept)


def test_heads_of_left_and_right_pages() -> None:
    heads = [["The harbour"], ["Boats"], ["The harbour"], ["Nets"], ["The harbour"], ["Ropes"]]
    assert [head.text for head in without_heads(book(heads))[1]] == ["The harbour"] * 3


def test_the_head_of_a_short_section_stands_where_heads_do() -> None:
    heads = [["The harbour"]] * 4 + [["The lighthouse"]] + [["Nets"]] * 4
    assert len(without_heads(book(heads))[1]) == 9


def test_titles_of_slides_are_no_heads() -> None:
    heads = [["Results"]] * 3 + [["Methods"]] * 3 + [["Outlook"]] * 3
    assert without_heads(book(heads, size=20.0))[1] == []


def test_text_at_the_height_of_few_heads_stays() -> None:
    heads = [["The harbour"]] * 3 + [[f"{name} is another heading."] for name in ("Rope", "Net", "Oar", "Sail")]
    assert [head.text for head in without_heads(book(heads))[1]] == ["The harbour"] * 3


def test_marks_of_a_list_that_the_file_has_before_it() -> None:
    page = [line("9.", 700), line("10.", 680, 45), line("打开盖子。", 700, 65), line("Press it.", 680, 65)]
    assert [each.text for each in one_line(page)] == ["9. 打开盖子。", "10. Press it."]
    # What stands far off, or in another cell, is another text.
    apart = [line("9.", 700), line("打开盖子。", 700, 200), line("a)", 600, cell=Place(0, 0, 0)), line("No", 600, 65)]
    assert one_line(apart) == apart


def test_a_mark_of_half_its_width_parts_no_line() -> None:
    first = Printed("文档：", 50.0, 80.0, 700.0, 10.0, 0)
    assert [each.text for each in one_line([first, line("“/usr/share”。", 700, 71)])] == ["文档：“/usr/share”。"]
    assert len(one_line([first._replace(text="文档"), line("/usr/share", 700, 71)])) == 2


def test_all_tables_stand_behind_the_text_where_tables_float() -> None:
    def table(text: str) -> list[Paragraph]:
        return [Paragraph(text, 0, 1)]

    captions = [[Paragraph(f"Table {k}. Boats", 0)] for k in (1, 2, 3)]
    tip = [Paragraph("Tip", 0)]
    blocks = [captions[0], table("a"), tip, table("b"), captions[1], table("c"), captions[2], table("d")]
    assert floats_last(blocks)[0] == tip
    assert [block for block in blocks if block != tip] == floats_last(blocks)[1:]
    few = blocks[:-2]
    assert floats_last(few) == few


def test_captions_below_each_other_are_no_cells() -> None:
    first = [line("Table 1: Boats of the harbour and", 200), line("their owners", 188)]
    first.append(line("Table 2: Nets", 90, 200))
    assert texts(first, [line("Ropes are made here", 760, page=1), line("by hand.", 748, page=1)])[-1] == (
        "Ropes are made here by hand."
    )


def test_a_chinese_line_that_is_not_full_ends_at_the_foot_of_a_page() -> None:
    full = "灯塔建在岬角上看守人和他的女儿在那里住了二十年"
    body = [line(full, 700 - 12 * k) for k in range(6)]
    assert texts([*body, line(full[:14], 628)], [line("渔船回到港口", 760, page=1)])[-1] == "渔船回到港口"
    assert texts([*body, line(full, 628)], [line("渔船回到港口", 760, page=1)])[-1].endswith("二十年渔船回到港口")


def test_program_text_below_a_sentence_stands_alone() -> None:
    page = [line("The keeper types what follows in order to light the lamp of the tower.", 700)]
    page.append(line("lamp --on --bright", 688, fixed=True, size=9.0))
    assert texts(page) == [page[0].text, page[1].text]


def test_a_character_that_has_no_room_in_its_cell() -> None:
    glyphs = [
        Glyph(char, left, left + 10, 700.0, False, k)
        for k, (char, left) in enumerate(zip("图(矢图", (0, 10, 20, 32), strict=True))
    ]
    cell, following = Place(0, 0, 0), Place(0, 0, 1)
    places = [cell, cell, following, following]
    starts = {(0, 0): 0.0, (0, 1): 32.0}
    assert _cells(glyphs, places, starts) == [cell, cell, cell, following]


def test_a_line_that_begins_with_the_name_of_a_program() -> None:
    from reportlab.pdfgen.canvas import Canvas

    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(600, 800))
    lines = ["The keeper of the lighthouse reads the letters that the traders bring with"] * 4
    for number, text in enumerate([*lines, "apt-get(8) and dpkg(8)"]):
        words = text.split(" and ") if number == 4 else [text]
        left = 50.0
        for k, word in enumerate(words if len(words) == 1 else [words[0], " and ", words[1], "."]):
            code = len(words) == 2 and k in (0, 2)
            font, size = ("Courier", 9) if code else ("Helvetica", 12)
            canvas.setFont(font, size)
            canvas.drawString(left, 700 - 14 * number, word)
            left += canvas.stringWidth(word, font, size)
    canvas.save()
    assert read_pdf(data.getvalue(), "a.pdf").text.strip().endswith("bring with apt-get(8) and dpkg(8).")
    assert "\n\n" not in read_pdf(data.getvalue(), "a.pdf").text.strip()
