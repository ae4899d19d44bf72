"""Control characters, some of which are Windows-1252 punctuation read as Latin-1."""

from __future__ import annotations

import re

from duiqi.cleaning.edits import Change

# C0 controls but tab and line breaks, DEL, C1 controls, noncharacters that XML forbids.
# A terminal's commands go whole (ECMA-48, control sequences): ``\x1b[0;1m``.
_CONTROLS = re.compile("\x1b\\[[0-?]*[ -/]*[@-~]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_C1_PUNCTUATION = re.compile("[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]")
# Between letters, or behind the end of a sentence: elsewhere it was strewn in.
_BREAK = re.compile(r"[A-Za-z,;][\v\f][A-Za-z]|[.!?:。！？；：，][\v\f]\w")
_DASHES = "\x96\x97"


def find_controls(text: str) -> list[Change]:
    r"""Control characters; those that are Windows-1252 punctuation in English (\x92 in ``don\x92t``) become that.

    >>> find_controls("I don\x92t\x07 know")
    [Change(start=5, end=6, after='’'), Change(start=7, end=8, after='')]
    """
    changes = []
    for match in _CONTROLS.finditer(text):
        # Between lines as long as those of a margin it parts them, as Word's line break does.
        after = "\n" if match[0] in "\v\f" and _BREAK.match(text, match.start() - 1) else ""
        if _C1_PUNCTUATION.match(match[0]):
            near = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
            dash = near == "  " and match[0] in _DASHES
            if near and near.isascii() and (dash or any(c.isalnum() for c in near)):
                after = match[0].encode("latin-1").decode("cp1252")
        changes.append(Change(match.start(), match.end(), after))
    return changes
