"""Chinese that stands twice, in Simplified and in Traditional script, line by line, as on cards and signs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from duiqi.model import Document, Omission
from duiqi.text.script import Script, same_in_other_script, script_of

# So many lines in a row with the same in the other script, most Chinese ones: a text about characters shows some too.
LINES, SHARE = 3, 0.7


def without_other_script(document: Document) -> Document:
    """The document without the second of two neighbouring lines that say the same in two scripts, which are among its
    omissions, where most Chinese lines are such; any other comes back as it is."""
    lines = document.text.split("\n")
    written = [index for index, line in enumerate(lines) if not (line.isascii() or line.isspace())]
    twice = [(a, b) for a, b in pairwise(written) if same_in_other_script(lines[a].strip(), lines[b].strip())]
    if len(twice) < LINES:
        return document
    chinese = sum(script_of(lines[index]) is not None for index in written)
    scripts = {script_of(lines[b]) for _, b in twice}
    if 2 * len(twice) < SHARE * chinese or len(scripts) != 1:
        return document
    second = {b for _, b in twice}
    text = "\n".join(line for index, line in enumerate(lines) if index not in second)
    told = _told(scripts, (lines[index].strip() for index in sorted(second)))
    return replace(document, text=text, omissions=(*document.omissions, *told))


def _told(scripts: set[Script | None], lines: Iterable[str]) -> list[Omission]:
    """What is told of the lines, all in the one of the ``scripts``."""
    (script,) = scripts
    return [Omission(f"the same in {str(script).capitalize()} Chinese", line) for line in lines]
