"""Manual pages (troff with the macros ``man``): prose without its requests; examples and comments are left out.

As groff_man(7) and groff(7) have it (groff 1.23). Pages with the macros ``mdoc`` are not read.

Read: prose, headings, what options and lists say, tables.
Left out: examples, comments, definitions, the line of the title, other requests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.blocks.inline_markup import join_soft_breaks
from duiqi.formats.format import Format
from duiqi.io.encoding import decode
from duiqi.model import Omission, ParagraphKind

_REQUEST = re.compile(r"[.'][ \t]*(?P<name>[A-Za-z]{1,10}|\\\"|\\#)?[ \t]*(?P<rest>.*)")
_ARGUMENT = re.compile(r'"((?:[^"]|"")*)(?:"|\Z)|((?:[^\s"\\]|\\.)(?:[^\s\\]|\\.)*)', re.DOTALL)
# Fonts, which enclose their arguments; two letters set them one after the other without a space.
_FONTS = frozenset(("B", "I", "R", "SM", "SB"))
_ALTERNATING = frozenset(("BI", "BR", "IB", "IR", "RB", "RI"))
_PARAGRAPHS = frozenset(("PP", "P", "LP", "HP", "RS", "RE", "sp", "br", "in", "ti", "ne"))
_HEADINGS, _TAGGED = frozenset(("SH", "SS")), frozenset(("TP", "TQ"))
# What is no text on one line, and what is told of it.
_ASIDE = {"UR": "link", "MT": "link", "UE": "link", "ME": "link", '\\"': "comment", "\\#": "comment"}
# What ends a passage that is no prose, and what is told of it.
_PASSAGES = {"nf": ("fi", "code"), "EX": ("EE", "code"), "ig": (".", "comment"), "de": (".", "setting")}
_PASSAGES |= {"am": (".", "setting"), "EQ": ("EN", "formula"), "PS": ("PE", "drawing")}
_SIGNS = {
    "aq": "'", "dq": '"', "lq": "“", "rq": "”", "oq": "‘", "cq": "’", "em": "—", "en": "–", "hy": "-", "bu": "•",
    "co": "©", "rg": "®", "tm": "™", "de": "°", "mu": "×", "rs": "\\", "ha": "^", "ti": "~", "ga": "`", "->": "→",
    "<-": "←", ">=": "≥", "<=": "≤", "!=": "≠", "+-": "±", "12": "½", "sc": "§", "Bq": "„", "R": "®", "Tm": "™",
}  # fmt: skip
_COMMENT = re.compile(r'(?<!\\)((?:\\\\)*)\\["#].*')
_ESCAPE = re.compile(
    r"\\(?:[fFgkMmnYV](?:\[[^\]\n]{0,40}\]|\(..|.)|s(?:[-+]?\d|\[[-+]?\d{1,3}\]|\([-+]?\d\d)"
    r"|\*?\((?P<two>..)|\*?\[(?P<long>[^\]\n]{1,40})\]|[hvwlLDbNoxXZ]'[^'\n]{0,100}'|\*.|(?P<one>.)|\Z)"
)
_SPACES = {"~": "\xa0", " ": " ", "0": " ", "-": "-", "e": "\\", "\\": "\\", "'": "´", "`": "`", ".": "."}
_LAYOUT_END = re.compile(r"\.[ \t]*\Z")


def read_man(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The prose of a manual page. Files that it includes (``.so``) are not read."""
    text, encoding = decode(data, name, encoding)
    page = _Page(text.lstrip("\ufeff").replace("\r\n", "\n").split("\n"))
    return assemble(list(page.lines()), name, encoding, page.left)


def plain(text: str) -> str:
    r"""``text`` without escapes: ``\fBls\fR \-a`` is ``ls -a``."""

    def shown(match: re.Match[str]) -> str:
        sign = match["two"] or match["long"]
        if sign:
            return _SIGNS.get(sign, _named(sign))
        return _SPACES.get(match["one"] or "", "")

    return _ESCAPE.sub(shown, _COMMENT.sub(r"\1", text)) if "\\" in text else text


def _named(sign: str) -> str:
    """The character that ``u4E2D`` names; nothing for other names."""
    code = re.fullmatch(r"u([0-9A-F]{4,5})", sign)
    return chr(int(code[1], 16)) if code and not 0xD800 <= int(code[1], 16) < 0xE000 else ""


def is_man(text: str) -> bool:
    """Whether ``text`` begins with a request of troff, and tells the title of a manual page on a line."""
    return text.lstrip()[:1] in (".", "'") and re.search(r"^\.[ \t]*TH[ \t]", text, re.MULTILINE) is not None


@dataclass(slots=True)
class _Page:
    """Goes through the lines of a page."""

    source: list[str]
    left: list[Omission] = field(default_factory=list)
    gathered: list[str] = field(default_factory=list)
    index: int = 0
    row: int = 0
    # The text that follows next is a heading, or what stands before an entry.
    next_kind: ParagraphKind | None = None

    def lines(self) -> Iterator[Line]:
        while self.index < len(self.source):
            raw = self.source[self.index]
            self.index += 1
            request = _REQUEST.fullmatch(raw)
            if request:
                yield from self._requested(request["name"] or "", request["rest"])
            elif raw.strip() and not raw.startswith(("  ", "\t")):
                yield from self._said(plain(raw))
            else:  # An empty line, or one that is set in, begins anew; one space stands before Chinese that goes on.
                yield from self._paragraph()
                yield from self._said(plain(raw))
        yield from self._paragraph()

    def _requested(self, name: str, rest: str) -> Iterator[Line]:
        arguments = [plain((quoted or bare).replace('""', '"')) for quoted, bare in _ARGUMENT.findall(rest)]
        if name in _FONTS or name in _ALTERNATING:
            yield from self._said((" " if name in _FONTS else "").join(arguments))
        elif name in _HEADINGS or name in _TAGGED:
            yield from self._paragraph()
            self.next_kind = "heading" if name in _HEADINGS else "text"
            yield from self._said(" ".join(arguments) if name in _HEADINGS else "")
        elif name == "IP":
            yield from self._paragraph()
            if arguments and any(map(str.isalpha, arguments[0])):
                yield Line(arguments[0], None, "text")
        elif name in _PARAGRAPHS:
            yield from self._paragraph()
        elif name == "TS":
            yield from self._paragraph()
            yield from self._table()
        elif name in _PASSAGES:
            yield from self._paragraph()
            self._passage(*_PASSAGES[name])
        else:
            told = _ASIDE.get(name)
            self._leave(rest if told else f".{name} {rest}", told or "setting")

    def _said(self, text: str) -> Iterator[Line]:
        """Text that goes on what was gathered; what stands on one line ends with it."""
        if text.strip():
            self.gathered.append(text.strip())
            if self.next_kind:
                yield from self._paragraph()

    def _paragraph(self) -> Iterator[Line]:
        for line in join_soft_breaks(self.gathered):
            yield Line(line, None, self.next_kind)
        if self.gathered:
            self.next_kind = None
        self.gathered = []

    def _passage(self, end: str, reason: str) -> None:
        """What stands up to the request ``end`` is left out."""
        body = []
        while self.index < len(self.source):
            raw = self.source[self.index]
            self.index += 1
            request = _REQUEST.fullmatch(raw)
            if raw.startswith("..") if end == "." else (request and request["name"] == end):
                break
            body.append(plain(raw) if reason == "code" else raw)
        self._leave("\n".join(body), reason)

    def _table(self) -> Iterator[Line]:
        """The cells of a table of tbl(1), rows of one line each; what is set between ``T{`` and ``T}`` is one cell."""
        begun = False
        cells: list[str] = [""]
        within = False
        while self.index < len(self.source):
            raw = self.source[self.index]
            self.index += 1
            if raw.startswith(".TE"):
                break
            if not begun:
                begun = bool(_LAYOUT_END.search(raw))
                continue
            if raw.startswith((".", "'")) and len(raw) > 1:
                continue
            if within and not raw.startswith("T}"):
                cells[-1] = f"{cells[-1]} {plain(raw).strip()}"
                continue
            parts = (raw[2:] if within else raw).split("\t")
            cells = [*cells[:-1], cells[-1] + plain(parts[0]), *map(plain, parts[1:])]
            within = parts[-1].strip() == "T{"
            if within:
                cells[-1] = ""
                continue
            self.row += 1
            yield from (Line(cell.strip(), None, "table cell", self.row) for cell in cells if cell.strip(" _=-"))
            cells = [""]

    def _leave(self, text: str, reason: str) -> None:
        if text.strip():
            self.left.append(Omission(reason, text.strip("\n")))


FORMAT = Format(
    name="man",
    label="a manual page (troff)",
    suffixes=(".man",),
    shared_suffixes=tuple(f".{section}" for section in range(1, 9)),
    read_document=read_man,
    recognises=is_man,
)
