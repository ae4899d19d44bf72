"""Printed pages: ruled tables, heads, captions, shifted characters."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from duiqi.blocks.printed import shifted
from duiqi.blocks.printed.face import is_bullet
from duiqi.blocks.printed.floats import is_caption
from duiqi.blocks.printed.line import Place, Printed, one_line
from duiqi.blocks.printed.paragraphs import paragraphs_of
from duiqi.blocks.printed.ruling import Segment, grids
from duiqi.blocks.printed.running_heads import without_heads
from duiqi.blocks.printed.tables import cell_texts
from duiqi.errors import InputError
from duiqi.formats.pdf import read_pdf

HAN = "的是不了在有人我他这中大来上国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天"


def line(text: str, base: float, left: float = 50.0, page: int = 0, **more: Any) -> Printed:
    return Printed(text, left, left + 5.0 * len(text), base, more.pop("size", 10.0), page, **more)


def drawn(draw: Callable[[Any], None]) -> bytes:
    """A PDF of one page; ``draw`` gets reportlab's canvas."""
    from reportlab.pdfgen.canvas import Canvas

    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(600, 800))
    draw(canvas)
    canvas.save()
    return data.getvalue()


def test_a_grid_knows_cells_that_reach_over_others() -> None:
    upright = [Segment(x, 0, 60) for x in (0, 100)] + [Segment(50, 0, 40)]
    level = [Segment(y, 0, 100) for y in (0, 40, 60)] + [Segment(20, 50, 100)]
    (grid,) = grids(upright, level)
    assert grid.at(25, 50) == grid.at(75, 50) == (0, 0)
    assert grid.at(25, 30) == grid.at(25, 10) == (1, 0)
    assert grid.at(75, 30) == (1, 1)
    assert grid.at(75, 10) == (2, 1)
    assert grid.at(150, 10) is None


def test_lines_in_pieces_are_one_and_a_box_is_no_table() -> None:
    pieces = [Segment(50.4, 0, 20), Segment(50.6, 19.5, 60), Segment(0, 0, 60), Segment(100, 0, 60)]
    assert len(grids(pieces, [Segment(0, 0, 100), Segment(60, 0, 100)])) == 1
    assert grids([Segment(0, 0, 60), Segment(100, 0, 60)], [Segment(0, 0, 100), Segment(60, 0, 100)]) == []


def test_lines_under_words_are_no_borders() -> None:
    """Links in cells are underlined, from near one border to anywhere, and near where another border stands."""
    upright = [Segment(x, 0, 40) for x in (0, 50, 100)]
    level = [Segment(y, 0, 100) for y in (0, 20, 40)]
    under = [Segment(30, 2, 30), Segment(10, 52, 98 - 10), Segment(32, 52, 58), Segment(10, 20, 46)]
    (grid,) = grids(upright, level + under)
    assert grid.columns == 2
    cells = {(x, y): grid.at(x, y) for x in (10, 40, 53, 80) for y in (5, 15, 25, 35)}
    assert len(set(cells.values())) == 4
    assert cells[10, 35] == cells[40, 25] != cells[53, 35] == cells[80, 25]


def test_a_link_that_fills_its_cell_is_no_border() -> None:
    """It keeps off both borders; a rule in pieces ends at them, a line's width apart."""
    upright = [Segment(x, 0, 40) for x in (0, 50, 100)]
    level = [Segment(y, 0, 100) for y in (0, 20, 40)]
    for piece, is_rule in ((Segment(30, 51, 98.4), False), (Segment(30, 50.5, 99.5), True)):
        (grid,) = grids(upright, [*level, piece])
        assert (grid.at(75, 35) != grid.at(75, 25)) == is_rule
        assert grid.at(25, 35) == grid.at(25, 25)


def test_numbered_headings_of_a_list_of_contents_are_a_paragraph_each() -> None:
    page = [
        line("8.1.4. Localized messages and translated documentation", 700),
        line("8.1.5. Effects of the locale", 688),
        line("8.1.6.语言环境的影响", 676),
        line("We need version 2.6 of the program, or", 640),
        line("2.8 of the library to do so.", 628),
    ]
    found, _ = paragraphs_of([page])
    assert [paragraph.text for paragraph in found] == [
        *(each.text for each in page[:3]),
        "We need version 2.6 of the program, or 2.8 of the library to do so.",
    ]


def test_a_ruled_table_is_rows_and_cells() -> None:
    rows = [("tea", "a drink that is made of"), ("", "dried leaves"), ("rice", "a grain")]

    def draw(canvas: Any) -> None:
        canvas.drawString(50, 750, "A sentence that stands above the table.")
        for k, texts in enumerate(rows):
            for text, x in zip(texts, (52, 92), strict=True):
                canvas.drawString(x, 690 - 14 * k, text)
        canvas.grid([50, 90, 250], [703, 671, 655])
        canvas.drawString(50, 600, "A sentence that stands below it.")

    reading = read_pdf(drawn(draw), "a.pdf")
    found = [(hint.row, reading.text[hint.start : hint.end]) for hint in reading.hints]
    assert found == [
        (None, "A sentence that stands above the table."),
        (1, "tea"),
        (1, "a drink that is made of dried leaves"),
        (2, "rice"),
        (2, "a grain"),
        (None, "A sentence that stands below it."),
    ]


def test_a_word_too_long_for_its_cell_keeps_its_end() -> None:
    font = ("Courier", 10)  # a character is 6 points wide
    rows = [("tea", "a drink that is made of leaves"), ("rice", "a grain"), ("pot-askpass", "asks for tea")]

    def draw(canvas: Any) -> None:
        for k, texts in enumerate(rows):
            for text, x in zip(texts, (52, 117.2), strict=True):
                canvas.setFont(*(font if x == 52 else ("Helvetica", 10)))
                canvas.drawString(x, 690 - 14 * k, text)
        # The word reaches into the next cell, whose text is printed over its end, and goes on behind that.
        canvas.setFont(*font)
        canvas.drawString(118, 690 - 14 * 2, "(1)")
        canvas.grid([50, 115, 300], [703, 685, 671, 657])

    reading = read_pdf(drawn(draw), "a.pdf")
    found = [(hint.row, reading.text[hint.start : hint.end]) for hint in reading.hints]
    assert found[:4] == [(1, "tea"), (1, "a drink that is made of leaves"), (2, "rice"), (2, "a grain")]
    assert [text.replace(" ", "") for _, text in found[4:]] == ["pot-askpass(1)", "asksfortea"]


def test_two_lines_far_apart_in_a_cell_are_a_label_and_what_it_is_of() -> None:
    def lines_of(above: str, step: float) -> list[Printed]:
        place = Place(0, 0, 0)
        return [line(above, 100, cell=place), line("The Keeper of Nets", 100 - step, cell=place)]

    assert cell_texts(lines_of("TITLE :", 24)) == ["TITLE :", "The Keeper of Nets"]
    assert cell_texts(lines_of("TITLE :", 12)) == ["TITLE : The Keeper of Nets"]
    assert cell_texts(lines_of("TITLE", 24)) == ["TITLE The Keeper of Nets"]


def test_an_entry_overleaf_is_no_rest_of_a_cell() -> None:
    entry = line("– use three buttons", 80, 65)
    caption = line("Table 1: List of keys", 700, 300, 1)
    found, _ = paragraphs_of([[line("The mouse is used so:", 100), entry], [caption, line("– use one", 650, 65, 1)]])
    assert [each.text for each in found][-2:] == ["Table 1: List of keys", "– use one"]
    assert found[1].text == entry.text


def test_a_line_that_ends_far_from_the_margin_does_not_go_on_overleaf() -> None:
    full = "The keeper walked down to the harbour, where he wanted to see the catch,"
    first = [line(full, 700 - 12 * k) for k in range(6)]
    for last, whole in (("before the traders", False), ("before the traders did, and the nets before the men", True)):
        found, _ = paragraphs_of([[*first, line(last, 628)], [line("Warning", 700, page=1)]])
        assert (len(found) == 1) is whole


def cell(text: str, page: int, row: int, column: int) -> Printed:
    return line(
        text, 100.0 - 10 * row if page == 0 else 700.0 - 10 * row, 50.0 + 200 * column, page, cell=Place(0, row, column)
    )


def test_a_row_that_a_page_cuts_is_one_and_the_head_overleaf_is_left_out() -> None:
    first = [cell("Name", 0, 0, 0), cell("Use", 0, 0, 1), cell("kettle", 0, 1, 0), cell("boils the water", 0, 1, 1)]
    second = [cell("Name", 1, 0, 0), cell("Use", 1, 0, 1), cell("for the tea.", 1, 1, 1)]
    second += [cell("lamp", 1, 2, 0), cell("gives light.", 1, 2, 1)]
    found, heads = paragraphs_of([first, second])
    rows = Counter(paragraph.row for paragraph in found)
    assert [paragraph.text for paragraph in found] == [
        "Name",
        "Use",
        "kettle",
        "boils the water for the tea.",
        "lamp",
        "gives light.",
    ]
    assert list(rows.values()) == [2, 2, 2]
    assert [head.text for head in heads] == ["Name", "Use"]


def test_heads_with_the_title_of_a_section_are_told_by_their_number() -> None:
    titles = ["Harbour", "Boats", "Nets", "Weather", "Trade"]
    pages = [
        [line(f"{title} {number + 7}", 780, page=number), line(f"{title} was what they spoke of.", 700, page=number)]
        for number, title in enumerate(titles)
    ]
    kept, heads = without_heads(pages)
    assert [head.text for head in heads] == [f"{title} {number + 7}" for number, title in enumerate(titles)]
    assert [len(page) for page in kept] == [1] * 5


def test_heads_with_roman_numbers() -> None:
    pages = [
        [line(f"A book {number}", 780, page=k), line(f"{'abcd'[k]} day.", 700, page=k)]
        for k, number in enumerate(("i", "ii", "iii", "iv"))
    ]
    assert len(without_heads(pages)[1]) == 4


@pytest.mark.parametrize(
    "text", ["Table 1.4: Boats", "Figure 3. A harbour", "表1.2：渔船", "图 3 港口：早晨", "Fig. 2: Nets"]
)
def test_captions(text: str) -> None:
    assert is_caption(text)


@pytest.mark.parametrize(
    "text", ["Table 4 shows the boats of the harbour in the order of their size.", "图书馆", "表示同意"]
)
def test_no_captions(text: str) -> None:
    assert not is_caption(text)


def test_tables_with_captions_stand_behind_a_text_in_one_language() -> None:
    page = [
        line("The boats went out at", 700),
        *(
            cell(text, 0, row, column)
            for row, texts in enumerate((("a", "b"), ("c", "d")))
            for column, text in enumerate(texts)
        ),
    ]
    page += [line(f"Table {n}: Nets", 650 - 40 * n) for n in (1, 2, 3)]
    overleaf = [line("six and came back at noon.", 700, page=1)]
    found, _ = paragraphs_of([page, overleaf])
    assert found[0].text == "The boats went out at six and came back at noon."
    assert {paragraph.text for paragraph in found[1:]} == {
        "a",
        "b",
        "c",
        "d",
        "Table 1: Nets",
        "Table 2: Nets",
        "Table 3: Nets",
    }


def test_parts_of_a_line_are_put_together_and_columns_are_not() -> None:
    parts = [line("OpenChain", 700, 50), line("规范", 700, 98), line("The other column", 700, 180)]
    assert [each.text for each in one_line(parts)] == ["OpenChain 规范", "The other column"]


def test_shifted_characters_are_moved_back() -> None:
    away = 0x49D0
    odd = {char: chr(ord(char) - away) for char in HAN if shifted.ODD.match(chr(ord(char) - away))}
    assert len(odd) >= shifted.DIFFERENT
    clear = "".join(odd) * 4
    text = "".join(f"规{odd[char]}" for char in clear)
    found, share = shifted.odd_characters([text])
    assert share == 0.5
    assert shifted.distance_of(found) == away
    assert shifted.moved_back(text, away) == "".join(f"规{char}" for char in clear)


def test_another_script_is_not_taken_for_shifted_characters() -> None:
    ethiopic = "".join(chr(0x1200 + 7 * k) for k in range(40))
    assert shifted.distance_of(shifted.odd_characters([ethiopic, "他在说话。"])[0]) is None


def test_a_text_layer_that_cannot_be_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = [[line("规" + "".join(chr(0x1200 + 41 * k) for k in range(30)), 700), line("一二三四五六", 680)]]
    monkeypatch.setattr("duiqi.formats.pdf._pages", lambda document, name: broken)
    with pytest.raises(InputError) as caught:
        read_pdf(drawn(lambda canvas: canvas.drawString(50, 700, "x")), "a.pdf")
    assert str(caught.value) == (
        "a.pdf: the characters of the PDF's text layer are not those that its pages show; "
        "have it read by a program for text recognition (OCR), or make the PDF anew"
    )


def test_program_text_is_no_part_of_the_paragraphs_around_it() -> None:
    full = "The keeper walked down to the harbour every morning, since the boats came in"
    page = [
        line(full, 700),
        line("at six, and he used the following.", 688),
        line("ls -l", 676, fixed=True),
        line("cat catch.txt", 664, fixed=True),
        line(full, 652),
        line("at six.", 640),
    ]
    overleaf = [line("exit", 700, page=1, fixed=True), line(full, 676, page=1)]
    found, _ = paragraphs_of([page, overleaf])
    assert [paragraph.text for paragraph in found] == [
        f"{full} at six, and he used the following.",
        "ls -l",
        "cat catch.txt",
        f"{full} at six.",
        "exit",
        full,
    ]


def test_a_compound_keeps_its_hyphen_at_a_line_end() -> None:
    lines = [
        line("Non-developers read the apt-pinning manual, and non-", 700),
        line("developers read it often, since apt-", 688),
        line("Pinning and the inter-", 676),
        line("national mail need it.", 664),
    ]
    found, _ = paragraphs_of([lines])
    assert [paragraph.text for paragraph in found] == [
        "Non-developers read the apt-pinning manual, and non-developers read it often, since apt-Pinning and the "
        "international mail need it."
    ]


def test_marks_of_notes_are_no_text_and_other_raised_figures_are() -> None:
    from duiqi.blocks.printed.floats import without_note_marks
    from duiqi.blocks.printed.line import RAISED

    mark = RAISED["1"]
    text = [
        line(f"The boats came in.{mark} The area is 5 m{RAISED['2']}.", 700),
        *(line("Text.", y) for y in (680, 660)),
    ]
    for note in (
        [line(f"{mark} See the tables.", 100, size=8.0)],
        [line("1 See the tables.", 100, size=8.0)],
        [line("1", 103, 50, size=5.0), line("See the tables.", 100, 56, size=8.0)],
    ):
        (found,) = without_note_marks([text + note])
        assert [each.text for each in found] == [
            "The boats came in. The area is 5 m2.",
            "Text.",
            "Text.",
            "See the tables.",
        ]
    (found,) = without_note_marks([text])
    assert found[0].text == "The boats came in.1 The area is 5 m2."


def test_marks_in_brackets_and_links_to_change_a_section() -> None:
    """As printed pages of Wikipedia have them; a figure in brackets on the line is text."""
    from duiqi.blocks.printed.floats import without_note_marks

    first = line("The boats came in.", 700)
    mark = line("[12]", 704, first.right, size=8.0)
    parts = [first, mark, line("They left.", 700, mark.right)]
    others = [line("History [edit]", 680), line("As [12] has shown, a [edit] b.", 660)]
    (found,) = without_note_marks([one_line([*parts, *others])])
    last = "As [12] has shown, a [edit] b."
    assert [each.text for each in found] == ["The boats came in.They left.", "History", last]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第 1 页 / Page 1", True),
        ("Page 2 of 3 · 第2页，共3页", True),
        ("第 1 页 / Page one", False),
        ("第 1 条 / Article 1", False),
    ],
)
def test_page_numbers_in_both_languages(text: str, number: bool) -> None:
    kept, removed = without_heads([[line("The boats came in.", 700), line(text, 30)]])
    assert ([each.text for each in removed] == [text]) is number
    assert len(kept[0]) == 2 - number


def test_letters_that_word_sets_for_bullets() -> None:
    found = one_line(
        [line("o", 700, 50, fixed=True), line("规范", 700, 70), line("\uf0b7", 680, 50), line("Nets", 680, 70)]
    )
    assert [each.text for each in found] == ["• 规范", "• Nets"]
    # In other type it is a letter, and far off it is a cell.
    apart = [line("o", 700, 50), line("规范", 700, 70), line("\uf0b7", 680, 50), line("Nets", 680, 200)]
    assert [each.text for each in one_line(apart)] == [each.text for each in apart]


@pytest.mark.parametrize(
    ("font", "char", "bullet"),
    [("ABCDEF+Wingdings-Regular", "§", True), ("Wingdings", "A", False), ("TimesNewRoman", "§", False)],
)
def test_signs_of_a_font_of_signs(monkeypatch: pytest.MonkeyPatch, font: str, char: str, bullet: bool) -> None:
    monkeypatch.setattr("duiqi.blocks.printed.face._font", lambda text_page, index: (font, 0))
    assert is_bullet(None, 0, char) is bullet


def test_a_paragraph_goes_on_overleaf_in_the_column_of_its_language() -> None:
    def column(text: str, left: float, top: float, page: int) -> list[Printed]:
        return [line(part, top - 12 * k, left, page) for k, part in enumerate(text.split("|"))]

    first = column("The keeper walked down|to the harbour.|He wanted to see the", 50, 150, 0)
    first += column("看守人走到港口去。|他想在商人之前看看打上", 300, 150, 0)
    second = column("catch before the traders did.|He went home.", 50, 700, 1)
    second += column("来的鱼。|他回家了。", 300, 700, 1)
    found, _ = paragraphs_of([first, second])
    assert [paragraph.text for paragraph in found] == [
        "The keeper walked down to the harbour. He wanted to see the catch before the traders did. He went home.",
        "看守人走到港口去。他想在商人之前看看打上来的鱼。他回家了。",
    ]


def test_in_one_language_a_line_overleaf_goes_on_with_the_last_one_only() -> None:
    first = [line("ls -l", 100, fixed=True), line("The keeper walked down to the harbour.", 80)]
    second = [line("He wanted to see the catch before the traders did.", 700, page=1), line("Nets", 650, page=1)]
    found, _ = paragraphs_of([first, second])
    assert [paragraph.text for paragraph in found] == [each.text for each in (*first, *second)]


def test_what_is_not_set_in_overleaf_is_no_list_entry() -> None:
    entries: list[Printed] = []
    for k in range(12):
        top = 700 - 40 * k
        entries += [line(f"• The boats of the harbour came in at six, number {k} with", top)]
        entries += [line("herring and cod.", top - 12, 60)]
    last = line("• The boats that came in late and", 150)
    for left, whole in ((60.0, True), (50.0, False)):
        found, _ = paragraphs_of([[*entries, last], [line("Nets were mended.", 700, left, page=1)]])
        assert (found[-1].text == f"{last.text} Nets were mended.") is whole
