"""Which columns of a table are the two languages."""

from __future__ import annotations

import pytest
from support.cases import cases

from duiqi.blocks.tables import find_columns


@pytest.mark.parametrize("case", cases("blocks/columns.jsonl"))
def test_columns(case: dict[str, object]) -> None:
    found = find_columns(case["rows"])  # type: ignore[arg-type]
    assert (found.of.get("zh"), found.of.get("en"), found.named) == (case["zh"], case["en"], case["named"])


def test_of_many_rows_some_tell() -> None:
    letters = str.maketrans("0123456789", "abcdefghij")
    rows = [
        [f"The lake near Mount {str(i).translate(letters)}", f"{chr(0x4E00 + i)}山旁边的湖", f"https://a.org/{i}"]
        for i in range(5_000)
    ]
    assert find_columns(rows).of == {"zh": 1, "en": 0}
