"""Whether two texts seem to be translations of each other at all, by what the beads scored."""

from __future__ import annotations

from collections.abc import Sequence

from duiqi.model import Bead
from duiqi.pairs.filters import UNTRANSLATED

# Under this mean score of the sentences of one side two texts are hardly translations of each other, a text of FEW
# sentences under the other. Of .35–.8, these warn of 76, 91, 98, 90, 97 and 99% of unrelated texts of 1, 2, 3, 4, 5 and
# 8 sentences, and of 2, 5, 4, 1, 0 and 0% of pieces of novels (tests/benchmarks/unrelated.py).
UNRELATED_BELOW, UNRELATED_BELOW_OF_FEW, FEW = 0.5, 0.8, 3
# Under this of all sentences, most of one side has no partner: an abridged translation, or another text.
MATCHED_BELOW = 0.35


def warnings_of(beads: Sequence[Bead], n: int, m: int) -> tuple[str, ...]:
    """What a user should look at before using the pairs of ``n`` Chinese and ``m`` English sentences; mostly none."""
    if not n or not m:
        return (f"there is no {'Chinese' if not n else 'English'} text: nothing can be paired",)
    # What was left untranslated speaks neither for a translation nor against one.
    beads = [bead for bead in beads if bead.kind not in UNTRANSLATED]
    n, m = sum(len(bead.zh) for bead in beads), sum(len(bead.en) for bead in beads)
    if not n or not m:
        return ()
    zh = sum(b.score * len(b.zh) for b in beads if not b.is_null)
    en = sum(b.score * len(b.en) for b in beads if not b.is_null)
    few = min(n, m) <= FEW
    if max(zh / n, en / m) < (UNRELATED_BELOW_OF_FEW if few else UNRELATED_BELOW):
        return ("the two sides hardly look like translations of each other: check the pairs before using them",)
    if (zh + en) / (n + m) < MATCHED_BELOW:
        side = "Chinese" if n > m else "English"
        return (f"most of the {side} text has no partner: check that the two sides belong together",)
    return ()
