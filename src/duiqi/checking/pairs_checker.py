"""A file of pairs that is no TMX, checked: the rules on texts, with the number of the unit in place of the line."""

from __future__ import annotations

import os
from collections.abc import Iterator

from duiqi.checking.report import Finding, Report
from duiqi.checking.rule import Asked, wanted
from duiqi.checking.rules import TEXTS
from duiqi.checking.text_checker import TextChecker
from duiqi.checking.texts import unit_of_pair
from duiqi.errors import InputError
from duiqi.export import ReadOptions, input_format, iter_pairs
from duiqi.io.files import refuse_pipe


def pairs_format(path: str | os.PathLike[str]) -> str:
    """The format of a file of pairs that is no TMX, by its suffix; empty for any other file. XML may be InterText, and
    is looked at as TMX. Raises InputError for a pipe, of which less would be left to read."""
    refuse_pipe(path)
    try:
        name = input_format(path).name
    except InputError:
        return ""
    return "" if name in ("tmx", "intertext") else name


def check_pairs(
    path: str | os.PathLike[str],
    asked: Asked,
    options: ReadOptions | None = None,
) -> Iterator[Finding]:
    """The faults in the texts of a file of pairs, unit by unit; as ``check_file`` otherwise."""
    if pairs_format(path) == "index":
        raise InputError("has sentence numbers, and no text to check", path=path, advice="check the file of pairs")
    report = Report()
    texts = TextChecker(wanted(TEXTS, asked.rules), asked, report)
    for number, pair in enumerate(iter_pairs(path, options=options), start=1):
        if pair.bead.is_null:
            continue
        report.unit, report.crowded = number, True
        texts.see(unit_of_pair(pair, number))
        if not texts.waits:
            yield from report.take()
    texts.finish()
    yield from report.take()
