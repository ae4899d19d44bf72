"""Words that most lines begin or end with."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cases import cases

import duiqi
from duiqi.model import Document, Hint, Omission
from duiqi.structure import chinese_first, find_paragraphs, with_paragraphs
from duiqi.structure.repeated.bodies import without_repeated, without_repeated_ends

LINES = ["水库报告", "Report on Dams", "谢谢。", "Thank you."]
TAIL = "- 更多双语资料请关注大河译站"


@pytest.mark.parametrize("case", cases("structure/repeated_ends.jsonl"))
def test_words_of_most_lines(case: dict[str, list[str]]) -> None:
    spans, words, _ = without_repeated(case["lines"])
    assert [line[a:b] for line, (a, b) in zip(case["lines"], spans, strict=True)] == case["left"]
    assert list(words) == case["words"]


@given(st.lists(st.text(alphabet="中文 ab-。.", max_size=12).map(lambda text: text + "【中文中文】")))
def test_only_ends_go(lines: list[str]) -> None:
    for line, (start, end) in zip(lines, without_repeated(lines).spans, strict=True):
        assert 0 <= start <= end <= len(line)


def test_plain_text_is_read_without_them() -> None:
    text = "\n".join(f"{line} {TAIL}" for line in LINES)
    document = duiqi.load(io.StringIO(text))
    assert document.text.split("\n") == LINES
    assert document.omissions == (Omission("on most lines", TAIL),)
    assert [p.language for p in document.paragraphs] == ["zh", "en", "zh", "en"]


def test_other_documents_keep_them_outside_their_paragraphs() -> None:
    text, hints = "", []
    for line in LINES:
        hints.append(Hint(len(text), len(text) + len(line) + len(TAIL) + 1))
        text += f"{line} {TAIL}\n\n"
    document = Document("a.html", text, hints=tuple(hints))
    assert without_repeated_ends(document) is document
    found = with_paragraphs(with_paragraphs(document))
    assert [text[p.start : p.end] for p in found.paragraphs] == LINES
    assert found.omissions == (Omission("on most lines", TAIL),)


def test_they_do_not_decide_which_document_is_chinese() -> None:
    sides = ["水库报告", "谢谢。", "你好。", "再见。"], ["Report on Dams", "Thank you.", "Good day.", "Farewell."]
    zh, en = (Document(side[0], "\n".join(f"{line} {TAIL}" for line in side)) for side in sides)
    assert chinese_first(en, zh) == (zh, en)


LABELLED = [
    ("原文：He has two dogs.", "He has two dogs."),
    ("译文：他有两只狗。", "他有两只狗。"),
    ("原文：OK", "OK"),
    ("译文：好的", "好的"),
    ("【原文】It rained.", "It rained."),
    ("【译文】下雨了。", "下雨了。"),
    ("原文", ""),
    ("I like tea.", "I like tea."),
    ("译文", ""),
    ("我喜欢茶。", "我喜欢茶。"),
]


def test_labels_of_original_and_translation_are_no_text() -> None:
    text = "\n".join(line for line, _ in LABELLED)
    document = with_paragraphs(Document("a.txt", text))
    expected = [rest for _, rest in LABELLED if rest]
    assert [text[p.start : p.end] for p in document.paragraphs] == expected
    assert [p.language for p in document.paragraphs] == ["en", "zh"] * 4
    assert {omission.text for omission in document.omissions} >= {"原文：", "译文：", "【原文】", "译文"}


def test_labels_of_one_kind_and_few_are_text() -> None:
    for lines in (
        ["中文：他有两只狗。", "English: He has two dogs.", "车站在哪里？", "Where is the station?"],
        [f"Target: {n} million" for n in range(8)],
        [
            "Source: the sea",
            "Source: the lake",
            *["我们去了湖边。", "We went to the lake."] * 8,
            "Target: 9",
            "Target: 8",
        ],
    ):
        text = "\n".join(lines)
        paragraphs, _ = find_paragraphs(text, "zh")
        assert [text[p.start : p.end] for p in paragraphs] == lines


def test_labels_with_the_number_of_the_segment() -> None:
    lines = [f"[S{n}-{side}] {text}" for n in range(1, 4) for side, text in (("zh", "下雨了。"), ("en", "It rained."))]
    text = "\n".join(lines)
    paragraphs, layout = find_paragraphs(text)
    assert [text[p.start : p.end] for p in paragraphs] == ["下雨了。", "It rained."] * 3
    assert layout == "alternating"


@pytest.mark.parametrize(
    ("lines", "texts"),
    [
        ([f"{n}. 他走了{n}次。|答案：He left {n} times." for n in range(4)], "1. 他走了1次。|He left 1 times."),
        ([f"He left {n} times.|Translation: 他走了{n}次。" for n in range(4)], "He left 1 times.|他走了1次。"),
        ([f"张三：他走了{n}次。|型号：Model {n}" for n in range(4)], None),
        ([f"张三：他走了{n}次。|张三：He left {n} times." for n in range(4)], None),
        ([f"他走了{n}次。|答案：He left {n} times." for n in range(3)], None),
        ([f"答案：他走了{n}次。|He left {n} times." for n in range(4)], None),
    ],
    ids=["Chinese", "English", "another label", "speakers", "too few", "in its own language"],
)
def test_labels_in_the_other_language(lines: list[str], texts: str | None) -> None:
    text = "\n".join(lines).replace("|", "\n")
    paragraphs, _ = find_paragraphs(text)
    expected = (texts or lines[1]).split("|")
    assert [text[p.start : p.end] for p in paragraphs[2:4]] == expected


NOTES = [
    ("【原文】打铁还需自身硬。", "【译文】We must conduct ourselves honorably.", "【点评】俗语意译。"),
    ("【原文】绿水青山就是金山银山。", "【译文】Lucid waters are invaluable assets.", "【点评】注意比喻。"),
    ("【原文】发展是硬道理。", "【译文】Development is of overriding importance.", "【点评】习语。"),
]


def test_what_labels_put_together_is_a_row() -> None:
    text = "\n".join(line for note in NOTES for line in note)
    paragraphs, layout = find_paragraphs(text)
    assert layout == "alternating"
    assert [(p.language, p.row) for p in paragraphs] == [
        (language, row) for n in range(1, 4) for language, row in (("zh", n), ("en", n), ("zh", 0))
    ]
    assert len({p.block for p in paragraphs if p.row}) == 3


def test_a_translation_of_several_lines_is_no_row() -> None:
    text = "\n".join(line for zh, en, _ in NOTES for line in (zh, en, "It goes on here.", "And here it ends."))
    paragraphs, _ = find_paragraphs(text)
    assert {p.row for p in paragraphs} == {0}
