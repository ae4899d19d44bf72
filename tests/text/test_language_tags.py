"""The one table of language names and codes, and where which of its entries count."""

from __future__ import annotations

import pytest

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
