"""A TMX file in pieces that joined give the whole: what changes nothing is kept byte for byte.

Python's own Expat parser tells where each element begins and ends; every ``<tu>`` comes with its text as it stands in
the file and as a small tree. Memory does not grow with the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal
from xml.parsers import expat

from duiqi.export.losses import CODES

# Bounds the memory of a single unit.
MAX_UNIT = 64 << 20


@dataclass(slots=True)
class Node:
    """An element. ``start``, ``inside``, ``close`` and ``end`` are byte offsets in the piece: of its tag, its content,
    its closing tag (that of a ``<tag/>`` is empty), and what follows. ``text`` is without inline codes."""

    tag: str
    attributes: dict[str, str]
    line: int
    start: int
    inside: int = 0
    close: int = 0
    end: int = 0
    children: list[Node] = field(default_factory=list)
    text: str = ""

    def all(self, tag: str) -> list[Node]:
        """The children of that name."""
        return [child for child in self.children if child.tag == tag]


@dataclass(frozen=True, slots=True)
class Piece:
    """``kind``: ``unit`` for a ``<tu>``, ``header``, ``other`` for any other element outside them, ``root`` for the
    start of the outermost element or of the body (``raw`` is empty), ``end`` for where ``</body>`` follows, ``gap`` for
    all between, ``broken`` for where the parser gave up (``node`` has the line, ``column`` the place in it)."""

    kind: Literal["root", "header", "unit", "other", "end", "gap", "broken"]
    raw: bytes
    node: Node | None = None
    problem: str = ""
    column: int = 0


class EntityDeclared(Exception):
    """The file declares an entity of its own: its name, and the ``line``."""

    def __init__(self, name: str, line: int) -> None:
        super().__init__(name)
        self.line = line


def scan(chunks: Iterable[str], trees: bool = True) -> Iterator[Piece]:
    """The pieces of a TMX file whose text comes in ``chunks``; without ``trees`` only with the outermost node of each
    and no text, which takes a third of the time. Raises EntityDeclared."""
    scanner = _Scanner(trees)
    for chunk in chunks:
        yield from scanner.feed(chunk.encode("utf-8"))
        if scanner.failed:
            return
    yield from scanner.feed(b"", final=True)


class _Scanner:
    """Parser callbacks, and the bytes that no piece has yet."""

    def __init__(self, trees: bool) -> None:
        self.failed = False
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
        self._outside: list[Node] = []  # open elements above the piece
        self._pieces: list[Piece] = []

    def feed(self, data: bytes, final: bool = False) -> list[Piece]:
        self._waiting += data
        try:
            self._parser.Parse(data, final)
        except expat.ExpatError as error:
            self.failed = True
            reason = expat.errors.messages[error.code]
            self._pieces.append(Piece("broken", b"", Node("", {}, error.lineno, 0), reason, error.offset + 1))
        if final and not self.failed:
            self._cut(self._base + len(self._waiting))
        if not self._path and not final and not self.failed:
            self._cut(self._parser.CurrentByteIndex)
        elif len(self._waiting) > MAX_UNIT:
            self.failed = True
            self._pieces.append(Piece("broken", b"", self._path[0], "a unit is larger than 64 MiB"))
        pieces, self._pieces = self._pieces, []
        return pieces

    def _cut(self, upto: int) -> None:
        """Everything before ``upto`` as a gap."""
        if upto > self._base:
            self._pieces.append(Piece("gap", self._take(upto)))

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
        if self._path and not self._trees:
            self._depth += 1
            return
        at = self._parser.CurrentByteIndex
        line = self._parser.CurrentLineNumber
        name = tag.rpartition(":")[2]
        if not self._outside or (not self._path and name == "body" and len(self._outside) == 1):
            node = Node(name, attributes, line, 0)
            self._outside.append(node)
            self._pieces.append(Piece("root", b"", node))
            return
        if not self._path:
            self._cut(at)
        inside = self._after_tag(at)
        node = Node(name, attributes, line, at - self._base, inside - self._base)
        if self._path:
            self._path[-1].children.append(node)
        self._path.append(node)

    def _end(self, tag: str) -> None:
        if self._depth:
            self._depth -= 1
            return
        if not self._path:
            at = self._parser.CurrentByteIndex
            node = self._outside.pop()
            if node.tag == "body" and self._waiting[at - self._base :].startswith(b"</"):
                self._cut(at)
                self._pieces.append(Piece("end", b"", node))
            return
        node = self._path.pop()
        at = self._parser.CurrentByteIndex
        # Expat reports the end of <tag/> at its start or its end, as versions differ.
        empty = self._waiting[node.inside - 2 : node.inside] == b"/>"
        node.close = node.inside if empty else at - self._base
        node.end = node.inside if empty else self._after_tag(at) - self._base
        if self._path:
            if node.tag not in CODES:
                self._path[-1].text += node.text
            return
        kind: Literal["unit", "header", "other"] = "other"
        if node.tag in ("tu", "header"):
            kind = "unit" if node.tag == "tu" else "header"
        self._pieces.append(Piece(kind, self._take(self._base + node.end), node))

    def _text(self, text: str) -> None:
        if self._path:
            self._path[-1].text += text
        elif text.strip() and self._outside:
            line = self._parser.CurrentLineNumber - text.lstrip().count("\n")
            self._pieces.append(Piece("other", b"", Node("", {}, line, 0, text=text.strip())))

    def _entity(self, name: str, *_: object) -> None:
        raise EntityDeclared(name, self._parser.CurrentLineNumber)


def _open_quote(tag: bytes | bytearray) -> bool:
    """Whether a tag ends within a quoted value."""
    quote = 0
    for byte in tag:
        if quote:
            quote = 0 if byte == quote else quote
        elif byte in b"\"'":
            quote = byte
    return bool(quote)


def with_tree(piece: Piece) -> Piece:
    """The piece of one element with its tree, where ``scan`` made none."""
    (found,) = (
        other for other in scan(["<tmx><body>", piece.raw.decode("utf-8"), "</body></tmx>"]) if other.kind == piece.kind
    )
    return found
