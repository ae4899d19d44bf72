"""Lines of study notes and glossaries: where they come apart, and when."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from support.cases import cases

from duiqi.structure import find_paragraphs
from duiqi.structure.term_lines import part_entries, part_words

NOTES = ["dunce: n. 笨蛋", "rise and fall: 兴衰", "in detail: 详细地", "partly: adv. 一定程度上"]


@pytest.mark.parametrize("case", cases("structure/term_lines.jsonl"))
def test_parts(case: dict[str, object]) -> None:
    line = str(case["text"])
    parts = part_entries([line, *NOTES])[0]
    assert (parts and [line[start:end] for start, end in parts]) == case["parts"]


def test_names_in_chinese_text_are_no_entries() -> None:
    prose = ["项目用容器部署，数据存在内存里，日志由另一个服务收集，配置见下面的表。"] * 4
    assert part_entries([*prose, "Docker 容器", "Redis 缓存", "Nginx 代理", "Kafka 队列"]) == [None] * 8


def test_definitions_are_no_entries() -> None:
    """What follows the word is a text about it, and not its translation."""
    lines = [f"{name}：由操作系统提供的一种接口，程序通过它使用硬件。" for name in ("API", "ABI", "HAL", "DMA")]
    assert part_entries(lines) == [None] * 4


def test_a_glossary_beside_an_article() -> None:
    text = "The airport was opened in 2019 and is one of the largest of the world.\n" + "\n".join(NOTES)
    paragraphs, _ = find_paragraphs(text)
    assert [(p.language, text[p.start : p.end], p.row) for p in paragraphs[1:5]] == [
        ("en", "dunce", 1),
        ("zh", "笨蛋", 1),
        ("en", "rise and fall", 2),
        ("zh", "兴衰", 2),
    ]


@pytest.mark.parametrize("case", cases("structure/word_lists.jsonl"))
def test_lists_of_words(case: dict[str, Sequence[str]]) -> None:
    lines = list(case["lines"])
    parts = [found and [line[a:b] for a, b in found] for line, found in zip(lines, part_words(lines), strict=True)]
    assert parts == case["parts"]


def test_words_in_several_short_lists() -> None:
    """Words with their part of speech are no chance, however few stand together."""
    lines = ["crack n. 裂缝", "replace v. 更换", "居民们等得不耐烦了。", "resident n. 居民", "be tired of 厌倦"]
    parts = [found and [line[a:b] for a, b in found] for line, found in zip(lines, part_words(lines), strict=True)]
    assert parts == [["crack", "裂缝"], ["replace", "更换"], None, ["resident", "居民"], ["be tired of", "厌倦"]]
    assert part_words(lines[1:]) == [None] * 4


def test_a_reading_in_brackets_is_no_translation() -> None:
    lines = [f"{n}. {word}" for n, word in enumerate(["画蛇添足 (huà shé tiān zú)", "守株待兔 (shǒu zhū dài tù)"], 1)]
    lines = [line for pair in zip(lines, ["to gild the lily", "to wait for a hare"], strict=True) for line in pair]
    paragraphs, layout = find_paragraphs("\n".join(lines))
    assert layout == "alternating"
    assert [p.language for p in paragraphs] == ["zh", "en"] * 2
