"""Numbers before paragraphs that both sides share: passages follow them, whatever order they stand in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import combinations, pairwise
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.aligned import aligned_lines
from support.cases import CASES

from duiqi.model import Alignment, Document
from duiqi.pipeline import align_documents, align_documents_keeping_lattice, load_sides
from duiqi.structure.numbering import Side, find_sections
from duiqi.structure.numbering import numbers as numbers_module
from duiqi.structure.numbering.numbers import numbers_of
from duiqi.structure.numbering.rising import longest_rise
from duiqi.structure.numbering.schemes import find_scheme

DATA = json.loads((CASES / "structure" / "numbered.json").read_text(encoding="utf-8"))
PASSAGES: list[list[str]] = DATA["passages"]
FORMS: dict[str, list[str]] = DATA["forms"]
TENS = ["", "十", "二十"]
FIGURES = " 一二三四五六七八九"
WHOLE = range(1, len(PASSAGES) + 1)


def chinese(number: int) -> str:
    tens, figure = divmod(number, 10)
    return TENS[tens] + FIGURES[figure].strip()


def written(form: str, side: int, numbers: Sequence[int]) -> list[str]:
    """The passages of a side with these numbers, in this order, as lines."""
    head = FORMS[form][side]
    return [head.format(n=number, c=chinese(number)) + PASSAGES[number - 1][side] for number in numbers]


def sentence_numbers(alignment: Alignment, side: int) -> list[int]:
    """The number of the passage that each sentence of a side stands in."""
    found, number = [], 0
    for sentence in (alignment.zh, alignment.en)[side]:
        number = next((n for n in WHOLE if begins(sentence.text, side, n)), number)
        found.append(number)
    return found


def begins(sentence: str, side: int, number: int) -> bool:
    """Whether a sentence is the first of a passage, which may be its number alone."""
    text = PASSAGES[number - 1][side]
    return any(
        sentence.startswith(start) or start.startswith(sentence)
        for forms in FORMS.values()
        for start in [forms[side].format(n=number, c=chinese(number)) + text]
        if sentence.startswith(forms[side].format(n=number, c=chinese(number)).rstrip())
    )


def check(alignment: Alignment, numbers: tuple[Sequence[int], Sequence[int]]) -> None:
    """Every pair joins passages of one number, and every number that both have is a pair."""
    of = [sentence_numbers(alignment, side) for side in (0, 1)]
    paired = set()
    for bead in alignment.beads:
        if not bead.is_null:
            found = {of[0][i] for i in bead.zh} | {of[1][j] for j in bead.en}
            assert len(found) == 1
            paired |= found
    assert [i for bead in alignment.beads for i in bead.zh] == list(range(len(alignment.zh)))
    assert sorted(j for bead in alignment.beads for j in bead.en) == list(range(len(alignment.en)))
    assert paired == set(numbers[0]) & set(numbers[1])


@pytest.mark.parametrize("one", [True, False], ids=["one document", "two documents"])
@pytest.mark.parametrize("form", FORMS)
def test_passages_follow_their_numbers(form: str, one: bool) -> None:
    zh, en = [k for k in WHOLE if k not in (4, 12)], [k for k in WHOLE if k not in (5, 6, 18)]
    alignment = aligned_lines(written(form, 0, zh), written(form, 1, en), one=one)
    check(alignment, (zh, en))
    assert not any(pair.kind == "reordered" for pair in alignment)


@pytest.mark.parametrize("form", ["articles", "verses", "figures", "listed"])
def test_a_passage_that_stands_elsewhere_is_told(form: str) -> None:
    moved = [*range(1, 6), *range(10, 21), *range(6, 10)]
    alignment = aligned_lines(written(form, 0, WHOLE), written(form, 1, moved))
    check(alignment, (WHOLE, moved))
    of = sentence_numbers(alignment, 0)
    assert {of[pair.bead.zh.start] for pair in alignment if pair.kind == "reordered"} == {6, 7, 8, 9}


@given(st.sampled_from(sorted(FORMS)), st.permutations(list(WHOLE)), st.sets(st.sampled_from(WHOLE), max_size=8))
@settings(max_examples=25, deadline=None)
def test_what_is_left_stays_paired(form: str, order: list[int], lost: set[int]) -> None:
    kept = [number for number in order if number not in lost]
    check(aligned_lines(written(form, 0, WHOLE), written(form, 1, kept)), (WHOLE, kept))


@given(st.permutations(list(WHOLE)), st.permutations(list(WHOLE)), st.data())
@settings(max_examples=100, deadline=None)
def test_sections_tile_both_sides(zh: list[int], en: list[int], data: st.DataObject) -> None:
    zh, en = zh[data.draw(st.integers(0, 8)) :], en[data.draw(st.integers(0, 8)) :]
    sides = []
    for numbers in (zh, en):
        paragraphs, starts, size = ["前言 Preface"], [0], 1
        for number in numbers:
            paragraphs.append(f"第{number}条 某")
            starts.append(size)
            size += data.draw(st.integers(1, 3))
            if data.draw(st.booleans()):
                paragraphs.append("第二章 Chapter 2" if data.draw(st.booleans()) else "某")
                starts.append(size)
                size += 1
        sides.append(Side(paragraphs, starts, size))
    found = find_sections(*sides)
    if found is None:
        assert len(set(zh) & set(en)) < 2 / 3 * min(len(zh), len(en))
        return
    assert sorted(found.order) == list(range(sides[1].size))
    assert (len(found.zh), len(found.en), len(found.moved)) == (sides[0].size, sides[1].size, sides[0].size)
    assert list(found.gates) == sorted(found.gates, key=lambda gate: gate[1])
    numbers = found.zh, [found.en[j] for j in found.order]
    for (i, j), (row, column) in pairwise([(0, 0), *found.gates, (sides[0].size, sides[1].size)]):
        inside = {*numbers[0][i:row]}, {*numbers[1][j:column]}
        if all(inside):
            # The heading of a chapter that one side alone has may stand in the section before it.
            assert len((inside[0] | inside[1]) - {0}) <= 1


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        ("第二十三条之一　国家", {"article": (23, 1)}),
        ("第一〇三条 国家", {"article": (103,)}),
        ("第12段　大会", {"paragraph": (12,)}),
        ("ARTICLE IV The parties", {"article": (4,)}),
        ("Art. 12. The parties", {"article": (12,)}),
        ("Article 3-1 The parties", {"article": (3, 1)}),
        ("Section 5", {"section": (5,)}),
        ("［３：１６］神爱世人", {"verse": (3, 16)}),
        ("1 John 3:16 God", {"verse": (3, 16), "alone": (1,)}),
        ("12．大会", {"figure": (12,)}),
        ("16神爱世人", {"alone": (16,)}),
        ("（十二）其他", {"listed": (12,)}),
        ("1.1.6.虚拟控制台", {"dotted": (1, 1, 6)}),
        ("1.1.6. Virtual consoles", {"dotted": (1, 1, 6)}),
        ("第 3 章 系统", {"chapter": (3,)}),
        ("第 3 节的规定", {}),
        # What is none: mentions, dates, times, values, notes.
        ("第三条规定，", {}),
        ("Article 3 of the law", {}),
        ("1998年，", {}),
        ("5月1日", {}),
        ("10:30:00 开始", {}),
        ("2019 was a good year.", {}),
        ("[12] Smith, p. 3.", {}),
        ("³ See above.", {}),
        ("3.5% more", {}),
        ("Part of it", {}),
        ("", {}),
    ],
)
def test_numbers(paragraph: str, found: dict[str, tuple[int, ...]]) -> None:
    assert numbers_of(paragraph) == found


@pytest.mark.parametrize("verses", [3, 8])
def test_numbers_that_begin_anew_in_each_chapter(verses: int) -> None:
    numbers = range(1, verses + 1)
    zh = [line for k in (1, 2) for line in (f"第{k}章", *(f"{n} 某事" for n in numbers))]
    en = [line for k in (1, 2) for line in (f"Chapter {k}", *(f"{n} Something" for n in numbers))]
    scheme = find_scheme(list(map(numbers_of, zh)), list(map(numbers_of, en)))
    assert scheme is not None
    assert [key for _, key in scheme.zh] == [(k, n) for k in (1, 2) for n in numbers]


@pytest.mark.parametrize(
    "paragraphs",
    [
        [*["某事。"] * 10, "1. 一", "2. 二", "3. 三"],  # notes at the end
        ["某事。", "1. 一", "2. 二", "3. 三", *["某事。"] * 10],  # a short list
        ["1. 一", "2. 二", "3. 三", "1. 一", "2. 二", "3. 三"],  # two lists
        ["1. 一", "7. 二", *["某事。"] * 4, "9. 三"],  # numbers here and there
        ["12 个", "30 个", "8 个", *["某事。"] * 4],
    ],
)
def test_no_scheme(paragraphs: list[str]) -> None:
    numbers = list(map(numbers_of, paragraphs))
    assert find_scheme(numbers, numbers) is None


def test_numbers_of_something_else_are_not_followed() -> None:
    """The English numbers its paragraphs from the preface on."""
    en = [f"{k + 3}. {PASSAGES[k][1]}" for k in range(len(PASSAGES))]
    alignment = aligned_lines(written("figures", 0, WHOLE), en)
    of = sentence_numbers(alignment, 0)
    beginnings = [(pair.en, of[pair.bead.zh.start]) for pair in alignment if pair.en[0].isdigit()]
    assert len(beginnings) >= 0.9 * len(PASSAGES)
    assert sum(text.startswith(f"{number + 2}. ") for text, number in beginnings) >= 0.9 * len(beginnings)


@pytest.mark.parametrize("side", [0, 1], ids=["zh", "en"])
def test_a_number_that_cannot_be_read_parts_nothing(side: int) -> None:
    """Its text stands in the section before it."""
    sides = [written("dotted", k, WHOLE) for k in (0, 1)]
    for number in (4, 5, 6, 11, 12, 13, 14):
        sides[side][number - 1] = PASSAGES[number - 1][side]
    alignment = aligned_lines(*sides)
    assert not any(bead.is_null for bead in alignment.beads)
    for zh, en in zip(*sides, strict=True):
        pair = next(pair for pair in alignment if zh.startswith(pair.zh))
        assert en.startswith(pair.en)


def test_the_heading_of_a_chapter_is_no_part_of_the_article_before_it() -> None:
    zh, en = written("articles", 0, WHOLE), written("articles", 1, [*range(1, 10), *range(11, 21)])
    zh.insert(10, "第二章　秩序")
    en.insert(9, "Chapter 2 Order")
    pairs = [(pair.zh, pair.en) for pair in aligned_lines(zh, en)]
    assert ("第二章　秩序", "Chapter 2 Order") in pairs


def test_a_reference_that_begins_a_line_ends_no_section() -> None:
    zh, en = written("articles", 0, WHOLE), written("articles", 1, WHOLE)
    zh[10:10] = ["第3.1节", "这里说的是一件别的事。", "# dmesg -n3"]
    en[10:10] = ["Section 3.1", "This is about another matter.", "# dmesg -n3"]
    pairs = [(pair.zh, pair.en) for pair in aligned_lines(zh, en)]
    assert ("这里说的是一件别的事。", "This is about another matter.") in pairs


def test_rise() -> None:
    assert longest_rise([]) == []
    assert longest_rise([2, 2, 1]) == [2]
    assert longest_rise([1, 2, 3, 1, 2, 3]) == [3, 4, 5]


@given(st.lists(st.integers(0, 9), max_size=9))
def test_no_longer_rise_and_none_further_on(values: list[int]) -> None:
    rises = [
        places
        for size in range(len(values) + 1)
        for places in combinations(range(len(values)), size)
        if all(values[a] < values[b] for a, b in pairwise(places))
    ]
    longest = max(map(len, rises))
    assert tuple(longest_rise(values)) == max(
        (places for places in rises if len(places) == longest), key=lambda p: p[::-1]
    )


def test_with_the_lattice_kept_the_pairs_are_the_same() -> None:
    moved = [*range(1, 6), *range(10, 21), *range(6, 10)]
    sides = ["\n".join(side) + "\n" for side in (written("articles", 0, WHOLE), written("articles", 1, moved))]
    documents = load_sides(*(Document("a.txt", side) for side in sides))
    kept, lattice = align_documents_keeping_lattice(*documents)
    assert kept.beads == align_documents(*documents).beads
    check(kept, (WHOLE, moved))
    assert lattice


BEGINNINGS = st.sampled_from(
    [
        *("article 3", "Art. 3", "part IV", "ſection 3", "ıtem 2", "book 1", "ｐart 3", "Ｐart 2 ", "§ 3", "¶4", "○、"),
        *(
            "第三章",
            "(3)",
            "（３）",
            "[",
            "（",
            "“",
            " ",
            "_",
            "1.2 x",
            "Ｒule 3",
            "3:16",
            "３：16",
            "the ",
            "Paris",
            "reg",
        ),
    ]
)


@given(st.lists(BEGINNINGS, max_size=3).map("".join) | st.text(max_size=5))
def test_what_is_told_by_the_first_characters_is_no_number(paragraph: str) -> None:
    with mock.patch.object(numbers_module, "_may_begin", return_value=True):
        asked = numbers_of(paragraph)
    assert numbers_of(paragraph) == asked
