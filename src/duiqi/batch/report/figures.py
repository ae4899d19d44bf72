"""The figures of a report, from the rows of a manifest."""

from __future__ import annotations

import heapq
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, get_args

from duiqi.batch.by_content import LEAST
from duiqi.batch.resuming import Entry, OutcomeKind

# Documents that are named for each reason to look at them, and the slowest ones; all are counted. Choices: what a
# person looks through.
NAMED, SLOWEST = 100, 20


@dataclass(frozen=True, slots=True)
class Look:
    """A document to look at: its files and its output, its pairs, those of them that score below 0.9, the sentences
    without a partner, ``share`` (how much of its text pairs, each pair counted by its score) and ``seconds``."""

    document: str
    output: str
    pairs: int
    doubtful: int
    alone: int
    share: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the documents of an output folder.

    ``scores`` counts pairs by score, from 0 to .1 and so on; ``wrongly_paired`` are the ``wrongly_paired_number``
    documents whose share is so low that they are perhaps no translations of each other, the lowest first; ``failed``
    are the first that failed, with why.
    """

    outcomes: dict[str, int]
    pairs: int
    doubtful: int
    seconds: float
    scores: tuple[int, ...]
    repairs: dict[str, int]
    layouts: dict[str, int]
    wrongly_paired_number: int
    wrongly_paired: tuple[Look, ...]
    slowest: tuple[Look, ...]
    failed: tuple[tuple[str, str], ...]
    wrongly_paired_below: float = LEAST


@dataclass
class _Sums:
    outcomes: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys(get_args(OutcomeKind), 0)))
    pairs: int = 0
    doubtful: int = 0
    seconds: float = 0.0
    scores: list[int] = field(default_factory=lambda: [0] * 10)
    repairs: Counter[str] = field(default_factory=Counter)
    layouts: Counter[str] = field(default_factory=Counter)
    wrong: int = 0


def report_of(entries: Iterable[Entry]) -> Report:
    """The report on the documents in ``entries``. Memory does not grow with their number."""
    sums = _Sums()
    wrong: list[tuple[float, str, Look]] = []
    slow: list[tuple[float, str, Look]] = []
    failed: list[tuple[str, str]] = []
    for entry in entries:
        sums.outcomes[entry.outcome] += 1
        if entry.outcome == "failed" and len(failed) < NAMED:
            failed.append((entry.document, entry.error))
        if entry.outcome != "done":
            continue
        told = _told(entry)
        look = _look(entry, told)
        _add(sums, entry, told)
        _keep(slow, SLOWEST, (look.seconds, entry.target, look))
        # Rows of a version that did not tell the share say nothing about it.
        if "share" in told and look.share < LEAST:
            sums.wrong += 1
            _keep(wrong, NAMED, (-look.share, entry.target, look))
    return Report(
        outcomes=dict(sums.outcomes),
        pairs=sums.pairs,
        doubtful=sums.doubtful,
        seconds=round(sums.seconds, 3),
        scores=tuple(sums.scores),
        repairs=_most_first(sums.repairs),
        layouts=_most_first(sums.layouts),
        wrongly_paired_number=sums.wrong,
        wrongly_paired=_ordered(wrong),
        slowest=_ordered(slow),
        failed=tuple(failed),
    )


def _told(entry: Entry) -> dict[str, Any]:
    try:
        told = json.loads(entry.told)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _look(entry: Entry, told: dict[str, Any]) -> Look:
    alone = told.get("zh_alone", 0) + told.get("en_alone", 0)
    share = told.get("share", 0.0)
    return Look(entry.document, entry.target, entry.pairs, entry.doubtful, alone, share, round(entry.seconds, 3))


def _add(sums: _Sums, entry: Entry, told: dict[str, Any]) -> None:
    sums.pairs += entry.pairs
    sums.doubtful += entry.doubtful
    sums.seconds += entry.seconds
    for k, number in enumerate(told.get("scores", ())):
        sums.scores[k] += number
    sums.repairs.update(told.get("repairs", {}))
    sums.layouts[told.get("layout") or "not known"] += 1


def _keep(heap: list[tuple[float, str, Look]], most: int, found: tuple[float, str, Look]) -> None:
    """Put ``found`` into a heap of the ``most`` greatest; targets differ, so two are never compared further."""
    if len(heap) < most:
        heapq.heappush(heap, found)
    else:
        heapq.heappushpop(heap, found)


def _ordered(heap: list[tuple[float, str, Look]]) -> tuple[Look, ...]:
    return tuple(look for _, _, look in sorted(heap, key=lambda found: (-found[0], found[1])))


def _most_first(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
