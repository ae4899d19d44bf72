"""What a rule is: it names a fault and says how bad it is, which program minds, and how the fault looks.

Three kinds, by what they look at: the characters of the file before it is parsed, its elements, the texts of its units.
A rule overrides those methods that it needs; it is made anew for every file, so it may keep what it has seen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, TypeVar

from duiqi.checking.report import Report, Rule
from duiqi.checking.termbase import Termbase
from duiqi.checking.texts import Text, Unit
from duiqi.pairs.filters import Filters
from duiqi.tmx import CharacterFault, Node, TmxPiece

# What several rules say of programs. What OmegaT, Trados, translate-toolkit and Okapi do was found out by running or
# reading them, or is from their documentation (docs/check.md tells which).
REFUSES_FILE = "OmegaT refuses the whole file"
# OmegaT 6.0 reads any memory that is well-formed. Since July 2025 its source has a check by the schema of TMX 1.1 or
# 1.4, as the memory's version says; a later state asks for it with the memory of the project only.
REFUSES_SCHEMA = "OmegaT refuses the whole file where it checks the schema"


class CharacterRule(Rule):
    """A rule on characters: ``fault`` finds and mends them."""

    fault: ClassVar[CharacterFault]
    example: ClassVar[str]


@dataclass
class Progress:
    """What the driver has seen of a TMX file: tags of the outermost elements (``broken`` for where the parser gave
    up), headers, and the source language that the last one names."""

    roots: list[str] = field(default_factory=list)
    headers: int = 0
    source: str = ""


class ElementRule(Rule):
    """A rule on the elements of a TMX file."""

    example: ClassVar[str]

    def __init__(self, progress: Progress, report: Report) -> None:
        self.progress, self.report = progress, report

    def add(self, line: int, message: str, column: int = 0) -> None:
        """Report the fault."""
        self.report.add(type(self), line, message, column)

    def root(self, root: Node) -> None:
        """Look at the start of the outermost element, or of the body."""

    def header(self, header: Node) -> None:
        """Look at a header before what is in it."""

    def attribute(self, element: Node, name: str, value: str) -> None:
        """Look at an attribute of any element."""

    def element(self, element: Node) -> None:
        """Look at any element before what is in it."""

    def child(self, parent: Node, child: Node, after: str) -> None:
        """Look at where an element stands; ``after`` names the ``<tuv>`` or ``<seg>`` before it, if there is one."""

    def leave(self, element: Node) -> None:
        """Look at any element after what is in it."""

    def outside(self, element: Node) -> None:
        """Look at what stands neither in a header nor in a unit; text has no tag."""

    def variant(self, variant: Node, unit: Node) -> None:
        """Look at a ``<tuv>``, after all elements of the unit."""

    def unit(self, unit: Node) -> None:
        """Look at a ``<tu>``, after its ``<tuv>``."""

    def broken(self, piece: TmxPiece, line: int) -> None:
        """Look at where the parser gave up."""

    def entity(self, name: str, line: int) -> None:
        """Look at an entity that the file declares, after which nothing more is read."""

    def finish(self) -> None:
        """Look at the file as a whole."""


class TextRule(Rule):
    """A rule on the texts of units, of whatever file. Its methods return what is wrong, or nothing. The example is
    Chinese and English texts."""

    example: ClassVar[tuple[tuple[str, str], ...]]
    # Characters of which a unit has at least one when ``text`` or ``pair`` finds a fault: units without are not shown
    # to it. Empty where any unit may have the fault.
    signs: ClassVar[str] = ""

    def __init__(self, filters: Filters | None, termbase: Termbase | None = None) -> None:
        self.filters, self.termbase = filters, termbase

    def side(self, side: Text) -> str:
        """Look at the Chinese or the English text of a unit."""
        return ""

    def text(self, text: Text) -> str:
        """Look at a text in any language."""
        return ""

    def pair(self, unit: Unit) -> str:
        """Look at a unit that has Chinese and English."""
        return ""

    def batch(self, units: Sequence[Unit]) -> Iterable[tuple[Unit, str]]:
        """Look at some hundred units with Chinese and English at once, where that is quicker. Those with a side that
        is too long, or with two equal sides, are not among them."""
        return ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a check is asked for: ``filters`` that pairs must pass, a ``termbase`` to follow, and the ``rules`` that are
    looked at, all where it is None."""

    filters: Filters | None = None
    termbase: Termbase | None = None
    rules: Collection[str] | None = None


AnyRule = TypeVar("AnyRule", ElementRule, TextRule)
RuleClass = TypeVar("RuleClass", type[ElementRule], type[TextRule])


def wanted(rules: Sequence[RuleClass], names: Collection[str] | None) -> list[RuleClass]:
    """Those rules that are in ``names``, or all: the others need no time."""
    return [rule for rule in rules if names is None or rule.id in names]


def with_own(rules: Sequence[AnyRule], name: str) -> list[AnyRule]:
    """Those rules that override the method ``name``: the others need not be asked."""
    unchanged = [vars(kind).get(name) for kind in (ElementRule, TextRule)]
    return [rule for rule in rules if getattr(type(rule), name) not in unchanged]
