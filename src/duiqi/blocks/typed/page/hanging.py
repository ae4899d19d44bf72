"""Hanging indents: lines that go on below the text behind a number, a bullet or a label, put together with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from duiqi.blocks.typed.widths import width_of
from duiqi.structure.hard_lines import join_wrapped
from duiqi.text.chars import STOP, count_han, list_marker_end
from duiqi.text.language import count_words, language_of

# ``2. ``, ``(a) ``, ``* ``, ``---> ``, ``NOTE: ``, ``提示︰``.
LABEL = re.compile(
    r"[ \t]*(?:[(（]?(?:\d{1,3}|[A-Za-z])[.)）、．]|[*+o•·-]|[-=]{1,4}>|[^\W\d_]{1,12}[:：︰]|\[\d{1,3}\])"
    r"[ \t\u3000]*(?=\S)"
)
# So many entries go on inside a sentence, before a small letter on lines of that share of the widest, which is so wide
# itself; else on lines that are nearly full. Choices, by tutorials of Vim and lists of a dozen programs.
ENTRIES, LONG, FULL, WIDE, WIDEST = 3, 0.6, 0.85, 40, 100
HAN, WORDS = 8, 4  # in a line of prose
TAB = 8  # columns
INDENT = " \t\u3000"


class _Entry(NamedTuple):
    """The lines ``start`` to ``end`` of an entry, and whether it goes on inside a sentence."""

    start: int
    end: int
    inside: bool


def without_hanging(lines: list[str]) -> list[str]:
    """The lines, those of entries that hang below a number, a bullet or a label put together where several go on inside
    a sentence; as they are in another text."""
    entries = list(_entries(lines))
    if sum(entry.inside for entry in entries) < ENTRIES:
        return lines
    joined: list[str] = []
    done = 0
    for start, end, _ in entries:
        joined += lines[done:start]
        first = lines[start]
        lead = first[: len(first) - len(first.lstrip())]
        joined.append(lead + join_wrapped([line.strip() for line in lines[start:end]]))
        done = end
    return [*joined, *lines[done:]]


def _entries(lines: Sequence[str]) -> Iterator[_Entry]:
    found = [
        (k, column)
        for k, (line, below) in enumerate(pairwise(lines))
        # Longer ones were put together before.
        if below and below[0] in INDENT and 0 < len(line) <= WIDEST and (column := _hangs(line, below))
    ]
    widest: dict[str, int] = {}
    for k, _ in found:
        language, width = language_of(lines[k]) or "", _width(lines[k])
        widest[language] = max(widest.get(language, 0), width if width <= WIDEST else 0)
    end = 0
    for k, column in found:
        if k < end:
            continue
        most = widest[language_of(lines[k]) or ""]
        end = k + 1
        while end < len(lines) and _goes_on(lines[end - 1], lines[end], column, most):
            end += 1
        if end > k + 1:
            yield _Entry(k, end, not STOP.search(lines[k]))


def _hangs(line: str, below: str) -> int:
    """The column in which the text of an entry begins, if the line below begins there; else 0."""
    label = LABEL.match(line)
    if label is None or not (count_han(line) >= HAN or count_words(line) >= WORDS):
        return 0
    column = _columns(line, label.end())
    return column if _set_in(below) == column else 0


def _goes_on(above: str, line: str, column: int, widest: int) -> bool:
    if not line.strip() or _set_in(line) != column or widest < WIDE or _width(above) > WIDEST:
        return False
    text = line.strip()
    if LABEL.match(text) or list_marker_end(text) or language_of(text) not in (language_of(above), None):
        return False
    # Chinese breaks anywhere.
    inside = text[0].islower() and not STOP.search(above)
    return _width(above) >= (LONG if inside else FULL) * widest


def _set_in(line: str) -> int:
    return _columns(line, len(line) - len(line.lstrip()))


def _columns(line: str, end: int) -> int:
    """The columns of the first characters of a line."""
    return width_of(line[:end].expandtabs(TAB)) if "\t" in line[:end] else width_of(line[:end])


def _width(line: str) -> int:
    return width_of(line.rstrip().expandtabs(TAB))
