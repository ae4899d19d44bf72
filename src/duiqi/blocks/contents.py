"""What a reader hands over: the text of a file, a paragraph a line, and what the file says of each paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import BinaryIO, Literal

from duiqi.blocks.coded import carried
from duiqi.errors import InputError
from duiqi.inline import Code, Codes, moved
from duiqi.model import Hint, Language, Omission, ParagraphKind
from duiqi.text.language import language_of

# White space that a format may put between words; the wide space of Chinese is content.
SPACE = re.compile("[ \t\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
UNREADABLE = re.compile("[\0\ufffe\uffff\ud800-\udfff]")

# A number that counts a row, and so many make a column of them: 2, 3 and 4 may be amounts.
COUNT, FEWEST_COUNTS = re.compile(r"(\d{1,4})[.)、．]?"), 3
# More text than this in one document is a corpus, or an archive made to fill memory. A bilingual Bible has 6 million
# characters.
MAX_CHARS = 24_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph or cell as a reader found it. ``text`` has a line break only where the file sets one; ``codes`` are
    its inline codes; ``table`` and ``column`` number those of a cell, where a reader says so."""

    text: str
    language: Language | Literal["other"] | None = None
    kind: ParagraphKind | None = None
    row: int | None = None
    place: str = ""
    key: str = ""
    codes: Codes = ()
    table: int = 0
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The raw text of a file, hints and inline codes with their offsets in it, what was left out, the encoding it was
    in, ``notes`` on how it was read, for the user, and the ``format`` with what told it."""

    text: str
    hints: tuple[Hint, ...] = ()
    omissions: tuple[Omission, ...] = ()
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()
    codes: Codes = ()
    format: str = ""


def assemble(lines: Iterable[Line], name: str, encoding: str = "utf-8", omissions: Iterable[Omission] = ()) -> Reading:
    """Join lines by empty lines, so that cleaning never takes two paragraphs for one that was wrapped.

    White space at line ends goes, lines without anything are dropped, and numbers that count the rows of a table are
    left out. Raises InputError when there are more than ``MAX_CHARS`` characters.
    """
    found: list[tuple[str, Line]] = []
    size = 0
    for line in lines:
        text = tidy(line.text)
        if not text:
            continue
        found.append((text, line))
        size += len(text) + 2
        if size > MAX_CHARS:
            raise InputError(
                f"the file holds more than {MAX_CHARS // 10**6} million characters of text",
                path=name,
                advice="split it into documents",
            )
    counts = _row_counts(found)
    parts: list[str] = []
    hints: list[Hint] = []
    codes: list[Code] = []
    start = 0
    for text, line in (each for k, each in enumerate(found) if k not in counts):
        parts.append(text)
        hints.append(Hint(start, start + len(text), line.language, line.kind, line.row, line.place, line.key))
        if line.codes:
            codes += moved(carried(line.codes, line.text, text), start)
        start += len(text) + 2
    left_out = (*omissions, *(Omission("number of a row", found[k][0]) for k in sorted(counts)))
    return Reading("\n\n".join(parts) + "\n" if parts else "", tuple(hints), left_out, encoding, (), tuple(codes))


def _row_counts(found: Sequence[tuple[str, Line]]) -> set[int]:
    """Which cells only count the rows of a table: the first ones of rows with two others, from 1 on. They belong to
    neither language."""
    counts: set[int] = set()
    run: list[int] = []
    cells = (k for k, (_, line) in enumerate(found) if line.kind == "table cell" and line.row is not None)
    for _, row in groupby(cells, key=lambda k: found[k][1].row):
        first, *others = row
        match = COUNT.fullmatch(found[first][0]) if len(others) > 1 else None
        if match and int(match[1]) == len(run) + 1:
            run.append(first)
        elif match:
            run = [first] if match[1] == "1" else []
        if match and len(run) >= FEWEST_COUNTS:
            counts.update(run if len(run) == FEWEST_COUNTS else run[-1:])
    return counts


def read_whole(stream: BinaryIO, path: str) -> bytes:
    """The bytes of a file of pairs that is read whole. Raises InputError for more than ``MAX_CHARS``."""
    data = stream.read(MAX_CHARS + 1)
    if len(data) > MAX_CHARS:
        raise InputError(f"is larger than {MAX_CHARS // 10**6} MB", path=path, advice="split it")
    return data


def block_left_out(lines: Iterable[str], reason: str) -> list[Omission]:
    """Lines that are left out together; nothing where they hold no text."""
    body = "\n".join(line.rstrip() for line in lines)
    return [Omission(reason, body)] if body.strip() else []


def tidy(text: str) -> str:
    """``text`` with single spaces, without empty lines, and without what is no character."""
    if text.isprintable() and "  " not in text:  # one line, and all that it holds is characters and single spaces
        return text.strip(" ")
    text = UNREADABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = (SPACE.sub(" ", line).strip(" ") for line in text.split("\n"))
    return "\n".join(line for line in lines if line.strip())


def told_omissions(omissions: Iterable[Omission], language: Language | None = None) -> str:
    """What was left out and how much of it, as the end of a message; with ``language`` only what holds text of it, and
    scripts, which may write any. Empty when there is nothing to tell."""
    sizes: dict[str, list[int]] = {}
    for omission in omissions:
        if language is None or omission.reason == "script" or language_of(omission.text) == language:
            sizes.setdefault(omission.reason, []).append(len(omission.text))
    told = [f"{reason}: {len(found):,} ({sum(found):,} characters)" for reason, found in sizes.items()]
    return f"; left out of it were {', '.join(told)}" if told else ""
