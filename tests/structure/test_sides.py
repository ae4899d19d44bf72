"""Which of two documents is Chinese, and documents whose lines are their sentences."""

from __future__ import annotations

import pytest

from duiqi.errors import InputError
from duiqi.model import Document, Hint
from duiqi.segmentation import segment_document
from duiqi.structure import chinese_first, line_by_line, with_paragraphs
from duiqi.structure.sides import chinese_share

ZH = Document("zh.txt", "王毅在北京主持會議。")
EN = Document("en.txt", "Wang Yi chaired the meeting in Beijing.")


def test_the_more_chinese_one_comes_first() -> None:
    assert chinese_first(ZH, EN) == chinese_first(EN, ZH) == (ZH, EN)
    assert (chinese_share(ZH.text), chinese_share(EN.text), chinese_share("12")) == (1.0, 0.0, 0.0)
    assert chinese_share("中abc") == 0.5


NO_CHINESE = "neither this file nor the other one has a line of Chinese of its own"
ADVICE = "give one Chinese and one English file, or a single file that holds both languages"


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ("王毅在北京。", "主持會議。", "b.txt: it is 100% Chinese, and a.txt is 100%: neither is English"),
        ("One.", "Two.", f"a.txt: nothing is translated: {NO_CHINESE}"),
        ("Same.\n", "Same.", "b.txt: both files say the same: nothing is translated"),
        ("相同。", "相同。", "b.txt: both files say the same: nothing is translated"),
    ],
)
def test_two_documents_of_one_language_are_refused(first: str, second: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        chinese_first(Document("a.txt", first), Document("b.txt", second))
    assert str(caught.value) == f"{message}; {ADVICE}"


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        # Most of a page left untranslated, as it stands on the other side too.
        ("本章说明如何安装。\n" + "Left in English.\n" * 20, "How to install.\n" + "Left in English.\n" * 20),
        # Code on both sides that says more than the text.
        ("运行：\nsudo apt-get install --no-install-recommends", "Run:\nsudo apt-get install --no-install-recommends"),
        # The untranslated part is of another edition: one line of Chinese is enough.
        ("本章。\nAn older edition of this paragraph.", "This chapter.\nThe newer edition of it."),
        # Notes in Chinese on both sides outweigh the English.
        ("你好。\n译者的话：这里要多说几句。", "Hello.\n译者的话：这里要多说几句。"),
    ],
)
def test_lines_of_both_documents_do_not_count(zh: str, en: str) -> None:
    first, second = Document("zh", zh), Document("en", en)
    assert chinese_first(first, second) == chinese_first(second, first) == (first, second)


def test_every_line_is_a_paragraph() -> None:
    document = line_by_line(Document("a", "一。\n\n \tTwo  \n三。\n"), "zh")
    assert [(document.text[p.start : p.end], p.language) for p in document.paragraphs] == [
        ("一。", "zh"),
        ("", "zh"),
        ("Two", "zh"),
        ("三。", "zh"),
    ]
    assert document.layout == "zh"


def test_formats_with_hints_have_paragraphs_and_no_lines() -> None:
    document = line_by_line(Document("a", "一。\n\n二。\n", hints=(Hint(0, 2), Hint(4, 6))), "zh")
    assert len(document.paragraphs) == 2


def test_sentences_stand_in_the_blocks_of_their_paragraphs() -> None:
    document = with_paragraphs(Document("a", "一。二。\nOne. Two.\n三。\nThree."), "alternating")
    assert [document.paragraphs[each.paragraph].block for each in segment_document(document, "zh")] == [0, 0, 1]
