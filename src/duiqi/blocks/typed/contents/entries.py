"""Entries of lists of contents: how they lead to a page, their numbers, what they share with their headings."""

from __future__ import annotations

import re

from duiqi.text.chars import BULLET_DASHES, BULLETS, list_marker_end

# ``Title . . . . . 12``, ``标题…………12``: what stands between a title and its page. In a list of contents a Chinese
# ellipsis may, elsewhere it is one.
PAGE = r"(?:\d{1,4}|[ivxlcIVXLC]{1,7})\s*\Z"
_PAGE_SIGNS = "0123456789ivxlcIVXLC"
OF_PAGES, _OF_LEADERS = frozenset(_PAGE_SIGNS), frozenset(".．·‧•⋯_…")
BEFORE = r"(?<![\s.．·‧•⋯_…])\s*"  # a match begins where they do, which keeps the search linear
LEADER = re.compile(rf"{BEFORE}(?:(?:[.．·‧•⋯_]\s*){{5,}}|(?:…\s*){{3,}}){PAGE}")
ANY_LEADER = re.compile(rf"{BEFORE}(?:(?:[.．·‧•⋯_…]\s*){{2,}}|(?<=\s\s)|(?<=\t)){PAGE}")
HEAD = re.compile(
    r"\s*(?:(?:[内內]容|[总總]|章[节節])?目\s*[录錄次]"
    r"|附?(?:[图圖]?表格?|插?[图圖]|示例|[範范]例)的?(?:清[单單]|目[录錄]|列表)"
    r"|(?:table of )?contents|list of (?:tables|figures|examples|illustrations))\s*[:：]?\s*",
    re.IGNORECASE,
)
# What one begins with.
OF_HEADS = frozenset("目内內总總章附表图圖插示範范tTcClL")
LETTERS = re.compile(r"[^\W_]+")
MARKS = frozenset(BULLETS + BULLET_DASHES)
_WHAT = r"\s*(?:(?:chapter|section|appendix|table|figure|example|part|第|附[录錄]|[图圖]表|表格?|[图圖]|[章节節])\s*)?"
NUMBER = re.compile(
    rf"{_WHAT}(?:\d{{1,3}}(?:[.．-]\d{{1,3}})*[.．、:]?|[A-Z](?:\.\d{{1,3}})*[.．]|[IVXLC]{{1,6}}[.．])"
    r"\s*(?:[章节節篇部]\s*)?[.．:：]?\s*",
    re.IGNORECASE,
)
# What one begins with, if no figure and no letter with its sign behind it; also what is the same but for its case.
OF_NUMBERS = frozenset("csatfepivxlcCSATFEPIVXLC第附图圖表章节節\u0130\u0131\u017f")
# Of ``appendix`` and a Roman number, the longest that stand before one.
BEFORE_SIGN = 14
FIGURES = re.compile(rf"{_WHAT}((?:\d{{1,3}}|[A-Z](?=[.．]\d))(?:[.．-]\d{{1,3}})*)", re.IGNORECASE)
SEPARATOR = re.compile("[.．-]")
LETTER = 1001  # what an appendix counts from
LONGEST = 200  # characters: an entry is not longer than two lines


def is_entry(text: str) -> bool:
    """Whether a line ends with dots and a page, and has text in front of them."""
    if not may_end_with_page(text) or text.rstrip().rstrip(_PAGE_SIGNS).rstrip()[-1:] not in _OF_LEADERS:
        return False
    match = LEADER.search(text)
    return match is not None and any(map(str.isalnum, text[: match.start()]))


def may_end_with_page(text: str) -> bool:
    """Whether the last character is one of a page's number: most lines are done with here."""
    last = text[-1:]
    return (text.rstrip()[-1:] if last.isspace() else last) in OF_PAGES


def may_lead(text: str) -> bool:
    """Whether dots or space stand before the last figures of a line, as ``ANY_LEADER`` asks, which takes longer."""
    before = text.rstrip().rstrip(_PAGE_SIGNS)[-1:]
    return before in _OF_LEADERS or before.isspace() or before.isdecimal()


def number_of(line: str) -> tuple[int, ...]:
    """The number of an entry, level by level, A as 1001; none where it has none."""
    match = FIGURES.match(line[list_marker_end(line) :]) if len(line) <= LONGEST else None
    parts = SEPARATOR.split(match[1]) if match else ()
    return tuple(int(part) if part.isdigit() else LETTER + ord(part.upper()) - ord("A") for part in parts)


def is_sign(char: str) -> bool:
    """Whether a character stands in numbers alone, or behind them."""
    return char.isdecimal() or char in ".．"


def is_head(line: str) -> bool:
    """Whether a line is the title of a list of contents, of tables or of figures."""
    return HEAD.fullmatch(line) is not None


def title_of(line: str) -> str:
    """What an entry and its heading have in common: letters and digits, without number and page; all of a paragraph,
    which is neither."""
    paged = may_end_with_page(line)
    if len(line) > LONGEST and not paged and LETTERS.search(line):
        return line
    text = line[list_marker_end(line) :]
    text = ANY_LEADER.sub("", text) if paged and may_lead(text) else text
    number = NUMBER.match(text)
    bare = text[number.end() :] if number else text
    return "".join(LETTERS.findall(bare)).lower() or "".join(LETTERS.findall(text)).lower()
