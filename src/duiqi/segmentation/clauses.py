"""Clauses: sentences cut further, for texts whose translators divide sentences differently.

Cuts are made after a semicolon; after a colon that introduces parts divided by semicolons; in a long sentence also
after commas, in English only where a conjunction, relative or participle begins a clause, and after dashes. A piece
shorter than the minimum stays with the piece before it. Which commas part two units of translation cannot be seen on
one side alone: the cuts are finer than the units, for the aligner to join.
"""

from __future__ import annotations

import re

from duiqi.model import Language
from duiqi.segmentation.protected import blocked_offsets
from duiqi.text.chars import HAN_CHAR, LATIN_LETTER, count_han
from duiqi.text.language import count_words

# In Han characters and words. Swept over 10-60 and 4-20 (zh), 10-40 and 3-12 (en) on the clause gold of the reference
# document, 41 boundaries a side: found 39 of them with 65 cuts in Chinese and all with 51 in English. One document, so
# the choice lies where the counts change little, not at the best value.
LONG = {"zh": 50, "en": 30}
SHORTEST = {"zh": 8, "en": 10}

SEMICOLON = re.compile(r"[；;][」』”’）)\"']*")
COLON = re.compile(r"(?<!\d)：|：(?!\d)|:(?=\s|[^\x00-\x7f])")
MINOR = {
    "zh": re.compile(r"(?:(?<!\d)，|，(?!\d{3}(?!\d))|,(?!\d)|(?<!\d),|——)[」』”’）)\"']*"),
    "en": re.compile(
        r",[\"'”’)]*\s+(?=(?:and|but|or|nor|so|yet|which|who|whom|whose|where|when|while|whereas|because|although|though"
        r"|as|since|if|unless|until|after|before|with|including|that|thus|[a-z]{2,}ing|[a-z]{2,}ed)\b)"
        r"|\s[–—-]{1,2}\s|—"
    ),
}


def clause_cuts(text: str, cuts: list[int], language: Language) -> list[int]:
    """``cuts`` of the paragraph ``text`` into sentences, with the cuts into clauses added; ascending."""
    blocked = blocked_offsets(text)
    found: list[int] = []
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        major = [m.end() for m in SEMICOLON.finditer(text, start, end)]
        if major:
            major += [m.end() for m in COLON.finditer(text, start, major[0])]
        free = sorted(cut for cut in major if not blocked[cut] and _has_letters(text[cut:end]))
        for piece_start, piece_end in zip([start, *free], [*free, end], strict=True):
            found += _minor_cuts(text, piece_start, piece_end, language, blocked)
            found.append(piece_end)
    return found[:-1] if found else []


def _minor_cuts(text: str, start: int, end: int, language: Language, blocked: bytearray) -> list[int]:
    """Cuts at commas and dashes inside ``text[start:end]``, when it is long."""
    if _length(text[start:end], language) < LONG[language]:
        return []
    found: list[int] = []
    last = start
    length = 0
    seen = start
    for match in MINOR[language].finditer(text, start, end):
        cut = match.end()
        length += _length(text[seen:cut], language)
        seen = cut
        if length >= SHORTEST[language] and not blocked[cut]:
            found.append(cut)
            last, length = cut, 0
    if found and _length(text[last:end], language) < SHORTEST[language]:
        found.pop()
    return found


def _length(text: str, language: Language) -> int:
    return count_han(text) if language == "zh" else count_words(text)


def _has_letters(text: str) -> bool:
    return bool(HAN_CHAR.search(text) or LATIN_LETTER.search(text))
