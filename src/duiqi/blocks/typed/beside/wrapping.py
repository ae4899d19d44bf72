"""Whether the lines of a column are text that was wrapped, or entries of a line each: by the odds.

A line ends where the next word has no room, if the text was wrapped; what begins below an entry would nearly always
have had room beside it, and of English begins with a capital.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duiqi.blocks.typed.widths import width_of
from duiqi.structure.paragraph_kind import LIST_ITEM
from duiqi.text.chars import STOP

# What a step from one line to the next says for wrapped text (nats): log-likelihood ratios of wrapped gold texts
# against lists of short ones, one in ten steps of wrapped text being such a one too, from a title, say. Counted by
# ``tests/benchmarks/typed_columns.py --count``.
_CHINESE_FULL, _CHINESE_NEARLY, _LOWER_FULL, _CAPITAL_FULL, _ROOM = 1.7, 0.5, 2.1, -0.05, -2.3
# A Chinese line is nearly full where two columns are left: a mark may stand out by so much at the end of another.
_EDGE = 2
# Columns are wrapped text where that is so much likelier (natural log-odds). Of 2, 3, 4 and 5, columns with as many
# lines on both sides lose 5.0, 5.3, 5.9 and 6.2% of their texts, and lists none of their entries.
WRAPPED = 3.0
_WORD = re.compile("[A-Za-z0-9.,%-]+|.")


def steps(texts: Sequence[str], widest: int) -> Iterator[float]:
    """What the step to each of the texts of a column that is ``widest`` columns wide says for wrapped lines (nats): 0
    to the first, from and to an empty one, from the end of a sentence, and to an item of a list."""
    above = ""
    for text in texts:
        begins = not (above and text) or STOP.search(above) or LIST_ITEM.match(text)
        yield 0.0 if begins else _says(above, text, widest)
        above = text


def odds(texts: Sequence[str]) -> float:
    """Log-odds (nats, even ones before) that the texts of a column are wrapped lines."""
    return sum(steps(texts, max(map(width_of, texts), default=0)))


def some_end(texts: Sequence[str]) -> bool:
    """Whether some of the lines of a column end a sentence, and not all: entries all do, or none does."""
    lines = [text for text in texts if text]
    return 0 < sum(STOP.search(text) is not None for text in lines) < len(lines)


def are_wrapped(*columns: float) -> bool:
    """Whether columns with these log-odds are wrapped text: together, and none of them speaks for entries."""
    return min(columns) > 0 and sum(columns) >= WRAPPED


def _says(above: str, below: str, widest: int) -> float:
    if not below.isascii():
        word = _WORD.match(below)
        room = widest - width_of(above) - width_of(word[0] if word else below)
        return _CHINESE_FULL if room < 0 else _CHINESE_NEARLY if room <= _EDGE else _ROOM
    if widest - width_of(above) - 1 - len(below.split(maxsplit=1)[0]) >= 0:
        return _ROOM
    return _LOWER_FULL if below[0].islower() else _CAPITAL_FULL
