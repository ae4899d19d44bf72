"""Lists of contents, told by their entries, which stand again in the text as its headings: a page is no text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import chain
from operator import or_
from typing import TYPE_CHECKING

from duiqi.blocks.typed.contents.entries import (
    ANY_LEADER,
    BEFORE_SIGN,
    LEADER,
    LONGEST,
    MARKS,
    NUMBER,
    OF_HEADS,
    OF_NUMBERS,
    OF_PAGES,
    is_entry,
    is_head,
    is_sign,
    may_lead,
    number_of,
    title_of,
)
from duiqi.structure.numbering import follows, longest_rise
from duiqi.structure.paragraph_kind import ends_with_mark
from duiqi.text.line_facts import LineFacts

if TYPE_CHECKING:
    from duiqi.text.line_facts import Flags

# A list has so many entries, and of these so many stand again. Shorter lists are read: they do no harm. The share
# leaves room for entries that are abridged.
ENTRIES, AGAIN = 5, 0.7
# Of the entries of a list that is left out so many stand again in their order: a choice, one in six may be abridged.
IN_ORDER = 5 / 6
# So many lines in a row may be none, such as the first line of an entry of two.
MISSED = 2


class _Lines:
    """Lines or paragraphs: which are entries that lead to a page, which the title of a list, and what each has in
    common with its heading."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.texts = lines
        self._long = [index for index, line in enumerate(lines) if len(line) > LONGEST]
        short = list(lines)
        for index in self._long:
            short[index] = ""
        # Of those that are not longer than entries; of the others each is asked.
        self._facts = LineFacts.of(short)

    def _asked(self, which: Flags, ask: Callable[[str], bool]) -> list[bool]:
        found = [False] * len(self.texts)
        for index in chain(self._long, which.nonzero()[0].tolist()):
            found[index] = ask(self.texts[index])
        return found

    @cached_property
    def _paged(self) -> Flags:
        return self._facts.at(self._facts.last - 1, OF_PAGES) & ~self._facts.blank

    @cached_property
    def entries(self) -> list[bool]:
        """Which are entries."""
        return self._asked(self._paged, is_entry)

    @cached_property
    def heads(self) -> list[bool]:
        """Which are the titles of lists of contents."""
        return self._asked(self._facts.at(self._facts.first, OF_HEADS), is_head)

    @cached_property
    def titles(self) -> list[str]:
        """What each has in common with its heading, see ``title_of``; at a stroke: of most lines it is all letters and
        digits."""
        import numpy as np

        facts = self._facts
        kept = facts.all_of(str.isalnum)
        begin = facts.first
        # A number has a figure or a full stop behind so many characters at most.
        signs = np.append(np.flatnonzero(facts.all_of(is_sign)), len(facts.codes) - 1)
        sign = signs[np.searchsorted(signs, begin)]
        begun = facts.told_at(begin, str.isdecimal) | facts.at(begin, OF_NUMBERS) | (sign == begin + 1)
        may_be = kept[begin] & (sign < facts.ends) & begun
        numbered = np.flatnonzero(may_be & (facts.shown(begin, sign) <= BEFORE_SIGN))
        for index, start, at in np.stack((numbered, facts.starts[numbered], begin[numbered]), axis=1).tolist():
            number = NUMBER.match(self.texts[index], at - start)
            if number:
                kept[start : start + number.end()] = False
        kept[facts.ends] = True
        letters = facts.codes[kept].tobytes().decode("utf-32-le", "surrogatepass")
        titles = letters.lower().split("\n")[:-1]
        alone = facts.at(begin, MARKS)
        alone[[k for k in self._paged.nonzero()[0].tolist() if may_lead(self.texts[k])]] = True
        alone[[index for index in numbered.tolist() if not titles[index]]] = True
        for index in chain(self._long, alone.nonzero()[0].tolist()):
            titles[index] = title_of(self.texts[index])
        return titles

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The lines with each title."""
        found: dict[str, list[int]] = {}
        for index, title in enumerate(self.titles):
            found.setdefault(title, []).append(index)
        return found


def without_pages(lines: Sequence[str]) -> tuple[list[str], list[tuple[int, int]] | None]:
    """Lines or paragraphs without dots that lead to a page; in lists of contents without any page at their end. And the
    lists among what is left, where that was found out: see ``contents_lists``."""
    told = _Lines(lines)
    plain = [LEADER.sub("", line) if entry else line for line, entry in zip(lines, told.entries, strict=True)]
    lists = _contents_lists(told)
    for start, end in lists:
        plain[start:end] = [ANY_LEADER.sub("", line) if may_lead(line) else line for line in lines[start:end]]
    return plain, lists if plain == lines else None


def contents_lists(lines: Sequence[str]) -> list[tuple[int, int]]:
    """``(start, end)`` of the lists of contents among lines or paragraphs.

    A list begins with its title (``Table of Contents``, ``目录``) or with entries that lead to pages; it goes on as
    long as lines are entries: numbered or leading to a page, or standing again, alone, further down.
    """
    return _contents_lists(_Lines(lines))


def returning_lists(lines: Sequence[str]) -> list[list[int]]:
    """The paragraphs of each list of contents all of whose entries, but for a few that are abridged, stand again below,
    in their order, with more text between them than the list has; without sentences that stand there alone. One that
    ends the text, under its title, has them above.

    A table of terms, an enumeration, a list of names is none: it has no such title and leads to no pages, or what it
    names has no part of the text each. Nor is a text that is all headings.
    """
    told = _Lines(lines)
    spans = [(start, end, range(end, len(lines))) for start, end in _contents_lists(told)]
    last = next((k for k in range(len(lines) - 1, 0, -1) if told.heads[k]), 0)
    tail = lines[last:] if last >= max((end for _, end, _ in spans), default=1) else []
    if sum(map(bool, map(str.strip, tail))) > ENTRIES and max(map(len, tail)) <= LONGEST:
        spans.append((last, len(lines), range(last)))
    return list(filter(None, (_returning(told, *span) for span in spans)))


def _returning(lines: _Lines, start: int, end: int, text: range) -> list[int]:
    """The paragraphs of a list whose entries stand again in ``text``; none if it is no such list."""
    texts, titles = lines.texts, lines.titles
    entries = [k for k in range(start, end) if titles[k] and not lines.heads[k]]
    places = {titles[k]: [place for place in reversed(lines.places[titles[k]]) if place in text] for k in entries}
    in_order = 0
    headings: set[int] = set()
    for part in _between_heads(lines, entries):
        # Each entry may be any of the headings that say the same, the later ones first, so that it is one only.
        below = [place for k in part for place in places[titles[k]]]
        found = [below[k] for k in longest_rise(below)]
        in_order += len(found)
        headings.update(found)
    if in_order < IN_ORDER * len(entries):
        return []
    listed = sum(len(texts[k]) for k in entries)
    if sum(map(len, texts[text.start : text.stop])) - sum(len(texts[k]) for k in headings) < listed:
        return []
    alone = {k for k in entries if not places[titles[k]] and ends_with_mark(texts[k])}
    return [k for k in range(start, end) if k not in alone]


def _between_heads(lines: _Lines, entries: Sequence[int]) -> list[list[int]]:
    """The entries of each list of those that follow each other: of chapters, of tables, of figures."""
    parts: list[list[int]] = []
    for k in entries:
        if not parts or any(lines.heads[parts[-1][-1] + 1 : k]):
            parts.append([])
        parts[-1].append(k)
    return parts


def _contents_lists(lines: _Lines) -> list[tuple[int, int]]:
    begins = [index for index, begin in enumerate(map(or_, lines.entries, lines.heads)) if begin]
    last = dict(zip(lines.titles, range(len(lines.titles)), strict=True)) if begins else {}
    found: list[tuple[int, int]] = []
    behind = 0
    for index in begins:
        if index < behind:
            continue
        end, size, again = _reach(lines, last, index)
        if size >= ENTRIES and again >= AGAIN * size:
            found.append((index, end))
        behind = max(index + 1, end)
    return found


def _reach(lines: _Lines, last: dict[str, int], start: int) -> tuple[int, int, int]:
    """Where the list that begins at ``start`` ends, how many entries it has, and how many of them stand again."""
    texts, titles, is_listed, heads = lines.texts, lines.titles, lines.entries, lines.heads
    end = start
    entries = again = missed = 0
    seen: set[str] = set()
    before: tuple[int, ...] = ()
    first = True  # of the list, or of one with a title of its own below it
    for index in range(start, len(texts)):
        title = titles[index]
        if not title:
            continue
        if heads[index] and not missed:
            end, first = index + 1, True
            continue
        number = number_of(texts[index])
        if title in seen and not (first or is_listed[index] or (number and before and follows(number, before))):
            break  # the first heading: the text begins
        first = False
        seen.add(title)
        if last[title] > index and len(texts[index]) <= LONGEST:
            again += 1
            missed = 0
        elif is_listed[index] or (number and before and follows(number, before)):
            missed = 0
        elif missed < MISSED:
            missed += 1
        else:
            break
        before = number or before
        entries += 1
        if not missed:
            end = index + 1
    return end, entries - missed, again
