"""A TMX file in pieces that joined give the whole: what changes nothing is kept byte for byte.

Python's own Expat parser tells where each element begins and ends; every ``<tu>`` comes with its text as it stands in
the file and as a small tree. The room in RAM does not grow with the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from duiqi.codes import CODES, shown_code
from duiqi.tmx.layouts import Layouts
from duiqi.tmx.pieces import EntityDeclared, Node, TmxPiece

# Bounds the RAM that a single unit takes, and of what is shown of a broken one.
MAX_UNIT, MAX_SHOWN = 64 << 20, 1 << 20
_UNIT = re.compile(rb"<tu[\s>]")
_KINDS: dict[str, Literal["unit", "header"]] = {"tu": "unit", "header": "header"}


class _UnitInUnit(Exception):
    """A ``<tu>`` begins in another: the byte and the line where it does, as the parser counts them."""

    def __init__(self, at: int, line: int) -> None:
        super().__init__(at, line)
        self.at, self.line = at, line


def scan(chunks: Iterable[str], trees: bool = True, layouts: Layouts | None = None) -> Iterator[TmxPiece]:
    """The pieces of a TMX file whose text comes in ``chunks``; without ``trees`` only with the outermost node of each
    and no text, which takes a third of the time. Units of ``layouts``, which the caller learns as the pieces come, are
    not parsed; the chunks must be mended then. After what is broken it goes on with the next ``<tu>``. Raises
    EntityDeclared."""
    scanner = _Scanner(trees, layouts)
    for chunk in chunks:
        yield from scanner.feed(chunk.encode("utf-8"))
        while scanner.failed and (following := scanner.next()):
            scanner, pieces = following
            yield from pieces
    yield from scanner.feed(b"", final=True)
    while scanner.failed and (following := scanner.next()):
        scanner, pieces = following
        yield from pieces
        yield from scanner.feed(b"", final=True)
    yield from scanner.rest()


class _Scanner:
    """Parser callbacks, and the bytes that no piece has yet. ``lines`` come before the first byte that is fed."""

    def __init__(self, trees: bool, layouts: Layouts | None = None, lines: int = 0) -> None:
        from xml.parsers import expat  # not at the top: ``import duiqi`` comes through here

        self._errors = expat.ExpatError, expat.errors.messages
        self.failed = False
        self._lines = lines
        self._layouts, self._held = layouts, b""  # bytes that may begin a unit
        self._trees, self._depth = trees, 0
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        if trees:
            self._parser.CharacterDataHandler = self._text
        self._parser.EntityDeclHandler = self._entity
        self._waiting, self._base = bytearray(), 0  # bytes, and the offset of the first of them in the file
        self._path: list[Node] = []
        # Where the last line break was shown, and the text up to it.
        self._line_break: tuple[Node | None, int] = (None, 0)
        self._after_text = False  # whether text between units was told of, and no tag since
        self._text_waits = False  # whether the parser keeps text between units that it has not told of
        self._outside: list[Node] = []  # open elements above the piece
        self._pieces: list[TmxPiece] = []
        # Of what is broken: bytes that have been passed over, where to look on for the next unit, and the piece.
        self._passed, self._search, self._broken = bytearray(), 0, TmxPiece("broken", b"")
        self._line = 0  # of the first byte waiting, once something is broken

    def feed(self, data: bytes, final: bool = False) -> list[TmxPiece]:
        """The pieces that end in ``data``, or before."""
        if self._layouts is None and not self._held:
            return self._parse(data, final)
        data, at, pieces = self._held + data, 0, list[TmxPiece]()
        while not self.failed and (end := data.find(b"</tu>", at)) >= 0:
            end += len(b"</tu>")
            plain = self._plain(data, at, end, self._layouts) if self._layouts and self._is_between() else None
            pieces += plain or self._parse(data[at:end])
            at = end
        self._held = data[at:]
        if final or self.failed or not self._is_between() or len(self._held) > MAX_UNIT:
            self._held = b""
            pieces += self._parse(data[at:], final)
        return pieces

    def _is_between(self) -> bool:
        """Whether the parser is in the body, and nothing has begun there."""
        begun = self._waiting.strip() or self._text_waits
        return not self._path and len(self._outside) == 2 and not begun

    def _plain(self, data: bytes, at: int, end: int, layouts: Layouts) -> list[TmxPiece]:
        """A unit with a known layout, and the gap before it; nothing where it must be parsed."""
        begin = data.find(b"<", at)
        # Of a unit that another one follows in its line the columns would not be known.
        if data[end : end + 1] not in (b"\n", b"\r") or data[at:begin].strip():
            return []
        unit = layouts.read(data, begin, end)
        if unit is None:
            return []
        line = self._parser.CurrentLineNumber + self._lines + data.count(b"\n", at, begin)
        self._lines += data.count(b"\n", at, end)
        gap = bytes(self._waiting) + data[at:begin]
        self._base += len(self._waiting)
        self._waiting.clear()
        return [TmxPiece("gap", gap), TmxPiece("unit", data[begin:end], Node("tu", {}, line, 0), plain=unit)]

    def _parse(self, data: bytes, final: bool = False) -> list[TmxPiece]:
        self._waiting += data
        if self.failed:
            return []
        expat_error, messages = self._errors
        try:
            self._parser.Parse(data, final)
        except expat_error as error:
            known = self._lines == 0 or error.lineno > 1
            column = error.offset + 1 if known else 0
            self._break(messages[error.code], self._parser.ErrorByteIndex, error.lineno, column)
        except _UnitInUnit as unit:
            self._break("a <tu> begins before the last one has ended", unit.at, unit.line, 0, skip=0)
        if final and not self.failed:
            self._cut(self._base + len(self._waiting))
        if not self._path and not final and not self.failed:
            upto = self._parser.CurrentByteIndex
            text = self._waiting[: upto - self._base].rpartition(b">")[2].strip()
            self._text_waits = self._text_waits or bool(text)
            self._cut(upto)
        elif len(self._waiting) > MAX_UNIT and not self.failed:
            end = self._base + len(self._waiting)
            self._break("a unit is larger than 64 MiB", end, self._parser.CurrentLineNumber, 0)
        pieces, self._pieces = self._pieces, []
        return pieces

    def _break(self, problem: str, at: int, line: int, column: int, skip: int = 1) -> None:
        """Give up at byte ``at`` of the file; the next unit is looked for ``skip`` bytes after it."""
        self.failed = True
        self._search = max(at - self._base + skip, 0)
        self._line = line + self._lines - self._waiting.count(b"\n", 0, max(at - self._base, 0))
        self._broken = TmxPiece("broken", b"", Node("", {}, line + self._lines, 0), problem, column)

    def next(self) -> tuple[_Scanner, list[TmxPiece]] | None:
        """After what is broken: a scanner that begins with the next ``<tu>``, and its first pieces; None when no unit
        has come yet."""
        found = _UNIT.search(self._waiting, self._search)
        if found is None:
            # Memory stays bounded: a unit may begin in the last four bytes; of the rest, some is kept to be shown.
            done = max(len(self._waiting) - 4, 0)
            self._pass(done)
            self._search = max(self._search - done, 0)
            return None
        self._pass(found.start())
        scanner = _Scanner(self._trees, self._layouts, self._line - 1)
        scanner._begin()
        return scanner, [self._finished(), *scanner.feed(bytes(self._waiting))]

    def rest(self) -> list[TmxPiece]:
        """The piece that is broken up to the end of the file, if it is."""
        if not self.failed:
            return []
        self._pass(len(self._waiting))
        return [self._finished()]

    def _pass(self, size: int) -> None:
        self._passed += self._waiting[: min(size, max(MAX_SHOWN - len(self._passed), 0))]
        self._line += self._waiting.count(b"\n", 0, size)
        del self._waiting[:size]

    def _finished(self) -> TmxPiece:
        return self._broken._replace(raw=bytes(self._passed))

    def _begin(self) -> None:
        """Go on in the middle of a file: within ``<tmx>`` and ``<body>``."""
        start = b"<tmx><body>"
        self._parser.Parse(start, False)
        self._pieces.clear()
        self._base = len(start)

    def _cut(self, upto: int) -> None:
        """Everything before ``upto`` as a gap."""
        if upto > self._base:
            self._pieces.append(TmxPiece("gap", self._take(upto)))

    def _take(self, upto: int) -> bytes:
        raw = bytes(self._waiting[: upto - self._base])
        del self._waiting[: upto - self._base]
        self._base = upto
        return raw

    def _after_tag(self, at: int) -> int:
        """Where the tag ends that begins at ``at`` in the file; quoted values may hold ``>``."""
        start = at - self._base
        end = self._waiting.find(b">", start)
        tag = self._waiting[start:end]
        while (tag.count(b'"') % 2 or b"'" in tag) and _open_quote(tag):
            end = self._waiting.find(b">", end + 1)
            tag = self._waiting[start:end]
        return self._base + end + 1

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._after_text = False
        if self._path and not self._trees:
            self._depth += 1
            return
        at = self._parser.CurrentByteIndex
        line = self._parser.CurrentLineNumber + self._lines
        name = tag.rpartition(":")[2]
        if name == "tu" and self._path and self._path[0].tag == "tu":
            raise _UnitInUnit(at, self._parser.CurrentLineNumber)
        if not self._outside or (not self._path and name == "body" and len(self._outside) == 1):
            node = Node(name, attributes, line, 0)
            self._outside.append(node)
            self._pieces.append(TmxPiece("root", b"", node))
            return
        if not self._path:
            self._cut(at)
        inside = self._after_tag(at)
        node = Node(name, attributes, line, at - self._base, inside - self._base)
        if self._path:
            self._path[-1].children.append(node)
        self._path.append(node)

    def _end(self, tag: str) -> None:
        self._after_text = False
        if self._depth:
            self._depth -= 1
            return
        if not self._path:
            at = self._parser.CurrentByteIndex
            node = self._outside.pop()
            if node.tag == "body" and self._waiting[at - self._base :].startswith(b"</"):
                self._cut(at)
                self._pieces.append(TmxPiece("end", b"", node))
            return
        node = self._path.pop()
        at = self._parser.CurrentByteIndex
        # Expat reports the end of <tag/> at its start or its end, as versions differ.
        empty = self._waiting[node.inside - 2 : node.inside] == b"/>"
        node.close = node.inside if empty else at - self._base
        # A closing tag has no values that may hold >.
        node.end = node.inside if empty else self._waiting.find(b">", node.close) + 1
        if self._path:
            self._show(node, self._path[-1])
            return
        if node.tag == "header" and len(self._outside) > 1:
            self._layouts = None  # what was learned was under another header
        self._pieces.append(TmxPiece(_KINDS.get(node.tag, "other"), self._take(self._base + node.end), node))

    def _show(self, node: Node, parent: Node) -> None:
        """Add to the text of ``parent`` what the element in it shows that has ended."""
        if node.tag not in CODES:
            parent.text += node.text
        elif not node.children:
            shown = shown_code(node.text, parent.text)
            parent.text += shown
            if shown == " ":
                self._line_break = parent, len(parent.text)
        if node.tag == "seg" and self._line_break[0] is node and self._line_break[1] == len(node.text):
            parent.text, node.text = parent.text[:-1], node.text[:-1]  # a break at its end shows nothing

    def _text(self, text: str) -> None:
        self._text_waits = False
        if self._path:
            self._path[-1].text += text
        elif text.strip() and self._outside and not self._after_text:
            self._after_text = True  # of a chunk that ends inside it, it comes in parts
            line = self._parser.CurrentLineNumber + self._lines - text.lstrip().count("\n")
            self._pieces.append(TmxPiece("other", b"", Node("", {}, line, 0, text=text.strip())))

    def _entity(self, name: str, *_: object) -> None:
        raise EntityDeclared(name, self._parser.CurrentLineNumber + self._lines)


def _open_quote(tag: bytes | bytearray) -> bool:
    """Whether a tag ends within a quoted value."""
    quote = 0
    for byte in tag:
        if quote:
            quote = 0 if byte == quote else quote
        elif byte in b"\"'":
            quote = byte
    return bool(quote)


def with_tree(piece: TmxPiece) -> TmxPiece:
    """The piece of one element with its tree, where ``scan`` made none."""
    scanner = _Scanner(True, lines=piece.node.line - 1 if piece.node else 0)
    scanner._begin()
    (found,) = (other for other in scanner.feed(piece.raw) if other.kind == piece.kind)
    return found
