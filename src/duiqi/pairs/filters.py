"""Which pairs go into a file: by score, length, script, and sameness of the two sides.

What is left out is counted under the filter's name. ``duplicates`` compares pairs with each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import get_args

from duiqi.errors import check_choice
from duiqi.model import BeadKind, Pair
from duiqi.pairs.duplicates import Duplicates, Keep, without_duplicates
from duiqi.text.script import Script, script_of

# English characters to one of Chinese, without spaces: 3.0–3.9 in the development sets, 3.4 in all.
USUAL_RATIO = 3.4
# Added to both lengths, so that the ratio of very short texts ("OK" and 好) says little.
SHORT = 10.0
# What pairs of the kinds that are no translations are called.
UNTRANSLATED: dict[BeadKind, str] = {"same": "the same on both sides", "wordless": "without a letter"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What a pair must be. The defaults let everything through.

    min_score: the lowest score. max_ratio: how many times longer one side may be than the other makes expect.
    max_length: characters of either side. script: of the Chinese; text with no character that exists in one script
    only counts as either. different: the two sides must not be the same text.
    untranslated: whether pairs that are no translations, though the alignment has them, are let through.
    duplicates: pairs that are the same (``exact``) or nearly so (``near``) come once; ``keep`` says which of them.
    """

    min_score: float = 0.0
    max_ratio: float | None = None
    max_length: int | None = None
    script: Script | None = None
    different: bool = False
    untranslated: bool = True
    duplicates: Duplicates = "all"
    keep: Keep = "best"

    def __post_init__(self) -> None:
        for name, value, known in (
            ("script", self.script, (None, *get_args(Script))),
            ("duplicates", self.duplicates, get_args(Duplicates)),
            ("keep", self.keep, get_args(Keep)),
        ):
            check_choice(name, value, known)


def filter_pairs(pairs: Iterable[Pair], filters: Filters, left_out: Counter[str]) -> Iterator[Pair]:
    """The pairs that ``filters`` let through, in order. Memory does not grow with them.

    Null beads, which have one side only, are not subject to score, ratio and duplicates.
    """
    tests = _tests(filters)

    def passing() -> Iterator[Pair]:
        for pair in pairs:
            failed = next((name for name, test in tests if not test(pair)), None)
            if failed is None:
                yield pair
            else:
                left_out[failed] += 1

    if filters.duplicates == "all":
        return passing()
    return without_duplicates(passing(), filters.duplicates, filters.keep, left_out)


def failed_filter(pair: Pair, filters: Filters) -> str:
    """The name of the first filter that does not let ``pair`` through; empty when all do. Duplicates are not looked
    for."""
    return next((name for name, test in _tests(filters) if not test(pair)), "")


def _tests(filters: Filters) -> list[tuple[str, Callable[[Pair], bool]]]:
    tests: list[tuple[str, Callable[[Pair], bool]]] = []
    if filters.min_score > 0:
        tests.append(("score too low", lambda pair: pair.bead.is_null or pair.score >= filters.min_score))
    if filters.max_length is not None:
        limit = filters.max_length
        tests.append(("too long", lambda pair: max(len(pair.zh), len(pair.en)) <= limit))
    if filters.max_ratio is not None:
        ratio = filters.max_ratio
        tests.append(("lengths too different", lambda pair: pair.bead.is_null or length_ratio(pair) <= ratio))
    if not filters.untranslated:
        tests += [(name, partial(_is_not, kind)) for kind, name in UNTRANSLATED.items()]
    if filters.different:
        tests.append(("both sides the same", lambda pair: not same_sides(pair.zh, pair.en)))
    if filters.script is not None:
        script = filters.script
        tests.append(("other script", lambda pair: script_of(pair.zh) in (script, None)))
    return tests


def _is_not(kind: BeadKind, pair: Pair) -> bool:
    return pair.kind != kind


def length_ratio(pair: Pair) -> float:
    """How many times longer one side is than the other makes expect; 1 or more.

    Characters without spaces, English divided by ``USUAL_RATIO``, ten added to both.
    """
    zh, en = _length(pair.zh) * USUAL_RATIO + SHORT, _length(pair.en) + SHORT
    return max(zh / en, en / zh)


def _length(text: str) -> int:
    return sum(map(len, text.split()))


def same_sides(zh: str, en: str) -> bool:
    """Whether the two sides are one text, but for case and white space."""
    # Most begin with another letter, and to fold a whole text takes time.
    if zh.lstrip()[:1].casefold()[:1] != en.lstrip()[:1].casefold()[:1]:
        return False
    return zh.casefold().split() == en.casefold().split()
