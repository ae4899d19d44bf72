"""Characters that nobody sees: byte order marks, zero-width characters, direction marks, variation selectors."""

from __future__ import annotations

import re

from duiqi.cleaning.edits import Change
from duiqi.text.chars import HAN_CHAR

_MARKS = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc"
    "\ufe00-\ufe0f\U000e0000-\U000e007f\U000e0100-\U000e01ef]+"
)
# So much of a line is looked at on each side of a mark, so that a line of marks takes linear time.
_LINE = 500
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
# Scripts that join letters or stack them: the joiners are spelling there.
_JOINING = re.compile("[\u0600-\u08ff\u0900-\u0dff\u0e80-\u109f\u1780-\u17ff\u1800-\u18af\ufb50-\ufdff\ufe70-\ufefc]")
_PARTED = re.compile(r"(?<=[a-z]\xad)\r?\n[ \t]*(?=[a-z])")
_QUOTED = re.compile("''|\"\"|``|><|“”|‘’|「」|（）")
# A byte of a misread character that is shown: ``ä¸\xad``. No word has a soft hyphen there.
_HALF_CHARACTER = re.compile("[\xa1-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf]")
# The variants of a character that a registry numbers (UTS 37), as names are written with them.
_IDEOGRAPHIC_VARIANT = "\U000e0100", "\U000e01ef"
_SYMBOL = re.compile("[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff#*0-9]")


def find_invisible_marks(text: str) -> list[Change]:
    r"""Byte order marks, zero-width spaces and joiners, soft hyphens, direction marks, variation selectors.

    Kept: the joiners and selectors of emoji, the joiners of Indic and Arabic script, direction marks in lines that hold
    Hebrew or Arabic, the variants of ideographs, and a mark alone in quotation marks.

    >>> find_invisible_marks("中\u200b文")
    [Change(start=1, end=2, after='')]
    >>> find_invisible_marks("👨\u200d👩\u200d👧")
    []
    """
    changes = []
    for match in _MARKS.finditer(text):
        if _QUOTED.match(text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]):
            continue  # '\u200b' is what a line of program text says
        kept = "".join(c for i, c in enumerate(match[0]) if _has_a_job(text, match, i, c))
        if kept != match[0]:
            # A word that was parted at the end of a line goes on in the next.
            parted = _PARTED.match(text, match.end()) if match[0] == "\xad" else None
            changes.append(Change(match.start(), parted.end() if parted else match.end(), kept))
    return changes


def _has_a_job(text: str, run: re.Match[str], index: int, char: str) -> bool:
    before, after = text[max(0, run.start() - 1) : run.start()], text[run.end() : run.end() + 1]
    if "\U000e0020" <= char <= "\U000e007f":
        return before == "\U0001f3f4"  # the flags of England, Scotland, Wales
    if _IDEOGRAPHIC_VARIANT[0] <= char <= _IDEOGRAPHIC_VARIANT[1]:
        return index == 0 and bool(HAN_CHAR.match(before))
    if char in "\ufe0e\ufe0f":
        return bool(_SYMBOL.match(before)) and index == 0
    if "\ufe00" <= char <= "\ufe0d":
        return bool(before) and before in "∩∪≨≩⊊⊋⊓⊔≤≥" and index == 0
    if char == "\u200d" and _SYMBOL.match(before) and _SYMBOL.match(after):
        return index == len(run[0]) - 1
    if char == "\u00ad" and _HALF_CHARACTER.match(before):
        return True
    if char in "\u200c\u200d":
        return index == 0 and bool(_JOINING.match(before)) and bool(_JOINING.match(after))
    if _BIDI.match(char):
        start, end = text.rfind("\n", 0, run.start()) + 1, text.find("\n", run.end())
        return bool(
            _RIGHT_TO_LEFT.search(
                text, max(start, run.start() - _LINE), min(end, run.end() + _LINE) if end >= 0 else run.end() + _LINE
            )
        )
    return False
