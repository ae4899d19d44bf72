"""Concordance: where a term stands, with the other language and the document beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from duiqi.memory.indexing import phrase, simplified
from duiqi.memory.store import SELECT, LocalMemory, pair_of
from duiqi.model import Language, Pair
from duiqi.pairs.fields import SURROGATE
from duiqi.text.chars import HAN_CHAR

_TERM = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Hit:
    """A pair that holds the terms, and where in it they stand: ranges of characters, by language."""

    pair: Pair
    zh_marks: tuple[range, ...]
    en_marks: tuple[range, ...]


def search(memory: LocalMemory, query: str, *, limit: int = 20, document: str | None = None) -> list[Hit]:
    """The pairs that hold every term of ``query``, the last added first; at most ``limit``.

    A term is a run of Chinese without white space, or of other words as they follow each other, or what stands in
    quotation marks. Chinese is found in either script; upper and lower case are the same; a last word may go on in the
    text. ``document``: only in documents of that name.
    """
    terms = list(_terms(query))
    matches = [match for term, language in terms if (match := phrase(term, language))]
    if not matches:
        return []
    # Rows come in their order from the index, so the limit ends the work.
    sql = f"{SELECT} JOIN term ON term.rowid = pair.id WHERE term MATCH ?"
    values: list[str | int] = [" AND ".join(f"({match})" for match in matches)]
    if document is not None:
        sql += " AND document.name = ?"
        values.append(document)
    rows = memory.database.execute(f"{sql} ORDER BY term.rowid DESC LIMIT ?", (*values, limit)).fetchall()
    return [_hit(pair_of(row), terms) for row in rows]


def _terms(query: str) -> Iterator[tuple[str, Language]]:
    """The terms of a query, Chinese in Simplified characters."""
    words: list[str] = []
    for match in _TERM.finditer(simplified([SURROGATE.sub("", query)])[0]):
        term = match[2] if match[1] is None else match[1]
        if match[1] is None and not HAN_CHAR.search(term):
            words.append(term)
            continue
        if words:
            yield " ".join(words), "en"
            words.clear()
        yield term, "zh" if HAN_CHAR.search(term) else "en"
    if words:
        yield " ".join(words), "en"


def _hit(pair: Pair, terms: list[tuple[str, Language]]) -> Hit:
    zh = simplified([pair.zh])[0]
    # Conversion keeps the length but for rare phrases; then nothing is marked.
    texts = {"zh": zh if len(zh) == len(pair.zh) else "", "en": pair.en}
    marks: dict[str, list[range]] = {"zh": [], "en": []}
    for term, language in terms:
        pattern = r"[\W_]*".join(map(re.escape, re.findall(r"\w+", term)))
        if pattern:
            begin = r"\b" if language == "en" else ""
            found = re.finditer(begin + pattern, texts[language], re.IGNORECASE)
            marks[language] += [range(*match.span()) for match in found]
    return Hit(pair, *(tuple(sorted(marks[side], key=lambda mark: mark.start)) for side in ("zh", "en")))
