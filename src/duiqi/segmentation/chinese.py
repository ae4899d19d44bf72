"""Sentence ends of Chinese, Simplified and Traditional, with full-width or ASCII punctuation.

A sentence ends at 。！？ and the closing quotes and brackets after them, also inside a quotation (as in the manual
segmentation of the MAC corpus), except where what follows belongs to it. ``……`` ends a sentence only before a closing
quote or bracket: elsewhere it is hesitation (44 of 52 in the development texts). ``；`` and ``：`` end clauses, not
sentences.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from duiqi.segmentation.english import DOTTED, english_cuts, last_place, marks_in
from duiqi.segmentation.protected import MAX_BRACKET, blocked_offsets
from duiqi.segmentation.punkt import parameters
from duiqi.text.chars import HAN
from duiqi.text.late_patterns import late_pattern

# A dash counts only before a closing quote: “你为什么——”
MARK = re.compile("[。｡！？!?．.…]+|(?<![—–～])[—–～]+(?=[」』”’])")
SIGN = re.compile("[。｡！？!?．.…—–～]")  # what a mark begins with
STRONG = re.compile("[。｡！？!?]")
CONTENT = re.compile(r"\w")
# White space may stand before a closing mark that cannot be taken for an opening one.
CLOSING = re.compile(r"(?:\s?[」』﹂﹄”’）》〉】〕］]|[)\]])+")

# A stop behind closing marks belongs to the sentence that they close: “再见！”。 《怎么办？》。 "你是谁?".
STOP_AFTER_CLOSING = re.compile(r"[。｡！？]+|[!?．.](?![\w.．])|[!?．.](?=[" + HAN + r"])")
TITLE_END = re.compile("[》〉]")

# The mark of a note behind the stop belongs to what it ends: 他死了。[3]他的儿子继位。 A list of sources has a space.
NOTE = late_pattern(
    rf"(?:[\[［〔](?:注\s?)?\d{{1,3}}(?:[,，、–-]\d{{1,3}}){{0,9}}[\]］〕]){{1,5}}(?=[{HAN}“「『《（(]|\d{{1,4}}年|\s*\Z)"
    r"|[\u00b9\u00b2\u00b3\u2070-\u2079]{1,3}"
)
# A circled number is that of a note or of an item. It is a note's where a paragraph ends in one, or has no other.
CIRCLED, CIRCLED_LAST = re.compile("[①-⑳]"), re.compile(r"[。！？!?][」』”’）)]{0,3}[①-⑳]\s*\Z")

# What cannot begin a sentence: punctuation that goes on, another closing mark, a dash.
GOES_ON = re.compile(r"\s*[，、；：,;:)）》〉】〕］」』﹂﹄”’…—–～·%％]|\s*\.\.|[!?](?=\w)")
# After a closing quote or title: what takes the quotation as its attribute.
ATTRIBUTE = re.compile(
    r"\s*(?:的|之[类類声聲问問语語词詞]|等[问問口标標话話]|一[词詞句语語文书書]|[这這][句一种種个個]|地[说說问問喊叫])"
)
# “…？”汪淼问。 The speaker belongs to the question; after 。” he begins a sentence, as in the MAC corpus.
SPEAKER = late_pattern(rf"\s*(?:(?![没沒不未])[{HAN}]){{1,8}}(?:说|說|问|問|喊|叫|道)[道着著]?[。.]")
QUOTE_END = re.compile("[」』﹂﹄”’》〉\"']\\s*\\Z")
BRACKET_END = re.compile(r"[）)】］\]〕]\Z")
OPENING_QUOTES = '“「『"'
OPENING_BRACKETS = "（(【［[〔"

# Textbooks and journals write ． for 。 throughout. A paragraph is written so when it ends in one and has no 。;
# elsewhere ． is the dot of a name (乔治．布什), a figure or a number.
WIDE_STOP_STYLE = re.compile(r"．[\s\"'”’」』）)]*\Z")
WIDE_STOP_BEFORE = late_pattern(rf"[{HAN}\]〕)）”’」』》〉\"%％‰℃°]|\w")
# One letter is a choice or an initial (A．北京), unless it is the unit of a figure: 50 m．
LETTER = re.compile(r"(?<![A-Za-z])[A-Za-z]\Z")
UNIT = re.compile(r"\d\s?[A-Za-z]\Z")
# A first name at the head of a clause: 乔治．布什, the shortest sentences are longer.
FIRST_NAME = late_pattern(rf"(?:\A|[，、；：“\"（(《])[{HAN}]{{1,3}}\Z")

# A name that ends in a mark, as procedures do: good-enough?是如何判断的. One word with hyphens, not the end of English.
NAME = re.compile(r"(?:\A|[^A-Za-z\s])\s*[a-z][a-z0-9]*(?:-[a-z0-9>]+)+\Z")
NAME_GOES_ON = late_pattern(rf"\s?[{HAN}]")

FULL_WIDTH_STYLE = re.compile("[。，]")
HALF_WIDTH_STYLE = late_pattern(rf"[{HAN}],|\.[\s\"'”’」』)）]*\Z")
# Three sentences or more without a comma, longer than the parts of a name.
LONG_PARTS = late_pattern(rf"(?:[{HAN}\w]{{5,60}}\.){{2,20}}[{HAN}\w]{{4,60}}[!?][\"'”’」』]*")
STOP_BEFORE = late_pattern(rf"[{HAN}」』”’）》】\"')\]%％]")
STOP_AFTER_SPACE = re.compile(rf"\s+[{HAN}「『“‘（《【\"'(\d]")
STOP_AFTER = late_pattern(rf"[{HAN}「『“‘（《【\"'(\d]")
# Behind a dot and a figure: 2020.05, 128.5.
DECIMALS = re.compile(r"\d{1,2}(?!\d)")
DATE = re.compile(r"\d{4}([./-])\d{1,2}\1\d{1,2}\Z")
LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z.]{0,20}\Z")
# A line's or sentence's own number is not a sentence: 1. 1.2. 一. 第一. a.
NUMBERING = re.compile(
    r"\s*(?:图|圖|表)?[(（]?(?:第?[零〇一二三四五六七八九十百]{1,4}|\d{1,3}(?:[.．]\d{1,3}){0,3}|[A-Za-z])[)）]?\Z"
)
# English prose inside the Chinese: a stretch without Han characters that holds a sentence end before a capital.
ENGLISH = re.compile(f"[^{HAN}。！？，、；：]{{30,}}")
ENGLISH_END = re.compile(r"[a-z]\. +[\"“'‘]?[A-Z]")


class _Paragraph(NamedTuple):
    """What a paragraph with a mark inside is asked: where no sentence ends, which mark is a full stop throughout
    (``_style``), where English in it is cut."""

    blocked: bytearray
    style: str
    english: frozenset[int]


def chinese_cuts(text: str) -> list[int]:
    """Offsets in ``text``, one paragraph, at which a new sentence begins; ascending, without 0 and its length.

    Linear in the length of the text.
    """
    # Headings and the like have no mark.
    first = SIGN.search(text)
    content = CONTENT.search(text) if first else None
    if first is None or content is None:
        return []
    last_content = last_place(text)
    if first.start() > last_content:
        return []
    paragraph: _Paragraph | None = None
    cuts: list[int] = []
    sentence = 0
    counted = 0
    quotes = 0
    for match in marks_in(text, SIGN, MARK):
        quotes += text.count('"', counted, match.start())
        counted = match.start()
        end = _with_closing_marks(text, match.end(), bool(quotes % 2))
        stop = STOP_AFTER_CLOSING.match(text, end) if end > match.end() else None
        if stop:
            end = _with_closing_marks(text, stop.end(), False)
        if STRONG.search(match[0]):
            end = _with_note(text, end)
        if content is None or content.start() >= end or end > last_content:
            continue
        paragraph = paragraph or _Paragraph(blocked_offsets(text), _style(text), _english_cuts(text))
        if paragraph.blocked[end]:
            continue
        if end in paragraph.english or _is_end(text, match, end, sentence, paragraph.style, stopped=stop is not None):
            cuts.append(end)
            sentence = end
            content = CONTENT.search(text, end)
    return cuts


def _with_closing_marks(text: str, end: int, in_quotes: bool) -> int:
    """``end`` moved past the closing marks; a straight quote closes when one is open."""
    while True:
        match = CLOSING.match(text, end)
        if match:
            end = match.end()
        elif text[end : end + 1] == '"' and in_quotes:
            end, in_quotes = end + 1, False
        elif text[end : end + 1] == "'" and not text[end + 1 : end + 2].isalnum():
            end += 1
        else:
            return end


def _with_note(text: str, end: int) -> int:
    """``end`` moved past the mark of a note."""
    if note := NOTE.match(text, end):
        return note.end()
    if CIRCLED.match(text, end):
        alone = not CIRCLED.search(text, end + 1) and not CIRCLED.search(text, 0, end)
        return end + 1 if alone or CIRCLED_LAST.search(text[-40:]) else end
    return end


def _style(text: str) -> str:
    """The mark besides 。 that is a full stop throughout the paragraph, also without a space behind it: . or ．"""
    if FULL_WIDTH_STYLE.search(text):
        return "．" if "。" not in text and WIDE_STOP_STYLE.search(text) else ""
    if WIDE_STOP_STYLE.search(text):
        return "．"
    return "." if HALF_WIDTH_STYLE.search(text) or LONG_PARTS.fullmatch(text) else ""


def _is_end(text: str, match: re.Match[str], end: int, sentence: int, style: str, *, stopped: bool) -> bool:
    """Whether the mark ends the sentence that began at ``sentence``; ``end`` is past its closing marks, and past a stop
    behind those when ``stopped``."""
    if GOES_ON.match(text, end):
        return False
    if stopped:
        return True
    tail = text[match.end() : end]
    if TITLE_END.search(tail):
        return False
    if QUOTE_END.search(tail) and ATTRIBUTE.match(text, end):
        return False
    mark = match[0]
    if "。" not in mark and QUOTE_END.search(tail) and SPEAKER.match(text, end):
        return False
    if not STRONG.search(mark):
        if mark[0] in "…—–～" or len(mark) > 1:
            return bool(tail) or text[end] in OPENING_QUOTES
        return _is_full_stop(text, match.start(), end, sentence, style)
    if mark.isascii() and not tail and _is_in_name(text, match.start(), end):
        return False
    if "。" not in mark and BRACKET_END.search(tail):
        return _opens_sentence(text, match.start(), sentence)
    return True


def _is_in_name(text: str, start: int, end: int) -> bool:
    """Whether the ASCII mark before ``end`` belongs to a name: Yahoo!7, a?b, good-enough?是."""
    if text[end].isascii() and text[end].isalnum() and text[start - 1 : start].isascii():
        return True
    return end - start == 1 and bool(NAME_GOES_ON.match(text, end) and NAME.search(text[max(0, start - 40) : start]))


def _opens_sentence(text: str, mark: int, sentence: int) -> bool:
    """Whether the bracket that closes after ``mark`` opened at the beginning of the sentence."""
    begin = max(sentence, mark - MAX_BRACKET)
    opening = max(text.rfind(bracket, begin, mark) for bracket in OPENING_BRACKETS)
    return opening >= 0 and not CONTENT.search(text, sentence, opening)


def _is_full_stop(text: str, start: int, end: int, sentence: int, style: str) -> bool:
    """Whether the single ASCII or full-width dot at ``start`` is a full stop.

    Without a space after it a dot may be the middle dot of a foreign name (乔治.布什), so it counts only in a paragraph
    that has no full-width stop or comma, and has a half-width comma or itself ends in a dot; ``．`` in one that ends in
    it (``style``).
    """
    if style == "．" == text[start]:
        return _is_wide_stop(text, start, sentence)
    ascii_stops = style == "."
    spaced = STOP_AFTER_SPACE.match(text, end)
    if not spaced and not (ascii_stops and STOP_AFTER.match(text, end)):
        return False
    if start - sentence <= 12 and NUMBERING.match(text[sentence:start]):
        return False
    before = text[start - 1 : start]
    if STOP_BEFORE.match(before):
        return True
    if before.isdigit():
        if not ascii_stops or DECIMALS.match(text, end):
            return False
        return text[start - 3 : start].isdigit() or DATE.search(text, max(0, start - 10), start) is not None
    word = LATIN_WORD.search(text[max(0, start - 21) : start])
    if word is None or len(word[0]) == 1 or DOTTED.match(word[0]):
        return False
    return word[0].lower() not in parameters().abbreviations


def _is_wide_stop(text: str, start: int, sentence: int) -> bool:
    """Whether the ``．`` at ``start``, in a paragraph written with it for 。, is a full stop."""
    before = text[max(sentence, start - 21) : start]
    if before[-1:].isdigit() and text[start + 1 : start + 2].isdigit():
        return False
    if start - sentence <= 12 and NUMBERING.match(before):
        return False
    if LETTER.search(before) and not UNIT.search(before):
        return False
    return bool(WIDE_STOP_BEFORE.match(before[-1:])) and not FIRST_NAME.search(before)


def _english_cuts(text: str) -> frozenset[int]:
    if ". " not in text:  # most paragraphs, and ENGLISH tries each letter
        return frozenset()
    found: list[int] = []
    for match in ENGLISH.finditer(text):
        if ENGLISH_END.search(match[0]):
            found += [match.start() + len(match[0][:cut].rstrip()) for cut in english_cuts(match[0])]
    return frozenset(found)
