"""Columns whose cells hold a text and its translation, on lines of their own or one behind the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from duiqi.blocks.tables.columns import ROWS_THAT_TELL, SHARE, SHORT, USUAL_RATIO, Columns, texts_of_columns
from duiqi.text.chars import HAN_CHAR, LATIN_LETTER, count_han, count_latin
from duiqi.text.language import language_of
from duiqi.text.late_patterns import late_pattern

# English letters to a Chinese character may be this many times more or fewer than usual (duiqi.pairs.filters allows as
# much to what is a translation).
MOST_UNLIKE = 3.0
# A column of one language beside it that has half as many texts is its other side: the first is a list of words with
# readings, then, and no text with its translation.
OTHER_SIDE = 0.5
LETTERS = late_pattern(f"{HAN_CHAR.pattern}|{LATIN_LETTER.pattern}")
RUNS = late_pattern(f"{HAN_CHAR.pattern}+|{LATIN_LETTER.pattern}+")
SPACE = re.compile(r"[\s\u3000/|]+")
OPENING = re.compile(r"[“‘「『《〈（(\[\"']*\Z")
# What may stand between the two.
PARTING = " \t\u3000/|"
BRACKETED = re.compile(r"(.+?)\s*[(（]([^()（）]+)[)）]\s*\Z", re.DOTALL)


def columns_of_both(rows: Sequence[Sequence[str]], columns: Columns) -> list[int]:
    """The columns that hold both languages in most of their cells with letters; none where two ``columns`` hold one
    each."""
    if columns.named:
        return []
    texts = texts_of_columns(rows)
    both = [
        index
        for index, cells in sorted(texts.items())
        if len(cells) >= ROWS_THAT_TELL and sum(map(_holds_both, cells)) >= SHARE * len(cells)
    ]
    beside = [len(texts.get(index, ())) for index in columns.of.values() if index not in both]
    least = OTHER_SIDE * max((len(texts[index]) for index in both), default=0)
    has_other_side = len(columns.of) == 2 and bool(beside) and min(beside) >= least
    return [] if has_other_side else both


def on_two_lines(cell: str) -> str:
    """The cell with a line for each language, where they follow each other or one is in brackets; else as it is."""
    found = BRACKETED.match(cell)
    if found and len(_scripts(found[1])) == len(_scripts(found[2])) == 1:
        return f"{found[1]}\n{found[2]}"
    scripts = _scripts(cell)
    if len(scripts) != 2 or "\n" in cell:
        return cell
    letters = list(LETTERS.finditer(cell))
    second = next(k for k, letter in enumerate(letters) if bool(HAN_CHAR.match(letter[0])) == scripts[1])
    before, after = letters[second - 1].end(), letters[second].start()
    between = cell[before:after]
    spaces = [before + space.start() for space in SPACE.finditer(between)]
    opening = OPENING.search(between)
    at = after - len(opening[0] if opening else "")
    if spaces:  # Figures stand beside their word: before the Chinese one that they count, behind the English one.
        at = spaces[0] if scripts[0] else spaces[-1]
    return f"{cell[:at].rstrip(PARTING)}\n{cell[at:].lstrip(PARTING)}"


def _holds_both(cell: str) -> bool:
    ratio = (count_latin(cell) + SHORT) / (USUAL_RATIO * count_han(cell) + SHORT)
    if not 1 / MOST_UNLIKE <= ratio <= MOST_UNLIKE:
        return False
    lines = {language_of(line) for line in cell.split("\n")}
    return lines >= {"zh", "en"} or len(_scripts(cell)) == 2


def _scripts(text: str) -> list[bool]:
    """The runs of one script in a text, whether each is Chinese."""
    return [is_han for is_han, _ in groupby(HAN_CHAR.match(run) is not None for run in RUNS.findall(text))]
