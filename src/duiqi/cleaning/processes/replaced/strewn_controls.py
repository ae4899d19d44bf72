r"""Control characters inside Latin words and numbers: strewn in, with nothing missing, or codes that nobody knows.

A font without a map, a subset's own numbers, a table that was never stored: ``di\x02cult`` has lost three letters that
only their code still stands for. Strewn into a word, a control leaves it whole: ``wo\x02rk``. A number is whole
without it in any case, and may be another one (``1\x1520``), so words and ideographs tell for it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Set
from typing import NamedTuple

from duiqi.cleaning.processes.fonts.ligature_codes import LETTERS, LIGATURES, whole_words
from duiqi.cleaning.processes.fonts.ligature_words import is_listed
from duiqi.cleaning.processes.neighbours import beside
from duiqi.cleaning.processes.odds import FOUND
from duiqi.text.chars import HAN_CHAR

# All but NUL, which stands for no glyph: it is half a character of UTF-16.
_CODES = "\x01-\x08\x0b\x0c\x0e-\x1f\x7f"
_WORD = re.compile(f"[{LETTERS}]+(?:[{_CODES}]+[{LETTERS}]+)+")
_RUN = re.compile(f"[{_CODES}]+")
# At an end of a word; a form feed at an end of a line parts pages.
_AT_END = re.compile(
    f"(?<=[ (\"'-])([{_CODES}])([a-z]+)(?![{_CODES}])|(?<![{_CODES}])\\b([a-z]+)([{_CODES}])(?=[ ,.;:)])"
)
_BETWEEN = re.compile(f"(?<=[^\\W\\d_a-zA-Z])[{_CODES}](?=[^\\W\\d_a-zA-Z])")
# Inside a number, or before its percent sign; controls of C1 that Windows-1252 has no character for too.
_NUMBER_CODES = f"[{_CODES}\x81\x8d\x8f\x90\x9d]+"
_IN_NUMBER = re.compile(f"(?<=\\d){_NUMBER_CODES}(?=[\\d.,%])|(?<=\\d[.,]){_NUMBER_CODES}(?=\\d)")
# What a control may be that stands for an apostrophe: neither says that anything was strewn in.
_CONTRACTED = frozenset(("t", "s", "re", "ve", "ll", "d", "m"))
# Strewn or not, one is as likely as the other before the words are looked at.
PRIOR = 0.0
# Shares of 3,000 words of 150 English texts cut to 6,000 characters, and of words that lost a ligature (1,084), a
# hyphen (1,349), another letter (3,000; taken to be a fifth of all that is lost, a choice). The word as it stands is
# one of the text or the lexicon: .97 against 0, .044 and .17. It is one only with a ligature: .001 and .47 (beside
# others a choice: it takes away what one sound word says). Both: .005 and .19. Neither: .03 and .81 to .95.
_WHOLE, _WITH_LIGATURE = math.log(0.97 / 0.044), -math.log(0.97 / 0.044)
_BOTH, _NEITHER = math.log(0.005 / 0.19), math.log(0.03 / 0.88)
# Separators of records (ECMA-48) between words, and what parts lines.
_SEPARATORS, _BREAKS = frozenset("\x1c\x1d\x1e\x1f"), frozenset("\v\f")


class _Word(NamedTuple):
    """A word with codes: where it begins, as it stands, what it says for their having been strewn in (nats), and
    whether it is whole words that they part."""

    start: int
    text: str
    says: float
    parts: bool


class Controls(NamedTuple):
    """Offsets of the controls that may stand for letters or figures, of those that part words or numbers, and of those
    strewn into them."""

    lost: set[int]
    parting: set[int]
    strewn: set[int]


def find_lost(text: str) -> Controls:
    r"""The controls inside words and numbers.

    >>> find_lost("a di\x02cult one").lost, find_lost("we wo\x02rk to\x02day").lost
    ({4}, set())
    >>> find_lost("pages 1\x1520").lost, find_lost("we wo\x02rk to\x02day 1\x0220 times").lost
    ({7}, set())
    """
    words = list(_words(text))
    numbers = [match.span() for match in _IN_NUMBER.finditer(text)]
    # A word that comes again says nothing new.
    odds = PRIOR + sum({word.text: word.says for word in words}.values())
    odds += sum(beside(text[place - 1], text[place + 1]) for place in _between(text)) if words or numbers else 0.0
    strewn = odds >= FOUND
    found = Controls(set(_at_ends(text)), set(), set())
    for word in words:
        kind = found.strewn if strewn and word.says != _WITH_LIGATURE else found.lost
        (found.parting if word.parts else kind).update(_codes(word))
    for start, end in numbers:
        kind = found.strewn if strewn else found.parting if _may_part(text[start:end]) else found.lost
        kind.update(range(start, end))
    return found


def _may_part(codes: str) -> bool:
    """Whether codes may part lines or records."""
    return _SEPARATORS.issuperset(codes) or _BREAKS.issuperset(codes)


def _codes(word: _Word) -> list[int]:
    """The offsets of its codes."""
    return [word.start + place for match in _RUN.finditer(word.text) for place in range(*match.span())]


def _words(text: str) -> Iterator[_Word]:
    found = [(match.start(), match[0]) for match in _WORD.finditer(text)]
    if not found:
        return
    from duiqi.words.english import ENGLISH_FUNCTION_WORDS
    from duiqi.words.lexicon import known_words

    asked = {form for _, shown in found for form in (*_forms(shown), *_RUN.split(shown.lower()))}
    known = ENGLISH_FUNCTION_WORDS | known_words(sorted(asked)) | whole_words(text, _CODES)
    for start, shown in found:
        plain, *others = _forms(shown)
        parts = _RUN.split(shown.lower())
        filled = any(form in known for form in others)
        says = (_BOTH if filled else _WHOLE) if plain in known else (_WITH_LIGATURE if filled else _NEITHER)
        parted = not filled and plain not in known and _are_parted(shown, parts, known)
        if parted or parts[-1] in _CONTRACTED:
            says = 0.0
        yield _Word(start, shown, says, parted)


def _are_parted(shown: str, parts: list[str], known: Set[str]) -> bool:
    """Whether codes that may part lines or records stand between words: all but a few names are known."""
    if not _may_part("".join(_RUN.findall(shown))):
        return False
    words = sum(len(part) > 1 and part in known for part in parts)
    return words == len(parts) or (len(parts) > 2 and words > len(parts) / 2)


def _forms(shown: str) -> list[str]:
    """The word without its codes, and with a ligature for each of them."""
    return [_RUN.sub(letters, shown).lower() for letters in ("", *LIGATURES)]


def _between(text: str) -> Iterator[int]:
    """Offsets of the controls between ideographs."""
    for match in _BETWEEN.finditer(text):
        if HAN_CHAR.match(text[match.start() - 1]) and HAN_CHAR.match(text[match.end()]):
            yield match.start()


def _at_ends(text: str) -> Iterator[int]:
    """Offsets of the codes without which a common word lacks its ligature."""
    for match in _AT_END.finditer(text):
        behind, before = match[2], match[3]
        if behind is not None:
            if any(is_listed(letters + behind, 0) for letters in LIGATURES):
                yield match.start()
        elif any(is_listed(before + letters, len(before)) for letters in LIGATURES):
            yield match.end() - 1
