"""The sections of both sides, from one number to the next, and the gates between those with the same number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import sqrt
from typing import NamedTuple

from duiqi.structure.numbering.numbers import CHAPTERS, Forms, Key, follows, numbers_of
from duiqi.structure.numbering.rising import longest_rise
from duiqi.structure.numbering.schemes import Numbered, find_scheme

Gate = tuple[int, int]
# What a section may end before: the heading of another part of the text.
HEADINGS = (*CHAPTERS, "section")
# A choice: sections that one side alone has are told from none by length where they make the one before so much longer.
LONGER = 1.5


@dataclass(frozen=True, slots=True)
class Sections:
    """``zh`` and ``en``: for each sentence the number of its section, the same on both sides; 0 outside, and in
    sections that the other side lacks. ``order``: which English sentence comes where, when its sections stand in the
    order of the Chinese ones. ``gates``: in that order, what no pair crosses. ``moved``: whether each Chinese sentence
    is in a section that stands elsewhere on the English side."""

    zh: tuple[int, ...]
    en: tuple[int, ...]
    order: tuple[int, ...]
    gates: tuple[Gate, ...]
    moved: tuple[bool, ...]


class Side(NamedTuple):
    """The paragraphs of a side that have sentences, the first sentence of each, and how many sentences there are."""

    paragraphs: Sequence[str]
    starts: Sequence[int]
    size: int


class _Group(NamedTuple):
    """Sentences from a number that both sides have to the next such: ``start … end``, its section up to ``stop``, where
    the ``heading`` with these numbers stands, if any, and between the sections that only this side has, ``lone``."""

    start: int
    stop: int
    heading: Forms
    lone: tuple[int, int] | None
    end: int

    @property
    def behind(self) -> int:
        """What the section may reach to: the sections that only this side has, or the next."""
        return self.lone[0] if self.lone else self.end


def find_sections(zh: Side, en: Side) -> Sections | None:
    """The sections that numbers on both sides tell; None where there are no such numbers."""
    numbers = [list(map(numbers_of, side.paragraphs)) for side in (zh, en)]
    scheme = find_scheme(*numbers)
    if scheme is None:
        return None
    headings = [
        [{form: key for form, key in forms.items() if form in HEADINGS} if forms else forms for forms in side]
        for side in numbers
    ]
    known = [{key for _, key in numbered} for numbered in scheme]
    shared = known[0] & known[1]
    counted = [_counted(numbered, shared) for numbered in scheme]
    groups = [dict(_groups(*given, shared)) for given in zip((zh, en), headings, counted, strict=True)]
    for k, (given, unread) in enumerate(zip((zh, en), _unread((zh, en), groups), strict=True)):
        if unread:
            read = [each for each in counted[k] if given.starts[each[0]] not in unread]
            groups[k] = dict(_groups(given, headings[k], read, shared))
    return _sections(zh, en, *groups)


def _sections(
    zh: Side, en: Side, zh_groups: Mapping[Key | None, _Group], en_groups: Mapping[Key | None, _Group]
) -> Sections:
    """The sections of sentences that have the same number on both sides, in the order of the Chinese."""
    order: list[int] = []
    gates: set[Gate] = set()
    for key, left in zh_groups.items():
        right = en_groups[key]
        gates.update(_gates(left, right, len(order) - right.start))
        order += range(right.start, right.end)
    pairs = [(left, en_groups[key]) for key, left in zh_groups.items() if key is not None]
    starts = [right.start for _, right in pairs]
    stay = {starts[k] for k in longest_rise(starts)}
    moved = [False] * zh.size
    sections = [0] * zh.size, [0] * en.size
    for number, (left, right) in enumerate(pairs, 1):
        for side, group in zip(sections, (left, right), strict=True):
            stop = group.stop if _end_alike(left, right) else group.behind
            side[group.start : stop] = [number] * (stop - group.start)
        moved[left.start : left.end] = [right.start not in stay] * (left.end - left.start)
    gates -= {(0, 0), (zh.size, en.size)}
    return Sections(
        zh=tuple(sections[0]), en=tuple(sections[1]), order=tuple(order), gates=tuple(sorted(gates)), moved=tuple(moved)
    )


def _counted(numbered: Numbered, shared: set[Key]) -> Numbered:
    """The numbers that both sides have, and of the others those that count on from one of them or up to one: no
    ``127.0.0.1``."""
    kept = {key for _, key in numbered if key in shared}
    for (_, before), (_, key) in pairwise(numbered):
        if before in kept and follows(key, before):
            kept.add(key)
    for (_, after), (_, key) in pairwise(reversed(numbered)):
        if after in kept and follows(after, key):
            kept.add(key)
    return [(index, key) for index, key in numbered if key in kept]


def _unread(sides: tuple[Side, Side], groups: Sequence[Mapping[Key | None, _Group]]) -> tuple[set[int], set[int]]:
    """The sentences of each side in sections that it alone has, where the other's section before them is so long that
    it holds their translation: its number cannot be read there, or is not written."""
    lengths = [_lengths(side) for side in sides]
    keys = [key for key in groups[0] if key is not None]
    whole = [key for key in keys if not any(group[key].lone for group in groups)]
    totals = [
        sum(length[group[key].end] - length[group[key].start] for key in whole)
        for length, group in zip(lengths, groups, strict=True)
    ]
    unread: tuple[set[int], set[int]] = set(), set()
    for key in keys if all(totals) else ():
        for k in (0, 1):
            own, other = groups[k][key], groups[1 - k][key]
            if not own.lone or other.lone:
                continue
            alone, together = (lengths[k][end] - lengths[k][own.start] for end in own.lone)
            held = (lengths[1 - k][other.end] - lengths[1 - k][other.start]) * totals[k] / totals[1 - k]
            if together >= LONGER * alone and held > sqrt(alone * together):
                unread[k].update(range(*own.lone))
    return unread


def _lengths(side: Side) -> list[int]:
    """How many characters stand before each sentence; of a paragraph all stand before its second one."""
    import numpy as np

    before = np.array([0, *accumulate(map(len, side.paragraphs))])
    lengths: list[int] = before[np.searchsorted(side.starts, np.arange(side.size + 1))].tolist()
    return lengths


def _groups(
    side: Side, forms: Sequence[Forms], numbered: Numbered, shared: set[Key]
) -> Iterator[tuple[Key | None, _Group]]:
    """What stands before the first number that both sides have, by None, and behind each up to the next one."""
    bounds = [place for place, (_, key) in enumerate(numbered) if key in shared]
    starts = [side.starts[index] for index, _ in numbered] + [side.size]
    indices = [index for index, _ in numbered] + [len(side.paragraphs)]
    headings = [_heading(forms, index, following) for index, following in pairwise(indices)]
    stops = [side.starts[stop] if stop < len(side.starts) else side.size for stop, _ in headings]
    first = bounds[0]
    yield None, _Group(0, 0, {}, (starts[0], stops[first - 1]) if first else None, starts[first])
    for place, following in zip(bounds, [*bounds[1:], len(numbered)], strict=True):
        lone = (starts[place + 1], stops[following - 1]) if following > place + 1 else None
        yield numbered[place][1], _Group(starts[place], stops[place], headings[place][1], lone, starts[following])


def _heading(forms: Sequence[Forms], index: int, following: int) -> tuple[int, Forms]:
    """Where the heading of another part stands behind a number, before the next one, and its numbers."""
    place = next((k for k in range(index + 1, following) if forms[k]), following)
    return place, forms[place] if place < following else {}


def _gates(zh: _Group, en: _Group, shift: int) -> Iterator[Gate]:
    """The gates in and before two groups with one number, the English ones ``shift`` sentences later."""
    yield zh.start, en.start + shift
    if _end_alike(zh, en):
        yield zh.stop, en.stop + shift
    if zh.lone and en.lone:
        # Neither has a partner.
        yield zh.lone[0], en.lone[0] + shift
        yield zh.lone[1], en.lone[0] + shift
        yield zh.lone[1], en.lone[1] + shift


def _end_alike(zh: _Group, en: _Group) -> bool:
    """Whether the sections end before the same heading, or both before none. Other words that look like a heading may
    begin a line of the text."""
    return bool(zh.heading.items() & en.heading.items() or zh.lone or en.lone or not (zh.heading or en.heading))
