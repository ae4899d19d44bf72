"""A stray U+FFFD between letters that belong together: ``此艦本�來應該``.

It mostly stands for something that was lost, and then it stays: one, two or more, as decoders write them, and cleaning
(``evidence/holes.py``). Only where the document shows that nothing is missing (``processes/strewn_marks.py``) it goes,
and that is inferred. One that stands by itself stays: text about the character means it.
"""

from __future__ import annotations

import re

from duiqi.cleaning.edits import Change
from duiqi.cleaning.evidence.lines.sound_lines import in_sound_lines
from duiqi.cleaning.processes.strewn_marks import find_strewn

_STRAY = re.compile("(?<!\ufffd)(?:(?<=\\w)\ufffd|\ufffd(?=\\w))(?!\ufffd)")
_SINGLE = re.compile("(?<!\ufffd)\ufffd(?!\ufffd)")
_LOST = re.compile("\ufffd+")


def find_replacement_characters(text: str) -> list[Change]:
    r"""U+FFFD beside letters and digits of sound lines, in a document in which nothing is missing there.

    >>> find_replacement_characters("共有1\ufffd,000人\ufffd，都很高\ufffd兴")[0]
    Change(start=3, end=4, after='', certainty='inferred', process='strewn U+FFFD', odds=9.6)
    >>> find_replacement_characters("这是一个很好的\ufffd问题")
    []
    """
    strewn = find_strewn(text, in_sound_lines(text, _STRAY, _LOST))
    if not strewn:
        return []
    odds = round(strewn.odds, 1)
    return [Change(*place, "", "inferred", "strewn U+FFFD", odds) for place in in_sound_lines(text, _SINGLE, _LOST)]
