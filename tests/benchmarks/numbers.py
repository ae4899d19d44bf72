"""How often ``number`` reports pairs that are right, and how many planted faults it finds.

    python -m tests.benchmarks.numbers ../shared

A fault is planted by changing one digit of a number of two figures or more, written in digits, on one side of a pair
that is not reported.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from duiqi.pairs.lexical_check import missing_numbers
from tests.benchmarks.brackets import Texts, collections

NUMBER = re.compile(r"(?<![\w.,-])\d[\d,.]*\d(?![\w-])")


def reported(pairs: Sequence[Texts]) -> list[bool]:
    """Whether each pair is reported."""
    found = missing_numbers([zh for zh, _ in pairs], [en for _, en in pairs])
    return [any(sides) for sides in found]


def planted(pairs: Sequence[Texts], seed: int = 1) -> list[Texts]:
    """The pairs with a number in them, on one side one digit changed."""
    order, faulty = random.Random(seed), []
    for pair in pairs:
        for side in (0, 1):
            places = list(NUMBER.finditer(pair[side]))
            if not places:
                continue
            match = order.choice(places)
            at = match.start() + order.choice([k for k, char in enumerate(match[0]) if char.isdigit()])
            digit = order.choice([d for d in "123456789" if d != pair[side][at]])
            text = pair[side][:at] + digit + pair[side][at + 1 :]
            faulty.append((text, pair[1]) if side == 0 else (pair[0], text))
    return faulty


def main(shared: str) -> None:
    for name, pairs in collections(Path(shared)):
        wrong = reported(pairs)
        faults = planted([pair for pair, is_wrong in zip(pairs, wrong, strict=True) if not is_wrong])
        found = sum(reported(faults))
        print(f"{name:22s} {len(pairs):6d} pairs, {sum(wrong)} reported; {found} of {len(faults)} planted faults found")


if __name__ == "__main__":
    main(*sys.argv[1:])
