"""What two encodings explain alike is left and named; what is known of each process beforehand."""

from __future__ import annotations

import pytest

from duiqi.cleaning import clean, mark_repaired, prior_of, undecided
from duiqi.cleaning.spans import LOST, soundness_of
from duiqi.explain import explain_document, undecided_lines
from duiqi.model import Document, Sentence

# UTF-8 of 皱束淚 read as Windows-1252, and of 稱松淨 read as Latin-9.
TIED = "çš±æ\x9dŸæ·š"


def test_a_tie_is_left_and_named() -> None:
    text = f"他昨天来了。\n{TIED}\nHe came yesterday."
    assert clean(text).edits == ()
    (found,) = undecided(text)
    assert (found.line, found.text) == (2, TIED)
    assert found.processes == ("utf-8 read as cp1252", "utf-8 read as iso8859-15")
    document = Document("x.txt", text)
    (line,) = undecided_lines(document)
    assert line == "line 2: çš±æ\\u{9d}Ÿæ·š (utf-8 read as cp1252 or utf-8 read as iso8859-15)"
    assert f"  left        {line}" in list(explain_document(document))


@pytest.mark.parametrize("text", ["", "王毅主持会议。", "Café, São Paulo", "Москва и Київ"])
def test_sound_text_leaves_nothing_open(text: str) -> None:
    assert undecided(text) == []


def test_a_lost_character_is_doubted() -> None:
    sentences = (Sentence("拨款\ufffd\ufffd千万元。", 0, 9), Sentence("完。", 9, 11))
    holed, whole = mark_repaired(sentences, ())
    assert (holed.repair, whole.repair) == ("lost", "")
    assert holed.soundness == soundness_of(*LOST) < 0.5
    assert whole.soundness == 1.0


@pytest.mark.parametrize(
    ("text", "process"),
    [
        ("It doesnâ€™t matter", "utf-8 read as cp1252"),
        ("È»¶ø£¬Èç¹ûÎÒÃÇÏë´¦Àí²»Í¬µÄÊäÈë»òÊä³ö", "gb18030 read as latin"),
        ("公司 成立 于 上海 ， 很 大 。", "spaced out"),
        ("认真⼯作", "a font's map"),
        ("AT&amp;T &ldquo;grew&rdquo;", "escaped"),
        ("居民异地\xa0就医费用实现直接结算，和\xa0医联体建\xa0设一起加快推进。", "strewn spaces"),
        ("天黑了。<br>他走了。<br/>雨停了。<br>她回來了。", "tags of line breaks"),
        ("我(ㄨㄛˇ)們(˙ㄇㄣ)都(ㄉㄡ)喜(ㄒㄧˇ)歡(ㄏㄨㄢ)學(ㄒㄩㄝˊ)，很(ㄏㄣˇ)美(ㄇㄟˇ)。", "ruby"),
        ("此艦本\ufffd來應該於 2014\ufffd 年加入海軍陣容。", "strewn U+FFFD"),
    ],
)
def test_every_process_has_a_prior(text: str, process: str) -> None:
    edits = clean(text).edits
    assert {edit.process for edit in edits} == {process}
    prior = prior_of(process)
    assert prior.source
    assert all(edit.odds is not None and edit.odds > prior.log_odds for edit in edits)
    report = "\n".join(explain_document(Document("x.txt", clean(text).text, edits=edits)))
    assert f"    {process}: 1 to " in report
    assert f" before looking, {prior.source}" in report


def test_hard_wraps_have_one_too() -> None:
    assert prior_of("hard wraps").source
    with pytest.raises(KeyError):
        prior_of("witchcraft")
