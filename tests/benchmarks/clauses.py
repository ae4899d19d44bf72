"""Clauses: those of the reference document against its gold, and some drawn at random for a person to look at.

    python -m tests.benchmarks.clauses SHARED

SHARED is the folder of development data. 120 of the clauses that score .9 or more are drawn from documents that nothing
was fitted on, 80 from the gold sets, pairs of sentences aligned anew.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

import duiqi
from data.weights.texts import read_texts
from duiqi.aligner.clauses.cutting import cut_beads
from duiqi.model import Alignment, Pair

SEED, LEAST = 20261129, 0.9
DOCUMENTS = {
    "gov-report-2018": ("raw.md",),
    "newyear-2021": ("raw.md",),
    "un-charter-ch1": ("raw.md",),
    "mulanpsl-1.0": ("raw.txt",),
    "udhr-hans": ("zh.txt", "en.txt"),
    "progit-what-is-git": ("zh.asc", "en.asc"),
    "semver-zh-TW": ("zh.md", "en.md"),
    "handbook-backup-zh-TW": ("zh.html", "en.html"),
    "handbook-preface-zh-CN": ("zh.html", "en.html"),
    "xuexi-10.22": ("raw.md",),
    "enkey-five-life": ("raw.md",),
}
GOLD = ("macdev", "aca", "wmt22-enzh-resplit")


def seed_score(shared: Path) -> tuple[int, int, int]:
    """How many clauses of the reference document are right, found, and gold."""
    gold = json.loads((shared / "seed" / "gold.json").read_text("utf-8"))
    pairs = {
        (
            "".join(gold["zh_clauses"][i]["text"] for i in bead["zh"]),
            " ".join(gold["en_clauses"][j]["text"] for j in bead["en"]),
        )
        for bead in gold["beads_clause"]
    }
    found = [(pair.zh, pair.en) for pair in duiqi.align(shared / "seed" / gold["source"], level="clause")]
    return sum(pair in pairs for pair in found), len(found), len(pairs)


def clauses(alignment: Alignment) -> Iterator[Pair]:
    """The clauses that were cut and score enough."""
    cut = cut_beads(alignment)
    for beads in cut.beads:
        if len(beads) > 1:
            yield from (pair for pair in map(cut.alignment.pair, beads) if pair.score >= LEAST)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    shared: Path = parser.parse_args().shared
    right, found, gold = seed_score(shared)
    precision, recall = right / found, right / gold
    f1 = 2 * right / (found + gold)
    print(f"reference document: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
    documents = [
        pair
        for name, files in DOCUMENTS.items()
        for pair in clauses(duiqi.align(*(shared / "docs" / name / file for file in files)))
    ]
    gold_sets = [
        pair
        for name in GOLD
        for text in read_texts(shared / "gold" / name)
        for pair in clauses(duiqi.align_sentences(text.zh, text.en))
    ]
    print(f"{len(documents)} clauses of documents, {len(gold_sets)} of gold sets score {LEAST} or more")
    rng = random.Random(SEED)
    for pair in rng.sample(documents, 120) + rng.sample(gold_sets, 80):
        print(f"{pair.zh}\n{pair.en}\n")


if __name__ == "__main__":
    main()
