"""Small, half-width and vertical forms of Chinese punctuation."""

from __future__ import annotations

import re

from duiqi.cleaning.edits import Change
from duiqi.cleaning.evidence.examples import is_entry
from duiqi.text.chars import HAN, HAN_CHAR
from duiqi.text.late_patterns import late_pattern

# Small form variants, half-width CJK punctuation, and the vertical forms that PDF of vertical text leaves.
_SMALL = dict(
    zip(
        "﹐﹑﹒﹔﹕﹖﹗﹘﹙﹚﹛﹜﹝﹞｡｢｣､︐︑︒︓︔︕︖︗︘︙︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄",
        "，、。；：？！—（）｛｝〔〕。「」、，、。：；！？〖〗…（）｛｝〔〕【】《》〈〉「」『』",
        strict=True,
    )
)
# One after the other they are shown for what they look like.
_SHOWN = re.compile("[﹐-﹘︐-︔｡､]{3}")
# So is one of a list of characters, a line each, of a row of marks, at an end of a range, and as a string of a program.
_MARK = r"[^\w\s“”‘’「」『』（）《》〈〉…—]"
_LISTED = re.compile(
    rf"^.$(?=\n.$)|(?<=^##).$|(?<=\n.\n).$|(?<={_MARK}{_MARK}).(?={_MARK})|(?<={_MARK}).(?={_MARK}{_MARK})|.(?=-{_MARK})"
    r"|(?<=').(?=')|(?<=\").(?=\")",
    re.MULTILINE,
)
_HALF = "｡｢｣､"
_SMALL_FORM = re.compile(f"[{''.join(_SMALL)}]")
# Vertical brackets come in pairs; one by itself is the arm of a drawn face, or what a wrong encoding left.
_VERTICAL = re.compile("[︵-﹄]")
_PAIRS = dict(zip("︵︷︹︻︽︿﹁﹃", "︶︸︺︼︾﹀﹂﹄", strict=True))
# Beside half-width kana they are Japanese, or what Shift_JIS makes of other bytes.
_HALF_KANA = re.compile("[ｦ-ﾟ]")
_ASCII_SIDE = re.compile("[\x21-\x7e]")
# Between drawn signs, as in a face (``｡◕‿◕｡``), it is one of them: in text a letter, a digit or a bracket is beside it.
_TEXT_SIDE = late_pattern(f"[{HAN}A-Za-z0-9\uff10-\uff5a]|[“”‘’「」『』（）《》〈〉【】，。、；：！？%％]")


def find_small_punctuation(text: str) -> list[Change]:
    """Small, half-width and vertical forms of CJK punctuation; a small point between digits becomes a point.

    >>> find_small_punctuation("你好﹐世界｡")
    [Change(start=2, end=3, after='，'), Change(start=5, end=6, after='。')]
    >>> find_small_punctuation("(╯‵□′)╯︵┻━┻ ｡◕‿◕｡")
    []
    """
    changes = []
    single = _unpaired(text)
    for match in _SMALL_FORM.finditer(text):
        if match.start() in single or _SHOWN.search(text, max(0, match.start() - 2), match.end() + 2):
            continue
        if _LISTED.match(text, match.start()) or _HALF_KANA.search(text, max(0, match.start() - 1), match.end() + 1):
            continue
        if is_entry(text, match.start()):
            continue
        before, behind = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
        if match[0] in _HALF and not (_TEXT_SIDE.match(before) or _TEXT_SIDE.match(behind)):
            continue
        after = _SMALL[match[0]]
        if match[0] == "﹒":
            if _ASCII_SIDE.match(before) and _ASCII_SIDE.match(behind):
                after = "."
            elif HAN_CHAR.match(before) and HAN_CHAR.match(behind):
                after = "·"
        changes.append(Change(match.start(), match.end(), after))
    return changes


def _unpaired(text: str) -> set[int]:
    """Where vertical brackets stand that have no partner in their line."""
    left: set[int] = set()
    stack: list[re.Match[str]] = []
    for match in _VERTICAL.finditer(text):
        if stack and _PAIRS[stack[-1][0]] == match[0] and "\n" not in text[stack[-1].start() : match.start()]:
            left.discard(stack.pop().start())
            continue
        left.add(match.start())
        if match[0] in _PAIRS:
            stack.append(match)
    return left
