"""What is wrong in a memory, where, and which program minds."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

# refused: some program does not take the file. dropped: some program passes over the unit, or a part of it.
# doubtful: every program takes it, and the translator gets something wrong.
Severity = Literal["refused", "dropped", "doubtful"]


# Characters after which the line alone does not tell where a fault is.
LONG_LINE = 300


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault. ``rule`` names its kind; ``effect`` says what programs do with it. ``unit`` is the number of the unit,
    counted from 1, and ``column`` the place in the line; 0 where they are not known. ``place`` says one of them in
    words where the line alone does not tell enough."""

    rule: str
    severity: Severity
    line: int
    message: str
    effect: str
    unit: int = 0
    column: int = 0
    place: str = ""

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        return f"{place}{self.message} — {self.effect}"


@dataclass
class Report:
    """Findings as they come. ``repairs`` are lines and words for what was changed; ``unit`` is the number of the unit
    that is looked at, ``crowded`` whether its line has other units too."""

    findings: list[Finding] = field(default_factory=list)
    repairs: list[tuple[int, str]] = field(default_factory=list)
    unit: int = 0
    crowded: bool = False

    def add(self, rule: str, line: int, message: str, column: int = 0) -> None:
        """Note a fault of a kind in ``RULES``."""
        severity, effect = RULES[rule]
        unit, place = (0, "") if column else (self.unit, f"unit {self.unit:,}" if self.crowded else "")
        if column > LONG_LINE:
            place = f"character {column:,}"
        self.findings.append(Finding(rule, severity, line, message, effect, unit, column, place))

    def repaired(self, line: int, what: str) -> None:
        """Note a change."""
        self.repairs.append((line, what))

    def take(self, line: int | None = None) -> list[Finding]:
        """The findings since the last time, by line; those after ``line`` stay for the next."""
        found = sorted(self.findings, key=lambda finding: finding.line)
        cut = len(found) if line is None else bisect_right([finding.line for finding in found], line)
        self.findings = found[cut:]
        return found[:cut]


_WHOLE = "OmegaT refuses the whole file"
_SCHEMA = "OmegaT 6 checks the schema and refuses the whole file"
_NO_XML = "every program refuses the file, or what follows"

# Rule → how bad, and what programs do. What OmegaT, Trados, translate-toolkit and Okapi do was found out by running
# or reading them, or is from their documentation (docs/check.md tells which).
RULES: dict[str, tuple[Severity, str]] = {
    "bytes": ("refused", _WHOLE),
    "control-character": ("refused", _WHOLE),
    "character-reference": ("refused", _WHOLE),
    "bare-ampersand": ("refused", _WHOLE),
    "bare-less-than": ("refused", _WHOLE),
    "tag-in-text": ("refused", "every program refuses the file, or leaves that text out"),
    "unknown-entity": ("refused", _WHOLE),
    "not-well-formed": ("refused", _NO_XML),
    "entity-declaration": ("refused", "programs refuse the file or leave the entities out, since they can be harmful"),
    "root": ("refused", "every program refuses the file"),
    "version": ("refused", _SCHEMA),
    "no-header": ("refused", _SCHEMA),
    "header-attribute": ("refused", _SCHEMA),
    "header-value": ("refused", _SCHEMA),
    "no-body": ("refused", _SCHEMA),
    "unknown-element": ("refused", _SCHEMA),
    "unknown-attribute": ("refused", _SCHEMA),
    "missing-attribute": ("refused", _SCHEMA),
    "order": ("refused", _SCHEMA),
    "stray-text": ("refused", _SCHEMA),
    "no-variant": ("refused", _SCHEMA),
    "no-segment": ("refused", _SCHEMA),
    "old-lang": ("refused", "OmegaT 6 refuses the whole file, translate-toolkit does not see the text"),
    "date": ("dropped", "OmegaT does not read the date"),
    "one-language": ("dropped", "there is nothing to look up, and importers pass over the unit"),
    "source-language": ("dropped", "Okapi finds no source text and passes over the unit"),
    "source-not-first": (
        "dropped",
        "programs that go by the order, as build_tmdb of translate-toolkit, swap the languages",
    ),
    "three-letter-code": ("dropped", "OmegaT does not find the text where it is the source"),
    "language-code": ("refused", _SCHEMA),
    "unknown-code": ("dropped", "programs may not know the language"),
    "mixed-codes": ("dropped", "Trados passes over pairs whose languages differ from the memory's"),
    "script": ("doubtful", "the translator gets the other script"),
    "wrong-language": ("doubtful", "the translator gets text in the wrong language"),
    "empty": ("doubtful", "OmegaT inserts an empty translation"),
    "identical": ("doubtful", "nothing was translated"),
    "too-long": ("dropped", "Trados Cloud passes over units with more than 2,000 characters a side"),
    "escaped-twice": ("doubtful", "the translator gets the markup as text"),
    "lost-characters": ("doubtful", "what stood there is lost"),
    "duplicate": ("doubtful", "it is looked up and shown twice"),
    "conflict": ("doubtful", "programs offer both, or the last one only"),
    "number": ("doubtful", "the translator may get a wrong number"),
    "filter": ("doubtful", "align convert leaves it out with these options"),
    "misaligned": ("doubtful", "the translator may get the translation of something else"),
}
