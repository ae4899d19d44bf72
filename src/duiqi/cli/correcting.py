"""What became of corrections, told on standard error."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from duiqi.batch import Settings
from duiqi.cli.summary import tell
from duiqi.model import Pair
from duiqi.shown import counted
from duiqi.text.printable import printable

if TYPE_CHECKING:
    from duiqi.corrections import Correction, Outcome


def tell_corrections(corrections: Sequence[Correction], outcomes: Iterable[Outcome], quiet: bool = False) -> None:
    """Tell what became of ``corrections``: each that was not applied, and without ``quiet`` how many were."""
    if corrections:
        from duiqi.corrections import of_no_document

        outcomes = list(outcomes)
        tell(correction_lines([*outcomes, *of_no_document(corrections, outcomes)], quiet))


def tell_rejected(output: str, settings: Settings, rejected: Collection[Pair], quiet: bool = False) -> None:
    """Remember beside a memory that was written to ``output`` the pairs that corrections rejected, and tell of it.
    Raises InputError."""
    if not rejected or settings.format != "tmx" or not os.path.isfile(output):
        return
    from duiqi.updating import remember_rejected

    remember_rejected(output, rejected)
    if not quiet:
        pairs = counted(len(rejected), "rejected pair")
        tell([f"  {printable(output)}.ids: what is not to be added by an update ({pairs})"])


def correction_lines(outcomes: Iterable[Outcome], quiet: bool = False) -> Iterator[str]:
    """The lines that tell it, one for all that are of another document and stand in one file."""
    outcomes = list(outcomes)
    applied = sum(outcome.status == "applied" for outcome in outcomes)
    others = [outcome for outcome in outcomes if outcome.status not in ("applied", "aligned anew")]
    if not quiet:
        count = Counter(outcome.status for outcome in others)
        left = "".join(f", {number} {status}" for status, number in count.items())
        yield f"corrections: {applied} applied{left}"
    alike: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in others:
        file = outcome.correction.path if outcome.status == "other document" else outcome.correction.place
        alike.setdefault((file, outcome.reason), []).append(outcome)
    for outcome, *more in alike.values():
        also = f", and {len(more)} more of this file" if more else ""
        yield printable(f"align: warning: {outcome.correction.place}: {outcome.status}: {outcome.reason}{also}")
