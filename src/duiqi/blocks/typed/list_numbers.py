"""Numbers of lists that are set in, hung out before their entries: like bullets they are no text of the entry.

A number that stands flush with the text around it, as those of clauses do, was written by the author and stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from duiqi.blocks.typed.widths import width_of
from duiqi.text.chars import BULLETS

NUMBER = re.compile(r"\s*(?P<before>[(（]?)(?:(?P<figure>\d{1,3})|(?P<letter>[a-z]))(?P<behind>[)）.．、])\s*(?=\S)")
# What a number becomes: a bullet, which the segmenter leaves out of the sentence.
BULLET = f"{BULLETS[1]} "
# Ends or beginnings of numbers in one column are no further apart than this, in widths of a figure.
LEVEL = 0.6


class Entry(NamedTuple):
    """A paragraph: its text, where it begins, and whether it is set in, if it is the entry of a list. Empty text ends
    no list."""

    text: str
    left: float
    set_in: bool


class _Number(NamedTuple):
    """The number before an entry: how it is written, its value, the columns its figures begin and end in, and where the
    entry's text begins."""

    style: tuple[str, ...]
    value: int
    left: float
    right: float
    end: int


class _List(NamedTuple):
    """A list that may go on: where its first number begins, its numbers, and their paragraphs."""

    left: float
    numbers: list[_Number]
    members: list[int]


def without_list_numbers(entries: Sequence[Entry], figure: float) -> list[str]:
    """The texts, those of the entries of lists with a bullet in place of their number.

    A list has two entries or more, whose numbers or letters count up by one and stand below each other; between them
    is only what is set in as deep. ``figure``: how wide one is, in the unit of ``Entry.left``.
    """
    texts = [entry.text for entry in entries]
    open_lists: list[_List] = []
    done: list[_List] = []
    for index, entry in enumerate(entries):
        if not entry.text.strip():
            continue
        number = _number(entry, figure)
        while open_lists and not _goes_on(open_lists[-1], entry, number, figure):
            done.append(open_lists.pop())
        if number is None:
            continue
        if open_lists and _is_next(open_lists[-1], number, figure):
            open_lists[-1].numbers.append(number)
            open_lists[-1].members.append(index)
        elif entry.set_in:
            open_lists.append(_List(entry.left, [number], [index]))
    for found in (*done, *open_lists):
        if len(found.members) > 1:
            for index, number in zip(found.members, found.numbers, strict=True):
                text = texts[index]
                texts[index] = text[: len(text) - len(text.lstrip())] + BULLET + text[number.end :]
    return texts


def without_numbers_set_in(lines: list[str], kept: Callable[[], Collection[int]]) -> list[str]:
    """The lines of a typed text without the numbers of lists that are set in from most others, but for those ``kept``,
    which are asked for where there are such numbers."""
    import numpy as np

    if not any(NUMBER.match(line) for line in lines if line[:1].isspace()):
        return lines
    indents = np.array([_indent(line) if line[:1].isspace() else 0 if line else -1 for line in lines], np.intp)
    blank = indents < 0
    numbered = np.array([k for k, line in enumerate(lines) if NUMBER.match(line)], np.intp)
    others = ~blank
    others[numbered] = False
    counts = np.bincount(indents[others])
    usual = int(np.flatnonzero(counts == counts.max())[-1]) if len(counts) else 0
    if not (indents[numbered] > usual).any():
        return lines
    passed = blank
    passed[list(kept())] = True
    numbered = numbered[~passed[numbered]]
    # Of the lines before each number that which is set in least says which lists go on behind it.
    none = int(np.iinfo(np.intp).max)
    lefts = np.where(passed, none, indents)
    lefts[numbered] = none
    least = np.minimum.reduceat(lefts, np.concatenate(([0], numbered))).tolist()
    entries: list[Entry] = []
    for left, line, indent in zip(least, numbered.tolist(), indents[numbered].tolist(), strict=False):
        entries.append(Entry("" if left == none else "…", left, False))
        entries.append(Entry(lines[line], indent, indent > usual))
    changed = list(lines)
    for line, text in zip(numbered.tolist(), without_list_numbers(entries, 1)[1::2], strict=True):
        changed[line] = text
    return changed


def _indent(line: str) -> int:
    """The columns that a line is set in by; -1 for one that shows nothing."""
    body = line.lstrip()
    return width_of(line[: len(line) - len(body)]) if body else -1


def _number(entry: Entry, figure: float) -> _Number | None:
    match = NUMBER.match(entry.text)
    if match is None:
        return None
    # ``1.5`` is a number, ``e.g.`` a word; ``10.标题`` had no room for the space.
    glued = match.end() == match.end("behind") and match["behind"] == "."
    if glued and (match["letter"] or not entry.text[match.end()].isalpha()):
        return None
    told = match["figure"] or match["letter"]
    value = int(told) if match["figure"] else ord(told)
    style = match["before"], "figure" if match["figure"] else "letter", match["behind"]
    return _Number(style, value, entry.left, entry.left + figure * len(told), match.end())


def _goes_on(found: _List, entry: Entry, number: _Number | None, figure: float) -> bool:
    """Whether the list is still open behind a paragraph: it is one of its entries, or set in deeper than they are."""
    return (number is not None and _is_next(found, number, figure)) or entry.left > found.left + LEVEL * figure


def _is_next(found: _List, number: _Number, figure: float) -> bool:
    last = found.numbers[-1]
    level = min(abs(number.right - last.right), abs(number.left - last.left)) < LEVEL * figure
    return level and number.style == last.style and number.value == last.value + 1
