"""The characters of an XML file before it is parsed: decoded, and free of what no parser takes.

Each kind of fault says how it looks and how it is mended (``xml_faults`` has those of any XML). What is found is told
with its place and mended on the way, so that the parser can go on and the rest of the file is checked too. Lines do
not change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO, Literal

from duiqi.errors import InputError
from duiqi.io.xml import XML_ILLEGAL
from duiqi.tmx.decoding import decoded

# Characters read at a time: a choice.
CHUNK = 1 << 16
# A comment or CDATA section must end within this many characters; libxml2 has a like limit for text, ten million.
MAX_OPEN = 10_000_000

# Comments, CDATA sections and instructions: in them & and < mean nothing.
_PLAIN = r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
# What may go on after the end of a chunk.
_OPEN = re.compile(r"<!--(?:(?!-->).)*\Z|<!\[CDATA\[(?:(?!\]\]>).)*\Z|<\?(?:(?!\?>).)*\Z", re.DOTALL)
_UNFINISHED = re.compile(r"(?:&[^;\s<&]{0,40}|<[^>]{0,12}|\r)\Z")
_LONGEST_UNFINISHED = 41  # & and the 40 characters behind it
# What XML_ILLEGAL has, but for surrogates: controls, and U+FFFE and U+FFFF in UTF-8.
_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\r")
_NONCHARACTERS = ("\ufffe".encode(), "\uffff".encode())


@dataclass(frozen=True, slots=True)
class Mended:
    """The text that takes the place of a fault, what is wrong, and what was done, both in words."""

    text: str
    message: str
    change: str


@dataclass(frozen=True, slots=True)
class CharacterFault:
    """A kind of fault. ``pattern`` finds it, or what may be one: ``mend`` gets the text found and the encoding, and
    returns None for what is right. ``within``: ``all`` of the file, for characters that XML cannot hold only;
    ``markup`` and text, not comments and CDATA sections; ``segments``."""

    pattern: str
    mend: Callable[[str, str], Mended | None]
    within: Literal["all", "markup", "segments"] = "markup"


@dataclass(frozen=True, slots=True)
class FoundFault:
    """A fault and its place: line and column, from 1."""

    fault: CharacterFault
    line: int
    column: int
    mended: Mended


def mended_text(
    stream: BinaryIO,
    path: str,
    faults: Sequence[CharacterFault],
    tell: Callable[[FoundFault], None],
    encoding: str | None = None,
) -> Iterator[str]:
    """The text of an XML file, a chunk at a time, free of ``faults``; ``tell`` is called for each that is found.
    ``encoding`` is taken at its word, against what the file says.

    Raises InputError when the encoding is not known and when the file is no XML at all.
    """
    with decoded(stream, path, encoding) as text:
        first = text.read(CHUNK)
        begin = XML_ILLEGAL.sub("", first[:1024]).lstrip()
        if begin and not begin.startswith("<"):
            zipped = begin.startswith("PK")
            raise InputError(
                "is a ZIP file and no TMX" if zipped else "is no TMX: it does not begin with a tag",
                path=path,
                advice="unpack it" if zipped else "other formats become TMX with: align convert",
            )
        yield from _Mender(text.encoding, faults, tell).mended(chain((first,), iter(lambda: text.read(CHUNK), "")))


def plain_text(stream: BinaryIO, path: str, encoding: str | None = None) -> Iterator[str]:
    """The text of an XML file that ``mended_text`` has found nothing in."""
    with decoded(stream, path, encoding) as text:
        while chunk := text.read(CHUNK):
            yield chunk


class _Mender:
    """Mends chunk after chunk; knows line and column of the next one, and whether it begins within a segment."""

    def __init__(self, encoding: str, faults: Sequence[CharacterFault], tell: Callable[[FoundFault], None]) -> None:
        self._encoding, self._tell = encoding, tell
        self._by_group = {f"fault{number}": fault for number, fault in enumerate(faults)}
        groups = [f"(?P<plain>{_PLAIN})", *(f"(?P<{name}>{fault.pattern})" for name, fault in self._by_group.items())]
        self._pattern = re.compile("|".join(groups), re.DOTALL)
        # Where each of them may be, one after the other.
        illegal = [fault.pattern for fault in faults if fault.within == "all"]
        legal = [_PLAIN, *(fault.pattern for fault in faults if fault.within != "all")]
        self._illegal, self._legal = (
            [re.compile(pattern, re.DOTALL) for pattern in patterns] for patterns in (illegal, legal)
        )
        anywhere = [f"(?P<{name}>{fault.pattern})" for name, fault in self._by_group.items() if fault.within == "all"]
        self._anywhere = re.compile("|".join(anywhere))
        self._line, self._column = 1, 0
        self._minds_segments = any(fault.within == "segments" for fault in faults)
        self._in_segment = False

    def mended(self, chunks: Iterable[str]) -> Iterator[str]:
        """The chunks mended; what may go on in the next one waits for it."""
        rest = ""
        for more in chunks:
            chunk = rest + more
            held = _OPEN.search(chunk) or _UNFINISHED.search(chunk, max(len(chunk) - _LONGEST_UNFINISHED, 0))
            cut = held.start() if held and len(chunk) - held.start() < MAX_OPEN else len(chunk)
            rest = chunk[cut:]
            if cut:
                yield self._mend(chunk[:cut])
                if self._minds_segments:
                    self._in_segment = _is_in_segment(chunk, cut, self._in_segment)
                self._line += chunk.count("\n", 0, cut)
                self._column = cut - 1 - chunk.rfind("\n", 0, cut) + (0 if "\n" in chunk[:cut] else self._column)
        if rest:
            yield self._mend(rest)

    def _mend(self, chunk: str) -> str:
        """A chunk mended."""
        line, counted = self._line, 0

        def mend_one(fault: CharacterFault, text: str, at: int) -> str:
            nonlocal line, counted
            mended = fault.mend(text, self._encoding)
            if mended is None:
                return text
            line += chunk.count("\n", counted, at)
            counted = at
            start = chunk.rfind("\n", 0, at)
            self._tell(FoundFault(fault, line, at - start + (self._column if start < 0 else 0), mended))
            return mended.text

        def mend(match: re.Match[str]) -> str:
            text, at, group = match[0], match.start(), match.lastgroup or ""
            if group == "plain":
                # The place told is that of the whole comment.
                return self._anywhere.sub(lambda m: mend_one(self._by_group[m.lastgroup or ""], m[0], at), text)
            fault = self._by_group[group]
            if fault.within == "segments" and not _is_in_segment(chunk, at, self._in_segment):
                return text
            return mend_one(fault, text, at)

        # Pattern by pattern takes a tenth of the time that all of them at once take.
        patterns = self._legal if _is_legal(chunk) else [*self._illegal, *self._legal]
        places = sorted({match.start() for pattern in patterns for match in pattern.finditer(chunk)})
        parts, end = [], 0
        for at in places:
            if at >= end and (match := self._pattern.match(chunk, at)):
                parts += [chunk[end:at], mend(match)]
                end = match.end()
        return "".join([*parts, chunk[end:]]) if parts else chunk


def _is_legal(text: str) -> bool:
    """Whether there is no character that XML cannot hold, in a quarter of the time of a search for them."""
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:  # half of a surrogate pair
        return False
    return len(data.translate(None, _CONTROLS)) == len(data) and not any(map(data.__contains__, _NONCHARACTERS))


def _is_in_segment(chunk: str, at: int, before: bool) -> bool:
    """Whether ``at`` is within a ``<seg>``; ``before`` says so of the start of ``chunk``."""
    opened, closed = chunk.rfind("<seg", 0, at), chunk.rfind("</seg", 0, at)
    return opened > closed if opened != closed else before
