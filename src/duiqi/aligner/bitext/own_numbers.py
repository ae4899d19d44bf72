"""Numbers that one side alone has before its verses or lines: no word of the other side can answer them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

# 12 In the beginning; 1:12 起初; [12] 起初; 12. In the beginning. Of chapter and verse the verse counts.
_NUMBER = re.compile(
    r"\s*(?:\d{1,3}[:：.．](?P<verse>\d{1,3})|[\[［(（【](?P<closed>\d{1,3})[\]］)）】]|(?P<bare>\d{1,3})(?=\s|[.．、]\D))"
    r"[.．、:：]?\s*(?=\S)"
)
# So many numbers at least, before a quarter of the sentences (a verse has several), nine of ten one more than the last
# or from 1 again; and on the other side no more than a tenth as many. Choices: no development text has such numbers.
LEAST, SHARE, RISING, FEW = 5, 0.25, 0.9, 0.1


def without_own_numbers(zh: Sequence[str], en: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Both sides, without the numbers that only one of them has before its sentences."""
    of_zh, of_en = _numbers(zh), _numbers(en)
    if _count_up(of_zh, len(zh)) and len(of_en) <= FEW * len(of_zh):
        return _without(zh), en
    if _count_up(of_en, len(en)) and len(of_zh) <= FEW * len(of_en):
        return zh, _without(en)
    return zh, en


def _numbers(sentences: Sequence[str]) -> list[int]:
    return [int(match[match.lastgroup or 0]) for match in map(_NUMBER.match, sentences) if match]


def _count_up(numbers: Sequence[int], sentences: int) -> bool:
    if len(numbers) < max(LEAST, SHARE * sentences):
        return False
    return sum(after in (before + 1, 1) for before, after in pairwise(numbers)) >= RISING * (len(numbers) - 1)


def _without(sentences: Sequence[str]) -> list[str]:
    return [sentence[match.end() :] if (match := _NUMBER.match(sentence)) else sentence for sentence in sentences]
