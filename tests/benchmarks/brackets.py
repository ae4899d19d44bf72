"""How often ``unbalanced-brackets`` reports pairs that are right, and how many planted faults it finds.

    python -m tests.benchmarks.brackets ../shared

A fault is planted by taking one bracket or quotation mark out of one side of a pair that is not reported.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from duiqi.checking.rules.unbalanced_brackets import LONGEST_SPEECH, UnbalancedBrackets
from duiqi.checking.texts import unit_of_pair
from duiqi.evaluation import read_gold
from duiqi.export import iter_pairs
from duiqi.model import Bead, Pair

MARKS = "()（）[]【】《》〈〉「」『』“”"
BEAD = Bead(range(1), range(1), 1.0)
# Pairs before and after, as the rule looks at them.
AROUND = 2 * LONGEST_SPEECH

Texts = tuple[str, str]


def collections(shared: Path) -> Iterator[tuple[str, list[Texts]]]:
    """Pairs that are known to be right, Chinese first."""
    for path in (shared / "train" / "tatoeba.cmn-eng.tsv", shared / "train" / "tico19.en-zh.tmx"):
        yield path.name, [(pair.zh, pair.en) for pair in iter_pairs(path)]
    for folder in sorted((shared / "gold").iterdir()):
        yield (
            folder.name,
            [
                ("".join(document.zh[k] for k in zh), " ".join(document.en[k] for k in en))
                for document in read_gold(folder)
                for zh, en in document.beads
                if zh and en
            ],
        )


def reported(pairs: Sequence[Texts]) -> set[int]:
    """Which of the pairs, in the order of their text, the rule reports."""
    units = [unit_of_pair(Pair(zh, en, 1.0, BEAD), number) for number, (zh, en) in enumerate(pairs)]
    rule = UnbalancedBrackets(None)
    return {unit.number for unit in units if rule.pair(unit)} | {unit.number for unit, _ in rule.batch(units)}


def planted(pairs: Sequence[Texts], seed: int = 1) -> Iterator[bool]:
    """For each mark that is taken out, one at a time, whether its pair is reported where it stands. The mark of an
    item, 1), has no partner to lose."""
    order, before = random.Random(seed), reported(pairs)
    for number, pair in enumerate(pairs):
        for side in (0, 1) if number not in before else ():
            text = pair[side]
            places = [at for at, char in enumerate(text) if char in MARKS and not _is_item(text, at)]
            if places:
                at = order.choice(places)
                less = text[:at] + text[at + 1 :]
                start = max(number - AROUND, 0)
                faulty = (less, pair[1]) if side == 0 else (pair[0], less)
                yield number - start in reported([*pairs[start:number], faulty, *pairs[number + 1 : number + AROUND]])


def _is_item(text: str, at: int) -> bool:
    before = text[: at + 1].replace("（", "(").replace("）", ")")
    return before.endswith(")") and before.count("(") < before.count(")")


def main(shared: str) -> None:
    for name, pairs in collections(Path(shared)):
        wrong, found = len(reported(pairs)), list(planted(pairs))
        print(f"{name:22s} {len(pairs):6d} pairs, {wrong} reported; {sum(found)} of {len(found)} planted faults found")


if __name__ == "__main__":
    main(*sys.argv[1:])
