"""What stands in a table beside the text and its translation: numbers, status, remarks, as translation programs export
a document for review (``ID | Source | Target | Status | Comment``)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.blocks.tables.columns import HEAD_CELL, OTHER_COLUMN, find_columns, languages_in_head
from duiqi.model import Language, Omission
from duiqi.text.language import language_of

# What heads call the text and its translation where they name no language.
SIDES = re.compile(
    r"(?:source|original|target|translation)(?: (?:text|language|segment))?"
    r"|原文|源文|源语言|译文|譯文|翻译|目标语言|目标文本",
    re.IGNORECASE,
)
# And what stands beside them in any language (exports of Trados, memoQ, Phrase, Memsource, Smartcat, Xbench).
BESIDE = re.compile(
    r"(?:segment |row )?(?:id|#|no\.?|number)|(?:segment )?status|state|confirmed|comments?|notes?|remarks?"
    r"|match(?: ?%| rate)?|score|origin|context|key|author|translator|reviewer|date"
    r"|序号|编号|編號|段号|状态|狀態|批注|备注|備註|注释|匹配率?|译者|审校|日期",
    re.IGNORECASE,
)
FEWEST_ROWS = 2  # below the heads: one row may be anything (a choice)


@dataclass(frozen=True, slots=True)
class _Heads:
    """The row that names the columns, and the columns to leave out."""

    row: int | None
    others: frozenset[int]


def without_others(lines: Sequence[Line]) -> tuple[list[Line], list[Omission]]:
    """The lines of a document that holds both languages, without what stands in its tables beside them, and that.

    Only tables whose heads name both sides are judged; a column that no head calls an addition stays where the others
    hold both languages too, as examples and their translation do.
    """
    kept: list[Line] = []
    omissions: list[Omission] = []
    for table in _tables(lines):
        heads = _heads(table)
        # A row of one cell is a title within the table.
        cells = Counter(row for row, _ in {(line.row, line.column) for line in table if line.text.strip()})
        for line in table:
            if line.row is not None and line.row == heads.row:
                omissions.append(Omission(HEAD_CELL, line.text.strip()))
            elif line.column in heads.others and cells[line.row] > 1:
                omissions.append(Omission(OTHER_COLUMN, line.text.strip()))
            else:
                kept.append(line)
    return kept, [omission for omission in omissions if omission.text]


def assemble_both(
    lines: Iterable[Line], name: str, encoding: str = "utf-8", omissions: Iterable[Omission] = ()
) -> Reading:
    """What ``assemble`` makes of the lines of a document that holds both languages."""
    kept, others = without_others(list(lines))
    return telling_of_others(assemble(kept, name, encoding, [*omissions, *others]))


def telling_of_others(reading: Reading) -> Reading:
    """The reading with a note that counts the cells beside both languages, if any were left out."""
    count = sum(omission.reason == OTHER_COLUMN for omission in reading.omissions)
    told = f"tables with a column for each language: what the others hold is left out ({count:,} cells)"
    return replace(reading, notes=(told,)) if count else reading


def _tables(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines in runs, each a table or what stands between two."""
    for _, run in groupby(lines, key=lambda line: (line.table, line.column is not None)):
        yield list(run)


def _heads(table: Sequence[Line]) -> _Heads:
    rows: dict[int, dict[int, str]] = {}
    for line in table:
        if line.row is not None and line.column is not None:
            cell = rows.setdefault(line.row, {})
            cell[line.column] = f"{cell.get(line.column, '')} {line.text}".strip()
    width = max((max(row) + 1 for row in rows.values()), default=0)
    if width < 3 or len(rows) <= FEWEST_ROWS:
        return _Heads(None, frozenset())
    cells = [[row.get(column, "") for column in range(width)] for row in rows.values()]
    found = find_columns(cells)
    sides = set(found.of.values())
    if len(sides) < 2 or not all(_names_side(cells[0][side], language) for language, side in found.of.items()):
        return _Heads(None, frozenset())
    others = set(range(width)) - sides
    # A column without a head is an addition, as one of numbers is.
    named = {column for column in others if BESIDE.fullmatch(cells[0][column].strip() or "#")}
    rest = "\n".join(row[column] for row in cells[1:] for column in others - named)
    if {language_of(text) for text in rest.split("\n")} >= {"zh", "en"}:
        others = named
    return _Heads(next(iter(rows)), frozenset(others))


def _names_side(head: str, language: Language) -> bool:
    return language in languages_in_head(head) or bool(SIDES.fullmatch(head.strip()))
