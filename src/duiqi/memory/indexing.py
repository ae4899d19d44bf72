"""Texts as index terms: Chinese as overlapping pairs of characters, all else as words.

SQLite's trigram tokenizer does not find terms of two characters, the commonest length of Chinese words. With pairs, a
term of n characters is a phrase of n - 1 index terms that stands exactly where the term does; the last character of
every run is a term by itself too, so that single characters are found by it or as the beginning of a pair.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from duiqi.model import Language
from duiqi.text.chars import HAN

# Letters of an English word that is looked for as a beginning. With one or two, 5% of searches took over 200 ms in a
# million pairs.
MIN_BEGINNING = 3

_PARTS = re.compile(f"(?P<han>[{HAN}]+)|[^\\W_{HAN}]+")


def zh_terms(text: str) -> list[str]:
    """The terms of a Chinese text in Simplified characters.

    >>> zh_terms("在北京 6月 COVID")
    ['在北', '北京', '京', '6', '月', 'covid']
    """
    terms = []
    for match in _PARTS.finditer(text):
        run = match[0]
        if match["han"]:
            terms += [run[at : at + 2] for at in range(len(run))]
        else:
            terms.append(run.casefold())
    return terms


def en_terms(text: str) -> list[str]:
    """The words of an English text."""
    return [match[0].casefold() for match in _PARTS.finditer(text)]


def simplified(texts: Sequence[str]) -> list[str]:
    """Texts in Simplified characters and on one line each, to compare and to index."""
    from duiqi.words.jieba_opencc import to_simplified

    return to_simplified([" ".join(text.splitlines()) for text in texts])


def phrase(term: str, language: Language) -> str:
    """The full-text query that finds ``term`` (Chinese in Simplified characters) wherever it stands; empty when it
    holds no letter or digit.

    The last part may go on in the text: ``cooperat`` finds cooperation, ``6月1`` finds 6月18日. English words of one or
    two letters may not: there are too many that begin so, and each would have to be read.
    """
    terms = en_terms(term) if language == "en" else zh_terms(term)
    if not terms:
        return ""
    parts = list(_PARTS.finditer(term))
    if language == "zh" and parts[-1]["han"] and len(parts[-1][0]) > 1:
        # The run may go on; its last pair says all there is to say.
        terms.pop()
        return f"{language} : {_quoted(terms)}"
    if language == "en" and len(terms[-1]) < MIN_BEGINNING:
        return f"{language} : {_quoted(terms)}"
    return f"{language} : {_quoted(terms)} *"


def _quoted(terms: Sequence[str]) -> str:
    # Terms hold letters and digits only, so nothing in them can mean something to FTS5 within quotation marks.
    return '"' + " ".join(terms) + '"'
