"""Tables in one language with a column of keys, as programs export their messages: the texts, each with its key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duiqi.blocks.contents import Line
from duiqi.blocks.tables.columns import HEAD_CELL, Row
from duiqi.model import Omission, ParagraphKind
from duiqi.text.chars import LETTER

# What the column of keys is headed, white space and joining marks apart: a choice. "No." and "序号" count rows, which
# tell nothing of a row in another file.
HEADS = frozenset(
    ("id", "key", "msgid", "stringid", "messageid", "textid", "identifier", "键", "键名", "标识", "标识符")
)
JOINING = re.compile(r"[\s_.-]+")


def key_column(rows: Sequence[Row]) -> int | None:
    """The column that is headed as keys are and has another one in each row; None where there is none."""
    heads = [JOINING.sub("", cell).lower() for cell in rows[0].cells] if rows else []
    index = next((index for index, head in enumerate(heads) if head in HEADS), None)
    if index is None or len(rows) < 2:
        return None
    keys = [row.cells[index].strip() if index < len(row.cells) else "" for row in rows[1:]]
    return index if all(keys) and len(set(keys)) == len(keys) else None


def keyed_lines(rows: Sequence[Row], place: str, first_row: int, column: int) -> tuple[list[Line], list[Omission]]:
    """The texts of the rows, but for the heads, with the keys in ``column``; with the number of the text's column too,
    where several hold text."""
    used = {
        index for row in rows[1:] for index, cell in enumerate(row.cells) if index != column and LETTER.search(cell)
    }
    omissions = [Omission(HEAD_CELL, cell) for cell in rows[0].cells if cell.strip()]
    lines = list[Line]()
    for number, row in enumerate(rows[1:], first_row + 1):
        key = row.cells[column].strip()
        texts = {index: cell for index, cell in enumerate(row.cells) if index in used and LETTER.search(cell)}
        omissions += [Omission(f"column {index + 1}", cell) for index, cell in _others(row, texts)]
        kind: ParagraphKind | None = "table cell" if len(texts) > 1 else None
        for index, cell in texts.items():
            known = key if len(used) == 1 else f"{key}/{index + 1}"
            lines.append(Line(cell, None, kind, number, f"{place}{row.number}", known))
    return lines, omissions


def _others(row: Row, texts: dict[int, str]) -> Iterator[tuple[int, str]]:
    return ((index, cell) for index, cell in enumerate(row.cells) if index not in texts and cell.strip())
