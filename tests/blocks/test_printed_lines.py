"""Printed lines that belong together, and what stands among them: headings, ends of columns, raised figures, heads."""

from __future__ import annotations

from typing import Any

import pytest

from duiqi.blocks.printed.floats import column_order, without_note_marks
from duiqi.blocks.printed.line import Dot, Part, Place, Printed, one_line, with_bullets
from duiqi.blocks.printed.page.characters import Glyph
from duiqi.blocks.printed.page.kerned import unkerned, with_spaces
from duiqi.blocks.printed.page.numbered import without_line_numbers
from duiqi.blocks.printed.paragraphs import paragraphs_of
from duiqi.blocks.printed.running_heads import without_heads
from duiqi.blocks.printed.spaced import arranged
from duiqi.blocks.printed.tables import Table, are_stacked, cell_texts
from duiqi.formats.pdf import _hyphenated
from duiqi.structure.hard_lines import cut_words
from duiqi.words.lexicon import known_words

BODY = "The boats came in at six and went out again by the light of the moon."


def line(text: str, base: float, left: float = 50.0, page: int = 0, **more: Any) -> Printed:
    size = more.pop("size", 10.0)
    wide = sum(1.0 if ord(char) > 0x2E7F else 0.5 for char in text)
    return Printed(text, left, more.pop("right", left + size * wide), base, size, page, **more)


def texts(*pages: list[Printed]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs_of(pages)[0]]


def body(first: float, count: int = 12) -> list[Printed]:
    return [line(BODY, first - 14 * k, right=400.0) for k in range(count)]


@pytest.mark.parametrize(
    ("first", "second", "step", "found"),
    [
        ("Ambassador Attends the Opening Ceremony", "of China Culture Week", 24, 1),
        ("驻某国大使出席中国文化周开幕式并发表热情洋溢", "的致辞", 24, 1),
        # There was room for the next word, there is space between, or the language changes.
        ("The First Part", "of China Culture Week", 24, 2),
        ("Ambassador Attends the Opening Ceremony", "of China Culture Week", 34, 2),
        ("驻某国大使出席中国文化周开幕式并发表热情洋溢的", "Ambassador Attends", 24, 2),
    ],
)
def test_a_heading_in_two_lines(first: str, second: str, step: float, found: int) -> None:
    page = [line(first, 700.0, size=16.0), line(second, 700.0 - step, size=16.0), *body(640.0)]
    assert len([text for text in texts(page) if text[:6] not in BODY]) == found


def test_a_short_last_line_below_an_indent_belongs_to_its_paragraph() -> None:
    page = [*body(760.0), line("考试成绩会明显下", 500.0, 70.0, right=400.0), line("降。", 486.0)]
    overleaf = [
        line("你可以在配置文件里指定日期的格式。", 760.0, 70.0, 1),
        *[each._replace(page=1) for each in body(740.0)],
    ]
    assert [text for text in texts(page, overleaf) if text[0] > "z"] == [
        "考试成绩会明显下降。",
        "你可以在配置文件里指定日期的格式。",
    ]


def test_a_raised_figure_that_the_file_has_apart_is_the_mark_of_a_note() -> None:
    page = [line("the first time.", 700.0), line("1", 704.2, 125.0, size=7.0), line("1 See a book.", 100.0, size=8.0)]
    filler = [line(BODY, 680.0 - 14 * k) for k in range(5)]
    joined = one_line([page[0], page[1], *filler, page[2]])
    (found,) = without_note_marks([joined])
    assert [each.text for each in found if each.text != BODY] == ["the first time.", "See a book."]
    # Without a note it is a figure, and one as large as the text is no mark.
    assert without_note_marks([joined[:-1]])[0][0].text == "the first time.1"
    assert len(one_line([page[0], line("1", 704.2, 125.0)])) == 2


def test_short_columns_at_the_end_of_a_text_are_no_table() -> None:
    words = "the harbour lay still and dark below the"
    left = [line(f"{words} {k}", 700.0 - 14 * k, 50.0) for k in range(4)]
    right = [line(f"{words} 1{k}", 700.0 - 14 * k, 310.0) for k in range(3)]
    (found,) = arranged([[*left, *right]])
    assert found == [*left, *right]
    # In the file row by row they are one, and so are short words column by column.
    rows = [each for pair in zip(left, right, strict=False) for each in pair]
    assert all(each.cell for each in arranged([rows])[0])
    short = [line(f"lamp {k}", 700.0 - 14 * k, 50.0 + 200 * j) for j in range(2) for k in range(4)]
    assert all(each.cell for each in arranged([short])[0])


def test_heads_of_two_pages() -> None:
    def page(number: int, head: str) -> list[Printed]:
        # The file has the head behind the text.
        return [
            *[each._replace(page=number, text=f"{BODY} {number} {k}") for k, each in enumerate(body(700.0))],
            line(f"第{number + 1}页 Page {number + 1}", 30.0, page=number),
            line(head, 800.0, page=number),
        ]

    kept, heads = without_heads([page(0, "合同 Contract 2024-018"), page(1, "合同 Contract 2024-018")])
    assert [each.text[:6] for each in heads] == ["第1页 Pa", "合同 Con", "第2页 Pa", "合同 Con"]
    assert [len(each) for each in kept] == [12, 12]
    kept, heads = without_heads([page(0, "Contract 2023"), page(1, "Contract 2026")])
    assert [each.text[:3] for each in heads] == ["第1页", "第2页"], "a number that does not count pages"


def test_a_hyphen_at_a_line_end_stays_between_words() -> None:
    lines = ["the secret-", "colour wares of thirty-", "five kilns that govern-", "ment and inter-", "national firms"]
    assert cut_words(lines) == {("secret", "colour"), ("thirty", "five"), ("govern", "ment"), ("inter", "national")}
    assert _hyphenated(lines) == {"secret-colour", "thirty-five"}
    assert cut_words(["Kuber-", "netes", "and kubernetes"]) == frozenset(), "the text has it in one"
    assert known_words(["colour", "twenty", "netes"]) == {"colour", "twenty"}


def test_centred_lines_in_two_languages_are_two() -> None:
    first, second = line("（三月一日通过）", 700.0, 160.0), line("(Adopted on the first of March)", 686.0, 122.5)
    assert (first.left + first.right, first.left) == (second.left + second.right + 0.0, 160.0)
    assert texts([first, second, *body(660.0)])[:2] == [first.text, second.text]
    wrapped = [line("会议通过了这一部法律，并将在下个月公布", 700.0, right=400.0), line("Adopted 等文件。", 686.0)]
    assert texts([*wrapped, *body(660.0)])[0].endswith("等文件。")


@pytest.mark.parametrize(
    ("above", "below", "found"),
    [
        (("麻婆豆腐", 10.0), ("Mapo Tofu", 8.0), 2),  # in smaller type
        (("春卷", 10.0), ("Hot Spring Rolls", 10.0), 2),  # there was room
        (("设备节点与块设备", 10.0), ("block device", 10.0), 1),
    ],
)
def test_a_translation_below_in_a_cell(above: tuple[str, float], below: tuple[str, float], found: int) -> None:
    assert len(cell_texts([line(above[0], 700.0, size=above[1]), line(below[0], 686.0, size=below[1])])) == found


def test_numbered_headings_at_the_top_of_pages_are_no_heads() -> None:
    def page(number: int, heading: str, head: str) -> list[Printed]:
        lines = [
            each._replace(page=number, text=f"{BODY} {number * 'o'} {k * 'h'}") for k, each in enumerate(body(700.0))
        ]
        return [line(head, 800.0, page=number), line(heading, 760.0, page=number), *lines]

    pages = [page(n, f"Article {a}", f"Chapter {1 + n // 3}") for n, a in enumerate((4, 11, 19, 23, 31, 40))]
    kept, heads = without_heads(pages)
    assert [each.text for each in heads] == ["Chapter 1"] * 3 + ["Chapter 2"] * 3
    assert [lines[0].text for lines in kept] == [f"Article {a}" for a in (4, 11, 19, 23, 31, 40)]
    counted = [page(n, f"Page {n + 7} of the report", "Report") for n in range(6)]
    assert len(without_heads(counted)[1]) == 12


def test_first_lines_set_in_begin_paragraphs_where_most_lines_are() -> None:
    page = []
    for k in range(6):
        base = 760.0 - 45 * k
        page += [
            line(f"Article {k}", base, 71.0),
            line(f"No one shall be held in fear {k}.", base - 15, 71.0, right=400.0),
        ]
    page += [line(BODY, 760.0 - 45 * 6, 71.0, right=400.0)]
    page += [line(BODY, 760.0 - 45 * 6 - 15 * k, right=400.0) for k in range(1, 5)]
    found = texts(page)
    assert [text for text in found if text.startswith("Article")] == [f"Article {k}" for k in range(6)]


def cell(text: str, base: float, row: int, column: int, page: int = 0, **more: Any) -> Printed:
    return line(text, base, 50.0 + 200 * column, page, cell=Place(0, row, column), **more)


def test_a_row_with_both_languages_that_a_page_cuts() -> None:
    first = [
        cell("乙方不得将房屋租给", 100.0, 0, 0), cell("第三人，也不得改变房", 86.0, 0, 0),
        cell("Party B shall not let the house", 100.0, 0, 1), cell("to any other party or change the", 86.0, 0, 1),
    ]  # fmt: skip
    second = [cell("屋。", 760.0, 0, 0, 1), cell("house.", 760.0, 0, 1, 1)]
    assert texts(first, second) == [
        "乙方不得将房屋租给第三人，也不得改变房屋。",
        "Party B shall not let the house to any other party or change the house.",
    ]
    # Words of one line each are rows of their own.
    words = [cell("水壶", 86.0, 0, 0), cell("kettle", 86.0, 0, 1)]
    below = [cell("灯", 760.0, 0, 0, 1), cell("lamp", 760.0, 0, 1, 1)]
    assert texts(words, below) == ["水壶", "kettle", "灯", "lamp"]


def test_long_cells_of_two_languages_are_a_table() -> None:
    zh = [cell("会议在北京举行，双方满意", 760.0 - 14 * k, 0, 0) for k in range(40)]
    en = [cell("the meeting was held in Beijing", 760.0 - 14 * k, 0, 1) for k in range(40)]
    rows = [paragraph.row for paragraph in paragraphs_of([[*zh, *en]])[0]]
    assert rows == [1, 1]
    other = [each._replace(text="the meeting was held in spring") for each in zh]
    assert {paragraph.row for paragraph in paragraphs_of([[*other, *en]])[0]} == {None}


def test_a_column_for_each_language_is_read_through_all_pages() -> None:
    zh, en = (50.0, "zh"), (300.0, "en")

    def order(*pages: list[tuple[float, str]]) -> list[int]:
        return column_order([(n, left, language) for n, page in enumerate(pages) for left, language in page])  # type: ignore[misc]

    assert order([zh, zh, zh, en], [zh, en, en, en], [en]) == [0, 1, 2, 4, 3, 5, 6, 7, 8]
    # In turn, one below the other, on one page, or in another order overleaf they stay.
    for pages in (
        ([zh, en, zh, en], [zh, en]),
        ([zh, zh, (50.0, "en"), (50.0, "en")], [zh, zh, (50.0, "en"), (50.0, "en")]),
        ([zh, zh, zh, en, en, en],),
        ([zh, zh, en, en], [en, en, zh, zh]),
        ([zh, en], [zh, en]),
    ):
        assert order(*pages) == sorted(order(*pages))


def test_centred_and_right_lines_are_paragraphs() -> None:
    page = [
        *body(760.0),
        line("Zhang Wei", 560.0, 200.0, right=250.0),
        line("has passed the examination of the school", 546.0, 125.0, right=325.0),
        line("By order of the Board", 500.0, 295.0, right=400.0),
        line("Eastern Paper Holdings Limited", 486.0, 250.0, right=400.0),
        line("Chairman", 472.0, 360.0, right=400.0),
    ]
    assert [text for text in texts(page) if not text.startswith(BODY)] == [
        "Zhang Wei", "has passed the examination of the school", "By order of the Board",
        "Eastern Paper Holdings Limited", "Chairman",
    ]  # fmt: skip
    # The first line of a justified paragraph is set in, and both may have one middle by chance.
    first = line("The boats had come in at six and gone out", 560.0, 70.0, right=400.0)
    assert texts([*body(760.0), first, *body(546.0, 2)])[-1].startswith("The boats had come in at six and gone out The")


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("宫保鸡丁 Kung Pao Chicken 38元", "麻婆豆腐 Mapo Tofu 28元", 2),
        ("Chapter 2 Markets 14", "Chapter 3 Bridges 27", 2),
        ("第二章 市场 14", "第三章 桥梁 27", 2),
        ("组织机构 Organization", "会员资格 Membership", 2),
        ("宫保鸡丁", "Kung Pao Chicken", 2),
        ("voltage assigned to the equipment", "注：额定电压标在铭牌上。", 2),
        ("2. Where does it take place? ( )", "A. 根 Root B. 茎 Stem", 2),
        ("as is said in detail in the notes to", "Chapter 3 and in those behind it.", 1),
        ("渔船六点钟回来，看守人每天都到港口去看看打上来", "的鱼，商人付的钱很少。", 1),
    ],
)
def test_lines_that_their_text_sets_apart(first: str, second: str, found: int) -> None:
    page = [line(first, 700.0, right=280.0 if found > 1 else 395.0), line(second, 686.0, right=200.0), *body(640.0)]
    assert len([text for text in texts(page) if text[:6] not in BODY]) == found


def test_raised_letters_and_signs_are_marks_of_notes() -> None:
    def joined(*parts: tuple[str, float, float]) -> str:
        left, lines = 50.0, []
        for text, size, up in parts:
            lines.append(line(text, 700.0 + up, left, size=size))
            left = lines[-1].right
        return without_note_marks([one_line(lines)])[0][0].text

    assert joined(("in summer", 10.0, 0.0), ("a", 7.0, 4.0), (".", 10.0, 0.0)) == "in summer."
    assert joined(("WANG Fang", 10.0, 0.0), ("2*", 7.0, 4.0), (", LI", 10.0, 0.0)) == "WANG Fang2, LI"
    assert joined(("so it is said", 10.0, 0.0), ("[2,3]", 7.0, 4.0), (".", 10.0, 0.0)) == "so it is said."
    # In a formula letters stand alone.
    assert joined(("the sum of x", 10.0, 0.0), ("a", 7.0, 4.0))[-1] == "x"


def test_letters_set_apart_are_words() -> None:
    def glyphs(word: str, gap: float, left: float = 0.0) -> list[Glyph]:
        found: list[Glyph] = []
        for char in word:
            if found:
                found.append(Glyph(" ", left, left, 0.0, True, 0))
                left += gap
            found.append(Glyph(char, left, left + 6.0, 0.0, False, 0))
            left += 6.0
        return found

    def text(*words: str, gap: float = 4.0) -> str:
        line: list[Glyph] = []
        for word in words:
            if line:
                line.append(Glyph(" ", line[-1].right, line[-1].right, 0.0, True, 0))
            line += glyphs(word, gap, line[-1].right + 11.0 if line else 0.0)
        return "".join(glyph.char for glyph in unkerned(line))

    assert text("ABSTRACT") == "ABSTRACT"
    assert text("THE", "END") == "THE END"
    assert text("A", "B", "C", "D", "E", "F") == "ABCDEF"  # as far apart as letters are
    assert text("AB") == "A B"  # too few to tell
    assert text("A1B2C3") == "A 1 B 2 C 3"


def test_numbers_of_lines_go_from_pages() -> None:
    said = [
        "Where were you when the house",
        "burned?",
        "I was at home, where we",
        "had dinner.",
        "Who called?",
        "The guard.",
    ]
    page = [line(f"{n} {text}", 700.0 - 14 * n, right=300.0) for n, text in enumerate(said, 1)]
    page = [each._replace(parts=(Part(each.text[:1], 50.0, 55.0), Part(each.text[2:], 70.0, 300.0))) for each in page]
    kept, numbers = without_line_numbers([page])
    assert ([each.text for each in kept[0]], numbers) == (said, list("123456"))
    assert {each.left for each in kept[0]} == {70.0}
    apart = [each for one in page for each in (line(one.text[0], one.base), one._replace(text=one.text[2:], left=70.0))]
    assert [each.text for each in without_line_numbers([apart])[0][0]] == said
    listed = [each._replace(text=each.text.replace(" ", ". ", 1)) for each in page]
    assert without_line_numbers([listed]) == ([listed], [])


def test_cells_of_two_lines_in_two_languages() -> None:
    def cell(*found: str) -> list[Printed]:
        return [line(text, 700.0 - 14 * k) for k, text in enumerate(found)]

    rows = [{k: cell(*pair) for k, pair in enumerate([("日期", "Date"), ("余额", "Balance"), ("存入", "Deposit")])}]
    table = Table(rows[0][0][0], rows)
    assert are_stacked([table])
    assert [cell_texts(each, stacked=True) for each in rows[0].values()] == [
        ["日期", "Date"], ["余额", "Balance"], ["存入", "Deposit"],
    ]  # fmt: skip
    wrapped = [
        {k: cell(*pair) for k, pair in enumerate([("安装", "Docker"), ("他们在会上", "讨论"), ("很多", "问题")])}
    ]
    assert not are_stacked([Table(wrapped[0][0][0], wrapped)])


@pytest.mark.parametrize(
    ("dot", "found"),
    [
        (Dot(38.0, 701.0, 43.0, 706.0), "• Boats"),
        # Too large, too high, too far off, no dot but a rule or an arrow's head, beside other text.
        (Dot(34.0, 698.0, 43.0, 707.0), "Boats"),
        (Dot(38.0, 707.0, 43.0, 712.0), "Boats"),
        (Dot(8.0, 701.0, 13.0, 706.0), "Boats"),
        (Dot(38.0, 703.0, 43.0, 704.0), "Boats"),
        (Dot(38.0, 701.5, 43.0, 705.5), "Boats"),
        (Dot(78.0, 701.0, 83.0, 706.0), "Boats"),
    ],
)
def test_drawn_bullets(dot: Dot, found: str) -> None:
    page = [line("Boats", 700.0, size=10.0), line("of the harbour", 700.0, 90.0, size=10.0)]
    below = dot._replace(bottom=dot.bottom - 100, top=dot.top - 100)
    assert [each.text for each in with_bullets(page, [dot, below])] == [found, "of the harbour"]
    assert with_bullets(page, [dot]) == page


def test_a_drawn_bullet_before_a_number_or_a_bullet_is_none() -> None:
    page = [line("1. Boats", 700.0), line("• Boats", 680.0)]
    dots = [Dot(38.0, base + 1, 43.0, base + 6) for base in (700.0, 680.0)]
    assert with_bullets(page, dots) == page


def test_a_narrow_gap_between_words_is_a_space() -> None:
    """In a justified line pdfium sees none where the type changes."""

    def glyphs(*parts: tuple[str, float]) -> list[Glyph]:
        found, at = [], 50.0
        for text, gap in parts:
            at += gap
            for char in text:
                found.append(Glyph(char, at, at + 5, 700.0, char == " ", len(found)))
                at += 5
        return found

    def found(*parts: tuple[str, float]) -> str:
        return "".join(glyph.char for glyph in with_spaces(glyphs(*parts), 10.0))

    assert found(("the debian/rules", 0), ("file. (See", 1.7), ("below)", 0.9)) == "the debian/rules file. (Seebelow)"
    assert found(*((letter, 1.7) for letter in "ABSTRACT")) == "ABSTRACT"
    assert found(("目录", 0), ("rules", 1.7)) == "目录rules"


def test_a_hyphen_at_a_line_end_takes_no_space() -> None:
    parts = "It reads the fields Build-", "Depends and Apache-", "2.0, both of them."
    page = [line(text, 700 - 12 * k, right=400.0) for k, text in enumerate(parts)]
    assert texts(page) == ["It reads the fields Build-Depends and Apache-2.0, both of them."]
