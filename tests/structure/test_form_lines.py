"""Forms in both languages: their labels."""

from __future__ import annotations

import pytest

from duiqi.structure import find_paragraphs
from duiqi.structure.form_lines import part_forms

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
        ("姓名 Name：张三", None),
        ("名称 Name：在下面的方框中填写公司的名称。", None),
        ("职业 Occupation", ["职业", "Occupation"]),
        ("姓 Surname        名 Given names", ["姓", "Surname", "名", "Given names"]),
        ("请用正楷填写。", None),
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
    [BLANKS[:2], ["安装 Docker：", "使用 Git：", "运行 Nginx："], ["□ 男 Male"]],
    ids=["too few", "colons in a list", "one box"],
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
