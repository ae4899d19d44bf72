"""Who said something and when, before it or on a line of its own: conversations as chat programs save them, and
transcripts of what was spoken with the time in the recording."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from duiqi.model import Document, Omission
from duiqi.text.late_patterns import late_pattern
from duiqi.text.line_facts import LineFacts, facts_of

DATE = r"\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}日?"
TIME = r"(?:[上下]午\s?)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
# The marks are those of exports from WeChat, QQ, WhatsApp, Telegram and Slack.
STAMP = rf"[\[(（【]?{DATE}[,，]?\s{{1,3}}{TIME}[\])）】]?"
NAME = r"[^\s:：。！？!?,，；;](?:[^\n:：。！？!?；;]{0,28}[^\s:：。！？!?,，；;])?"
# ``[2023/5/6 20:14:03] Tom: Hello``, ``06/05/2023, 20:14 - Tom: Hello``.
BEFORE = late_pattern(rf"\s*{STAMP}\s*(?:[-–—]\s*)?(?P<name>{NAME})\s?[:：]\s?(?=\S)")
# ``2023-05-06 20:14:03 Tom``, ``Tom 2023-05-06 20:14:03``, and the name and the text below.
ALONE = late_pattern(
    rf"\s*(?:{STAMP}\s*(?:[-–—]\s*)?(?P<name>{NAME})\s?[:：]?|(?P<first>{NAME})\s{{1,3}}{STAMP}\s?[:：]?|{STAMP})\s*"
)
Matches = list[re.Match[str] | None]
# So many messages are a conversation, in which whoever writes does so twice on average: dates stand in lists of events
# too, each before something else.
MESSAGES, EACH = 4, 2


def without_senders(document: Document) -> Document:
    """The document of a conversation without who wrote its messages and when, which are among its omissions; any other
    comes back as it is."""
    facts = facts_of(document.text)
    lines, clocks = facts.lines, _clocks(facts)
    if len(clocks) < MESSAGES:
        return document
    found: Matches = [None] * len(lines)
    for k in set(clocks):
        found[k] = BEFORE.match(lines[k]) or ALONE.fullmatch(lines[k])
    names = Counter(match.groupdict().get("first") or match["name"] for match in found if match)
    if names.total() < MESSAGES or len(names) * EACH > names.total():
        return document
    text = "\n".join(line[match.end() :] if match else line for line, match in zip(lines, found, strict=True))
    told = tuple(Omission("sender of a message", match[0].strip()) for match in found if match)
    return replace(document, text=text, omissions=(*document.omissions, *told))


# The time in a recording: hours, minutes and seconds, or minutes and seconds in brackets, perhaps that of its end too.
# Bare minutes and seconds before words are a time of day: ``9:30 开幕式``.
WITH_HOURS = r"\d{1,3}:[0-5]\d:[0-5]\d(?:[.,]\d{1,3})?"
CLOCK = rf"(?:{WITH_HOURS}|\d{{1,3}}:[0-5]\d(?:[.,]\d{{1,3}})?)"
TO = r"\s?(?:-->|[-–—~至])\s?"
SPAN = rf"[\[(（【<]\s?(?P<first>{CLOCK})(?:{TO}{CLOCK})?\s?[\])）】>]|(?P<bare>{WITH_HOURS})(?:{TO}{WITH_HOURS})?"
STAMPED = late_pattern(rf"\s*(?:{SPAN})\s?(?:[-–—:：]\s)?\s*(?=\S)(?![-–—~至])")
STAMP_ALONE = late_pattern(rf"\s*(?:{SPAN}|(?P<short>{CLOCK}))\s*")
SPEAKER_ABOVE = late_pattern(rf"\s*(?P<name>{NAME})\s{{1,4}}(?:{SPAN}|(?P<short>{CLOCK}))\s*[:：]?\s*")
# So many times in a row that never fall, but where the other language begins, are those of a recording, and speakers
# speak twice on average (EACH). Minutes and seconds without brackets begin in the first two minutes (in seconds), where
# times of day do not. Choices, as for messages.
STAMPS, BEGINS = 4, 120


def without_times(document: Document) -> Document:
    """The document of a transcript without the times of the recording, and without the speakers beside them on lines of
    their own, which are among its omissions; any other comes back as it is."""
    facts = facts_of(document.text)
    lines, clocks = facts.lines, _clocks(facts)
    if len(clocks) < STAMPS:
        return document
    found: Matches = [None] * len(lines)
    above: Matches = [None] * len(lines)
    for k in set(clocks):
        found[k] = STAMP_ALONE.fullmatch(lines[k]) or STAMPED.match(lines[k])
        above[k] = None if found[k] else SPEAKER_ABOVE.fullmatch(lines[k])
    names = Counter(match["name"] for match in above if match)
    if names.total() >= STAMPS and len(names) * EACH <= names.total():
        found = [at or head for at, head in zip(found, above, strict=True)]
    times = [_seconds(match) for match in found if match]
    short = any(match and match.groupdict().get("short") for match in found)
    if not _rise(times) or (short and times[0] >= BEGINS):
        return document
    text = "\n".join(line[match.end() :] if match else line for line, match in zip(lines, found, strict=True))
    told = tuple(Omission("time in the recording", match[0].strip()) for match in found if match)
    return replace(document, text=text, omissions=(*document.omissions, *told))


def _clocks(facts: LineFacts) -> list[int]:
    """The line of each colon with two figures behind it, which each time has; a line as often as it has one."""
    import numpy as np

    colons = np.flatnonzero(facts.codes[:-2] == ord(":"))
    minutes = facts.told_at(colons + 1, str.isdecimal) & facts.told_at(colons + 2, str.isdecimal)
    found: list[int] = facts.lines_at(colons[minutes]).tolist()
    return found


def _seconds(match: re.Match[str]) -> float:
    groups = match.groupdict()
    parts = (groups["first"] or groups["bare"] or groups["short"]).replace(",", ".").split(":")
    return sum(float(part) * 60.0**place for place, part in enumerate(reversed(parts)))


def _rise(times: Sequence[float]) -> bool:
    """Whether the times are those of one recording, or of one and then of its translation."""
    falls = sum(later < earlier for earlier, later in pairwise(times))
    return len(times) >= STAMPS and falls <= 1 and len(set(times)) > 1
