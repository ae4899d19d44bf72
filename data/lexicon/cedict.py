"""CC-CEDICT entries, and their glosses as sets of English stems."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from duiqi.words.chinese_numerals import chinese_tokens
from duiqi.words.english import english_stems

# A gloss: its content stems, sorted, and a weight.
Gloss = tuple[tuple[str, ...], float]
Glosses = dict[str, list[Gloss]]

# "surname Wang": names are seldom translated that way, and every syllable is some surname.
SURNAME_WEIGHT = 0.5
# Stems longer than this are chemical names.
MAX_STEM = 20

_ENTRY = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/")
_HAN = "\u2e80-\u9fff\U00020000-\U0003ffff"
_REFERENCE = re.compile(
    r"\b(?:variants? of|also written|see|see also|same as|also called|abbr\. (?:for|of|to)|short for|contraction of|"
    rf"equivalent to|usually written) (?:[^\s/|]*\|)?([{_HAN}]+)"
)
_POINTER = re.compile(
    r"CL:|see |see also |(?:\w+ )?variant of|also written|also pr\.|Taiwan pr\.|Kangxi radical|used in "
)
_PINYIN = re.compile(r"\[[^\]]*\]")
_HEADWORDS = re.compile(f"[{_HAN}，·…|]+")
_PARENTHESES = re.compile(r"\([^()]*\)")
_LABELS = re.compile(
    r"\b(?:lit\.|fig\.|esp\.|abbr\. (?:for|of|to)|e\.g\.|i\.e\.|cf\.?|etc\.?|sb's|sb|sth's|sth|one's|oneself|pr\.)"
    r"(?=\W|$)"
)


@dataclass(frozen=True)
class Entry:
    """One line of the dictionary."""

    traditional: str
    simplified: str
    senses: tuple[str, ...]


def parse_cedict(text: str) -> list[Entry]:
    """The entries of a CC-CEDICT file."""
    lines = (_ENTRY.fullmatch(line) for line in text.splitlines())
    return [Entry(m[1], m[2], tuple(m[4].split("/"))) for m in lines if m]


def gloss_texts(sense: str) -> list[tuple[str, float]]:
    """The cleaned English texts of one sense, each with its weight; none for a mere pointer."""
    if _POINTER.match(sense):
        return []
    text = _HEADWORDS.sub(" ", _PINYIN.sub("", sense))
    for _ in range(2):  # parentheses nest at most twice
        text = _PARENTHESES.sub(" ", text)
    texts = []
    for part in _LABELS.sub(" ", text).split(";"):
        name = part.strip().removeprefix("surname ")
        if name:
            texts.append((name, SURNAME_WEIGHT if part.strip() != name else 1.0))
    return texts


def collect_glosses(entries: Iterable[Entry]) -> Glosses:
    """Simplified headword → its glosses; what a variant or abbreviation points to is added to its own.

    Numerals also lend theirs to their value token, so that ``#2`` has "both" and "a couple".
    """
    texts: dict[str, list[tuple[str, float]]] = defaultdict(list)
    references: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for sense in entry.senses:
            texts[entry.simplified] += gloss_texts(sense)
            references[entry.simplified] += _REFERENCE.findall(sense)
    own = {word: _as_stems(items) for word, items in texts.items()}
    glosses = {}
    for word, items in own.items():
        merged = dict(items)
        for target in references[word]:
            for stems, weight in own.get(target, {}).items():
                merged.setdefault(stems, weight)
        if merged:
            glosses[word] = merged
    for word in sorted(glosses):
        tokens = chinese_tokens(word) or []
        if len(tokens) == 1:
            glosses.setdefault(tokens[0], {}).update(glosses[word])
    return {word: sorted(items.items()) for word, items in sorted(glosses.items())}


def _as_stems(items: list[tuple[str, float]]) -> dict[tuple[str, ...], float]:
    best: dict[tuple[str, ...], float] = {}
    for (_, weight), stems in zip(items, english_stems([text for text, _ in items]), strict=True):
        key = tuple(sorted({stem for stem in stems if len(stem) <= MAX_STEM}))
        if key:
            best[key] = max(best.get(key, 0.0), weight)
    return best
