"""Forms in both languages: their labels."""

from __future__ import annotations

import pytest

from duiqi.structure import find_paragraphs
from duiqi.structure.forms.form_lines import part_forms

BLANKS = ["编号 Number：____", "地址 Address: ________", "备注 Remarks ......"]


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("姓名 Name：____________", ["姓名", "Name"]),
        ("Name 姓名：", ["Name", "姓名"]),
        ("1. 姓名（Name）：            2. 性别（Sex）：", ["姓名", "Name", "性别", "Sex"]),
        ("出生日期 Date of birth：____年____月____日", ["出生日期", "Date of birth"]),
        ("性别/Sex：□ 男/Male □ 女/Female", ["性别", "Sex", "男", "Male", "女", "Female"]),
        ("签名 Signature：            日期 Date (YYYY/MM/DD)：", ["签名", "Signature", "日期", "Date (YYYY/MM/DD)"]),
        ("证件号码 ID No.：[        ]", ["证件号码", "ID No."]),
        ("姓名：____________", None),
        ("姓名 Name：张三", ["姓名", "Name"]),
        ("甲方（出租方） Party A (Lessor)：张三", ["甲方（出租方）", "Party A (Lessor)"]),
        ("联系人 Contact: 王芳    电话/Tel: 010-5555", ["联系人", "Contact", "电话", "Tel"]),
        ("型号 Version：张三", None),
        ("名称 Name：在下面的方框中填写公司的名称。", None),
        ("职业 Occupation", ["职业", "Occupation"]),
        ("姓 Surname        名 Given names", ["姓", "Surname", "名", "Given names"]),
        ("请用正楷填写。", None),
        ("1.4 性别 / Sex  □ 男 M  □ 女 F", ["性别", "Sex", "男", "M", "女", "F"]),
        (
            "是否来过？ / Have you been here?  □ 是 / Yes  □ 否 / No",
            ["是否来过？", "Have you been here?", "是", "Yes", "否", "No"],
        ),
        ("他在 Google 工作。", None),
    ],
)
def test_labels(line: str, labels: list[str] | None) -> None:
    found = part_forms([line, *BLANKS])[0]
    assert (found and [line[a:b] for a, b in found]) == labels


def test_boxes_on_one_line_need_no_others() -> None:
    assert part_forms(["□ 男 Male □ 女 Female"]) == [((2, 3), (4, 8), (11, 12), (13, 19))]
    assert part_forms(["男 Male □ 女 Female"]) == [((0, 1), (2, 6), (9, 10), (11, 17))]


def test_what_a_label_says_in_both_languages_needs_no_other_line() -> None:
    line = "主题 / Subject: 租赁 / Lease"
    found = part_forms([line])[0]
    assert found is not None
    assert [line[a:b] for a, b in found] == ["主题", "Subject", "租赁", "Lease"]
    assert part_forms(["上午 Morning 8:30 开始 Start", "作者 Author：老舍", "使用 Git：分支与 tag"]) == [None] * 3


@pytest.mark.parametrize(
    "lines",
    [
        ["唛头 Shipping marks：____", "用途 Usage: ________"],
        ["安装 Docker：", "使用 Git：", "运行 Nginx："],
        ["使用 Git：分支与合并", "公司 Google：起源", "产品 Kindle：为什么读书"],
        ["□ 男 Male"],
        ["A. 苹果 Apple"],
    ],
    ids=["too few", "colons in a list", "names behind words", "one box", "one answer"],
)
def test_no_forms(lines: list[str]) -> None:
    assert part_forms(lines) == [None] * len(lines)


def test_a_name_that_an_english_title_has_too_is_no_label() -> None:
    lines = ["□ 使用 Docker □ 使用 Podman", "Use Docker", "Use Podman"]
    assert part_forms(lines)[0] is None


def test_the_labels_of_a_form_are_paragraphs_of_one_row() -> None:
    text = "\n".join(["登记表", "Registration", "性别 Sex：□ 男 Male □ 女 Female", *BLANKS])
    paragraphs, layout = find_paragraphs(text)
    assert layout == "alternating"
    assert [text[p.start : p.end] for p in paragraphs] == [
        "登记表", "Registration", "性别", "Sex", "男", "Male", "女", "Female",
        "编号", "Number", "地址", "Address", "备注", "Remarks",
    ]  # fmt: skip
    assert len({p.row for p in paragraphs[2:8]}) == 1


def test_what_a_label_says_in_both_languages_is_a_pair_too() -> None:
    lines = ["产地 Origin: 中国 China", "开箱后请检查配件。", "Check the parts after unpacking."]
    assert [lines[0][a:b] for a, b in part_forms(lines)[0] or ()] == ["产地", "Origin", "中国", "China"]
    assert part_forms(["口味 Flavour: 草莓", *lines[1:]]) == [None] * 3


TESTS = [
    "1. 外观 Appearance 通过 passed",
    "耐压试验 Voltage withstand test 通过 passed",
    "绝缘 Insulation 不合格 failed",
]


def test_results_of_tests_are_pairs() -> None:
    parts = [[line[a:b] for a, b in found or ()] for line, found in zip(TESTS, part_forms(TESTS), strict=True)]
    assert parts == [
        ["外观", "Appearance", "通过", "passed"],
        ["耐压试验", "Voltage withstand test", "通过", "passed"],
        ["绝缘", "Insulation", "不合格", "failed"],
    ]


@pytest.mark.parametrize(
    "lines",
    [
        TESTS[:2],
        ["他用 Windows 写 Python", "我用 Mac 写 Python", "她用 Linux 写 Java"],
        [*TESTS[1:], "外观 Look 好 good"],
    ],
    ids=["too few", "names", "no result twice"],
)
def test_no_results(lines: list[str]) -> None:
    assert part_forms(lines) == [None] * len(lines)


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("09:00-09:30  开幕式  Opening ceremony  报告厅  Auditorium",
         ["开幕式", "Opening ceremony", "报告厅", "Auditorium"]),
        ("1\t主旨演讲：语言接触\tKeynote: Language Contact\t201室\tRoom 201",
         ["主旨演讲：语言接触", "Keynote: Language Contact", "201室", "Room 201"]),
        ("10月12日  October 12  星期四  Thursday", ["10月12日", "October 12", "星期四", "Thursday"]),
        ("开幕式  报告厅  Opening ceremony  Auditorium", None),
        ("开幕式  kāimùshì  Opening ceremony  n.", None),
        ("张三  Zhang San  李四", None),
    ],
)  # fmt: skip
def test_cells_each_followed_by_its_translation(line: str, cells: list[str] | None) -> None:
    found = part_forms([line, "茶歇时请不要离开会场，我们将在门口合影。"])[0]
    assert (found and [line[a:b] for a, b in found]) == cells


def test_figures_and_codes_behind_labels_are_left_out() -> None:
    lines = [
        "发票号 Invoice No.: HD-2021-118        日期 Date: 2021-11-18",
        "品名 Description    数量 Quantity    金额 Amount",
        "棉衬衫 Cotton shirts    1,200    USD 7,800.00",
        "总计 TOTAL    1,800",
        "唛头 Shipping marks: N/M",
    ]
    parts = [[line[a:b] for a, b in found or ()] for line, found in zip(lines, part_forms(lines), strict=True)]
    assert parts == [
        ["发票号", "Invoice No.", "日期", "Date"],
        ["品名", "Description", "数量", "Quantity", "金额", "Amount"],
        ["棉衬衫", "Cotton shirts"],
        ["总计", "TOTAL"],
        ["唛头", "Shipping marks"],
    ]


def test_a_heading_with_its_number_twice() -> None:
    text = [
        "第1部 Part 1",
        "1. 簡稱 1. Short title",
        "本條例可引稱為毒藥條例。",
        "2.1 釋義 2.1 Interpretation",
        "5G網絡 5G network",
    ]
    parts = [found and [line[a:b] for a, b in found] for line, found in zip(text, part_forms(text), strict=True)]
    assert parts[1:4:2] == [["簡稱", "Short title"], ["釋義", "Interpretation"]]
    assert parts[0] == ["第1部", "Part 1"]
    assert parts[2] is None
    # One such heading says nothing of the others.
    assert part_forms(text[:3])[0] is None
    assert part_forms(["API網關 API gateway", "C語言 C language"]) == [None] * 2


def test_a_label_that_stands_often_is_one() -> None:
    lines = [
        line
        for n in "京沪穗"
        for line in (f"{n}分公司 Branch", f"地址：{n}市建国路九十三号万达广场", f"总机 Switchboard: 010-5820 {ord(n)}")
    ]
    parts = part_forms(lines)
    assert [found and [line[a:b] for a, b in found] for line, found in zip(lines, parts, strict=True)][:3] == [
        ["京分公司", "Branch"],
        None,
        ["总机", "Switchboard"],
    ]
    assert part_forms(lines[:6]) == [None] * 6


def test_answers_to_choose_from() -> None:
    line = "A. 鲨鱼 Shark　　B. 海豚 Dolphin　　C. 青蛙 Frog"
    found = part_forms([line])[0]
    assert found is not None
    assert [line[a:b] for a, b in found] == ["鲨鱼", "Shark", "海豚", "Dolphin", "青蛙", "Frog"]
    assert part_forms([line.replace("　　", " ")])[0]


def test_a_label_that_is_known_needs_no_other_line() -> None:
    assert part_forms(["发证日期 Date of Issue: 2019-06-30"])[0] == ((0, 4), (5, 18))
    # A sentence behind it is more than what a form is filled in with.
    assert part_forms(["备注 Remarks：本合同一式两份。双方各执一份。"]) == [None]


@pytest.mark.parametrize(
    ("lines", "parted"),
    [
        (["一、定义 1. Definitions", "二、标的物 2. Premises"], [["定义", "Definitions"], ["标的物", "Premises"]]),
        (
            ["第一条 定义 Article 1 Definitions", "第二条 标的物 Article 2 Premises"],
            [["第一条 定义", "Article 1 Definitions"], ["第二条 标的物", "Article 2 Premises"]],
        ),
        (["第二章 总则 Chapter II General"], [["第二章 总则", "Chapter II General"]]),
        # Other numbers are none of the same heading.
        (["一、安装 2. Windows", "二、使用 4. Linux"], [None, None]),
    ],
)
def test_headings_numbered_in_two_ways(lines: list[str], parted: list[list[str] | None]) -> None:
    found = part_forms([*lines, *BLANKS])[: len(lines)]
    assert [f and [line[a:b] for a, b in f] for f, line in zip(found, lines, strict=True)] == parted
