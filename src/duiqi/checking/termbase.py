"""Terms that are to be followed, found in texts."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence

from duiqi.export.terms import Term, read_terms
from duiqi.words.jieba_opencc import to_simplified
from duiqi.words.stems import stem_word

_WORD = re.compile(r"[^\W_]+")


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


def read_termbase(paths: Sequence[str | os.PathLike[str]]) -> Termbase:
    """The terms of termbases. Raises InputError for a file that cannot be used, or that has no term."""
    return Termbase([term for path in paths for term in read_terms(path)])
