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

from duiqi.cleaning.evidence.lines.altered_bytes import alterations, altered_sequences, are_lowered
from duiqi.cleaning.evidence.lines.utf8_runs import Run, Utf8Lines, is_common
from duiqi.cleaning.evidence.redecode import HOLE
from duiqi.cleaning.evidence.single_byte import TABLES, image
from duiqi.cleaning.processes.odds import FOUND, RARE
from duiqi.text.chars import HAN_CHAR

# From here on runs that may be words by themselves (``5Ã—8``) are taken for what they are elsewhere in the document.
_PROVEN = math.log(1e9)
# A table that explains as many characters is no rival where what it says is so much less likely: Latin-9 has ⤽ for “.
_SURELY_LESS = math.log(1e6)
# Sequences of two and three bytes that are cut short, or hold U+FFFD for a byte that the table does not define.
_ENGLISH_MARKS = re.compile("[\u2010-\u203f]+")
_CLIPPED = re.compile("(?:[\xc2-\xdf]\ufffd?|[\xe0-\xef](?:[\x80-\xbf]\ufffd?|\ufffd[\x80-\xbf\ufffd]?)?)+")
_LEAD = re.compile("[\xc2-\xef]")


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
                sure = _with_clipped(text, _with_altered(text, sure, table), table)
            if sure and not are_lowered(_letters(text, sure), table):
                found.append(Misreading(table, sure, odds))
    return found


def _letters(text: str, runs: list[Run]) -> str:
    """What spells characters, and not only marks of English, which small letters spell."""
    return "".join(text[run.start : run.end] for run in runs if not _ENGLISH_MARKS.fullmatch(run.read))


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
        best = max(evidence.values())
        tied = sorted((t for t in evidence if evidence[t] > best - _SURELY_LESS), key=lambda t: -evidence[t])
        mine = {n for n in lines.bounds[tied[0]].keys() & left if lines.is_best(tied[0], n)}
        # Lines of a language in which whole sequences stand by chance are not explained, and prove nothing.
        proving = [n for n in sorted(mine) if lines.is_explained(tied[0], n)]
        odds = RARE + sum(run.evidence for n in proving for run in lines.runs(tied[0], n))
        if odds >= FOUND:
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


def _with_altered(text: str, runs: list[Run], table: str) -> list[Run]:
    """``runs``, and the sequences beside them in a line that were altered afterwards."""
    altered = alterations(text, "".join(text[run.start : run.end] for run in runs), table)
    if not altered:
        return runs
    found: list[Run] = []
    for run, start, end in _gaps(text, runs):
        found += [
            Run(first, last, read, 0.0, read)
            for first, last, read in altered_sequences(text, start, end, table, altered)
            if _may_be_altered(text[first + 1 : last], read)
        ]
        found += [run] if run else []
    return found


def _may_be_altered(further: str, read: str) -> bool:
    """Whether what follows the first letter of a sequence goes on with it: two characters of ASCII may be words (``café
    a``) unless they spell a common character, and a space may part a closing quotation mark that is cut short."""
    if read == HOLE:
        return not further.isascii()
    return (not further.isascii() or is_common(read)) and (" " not in further or HAN_CHAR.match(read) is not None)


def _with_clipped(text: str, runs: list[Run], table: str) -> list[Run]:
    """``runs``, and what stands between them in a line, or before or behind them, and is UTF-8 that lost bytes (some
    readers drop those that a table does not define, or write U+FFFD): its characters are missing."""
    found: list[Run] = []
    for run, start, end in _gaps(text, runs):
        found += _clipped(text, start, end, table)
        found += [run] if run else []
    return found


def _gaps(text: str, runs: list[Run]) -> Iterator[tuple[Run | None, int, int]]:
    """Where what stands before each of ``runs`` in its line begins and ends, and what stands behind the last of a line,
    which has none."""
    behind = 0
    for index, run in enumerate(runs):
        line_start, line_end = text.rfind("\n", 0, run.start) + 1, text.find("\n", run.end)
        yield run, max(behind, line_start), run.start
        line_end = line_end if line_end >= 0 else len(text)
        behind = run.end
        if index + 1 == len(runs) or runs[index + 1].start > line_end:
            yield None, run.end, line_end


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
