"""Concordance: where a term stands, with the other language and the document beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from duiqi.memory.indexing import marked, phrase, simplified
from duiqi.memory.store import SELECT, LocalMemory, neighbours, pair_of
from duiqi.model import Language, Pair
from duiqi.text.chars import HAN_CHAR, SURROGATE

_TERM = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Hit:
    """A pair that holds the terms, and where in it they stand: ranges of characters, by language. ``before`` and
    ``after`` are the pairs around it in its document, where they are known."""

    pair: Pair
    zh_marks: tuple[range, ...]
    en_marks: tuple[range, ...]
    before: Pair | None = None
    after: Pair | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a query: Chinese in Simplified characters, or English words in all their forms unless ``exact``."""

    text: str
    language: Language
    exact: bool = False


def search(memory: LocalMemory, query: str, *, limit: int = 20, document: str | None = None) -> list[Hit]:
    """The pairs that hold every term of ``query``, the last added first; at most ``limit``.

    A term is a run of Chinese without white space, or of other words as they follow each other. Chinese is found in
    either script, English words in all their forms; case and punctuation do not count; a last word may go on in the
    text. What stands in quotation marks is one term, and its English words are meant as they are. ``document``: only in
    documents of that name.
    """
    terms = list(_terms(query))
    matches = [match for term in terms if (match := phrase(term.text, term.language, term.exact))]
    if not matches:
        return []
    # Rows come in their order from the index, so the limit ends the work.
    sql = f"{SELECT} JOIN term ON term.rowid = pair.id WHERE term MATCH ?"
    values: list[str | int] = [" AND ".join(f"({match})" for match in matches)]
    if document is not None:
        sql += " AND document.name = ?"
        values.append(document)
    rows = memory.database.execute(f"{sql} ORDER BY term.rowid DESC LIMIT ?", (*values, limit)).fetchall()
    return [_hit(memory, row, terms) for row in rows]


def _terms(query: str) -> Iterator[Term]:
    """The terms of a query."""
    words: list[str] = []
    for match in _TERM.finditer(simplified([SURROGATE.sub("", query)])[0]):
        term, is_quoted = (match[2], False) if match[1] is None else (match[1], True)
        if not is_quoted and not HAN_CHAR.search(term):
            words.append(term)
            continue
        if words:
            yield Term(" ".join(words), "en")
            words.clear()
        yield Term(term, "zh" if HAN_CHAR.search(term) else "en", is_quoted)
    if words:
        yield Term(" ".join(words), "en")


def _hit(memory: LocalMemory, row: tuple[str, str, float, str, str, int], terms: list[Term]) -> Hit:
    pair = pair_of(row)
    zh = simplified([pair.zh])[0]
    # Conversion keeps the length but for rare phrases; then nothing is marked.
    texts = {"zh": zh if len(zh) == len(pair.zh) else "", "en": pair.en}
    marks: dict[str, list[range]] = {"zh": [], "en": []}
    for term in terms:
        marks[term.language] += marked(texts[term.language], term.text, term.language, term.exact)
    before, after = neighbours(memory, row[-1])
    zh_marks, en_marks = (tuple(sorted(marks[side], key=lambda mark: mark.start)) for side in ("zh", "en"))
    return Hit(pair, zh_marks, en_marks, before, after)
