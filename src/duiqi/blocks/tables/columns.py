"""Which columns of a table are the two languages, by what their heads say and by what they hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from duiqi.model import Language
from duiqi.text.chars import LATIN_LETTER, LETTER, count_han
from duiqi.text.language import ADDRESS, language_of
from duiqi.text.language_tags import language_of_name
from duiqi.text.third_language import foreign_lines

# Why cells are left out: those that name the columns, and those beside the two languages where several tables may be.
HEAD_CELL, OTHER_COLUMN = "head of a column", "column in neither language"
# A longer cell is text.
HEAD_LENGTH = 40
# What duiqi writes into these are codes.
CODE_COLUMNS = ("zh_lang", "en_lang")
BRACKETED = re.compile(r"[(（\[](.*?)[)）\]]")
# The columns of a termbase of memoQ: the language's name with its region in words, as Chinese_PRC.
REGION = re.compile(
    r"_(?:PRC|Taiwan|Hong_Kong_S\.A\.R\.?|Macao_S\.A\.R\.?|Singapore|United_States|United_Kingdom|Australia|Canada|India"
    r"|Ireland|New_Zealand|South_Africa)\Z",
    re.IGNORECASE,
)
# A column is in a language when this share of its cells with letters is; names and figures account for the rest.
SHARE = 0.6
# What a cell that is no text holds: a code or file name (one word with a figure or underscore, or up to three
# capitals), a date with its month in letters. Addresses are taken out before.
CODE = re.compile(r"(?=\S*[\d_])[\w./:+#&=%-]+|[A-Z]{1,3}", re.ASCII)
DATE = re.compile(
    r"(?:\w{3,9}day,?\s+)?(?:\d{1,4}\S{0,2}\s+)?"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]{2,6})?\.?[\s,]+\d[\d\s,:.+apmz-]*",
    re.IGNORECASE,
)
# Texts differ from row to row, the source, licence, speaker or category that stands beside them repeats: figures and
# what is in brackets apart, the share of its cells that differ is less than half of that of the column that has the
# most. In the tables of tests/blocks it is a quarter at most; three rows prove nothing.
REPEATED, ROWS_THAT_TELL = 0.5, 4
# Cells that tell what a column holds, evenly from all rows: a share of them is within .03 of that of all (two standard
# errors of a share of one half), and 24,595 rows take little longer than these.
LOOKED_AT = 1_000
# Titles above the heads of a table, and cells of a column that are in the other language all the same: names, codes.
MOST_TITLES, STRAY = 3, 0.05
VARIABLE = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]|[\d#&]+")
HEAD_PARTS = re.compile(r"[\s_.:/()（）-]+|(?<=中文|英文|汉语|漢語|英语|英語)(?=\w)|(?<=\w)(?=中文|英文)")
# English has 3.4 letters to a Chinese character (duiqi.pairs.filters); a few are added to both, so that short cells are
# judged mildly. So many rows tell which of several columns is the translation.
USUAL_RATIO, SHORT, COMPARED = 3.4, 10.0, 200


class Row(NamedTuple):
    """The cells of a row, and its number in the file or sheet, from 1. ``shown``: what is seen of them, where some are
    hidden."""

    number: int
    cells: Sequence[str]
    shown: Sequence[str] | None = None


def without(cells: Sequence[str], hidden: Collection[int]) -> Sequence[str] | None:
    """The cells with those in ``hidden`` columns empty; None where no text is in these."""
    if not any(cell.strip() for column, cell in enumerate(cells) if column in hidden):
        return None
    return [cell if column not in hidden else "" for column, cell in enumerate(cells)]


@dataclass(frozen=True, slots=True)
class Columns:
    """The column of each language (none, one or two of them); ``named`` when a heading, the first row, says so.
    ``rivals``: another column could have been taken for one of them."""

    of: Mapping[Language, int]
    named: bool = False
    rivals: bool = False


def find_columns(rows: Sequence[Sequence[str]]) -> Columns:
    """The columns that the first row names, or else those that are told by what they hold."""
    heads = _named(rows[0]) if rows else {}
    if len(heads) == 2:
        body = rows[1:]
        languages = Counter(language_of_head(cell) for cell in rows[0] if cell not in CODE_COLUMNS)
        rivals = any(len(columns) > 1 or languages[language] > 1 for language, columns in heads.items())
        return Columns({language: _fullest(body, columns) for language, columns in heads.items()}, True, rivals)
    texts = texts_of_columns(rows)
    candidates = _candidates(texts)
    rivals = any(len(columns) > 1 for columns in candidates.values())
    alike = _named_alike(rows, candidates)
    of = alike or _by_content(rows, texts, candidates)
    return Columns(of, bool(alike) or _in_one_language(rows, of), rivals and len(of) == 2)


def head_row(rows: Sequence[Sequence[str]]) -> int:
    """The row that names the columns below the titles of the table, each of which is alone in its row; else 0."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows[: MOST_TITLES + 1]]
    at = next((index for index, count in enumerate(filled) if count > 1), 0)
    return at if at and find_columns(rows[at:]).named else 0


def _in_one_language(rows: Sequence[Sequence[str]], of: Mapping[Language, int]) -> bool:
    """Whether the two cells of the first row are heads, ``原文`` and ``译文`` or ``source`` and ``target``: both in one
    language, while those below are in two."""
    if len(of) < 2 or len(rows) <= ROWS_THAT_TELL or max(of.values()) >= len(rows[0]):
        return False
    heads = {rows[0][index].strip() for index in of.values()}
    if len(heads) < 2 or any(not LETTER.search(head) or len(head) > HEAD_LENGTH for head in heads):
        return False
    languages = {language_of(head) for head in heads}
    column = of["zh" if languages == {"en"} else "en"]
    below = [row[column] for row in rows[1 : LOOKED_AT + 1] if column < len(row) and LETTER.search(row[column])]
    same = sum({language_of(cell)} == languages for cell in below)
    return len(languages) == 1 and same <= STRAY * len(below)


def columns_by_heads(rows: Sequence[Sequence[str]]) -> Mapping[int, Language]:
    """The language of the two columns that are one's translation, if the words of both heads name it (``英文术语``,
    ``中文翻译``) and others stand beside them; empty else."""
    if max(map(len, rows), default=0) <= 2:
        return {}
    heads = [languages_in_head(head) for head in rows[0]]
    if not {"zh", "en"} <= {language for languages in heads for language in languages}:
        return {}
    found = {index: language for language, index in find_columns(rows).of.items()}
    named = {i for i, language in found.items() if i < len(heads) and language in heads[i]}
    return found if len(named) == 2 else {}


def languages_in_head(head: str) -> set[Language | None]:
    """The languages that the words of the head of a column name, and none for others."""
    parts = HEAD_PARTS.split(head.strip().lower()) if len(head) <= HEAD_LENGTH else []
    return {language_of_head(head), *(language_of_name(part) for part in parts if part)}


def _named(head: Sequence[str]) -> dict[Language, list[int]]:
    """The columns of each language by their heads. ``zh`` counts before ``zh-TW``, and ``Chinese`` before
    ``Notes (Chinese)``."""
    found: dict[Language, list[int]] = {}
    for name_of in (str.strip, language_of_name, language_of_head):
        names = [name_of(cell.lower()) if cell not in CODE_COLUMNS else None for cell in head]
        for language in ("zh", "en"):
            columns = [index for index, name in enumerate(names) if name == language]
            if columns:
                found.setdefault(language, columns)
    return found


def language_of_head(cell: str) -> Language | None:
    """The language that the head of a column names: ``zh_TW``, ``Chinese (Simplified)``, ``原文（中文）``,
    ``Chinese_PRC``."""
    if len(cell) > HEAD_LENGTH:
        return None
    cell = REGION.sub("", cell.strip())
    named = language_of_name(cell)
    if named:
        return named
    inside = BRACKETED.search(cell)
    return language_of_name(BRACKETED.sub("", cell)) or (language_of_name(inside[1]) if inside else None)


def _fullest(rows: Sequence[Sequence[str]], columns: Sequence[int]) -> int:
    """Of columns that are named alike, the one with the most text."""
    sizes = {column: sum(len(row[column]) for row in rows if column < len(row)) for column in columns}
    return max(columns, key=lambda column: sizes[column])


def texts_of_columns(rows: Sequence[Sequence[str]]) -> dict[int, list[str]]:
    """The cells with letters of each column."""
    columns: dict[int, list[str]] = {}
    for row in rows:  # once: a row of many cells must not cost every other row as much
        for index, cell in enumerate(row):
            if LETTER.search(cell):
                columns.setdefault(index, []).append(cell)
    return columns


def _candidates(texts: Mapping[int, Sequence[str]]) -> dict[Language, list[int]]:
    """The columns of text in each language: none of addresses, codes, dates, sources or categories."""
    found: dict[Language, list[int]] = {"zh": [], "en": []}
    sample = {index: cells[:: 1 + len(cells) // LOOKED_AT] for index, cells in sorted(texts.items())}
    for index, cells in sample.items():
        foreign = foreign_lines(cells)
        languages = Counter(
            "other" if other or not _is_text(cell) else language_of(cell)
            for cell, other in zip(cells, foreign, strict=True)
        )
        for language, chosen in found.items():
            if languages[language] >= SHARE * len(cells):
                chosen.append(index)
    different = {
        index: len({VARIABLE.sub("", cell) for cell in sample[index]}) / len(sample[index])
        for chosen in found.values()
        for index in chosen
    }
    least = REPEATED * max(different.values(), default=0.0)
    return {
        language: [i for i in chosen if len(texts[i]) < ROWS_THAT_TELL or different[i] >= least]
        for language, chosen in found.items()
    }


def _is_text(cell: str) -> bool:
    rest = (ADDRESS.sub(" ", cell) if "://" in cell or "www." in cell or "@" in cell else cell).strip()
    return bool(LETTER.search(rest)) and not CODE.fullmatch(rest) and not DATE.fullmatch(rest)


def _named_alike(rows: Sequence[Sequence[str]], candidates: Mapping[Language, Sequence[int]]) -> dict[Language, int]:
    """The two columns whose heads differ in the language alone, as ``name_cn`` and ``name_en`` or ``中文名称`` and
    ``英文名称``: of several the two that have the most rows in common, and of these the longer texts."""
    heads: dict[tuple[str, ...], dict[Language, int]] = {}
    for language, columns in candidates.items():
        for index in columns:
            head = rows[0][index].lower() if index < len(rows[0]) else ""
            parts = [part for part in HEAD_PARTS.split(head) if part] if len(head) <= HEAD_LENGTH else []
            rest = tuple(part for part in parts if language_of_name(part) is None)
            if len(rest) == len(parts) - 1 and any(language_of_name(part) == language for part in parts):
                heads.setdefault(rest, {}).setdefault(language, index)
    pairs = [columns for columns in heads.values() if len(columns) == 2]

    def size(columns: Mapping[Language, int]) -> tuple[int, int]:
        cells = [[row[i].strip() if i < len(row) else "" for i in columns.values()] for row in rows]
        return sum(all(pair) for pair in cells), sum(len(text) for pair in cells for text in pair)

    return max(pairs, key=size) if pairs else {}


def _by_content(
    rows: Sequence[Sequence[str]], texts: Mapping[int, Sequence[str]], candidates: Mapping[Language, Sequence[int]]
) -> dict[Language, int]:
    """The Chinese column with the most text, and the English one whose lengths are those of its translation."""
    found: dict[Language, int] = {}
    if candidates["zh"]:
        found["zh"] = max(candidates["zh"], key=lambda index: sum(map(count_han, texts[index])))
    if candidates["en"]:
        found["en"] = min(candidates["en"], key=lambda index: _unlikeness(rows, found.get("zh"), index))
    return found


def _unlikeness(rows: Sequence[Sequence[str]], zh: int | None, en: int) -> float:
    """How far the lengths of two columns are from those of texts and their translations, row by row; 0 for one column
    alone."""
    if zh is None:
        return 0.0
    logs = []
    for row in rows[:COMPARED]:
        texts = [row[index].strip() if index < len(row) else "" for index in (zh, en)]
        if any(texts):
            lengths = USUAL_RATIO * count_han(texts[0]) + SHORT, len(LATIN_LETTER.findall(texts[1])) + SHORT
            logs.append(abs(log(lengths[1] / lengths[0])))
    return sum(logs) / len(logs)
