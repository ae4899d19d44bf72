"""Small, half-width and vertical forms of Chinese punctuation."""

from __future__ import annotations

import re

from duiqi.cleaning.edits import Change
from duiqi.text.chars import HAN_CHAR

# Small form variants, half-width CJK punctuation, and the vertical forms that PDF of vertical text leaves.
_SMALL = dict(
    zip(
        "﹐﹑﹒﹔﹕﹖﹗﹘﹙﹚﹛﹜﹝﹞｡｢｣､︐︑︒︓︔︕︖︗︘︙︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄",
        "，、。；：？！—（）｛｝〔〕。「」、，、。：；！？〖〗…（）｛｝〔〕【】《》〈〉「」『』",
        strict=True,
    )
)
_SMALL_FORM = re.compile(f"[{''.join(_SMALL)}]")
_ASCII_SIDE = re.compile("[\x21-\x7e]")


def find_small_punctuation(text: str) -> list[Change]:
    """Small, half-width and vertical forms of CJK punctuation; a small point between digits becomes a point.

    >>> find_small_punctuation("你好﹐世界｡")
    [Change(start=2, end=3, after='，'), Change(start=5, end=6, after='。')]
    """
    changes = []
    for match in _SMALL_FORM.finditer(text):
        after = _SMALL[match[0]]
        if match[0] == "﹒":
            before, behind = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
            if _ASCII_SIDE.match(before) and _ASCII_SIDE.match(behind):
                after = "."
            elif HAN_CHAR.match(before) and HAN_CHAR.match(behind):
                after = "·"
        changes.append(Change(match.start(), match.end(), after))
    return changes
