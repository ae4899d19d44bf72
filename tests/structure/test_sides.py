"""Which of two documents is Chinese, and documents whose lines are their sentences."""

from __future__ import annotations

import pytest

from duiqi.errors import InputError
from duiqi.model import Document, Hint
from duiqi.segmentation import segment_document
from duiqi.structure import chinese_first, line_by_line, sentence_blocks, with_paragraphs
from duiqi.structure.sides import chinese_share

ZH = Document("zh.txt", "王毅在北京主持會議。")
EN = Document("en.txt", "Wang Yi chaired the meeting in Beijing.")


def test_the_more_chinese_one_comes_first() -> None:
    assert chinese_first(ZH, EN) == chinese_first(EN, ZH) == (ZH, EN)
    assert (chinese_share(ZH.text), chinese_share(EN.text), chinese_share("12")) == (1.0, 0.0, 0.0)
    assert chinese_share("中abc") == 0.5


@pytest.mark.parametrize(("document", "language"), [(ZH, "English"), (EN, "Chinese")])
def test_two_documents_of_one_language_are_refused(document: Document, language: str) -> None:
    with pytest.raises(InputError) as caught:
        chinese_first(document, document)
    assert str(caught.value) == (
        f"{document.source}: neither this file nor the other one is mainly {language}; "
        "give one Chinese and one English file, or a single file that holds both languages"
    )


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
    assert sentence_blocks(document, segment_document(document, "zh")) == [0, 0, 1]
