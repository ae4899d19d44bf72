"""Whether the scores of pairs with repaired sentences hold: the share right at each score, by the kind of repair.

    python -m tests.benchmarks.repaired_pairs SHARED [--documents N] [--only WORD]

The damaged documents of processes.py, as one file with both languages, are aligned, and so are the same documents
before the damage. A pair of the damaged one is the same when the other has it too, letter for letter. What damage and
repairs add is asked here, not whether the aligner is right, which gold tells (reliability.py): so a pair that is the
same is right as often as the undamaged document's score of it says, and any other never. Its kind is ``pair.repair``:
exact, inferred, or lost (it holds U+FFFD, and is never the same).
"""

from __future__ import annotations

import argparse
import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duiqi
from tests.benchmarks.damages import PROCESSES
from tests.benchmarks.measures import table
from tests.benchmarks.processes import cases

# Kinds of damage whose repair may be inferred, and for comparison one whose repairs are exact.
KINDS = ("slipped", "strewn", "lossy", "glosses")
FROM = (0.0, 0.5, 0.9, 0.99)


@dataclass(frozen=True, slots=True)
class RepairedPair:
    """A pair with a repaired sentence: its kind of repair, its ``score``, that of its ``bead`` alone, and the ``share``
    of times that it is right: the score of the same pair of the undamaged document, 0 where there is none."""

    kind: str
    process: str
    score: float
    bead: float
    share: float


@lru_cache(maxsize=64)
def aligned(text: str) -> duiqi.Alignment | None:
    """The alignment of a text that holds both languages, None where one is missing."""
    try:
        return duiqi.align(io.StringIO(text))
    except duiqi.InputError:
        return None


def judged(shared: Path, only: str, documents: int) -> Iterator[RepairedPair]:
    """Each pair with a repaired sentence."""
    kinds = {process.name: process.kind for process in PROCESSES}
    for case in cases(shared, only, documents):
        if kinds[case.process] not in KINDS:
            continue
        sound, damaged = aligned("\n\n".join(case.clean) + "\n"), aligned(case.text)
        if sound is None or damaged is None:
            continue
        scores = {(pair.zh, pair.en): pair.score for pair in sound.pairs()}
        for pair in damaged.pairs():
            if pair.repair:
                share = scores.get((pair.zh, pair.en), 0.0)
                yield RepairedPair(pair.repair, case.process, pair.score, pair.bead.score, share)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, metavar="SHARED")
    parser.add_argument("--documents", type=int, default=6, metavar="N", help="the first N documents")
    parser.add_argument("--only", default="", metavar="WORD", help="processes whose name holds WORD")
    options = parser.parse_args()
    found: dict[str, list[RepairedPair]] = defaultdict(list)
    for pair in judged(options.shared, options.only, options.documents):
        found[pair.kind].append(pair)
        if pair.kind != "lost":
            found[f"{pair.kind}, {pair.process}"].append(pair)
    rows = []
    for kind, pairs in sorted(found.items()):
        for low in FROM:
            band = [pair for pair in pairs if pair.score >= low]
            same = sum(pair.share > 0 for pair in band)
            means = (sum(values) / max(len(band), 1) for values in (
                [pair.score for pair in band], [pair.share for pair in band],
            ))  # fmt: skip
            rows.append([kind, f"{low:g}", str(len(band)), str(same), *(f"{mean:.3f}" for mean in means)])
    print(table(["repair", "score from", "pairs", "the same", "mean score", "right as text"], rows))


if __name__ == "__main__":
    main()
