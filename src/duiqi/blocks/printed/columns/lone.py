"""Printed lines that are each a paragraph of its own although nothing but their text or their place tells: titles and
certificates that are centred, signatures at the right margin, prices, entries with numbers that count, words in both
languages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duiqi.blocks.printed.columns.setting import Setting, first_word
from duiqi.blocks.printed.line import Printed
from duiqi.structure.bilingual_lines import is_title, part_term
from duiqi.structure.hard_lines import WIDE
from duiqi.structure.joint.values import PRICE
from duiqi.structure.paragraph_kind import ends_with_mark
from duiqi.text.chars import HAN_CHAR, LATIN_LETTER

# Points: the middles of centred lines are no further apart; sizes of type: first lines are set in by less. Choices, by
# pages of Chromium, WeasyPrint and LibreOffice.
SAME, INSIDE = 2.0, 3.0
# ``第三章 桥梁`` below ``第二章 市场``, or ``Chapter 3`` below ``Chapter 2``; in a sentence both stand by chance only.
_COUNTED = re.compile(
    r"\s*(?:(?P<zh>第)\s?(?P<n>\d{1,3}|[一二三四五六七八九十百]{1,5})\s?[章节節条條编編部篇课課讲講]"
    r"|(?P<en>chapter|section|part|article|appendix|unit|lesson)\s(?P<m>\d{1,3}|[ivxlc]{1,7}|[a-z])\b)",
    re.IGNORECASE,
)
# Answers to choose from on one line.
OPTIONS = re.compile(r"[(（]?A[.．、)]\s?\S.{0,60}\sB[.．、)]")


def is_alone(group: Sequence[Printed], line: Printed, setting: Setting, *, changes: bool) -> bool:
    """Whether ``line`` begins a paragraph although the one above, the last of ``group``, does not end as a sentence
    does; ``changes``: it is in the other language."""
    previous = group[-1]
    if changes and (_are_centred(previous, line, setting) or _is_other(group, line, setting)):
        return True
    if _are_centred(previous, line, setting) and _has_room(previous, line, setting) and not line.text[:1].islower():
        return True
    if {id(previous), id(line)} <= setting.at_right and is_title(previous.text) and is_title(line.text):
        return not line.text[:1].islower()
    if OPTIONS.match(line.text):
        return True
    if len(group) > 1 or ends_with_mark(previous.text):
        return False
    if PRICE.search(previous.text) and PRICE.search(line.text):
        return True
    return _count(previous.text, line.text) or (_is_term(previous.text) and _is_term(line.text))


def _is_other(group: Sequence[Printed], line: Printed, setting: Setting) -> bool:
    """Whether a line in the other language is not in the sentence above: the one has no Latin letter and the other
    nothing Chinese, and its first word had room there."""
    above, below = group[-1].text, line.text
    chinese, english = (above, below) if HAN_CHAR.search(above) else (below, above)
    if LATIN_LETTER.search(chinese) or WIDE.search(english):
        return False
    titles = len(group) == 1 and is_title(above) and is_title(below) and not below[:1].islower()
    # In front of a Chinese mark two characters stay together.
    word = max(first_word(line), 2 * line.size)
    return group[-1].right + word < (setting.edges[1] if titles else setting.longest)


def _are_centred(previous: Printed, line: Printed, setting: Setting) -> bool:
    """Whether two lines of different width have one middle."""
    middles = (previous.left + previous.right) / 2, (line.left + line.right) / 2
    if abs(middles[0] - middles[1]) >= SAME:
        return False
    # Well inside the margins a smaller difference is enough, where first lines are set in by more.
    inside = min(previous.left, line.left) > setting.left + INSIDE * line.size
    inside = inside and max(previous.right, line.right) < setting.longest - INSIDE * line.size
    return abs(previous.left - line.left) > (SAME if inside else line.size)


def _has_room(previous: Printed, line: Printed, setting: Setting) -> bool:
    """Whether the first word of ``line`` had room behind a line, also if that is not centred but set in."""
    return previous.right + max(first_word(line), 2 * line.size) < setting.right


def _count(above: str, below: str) -> bool:
    """Whether both lines begin with a number of one kind."""
    first, second = _COUNTED.match(above), _COUNTED.match(below)
    if not first or not second:
        return False
    kinds = [(each["zh"] or each["en"]).lower() for each in (first, second)]
    return kinds[0] == kinds[1] and (first["n"] or first["m"]) != (second["n"] or second["m"])


def _is_term(text: str) -> bool:
    """Whether a line is a word or heading in both languages."""
    return is_title(text) and part_term(text) is not None
