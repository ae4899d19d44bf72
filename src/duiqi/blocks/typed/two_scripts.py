"""Chinese that stands twice, in Simplified and in Traditional script, line by line, as on cards and signs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from duiqi.model import Document, Omission
from duiqi.text.line_facts import facts_of
from duiqi.text.script import Script, same_in_other_script, script_of

# So many lines in a row with the same in the other script, most Chinese ones: a text about characters shows some too.
LINES, SHARE = 3, 0.7


def without_other_script(document: Document) -> Document:
    """The document without the second of two neighbouring lines that say the same in two scripts, which are among its
    omissions, where most Chinese lines are such; any other comes back as it is."""
    import numpy as np

    facts = facts_of(document.text)
    lines = facts.lines
    written = np.flatnonzero(facts.hold(facts.codes >= 0x80) & ~facts.blank)
    lengths = (facts.last - facts.first)[written]
    alike = np.flatnonzero(lengths[1:] == lengths[:-1])
    near = zip(written[alike].tolist(), written[alike + 1].tolist(), strict=True)
    twice = [(a, b) for a, b in near if same_in_other_script(lines[a].strip(), lines[b].strip())]
    if len(twice) < LINES:
        return document
    chinese = sum(script_of(lines[index]) is not None for index in written.tolist())
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
