"""Chinese read with the wrong double-byte encoding, or with a Latin one.

It is judged a line at a time: an odd line is turned back into bytes and read in another encoding, and the result stands
only when it is far better Chinese.
"""

from __future__ import annotations

import re

from duiqi.cleaning.edits import Change, lines_with, trimmed
from duiqi.cleaning.evidence.char_model import Plausibility, plausibility
from duiqi.cleaning.evidence.latin import HIGH_LATIN
from duiqi.cleaning.evidence.other_encodings import BEGINNING, read_again
from duiqi.cleaning.evidence.redecode import LOST
from duiqi.text.chars import HAN, count_han

_SIGNS = re.compile(f"{LOST}|[\u3040-\u312f\uff61-\uff9f\u2500-\u257f\u0370-\u04ff]|{HIGH_LATIN}{{4}}")
# A line is looked at when at least this many, and this share, of its characters are odd (rare, private, of another
# script, lost) and it costs this much a character. Of 28,357 clean lines 43 pass the share and none the cost (99.9%
# cost less than 7.3 nats); of 1,000 wrongly read ones 95% cost more than 12, the cheapest 9.6.
_MIN_ODD, _MIN_ODD_SHARE = 3, 0.12
_SUSPICIOUS_COST = 9.0
# A line this long of one or two characters only (ééé…) was drawn, not written.
_MONOTONOUS = 8
# No more lines are searched once so many bytes were searched for nothing: a search takes 1–3 ms a byte. No case of the
# development sample or of damage.py needs more.
_MAX_IN_VAIN = 2_000


def find_wrong_encoding(text: str) -> list[Change]:
    """Lines that are far better Chinese when their bytes are read in another encoding.

    >>> find_wrong_encoding("È»¶ø£¬Èç¹ûÎÒÃÇÏë´¦ÀíÍêÈ«²»Í¬µÄÊäÈë»òÊä³ö")
    [Change(start=0, end=40, after='然而，如果我们想处理完全不同的输入或输出')]
    """
    model = plausibility()
    starts = sorted({m.start() for m in _SIGNS.finditer(text)} | {m.start() for m in model.rare.finditer(text)})
    changes = []
    in_vain = 0
    for start, end in lines_with(text, starts):
        line = text[start:end]
        if _is_suspicious(line, model):
            read = read_again(line, model, search=in_vain < _MAX_IN_VAIN)
            in_vain += min(len(line), BEGINNING) if read is None else 0
            change = trimmed(text, start, end, read) if read is not None else None
            if change:
                changes.append(change)
    return changes


_OTHER_SCRIPT = re.compile("[\u0370-\u08ff\u0900-\u1fff\uac00-\ud7a3]")
_MAX_OTHER = 0.6
_ODD = re.compile(f"[^\x00-\x7f{HAN}\u2010-\u2027\u3000-\u3002\u3008-\u3011\uff01-\uff5e·]")


def _is_suspicious(line: str, model: Plausibility) -> bool:
    # Text of another script has no Chinese characters, or few; a wrong encoding makes mostly those, or Latin ones only.
    other = len(_OTHER_SCRIPT.findall(line))
    if other > _MAX_OTHER * (other + count_han(line)):
        return False
    odd = len(_ODD.findall(line)) + len(model.rare.findall(line))
    length = len("".join(line.split()))
    if len(line) >= _MONOTONOUS and len(set(line)) <= 2:
        return False
    return odd >= _MIN_ODD and odd >= _MIN_ODD_SHARE * length and model.mean_cost(line) > _SUSPICIOUS_COST
