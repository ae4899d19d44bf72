"""Org mode: prose without its marks; code, drawers and settings are left out.

As the Org Syntax document (orgmode.org, 2024) has it.

Read: prose, headings, lists, tables, words of links.
Left out: code, drawers, settings but the title, comments, times, marks of notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duiqi.blocks.contents import Line, Reading, assemble, block_left_out
from duiqi.blocks.inline_markup import paragraph_lines
from duiqi.formats.format import Format
from duiqi.io.encoding import decode
from duiqi.model import Omission, ParagraphKind

HEADING = re.compile(r"\*+[ \t]+(?:(?:TODO|DONE|NEXT|WAITING)[ \t]+)?(?:\[#[A-Z0-9]\][ \t]+)?(?P<text>.*)")
COUNTS = re.compile(r"[ \t]*\[(?:\d*/\d*|\d*%)\]")  # of what is done below
TAGS = re.compile(r"[ \t]+:(?:[\w@#%]{1,40}:){1,20}\Z")
KEYWORD = re.compile(r"#\+(?P<name>[\w-]+)(?:\[[^\]]{0,200}\])?:[ \t]*(?P<text>.*)", re.IGNORECASE)
TITLES = frozenset(("title", "subtitle", "caption"))
BEGIN = re.compile(r"#\+begin_(?P<name>\S+)", re.IGNORECASE)
END = re.compile(r"#\+end_\S+", re.IGNORECASE)
# Blocks whose lines are no text; what stands in the others (quote, verse, center, those of one's own) is.
LEFT_OUT = {"src": "code", "example": "code", "export": "code", "comment": "comment"}
# And those in which a line is a line.
VERSE = re.compile(r"[ \t]*#\+(?P<mark>begin|end)_verse\b", re.IGNORECASE)
DRAWER, DRAWER_END = re.compile(r":[\w-]{1,60}:\Z"), re.compile(r":END:\Z", re.IGNORECASE)
LONGEST_DRAWER = 200  # lines in which the end of one is looked for: a choice
COMMENT = re.compile(r"#(?:[ \t]|\Z)")
FIXED = re.compile(r":(?:[ \t]|\Z)")
RULE = re.compile(r"-{5,}\Z")
PLANNED = re.compile(r"(?:(?:SCHEDULED|DEADLINE|CLOSED):[ \t]*[<\[][^<>\[\]]{1,60}[>\]][ \t]*)+\Z|CLOCK:.*")
ITEM = re.compile(r"(?:[-+]|(?P<number>\d{1,3}[.)])|(?<=\s)\*)[ \t]+(?:\[@\d+\][ \t]*)?(?:\[[ X-]\][ \t]+)?(?=\S)")
TERM = re.compile(r"[ \t]+::(?=[ \t]|\Z)")
NOTE = re.compile(r"\[fn:[\w-]{1,60}\][ \t]*(?=\S)")

# Lengths are bounded so that a line of nothing but marks takes no quadratic time.
LINK = re.compile(r"\[\[(?P<to>[^\[\]]{1,2000})\](?:\[(?P<text>[^\[\]]{1,500})\])?\]")
PICTURE = re.compile(r"(?:file:|\./|https?:).*\.(?:png|jpe?g|gif|svg|webp)\Z", re.IGNORECASE)
UNSHOWN = re.compile(
    r"\[fn:[\w-]{1,60}\]|<<<?[^<>\n]{1,200}>?>>|[<\[]\d{4}-\d\d-\d\d(?: [^<>\[\]\n]{1,40})?[>\]]"
    r"|@@\w{1,20}:[^@\n]{0,300}@@"
)
EMPHASIS = re.compile(
    r"(?<![\w*/_+=~])(?P<mark>[*/_+=~])(?=\S)(?P<inner>(?:(?!(?P=mark))[^\n]){1,300})(?<=\S)(?P=mark)(?![A-Za-z0-9*/_+=~])"
)
BREAK = re.compile(r"\\\\[ \t]*\Z")


def read_org(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The prose of an Org file. What it includes is not read."""
    text, encoding = decode(data, name, encoding)
    omissions: list[Omission] = []
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return assemble(list(_lines(_with_breaks(text.split("\n")), omissions)), name, encoding, omissions)


def _with_breaks(source: list[str]) -> list[str]:
    """The lines, those of verse with the mark of a break at their ends."""
    inside = False
    lines = []
    for line in source:
        if mark := VERSE.match(line):
            inside = mark["mark"].lower() == "begin"
        lines.append(f"{line}\\\\" if inside and not mark and line.strip() else line)
    return lines


def plain_inline(text: str) -> str:
    """``text`` without inline markup, marks of notes, times and pictures."""
    text = LINK.sub(lambda m: m["text"] or ("" if PICTURE.fullmatch(m["to"]) else m["to"]), UNSHOWN.sub("", text))
    for _ in range(2):  # marks within marks
        text = EMPHASIS.sub(lambda m: m["inner"], text)
    return text.replace("\u200b", "")  # which Org asks for where marks stand within a word


def _lines(source: list[str], omissions: list[Omission]) -> Iterator[Line]:
    gathered: list[str] = []
    kind: ParagraphKind | None = None
    index = row = 0
    while index < len(source):
        raw = source[index]
        behind = _behind_what_is_none(source, index, omissions)
        opening = None if behind > index else _opening(raw)
        if behind == index and opening is None:
            gathered.append(BREAK.sub("", raw.strip()))
            if BREAK.search(raw):
                yield from _paragraph(gathered, kind)
                gathered = []
            index += 1
            continue
        yield from _paragraph(gathered, kind)
        gathered, kind = [], None
        index = max(behind, index + 1)
        if not opening:
            continue
        kind, parts = opening
        if kind == "table cell":
            row += 1
            yield from (Line(plain_inline(cell), None, kind, row) for cell in parts)
        else:
            yield from (Line(plain_inline(part), None, kind) for part in parts[:-1])
            gathered = parts[-1:]
        if kind == "heading":
            yield from _paragraph(gathered, kind)
            gathered, kind = [], None
    yield from _paragraph(gathered, kind)


def _opening(raw: str) -> tuple[ParagraphKind, list[str]] | None:
    """The kind of what begins on a line, and its text: of a row the cells, of a term with its meaning both; None for a
    line that goes on."""
    line = raw.strip()
    if heading := HEADING.fullmatch(raw):
        return "heading", [COUNTS.sub("", TAGS.sub("", heading["text"]))]
    if keyword := KEYWORD.fullmatch(line):
        return "heading", [keyword["text"]]
    if item := ITEM.match(raw, len(raw) - len(raw.lstrip())):
        text = f"{item['number'] or ''} {raw[item.end() :]}".strip()
        return "list item", TERM.split(text, maxsplit=1)
    if note := NOTE.match(line):
        return "text", [line[note.end() :]]
    if line.startswith("|"):
        return "table cell", [cell.strip() for cell in line.strip("|").split("|")]
    return None


def _behind_what_is_none(source: list[str], index: int, omissions: list[Omission]) -> int:
    """The number of the line behind what begins on a line and is no text; that of the line where it is text."""
    line = source[index].strip()
    if begin := BEGIN.match(line):
        reason = LEFT_OUT.get(begin["name"].lower())
        return _behind_block(source, index, END, reason, omissions) if reason else index + 1
    if DRAWER.match(line) and any(later.strip().upper() == ":END:" for later in source[index : index + LONGEST_DRAWER]):
        return _behind_block(source, index, DRAWER_END, "drawer", omissions)
    keyword = KEYWORD.fullmatch(line)
    told = (
        ("setting", keyword and keyword["name"].lower() not in TITLES),
        ("comment", COMMENT.match(line)),
        ("code", FIXED.match(line)),
        ("time", PLANNED.match(line)),
    )
    for reason, is_so in told:
        if is_so:
            omissions += block_left_out([line if reason in ("setting", "time") else line.lstrip("#: \t")], reason)
            return index + 1
    return index + bool(not line or END.match(line) or RULE.match(line) or line.startswith("|-"))


def _behind_block(source: list[str], index: int, end: re.Pattern[str], reason: str, omissions: list[Omission]) -> int:
    at = next((i for i in range(index + 1, len(source)) if end.match(source[i].strip())), len(source))
    omissions += block_left_out(source[index + 1 : at], reason)
    return at + 1


def _paragraph(gathered: list[str], kind: ParagraphKind | None) -> Iterator[Line]:
    return paragraph_lines(plain_inline("\n".join(gathered)), kind)


FORMAT = Format(
    name="org",
    label="Org mode text",
    suffixes=(".org",),
    read_document=read_org,
)
