"""The stages in their order: what is done once, what is refused before anything is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import duiqi
from duiqi.adapting import read_own_words
from duiqi.batch import align_records
from duiqi.checking import check_file
from duiqi.export import iter_pairs
from duiqi.model import Document, Paragraph
from duiqi.pipeline import load_sides
from duiqi.structure import paragraphs

ZH = "王毅在北京主持會議。\n他宣讀了致辭。\n"
EN = "Wang Yi chaired the meeting in Beijing.\nHe read a message.\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    for name, text in (("zh.txt", ZH.replace("會", "會(huì)")), ("en.txt", EN), ("both.txt", ZH + EN)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / "zh.txt", tmp_path / "en.txt"


def test_paragraphs_are_found_once_a_document(files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []
    find = paragraphs._found

    def counted(text: str, *rest: object) -> object:
        texts.append(text)
        return find(text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(paragraphs, "_found", counted)
    duiqi.align(*files)
    assert texts == [ZH, EN]
    document = duiqi.load(files[0].parent / "both.txt")
    duiqi.align(document)
    assert texts == [ZH, EN, ZH + EN]


def test_damage_does_not_hide_a_layout(files: tuple[Path, Path]) -> None:
    zh, en = load_sides(*files)
    assert (zh.text, zh.layout, en.layout) == (ZH, "zh", "en")
    assert len(zh.edits) == 1
    assert {paragraph.language for paragraph in zh.paragraphs} == {"zh"}


def test_a_document_is_aligned_as_its_file(files: tuple[Path, Path]) -> None:
    both = files[0].parent / "both.txt"
    assert duiqi.align(duiqi.load(both)) == duiqi.align(both)
    documents = [duiqi.load(file) for file in files]
    assert duiqi.align(*documents) == duiqi.align(*reversed(documents)) == duiqi.align(*files)


def test_paragraphs_of_ones_own_count() -> None:
    own = (Paragraph("zh", "text", 0, 10), Paragraph("en", "text", len(ZH), len(ZH) + 39))
    alignment = duiqi.align(Document("own", ZH + EN, own))
    assert [len(side) for side in (alignment.zh, alignment.en)] == [1, 1]
    # Without any they are found, and a layout that is asked for is.
    assert len(duiqi.align(Document("own", ZH + EN)).zh) == 2
    assert len(duiqi.align(Document("own", ZH + EN, own), layout="zh-then-en").zh) == 2
    # They do not fit a text that was repaired.
    damaged = replace(Document("own", ZH + EN, own), text=ZH.replace("會", "會(huì)") + EN)
    assert len(duiqi.align(damaged).zh) == 2


def test_unknown_layouts_and_levels_are_refused() -> None:
    layouts = "'auto', 'zh-then-en', 'en-then-zh', 'alternating', 'columns', 'zh' or 'en'"
    for function in (duiqi.load, duiqi.align):
        with pytest.raises(ValueError, match="layout is") as caught:
            function("not read", layout="rows")  # type: ignore[operator]
        assert str(caught.value) == f"layout is 'rows'; it can be {layouts}"
    with pytest.raises(ValueError, match="level is") as caught:
        duiqi.align("not read", level="word")  # type: ignore[arg-type]
    assert str(caught.value) == "level is 'word'; it can be 'sentence', 'clause', 'paragraph' or 'both'"
    with pytest.raises(TypeError, match="layout is"):
        duiqi.align("not read", "nor this", layout=None)  # type: ignore[arg-type]


def test_options_that_are_none_are_refused(files: tuple[Path, Path]) -> None:
    given: Any = {"repair": "none", "zh_lang": "zh-TW"}
    doors: list[Callable[[Any], object]] = [
        lambda options: duiqi.load(files[0], options=options),
        lambda options: duiqi.align(*files, options=options),
        lambda options: duiqi.align(Document("own", ZH), Document("own", EN), options=options),
        lambda options: duiqi.align_sentences(["你好。"], ["Hello."], options=options),
        lambda options: align_records([], options=options),
    ]
    for door in doors:
        with pytest.raises(TypeError) as caught:
            door(given)
        assert str(caught.value) == f"options is {given!r}; give Options(repair='none', zh_lang='zh-TW')"
        with pytest.raises(TypeError, match=r"^options is \{\}; give Options\(\)$"):
            door({})
    for options in (given, duiqi.Options()):
        with pytest.raises(TypeError, match=r"options are given by name, options=Options"):
            duiqi.align(files[0], options)
    with pytest.raises(TypeError, match=r"give ReadOptions\(encoding='big5'\)$"):
        next(iter_pairs(files[0], options={"encoding": "big5"}))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="give ReadOptions"):
        next(check_file(files[0], options={"encoding": "big5"}))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="give ReadOptions"):
        read_own_words([files[0]], options={"encoding": "big5"})  # type: ignore[arg-type]


@pytest.mark.parametrize("code", ["xx", "en", "zh_TW", "", "Chinese", "chinese-simplified", 3])
def test_codes_that_are_none_of_chinese(code: Any) -> None:
    with pytest.raises(ValueError, match=f"^zh_lang: {code!r} is no code of Chinese; write it like zh-TW"):
        duiqi.Options(zh_lang=code)


@pytest.mark.parametrize("code", ["zh", "zh-Hant-TW", "ZH-cn", "cmn", "yue-HK", "lzh"])
def test_codes_of_chinese(code: str) -> None:
    assert duiqi.Options(zh_lang=code).zh_lang == code


def test_repairs_that_are_not_wanted(files: tuple[Path, Path]) -> None:
    options = duiqi.Options(repair="none")
    alignment = duiqi.align(*files, options=options)
    assert alignment.zh[0].text == "王毅在北京主持會(huì)議。"
    assert alignment.signature.endswith("|repair:none")
    assert not duiqi.load(files[0], options=options).edits
    named = duiqi.align(*files, options=duiqi.Options(repair=["pinyin glosses"]))
    assert named.signature.endswith("|repair:pinyin-glosses")
    assert "repair" not in duiqi.align(*files).signature


def test_sentences_know_what_was_repaired(files: tuple[Path, Path]) -> None:
    alignment = duiqi.align(*files)
    assert [sentence.repair for sentence in (*alignment.zh, *alignment.en)] == ["exact", "", "", ""]
    assert [pair.repair for pair in alignment] == ["exact", ""]


def test_clean_makes_the_repairs_that_are_wanted() -> None:
    text = "會(huì)議A&amp;B,好"
    assert duiqi.clean(text, repair="none").text == text
    assert duiqi.clean(text, repair=["entities"]).text == "會(huì)議A&B,好"
    assert duiqi.clean(text, repair="none", punctuation="restore").text == text.replace(",", "，")
    assert duiqi.clean(text, repair=["half-width punctuation"]).text == text.replace(",", "，")
    with pytest.raises(ValueError, match="repair is 'glosses'; it can be 'all' or 'none', or a list of: surrogates, "):
        duiqi.clean(text, repair=["glosses"])
