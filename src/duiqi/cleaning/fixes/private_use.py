"""Private-use characters: what is known of them is written, all others stay, since only their font tells what they are.

Known are the bullets of symbol fonts, and a blank of GBK that programs copy into running text.
"""

from __future__ import annotations

import re

from duiqi.cleaning.edits import Change
from duiqi.cleaning.evidence.lines.sound_lines import in_sound_lines
from duiqi.cleaning.processes.strewn_marks import BLANK, find_strewn

_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]+")
# Wingdings and Symbol bullets, as PDF and Word leave them.
_BULLETS = "\uf0b7\uf0a7\uf0d8\uf0fc\uf06c\uf06e\uf076"
# Not before another: those are ticks in the columns of a table.
_BULLET = re.compile(f"^[ \t\u3000]*([{_BULLETS}])(?=[ \t])(?![ \t]+[\ue000-\uf8ff])", re.MULTILINE)
# Not the first of a line, where a bullet is one.
_INSIDE = re.compile(f"(?<=\\S)[{BLANK}{_BULLETS}]|(?<=\\S )[{BLANK}{_BULLETS}](?=\\S)")


def find_private_use(text: str) -> list[Change]:
    r"""A bullet of a symbol font at the start of a line becomes •; blanks and bullets go where they were strewn into
    running text.

    >>> find_private_use("\uf0b7 first point")
    [Change(start=0, end=1, after='•')]
    >>> find_private_use("南郊禮天地，東野辟原\ue4c3勻。")
    []
    """
    changes = [Change(m.start(1), m.end(1), "•") for m in _BULLET.finditer(text)]
    strewn = find_strewn(text, in_sound_lines(text, _INSIDE, _PRIVATE)) if BLANK in text else None
    if strewn:
        process, odds = "strewn blanks", round(strewn.odds, 1)
        changes += [Change(start, end, "", "inferred", process, odds) for start, end in strewn.places]
    return sorted(changes)
