"""What damaged a document is found over the whole of it, or it is not repaired."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duiqi.cleaning import clean
from duiqi.cleaning.evidence.census import Census, Kind
from duiqi.cleaning.evidence.single_byte import TABLES, high_characters, image
from duiqi.cleaning.evidence.slips.runs import slip_runs
from duiqi.cleaning.fixes import FIXES, NEEDS
from duiqi.cleaning.processes import slipped_bytes, spaced_out
from duiqi.cleaning.processes.hard_wraps import Break, evidence_of, in_habit
from duiqi.cleaning.processes.misread_lines import find_misread_lines
from duiqi.cleaning.processes.misread_utf8 import find_misread_utf8
from duiqi.cleaning.processes.odds import FOUND, log_odds

CHINESE = "去年全省共检查了三百二十座水库，其中九座需要立即加固。我们已经为此拨款三千五百万元。"
ENGLISH_ASCII = "It does not matter what they said."
ENGLISH = "It doesn’t matter – “he” said."


def misread(text: str, table: str) -> str:
    """UTF-8 read in a single-byte encoding; what it does not define as C1 controls."""
    chars = {byte: char for char, byte in high_characters(table).items()}
    return "".join(chars.get(byte, chr(byte)) for byte in text.encode("utf-8"))


# ---- kinds of characters


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(), max_size=30))
def test_a_fix_that_is_not_run_would_have_found_nothing(text: str) -> None:
    present = Census(text).present
    for name, kinds in NEEDS.items():
        if not present & kinds:
            assert FIXES[name](text) == [], name


def test_places_of_a_kind() -> None:
    census = Census("a（b\ufffdc\ud800")
    assert census.present == Kind.BRACKET | Kind.LOST | Kind.SURROGATE
    assert census.places(Kind.LOST | Kind.BRACKET).tolist() == [1, 3]
    assert Census("").present == Kind.NONE


# ---- slipped bytes


def test_slipped_bytes_spell_what_was_written() -> None:
    text = "我們發揮重要作用?!耙粠б宦贰背h是平臺"
    (run,) = slip_runs(text)
    assert (text[run.start : run.end], run.read) == ("耙粠б宦贰", "一帶一路")
    assert run.evidence > 15


@pytest.mark.parametrize("text", [CHINESE, "Москва и Київ", "鶗鴂、鷓鴣、鸂鶒", "", "一", "├────┤"])
def test_sound_text_spells_nothing(text: str) -> None:
    assert slipped_bytes.find_slips(text) < FOUND


def test_slips_are_found_by_run_or_by_marks() -> None:
    assert slipped_bytes.find_slips("学校已经开始使用新慕淌液褪笛槁ィ学生们都非常高兴。") > FOUND
    assert slipped_bytes.find_slips("全體中華兒女?dāng)y手向前，共創(chuàng)未來。") > FOUND
    # One mark of the weaker kind proves nothing.
    assert slipped_bytes.find_slips("中央?A算內投資安排五千億元。") < FOUND


def test_odds_are_those_of_the_likeliest_rate() -> None:
    assert log_odds(-7.0, 100, []) == pytest.approx(-7.001, abs=1e-3)
    assert log_odds(-7.0, 100, [20.0]) == pytest.approx(-7.0 + 20.0 - 4.6 - 1.0, abs=0.1)
    # The same trace in a long text without any other is weaker.
    assert log_odds(-7.0, 100_000, [20.0]) < log_odds(-7.0, 100, [20.0]) - 5


# ---- encodings


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("times", [1, 2])
def test_utf8_read_in_a_table_comes_back(table: str, times: int) -> None:
    text = damaged = f"{CHINESE}\n{ENGLISH}"
    for _ in range(times):
        damaged = misread(damaged, table)
    cleaned = clean(damaged)
    assert cleaned.text == text
    assert {edit.process for edit in cleaned.edits} == {f"utf-8 read as {table}"}
    assert {edit.certainty for edit in cleaned.edits} == {"exact"}


TRADITIONAL = "大家都知道那座水庫已經很久沒有加固了，我們今年為此撥款三千五百萬元，希望明年能夠完工。"


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(("text", "right"), [(CHINESE, "gb18030"), (TRADITIONAL, "big5")])
def test_gbk_and_big5_read_in_a_table_come_back(table: str, text: str, right: str) -> None:
    chars = {byte: char for char, byte in high_characters(table).items()}
    damaged = "".join(chars.get(byte, chr(byte)) for byte in f"{text}\n{ENGLISH_ASCII}\n{text[9:]}".encode(right))
    cleaned = clean(damaged)
    assert cleaned.text == f"{text}\n{ENGLISH_ASCII}\n{text[9:]}"
    assert {(edit.fix, edit.certainty) for edit in cleaned.edits} == {("wrong encoding", "exact")}


def test_an_image_has_the_bytes() -> None:
    assert image("a€é中", "cp1252") == "a\x80é中"
    assert image("€¤", "iso8859-15") == "\xa4\x00"


def test_what_two_tables_read_differently_is_left() -> None:
    # In Latin-9 Š is A6, in Windows-1252 8A: each spells another character, and nothing tells which was meant.
    for text in ("æ\xa0Š", "åšŠ"):
        tables = {found.table for found in find_misread_utf8(text)}
        assert len(tables) <= 1
    assert [found.table for found in find_misread_utf8(misread(CHINESE, "iso8859-15"))] == ["iso8859-15"]


def test_bytes_that_a_reader_dropped_are_missing() -> None:
    damaged = CHINESE.encode("utf-8").decode("cp1252", "ignore")
    cleaned = clean(damaged).text
    assert "\ufffd" in cleaned
    assert all(char in CHINESE for char in cleaned.replace("\ufffd", ""))


def test_lines_are_read_in_one_pair_of_encodings() -> None:
    lines = [line.encode("gb18030").decode("big5", "replace") for line in (CHINESE, CHINESE[20:], CHINESE[:20])]
    (found,) = find_misread_lines(lines)
    assert found.pair == ("big5hkscs", "gb18030")
    assert found.lines == [0, 1, 2]


def test_sound_lines_speak_against_a_misreading() -> None:
    # Two names of 44,804 places, as many lines: of so many, some are likelier in another encoding by chance.
    names = ["碓臼峪\t21", "恍兮惚兮\t10"]
    assert find_misread_lines(names, 44_802) == []
    damaged = [line.encode("gb18030").decode("big5", "replace") for line in (CHINESE, CHINESE[20:])]
    assert [found.lines for found in find_misread_lines(damaged, 44_802)] == [[0, 1]]


def test_odd_lines_that_it_does_not_explain_speak_against_a_misreading() -> None:
    one = "釱剒猁"  # 座需要, by chance or not
    others = [f'ja="{kana}ージを送る", ru="Послать поздравление"' for kana in "メッセサインアウト"]
    assert [found.lines for found in find_misread_lines([one])] == [[0]]
    assert find_misread_lines([one, *others]) == []


@pytest.mark.parametrize(
    "line", ["條 条 [tiao2] /strip (CL:條|条[tiao2])/", "卪 卪 [jie2] old variant of seal, T卪shirt"]
)
def test_ideographs_of_a_dictionary_are_no_misread_marks(line: str) -> None:
    assert clean(line).edits == ()


@pytest.mark.parametrize(("wrong", "errors"), [("gb18030", "replace"), ("gbk", "ignore"), ("gbk", "replace")])
def test_no_lost_byte_is_made_up(wrong: str, errors: str) -> None:
    text = "\n".join(CHINESE[i:] + CHINESE[:i] for i in range(0, 30, 5))
    cleaned = clean(text.encode("utf-8").decode(wrong, errors)).text
    assert "水库" in cleaned
    assert not set(cleaned) - set(text) - {"\ufffd"}


# ---- spaces and margins


def test_spaces_before_marks_prove_themselves() -> None:
    spaced = " ".join(CHINESE)
    found = spaced_out.find_spaced_lines(spaced)
    assert found is not None
    assert found.lines == [(0, len(spaced))]
    assert spaced_out.find_spaced_lines("张三 李四 王五 赵六 钱七") is None
    assert spaced_out.find_spaced_lines(CHINESE) is None


def test_a_margin_is_the_sum_of_its_breaks() -> None:
    inside = evidence_of("今年将继续加固水库大坝并且检查所有的工", "程，已经为此拨款三千万元")
    verse = evidence_of("请问您今天想要点什么菜呢", "我们这里的烤鸭非常有名气")
    assert inside > 0 > verse
    sure, unsure = Break("zh", 40, inside, True), Break("zh", 40, verse, True)
    none = np.array([], int)
    assert in_habit([sure] * 3, none) == [pytest.approx(3 + 3 * inside)] * 3
    assert in_habit([unsure] * 3, none) == [None] * 3
    # A break behind a comma is one beside others, and not alone.
    comma = Break("zh", 40, inside, False)
    assert in_habit([comma], none) == [None]
    assert None not in in_habit([sure, sure, comma], none)


def test_the_longest_items_of_a_list_are_at_no_margin() -> None:
    inside = evidence_of("今年将继续加固水库大坝并且检查所有的工", "程，已经为此拨款三千万元")
    sure = Break("zh", 40, inside, True)
    shorter = np.array([24, 26, 28, 30])
    assert in_habit([sure] * 3, shorter) == [None] * 3
    assert None not in in_habit([sure] * 4, shorter)


# ---- strewn marks and spaces


@pytest.mark.parametrize("space", ["\xa0", "\u3000", "\u2002", "\u2009", "\u202f", "\u205f"])
def test_spaces_of_all_widths_are_treated_alike(space: str) -> None:
    strewn = "居民异地_就医费用实现直接结算，和_医联体建_设一起加快推进。"
    assert clean(strewn.replace("_", space)).text == strewn.replace("_", "")
    for parted in ("第_6_章_标题", "李明_部长", "床前明月光_疑是地上霜，举头望明月_低头思故乡。"):
        assert clean(parted.replace("_", space)).edits == ()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, len(CHINESE)), max_size=8, unique=True), st.sampled_from("\u3000\u2003\u202f"))
def test_what_one_space_does_another_does(places: list[int], other: str) -> None:
    pieces = [CHINESE[start:end] for start, end in itertools.pairwise([0, *sorted(places), len(CHINESE)])]
    cleaned = [clean("字" + space.join(pieces) + "。").text for space in ("\xa0", other)]
    assert cleaned[0].replace("\xa0", other) == cleaned[1]


def test_a_lost_character_is_no_stray() -> None:
    for text in ("这是一个很好的\ufffd题，我们\ufffd论了很久。", "他说\ufffd\ufffd我们1\ufffd,000人都很高\ufffd兴。"):
        assert clean(text).text == text
    (edit, *_) = clean("此艦本\ufffd來應該於 2014\ufffd 年加入海軍陣容。").edits
    assert (edit.certainty, edit.process) == ("inferred", "strewn U+FFFD")


# ---- what could not be read


@pytest.mark.parametrize("codec", ["cp932", "cp949", "big5", "gbk"])
def test_what_could_not_be_read_stays_byte_for_byte(codec: str) -> None:
    """A stretch too short to prove anything, in a sound line."""
    damaged = "水库".encode().decode(codec, "replace")
    text = f"去年全省共检查了三百二十座{damaged}\ue350｡｣\x80{damaged}，其中九座需要立即加固。"
    assert clean(text).text == text
