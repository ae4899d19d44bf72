"""What is wrong in a memory, where, and which program minds; and what a rule says of itself, which findings repeat."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import ClassVar, Literal

# refused: some program does not take the file. dropped: some program passes over the unit, or a part of it.
# doubtful: every program takes it, and the translator gets something wrong.
Severity = Literal["refused", "dropped", "doubtful"]

# Characters after which the line alone does not tell where a fault is.
LONG_LINE = 300


class Rule:
    """``id`` names the fault; ``effect`` says what programs do with it; ``example`` has it. The first line of a rule's
    docstring says what is wrong, the rest why that is looked for and where the limits come from."""

    id: ClassVar[str]
    severity: ClassVar[Severity]
    effect: ClassVar[str]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault. ``rule`` names its kind; ``effect`` says what programs do with it. ``unit`` is the number of the unit
    and ``column`` the place in the line, counted from 1 as ``line`` is; 0 where they are not known. ``place`` says one
    of them in words where the line alone does not tell enough. ``zh`` and ``en`` are the texts of the unit, where a
    rule on texts found it."""

    rule: str
    severity: Severity
    line: int
    message: str
    effect: str
    unit: int = 0
    column: int = 0
    place: str = ""
    zh: str = ""
    en: str = ""

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        return f"{place}{self.message} — {self.effect}"


@dataclass
class Report:
    """Findings as they come. ``unit`` is the number of the unit that is looked at, ``crowded`` whether its line has
    other units too, ``texts`` its Chinese and English."""

    findings: list[Finding] = field(default_factory=list)
    unit: int = 0
    crowded: bool = False
    texts: tuple[str, str] = ("", "")

    def add(self, rule: type[Rule], line: int, message: str, column: int = 0) -> None:
        """Note a fault."""
        unit, place = (0, "") if column else (self.unit, f"unit {self.unit:,}" if self.crowded else "")
        if column > LONG_LINE:
            place = f"character {column:,}"
        told = rule.id, rule.severity, line, message, rule.effect
        self.findings.append(Finding(*told, unit, column, place, *self.texts))

    def take(self, line: int | None = None) -> list[Finding]:
        """The findings since the last time, by line, or by unit in a file without lines; those after ``line`` stay for
        the next."""
        found = sorted(self.findings, key=_order)
        cut = len(found) if line is None else bisect_right(found, line, key=_order)
        self.findings = found[cut:]
        return found[:cut]


def _order(finding: Finding) -> int:
    return finding.line or finding.unit
