"""UTF-8 read in a single-byte encoding, once or several times over.

It leaves sequences that are UTF-8 byte for byte and hardly anything else. The table is chosen once for all lines that
it explains, the one that explains most of the odd characters. Where two explain them equally well and say different
things, nobody knows, and the lines are left.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from duiqi.cleaning.evidence.lines.utf8_runs import Run, Utf8Lines
from duiqi.cleaning.evidence.redecode import HOLE
from duiqi.cleaning.evidence.single_byte import TABLES, image

# One in a thousand documents: 2 of the 127 real ones of the development data hold such a run, none of the clean texts.
PRIOR = math.log(1e-3)
LEAST = math.log(99)
_SMALL_COMMA = "ï¼œ"
# From here on runs that may be words by themselves (``5Ã—8``) are taken for what they are elsewhere in the document.
_PROVEN = math.log(1e9)
# Sequences of two and three bytes that are cut short.
_CLIPPED, _LEAD = re.compile("(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?)+"), re.compile("[\xc2-\xef]")


class Misreading(NamedTuple):
    """Runs that one table explains, and the log-odds that they were read in it."""

    table: str
    runs: list[Run]
    odds: float


def find_misread_utf8(text: str) -> list[Misreading]:
    """What was read in which table, each with its log-odds; what two tables explain differently is left out."""
    lines = Utf8Lines(text)
    found = []
    for tied, mine, odds in _groups(lines):
        table = tied[0]
        if all(_same(lines, table, rival, mine) for rival in tied):
            runs = [run for n in sorted(mine) if lines.is_explained(table, n) for run in lines.runs(table, n)]
            sure = [run for run in runs if run.evidence or odds >= _PROVEN]
            if odds >= _PROVEN:
                sure = _with_clipped(text, sure, table)
            if sure and not _is_lowered("".join(text[run.start : run.end] for run in sure)):
                found.append(Misreading(table, sure, odds))
    return found


def _is_lowered(misread: str) -> bool:
    """Whether the letters that stand for bytes were made small: ``ï¼Œ`` is ``，``, ``ï¼œ`` would be ``＜``."""
    return _SMALL_COMMA in misread and misread == misread.lower()


def find_tied_utf8(text: str) -> list[tuple[int, list[str]]]:
    """Where text begins that several tables explain equally well, and say different things of; and which."""
    lines = Utf8Lines(text)
    found = []
    for tied, mine, _ in _groups(lines):
        for n in sorted(mine):
            rivals = [table for table in tied if not _same(lines, tied[0], table, {n})]
            if rivals:
                found.append((lines.runs(tied[0], n)[0].start, [tied[0], *rivals]))
    return found


def _groups(lines: Utf8Lines) -> Iterator[tuple[list[str], set[int], float]]:
    """The tables that explain most, the likeliest first, with the lines that they explain best and the log-odds; then
    the same for the lines that are left."""
    left = {line for bounds in lines.bounds.values() for line in bounds}
    while left:
        totals = _totals(lines, left)
        most = max(totals.values(), default=0)
        if not most:
            return
        evidence = {
            table: sum(run.evidence for n in sorted(lines.bounds[table].keys() & left) for run in lines.runs(table, n))
            for table in TABLES
            if totals.get(table) == most
        }
        tied = sorted(evidence, key=lambda t: -evidence[t])
        mine = {n for n in lines.bounds[tied[0]].keys() & left if lines.is_best(tied[0], n)}
        # Lines of a language in which whole sequences stand by chance are not explained, and prove nothing.
        proving = [n for n in sorted(mine) if lines.is_explained(tied[0], n)]
        odds = PRIOR + sum(run.evidence for n in proving for run in lines.runs(tied[0], n))
        if odds >= LEAST:
            yield tied, mine, odds
        left -= mine or left


def _totals(lines: Utf8Lines, left: set[int]) -> dict[str, int]:
    """How many characters of the lines each table explains; tables that cannot explain most are not looked at."""
    most = {table: sum(bounds[n] for n in bounds.keys() & left) for table, bounds in lines.bounds.items()}
    totals: dict[str, int] = {}
    for table in sorted(most, key=lambda t: -most[t]):
        if most[table] < max(totals.values(), default=1):
            break
        totals[table] = sum(lines.length(table, n) for n in lines.bounds[table].keys() & left)
    return totals


def _with_clipped(text: str, runs: list[Run], table: str) -> list[Run]:
    """``runs``, and what stands between them in a line, or before or behind them, and is UTF-8 that lost bytes (some
    readers drop those that a table does not define): its characters are missing."""
    found: list[Run] = []
    for index, run in enumerate(runs):
        line_start, line_end = text.rfind("\n", 0, run.start) + 1, text.find("\n", run.end)
        following = runs[index + 1].start if index + 1 < len(runs) else len(text)
        before = max(found[-1].end if found else 0, line_start)
        found += _clipped(text, before, run.start, table)
        found.append(run)
        if line_end < 0 or following > line_end:
            found += _clipped(text, run.end, line_end if line_end >= 0 else len(text), table)
    return found


def _clipped(text: str, start: int, end: int, table: str) -> Iterator[Run]:
    between = image(text[start:end], table)
    if start < end and _CLIPPED.fullmatch(between):
        hole = HOLE * len(_LEAD.findall(between))
        yield Run(start, end, hole, 0.0, hole)


def _same(lines: Utf8Lines, mine: str, other: str, numbers: set[int]) -> bool:
    """Whether two tables say the same of the lines."""
    return all(
        [(r.start, r.end, r.layer) for r in lines.runs(mine, n)]
        == [(r.start, r.end, r.layer) for r in lines.runs(other, n)]
        for n in numbers
    )
