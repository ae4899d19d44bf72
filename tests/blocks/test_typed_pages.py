"""Plain text with pages, and with two languages side by side."""

from __future__ import annotations

import textwrap
from itertools import zip_longest

import pytest

from duiqi.blocks.typed import as_typed
from duiqi.blocks.typed.side_by_side import ColumnFinder
from duiqi.blocks.typed.widths import width_of
from duiqi.model import Document

SUBJECTS = ("keeper", "trader", "boat", "net", "lamp", "wind", "rope", "bell")
EN = [
    "The keeper of the lighthouse walked down to the harbour every morning, since the boats came in at six.",
    "He wanted to see the catch before the traders did, who paid little for it and complained of the weather.",
    "When the wind came from the east no boat went out, and the keeper mended his nets at home.",
]
ZH = [
    "灯塔的看守人每天早晨都走到港口去，因为渔船六点钟回来。",
    "他想在商人之前看看打上来的鱼，商人付的钱很少，还抱怨天气。",
    "风从东边来的时候没有船出海，看守人就在家里补他的渔网。",
]


def page(number: int, lines: int = 20) -> list[str]:
    """Lines of which the last one goes on overleaf, and the first one of the next page ends the sentence."""
    middle = [f"The {SUBJECTS[(k * number) % 8]} was seen {'again ' * (k % 4)}by {k} men." for k in range(lines)]
    return [f"of the {SUBJECTS[number % 8]}.", *middle, f"On that day they spoke {'long ' * (number % 3)}and often"]


def typed(lines: list[str]) -> Document:
    return as_typed(Document("a.txt", "\n".join(lines)))


@pytest.mark.parametrize("foot", ["- {} -", "{}", "第 {} 页", "Page {} of 6"])
def test_pages_are_told_by_their_numbers(foot: str) -> None:
    lines = [
        line for n in range(3, 9) for line in ["The Harbour     Chapter 2", "", *page(n), "", foot.format(n), "", ""]
    ]
    found = typed(lines)
    assert [omission.text for omission in found.omissions] == [
        text for n in range(3, 9) for text in ("The Harbour     Chapter 2", foot.format(n))
    ]
    assert [line for line in found.text.split("\n") if line] == [line for n in range(3, 9) for line in page(n)]
    # A sentence that goes on overleaf has no empty line in it.
    assert f"{page(3)[-1]}\n{page(4)[0]}" in found.text


def test_lines_that_go_on_behind_a_form_feed() -> None:
    lines = ["page 12\fChapter two", "第 12 页\f第二章", "结束。\f开始", "The end. \fLast", "2020\f年", "a wo\fRd"]
    ended = ["page 12", "Chapter two", "第 12 页", "第二章", "结束。", "开始", "The end.", "Last", "2020年", "a woRd"]
    assert [line for line in typed(lines).text.split("\n") if line] == ended


def test_pages_between_form_feeds() -> None:
    lines: list[str] = []
    for n in range(1, 6):
        head = [f"{chr(12) if n > 1 else ''}RFC 1234      Harbours      May 1999", ""]
        lines += [*head, *page(n, 8), "", f"Smith          Informational          [Page {n}]"]
    found = typed(lines)
    assert len(found.omissions) == 10
    assert [line for line in found.text.split("\n") if line] == [line for n in range(1, 6) for line in page(n, 8)]


def test_ligatures_that_were_copied_as_form_feeds_are_left_to_cleaning() -> None:
    lines = ["The harbour was de\fned.", "\frst of all", "\fthe next page", "\fde\fned too", "The end.\f", "\fLast"]
    found = as_typed(Document("", "\n".join(lines)), lambda words: frozenset(words) & {"the", "first", "de"})
    assert [line for line in found.text.split("\n") if line] == [
        *lines[:2],
        "the next page",
        "de\fned too",
        "The end.",
        "Last",
    ]


def test_chapters_lists_and_verses_with_numbers_stay() -> None:
    for lines in (
        [line for n in range(1, 9) for line in (str(n), "", *page(n, 9 + 17 * (n % 3)), "")],
        [line for n in range(1, 9) for line in (f"- {n} -", "The sun went down.", "")],
        [line for n in (2, 4, 6, 8) for line in [*page(n), str(n)]],
    ):
        found = typed(lines)
        assert (found.text, found.omissions) == ("\n".join(lines), ())


def beside(left: list[str], right: list[str], column: int) -> list[str]:
    return [
        (a + " " * (column - width_of(a)) + b).rstrip()
        for one, other in zip(left, right, strict=True)
        for a, b in zip_longest(one.split("\n"), other.split("\n"), fillvalue="")
    ]


@pytest.mark.parametrize("chinese_first", [False, True])
def test_languages_side_by_side_are_rows_of_paragraphs(chinese_first: bool) -> None:
    en, zh = (["\n".join(textwrap.wrap(text, size)) for text in texts] for texts, size in ((EN, 36), (ZH, 14)))
    lines = beside(zh, en, 32) if chinese_first else beside(en, zh, 40)
    rows = [[z, e] if chinese_first else [e, z] for e, z in zip(EN, ZH, strict=True)]
    assert ColumnFinder(lines).find(0) == (len(lines), rows)
    found = as_typed(Document("a.txt", "\n".join(lines)))
    assert [hint.row for hint in found.hints] == [0, 0, 1, 1, 2, 2]


def test_list_entries_side_by_side_are_a_row_each() -> None:
    zh = ["1、护照原件及复印件一份", "2、近期两寸彩色照片一张", "3、填写完整并签名的申请表"]
    en = [
        "1. Original passport and a photocopy",
        "2. One recent colour photo of two inch",
        "3. A completed and signed form",
    ]
    lines = beside(zh, en, 40)
    assert ColumnFinder(lines).find(0) == (3, [[z, e] for z, e in zip(zh, en, strict=True)])


def test_glossaries_and_whole_sentences_are_no_columns_that_wrap() -> None:
    terms = [("harbour", "港口"), ("lighthouse", "灯塔"), ("the catch of the day", "当天的鱼获"), ("net", "渔网")]
    assert ColumnFinder([f"{en:24}{zh}" for en, zh in terms]).find(0) is None
    assert ColumnFinder([f"{en:110}{zh}" for en, zh in zip(EN, ZH, strict=True)]).find(0) is None
    assert ColumnFinder(EN).find(0) is None


def test_verse_side_by_side_is_no_wrapped_paragraph() -> None:
    zh = ["奇异恩典，何等甘甜", "我罪已得赦免", "前我失丧，今被寻回", "瞎眼今得看见"]
    en = ["Amazing grace! how sweet the sound", "That saved a wretch like me", "I once was lost", "But now I see"]
    assert ColumnFinder(beside(zh, en, 32)).find(0) is None


def test_few_pages_are_told_by_numbers_written_as_such() -> None:
    lines = [line for n in (1, 2) for line in (f"The Harbour    {n}", "", *page(n), "", f"- {n} -", "")]
    found = typed(lines)
    assert [omission.text for omission in found.omissions] == ["The Harbour    1", "- 1 -", "The Harbour    2", "- 2 -"]
    assert f"{page(1)[-1]}\n{page(2)[0]}" in found.text
    alone = ["The Harbour", "", *page(1), "", "- 1 -"]
    assert typed(alone).omissions == ()


def test_two_heads_with_numbers_at_the_edge_are_those_of_pages() -> None:
    lines = [
        "SELECTED READINGS               17",
        *EN[:2],
        "and mended",
        "18               SELECTED READINGS",
        "his nets.",
    ]
    found = typed(lines)
    assert found.text.split("\n") == [*EN[:2], "and mended", "his nets."]
    assert {omission.reason for omission in found.omissions} == {"page head, foot or number"}


@pytest.mark.parametrize(
    "lines",
    [
        ["Apples          17", "grow on trees in the garden.", "18          Pears", "do so too."],
        ["Boats          17", *EN, "Boats          22", *EN],
        ["Boats          17", "Boats          18", *EN],
    ],
    ids=["titles differ", "numbers do not count on", "rows"],
)
def test_lines_with_figures_at_the_edge_stay(lines: list[str]) -> None:
    assert (typed(lines).text, typed(lines).omissions) == ("\n".join(lines), ())


TRANSCRIPT = [
    "Q. Where were you on the night of March 3, when the warehouse caught",
    "fire?",
    "A. I was at home with my wife and my two children. We had dinner and",
    "watched a film until about eleven.",
    "Q. Did anyone call you?",
    "A. The night guard called me at ten past eleven and said there was",
    "smoke coming out of the north gate.",
]


@pytest.mark.parametrize("form", ["{:2}   {}", "{:2} {}", "{}\t{}", "{}\n{}"])
def test_numbers_of_lines_go(form: str) -> None:
    found = typed([form.format(n, line) for n, line in enumerate(TRANSCRIPT, 1)])
    assert found.text.split() == " ".join(TRANSCRIPT).split()
    assert [omission.text for omission in found.omissions] == list("1234567")


def test_numbers_of_chinese_lines_go() -> None:
    said = "问：三月三日夜里仓库起火的时候你在什么地方？答：我在家里，和我的妻子还有两个孩子一起"
    said += "吃了晚饭，看电影看到十一点钟左右。"
    said += "值班的人十一点十分打来电话，说北门那边冒烟了。我马上穿好衣服开车过去，到的时候消防队已经在那里了。"
    lines = textwrap.wrap(said, 20)
    assert typed([f"{n:2} {line}" for n, line in enumerate(lines, 1)]).text.replace("\n", "") == said


@pytest.mark.parametrize(
    "lines",
    [
        ["1 北京大学", "2 清华大学", "3 复旦大学", "4 南京大学", "5 浙江大学", "6 武汉大学", "7 中山大学"],
        [
            "1 注册账户并完成实名认证",
            "2 登录系统后台管理页面",
            "3 选择需要办理的业务类型",
            "4 填写申请表并上传材料",
            "5 提交申请，等待审核。",
            "6 审核通过后领取证书。",
        ],
        ["1 Open it.", "2 Close it.", "3 Turn off the light,", "4 and leave the room.", "5 Lock it.", "6 Go."],
        [f"{n}. {line}" for n, line in enumerate(TRANSCRIPT, 1)],
        [f"{n}   {line}" for n, line in enumerate(TRANSCRIPT, 4)],
        [f"{n} {2 * line}" for n, line in enumerate(TRANSCRIPT, 1)],
        ["Coffee  15", "Tea  20", "Milk  10", "Juice  25", "Water  5", "Cola  10"],
        [f"Chapter {n}: The {name}  {5 * n}" for n, name in enumerate(SUBJECTS, 1)],
        [f"2{n:03} It rained, and the boats" for n in range(9)],
    ],
    ids=[
        "names",
        "steps",
        "short steps",
        "list numbers",
        "not from one",
        "verses on a line",
        "prices",
        "pages",
        "years",
    ],
)
def test_other_numbers_stay(lines: list[str]) -> None:
    assert typed(lines).text == "\n".join(lines)


@pytest.mark.parametrize("at_left", [True, False])
@pytest.mark.parametrize("every", [5, 10])
def test_every_fifth_line_has_its_number(at_left: bool, every: int) -> None:
    verse = [f"the {SUBJECTS[n % 8]} in the {SUBJECTS[n * n % 7]}" for n in range(3 * every)]
    lines = [
        (f"{n:<6}{line}" if at_left else f"{line}     {n}") if n % every == 0 else " " * 6 * at_left + line
        for n, line in enumerate(verse, 1)
    ]
    found = typed([*lines[:every], "", *lines[every:]])
    assert [line.strip() for line in found.text.split("\n") if line.strip()] == verse
    # With a line more between them they count something else.
    assert typed([*lines[: every + 1], "a line more", *lines[every + 1 :]]).omissions == ()


def newspaper(columns: list[list[str]], gap: int = 3) -> list[str]:
    """Paragraphs wrapped in columns beside each other, as ``pdftotext -layout`` writes them: a character a place."""
    sides = []
    for paragraphs in columns:
        side: list[str] = []
        for text in paragraphs:
            width = 18 if ord(text[0]) > 0x2E7F else 34
            wrapped = (
                [text[k : k + width] for k in range(0, len(text), width)] if width == 18 else textwrap.wrap(text, 34)
            )
            side += [*wrapped, ""]
        sides.append(side)
    widths = [max(map(len, side)) + gap for side in sides]
    return [
        "".join(line.ljust(width) for line, width in zip(row, widths, strict=True)).rstrip()
        for row in zip_longest(*sides, fillvalue="")
    ]


def test_columns_of_a_page_are_read_to_their_end() -> None:
    text = [each for pair in zip(ZH, EN, strict=True) for each in pair]
    found = typed(["HARBOUR NEWS", "", *newspaper([text[:3], text[3:]])])
    assert [line for line in found.text.split("\n") if line] == ["HARBOUR NEWS", *text]
    three = typed(newspaper([text[:4], text[2:], text[4:] + text[:2]]))
    assert [line for line in three.text.split("\n") if line] == [*text[:4], *text[2:], *text[4:], *text[:2]]


def test_columns_in_one_language() -> None:
    found = typed(newspaper([EN[:2], EN[2:] + EN[:1]]))
    assert [line for line in found.text.split("\n") if line] == [*EN, EN[0]]


def test_rows_and_tables_are_no_such_columns() -> None:
    rows = beside(
        ["\n".join(textwrap.wrap(text, 34)) for text in EN], [text[:14] + "\n" + text[14:] for text in ZH], 38
    )
    assert typed(rows).text.split("\n")[1].startswith("The keeper of the lighthouse walked down to the harbour every")
    table = [f"{name:20}{name.upper():20}{n}" for n, name in enumerate(SUBJECTS)]
    assert [line.split() for line in typed(table).text.split("\n") if line] == [
        [cell] for n, name in enumerate(SUBJECTS) for cell in (name, name.upper(), str(n))
    ]


def test_numbered_rows_side_by_side() -> None:
    left, right = [text[:14] + "\n" + text[14:] for text in ZH], ["\n".join(textwrap.wrap(text, 60)) for text in EN]
    lines = [f"{'':6}{line}" for line in beside(left, right, 32)]
    starts = [k for k, line in enumerate(lines) if any(text[:10] in line for text in EN)]
    for number, k in enumerate(starts, 1):
        lines[k] = f"{number:<6}{lines[k][6:]}"
    found = typed(lines)
    assert [line for line in found.text.split("\n") if line] == [
        each for pair in zip(ZH, EN, strict=True) for each in pair
    ]


def test_empty_lines_inside_sentences_go() -> None:
    wrapped = [line for text in ("".join(ZH) * 2, "".join(ZH[1:]) * 2) for line in (*textwrap.wrap(text, 24), "")]
    spread = [each for line in wrapped for each in ((line, "") if line and line[-1] not in "。" else (line,))]
    assert typed(spread).text.split("\n") == wrapped
    verse = ["床前明月光床前明月光床前明月光", "", "疑是地上霜疑是地上霜疑是地上霜", ""] * 4
    assert typed(verse).text.split("\n") == verse


def test_lines_of_pdf_tools() -> None:
    lines = [
        *textwrap.wrap(" ".join(EN), 60),
        "complained to the",
        "Harbour Board.",
        "",
        f"{chr(12)}The    wind    came    from the east.",
    ]
    found = typed([*lines[:3], f"{lines[3]:<52}of", *lines[3:]])
    assert "The wind came from the east." in found.text
    assert "the\nHarbour" in found.text  # a line that is not full
    full = typed(
        [
            *textwrap.wrap(" ".join(EN), 60),
            "and he wrote at once to the chairman of the old and honoured",
            "Harbour Board.",
            chr(12),
        ]
    )
    assert "honoured Harbour Board." in full.text
