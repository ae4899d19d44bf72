"""Numbers of lines at the margin, as transcripts of courts, pleadings and editions of verse have them: of each line, or
of every fifth. They are no text, and where a sentence runs over several lines they stand in the middle of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from duiqi.blocks.typed.widths import width_of
from duiqi.model import Document, Omission
from duiqi.text.chars import STOP_OR_DASH, is_han
from duiqi.text.late_patterns import late_pattern
from duiqi.text.line_facts import LineFacts, facts_of

LEFT = late_pattern(r"\s*(\d{1,4})(?:\s+(?=\S)|(?=[\u3400-\u9fff“‘「『《（])|\s*\Z)")
RIGHT = re.compile(r"(?:\s{2,}|\t)(\d{1,4})\s*\Z")
GAP = re.compile(r"\s*\d{1,4}(?:\s{2,}|\s*\Z)")
# A page of a transcript has 25 lines, the end of a text fewer. In so many lines in a row, each numbered, at least two
# go on a sentence, which entries of a list do not (one where a margin shows), and so many end as sentences do, which
# names do not. Choices.
EACH, GO_ON, ENDED = 6, 2, 0.15
# A line that goes on is so wide beside the widest, and that no wider than a page; a Chinese one is full but for the
# last characters, and is no short one (as in the repair of wrapped lines): entries of a list are of any length.
FULL, WIDEST = 0.7, 110
RAGGED, LEAST = 4, 24
# White space before and behind them: a choice.
SET_IN, BEHIND = 16, 4
# Steps from one fifth (or tenth) line to the next, which is just so many lines further down: two are no chance.
STEPS = 2
EVERY = (5, 10)


class _Numbered(NamedTuple):
    """A line with a number: which line it is, the number, and what is left of the line."""

    at: int
    number: int
    text: str


def without_line_numbers(document: Document) -> Document:
    """The document without the numbers of its lines, which are among its omissions."""
    facts = facts_of(document.text)
    lines = facts.lines
    rests = _numbered_lines(facts)
    if not rests:
        return document
    told = tuple(Omission("number of a line", _number_of(lines[k], rest)) for k, rest in sorted(rests.items()))
    text = "\n".join(rests.get(k, line) for k, line in enumerate(lines))
    return replace(document, text=text, omissions=(*document.omissions, *told))


def numbered_lines(lines: Sequence[str]) -> dict[int, str]:
    """The lines that have a number which counts lines, each without it."""
    return _numbered_lines(LineFacts.of(lines))


def _numbered_lines(facts: LineFacts) -> dict[int, str]:
    lines, first, last = facts.lines, facts.first, facts.last
    begin = facts.told_at(first, str.isdecimal) & (first - facts.starts < SET_IN)
    end = facts.told_at(last - 1, str.isdecimal) & (facts.ends - last < BEHIND)
    left = [_left(k, lines[k]) for k in begin.nonzero()[0].tolist()]
    right = [_right(k, lines[k]) for k in (end & ~facts.blank).nonzero()[0].tolist()]
    if len(left) + len(right) <= STEPS:
        return {}
    written = (~facts.blank).nonzero()[0].tolist()
    place = {k: number for number, k in enumerate(written)}
    found: dict[int, str] = {}
    runs = list(_each(list(filter(None, left)), place))
    # Two spaces behind each number are a margin.
    apart = all(GAP.match(lines[line.at]) for run in runs for line in run)
    least = 1 if apart else GO_ON
    if _are_prose([[line.text or lines[written[place[line.at] + 1]] for line in run] for run in runs], least):
        found = {line.at: line.text for run in runs for line in run}
    for numbered in (left, right):
        found.update((line.at, line.text) for line in _every(list(filter(None, numbered)), place))
    return found


def _number_of(line: str, rest: str) -> str:
    return line.replace(rest, "", 1).strip() if rest else line.strip()


def _left(at: int, line: str) -> _Numbered | None:
    match = LEFT.match(line)
    return _Numbered(at, int(match[1]), line[match.end() :]) if match else None


def _right(at: int, line: str) -> _Numbered | None:
    match = RIGHT.search(line[-12:])
    return _Numbered(at, int(match[1]), line[: max(0, len(line) - 12) + match.start()]) if match else None


def _each(numbered: Sequence[_Numbered], place: dict[int, int]) -> Iterator[list[_Numbered]]:
    """Runs of lines of which each is numbered, counting from 1 on each page; the number may stand on a line above."""
    run: list[_Numbered] = []
    for line in (*numbered, None):
        if line and run and line.number == run[-1].number + 1:
            step = place[line.at] - place[run[-1].at]
            if step == 1 or (step == 2 and not run[-1].text):
                run.append(line)
                continue
        # The last number may have nothing below it.
        while run and not run[-1].text and place[run[-1].at] + 1 >= len(place):
            run.pop()
        if len(run) >= EACH:
            yield run
        run = [line] if line and line.number == 1 else []


def _are_prose(runs: Sequence[Sequence[str]], least: int) -> bool:
    """Whether sentences run over several of the lines of these runs, so many times at ``least``."""
    on = apart = ended = total = 0
    for run in runs:
        written = [text.strip() for text in run if text.strip()]
        widest = max(map(width_of, written), default=0)
        if widest > WIDEST:  # verses with their numbers, each in one line
            continue
        ended += sum(STOP_OR_DASH.search(text) is not None for text in written)
        on += sum(goes_on(above, below, widest) for above, below in pairwise(written))
        apart += sum(_is_apart(above, below, widest) for above, below in pairwise(written))
        total += len(written)
    return on >= least and on >= apart and ended >= ENDED * total


def goes_on(above: str, below: str, widest: int) -> bool:
    """Whether a sentence goes on from one line to the next."""
    if STOP_OR_DASH.search(above):
        return False
    if is_han(above[-1]) and is_han(below[0]):
        return width_of(above) >= max(LEAST, widest - RAGGED)
    return below[0].islower() and width_of(above) >= FULL * widest


def _is_apart(above: str, below: str, widest: int) -> bool:
    """Whether a line without a stop has one below that is no rest of it, as entries of a list have."""
    begins = below[0].isupper() or (is_han(above[-1]) and is_han(below[0]))
    return begins and not STOP_OR_DASH.search(above) and not goes_on(above, below, widest)


def _every(numbered: Sequence[_Numbered], place: dict[int, int]) -> list[_Numbered]:
    """The lines with the numbers of every fifth or tenth line; none where a line between them has a number too."""
    best: list[_Numbered] = []
    for every in EVERY:
        steps = [
            (above, below)
            for above, below in pairwise(numbered)
            if below.number - above.number == every == place[below.at] - place[above.at] and not above.number % every
        ]
        if len(steps) >= STEPS and len(steps) > len(best):
            ids = {line.at: line for step in steps for line in step}
            best = [ids[at] for at in sorted(ids)]
    return best
