"""Whether scores are probabilities in each kind of text, beside what true ones would show: a table in docs/scoring.md.

    python -m data.weights.fit SHARED --outcomes OUTCOMES.json
    python -m tests.benchmarks.kinds_of_text OUTCOMES.json SHARED [--weights FILE] [--page FILE]

A finite number of beads shows an error even where scores are true: so each bead is drawn as right by its score, DRAWS
times, and the error of the draws stands beside the one measured, as their mean and as what 95% of them stay under. The
draws are independent; that the four copies of a text share its beads, and that wrong beads come side by side, makes the
real chance error larger than told. Pairs with repairs are judged by the text before the damage (repaired_pairs.py): of
these is drawn whether the repairs are right, and a pair of which they are counts as what its bead scores.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.ablation_page import markdown
from tests.benchmarks.measures import ROOT, SEED, Judged, table
from tests.benchmarks.reliability import WEIGHTS, judged
from tests.benchmarks.repaired_pairs import RepairedPair
from tests.benchmarks.repaired_pairs import judged as repaired_pairs

PAGE = ROOT / "docs" / "scoring.md"
BEGIN, END = "<!-- kinds of text: from tests/benchmarks/kinds_of_text.py -->\n", "<!-- end -->"
# Their quantile at 95% then has a standard error of about a tenth of the spread of the draws.
DRAWS = 200
# Documents of repaired_pairs.py: all.
DOCUMENTS = 13
# By the last part of a document's name.
KINDS = {
    "": "whole texts",
    "pieces": "short: pieces of 5 to 40 beads",
    "deleted": "cut: 6% of the beads on either side",
    "orphans": "orphans: passages missing, foreign sentences",
    "deleted-pieces": "short and cut",
    "orphans-pieces": "short with orphans",
}
HEAD = ("", "beads", "calibration error", "if the scores were true", "95% of these under")


def chance_error(scores: Sequence[float], worth: Sequence[float] | None = None) -> tuple[float, float]:
    """(mean, 95% quantile) of the calibration error of ``scores`` that are true, over DRAWS draws, seeded.

    ``worth`` is how often each is right where it is right at all: always, when it is not given.
    """
    rng = random.Random(SEED)
    shares = [(score / most, most) for score, most in zip(scores, worth or [1.0] * len(scores), strict=True)]
    drawn = sorted(
        Judged(tuple(scores), tuple(most * (rng.random() < share) for share, most in shares)).calibration_error()
        for _ in range(DRAWS)
    )
    return sum(drawn) / DRAWS, drawn[int(0.95 * DRAWS)]


def by_kind(
    outcomes: Sequence[Mapping[str, Any]], calibration: Mapping[str, Mapping[str, Sequence[float]]]
) -> dict[str, Judged]:
    """Judged scores of the pairs and of the sentences alone of each kind of text."""
    found: dict[str, Judged] = defaultdict(Judged)
    for outcome in outcomes:
        _, _, *last = outcome["document"].split("/")
        name = "".join(last)
        kind = KINDS["pieces" if name.isdigit() else name]
        pairs, alone = judged(outcome, calibration)
        found[f"{kind}: pairs"] += pairs
        found[f"{kind}: sentences alone"] += alone
    return found


def rows(found: Mapping[str, Judged]) -> Iterator[list[str]]:
    """A line for each kind of text."""
    for name, each in found.items():
        yield _row(name, each, chance_error(each.score))


def rows_of_repairs(shared: Path, documents: int = DOCUMENTS) -> Iterator[list[str]]:
    """A line for pairs with exact repairs, with inferred ones, and with lost characters."""
    found: dict[str, list[RepairedPair]] = defaultdict(list)
    for pair in repaired_pairs(shared, "", documents):
        found[pair.kind].append(pair)
    for kind, pairs in sorted(found.items()):
        scores = tuple(pair.score for pair in pairs)
        each = Judged(scores, tuple(pair.share for pair in pairs))
        yield _row(f"with repairs: {kind} ones", each, chance_error(scores, [pair.bead for pair in pairs]))


def _row(name: str, each: Judged, by_chance: tuple[float, float]) -> list[str]:
    shown = (each.calibration_error(), *by_chance)
    return [name, f"{len(each.score):,}", *(f"{value:.4f}".lstrip("0") for value in shown)]


def with_table(page: str, text: str) -> str:
    """The page with the table between its marks written anew."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    if not after:
        raise ValueError(f"the page has no {BEGIN.strip()} … {END}")
    return f"{before}{BEGIN}\n{text}\n\n{END}{after}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("outcomes", type=Path, metavar="OUTCOMES.json")
    parser.add_argument("shared", type=Path, metavar="SHARED")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, metavar="FILE")
    parser.add_argument("--page", type=Path, default=PAGE, metavar="FILE")
    options = parser.parse_args()
    calibration = json.loads(options.weights.read_text(encoding="utf-8"))["calibration"]
    found = by_kind(json.loads(options.outcomes.read_text(encoding="utf-8")), calibration)
    lines = [*rows(found), *rows_of_repairs(options.shared)]
    print(table(HEAD, lines))
    options.page.write_text(
        with_table(options.page.read_text(encoding="utf-8"), markdown(HEAD, lines)), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
