"""Texts as index terms: Chinese as overlapping pairs of characters, all else as words.

SQLite's trigram tokenizer does not find terms of two characters, the commonest length of Chinese words. With pairs, a
term of n characters is a phrase of n - 1 index terms that stands exactly where the term does; the last character of
every run is a term by itself too, so that single characters are found by it or as the beginning of a pair.

Neither marks nor spaces part a run of Chinese: 一带一路合作 is found in “一带一路”合作. English is indexed twice: by
its words and by their stems.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from duiqi.model import Language
from duiqi.text.chars import HAN

# Letters of an English word that is looked for as a beginning. With one or two, 5% of searches took over 200 ms in a
# million pairs.
MIN_BEGINNING = 3

# Marks and spaces within a run are passed over. Of a word the part in digits is a term of its own (6月 6th).
_PARTS = re.compile(f"(?P<han>[{HAN}](?:[\\W_]*[{HAN}])*)|[^\\W_{HAN}]+")
_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"[\W_]+")
# A number as fuzzy matching sees it: 1,500 and 3.5 are one each. Numerals in words are words.
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
NUMBER = "#"
_FOLDED = re.compile(f"(?P<number>{_NUMBER.pattern})|[{HAN}]|[^\\W\\d_{HAN}]+")


def zh_terms(text: str) -> list[str]:
    """The terms of a Chinese text in Simplified characters.

    >>> zh_terms("在“北京” 6月 COVID")
    ['在北', '北京', '京', '6', '月', 'covid']
    """
    terms = []
    for match in _PARTS.finditer(text):
        if match["han"]:
            run = _MARKS.sub("", match[0])
            terms += [run[at : at + 2] for at in range(len(run))]
        else:
            terms.append(match[0].casefold())
    return terms


def en_words(text: str) -> list[str]:
    """The words of an English text, in small letters."""
    return [match[0].casefold() for match in _WORD.finditer(text)]


def stems(words: Sequence[str]) -> list[str]:
    """The stems of English words: ``meetings`` → ``meet``, ``went`` → ``go``."""
    from duiqi.words.stems import stem_word

    return [stem_word(word) for word in words]


def simplified(texts: Sequence[str]) -> list[str]:
    """Texts in Simplified characters and on one line each, to compare and to index."""
    from duiqi.words.jieba_opencc import to_simplified

    return to_simplified([" ".join(text.splitlines()) for text in texts])


def folded(text: str) -> list[str]:
    """What fuzzy matching compares: characters of Chinese (Simplified), words of all else, and ``#`` for any number.
    Marks, spaces and case do not count.

    >>> folded("Chapter 3: 会议，1,500人")
    ['chapter', '#', '会', '议', '#', '人']
    """
    return [NUMBER if match["number"] else match[0].casefold() for match in _FOLDED.finditer(text)]


def exact_key(text: str) -> int:
    """Where a text (Chinese in Simplified characters) stands in the index of whole texts: a signed number of 64 bits
    that does not depend on white space."""
    digest = hashlib.blake2b(" ".join(text.split()).encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest(), "big", signed=True)


def phrase(term: str, language: Language, exact: bool = False) -> str:
    """The full-text query that finds ``term`` (Chinese in Simplified characters) wherever it stands; empty when it
    holds no letter or digit.

    The last part may go on in the text: ``cooperat`` finds cooperation, ``6月1`` finds 6月18日. English words of one or
    two letters may not: there are too many that begin so, and each would have to be read. English words are found in
    all their forms, unless they are meant as ``exact``.
    """
    if language == "en":
        return _english(en_words(term), exact)
    terms = zh_terms(term)
    if not terms:
        return ""
    last = list(_PARTS.finditer(term))[-1]
    if last["han"] and len(_MARKS.sub("", last[0])) > 1:
        # The run may go on; its last pair says all there is to say.
        terms.pop()
        return f"zh : {_quoted(terms)}"
    return f"zh : {_quoted(terms)} *"


def _english(words: list[str], exact: bool) -> str:
    if not words:
        return ""
    if exact:
        return f"en : {_quoted(words)}"
    forms = f"stem : {_quoted(stems(words))}"
    return forms if len(words[-1]) < MIN_BEGINNING else f"{forms} OR en : {_quoted(words)} *"


def _quoted(terms: Sequence[str]) -> str:
    # Terms hold letters and digits only, so nothing in them can mean something to FTS5 within quotation marks.
    return '"' + " ".join(terms) + '"'


def marked(text: str, term: str, language: Language, exact: bool = False) -> Iterator[range]:
    """Where ``term`` stands in ``text`` (both in Simplified characters), as ``phrase`` finds it."""
    if language == "zh":
        characters = re.findall(r"[^\W_]", term)
        if characters:
            begin = "" if re.match(f"[{HAN}]", characters[0]) else r"(?<![^\W_" + HAN + "])"
            pattern = begin + r"[\W_]*".join(map(re.escape, characters))
            yield from (range(*found.span()) for found in re.finditer(pattern, text, re.IGNORECASE))
        return
    wanted, words = en_words(term), list(_WORD.finditer(text))
    plain = [word[0].casefold() for word in words]
    forms, wanted_forms = (plain, wanted) if exact else (stems(plain), stems(wanted))
    size = len(wanted)
    for at in range(len(words) - size + 1 if size else 0):
        begun = plain[at : at + size - 1] == wanted[:-1] and plain[at + size - 1].startswith(wanted[-1])
        if forms[at : at + size] == wanted_forms or (begun and not exact and len(wanted[-1]) >= MIN_BEGINNING):
            yield range(words[at].start(), words[at + size - 1].end())
