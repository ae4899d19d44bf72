"""The terms of a termbase, from a table or any other format of pairs: what ``--termbase`` and ``--lexicon`` read.

A plain table of Chinese, English and, in a third column, English that must not be used has Chinese first, and says so
by its heading, if it has one. Of another table a column may say by its head that it holds such English, or marks it; a
TBX marks it too.
"""

from __future__ import annotations

import csv
import io
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from duiqi.blocks.tables.term_cells import alternatives, forbidden_terms, forbids, is_mark
from duiqi.errors import InputError, checked_options
from duiqi.export.reading import iter_pairs
from duiqi.export.registry import input_format
from duiqi.formats.tbx import read_concepts
from duiqi.io.encoding import decode
from duiqi.io.files import open_binary
from duiqi.pairs.fields import ReadOptions, Source
from duiqi.text.chars import HAN_CHAR
from duiqi.text.language_tags import language_of_name

# Bytes of a table: the largest termbases that are public (UNTERM, IATE) have some hundred thousand terms a language.
MAX_SIZE = 64 << 20
# The formats that have columns, one of which may say what is forbidden.
TABLES = ("csv", "tsv", "xlsx", "ods")

Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Term:
    """A term: ``zh`` as it is written, the English that it may have, and what it must not have."""

    zh: str
    en: tuple[str, ...]
    forbidden: tuple[str, ...] = ()


def read_terms(
    path: str | os.PathLike[str], options: ReadOptions | None = None, lost: Counter[str] | None = None
) -> list[Term]:
    """The terms of a file. What is passed over is counted in ``lost``; without it, a row of a table that has not both
    languages is an error. Raises InputError, with the line, for a file that cannot be used or has no term."""
    options = checked_options(options, ReadOptions)
    format = input_format(path).name
    rows = _own_table(path) if options.columns is None and format in ("csv", "tsv", "moses") else None
    if format == "tbx" and options.columns is None:
        terms = list(_of_concepts(path, lost))
    else:
        terms = list(_of_pairs(path, options, lost) if rows is None else _of_table(path, rows, lost))
    if not terms:
        raise InputError(
            "has no term in both languages", path=path, advice="name its columns zh and en, or put Chinese first"
        )
    return terms


def _of_pairs(path: str | os.PathLike[str], options: ReadOptions, lost: Counter[str] | None) -> Iterator[Term]:
    for pair in iter_pairs(path, lost=lost, options=replace(options, forbidden="left out")):
        yield from (Term(zh, alternatives(pair.en)) for zh in alternatives(pair.zh))
    if input_format(path).name in TABLES:
        for pair in iter_pairs(path, options=replace(options, forbidden="alone", tell=str)):
            yield from (Term(zh, (), alternatives(pair.en)) for zh in alternatives(pair.zh))


def _of_concepts(path: str | os.PathLike[str], lost: Counter[str] | None) -> Iterator[Term]:
    """Every Chinese term of an entry with all its English: 網際網路 and 互联网 are one concept."""
    with open_binary(path) as stream:
        for concept in read_concepts(stream, Source(os.fspath(path), lost=Counter() if lost is None else lost)):
            en, unused = (alternatives("\n".join(terms)) for terms in (concept.en, concept.unused_en))
            for zh in alternatives("\n".join(concept.zh)):
                yield Term(zh, en, unused)


def _own_table(path: str | os.PathLike[str]) -> list[Row] | None:
    """The rows below the heading, with their lines, where Chinese stands first and what is forbidden, if anything,
    third; None for a table of another kind."""
    with open_binary(path) as stream:
        data = stream.read(MAX_SIZE + 1)
    if len(data) > MAX_SIZE:
        raise InputError("is larger than 64 MiB", path=path, advice="leave out terms that the memory has not")
    text, _ = decode(data, os.fspath(path))
    separator = "\t" if "\t" in text.split("\n", 1)[0] else ","
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=separator)
    try:
        rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise InputError(f"is no table: {error}", path=path, line=reader.line_num) from None
    if not rows:
        return rows
    first = rows[0][1]
    if HAN_CHAR.search(first[0]) and language_of_name(first[0]) is None:
        return rows if len(first) <= 3 else None
    heading = [cell.strip().casefold() for cell in first]
    is_own = language_of_name(heading[0]) == "zh" and (
        len(heading) == 2 or (len(heading) == 3 and (heading[2] == "" or forbids(heading[2])))
    )
    return rows[1:] if is_own else None


def _of_table(path: str | os.PathLike[str], rows: list[Row], lost: Counter[str] | None) -> Iterator[Term]:
    for line, row in rows:
        zh, en = (alternatives(cell) for cell in [*row, ""][:2])
        forbidden = forbidden_terms(row[2]) if len(row) > 2 else ()
        if en and len(row) > 2 and is_mark(row[2]):
            en, forbidden = (), en
        if zh and (en or forbidden):
            yield from (Term(form, en, forbidden) for form in zh)
        elif lost is not None:
            lost["terms without Chinese or English"] += 1
        else:
            advice = "write Chinese, English and, if there is any, what is forbidden, parted by tabs or commas"
            raise InputError("a term has no Chinese or no English", path=path, line=line, advice=advice)
