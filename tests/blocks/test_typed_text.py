"""Plain text as it was typed: filled lines put together, lists of contents left out, tables as cells."""

from __future__ import annotations

import io
import quopri
import textwrap
from pathlib import Path
from time import process_time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duiqi.blocks.typed import as_typed, filled
from duiqi.blocks.typed.contents.entries import is_entry
from duiqi.blocks.typed.contents.lists import contents_lists
from duiqi.blocks.typed.filled import refilled
from duiqi.model import Document
from duiqi.pipeline import load, load_lines
from duiqi.structure.hard_lines import hyphens_kept, join_wrapped
from duiqi.text.line_facts import LineFacts

WORDS = (
    "The keeper of the lighthouse walked down to the harbour every morning, since the boats came in at six and he "
    "wanted to see the catch before the traders did, who paid little for it and complained of the weather as well. "
)
ZH = "灯塔的看守人每天早晨都走到港口去，因为渔船六点钟回来，他想在商人之前看看打上来的鱼；商人付的钱很少，还抱怨天气。"
TABLE = [
    "+-----+------+",
    "| tea | rice |",
    "+-----+------+",
    "| cup | bowl |",
    "+-----+------+",
    "| jug | dish |",
    "+-----+------+",
]


def wrapped(paragraphs: int) -> list[str]:
    """English paragraphs wrapped at 66 columns, set in by four."""
    lines: list[str] = []
    for number in range(paragraphs):
        text = f"In the year {1900 + number} " + WORDS * 2
        lines += [*textwrap.wrap(text, 66, initial_indent="    ", subsequent_indent="    "), ""]
    return lines


def test_lines_filled_to_one_margin_are_put_together() -> None:
    lines = wrapped(15)
    expected = [f"    In the year {1900 + number} {WORDS * 2}".rstrip() for number in range(15)]
    assert [line for line in refilled(LineFacts.of(lines)) if line] == expected


def test_soft_breaks_of_quoted_printable_are_left_to_cleaning(tmp_path: Path) -> None:
    paragraphs = [f"{number} 年的夏天，{ZH}" for number in range(1900, 1912)]
    encoded = "\n\n".join(quopri.encodestring(text.encode()).decode() for text in paragraphs)
    path = tmp_path / "letter.txt"
    path.write_text(f"{encoded}\n", encoding="ascii")
    assert load(path).text.split() == "\n".join(paragraphs).split()


# Lines at which a program cut words, and lines that end behind the hyphens of words.
CUT = [
    "The inten-",
    "tion of the commit-",
    "tee and its mem-",
    "bers, a well-",
    "known group, on short-",
    "and long-term",
]
WHOLE = ["A well-", "known and high-", "quality work of co-", "operation, short-", "and long-term"]
IN_USE = {"intention", "committee", "members", "well", "known", "high", "quality", "operation", "cooperation", "of"}


@pytest.mark.parametrize(
    ("lines", "kept"), [(CUT, {"well-known"}), (WHOLE, {"well-known", "high-quality", "co-operation"})]
)
def test_hyphens_that_cut_words_are_told_by_all_line_ends(lines: list[str], kept: set[str]) -> None:
    assert hyphens_kept(lines, IN_USE.intersection) - {"short-and"} == kept


def hyphenated(text: str, width: int) -> list[str]:
    """Lines of ``width`` columns at most, words cut where they are full."""
    lines = [""]
    for word in text.split():
        room = width - len(lines[-1]) - 2
        if len(word) > room + 1 and min(room, len(word) - room) >= 2:
            lines[-1] += f" {word[:room]}-"
            lines.append(word[room:])
        elif len(word) > room + 1:
            lines.append(word)
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return lines


def test_words_cut_at_a_margin_are_whole_again() -> None:
    texts = [f"{WORDS}{number} {WORDS}".strip() for number in range(100, 115)]
    lines = [line for text in texts for line in [*hyphenated(text, 50), ""]]
    assert any(line.endswith("-") for line in lines)
    assert [line for line in refilled(LineFacts.of(lines)) if line] == texts


def test_chinese_lines_are_put_together_without_spaces() -> None:
    text = ZH * 3
    lines = [line for _ in range(20) for line in [*textwrap.wrap(text, 33), ""]]
    assert [line for line in refilled(LineFacts.of(lines)) if line] == [text] * 20


@pytest.mark.parametrize(("listing", "found"), [(110, True), (400, False)])
def test_lines_are_filled_where_program_text_stands_between(listing: int, found: bool) -> None:
    code = [f"    let x{number % 7} = {number};" for number in range(listing)]
    texts = refilled(LineFacts.of([*wrapped(15), *code]))
    assert (f"    In the year 1900 {WORDS * 2}".rstrip() in texts) == found
    assert texts[-len(code) :] == code


@pytest.mark.parametrize(
    ("mark", "outer", "found"), [("o", "*", "*"), ("+", "*", "*"), ("☆", "*", "*"), ("o", "x", "o"), ("x", "*", "x")]
)
def test_inner_bullets_of_browsers(mark: str, outer: str, found: str) -> None:
    lines = [f"  {outer} Boats", *[f"      {mark} A boat of class {number}" for number in "ABC"]]
    assert refilled(LineFacts.of(lines)) == [line.replace(f" {mark} ", f" {found} ") for line in lines]


def test_list_entries_and_short_lines_stay_apart() -> None:
    lines = wrapped(15)
    entry = textwrap.wrap(WORDS, 66, initial_indent="      * ", subsequent_indent="        ")
    verse = ["    The sun went down,", "    the sea was still,", "    the wind came home."]
    found = refilled(LineFacts.of([*lines, *entry, *entry, "", *verse]))
    assert [line for line in found if line][-5:] == ["      * " + WORDS.strip()] * 2 + verse


def test_a_text_that_is_not_set_to_a_margin_comes_back_as_it_is() -> None:
    lines = [
        "One line.",
        "Another line, a good deal longer than the one before, but by no means full.",
        "",
        ZH,
        "三行诗。",
    ] * 30
    assert refilled(LineFacts.of(lines)) == lines


def test_a_list_of_contents_is_found_by_its_headings() -> None:
    titles = ["The harbour", "The lighthouse", "Boats", "The catch", "Traders", "Weather"]
    entries = [f"{n}. {title} . . . . . {n * 7}" for n, title in enumerate(titles, 1)]
    body = [line for n, title in enumerate(titles, 1) for line in (f"{n} {title}", WORDS, "")]
    lines = ["A book", "", "Table of Contents", "", *entries, "", *body]
    assert contents_lists(lines) == [(2, 10)]
    chinese = ["目录", "第1章 港口", "第2章 灯塔", "第3章 渔船", "第4章 收获", "第5章 商人"]
    assert contents_lists([*chinese, *(line for title in chinese[1:] for line in (title, ZH))]) == [(0, 6)]
    assert contents_lists(["目录", "港口", "灯塔", "渔船", "收获", "商人", ZH]) == []


def test_dots_that_lead_to_a_page() -> None:
    assert all(map(is_entry, ["1.2 港口的早晨 . . . . . . 12", "灯塔………… 7"]))
    assert not any(map(is_entry, ["He waited ... and waited", ". . . .", "他说……"]))


def test_cells_are_lines_with_their_rows() -> None:
    document = as_typed(Document("a.txt", "\n".join(["Above.", *TABLE, "Below."])))
    cells = [(hint.row, document.text[hint.start : hint.end]) for hint in document.hints]
    assert cells == [(0, "tea"), (0, "rice"), (1, "cup"), (1, "bowl"), (2, "jug"), (2, "dish")]
    assert document.text.split() == ["Above.", "tea", "rice", "cup", "bowl", "jug", "dish", "Below."]


def test_a_text_with_nothing_of_the_kind_is_the_same_document() -> None:
    document = Document("a.txt", f"{ZH}\n\n{WORDS}\n")
    assert as_typed(document) is document


def test_what_is_only_cleaned_keeps_its_lines() -> None:
    text = "\n".join(["Above.", *TABLE, ""])
    assert load_lines(io.StringIO(text)).text == text
    assert [p.kind for p in load(io.StringIO(text)).paragraphs] == ["text", *["table cell"] * 6]


@pytest.mark.parametrize(
    "text",
    ["a" + " " * 1000 + "b", "." * 50_000 + "x", "x ....... 5 " * 5_000, "| a | b\n" * 5_000, "=== ===\n" * 5_000],
)
def test_text_that_is_made_to_take_time(text: str) -> None:
    start = process_time()
    as_typed(Document("a.txt", text * 20 if len(text) < 2_000 else text))
    assert process_time() - start < 1.0


def test_entries_of_a_list_of_contents_stay_apart_however_full_they_are() -> None:
    entries = [f"    {n}.{n + 1}. " + (WORDS[: 57 - len(f"{n}.{n + 1}. ")]).rstrip() + "." for n in range(1, 9)]
    assert [line for line in refilled(LineFacts.of([*wrapped(15), *entries])) if line][-8:] == entries


def test_inner_bullets_are_bullets_below_others() -> None:
    inner = [f"          {mark} Entry {n}." for n, mark in enumerate("+++ooo")]
    found = refilled(LineFacts.of([*wrapped(15), "      * An entry:", "", *inner]))
    assert found[-6:] == [f"          * Entry {n}." for n in range(6)]
    # Without any other bullet they are a sign and a letter.
    assert refilled(LineFacts.of([*wrapped(15), "", *inner]))[-6:] == inner


def test_a_space_in_front_of_the_rest_of_an_entry_is_none_of_its_indent() -> None:
    entry = ["      * 在遇到问题的情况下，安装上游相应的沙盒化二进制软件包（参见第", "         7.6 节“沙盒”）"]
    lines = [line for _ in range(20) for line in [*(f"    {text}" for text in textwrap.wrap(ZH * 3, 33)), ""]]
    assert refilled(LineFacts.of([*lines, *entry]))[-1] == entry[0] + entry[1].strip()


def test_first_lines_are_set_in_and_no_empty_lines_stand_between() -> None:
    english = [f"In the year {1900 + number} {WORDS}".rstrip() for number in range(20)]
    lines = [line for text in english for line in textwrap.wrap(text, 66, initial_indent="    ")]
    assert refilled(LineFacts.of(lines)) == [f"    {text}" for text in english]
    chinese = [line for _ in range(20) for line in textwrap.wrap("　　" + ZH * 3, 33, drop_whitespace=False)]
    assert [line.strip() for line in refilled(LineFacts.of(chinese))] == [ZH * 3] * 20


def test_a_full_line_does_not_go_on_in_a_table_below() -> None:
    full = f"{'He walked down to the harbour and waited there for the boat ' * 2}".strip()[:70]
    table = ["+------+------+", "| 港口 | boat |", "+------+------+"]
    text = "\n".join([*[full] * 60, *table, "", *[full] * 60])
    found = as_typed(Document(source="a.txt", text=text))
    assert [found.text[hint.start : hint.end] for hint in found.hints] == ["港口", "boat"]
    assert "\0" not in found.text


SEAMED = st.lists(
    st.text(st.sampled_from("aZ1港。，-/([{）)]\"' \u3000.é"), min_size=1, max_size=6).filter(
        lambda text: bool(text.strip())
    ),
    min_size=2,
    max_size=6,
)


@given(SEAMED)
def test_seams_at_a_stroke(lines: list[str]) -> None:
    """What joins two lines, and which lines surely go on, as each is told by itself."""
    facts = LineFacts.of(lines)
    columns = filled._columns(facts)
    below = np.arange(1, len(lines))
    seams, sure = filled._seams(facts), filled._surely_go_on(facts, columns, below).tolist()
    measured = filled._measured(lines, columns)
    for k in below.tolist():
        above, line = lines[k - 1].strip(), lines[k].strip()
        if seams[k] < len(filled.SEAMS):
            assert join_wrapped([above, line]) == above + filled.SEAMS[seams[k]] + line
        if sure[k - 1]:
            assert filled._goes_on(measured, k - 1, k)
