"""Columns of a page in plain text, as ``pdftotext -layout`` writes them: side by side, each to be read to its end.

Rows of two languages that begin together are no such columns: they stay rows (``side_by_side``)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from duiqi.blocks.typed.side_by_side import without_row_numbers
from duiqi.blocks.typed.widths import MODELS, Width, starts, width_of
from duiqi.structure.hard_lines import join_wrapped
from duiqi.structure.paragraph_kind import LIST_ITEM
from duiqi.text.chars import STOP, list_marker_end
from duiqi.text.language import language_of

GAP = re.compile(r"(?:(?<=\S)|^)[ \t]{2,}(?=\S)")
# So many lines begin in a column, of all that are so far on the page, and so wide is each at least, in columns. Fewer
# are a table or an address; the longest page that is looked through. Choices, by the layouts of the tests.
LINES, SHARE, WIDE, MOST = 6, 0.3, 16, 400
# Texts in columns run over several lines: of those that do not end as a sentence so many are nearly full.
FULL, FILLED = 0.5, 0.7
# A line that ends a sentence goes on where it is so full.
NEARLY = 0.9
# So many paragraphs begin beside the middle of another one.
OFFSET = 2


class _Block(NamedTuple):
    """Lines ``start`` to ``end`` of a page, parted at a column."""

    start: int
    end: int
    left: list[str]
    right: list[str]
    begun: int  # lines of the right column that begin there


def read_down(lines: Sequence[str]) -> list[str]:
    """The lines of a page, columns of running text one below the other; as they are where there are none."""
    if len(lines) > MOST or sum("   " in line.strip() for line in lines) < LINES // 2:
        return list(lines)
    blocks = [block for width in MODELS if (block := _columns(lines, width))]
    if not blocks:
        return list(lines)
    # Of the widths that characters may have had, the one by which most lines have a column there.
    found = max(blocks, key=lambda block: block.begun)
    above, below = list(lines[: found.start]), list(lines[found.end :])
    columns = [read_down(column) for column in (found.left, found.right)]
    joined = [
        _filled(down) if down == side else down for down, side in zip(columns, (found.left, found.right), strict=True)
    ]
    return [*above, *joined[0], "", *joined[1], *(["", *read_down(below)] if below else [])]


def _filled(column: Sequence[str]) -> list[str]:
    """The paragraphs of a column, whose lines are wrapped: a line that is full or ends no sentence goes on, but for a
    title, which is short, and above a line that is set in."""
    texts = [text.rstrip() for text in column]
    widest = {language: max(map(width_of, group), default=0) for language, group in _by_language(texts).items()}
    paragraphs: list[list[str]] = [[]]
    for above, text in zip(["", *texts], texts, strict=False):
        full = width_of(above) / max(1, widest.get(language_of(above) or "", 0))
        stopped = STOP.search(above) is not None
        indents = [len(each) - len(each.lstrip()) for each in (above, text)]
        changes = language_of(above) != language_of(text) and bool(language_of(above) and language_of(text))
        ends = full < FILLED or (stopped and (full < NEARLY or indents[1] > indents[0])) or (stopped and changes)
        if not above or not text or ends or list_marker_end(text.lstrip()) or LIST_ITEM.match(text):
            paragraphs.append([])
        paragraphs[-1].append(text.strip())
    return [join_wrapped(paragraph, dehyphenate=True) for paragraph in paragraphs if paragraph]


def _by_language(texts: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for text in texts:
        found.setdefault(language_of(text) or "", []).append(text)
    return found


def _columns(lines: Sequence[str], width: Width) -> _Block | None:
    """The longest block of two columns, of which the right one may be several."""
    places = [starts(line, width) for line in lines]
    begins = Counter(at[match.end()] for line, at in zip(lines, places, strict=True) for match in GAP.finditer(line))
    for column, count in sorted(begins.items(), key=lambda item: (-item[1], item[0])):
        if count < LINES:
            break
        if column < WIDE:
            continue
        for free, group in groupby(range(len(lines)), key=lambda k: _is_free(lines[k], places[k], column)):
            block = list(group)
            if free and (found := _block(lines, places, block, column)):
                return found
    return None


def _is_free(line: str, at: Sequence[int], column: int) -> bool:
    """Whether nothing of a line stands across the two columns before ``column``, where text may begin."""
    if at[-1] <= column:
        return True
    index = next(k for k, place in enumerate(at) if place >= column)
    return at[index] == column and not line[max(0, index - 2) : index].strip()


def _block(lines: Sequence[str], places: Sequence[Sequence[int]], block: Sequence[int], column: int) -> _Block | None:
    cuts = [next((k for k, place in enumerate(places[n]) if place >= column), len(lines[n])) for n in block]
    right = [lines[n][cut:].rstrip() for n, cut in zip(block, cuts, strict=True)]
    left = [lines[n][:cut].rstrip() for n, cut in zip(block, cuts, strict=True)]
    written = [k for k in range(len(block)) if right[k].strip()]
    if not written:
        return None
    # What stands above the right column is a head of the page; a long left column goes on below the right one.
    first = written[0]
    while first and left[first - 1].strip() and not lines[block[first - 1]].isspace():
        first -= 1
    left, right = left[first:], right[first:]
    began = sum(bool(text) and not text[0].isspace() for text in right)
    if began < max(LINES, SHARE * sum(map(bool, map(str.strip, right)))):
        return None
    if without_row_numbers(left)[1] or not (_is_prose(left) and _is_prose(right) and _are_apart(left, right)):
        return None
    return _Block(block[first], block[-1] + 1, left, right, began)


def _is_prose(column: Sequence[str]) -> bool:
    """Whether texts run over several lines of a column."""
    # A further column to its right does not count.
    texts = [GAP.split(text.strip())[0] for text in column if text.strip()]
    widest = max(map(width_of, texts), default=0)
    open_ends = [text for text in texts if not STOP.search(text)]
    full = sum(len(text) >= FILLED * max(_like(texts, text)) for text in open_ends)
    return len(texts) >= LINES and widest >= WIDE and 3 * len(open_ends) >= len(texts) and full >= FULL * len(open_ends)


def _like(texts: Sequence[str], text: str) -> list[int]:
    """The lengths of those in the same language: Chinese lines have fewer characters."""
    language = language_of(text)
    return [len(each) for each in texts if language_of(each) == language]


def _are_apart(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether they are no rows of two languages: paragraphs begin beside the middle of others, or both columns hold the
    same language."""
    languages = [Counter(language for text in column if (language := language_of(text))) for column in (left, right)]
    alike = any(min(each[language] for each in languages) >= LINES / 2 for language in ("zh", "en"))
    offset = 0
    for own, other in ((left, right), (right, left)):
        for k in range(1, len(own)):
            begins = own[k].strip() and not own[k - 1].strip()
            offset += bool(
                begins and other[k].strip() and other[k - 1].strip() and not STOP.search(other[k - 1].strip())
            )
    return alike or offset >= OFFSET
