"""The sums over the documents of a run; memory does not grow with their number."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from duiqi.batch.documents import Summary
from duiqi.model import Pair
from duiqi.text.printable import printable

if TYPE_CHECKING:
    from duiqi.corrections import Outcome

# How many of the repairs that are inferred are kept to be named; the others are counted.
NAMED_REPAIRS = 5


@dataclass
class Totals:
    """What the summaries of ``documents`` sum up to. ``inferred`` are the first repairs that are inferred, each with
    the document's name, ``inferred_number`` how many there are; ``outcomes`` what became of corrections, and
    ``rejected`` the pairs that these keep out."""

    documents: int = 0
    pairs: int = 0
    doubtful: int = 0
    zh_alone: int = 0
    en_alone: int = 0
    repairs: Counter[str] = field(default_factory=Counter)
    untranslated: Counter[str] = field(default_factory=Counter)
    inferred: list[str] = field(default_factory=list)
    inferred_number: int = 0
    outcomes: list[Outcome] = field(default_factory=list)
    rejected: list[Pair] = field(default_factory=list)

    def add(self, summary: Summary) -> None:
        """Take a document in."""
        self.documents += 1
        self.pairs += summary.pairs
        self.doubtful += summary.doubtful
        self.zh_alone += summary.zh_alone
        self.en_alone += summary.en_alone
        self.repairs.update(summary.repairs)
        self.untranslated.update(summary.untranslated)
        room = NAMED_REPAIRS - len(self.inferred)
        self.inferred += [f"{printable(summary.source)}, {line}" for line in summary.inferred[:room]]
        self.inferred_number += len(summary.inferred)
        self.outcomes += summary.outcomes
        self.rejected += summary.rejected

    def add_all(self, other: Totals) -> None:
        """Take those of another run in."""
        self.documents += other.documents
        self.pairs += other.pairs
        self.doubtful += other.doubtful
        self.zh_alone += other.zh_alone
        self.en_alone += other.en_alone
        self.repairs.update(other.repairs)
        self.untranslated.update(other.untranslated)
        self.inferred = [*self.inferred, *other.inferred][:NAMED_REPAIRS]
        self.inferred_number += other.inferred_number
        self.outcomes += other.outcomes
        self.rejected += other.rejected
