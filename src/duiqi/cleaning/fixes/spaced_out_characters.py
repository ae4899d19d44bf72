"""Chinese with a space behind each character."""

from __future__ import annotations

import re

from duiqi.cleaning.edits import Change, trimmed
from duiqi.cleaning.evidence.char_model import plausibility
from duiqi.cleaning.evidence.wide import WIDE

_GAP = "[ \u00a0\u3000]"
# At least six single characters in a row with one space between them.
_SPACED = re.compile(f"(?<![^\\s])[{WIDE}](?:{_GAP}[{WIDE}]){{5,}}(?![^\\s])")
# Joined, such a run must read like Chinese (nats a character): 99.9% of clean lines cost less than 7.3, common
# characters in random order 8. Lists can be cheaper (东 西 南 北: 4.6), but are short and hold no punctuation.
_JOINED_COST, _MIN_JOINED = 7.5, 12
_PUNCTUATION = re.compile("[，。、；：！？“”]")


def find_spaced_out(text: str) -> list[Change]:
    """Lines in which every character has a space behind it; elsewhere, runs of spaced-out Chinese.

    >>> find_spaced_out("贯 彻 落 实 会 议 精 神 ， 加 强 合 作")
    [Change(start=1, end=24, after='彻落实会议精神，加强合')]
    >>> find_spaced_out("甲 乙 丙 丁 戊 己 庚 辛")
    []
    """
    changes: list[Change] = []
    done = -1
    for match in _SPACED.finditer(text):
        if match.start() < done:
            continue
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        line = text[start:end]
        whole = line.strip()
        offset = start + len(line) - len(line.lstrip())
        if all(c == " " for c in whole[1::2]) and _reads_well(whole[::2]):
            change = trimmed(text, offset, offset + len(whole), whole[::2])
            done = end
        elif _reads_well(joined := re.sub(_GAP, "", match[0])):
            change = Change(match.start(), match.end(), joined)
        else:
            change = None
        if change:
            changes.append(change)
    return changes


def _reads_well(joined: str) -> bool:
    if len(joined) < _MIN_JOINED and not _PUNCTUATION.search(joined):
        return False
    return plausibility().mean_cost(joined) < _JOINED_COST
