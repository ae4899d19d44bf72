"""A plain text as it was typed: tables parted into cells, wrapped lines put together, no pages in lists of contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, chain
from typing import NamedTuple

from duiqi.blocks.tables import HEAD_CELL, columns_by_heads
from duiqi.blocks.typed.beside.columns import find_beside
from duiqi.blocks.typed.contents.lists import contents_lists, without_pages
from duiqi.blocks.typed.drawn import Rows, find_drawn
from duiqi.blocks.typed.filled import PLACEHOLDER, refilled
from duiqi.blocks.typed.list_numbers import without_numbers_set_in
from duiqi.blocks.typed.page.hanging import without_hanging
from duiqi.blocks.typed.page.line_numbers import without_line_numbers
from duiqi.blocks.typed.pages import without_pages_between
from duiqi.blocks.typed.side_by_side import ColumnFinder
from duiqi.blocks.typed.spaced import find_spaced
from duiqi.blocks.typed.turn_heads import without_senders, without_times
from duiqi.blocks.typed.two_scripts import without_other_script
from duiqi.model import Document, Hint, Omission
from duiqi.structure.hard_lines import Known
from duiqi.structure.joint.values import PRICES, without_price_apart
from duiqi.text.line_facts import LineFacts, facts_of

# What the first line of a table has, if no gap of two spaces and no two strokes of a rule: a bar, a corner, a wide gap.
SIGNS = frozenset("|+｜\t\u3000").union(map(chr, range(0x2500, 0x2580)))
STROKES = frozenset("=-")


class Table(NamedTuple):
    """The lines ``start`` to ``end`` of a text, and the rows that they are."""

    start: int
    end: int
    rows: Rows


# Stands for a table among lines: none of them has a line break in it.
TABLE = f"{PLACEHOLDER}\n{PLACEHOLDER}"


def as_typed(document: Document, known: Known = frozenset) -> Document:
    """The document of a plain text with

    * the cells of each table on a line each, set apart by empty lines, with a hint for each that names its row;
    * no heads, feet and numbers of pages between its lines, no numbers of lines, no senders of messages, no times of a
      recording, no Chinese twice in two scripts;
    * wrapped lines put together where the whole text is set to a margin;
    * no dots that lead to a page, and no pages in a list of contents;
    * bullets for the numbers of lists that are set in.

    ``known`` gives those of some English words that are in use, which tells where a line end cut a word.
    A text with nothing of the kind, and one whose file says what its parts are, comes back as it is.
    """
    if document.hints:
        return document
    document = without_line_numbers(without_pages_between(document, known))
    document = without_other_script(without_times(without_senders(document)))
    facts = facts_of(document.text)
    facts_of.cache_clear()  # which holds the text
    left: list[Omission] = []
    lines, rows = _cells(facts, left, known)
    texts, lists = without_pages(lines)
    texts = without_numbers_set_in(texts, lambda: _kept(texts, rows, lists))
    for index in rows:
        texts[index] = lines[index]
    if texts == facts.lines:
        return document
    hints: list[Hint] = []
    if rows:
        starts = [0, *accumulate(len(text) + 1 for text in texts)]
        hints = [Hint(starts[k], starts[k] + len(texts[k]), kind="table cell", row=row) for k, row in rows.items()]
    return replace(document, text="\n".join(texts), hints=tuple(hints), omissions=(*document.omissions, *left))


def _kept(lines: Sequence[str], cells: Iterable[int], lists: Sequence[tuple[int, int]] | None) -> set[int]:
    """The lines that keep their numbers: cells of tables, and entries of a list of contents, whose headings have
    theirs too."""
    lists = contents_lists(lines) if lists is None else lists
    return {*cells, *chain.from_iterable(range(*found) for found in lists)}


def _cells(facts: LineFacts, left: list[Omission], known: Known) -> tuple[list[str], dict[int, int]]:
    """The lines of the text, wrapped ones put together, and the cells of its tables with an empty line behind each; and
    the row of each cell by the number of its line. Cells of other columns than the two that the heads of a table name
    are ``left`` out."""
    tables = list(find_tables(facts))
    if not tables:
        return without_hanging(refilled(facts, known)), {}
    # A table is one line while the lines around it are looked at, so that none of them goes on behind it.
    ends = [0, *(table.end for table in tables)]
    kept = [[*facts.lines[end : table.start], TABLE] for end, table in zip(ends, tables, strict=False)]
    found: list[str] = []
    rows: dict[int, int] = {}
    following = iter(tables)
    row = -1
    around = LineFacts.of([*chain.from_iterable(kept), *facts.lines[ends[-1] :]])
    for line in without_hanging(refilled(around, known)):
        if line != TABLE:
            found.append(line)
            continue
        found.append("")
        for texts in _in_languages(next(following).rows, left):
            row += 1
            for text in texts:
                rows[len(found)] = row
                found += [text, ""]
    return found, rows


def _in_languages(rows: Rows, left: list[Omission]) -> Rows:
    """The rows with the two columns whose heads name both languages, where there are others; else all."""
    even = len(rows) > 1 and all(len(row) == len(rows[0]) for row in rows)
    chosen = columns_by_heads(rows) if even else {}
    if not chosen:
        return _without_prices(rows, left)
    left += [Omission(HEAD_CELL, head) for head in rows[0]]
    left += [
        Omission(f"column {index}", cell)
        for row in rows[1:]
        for index, cell in enumerate(row, 1)
        if index - 1 not in chosen
    ]
    return [[row[index] for index in sorted(chosen)] for row in rows[1:]]


def _without_prices(rows: Rows, left: list[Omission]) -> Rows:
    """The rows, those of two cells without the prices that stand apart between these, where several have one; they are
    ``left`` out."""
    found = {k: without_price_apart(*row) for k, row in enumerate(rows) if len(row) == 2}
    priced = {k: (one, other) for k, (one, other, price) in found.items() if price and one and other}
    if len(priced) < PRICES:
        return rows
    left += [Omission("price", found[k][2]) for k in priced]
    return [list(priced.get(k, row)) for k, row in enumerate(rows)]


def find_tables(facts: LineFacts) -> Iterator[Table]:
    """The tables of a text, in order."""
    lines = facts.lines
    columns = ColumnFinder(lines)
    may_begin = _may_begin(facts)
    beside = {found.start: Table(*found) for found in find_beside(lines, may_begin)}
    end = 0
    for at in sorted({*may_begin, *beside}):
        if at < end:
            continue
        if at in beside:
            yield beside[at]
            end = beside[at].end
            continue
        found = find_drawn(lines, at) or columns.find(at) or find_spaced(lines, at)
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
    found: list[int] = np.flatnonzero(marked).tolist()
    return found
