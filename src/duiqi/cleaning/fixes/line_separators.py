"""The line and paragraph separators of Unicode."""

from __future__ import annotations

import re

from duiqi.cleaning.edits import Change

_LINE_SEPARATORS = re.compile("[\u2028\u2029]")


def find_line_separators(text: str) -> list[Change]:
    r"""Unicode line and paragraph separators, which become line breaks.

    >>> find_line_separators("one\u2028two")
    [Change(start=3, end=4, after='\n')]
    """
    return [Change(m.start(), m.end(), "\n") for m in _LINE_SEPARATORS.finditer(text)]
