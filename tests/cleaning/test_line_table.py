"""The lines of a text in figures, beside what each line says by itself."""

from __future__ import annotations

import re
import unicodedata
from unittest import mock

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from duiqi.cleaning.evidence.census import Census
from duiqi.cleaning.evidence.lines import line_table
from duiqi.cleaning.evidence.lines.line_table import (
    CHINESE,
    ENGLISH,
    MAX_COLUMNS,
    NO_LANGUAGE,
    Line,
    LineTable,
    table_of_neighbours,
)
from duiqi.cleaning.evidence.single_byte import TABLES, image, whole_sequences
from duiqi.cleaning.fixes.hard_wraps import _may_go_on
from duiqi.text import code_points
from duiqi.text.chars import HAN_CHAR, count_han

SIZES = st.sampled_from([3, code_points.AT_A_TIME])
ALPHABET = "好，。、）x yZ.;\"\t\n\n\u3000\u00a0１é𠀀:'"
SEQUENCE = re.compile("[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def language(line: str) -> int:
    body = line[:MAX_COLUMNS].strip()
    if body[:1] and body[0] in "，。、；：！？”’」』）》〉":
        return CHINESE
    han, latin = count_han(body), len(re.findall("[A-Za-z]", body))
    if len(body) < 2 or not (han or latin):
        return NO_LANGUAGE
    return CHINESE if han and han * 2 >= latin else ENGLISH


def figures(text: str) -> list[Line | None]:
    """What LineTable says, a line at a time; None for blank lines."""
    found: list[Line | None] = []
    start = 0
    for line in text.split("\n"):
        body = line.strip()
        first, end = start + len(line) - len(line.lstrip()), start + len(line)
        wide = sum(unicodedata.east_asian_width(char) in "WFA" for char in body)
        row = Line(
            start,
            end,
            first,
            first + len(body),
            first + len((body.split() or [""])[0]),
            len(body) + wide,
            len(HAN_CHAR.findall(line)),
            (body[:-1] if body[-1:] in tuple("\"'") and len(body) > 1 else body)[-1:]
            not in tuple("。！？!?；;：:…”’」』）)]】》.—"),
            body[-1:] not in tuple('.!?:;"”)]'),
            body[:1] in tuple("，。、；：！？”’」』）》〉"),
            re.match("[a-z]", body) is not None,
            language(line),
        )
        found.append(row if body else None)
        start = end + 1
    return found


@settings(deadline=None, max_examples=50)
@given(st.text(st.sampled_from(ALPHABET), max_size=60) | st.text(max_size=30), SIZES)
def test_figures_of_lines(text: str, at_a_time: int) -> None:
    with mock.patch.object(code_points, "AT_A_TIME", at_a_time), mock.patch.object(line_table, "AT_A_TIME", at_a_time):
        _check_figures(text)


def _check_figures(text: str) -> None:
    table = LineTable(Census(text))
    rows = table.rows(np.arange(len(table.start)))
    wanted = figures(text)
    assert len(rows) == len(wanted)
    for row, line in zip(rows, wanted, strict=True):
        assert row == line if line else row.language == NO_LANGUAGE


def test_the_language_of_a_long_line_is_that_of_its_beginning() -> None:
    texts = [
        "x" * MAX_COLUMNS + "好" * 999,
        " " * MAX_COLUMNS + "好好",
        "好" * MAX_COLUMNS + "x" * 999,
        "好 " + "x" * 200,
    ]
    table = LineTable(Census("\n".join(texts)))
    assert table.language.tolist() == [language(text) for text in texts] == [ENGLISH, NO_LANGUAGE, CHINESE, ENGLISH]


@settings(deadline=None, max_examples=50)
@given(st.text(st.sampled_from("éÃ©—“”â€œ├─ВЂњ好a"), max_size=40))
def test_whole_sequences_of_utf8_in_every_table(text: str) -> None:
    found = whole_sequences(Census(text).bmp)
    for table in TABLES:
        seen = image(text, table)
        matches = [match for n in range(len(seen)) if (match := SEQUENCE.match(seen, n))]
        places, lengths = found[table]
        assert places.tolist() == [match.start() for match in matches]
        assert lengths.tolist() == [match.end() - match.start() for match in matches]


LONG = "x" * MAX_COLUMNS


@given(st.lists(st.text(ALPHABET, max_size=9) | st.sampled_from([LONG, f"{LONG}yz", f"{LONG}  "]), max_size=9))
def test_lines_with_neighbours(lines: list[str]) -> None:
    text = "\n".join(lines)
    whole, near = LineTable(Census(text)), table_of_neighbours(Census(text))
    rows = whole.rows(np.arange(len(whole.start)))
    some = [row for row in near.rows(np.arange(len(near.start))) if row.start < row.end] if near else []
    shown = {row.start: row for row in rows if text[row.start : row.end].strip()}
    for row in some:
        assert shown.get(row.start, row) == row
    alike = (whole.language[1:] == whole.language[:-1]) & (whole.language[1:] > 0)
    for place in np.flatnonzero(alike & _may_go_on(whole)).tolist():
        assert {rows[place].start, rows[place + 1].start} <= {row.start for row in some}
