"""UTF-8 read as Windows-1252, Latin-1, or another single-byte encoding.

Each run is read again where it stands, in the table that was found for the document (``processes/misread_utf8.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duiqi.cleaning.edits import Change, lines_with
from duiqi.cleaning.evidence.char_model import plausibility
from duiqi.cleaning.evidence.lines.drafts import PAIRS
from duiqi.cleaning.evidence.lines.utf8_runs import Run
from duiqi.cleaning.evidence.other_encodings import read_again
from duiqi.cleaning.processes.misread_spaces import find_misread_spaces
from duiqi.cleaning.processes.misread_utf8 import find_misread_utf8
from duiqi.text.chars import NOT_ASCII, count_han

# With more characters that are not ASCII outside the runs than this share of those inside, the line may be in a
# double-byte encoding.
_MAX_OUTSIDE = 0.3
# ” as UTF-8 is E2 80 9D; Windows-1252 has no 9D, and some readers drop it, or write U+FFFD. That it was 9D is said by
# the quotation mark that is open there.
_OPENED, _CLOSED = ("“", "â€œ"), ("”", "â€\x9d")
_CLIPPED_QUOTE = re.compile("â€(?:\ufffd|(?![\x80-\u024f\u02c7-\u02dd“”‘’‚„†‡•–—…‰‹›€™]))")


def find_utf8_as_latin(text: str) -> list[Change]:
    """Runs of UTF-8 that were read in a single-byte encoding, once or several times over.

    >>> find_utf8_as_latin("It doesnâ€™t matter")
    [Change(start=8, end=11, after='’', process='utf-8 read as cp1252', odds=20.7)]
    >>> find_utf8_as_latin("“Café”…")
    []
    """
    if "\0" in text:  # UTF-16 may be, a byte at a time
        return []
    changes = []
    is_other_encoding = _OtherEncoding()
    for misreading in find_misread_utf8(text):
        process, odds = f"utf-8 read as {misreading.table}", round(misreading.odds, 1)
        for (start, end), runs in _by_line(text, misreading.runs):
            if not is_other_encoding(text[start:end], sum(run.end - run.start for run in runs)):
                changes += [Change(run.start, run.end, run.read, "exact", process, odds) for run in runs]
    closed = 0
    others = [change for change in changes if change.process != "utf-8 read as cp1252"]
    for clipped in _CLIPPED_QUOTE.finditer(text):
        if any(change.start < clipped.end() and clipped.start() < change.end for change in others):
            continue
        start = max(text.rfind("\n", 0, clipped.start()), closed)
        opened, shut = (max(text.rfind(mark, start, clipped.start()) for mark in marks) for marks in (_OPENED, _CLOSED))
        if opened > shut:
            changes = [each for each in changes if each.end <= clipped.start() or clipped.end() <= each.start]
            changes.append(Change(clipped.start(), clipped.end(), "”", "inferred", "utf-8 read as cp1252"))
            closed = clipped.end()
    return sorted([*changes, *_spaces(text, changes)], key=lambda change: change.start)


def _spaces(text: str, others: list[Change]) -> list[Change]:
    """The no-break spaces beside ``others``: of each the Â goes."""
    spaces = find_misread_spaces(text)
    if not spaces:
        return []
    taken = {place for change in others for place in range(change.start, change.end)}
    odds = round(spaces.odds, 1)
    return [
        Change(start, start + 1, "", process="utf-8 read as cp1252", odds=odds)
        for start, _ in spaces.places
        if start not in taken
    ]


def _by_line(text: str, runs: list[Run]) -> Iterator[tuple[tuple[int, int], list[Run]]]:
    """The lines (start, end) with ``runs``, which are in order, and the runs of each."""
    spans = lines_with(text, (run.start for run in runs))
    at = 0
    for start, end in spans:
        first = at
        while at < len(runs) and runs[at].start <= end:
            at += 1
        yield (start, end), runs[first:at]


class _OtherEncoding:
    """Whether lines are GBK or Big5 read as Latin-1, in which a few byte pairs happen to be UTF-8; what one line was
    read in is tried first with the next."""

    def __init__(self) -> None:
        self._pairs = PAIRS

    def __call__(self, line: str, inside: int) -> bool:
        """The same of one line, with ``inside`` characters in runs."""
        outside = len(NOT_ASCII.findall(line)) - inside
        if outside <= _MAX_OUTSIDE * inside or count_han(line):
            return False
        for pair in self._pairs:
            if read_again(line, plausibility(), (pair,)) is not None:
                self._pairs = (pair, *(other for other in PAIRS if other != pair))
                return True
        return False
