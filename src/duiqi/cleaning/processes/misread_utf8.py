"""UTF-8 read in a single-byte encoding, once or several times over.

It leaves sequences that are UTF-8 byte for byte and hardly anything else. The table is chosen once for all lines that
it explains, the one that explains most of the odd characters. Where two explain them equally well and say different
things, nobody knows, and the lines are left.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from duiqi.cleaning.evidence.census import Kind, census_of
from duiqi.cleaning.evidence.char_model import plausibility
from duiqi.cleaning.evidence.examples import examples
from duiqi.cleaning.evidence.redecode import HOLE
from duiqi.cleaning.evidence.single_byte import LATIN_TABLES, TABLES, image, whole_sequences
from duiqi.text.chars import HAN_CHAR

# One in a thousand documents: 2 of the 127 real ones of the development data hold such a run, none of the clean texts.
PRIOR = math.log(1e-3)
LEAST = math.log(99)
# From here on runs that may be words by themselves (``5Ã—8``) are taken for what they are elsewhere in the document.
_PROVEN = math.log(1e9)

# Runs of whole UTF-8 sequences of two, three and four bytes.
_UTF8 = re.compile("(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+")
# Sequences of two and three bytes that are cut short.
_CLIPPED, _LEAD = re.compile("(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?)+"), re.compile("[\xc2-\xef]")
# Quotes, dashes and dots that may really follow an accented letter: “Café”… is no mojibake.
_TYPOGRAPHIC = re.compile("[\xe0-\xef][‘’“”–—…•›‹‰†‡€™\xa0\xab\xbb]+")
_CONTROL = re.compile("[\x80-\x9f]")
# Letters among the trail characters: Ãª or Ãº may be real Portuguese in capitals; Ã© and Â° are not words.
_TWO_BYTES = re.compile("[ÂÃ][^ªºƒŠŒŽšœžŸ\xa0]")
# Greek, Cyrillic and so on take two bytes; GBK read as Latin-1 holds short runs of such pairs.
_NOT_LATIN_LEAD, _WIDE_LEAD = re.compile("[\xc6-\xdf]"), re.compile("[\xe0-\xf4]")
# Log-likelihood ratios. A run of letters and signs that no word holds: each of its characters is one in ten thousand.
_NO_WORD = math.log(1e6)
# A sequence of three bytes that spells a character of running Chinese, or a typographic mark: of all sequences 3% are
# whole, of those 5% spell one.
_COMMON, _OTHER = math.log(1 / (0.03 * 0.05)), math.log(2)
# Latin to Cyrillic, Vietnamese to dingbats, kana and its marks, Hangul, presentation and full-width forms, pictures.
_SCRIPTS = ((0, 0x52F), (0x1E00, 0x27BF), (0x3000, 0x33FF), (0xAC00, 0xD7A3), (0xFE00, 0xFFFD), (0x1F000, 0x1FAFF))
_MARKS = frozenset("‘’“”–—…•　、。《》「」『』【】〈〉〔〕！（），：；？·～")


class Run(NamedTuple):
    """``text[start:end]`` is UTF-8 that says ``read``; ``evidence`` is the log-likelihood ratio (nats) to chance."""

    start: int
    end: int
    read: str
    evidence: float
    layer: str  # what it says before that is read again, where it was misread several times over


class Misreading(NamedTuple):
    """Runs that one table explains, and the log-odds that they were read in it."""

    table: str
    runs: list[Run]
    odds: float


def find_misread_utf8(text: str) -> list[Misreading]:
    """What was read in which table, each with its log-odds; what two tables explain differently is left out."""
    lines = _Lines(text)
    found = []
    for tied, mine, odds in _groups(lines):
        table = tied[0]
        if all(_same(lines, table, rival, mine) for rival in tied):
            runs = [run for n in sorted(mine) for run in lines.runs(table, n)]
            sure = [run for run in runs if run.evidence or odds >= _PROVEN]
            if odds >= _PROVEN:
                sure = _with_clipped(text, sure, table)
            found.append(Misreading(table, sure, odds))
    return found


def find_tied_utf8(text: str) -> list[tuple[int, list[str]]]:
    """Where text begins that several tables explain equally well, and say different things of; and which."""
    lines = _Lines(text)
    found = []
    for tied, mine, _ in _groups(lines):
        for n in sorted(mine):
            rivals = [table for table in tied if not _same(lines, tied[0], table, {n})]
            if rivals:
                found.append((lines.runs(tied[0], n)[0].start, [tied[0], *rivals]))
    return found


def _groups(lines: _Lines) -> Iterator[tuple[list[str], set[int], float]]:
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
        odds = PRIOR + sum(run.evidence for n in sorted(mine) for run in lines.runs(tied[0], n))
        if odds >= LEAST:
            yield tied, mine, odds
        left -= mine or left


def _totals(lines: _Lines, left: set[int]) -> dict[str, int]:
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


def _runs(line: str, table: str, offset: int) -> Iterator[Run]:
    """The runs of a line that begins at ``offset``."""
    for match in _UTF8.finditer(image(line, table)):
        start, end = match.span()
        reading = _short_reading if end - start <= _SHORT else _reading
        if found := reading(match[0], line[start:end], table):
            yield Run(offset + start, offset + end, *found)


def _reading(bytes_: str, run: str, table: str) -> tuple[str, float, str] | None:
    """What a run of ``bytes_`` reads, what speaks for that, and what it says before it is read again; None where these
    are no UTF-8."""
    try:
        layer = bytes_.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return None
    read = _read(layer, table)
    evidence = sum(map(_weight, read))
    if table in LATIN_TABLES:
        evidence = evidence + _NO_WORD if _is_no_word(run, read) else 0.0
    return read, evidence, layer


# Of text that was misread several times over most runs are a character or two, the same ones again and again.
_SHORT = 12
_short_reading = lru_cache(maxsize=1 << 14)(_reading)


def _read(layer: str, table: str) -> str:
    """``layer`` read as UTF-8 in turn as long as it is that."""
    again = image(layer, table)
    if not _UTF8.fullmatch(again):
        return layer
    try:
        return _read(again.encode("latin-1").decode("utf-8"), table)
    except UnicodeDecodeError:
        return layer


@cache
def _weight(char: str) -> float:
    if ord(char) < 0x800:
        return 0.0
    if "\u2010" <= char <= "\u203f":
        return _NO_WORD  # dashes, quotation marks: their first two bytes make a pair that no word of any table holds
    return _COMMON if char in _MARKS or char in plausibility().common or ord(char) > 0xFFFF else _OTHER


def _is_no_word(run: str, read: str) -> bool:
    if 2 * sum(map(_in_use, read)) < len(read):
        return False
    if len(run) == 2:
        return bool(_TWO_BYTES.fullmatch(run)) and (read.isalpha() or not run.startswith("Ã"))
    if _CONTROL.search(read) or (_NOT_LATIN_LEAD.match(run) and len(run) < 8 and not _WIDE_LEAD.search(run)):
        return False
    return not _TYPOGRAPHIC.fullmatch(run) or run[0] == "â"


@cache
def _in_use(char: str) -> bool:
    """Whether ``char`` is of a script or kind that texts with Chinese or English hold: GBK read in a single-byte table
    has three bytes here and there that are UTF-8 for Ethiopic, or for a rare ideograph."""
    if HAN_CHAR.match(char):
        return char in plausibility().common
    code = ord(char)
    return any(first <= code <= last for first, last in _SCRIPTS)


class _Lines:
    """The lines (by number) of a text that hold whole UTF-8 sequences in a table, each read in it when it is asked for:
    ``bounds`` has how many characters of each line these are, which none of its runs can go beyond."""

    def __init__(self, text: str) -> None:
        import numpy as np

        self._text, self._census = text, census_of(text)
        self._runs: dict[tuple[str, int], list[Run]] = {}
        self.bounds: dict[str, dict[int, int]] = {}
        sequences = whole_sequences(self._census.bmp)
        if not any(len(places) for places, _ in sequences.values()):
            return
        odd = self._census.lines(self._census.places(Kind.HIGH_LATIN | Kind.SIGN))
        for table, (places, lengths) in sequences.items():
            numbers = np.searchsorted(self._census.bounds[1:-1], places)
            kept = np.isin(numbers, odd)
            lines, first = np.unique(numbers[kept], return_index=True)
            sums = np.add.reduceat(lengths[kept], first) if len(lines) else first
            self.bounds[table] = dict(zip(lines.tolist(), sums.tolist(), strict=True))

    def runs(self, table: str, line: int) -> list[Run]:
        """The runs of a line but for those that its writer shows."""
        if line not in self.bounds.get(table, ()):
            return []
        found = self._runs.get((table, line))
        if found is None:
            start, end = int(self._census.bounds[line]) + 1, int(self._census.bounds[line + 1])
            found = self._runs[table, line] = _not_shown(self._text, start, end, table)
        return found

    def length(self, table: str, line: int) -> int:
        """How many characters of a line a table explains."""
        return sum(run.end - run.start for run in self.runs(table, line))

    def is_best(self, table: str, line: int) -> bool:
        """Whether it explains some, and none explains more."""
        length = self.length(table, line)
        others = (other for other, bounds in self.bounds.items() if bounds.get(line, 0) > length)
        return length > 0 and all(self.length(other, line) <= length for other in others)


def _not_shown(text: str, start: int, end: int, table: str) -> list[Run]:
    runs = list(_runs(text[start:end], table, start))
    shown = examples(text[start:end], [(run.start - start, run.end - start, run.read) for run in runs]) if runs else ()
    return [run for number, run in enumerate(runs) if number not in shown] if shown else runs


def _same(lines: _Lines, mine: str, other: str, numbers: set[int]) -> bool:
    """Whether two tables say the same of the lines."""
    return all(
        [(r.start, r.end, r.layer) for r in lines.runs(mine, n)]
        == [(r.start, r.end, r.layer) for r in lines.runs(other, n)]
        for n in numbers
    )
