"""What lines cost; lines that are sound but for a few characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duiqi.cleaning.evidence.char_model import plausibility
from duiqi.cleaning.evidence.lines.kept import kept
from duiqi.text.chars import HAN, HAN_CHAR

# Of the visible characters of a line, at most this share may be private or lost: more is text in some unknown encoding,
# which would only look sound without them.
MAX_LOST_SHARE = 0.2
# So is a line whose other characters cost this much (nats a character): running Chinese costs 7.3 at most.
UNSOUND_COST = 9.0
# The words of a label cost 3.1 to 6.8 nats a character (of 14 of pages and forms), misread 10 to 15.
_SOUND_LABEL = 8.0
# A line of rare characters may have been written so, as a list: as in ``slips.runs``; the number at its end is free.
_LISTED, _BEGIN_LIST = 9.2, 5.0
_LAST_NUMBER = re.compile("[\t, ][0-9]+\\s*$")


@kept
def cost_of_line(line: str) -> float:
    """The cost of ``line`` as it stands (nats)."""
    return plausibility().text_cost(line)


def listed_cost(line: str) -> float:
    """The cost of ``line`` as a list of characters that nothing links (nats)."""
    return _BEGIN_LIST + _LISTED * len("".join(_LAST_NUMBER.sub("", line).split()))


# A label of a page or a form, and what was filled in behind it.
_LABEL = re.compile(f"[{HAN} 0-9]{{2,24}}[：:][ \\u3000]*")


def after_sound_label(line: str) -> int:
    """Where the text begins behind a label of running Chinese at the beginning of ``line``: 0 where there is none."""
    label = _LABEL.match(line)
    if not label or label.end() == len(line):
        return 0
    model = plausibility()
    words = "".join(HAN_CHAR.findall(label[0]))
    is_sound = len(words) > 1 and not model.rare.search(words) and model.mean_cost(words) < _SOUND_LABEL
    return label.end() if is_sound else 0


def in_sound_lines(text: str, pattern: re.Pattern[str], lost: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where ``pattern`` is found in lines of which ``lost`` does not find too much."""
    model = plausibility()
    line_start, line_end, sound = 0, -1, False
    for match in pattern.finditer(text):
        if match.start() > line_end:
            line_start, line_end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
            line_end = len(text) if line_end < 0 else line_end
            line = text[line_start:line_end]
            missing = sum(m.end() - m.start() for m in lost.finditer(line))
            rest = lost.sub("", line)
            sound = missing <= MAX_LOST_SHARE * len("".join(line.split())) and model.mean_cost(rest) < UNSOUND_COST
        if sound:
            yield match.span()
