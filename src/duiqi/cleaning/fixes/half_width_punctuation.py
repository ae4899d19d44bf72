"""Half-width punctuation in Chinese, made full-width again. Only on request: much Chinese is written so on purpose."""

from __future__ import annotations

import re

from duiqi.cleaning.edits import Change
from duiqi.text.chars import HAN
from duiqi.text.late_patterns import late_pattern

_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）", ".": "。"}
_MARK = re.compile("[,;:!?().]")
_WIDE = late_pattern(f"[{HAN}\u3001-\u3003\u3008-\u3011\uff01-\uff0f\uff1a-\uff20“”‘’…—·]")
# How far a mark looks past other marks for the character it belongs to.
_LOOK = 8
# So much of what stands in brackets is looked at, so that brackets in brackets take linear time.
_BRACKETED = 200
_OPENING, _CLOSING = "“‘「『《〈【（(", "”’」』》〉】）)"


def find_half_width_punctuation(text: str) -> list[Change]:
    """``, ; : ! ? . ( )`` beside Chinese characters; those in numbers, addresses and Latin text stay.

    >>> find_half_width_punctuation("王毅表示,中方愿合作.")
    [Change(start=4, end=5, after='，'), Change(start=10, end=11, after='。')]
    >>> find_half_width_punctuation("共有1,000人")
    []
    """
    changes: list[Change] = []
    brackets = _chinese_brackets(text)
    for match in _MARK.finditer(text):
        position, mark = match.start(), match[0]
        if mark in "()":
            if position in brackets:
                changes.append(Change(position, position + 1, _FULL[mark]))
        elif _is_chinese(text, position, mark):
            changes.append(Change(position, position + 1, _FULL[mark]))
    return changes


def _is_chinese(text: str, position: int, mark: str) -> bool:
    before, after = position - 1, position + 1
    while before >= max(0, position - _LOOK) and text[before] in ",;:!?.)\"'" + _CLOSING:
        before -= 1
    while after < min(len(text), position + _LOOK) and text[after] in ",;:!?.(\"'" + _OPENING + _CLOSING:
        after += 1
    left, right = text[max(before, 0) : before + 1], text[after : after + 1]
    if mark == ".":
        # 1.5, 3.完 (a list number), index.html: only a point behind a Chinese character that ends something.
        return (
            bool(_WIDE.match(left))
            and text[position - 1] != "."
            and text[position + 1 : position + 2] != "."
            and (
                not right
                or right.isspace()
                or text[position + 1 : position + 2] in _CLOSING
                or bool(_WIDE.match(right))
            )
        )
    if _WIDE.match(left):
        return not (right == "/" or text[position + 1 : position + 3] == "//")
    # Behind a Latin word or a number: 有 5 人,他 … and GitHub,然后 are Chinese; 1,000 and 12:30 are not.
    return (
        bool(left) and bool(_WIDE.match(right)) and right not in _CLOSING and text[position + 1 : position + 2] != " "
    )


def _chinese_brackets(text: str) -> set[int]:
    """Positions of the brackets of pairs that hold Chinese, or stand in Chinese with nothing Latin beside them."""
    found: set[int] = set()
    stack: list[int] = []
    for match in re.finditer("[()\n]", text):
        if match[0] == "\n":
            stack.clear()
        elif match[0] == "(":
            stack.append(match.start())
        elif stack:
            start = stack.pop()
            if any(_WIDE.match(c) for c in text[start + 1 : min(match.start(), start + _BRACKETED)]):
                found |= {start, match.start()}
    return found
