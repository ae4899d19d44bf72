"""The one table of language names and codes, and where which of its entries count."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest

from duiqi.batch.file_names import language_and_key
from duiqi.blocks.markdown.front_matter import split_front_matter
from duiqi.blocks.tables.columns import language_of_head
from duiqi.export import read
from duiqi.text.language_tags import NAMES, language_from_tag, language_of_name, language_of_tag, side_of_tag


@pytest.mark.parametrize(
    ("tag", "document", "pair"),
    [
        ("zh", "zh", "zh"),
        ("zh_TW", "zh", "zh"),
        (" ZH-Hant-HK ", "zh", "zh"),
        ("cmn", "zh", "zh"),
        ("chi", "zh", "zh"),
        ("cn", "zh", "zh"),
        ("en-AU", "en", "en"),
        ("eng", "en", "en"),
        # Chinese of its own, which a memory may hold beside Mandarin.
        ("yue", "zh", None),
        ("lzh-Hant", "zh", None),
        ("fr", "other", None),
        ("ja-JP", "other", None),
        ("", None, None),
        ("und", None, None),
        ("x-default", None, None),
    ],
)
def test_tags(tag: str, document: str | None, pair: str | None) -> None:
    assert (language_of_tag(tag), side_of_tag(tag)) == (document, pair)


@pytest.mark.parametrize("name", ["ZH", "zh_CN", "zh-Hans-CN", "cn", "CHT", "Chinese", "中文", "繁體", "中文译文"])
def test_names_of_chinese(name: str) -> None:
    assert language_of_name(name) == "zh"


@pytest.mark.parametrize("name", ["en", "en-GB", "en_AU", "ENG", " English ", "英文", "英文译文", "英"])
def test_names_of_english(name: str) -> None:
    assert language_of_name(name) == "en"


@pytest.mark.parametrize("name", ["", "id", "中国", "chi-square", "en-suite", "zh-en", "yue", "und", "français"])
def test_names_of_no_language(name: str) -> None:
    assert language_of_name(name) is None


def test_names_are_as_names_are_compared() -> None:
    assert all(name == name.strip().lower() and "_" not in name for name in NAMES)


@pytest.mark.parametrize(
    ("tag", "text", "language"),
    [
        ("zh-CN", "你好，世界", "zh"),
        ("zh-CN", "WTO", "zh"),  # a name in Chinese text
        ("zh-CN", "This is left in English", None),
        ("en", "Hello", "en"),
        ("en", "你好", None),
        ("fr", "Oui", "other"),
        ("fr", "This is long enough to be seen as English", None),
        ("cn", "公司简介", "zh"),
        ("", "你好", None),
    ],
)
def test_a_tag_counts_where_the_text_leaves_room(tag: str, text: str, language: str | None) -> None:
    assert language_from_tag(tag, text) == language


@pytest.mark.parametrize(
    ("head", "language"),
    [
        ("Chinese (Simplified)", "zh"),
        ("原文（中文）", "zh"),
        ("繁體", "zh"),
        ("English [en-AU]", "en"),
        ("notes", None),
        ("正文" * 20 + "（中文）", None),
    ],
)
def test_heads_of_columns(head: str, language: str | None) -> None:
    assert language_of_head(head) == language


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("contract_中文译文.txt", ("zh", "contract")),
        ("contract-en_US.txt", ("en", "contract")),
        ("zhang-yue.txt", (None, "zhang-yue")),
    ],
)
def test_names_of_files(name: str, found: tuple[str | None, str]) -> None:
    assert language_and_key(PurePath(name)) == found


def test_keys_of_front_matter() -> None:
    text = "---\nbody-cht: |\n  你好\nbody-en_GB: |\n  Hello\nbody-fr: |\n  Salut\n---\n"
    assert [language for _, language in split_front_matter(text).texts] == ["zh", "en", "other"]


def test_heads_of_a_file_of_pairs(tmp_path: Path) -> None:
    """A column that is named exactly comes before one with a name in brackets."""
    for heading in ("Chinese (Simplified)\tnote\tEnglish", "中文\tnote (English)\tenglish"):
        (tmp_path / "a.tsv").write_text(f"{heading}\n你好\tgreeting\tHello\n", encoding="utf-8")
        assert [(pair.zh, pair.en) for pair in read(tmp_path / "a.tsv")] == [("你好", "Hello")]
