"""The fixes together: the reference document, the development sample, the invariants of DESIGN, and time."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.edits import replay
from support.timing import grows_linearly

from duiqi.cleaning import clean, clean_document
from duiqi.model import Document, Edit, Hint, Paragraph

XML_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def test_reference_document_to_the_letter(seed_path, shared):
    raw = seed_path.read_text(encoding="utf-8")
    cleaned = clean(raw)
    fixes = [edit.fix for edit in cleaned.edits]
    assert fixes.count("pinyin glosses") == 125
    assert fixes.count("slipped bytes") == 1
    assert len(fixes) == 126
    gold = json.loads((shared / "seed" / "gold.json").read_text(encoding="utf-8"))
    lines = cleaned.text.split("\n")
    assert lines[: gold["zh_lines"]] == gold["zh_line_text"]
    assert lines[gold["zh_lines"] : gold["zh_lines"] + gold["en_lines"]] == gold["en_line_text"]


def test_vanished_pair_comes_from_the_document(seed_path):
    edit = next(e for e in clean(seed_path.read_text(encoding="utf-8")).edits if e.fix == "slipped bytes")
    assert (edit.before, edit.after) == ("?!耙粠б宦贰背h", "。“一帶一路”倡議")


@pytest.mark.parametrize("step", [20, pytest.param(1, marks=pytest.mark.slow)])
def test_development_sample(shared, step):
    """The whole sample, or every twentieth case of it."""
    full = exact = 0
    for line in (shared / "corruption" / "dev.jsonl").read_text(encoding="utf-8").strip("\n").split("\n")[::step]:
        case = json.loads(line)
        restore = case["kind"].startswith("half-width")
        text = clean(case["corrupted"], punctuation="restore" if restore else "keep").text
        if case["recoverable"] == "full":
            full += 1
            exact += text == case["clean"]
        if case["group"] == "control":
            assert text == case["clean"]
    assert exact >= 0.97 * full


def test_a_document_keeps_its_edits_and_loses_paragraphs_that_do_not_fit():
    before = Edit("decoding", 0, "", "")
    text = "國務(wù)委員主持會議。\nThe councilor chaired the meeting."
    raw = Document("x", text, (Paragraph("zh", "text", 0, 13),), (before,), hints=(Hint(0, 13, "zh"), Hint(14, 48)))
    cleaned = clean_document(raw)
    assert cleaned.text == "國務委員主持會議。\nThe councilor chaired the meeting."
    assert cleaned.edits[0] == before
    assert cleaned.edits[1].fix == "pinyin glosses"
    assert cleaned.paragraphs == ()
    assert cleaned.hints == (Hint(0, 9, "zh"), Hint(10, 44))
    assert clean_document(cleaned) == cleaned


def test_a_sound_document_stays_as_it_is():
    sound = Document("x", "王毅主持会议。", (Paragraph("zh", "text", 0, 7),))
    assert clean_document(sound) is sound


def test_unknown_punctuation_mode_is_refused():
    with pytest.raises(ValueError, match="punctuation is"):
        clean("好", punctuation="full")


def test_importing_is_light():
    code = "import sys, duiqi.cleaning; print([m for m in ('opencc', 'jieba', 'ftfy') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert found.strip() == "[]"


@pytest.mark.parametrize("lines", [1_000, pytest.param(8_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    "line",
    [
        "自 1987 年以来，该公司一直在为冬季背包的尺寸性能设定标准。It was a long (very long) day &c.\n",
        "1901 16 寒露 1901-10-09 08:06:34\n",  # all as long, none with a stop
    ],
    ids=["prose", "table"],
)
def test_time_grows_with_length(lines, line):
    assert clean(line * 200).edits == ()
    assert grows_linearly(lambda size: clean(line * size), lines)


@pytest.mark.parametrize("size", [2_000, pytest.param(20_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    "piece",
    ["?", "(", "amp;&", "一 ", "Ã", "\u200b", "中,", "?A", "\ufffd", "&#25991;", "鐨勬槸", "\n ", "a.", "  ", "\t"],
)
def test_hostile_repetition_takes_linear_time(piece, size):
    assert grows_linearly(lambda times: clean(piece * times, punctuation="restore"), size)


DAMAGE = (
    "的一是在務經時们会。，“”、？！：；（）()?!,.;:&#x0;amp 　"
    "\xa0\u200b\ufeff\ufffd\ue000\uf0b7\x0b\x85\ud800\ud83d\ude00\n"
    "abcABC019áǎwùjīng⼀⺟﹐｡Ａ１ÃÂâ€™œå\x81ä¸\xad鐨锛銆耙粠宦贰背h锟斤拷"
)
PIECES = st.one_of(
    st.sampled_from(
        [
            "(wù)",
            "（shí）",
            "&nbsp;",
            "&amp;",
            "&#25991;",
            "x0dx0a",
            "?!",
            "背h",
            "我们的国家",
            "\u3000",
            "锛屾垜",
            "ā)",
        ]
    ),
    st.sampled_from(DAMAGE),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
    st.characters(min_codepoint=0x80, max_codepoint=0xFF),
)
ANY_TEXT = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=50).map("".join))


def check(text, punctuation):
    cleaned = clean(text, punctuation=punctuation)
    assert replay(text, cleaned.edits) == cleaned.text
    assert not XML_ILLEGAL.search(cleaned.text)
    again = clean(cleaned.text, punctuation=punctuation)
    assert (again.text, again.edits) == (cleaned.text, ())


MODES = st.sampled_from(["keep", "restore"])


@settings(max_examples=40, deadline=None)
@given(ANY_TEXT, MODES)
@example("!\x0c¹\x80\x80\x80", "keep")  # a page break in what could not be read
def test_invariants(text, punctuation):
    check(text, punctuation)


@pytest.mark.slow
@settings(max_examples=1_000, deadline=None)
@given(ANY_TEXT, MODES)
def test_invariants_of_many_texts(text, punctuation):
    check(text, punctuation)


@pytest.mark.parametrize("text", [None, b"text", ["text"]])
def test_what_is_no_text(text: object) -> None:
    with pytest.raises(TypeError, match=r"text is of type \w+, not a string"):
        clean(text)  # type: ignore[arg-type]
