"""A plain text as it was typed: tables parted into cells, wrapped lines put together, no pages in lists of contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from duiqi.blocks.typed.chat_log import without_senders
from duiqi.blocks.typed.contents_list import contents_lists, without_pages
from duiqi.blocks.typed.drawn import Rows, find_drawn
from duiqi.blocks.typed.filled import PLACEHOLDER, refilled
from duiqi.blocks.typed.list_numbers import NUMBER, Entry, without_list_numbers
from duiqi.blocks.typed.pages import without_pages_between
from duiqi.blocks.typed.side_by_side import find_columns
from duiqi.blocks.typed.spaced import find_spaced
from duiqi.blocks.typed.widths import width_of
from duiqi.model import Document, Hint
from duiqi.text.line_facts import LineFacts

# What the first line of a table has, if no gap of two spaces and no two strokes of a rule: a bar, a corner, a wide gap.
SIGNS = frozenset("|+｜\t\u3000").union(map(chr, range(0x2500, 0x2580)))
STROKES = frozenset("=-")


class Table(NamedTuple):
    """The lines ``start`` to ``end`` of a text, and the rows that they are."""

    start: int
    end: int
    rows: Rows


class Cell(NamedTuple):
    """A line of the text, and the row that it stands in if it is a cell of a table."""

    text: str
    row: int | None = None


# Stands for a table among lines: none of them has a line break in it.
TABLE = f"{PLACEHOLDER}\n{PLACEHOLDER}"


def as_typed(document: Document) -> Document:
    """The document of a plain text with

    * the cells of each table on a line each, set apart by empty lines, with a hint for each that names its row;
    * no heads, feet and numbers of pages between its lines, and no senders of messages;
    * wrapped lines put together where the whole text is set to a margin;
    * no dots that lead to a page, and no pages in a list of contents;
    * bullets for the numbers of lists that are set in.

    A text with nothing of the kind, and one whose file says what its parts are, comes back as it is.
    """
    if document.hints:
        return document
    document = without_senders(without_pages_between(document))
    facts = LineFacts(document.text)
    lines = facts.lines
    cells = list(_cells(facts))
    titles: dict[str, str] = {}
    texts = without_pages([cell.text for cell in cells], titles)
    texts = _unnumbered(texts, [cell.row is None for cell in cells], titles)
    cells = [
        cell if cell.row is not None or cell.text == text else Cell(text)
        for cell, text in zip(cells, texts, strict=True)
    ]
    if [cell.text for cell in cells] == lines:
        return document
    hints: list[Hint] = []
    position = 0
    for cell in cells:
        if cell.row is not None:
            hints.append(Hint(position, position + len(cell.text), kind="table cell", row=cell.row))
        position += len(cell.text) + 1
    text = "\n".join(cell.text for cell in cells)
    return replace(document, text=text, hints=tuple(hints))


def _unnumbered(lines: Sequence[str], alone: Sequence[bool], titles: dict[str, str]) -> list[str]:
    """The lines, those that stand ``alone`` in no table, without the numbers of lists that are set in from most others.

    Entries of a list of contents keep theirs, which their headings have too.
    """
    indents = [width_of(line[: len(line) - len(line.lstrip())]) for line in lines]
    numbered = [NUMBER.match(line) is not None for line in lines]
    others = Counter(i for line, i, n in zip(lines, indents, numbered, strict=True) if line.strip() and not n)
    usual = max(others, key=lambda indent: (others[indent], indent), default=0)
    if not any(n and indent > usual for n, indent in zip(numbered, indents, strict=True)):
        return list(lines)
    contents = {index for start, end in contents_lists(lines, titles) for index in range(start, end)}
    entries = [
        Entry(line if own and index not in contents else "", indent, indent > usual)
        for index, (line, indent, own) in enumerate(zip(lines, indents, alone, strict=True))
    ]
    changed = without_list_numbers(entries, 1)
    return [text if entry.text else line for line, entry, text in zip(lines, entries, changed, strict=True)]


def _cells(facts: LineFacts) -> Iterator[Cell]:
    """The lines of the text, wrapped ones put together, and the cells of its tables with an empty line behind each."""
    tables = list(find_tables(facts))
    if tables:
        # A table is one line while the lines around it are looked at, so that none of them goes on behind it.
        ends = [0, *(table.end for table in tables)]
        kept = [[*facts.lines[end : table.start], TABLE] for end, table in zip(ends, tables, strict=False)]
        facts = LineFacts.of([*chain.from_iterable(kept), *facts.lines[ends[-1] :]])
    following = iter(tables)
    row = -1
    for line in refilled(facts):
        if line != TABLE:
            yield Cell(line)
            continue
        yield Cell("")
        for texts in next(following).rows:
            row += 1
            for text in texts:
                yield Cell(text, row)
                yield Cell("")


def find_tables(facts: LineFacts) -> Iterator[Table]:
    """The tables of a text, in order."""
    lines = facts.lines
    end = 0
    for at in _may_begin(facts):
        if at < end:
            continue
        found = find_drawn(lines, at) or find_columns(lines, at) or find_spaced(lines, at)
        if found:
            if found[1]:
                yield Table(at, *found)
            end = found[0]


def _may_begin(facts: LineFacts) -> list[int]:
    """The lines that may be the first of a table: with a bar or a corner, a gap of two spaces, or a rule."""
    import numpy as np

    codes = facts.codes
    same = codes[1:] == codes[:-1]
    sign = facts.one_of(SIGNS)
    sign[:-1] |= same & facts.one_of(STROKES)[1:]
    # Of each run of spaces the first two, where text stands before and behind them.
    twice = np.flatnonzero(same[1:] & (codes[1:-1] == ord(" ")) & (codes[:-2] != ord(" "))) + 1
    at = facts.lines_at(twice)
    gaps = at[(facts.first[at] < twice) & (twice < facts.last[at])]
    marked = facts.hold(sign)
    marked[gaps] = True
    return np.flatnonzero(marked).tolist()
