"""Quotation marks and apostrophes that became ``?``: ``don?t``, ``?Yes,? he said``.

What may be one of several marks, or the end of a question, stays.
"""

from __future__ import annotations

from duiqi.cleaning.edits import Change
from duiqi.cleaning.processes.replaced.turned_marks import PROCESS, find_turned


def find_question_marks(text: str) -> list[Change]:
    """The marks that were turned into ``?``, in a text that shows it.

    >>> [change.after for change in find_question_marks("?I don?t know,? he said.")]
    ['“', '’', '”']
    >>> find_question_marks("SELECT a FROM t WHERE x = ?")
    []
    """
    turned = find_turned(text) if "?" in text else None
    if turned is None:
        return []
    odds = round(turned.odds, 1)
    return [Change(*place, "inferred", PROCESS, odds) for place in turned.places]
