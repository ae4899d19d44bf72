"""Conversations as chat programs save them: who wrote a message and when stands before it, or on a line of its own."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from duiqi.model import Document, Omission

DATE = r"\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}日?"
TIME = r"(?:[上下]午\s?)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
CLOCK = re.compile(r":\d\d")  # what each has, found fast
# The marks are those of exports from WeChat, QQ, WhatsApp, Telegram and Slack.
STAMP = rf"[\[(（【]?{DATE}[,，]?\s{{1,3}}{TIME}[\])）】]?"
NAME = r"[^\s:：。！？!?,，；;](?:[^\n:：。！？!?；;]{0,28}[^\s:：。！？!?,，；;])?"
# ``[2023/5/6 20:14:03] Tom: Hello``, ``06/05/2023, 20:14 - Tom: Hello``.
BEFORE = re.compile(rf"\s*{STAMP}\s*(?:[-–—]\s*)?(?P<name>{NAME})\s?[:：]\s?(?=\S)")
# ``2023-05-06 20:14:03 Tom``, ``Tom 2023-05-06 20:14:03``, and the name and the text below.
ALONE = re.compile(
    rf"\s*(?:{STAMP}\s*(?:[-–—]\s*)?(?P<name>{NAME})\s?[:：]?|(?P<first>{NAME})\s{{1,3}}{STAMP}\s?[:：]?|{STAMP})\s*"
)
# So many messages are a conversation, in which whoever writes does so twice on average: dates stand in lists of events
# too, each before something else.
MESSAGES, EACH = 4, 2


def without_senders(document: Document) -> Document:
    """The document of a conversation without who wrote its messages and when, which are among its omissions; any other
    comes back as it is."""
    if len(CLOCK.findall(document.text)) < MESSAGES:
        return document
    lines = document.text.split("\n")
    found = [(BEFORE.match(line) or ALONE.fullmatch(line)) if ":" in line else None for line in lines]
    names = Counter(match.groupdict().get("first") or match["name"] for match in found if match)
    if names.total() < MESSAGES or len(names) * EACH > names.total():
        return document
    text = "\n".join(line[match.end() :] if match else line for line, match in zip(lines, found, strict=True))
    told = tuple(Omission("sender of a message", match[0].strip()) for match in found if match)
    return replace(document, text=text, omissions=(*document.omissions, *told))
