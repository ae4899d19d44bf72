"""The parts that a TMX file is cut into: pieces, and the elements in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple


@dataclass(slots=True)
class Node:
    """An element. ``start``, ``inside``, ``close`` and ``end`` are byte offsets in the piece: of its tag, its content,
    its closing tag (that of a ``<tag/>`` is empty), and what follows. ``text`` is without inline codes, but
    for what they show (``duiqi.codes``)."""

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

    @property
    def own_text(self) -> str:
        """The text that none of its children holds."""
        own = self.text
        for child in self.children:
            own = own.replace(child.text, "", 1)
        return own


@dataclass(frozen=True, slots=True)
class Layout:
    """How the elements of a unit stand (``duiqi.tmx.layouts``). ``codes`` and ``lines``: of each text the language
    code, and on which line of the unit, from 0, its ``<tuv>`` begins. ``is_scored``: duiqi made the unit, and gave it a
    score."""

    codes: tuple[str, ...]
    lines: tuple[int, ...]
    is_scored: bool


class PlainUnit(NamedTuple):
    """A unit of a known layout: its texts in the order of ``layout.codes``, and its score, 1 where it has none."""

    layout: Layout
    texts: list[str]
    score: float


class TmxPiece(NamedTuple):
    """``kind``: ``unit`` for a ``<tu>``, ``header``, ``other`` for any other element outside them, ``root`` for the
    start of the outermost element or of the body (``raw`` is empty), ``end`` for where ``</body>`` follows, ``gap`` for
    all between, ``broken`` for where the parser gave up (``node`` has the line, ``column`` the place in it; ``raw``
    goes up to the next unit, but no more than a megabyte). ``plain`` is there where the layout of a unit is known; then
    ``node`` has its line only."""

    kind: Literal["root", "header", "unit", "other", "end", "gap", "broken"]
    raw: bytes
    node: Node | None = None
    problem: str = ""
    column: int = 0
    plain: PlainUnit | None = None


class EntityDeclared(Exception):
    """The file declares an entity of its own: its name, and the ``line``."""

    def __init__(self, name: str, line: int) -> None:
        super().__init__(name)
        self.line = line
