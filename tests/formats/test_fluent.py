"""Messages in Fluent: what of them is text, and how two languages are paired."""

from __future__ import annotations

import sys
from pathlib import Path
from time import process_time

import pytest

import duiqi
from duiqi import InputError
from duiqi.formats.fluent import read_fluent

CASES = Path(__file__).parents[1] / "cases" / "software" / "fluent"


def texts(content: str) -> list[str]:
    reading = read_fluent(content.encode(), "a.ftl")
    return [line for line in reading.text.split("\n") if line]


def test_two_languages_are_paired_by_their_keys() -> None:
    alignment = duiqi.align(CASES / "zh.ftl", CASES / "en.ftl")
    pairs = [(pair.zh, pair.en) for pair in alignment.pairs() if pair.zh != pair.en]
    assert pairs == [
        ("港湾", "Harbour"),
        ("欢迎使用{ -brand-name }", "Welcome to { -brand-name }"),
        ("您有{ $count }条新消息。", "You have { $count } new messages."),
        ("请打开收件箱。", "Open the inbox."),
        ("没有新消息。", "You have no new messages."),
        ("请打开收件箱。", "Open the inbox."),
        ("保存更改", "Save the changes"),
        (
            "在您发送之前，{ -brand-name }把您写的内容保存在这台计算机上。",
            "{ -brand-name } keeps what you write on this computer until you send it.",
        ),
        ("未经询问，不会发送任何内容。", "Nothing is sent without being asked for."),
        ("输入{开始一个字段。", "Write { to begin a field."),
    ]
    left = [" ".join(alignment.en[k].text for k in bead.en) for bead in alignment.beads if not bead.zh]
    assert left == ["You have one new message.", "Open the inbox."]


def test_what_is_no_message_is_told() -> None:
    reading = read_fluent((CASES / "en.ftl").read_bytes(), "en.ftl")
    assert [(each.reason, each.text) for each in reading.omissions] == [
        ("not to be translated", "S"),
        ("a reference", "{ NUMBER($sum, minimumFractionDigits: 2) }"),
        ("no message", "not a message"),
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a = one\n  two\n", ["one two"]),
        ("a = 第一行\n  第二行\n", ["第一行第二行"]),
        ('a = {"{"}x{"}"} \\u0041\n', ["{x} \\u0041"]),
        ('a = {"\\u4E2D"}文\n', ["中文"]),
        ('a = { b } and { -c(case: "x") }\n', ['{ b } and { -c(case: "x") }']),
        ("a = x\r\n    y\r\nb = z\r\n", ["x y", "z"]),
        ("a = { $n ->\n  [one] { $m ->\n    [one] p\n   *[other] q\n  }\n *[other] r\n }\n", ["r", "q", "p"]),
        (
            "a = { $n ->\n  [one] p\n *[x] q\n } and { $m ->\n  [one] r\n *[x] s\n }\n",
            ["q and s", "p and s", "q and r"],
        ),
        ("a = x\na = y\n-b = z\n  .gender = male\nc = { -b }\nd = 12\n", ["x", "z"]),
        ("a =\n .b = only an attribute\n .buttonaccesskeyextra2 = b\n .keycode = VK_F1\n", ["only an attribute"]),
    ],
)
def test_texts(content: str, expected: list[str]) -> None:
    assert texts(content) == expected


def test_a_file_without_any_message_is_an_error_with_its_line() -> None:
    with pytest.raises(InputError, match=r"a\.ftl:3: there is no message of Fluent in it; check it with"):
        texts("# A note\n\n这不是消息\n")


def test_a_message_of_very_many_texts_is_refused() -> None:
    with pytest.raises(InputError, match="a has more than 100 texts"):
        texts("a = " + "{ $x ->\n [one] b\n *[other] c\n }" * 5_000)


def test_what_is_nested_too_deep_is_refused() -> None:
    with pytest.raises(InputError, match="nested too deep"):
        texts("a = " + "{ " * 5_000)


def test_work_grows_with_the_file() -> None:
    def seconds(count: int) -> float:
        start = process_time()
        texts("a = { $x ->\n [one] b\n *[other] c\n }\n" * count + "junk\n" * count)
        return process_time() - start

    seconds(100)
    assert seconds(4_000) < 12 * min(seconds(1_000) for _ in range(2))


def test_without_the_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fluent.syntax", None)
    with pytest.raises(InputError, match=r"Fluent needs the package fluent.syntax, .* pip install 'duiqi\[software\]'"):
        texts("a = b\n")
