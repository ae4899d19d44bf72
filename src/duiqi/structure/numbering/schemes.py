"""Which numbers of the paragraphs are a scheme that both sides share, and no list, year or note."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from duiqi.structure.numbering.numbers import CHAPTERS, FIGURES, Forms, Key
from duiqi.structure.numbering.rising import longest_rise

# The paragraphs that carry a number of one form, and the numbers, in the order of the text.
Numbered = Sequence[tuple[int, Key]]

# Choices. So many numbers are on both sides, and of the side with fewer this share is on the other one.
LEAST, SHARED = 3, 2 / 3
# Where some numbers stand more than once, so many of all rise; those that do not are mentions.
RISING = 0.9
# The numbers hold this share of the paragraphs of each side: notes stand at the end.
HELD = 0.5
# Bare figures are a scheme where this share of the paragraphs carries one, or where they count up without a hole and
# are so many; figures without any mark only where nearly all do.
CARRIED, COUNTED, CARRIED_ALONE = 0.5, 5, 0.8


class Scheme(NamedTuple):
    """The numbered paragraphs of both sides, each with its key, which is unique on its side."""

    zh: Numbered
    en: Numbered


def find_scheme(zh: Sequence[Forms], en: Sequence[Forms]) -> Scheme | None:
    """The numbers that most paragraphs of both sides follow, of several the most; None where there are none. Given are
    those of each paragraph, as ``numbers_of`` tells them."""
    sides = [dict(_numberings(numbers)) for numbers in (zh, en)]
    best: tuple[tuple[int, int], Scheme] | None = None
    for zh_numbers in sides[0].values():
        keys = {key for _, key in zh_numbers}
        for en_numbers in sides[1].values():
            shared = len(keys.intersection(key for _, key in en_numbers))
            if shared < max(LEAST, SHARED * min(len(zh_numbers), len(en_numbers))):
                continue
            value = shared, -len(zh_numbers) - len(en_numbers)
            if best is None or value > best[0]:
                best = value, Scheme(zh_numbers, en_numbers)
    return best and best[1]


def _numberings(paragraphs: Sequence[Forms]) -> Iterator[tuple[str, Numbered]]:
    """The numberings of a side by their form, those that may be a scheme."""
    forms: dict[str, list[tuple[int, Key]]] = {}
    for index, numbers in enumerate(paragraphs):
        for form, key in numbers.items():
            forms.setdefault(form, []).append((index, key))
    headings = sum(len(forms.get(form, ())) for form in CHAPTERS)
    for form, numbered in forms.items():
        unique = _unique(numbered) or _unique(_in_chapters(numbered, forms))
        reaches = unique and len(paragraphs) - unique[0][0] >= HELD * len(paragraphs)
        if unique and reaches and _is_scheme(form, unique, len(paragraphs) - headings):
            yield form, unique


def _unique(numbered: Numbered) -> Numbered | None:
    """All, if each number stands once; else those that rise, if they are nearly all."""
    if len({key for _, key in numbered}) == len(numbered):
        return numbered
    rising = longest_rise([key for _, key in numbered])
    return [numbered[k] for k in rising] if len(rising) >= RISING * len(numbered) else None


def _in_chapters(numbered: Numbered, forms: Mapping[str, Numbered]) -> Numbered:
    """The numbers with that of the chapter they stand in, where chapters have numbers of their own."""
    chapters = next((found for form in CHAPTERS if (found := forms.get(form)) and _unique(found) == found), ())
    starts = [index for index, _ in chapters]
    out = []
    for index, key in numbered:
        place = bisect_left(starts, index) - 1
        out.append((index, (*chapters[place][1], *key) if place >= 0 else (0, *key)))
    return out


def _is_scheme(form: str, numbered: Numbered, paragraphs: int) -> bool:
    """Whether a numbering is no list in the text, which has so many ``paragraphs`` beside headings of chapters."""
    if len(numbered) < LEAST:
        return False
    if form not in FIGURES:
        return True
    if form == "alone":
        return len(numbered) >= CARRIED_ALONE * paragraphs
    counted = [key[-1] for _, key in numbered]
    whole = counted[0] in (0, 1) and all(after - before == 1 for before, after in pairwise(counted))
    return len(numbered) >= CARRIED * paragraphs or (whole and len(numbered) >= COUNTED)
