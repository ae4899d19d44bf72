"""Timed text (TTML 2, and its profiles IMSC, DFXP and iTunes Timed Text): the text of the cues, without styling.

Times are in hours, minutes and seconds, in frames or ticks, and count from those of the elements around (chapter 12.3).
pysubs2 reads the format too, but takes divisions and spans as if they had no times.

Read: cues with their times.
Left out: styles, metadata.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

from duiqi.blocks.contents import Reading
from duiqi.blocks.cues import Cue, reading_of, stamp, together
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.signature import root_of
from duiqi.io.xml import local_attribute, local_name, parse_xml
from duiqi.text.chars import HAN_CHAR
from duiqi.text.late_patterns import late_pattern

SPACE = re.compile(r"[ \t\r\n]+")
# A line break of the file between Chinese characters is no space.
CHINESE_BREAK = late_pattern(rf"(?<={HAN_CHAR.pattern})[ \t]*\r?\n[ \t]*(?={HAN_CHAR.pattern})")
CLOCK = re.compile(r"(\d{2,5}):(\d\d):(\d\d)(?:(\.\d{1,9})|:(\d{2,3})(?:\.\d{1,9})?)?\Z", re.ASCII)
OFFSET = re.compile(r"(\d{1,12}(?:\.\d{1,9})?)(h|ms|m|s|f|t)\Z", re.ASCII)
NUMBER = re.compile(r"\d{1,9}\Z", re.ASCII)
SECONDS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
TIMES = ("begin", "end", "dur")
HELD = ("metadata", "set")
# Readings over characters and the marks around them (chapter 10.2.38).
READINGS = ("text", "textContainer", "delimiter")
XML = "{http://www.w3.org/XML/1998/namespace}"
# Where the file tells none (chapter 7.2.4).
FRAME_RATE = 30
ADVICE = "open it in a program for subtitles, such as Subtitle Edit, and save it again"
Span = tuple[float, float]
ALWAYS: Span = (0.0, math.inf)


def read_ttml(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The cues in the order of their times; those with the same times, as in two regions or languages, are a row.

    Raises InputError for a time that cannot be read, with its line, and for a file without cues.
    """
    root = parse_xml(data, name)
    reader = _Reader(root, name)
    cues = [cue for body in root.iterchildren("{*}body") for cue in reader.cues(body, ALWAYS)]
    if not cues:
        raise InputError("there are no subtitles in it: no text with times", path=name, advice=ADVICE)
    return reading_of(together(sorted(cues, key=lambda cue: cue.start)), name, "utf-8")


class _Reader:
    """Reads times as the file counts them, and text without readings over characters."""

    def __init__(self, root: Any, name: str) -> None:
        self._name = name
        self._frames, self._ticks = _rates(root)
        styles = root.iterfind("{*}head/{*}styling/{*}style")
        self._readings = {style.get(f"{XML}id") for style in styles if local_attribute(style, "ruby") in READINGS}

    def cues(self, element: Any, around: Span) -> Iterator[Cue]:
        """The cues of an element that is shown within the span ``around`` (seconds), or of those in it."""
        start, end = span = self._span(element, around)
        is_cue = local_name(element) in ("p", "span") and (
            _has_times(element) or not any(map(_has_times, element.iterdescendants("{*}span")))
        )
        if not is_cue:
            for child in element.iterchildren("{*}div", "{*}p", "{*}span"):
                yield from self.cues(child, span)
        elif span != ALWAYS:
            lines = tuple(line.strip() for line in "".join(self._pieces(element)).split("\n") if line.strip())
            end = end if end < math.inf else start
            if lines:
                yield Cue(start, end, (stamp(start), stamp(end)), lines)

    def _span(self, element: Any, around: Span) -> Span:
        begin, end, duration = (self._seconds(element, name) for name in TIMES)
        start = around[0] + (begin or 0.0)
        ends = [around[1]]
        ends += [around[0] + end] if end is not None else []
        ends += [start + duration] if duration is not None else []
        return start, max(min(ends), start)

    def _seconds(self, element: Any, attribute: str) -> float | None:
        """A time of an element; None where it has none."""
        text = (element.get(attribute) or "").strip()
        if not text:
            return None
        if clock := CLOCK.match(text):
            hours, minutes, seconds, fraction, frames = clock.groups()
            whole = 3600 * int(hours) + 60 * int(minutes) + int(seconds)
            return whole + float(fraction or 0) + int(frames or 0) / self._frames
        if offset := OFFSET.match(text):
            count, unit = float(offset[1]), offset[2]
            rate = {"f": self._frames, "t": self._ticks}.get(unit)
            return count / rate if rate else count * SECONDS[unit]
        raise InputError(
            f"{text[:40]!r} is no time, such as 00:00:01.500", path=self._name, line=element.sourceline, advice=ADVICE
        )

    def _pieces(self, element: Any) -> Iterator[str]:
        """The text of a paragraph, a line break for each of its own."""
        keeps = next((e.get(f"{XML}space") for e in _upwards(element) if e.get(f"{XML}space")), "") == "preserve"
        yield _shown(element.text, keeps)
        for child in element:
            tag = local_name(child)
            if tag == "br":
                yield "\n"
            elif tag not in HELD and not self._is_reading(child):
                yield from self._pieces(child)
            yield _shown(child.tail, keeps)

    def _is_reading(self, element: Any) -> bool:
        styles = (element.get("style") or "").split()
        return local_attribute(element, "ruby") in READINGS or not self._readings.isdisjoint(styles)


def _rates(root: Any) -> tuple[float, float]:
    """Frames and ticks a second, as the file tells them; else 30 frames, and a tick a frame where frames are told, or a
    second (chapter 7.2)."""
    told = _number(local_attribute(root, "frameRate"))
    frames = float(told or FRAME_RATE)
    times, _, by = local_attribute(root, "frameRateMultiplier").replace(":", " ").partition(" ")
    if _number(times) and _number(by):
        frames *= _number(times) / _number(by)
    return frames, float(_number(local_attribute(root, "tickRate")) or (frames if told else 1))


def _number(text: str) -> int:
    """A whole number; 0 for what is none."""
    return int(text) if NUMBER.match(text) else 0


def _upwards(element: Any) -> Iterator[Any]:
    yield element
    yield from element.iterancestors()


def _has_times(element: Any) -> bool:
    return any(element.get(name) for name in TIMES)


def _shown(text: str | None, keeps: bool) -> str:
    return (text or "") if keeps else SPACE.sub(" ", CHINESE_BREAK.sub("", text or ""))


FORMAT = Format(
    name="ttml",
    label="timed text (TTML)",
    suffixes=(".ttml", ".dfxp", ".itt"),
    read_document=read_ttml,
    recognises=lambda text: root_of(text) == "tt",
    library="lxml",
)
