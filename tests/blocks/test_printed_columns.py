"""Columns of printed pages that only space parts: tables, prose in columns."""

from __future__ import annotations

import random
from itertools import accumulate
from typing import Any

import pytest
from support.cases import cases

from duiqi.blocks.printed.line import Part, Printed
from duiqi.blocks.printed.spaced import FIRST, arranged

SIZE = 10.0
# Running text below, so that program text is the lesser part.
BELOW = [f"The boats came in at six, number {number}." for number in range(20)]


def part(text: str, left: float, right: float | None = None) -> Part:
    wide = sum(1.0 if ord(char) > 0x2E7F else 0.45 for char in text)
    return Part(text, left, left + SIZE * wide if right is None else right)


def page(case: dict[str, Any]) -> list[Printed]:
    steps = case.get("steps", [14] * (len(case["rows"]) - 1))
    lines = []
    for down, row in zip(accumulate([0, *steps]), case["rows"], strict=True):
        parts = tuple(part(*each) for each in row)
        text = " ".join(each.text for each in parts)
        shown = parts if len(parts) > 1 else ()
        fixed = case.get("fixed", False)
        lines.append(Printed(text, parts[0].left, parts[-1].right, 700.0 - down, SIZE, 0, None, fixed, shown))
    return lines


@pytest.mark.parametrize("case", cases("blocks/printed_columns.jsonl"))
def test_columns(case: dict[str, Any]) -> None:
    below = [Printed(text, 50.0, 300.0, 300.0 - 14 * k, SIZE, 0) for k, text in enumerate(BELOW)]
    (found,) = arranged([page(case) + below])
    rows = [[line.cell.row if line.cell else None, line.text] for line in found]
    assert rows == case["found"] + [[None, text] for text in BELOW]
    assert all(line.cell is None or line.cell.table >= FIRST for line in found)


def test_no_line_is_lost_wherever_they_stand() -> None:
    places = random.Random(7)
    for _ in range(200):
        rows = [
            [[f"w{n}{k}", 50 + 60 * k + places.choice((0, 0, 0, 9))] for k in range(4) if places.random() < 0.7]
            for n in range(places.randint(1, 9))
        ]
        given = page({"rows": [row for row in rows if row] or [[["w", 50]]]})
        (found,) = arranged([given])
        assert sorted(" ".join(line.text for line in found).split()) == sorted(
            " ".join(line.text for line in given).split()
        )
