"""Mailboxes (``.mbox``): the messages one after the other, each read as a message in a file of its own is.

In the form "mboxrd": a line that begins with ``From `` and has a time begins a message, and one in a message that looks
like it has a ``>`` before it (RFC 4155, appendix A).

Read: the subject and text of each message.
Left out: what is left out of each.
"""

from __future__ import annotations

import re
from dataclasses import replace

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.errors import InputError
from duiqi.formats.eml import message_lines
from duiqi.formats.format import Format
from duiqi.model import Omission

BEGINS = re.compile(rb"(?m)^From [^\r\n]{1,200}\d\d:\d\d[^\r\n]{1,40}\r?\n(?=[!-9;-~]{1,80}:)")
FIRST = re.compile(r"From \S{1,200} +\w{3} \w{3} ")
QUOTED = re.compile(rb"(?m)^>(?=>*From )")
MOST_MESSAGES = 10_000  # a choice, as for the parts of a message


def read_mbox(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The texts of the messages. Raises InputError for what is no mailbox, and for one made to fill the memory."""
    starts = list(BEGINS.finditer(data))
    if not starts:
        raise InputError("this is no mailbox: no message begins in it", path=name, advice="check what it is")
    if len(starts) > MOST_MESSAGES:
        raise InputError(
            f"the mailbox has more than {MOST_MESSAGES:,} messages", path=name, advice="split it into several"
        )
    ends = [start.start() for start in starts[1:]] + [len(data)]
    lines: list[Line] = []
    omissions: list[Omission] = []
    for start, end in zip(starts, ends, strict=True):
        found, left, used = message_lines(QUOTED.sub(b"", data[start.end() : end]), name, encoding)
        before = len(lines)  # no message has more rows than lines
        lines += [replace(line, row=None if line.row is None else line.row + before) for line in found]
        omissions += left
    return assemble(lines, name, used, omissions)


def is_mbox(text: str) -> bool:
    """Whether ``text`` begins with the line before a message."""
    return bool(FIRST.match(text.lstrip("\ufeff")))


FORMAT = Format(
    name="mbox",
    label="a mailbox (MBOX)",
    suffixes=(".mbox",),
    read_document=read_mbox,
    recognises=is_mbox,
)
