"""Terms and what they are in English, from a table: TSV or CSV with Chinese, English and, where there is one, a third
column of English that must not be used. ``|`` parts several in a cell."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duiqi.errors import InputError
from duiqi.io.encoding import decode
from duiqi.io.files import open_binary
from duiqi.text.chars import HAN_CHAR
from duiqi.words.jieba_opencc import to_simplified
from duiqi.words.stems import stem_word

# Bytes of a table: the largest termbases that are public (UNTERM, IATE) have some hundred thousand terms a language.
MAX_SIZE = 64 << 20
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Term:
    """A term: ``zh`` as it is written, the English that it may have, and what it must not have."""

    zh: str
    en: tuple[str, ...]
    forbidden: tuple[str, ...]


class Termbase:
    """Terms by where they begin, so that a text is gone through once however many there are."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._by_start: dict[str, list[tuple[str, Term]]] = {}
        # Of equal ones the first in the table comes first; the longest is found.
        simple = to_simplified([term.zh for term in terms])
        for form, term in sorted(zip(simple, terms, strict=True), key=lambda pair: -len(pair[0])):
            self._by_start.setdefault(form[0], []).append((form, term))

    def terms_in(self, zh: str) -> Iterator[list[Term]]:
        """The terms that stand in a Chinese text in Simplified characters, in order; those with the same Chinese
        together. Of terms within a term the longest counts."""
        at = 0
        while at < len(zh):
            forms = self._by_start.get(zh[at], ())
            found = [(form, term) for form, term in forms if zh.startswith(form, at)]
            if found:
                yield [term for form, term in found if len(form) == len(found[0][0])]
            at += len(found[0][0]) if found else 1


def stems_of(text: str) -> str:
    """English as its stems with a space before and after each, so that a term is found where its words stand."""
    return f" {' '.join(stem_word(word.casefold()) for word in _WORD.findall(text))} "


def read_termbase(path: str | os.PathLike[str]) -> Termbase:
    """The terms of a table. Raises InputError, with the line, for a row without both languages."""
    with open_binary(path) as stream:
        data = stream.read(MAX_SIZE + 1)
    if len(data) > MAX_SIZE:
        raise InputError("is larger than 64 MiB", path=path, advice="leave out terms that the memory has not")
    text, _ = decode(data, os.fspath(path))
    separator = "\t" if "\t" in text.split("\n", 1)[0] else ","
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=separator)
    terms: list[Term] = []
    try:
        for row in rows:
            cells = [tuple(part.strip() for part in cell.split("|") if part.strip()) for cell in row]
            if not any(cells) or (not terms and not HAN_CHAR.search(row[0])):
                continue  # an empty row, or the heading
            terms += _terms(cells, rows.line_num, path)
    except csv.Error as error:
        raise InputError(f"is no table: {error}", path=path, line=rows.line_num) from None
    if not terms:
        raise InputError("holds no terms", path=path, advice="give Chinese and English, a term a line, parted by a tab")
    return Termbase(terms)


def _terms(cells: list[tuple[str, ...]], line: int, path: str | os.PathLike[str]) -> Iterator[Term]:
    zh, en, forbidden = (*cells, (), ())[:3] if len(cells) < 3 else cells[:3]
    if not zh or not (en or forbidden):
        advice = "write Chinese, English and, if there is any, what is forbidden, parted by tabs or commas"
        raise InputError("a term has no Chinese or no English", path=path, line=line, advice=advice)
    for form in zh:
        yield Term(form, en, forbidden)
