"""Lines of one paragraph of lightweight markup: a line break in it is a space, unless a translation begins there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duiqi.model import Language
from duiqi.structure.hard_lines import join_wrapped
from duiqi.text.chars import count_han
from duiqi.text.language import count_words, language_of

ENDED = re.compile("[。！？；：…．.!?;:][”’」』）)\"'*_]*\\s*\\Z")
# A name in Latin letters in a Chinese sentence is shorter than a translation of it: 995 of 1,000 of the 4,154 pairs of
# the gold texts (aca, macdev, seed) with four characters or more have so many English words for each character.
WORDS_PER_HAN = 0.3


def join_soft_breaks(lines: Sequence[str]) -> list[str]:
    """The paragraph's lines joined, parted where the language changes, unless a sentence goes on there with words in
    Latin letters that are too few to translate the Chinese beside them."""
    groups = _by_language(lines)
    joined: list[list[str]] = []
    texts = [join_wrapped(group) for _, group in groups]
    for index, (_, group) in enumerate(groups):
        if joined and not _parts(texts[index - 1], texts[index], groups[index][0]):
            joined[-1] += group
        else:
            joined.append(list(group))
    return [join_wrapped(group) for group in joined]


def _by_language(lines: Sequence[str]) -> list[tuple[Language | None, list[str]]]:
    """Runs of lines in one language; lines without letters go with those before."""
    groups: list[tuple[Language | None, list[str]]] = []
    current = None
    for line in lines:
        language = language_of(line)
        if groups and (language is None or current is None or language == current):
            groups[-1][1].append(line)
        else:
            groups.append((language, [line]))
        current = language or current
    return groups


def _parts(before: str, after: str, language: Language | None) -> bool:
    """Whether ``after``, which is in ``language``, is no part of the sentence before it."""
    if ENDED.search(before):
        return True
    chinese, english = (after, before) if language == "zh" else (before, after)
    return count_words(english) >= WORDS_PER_HAN * count_han(chinese)
