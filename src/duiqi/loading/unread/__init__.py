"""The formats that are known and not read: what they are called, how they are told, what to do with a file in one.

Takes the bytes of a file, or how its text begins; gives an ``Unread``. A format that is given a reader goes from here
to ``duiqi.formats``. Never reads a file, and never knows a format that is read.
"""

from __future__ import annotations

from duiqi.loading.unread.binary import BINARY
from duiqi.loading.unread.kind import Unread
from duiqi.loading.unread.programs import PROGRAMS
from duiqi.loading.unread.texts import TEXTS

__all__ = ["BY_SUFFIX", "UNREAD", "Unread", "unread_binary", "unread_text"]

UNREAD = (*BINARY, *TEXTS, *PROGRAMS)
BY_SUFFIX = {suffix: unread for unread in UNREAD for suffix in unread.suffixes}


def unread_binary(data: bytes) -> Unread | None:
    """The format that is no text and not read that ``data`` is in, by its first bytes."""
    head = data[:1024]
    return next(
        (
            unread
            for unread in BINARY
            if unread.first and unread.first.match(head) and (not unread.marks or any(m in data for m in unread.marks))
        ),
        None,
    )


def unread_text(text: str, plain: bool) -> Unread | None:
    """The format of text that is not read that a file is in whose beginning is ``text``; ``plain``: its name says plain
    text, or nothing, so that it is asked whether it looks like any."""
    return next((unread for unread in (*TEXTS, *PROGRAMS) if unread.is_in(text, plain)), None)
