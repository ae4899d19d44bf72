"""Control characters, some of which are Windows-1252 punctuation read as Latin-1, and some letters that were lost."""

from __future__ import annotations

import math
import re

from duiqi.cleaning.edits import Change
from duiqi.cleaning.evidence.redecode import HOLE
from duiqi.cleaning.processes.odds import FOUND, RARE
from duiqi.cleaning.processes.replaced.cut_marks import find_cut_marks
from duiqi.cleaning.processes.replaced.strewn_controls import find_lost

# C0 controls but tab and line breaks, DEL, C1 controls, noncharacters that XML forbids.
# A terminal's commands go whole (ECMA-48, control sequences): ``\x1b[0;1m``.
_CONTROLS = re.compile("\x1b\\[[0-?]*[ -/]*[@-~]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_C1_PUNCTUATION = re.compile("[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]")
# Between letters or figures, behind the end of a sentence or the number of a page: elsewhere it was strewn in.
_BREAK = re.compile(r"[A-Za-z,;][\v\f][A-Za-z]|\d[\v\f][A-Z\d]|[.!?:。！？；：，页頁][\v\f]\w")
# Where so many others stand between letters, controls were strewn in, and none of them parts lines. (Those that Word
# writes, hyphens, cells and fields, stand beside its line breaks; one may be a mark that was misread.)
_STREWN, _MANY = re.compile(r"(?<=\w)[\x00-\x06\x0e-\x12\x16-\x1a\x1c\x1d\x7f](?=\w)"), 2
_DASHES = "\x96\x97"
# What printers and ``man`` do: a character struck twice is bold, one over a line is underlined; over a wide character
# the head goes back twice.
_STRUCK = re.compile("([^\x08\n])\x08{1,2}(?=\\1)|_\x08(?=[^\x08\n_])|__\x08\x08(?=[^\x00-\x7f])")
# In nats: backspaces that are strewn in stand between equal characters once in a hundred, at most.
_EACH = math.log(0.99 / 0.01)
# Quotation marks that open and close in a line.
_QUOTED = re.compile("\x93[^\x80-\x9f\n]+\x94|\x91[^\x80-\x9f\n]+\x92")


def find_controls(text: str) -> list[Change]:
    r"""Control characters; those that are Windows-1252 punctuation in English (\x92 in ``don\x92t``) become that.

    >>> find_controls("I don\x92t\x07 know")
    [Change(start=5, end=6, after='’'), Change(start=7, end=8, after='')]

    Between letters or figures, where nothing shows that it was strewn in, one is a character that was lost:

    >>> find_controls("the de\x0cnition")[0].after, find_controls("pages 1\x1520")[0].after
    ('��', '��')
    """
    marks, odds = find_cut_marks(text)
    if marks:
        return [Change(*place, process="low bytes of marks", odds=round(odds, 1)) for place in marks]
    changes = _overstrikes(text)
    quotes = {place for match in _QUOTED.finditer(text) for place in (match.start(), match.end() - 1)}
    struck = {place for change in changes for place in range(change.start, change.end)}
    inside = find_lost(text)
    lines = sum(match.start() not in inside.lost for match in _STREWN.finditer(text)) < _MANY
    for match in _CONTROLS.finditer(text):
        start, control = match.start(), match[0]
        if start in struck:
            continue
        if start in quotes:
            changes.append(Change(start, match.end(), control.encode("latin-1").decode("cp1252")))
            continue
        if start in inside.lost and not (struck and control == "\b"):
            changes.append(Change(start, match.end(), HOLE))
            continue
        # Between lines as long as those of a margin it parts them, as Word's line break does.
        breaks = lines and control in "\v\f" and start not in inside.strewn and _BREAK.match(text, start - 1)
        after = "\n" if breaks else " " if start in inside.parting else ""
        if _C1_PUNCTUATION.match(match[0]):
            near = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
            dash = near == "  " and match[0] in _DASHES
            if near and near.isascii() and (dash or any(c.isalnum() for c in near)):
                after = match[0].encode("latin-1").decode("cp1252")
        changes.append(Change(match.start(), match.end(), after))
    return sorted(changes, key=lambda change: change.start)


def _overstrikes(text: str) -> list[Change]:
    """The first of characters that were struck one over the other, with its backspaces."""
    found = [match.span() for match in _STRUCK.finditer(text)] if "\b" in text else []
    others = text.count("\b") - sum(text.count("\b", start, end) for start, end in found)
    odds = RARE + _EACH * (len(found) - others)
    if odds < FOUND:
        return []
    return [Change(start, end, "", process="overstrikes", odds=round(odds, 1)) for start, end in found]
