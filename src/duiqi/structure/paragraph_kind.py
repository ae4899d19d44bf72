"""The kind of a paragraph: text, heading, list item, credit."""

from __future__ import annotations

import re

from duiqi.model import ParagraphKind
from duiqi.text.chars import BULLET_DASHES, BULLETS, count_han
from duiqi.text.language import count_words
from duiqi.text.late_patterns import late_pattern

LIST_ITEM = late_pattern(
    rf"\s*(?:[{BULLETS}]|[{BULLET_DASHES}](?=\s)"
    r"|[(（](?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})[)）]"
    r"|(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[)）]"
    r"|\d{1,3}[.．、](?!\d)"
    r"|[一二三四五六七八九十]{1,3}、"
    r"|[①-⑳])"
)

# A heading by form: Markdown, numbered chapters and articles in both languages.
MARKED_HEADING = re.compile(
    r"\s*(?:#{1,6}\s"
    r"|第[零〇一二三四五六七八九十百千\d]{1,6}[章节節篇部卷回编編]"
    r"|(?:CHAPTER|Chapter|PART|Part|SECTION|Section|ARTICLE|Article|BOOK|Book)\s+(?:[IVXLC]+|\d+)\b)"
)
# What a list item begins with that is a letter to Python, and what stands behind one; what a heading by form begins
# with, if not with a sign.
_COUNTING, _BEHIND_LETTER, _HEADING_BEGINS = (
    frozenset("ivx一二三四五六七八九十"),
    frozenset(")）"),
    frozenset("第CPSAB"),
)
SENTENCE_MARKS, CLOSING = frozenset("。！？；，：.!?;,:…、"), "”’」』）)\"'"

# Longest heading: titles in the development documents have up to 24 Han characters or 14 words.
HEADING_HAN = 30
HEADING_WORDS = 16
HEADING_LENGTH = 300  # characters, so that long lines are not counted

CREDIT_LABEL = re.compile(
    r"\s*(?:来源|來源|文章来源|信息来源|稿件来源|消息来源|责编|責編|责任编辑|責任編輯|编辑|編輯|记者|記者|作者|译者|譯者|翻译|翻譯"
    r"|校对|校對|摄影|攝影|供稿|撰稿|图|圖|文|Source|Sources|Editors?|Edited by|Reporters?|Reported by|Author"
    r"|Translators?|Translated by|Photos?|Photo by|Credit)\s*[:：/／|｜]",
    re.IGNORECASE,
)
CREDIT_LINE = re.compile(
    r"\s*(?:[(（](?:完|新华社[^()（）]{0,20}|新華社[^()（）]{0,20}|Xinhua|AFP|Reuters|AP|CGTN|China Daily|End)[)）]"
    r"|By [A-Z][\w.-]*(?: [A-Z][\w.-]*){1,3})\s*"
)
_LABEL_BEGINS, _LABEL_SIGN = (
    frozenset("来來文信稿消责責编編记記作译譯翻校摄攝供撰图圖SsEeRrAaTtPpCcſ"),
    re.compile("[:：/／|｜]"),
)
_LINE_BEGINS = frozenset("(（B")
CREDIT_LENGTH = 80  # a longer line that begins so is a sentence about a source
# What may be no sentence.
TERM_KINDS = frozenset(("heading", "list item", "table cell"))


def is_term(text: str, kind: ParagraphKind) -> bool:
    """Whether a paragraph of that kind is a heading, a bullet or a word, by its form: short, and no sentence."""
    if kind not in TERM_KINDS or len(text) > HEADING_LENGTH or ends_with_mark(text):
        return False
    return count_han(text) <= HEADING_HAN and count_words(text) <= HEADING_WORDS


def kind_of(line: str) -> ParagraphKind:
    """The kind of the line, which still has its list bullet."""
    if len(line) <= CREDIT_LENGTH and _is_credit(line):
        return "credit"
    first = line[:1]
    # Most lines begin with a word.
    word = first.isalpha() and first not in _COUNTING and line[1:2] not in _BEHIND_LETTER
    if not word and LIST_ITEM.match(line):
        return "list item"
    if len(line) > HEADING_LENGTH:
        return "text"
    if ends_with_mark(line) and not ((not word or first in _HEADING_BEGINS) and MARKED_HEADING.match(line)):
        return "text"
    han, words = count_han(line), count_words(line)
    return "heading" if han + words > 0 and han <= HEADING_HAN and words <= HEADING_WORDS else "text"


def _is_credit(line: str) -> bool:
    # Most lines begin with another character.
    first = line.lstrip()[:1]
    if first in _LABEL_BEGINS and _LABEL_SIGN.search(line) and CREDIT_LABEL.match(line):
        return True
    return first in _LINE_BEGINS and CREDIT_LINE.fullmatch(line) is not None


def ends_with_mark(line: str) -> bool:
    """Whether a line ends as a sentence or a part of one does, behind which something may be closed."""
    return line.rstrip().rstrip(CLOSING)[-1:] in SENTENCE_MARKS
