"""What was left because two processes explain it equally well and say different things."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from duiqi.model import Edit


class Undecided(NamedTuple):
    """The ``line`` (from 1) of a text, how it begins there, and the processes that explain it equally well."""

    line: int
    text: str
    processes: tuple[str, ...]


def undecided(text: str, edits: Sequence[Edit] = ()) -> list[Undecided]:
    """The lines of a cleaned text that nobody can decide; ``edits`` led to it, and tell which marks were turned."""
    found = _tied(text) | _turned(text, edits)
    return [
        Undecided(text.count("\n", 0, start) + 1, text[start:].partition("\n")[0], found[start])
        for start in sorted(found)
    ]


def _tied(text: str) -> dict[int, tuple[str, ...]]:
    """Where lines begin that several encodings explain, and these."""
    from duiqi.cleaning.evidence.census import census_of
    from duiqi.cleaning.evidence.lines.kept import forget
    from duiqi.cleaning.fixes.wrong_encoding import lines_not_ascii, suspicious_lines
    from duiqi.cleaning.processes.misread_lines import find_tied_lines
    from duiqi.cleaning.processes.misread_utf8 import find_tied_utf8
    from duiqi.cleaning.unread import ODD

    if not census_of(text).present & ODD:
        return {}
    found: dict[int, tuple[str, ...]] = {}
    for start, tables in find_tied_utf8(text):
        found[start] = tuple(f"utf-8 read as {table}" for table in tables)
    lines = suspicious_lines(text)
    sound = lines_not_ascii(text) - len(lines)
    for misreading, rivals in find_tied_lines([text[start:end] for start, end in lines], sound):
        for number in misreading.lines:
            pairs = (misreading.pair, *rivals)
            found.setdefault(lines[number][0], tuple(f"{right} read as {wrong}" for wrong, right in pairs))
    forget()
    return found


def _turned(text: str, edits: Sequence[Edit]) -> dict[int, tuple[str, ...]]:
    """Where lines begin in which a ``?`` stands for one of several marks, when other marks became ``?``."""
    from duiqi.cleaning.processes.replaced.turned_marks import PROCESS, left_marks

    if not any(edit.process == PROCESS for edit in edits):
        return {}
    return {text.rfind("\n", 0, start) + 1: ("a question mark", PROCESS) for start in left_marks(text)}
