"""How much a correction is worth: a reviewer who checks the most doubtful beads first, in play; writes
docs/corrections.svg.

    python -m tests.benchmarks.corrections SHARED [--set macdev] [--output FILE]

The reviewer looks at the bead of the lowest score that was not checked yet, and sets right all gold beads that share a
sentence with it; each of these counts as one check. With realigning, the rest is aligned anew after each look, and the
next is chosen by the new scores. Without it, what a correction leaves of other beads stays without a partner. For
comparison: the same in the order of the text. Printed is the strict F1 of all documents together, the candidates a
sentence in the lattices, the bytes of one as JSON, and how long realigning takes.

The packaged weights were fitted on macdev and aca: their first figures are better than those of an unseen text.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from data.weights.texts import Text, read_texts
from duiqi.aligner import align_keeping_lattice
from duiqi.aligner.realigning import ReviewLattice, realign
from duiqi.corrections.correction import Ruling
from duiqi.corrections.fixing import FixedBead
from duiqi.corrections.overlay import left_of
from duiqi.evaluation import Scores, evaluate
from duiqi.model import Bead, Sentence
from tests.benchmarks.measures import ROOT

OUTPUT = ROOT / "docs" / "corrections.svg"
SHARES = (0.0, 0.01, 0.05, 0.1, 0.2)
WAYS = ("doubtful first, realigned", "doubtful first, not realigned", "in the order of the text, realigned")

Fixed = tuple[range, range]


@dataclass
class Review:
    """A document under review: what is fixed so far, and the beads as they are now."""

    text: Text
    old: tuple[Bead, ...]
    lattice: ReviewLattice
    anew: bool
    beads: list[Bead] = field(default_factory=list)
    fixed: list[Fixed] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.beads = list(self.old)
        spans = self.text.beads
        self.gold = [(range(i, i + n_zh), range(j, j + n_en)) for i, j, n_zh, n_en in spans]
        self.of = {("zh", i): bead for bead in self.gold for i in bead[0]}
        self.of |= {("en", j): bead for bead in self.gold for j in bead[1]}

    def check(self, by_doubt: bool) -> bool:
        """Look at one more bead and set it right; False when all are."""
        known = {key for zh, en in self.fixed for key in _keys(zh, en)}
        open_beads = [bead for bead in self.beads if not known.issuperset(_keys(bead.zh, bead.en))]
        if not open_beads:
            return False
        chosen = min(open_beads, key=lambda bead: bead.score) if by_doubt else open_beads[0]
        right = {self.of[key]: None for key in _keys(chosen.zh, chosen.en)}
        self.fixed += [bead for bead in right if not known.issuperset(_keys(*bead))]
        self._again()
        return True

    def _again(self) -> None:
        if self.anew:
            start = time.perf_counter()
            found = realign(self.lattice, self.fixed)
            self.seconds.append(time.perf_counter() - start)
            self.beads = [Bead(bead.zh, bead.en, bead.score) for bead in found]
            return
        laid = [FixedBead(zh, en, Ruling(len(zh), len(en))) for zh, en in self.fixed]
        kept = left_of(_singles(self.old), laid, len(self.text.zh), len(self.text.en))
        self.beads = [Bead(zh, en, 1.0) for zh, en in self.fixed] + kept


def _singles(beads: Sequence[Bead]) -> list[Bead]:
    return [Bead(b.zh if b.zh else range(0), b.en if b.en else range(0), b.score) for b in beads]


def _keys(zh: range, en: range) -> list[tuple[str, int]]:
    return [("zh", i) for i in zh] + [("en", j) for j in en]


def curve(texts: Sequence[Text], found: Sequence[tuple[tuple[Bead, ...], ReviewLattice]], way: str) -> list[float]:
    """The strict F1 after each of SHARES of the beads was checked; the slowest realigning is printed."""
    reviews = [
        Review(text, beads, lattice, ", realigned" in way) for text, (beads, lattice) in zip(texts, found, strict=True)
    ]
    figures = []
    for share in SHARES:
        total = Scores()
        for review in reviews:
            while len(review.fixed) < share * len(review.gold) and review.check(way.startswith("doubtful")):
                pass
            total = total + evaluate(review.beads, [Bead(*bead, 1.0) for bead in review.gold])
        figures.append(total.strict.f1)
    if seconds := sorted(s for review in reviews for s in review.seconds):
        middle, most = 1000 * seconds[len(seconds) // 2], 1000 * seconds[-1]
        print(f"{way}: realigning takes {middle:.1f} ms in the middle, {most:.1f} ms at most")
    return figures


def aligned(text: Text) -> tuple[tuple[Bead, ...], ReviewLattice]:
    """The beads of a text and its lattice."""
    sides = [[Sentence(t, 0, len(t), k) for k, t in enumerate(side)] for side in (text.zh, text.en)]
    alignment, lattice = align_keeping_lattice(*sides)
    return alignment.beads, lattice


def draw(name: str, curves: dict[str, list[float]], output: Path) -> None:
    """The curves as a picture."""
    from duiqi.pictures.style import COLOURS, figure, save_picture

    chart, axes = figure(5.2, 3.4)
    for (way, figures), colour, marker in zip(curves.items(), COLOURS, "os^", strict=False):
        axes.plot([100 * share for share in SHARES], figures, marker=marker, color=colour, label=way)
    axes.set_xlabel("beads checked (%)")
    axes.set_ylabel(f"strict F1, {name}")
    axes.set_xticks([100 * share for share in SHARES])
    axes.legend(loc="center right", bbox_to_anchor=(1.0, 0.42), frameon=False)
    save_picture(chart, output)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--set", default="macdev")
    parser.add_argument("--output", type=Path)
    arguments = parser.parse_args()
    texts = read_texts(arguments.shared / "gold" / arguments.set)
    found = [aligned(text) for text in texts]
    sentences = sum(lattice.n + lattice.m for _, lattice in found)
    candidates = sum(len(lattice) for _, lattice in found)
    size = sum(len(json.dumps(lattice.as_dict(), separators=(",", ":"))) for _, lattice in found)
    print(f"{candidates / sentences:.1f} candidates a sentence, {size / candidates:.1f} bytes each as JSON")
    curves = {way: curve(texts, found, way) for way in WAYS}
    print(f"| {arguments.set}, beads checked | " + " | ".join(f"{share:.0%}" for share in SHARES) + " |")
    print("|---|" + "--:|" * len(SHARES))
    for way, figures in curves.items():
        print(f"| {way} | " + " | ".join(f"{value:.3f}" for value in figures) + " |")
    if arguments.output:
        draw(arguments.set, curves, arguments.output)


if __name__ == "__main__":
    main()
