"""LRC, the timed lyrics of players: a line of a song behind its times, ``[01:12.30]``; lines of one time are a row.

There is no standard: what is read is what players write, with ``[mm:ss.xx]`` (or ``:xx``, or three digits, or none),
several times before a line that is sung again, ``<mm:ss.xx>`` before words, and tags such as ``[ti:…]``.

Read: lines with their times.
Left out: tags with title and artist.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from duiqi.blocks.contents import Reading
from duiqi.blocks.cues import TAG, Cue, reading_of, stamp
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.encoding import decode
from duiqi.io.text_lines import text_lines
from duiqi.model import Omission

TIME = re.compile(r"[ \t]*\[(\d{1,3}):(\d{1,2})(?:[.:](\d{1,3}))?\]")
# Title, artist, album, author, maker, length, version: what is about the file and not sung.
ABOUT = re.compile(r"\s*\[([A-Za-z#][\w -]{0,20}):(.*)\]\s*\Z")
# The last line has no end. A choice, in seconds: only the place of that line shows it.
LAST_SHOWN = 5.0
# A file is in LRC when so much of its lines begin like it, and so many do: as for other formats told by their lines.
SHARE, LINES = 0.8, 3


def read_lrc(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The lines that are sung, each where its time says; of one time both languages are a row.

    Raises InputError for a file without times, and for text without a time, with its line.
    """
    text, encoding = decode(data, name, encoding)
    shift, about, sung = 0.0, [], list[tuple[float, str]]()
    for number, line in text_lines(text):
        if not line.strip():
            continue
        times, words = _times(line)
        if times:
            sung += [(time, words) for time in times]
        elif tag := ABOUT.match(line):
            about.append(Omission("about the file", line.strip()))
            shift = _shift(tag[2]) if tag[1].lower() == "offset" else shift
        elif sung:
            # A line break in what is sung, as some programs leave it.
            sung.append((sung[-1][0], line.strip()))
        else:
            raise InputError(
                "a line without a time stands before the first one",
                path=name,
                line=number,
                advice="begin each line with its time, such as [00:12.30]",
            )
    if not sung:
        raise InputError("there is no line with a time, such as [00:12.30]", path=name, advice="check what it is")
    return reading_of(list(_cues(sung, shift)), name, encoding, about, merged=False)


def is_lrc(text: str) -> bool:
    """Whether most lines of ``text`` begin with a time or are about the file, and more with a time."""
    if text.count("[") < LINES:
        return False
    lines = [line for line in text.splitlines() if line.strip()]
    # With fractions of a second: [10:01] also stands before what is said in a transcript, and [00:10:01], where none of
    # the last figures is over 59.
    times = [time for line in lines if (time := TIME.match(line)) and time[3]]
    if not any("." in time[0] or int(time[3]) >= 60 for time in times):
        return False
    timed = len(times)
    tags = sum(bool(ABOUT.match(line)) for line in lines)
    return timed > tags and timed + tags >= max(LINES, SHARE * len(lines))


def _times(line: str) -> tuple[list[float], str]:
    """The times before a line, in seconds, and what is sung at them."""
    times, at = [], 0
    while found := TIME.match(line, at):
        minutes, seconds, fraction = found.groups()
        times.append(60 * int(minutes) + int(seconds) + float(f"0.{fraction or 0}"))
        at = found.end()
    return times, TAG.sub("", line[at:]).strip()


def _shift(text: str) -> float:
    """By how many seconds ``[offset:+500]`` (in milliseconds) shows the lines earlier."""
    found = re.fullmatch(r"\s*([+-]?\d{1,7})\s*", text)
    return int(found[1]) / 1000 if found else 0.0


def _cues(sung: list[tuple[float, str]], shift: float) -> Iterator[Cue]:
    """A cue for each time, until the next one; a line without words only ends the one before."""
    at: dict[float, list[str]] = {}
    for time, words in sorted(sung, key=lambda line: line[0]):
        at.setdefault(max(time - shift, 0.0), []).append(words)
    times = [*at, max(at) + LAST_SHOWN]
    for start, end in pairwise(times):
        if any(lines := at[start]):
            yield Cue(start, end, (stamp(start), stamp(end)), tuple(filter(None, lines)))


FORMAT = Format(
    name="lrc",
    label="timed lyrics (LRC)",
    suffixes=(".lrc",),
    read_document=read_lrc,
    recognises=is_lrc,
)
