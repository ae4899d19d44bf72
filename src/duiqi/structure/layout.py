"""How the two languages are laid out, and which runs of paragraphs stand side by side.

All lengths here are in words: English words, and Han characters scaled so that both sides of the document are
equally long in total. Three readings of the document are priced by what they leave without a partner:

* one language: the other side is less than a tenth as long, so it is names, titles or credits, not a translation;
* one side after the other: the length of the paragraphs on the wrong side of the best place to switch;
* alternating: the runs are paired with their neighbours so that the least is left over (``pair_runs``).

The cheaper of the last two is taken; one side after the other when they are equal. Paragraphs that change the language
one by one, each followed by what could be its translation, alternate in any case. Where the file itself has rows with
both languages (a table, subtitles), ``row_blocks`` takes those before anything is priced.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from duiqi.model import Language, Layout
from duiqi.structure.joint.splits import TRANSLATION_RATIO
from duiqi.text.chars import HAN_CHAR, count_han
from duiqi.text.language import count_words
from duiqi.text.third_language import TONED

# Chinese takes about 1.5 Han characters to an English word (Tatoeba, 24,026 pairs).
HAN_PER_WORD = 1.5
# A side this many times shorter than the other cannot be its translation. From 3 to 20 no development document changes
# (tests/benchmarks/loading_constants.py), nor from 5 to 80 repeated words.
ONE_LANGUAGE = 10.0
# So many pairs in turn are no chance. 99% of gold pairs lie within 2.6 times the median ratio of lengths (PROSE_RATIO
# in duiqi.structure.bilingual_lines).
PAIRS_IN_TURN, UNLIKE = 3, 3.0
# A title may stand twice on its side; a passage of so many words that does was not translated.
REPEATED_WORDS = 20.0

# A letter beside a figure is in a code: ``U+300D``, ``FF5E``.
CODE = re.compile(r"\d[A-Za-z]|[A-Za-z]\d")


class Measured(NamedTuple):
    """A paragraph as the layout sees it: its ``language``, and its length in ``words``."""

    language: Language
    words: float


def measured(texts: Sequence[str], languages: Sequence[Language]) -> list[Measured]:
    """The paragraphs as the layout sees them."""
    return [Measured(language, length_in_words(text)) for language, text in zip(languages, texts, strict=True)]


def length_in_words(text: str) -> float:
    """English words, and Han characters by what they stand for."""
    return count_han(text) / HAN_PER_WORD + count_words(text)


def detect_layout(paragraphs: Sequence[Measured]) -> tuple[Layout, tuple[int, ...]]:
    """The layout, and a block number for each paragraph (all 0 unless alternating)."""
    none = (0,) * len(paragraphs)
    totals = {side: _total(paragraphs, side) for side in ("zh", "en")}
    if totals["zh"] >= ONE_LANGUAGE * totals["en"]:
        return "zh", none
    if totals["en"] >= ONE_LANGUAGE * totals["zh"]:
        return "en", none
    scaled = _scaled(paragraphs)
    costs: dict[Layout, float] = {"zh-then-en": _misplaced(scaled, "zh"), "en-then-zh": _misplaced(scaled, "en")}
    layout = min(costs, key=lambda key: costs[key])
    left_over, blocks = pair_runs(scaled)
    if left_over < costs[layout] or _in_turn(scaled):
        return "alternating", blocks
    return layout, none


def _take_turns(languages: Sequence[Language], pairs: int) -> bool:
    """Whether the language changes each time, over so many pairs at least."""
    count = len(languages)
    return count >= 2 * pairs and not count % 2 and all(a != b for a, b in pairwise(languages))


def _in_turn(scaled: Sequence[Measured]) -> bool:
    """Whether the languages change with each paragraph, every second being as long as the one before, near enough."""
    if not _take_turns([paragraph.language for paragraph in scaled], PAIRS_IN_TURN):
        return False
    return all(
        max(a.words, b.words) <= UNLIKE * min(a.words, b.words) for a, b in zip(scaled[::2], scaled[1::2], strict=True)
    )


def run_blocks(paragraphs: Sequence[Measured]) -> tuple[int, ...]:
    """Block numbers when the layout is known to alternate."""
    return pair_runs(_scaled(paragraphs))[1]


def row_blocks(
    texts: Sequence[str], languages: Sequence[Language], rows: Sequence[int | None], *, forced: bool = False
) -> tuple[int, ...] | None:
    """Block numbers when the file puts the languages side by side in rows; None when it does not.

    Rows count when those with both languages hold more than half of the text of one of them (``forced``: when there
    are any); else the table is a detail of a text laid out in another way. A row is then a block; what stands between
    two such rows is paired by runs.
    """
    sides: dict[int, set[Language]] = {}
    for row, language in zip(rows, languages, strict=True):
        if row is not None:
            sides.setdefault(row, set()).add(language)
    paired = [row is not None and len(sides[row]) == 2 for row in rows]
    if not any(paired) or not (forced or any(_most_paired(texts, languages, paired, side) for side in ("zh", "en"))):
        return None
    scaled: list[Measured] = []  # Where rows hold all, no length is asked for.
    blocks: list[int] = []
    keys = [row if inside else -1 for row, inside in zip(rows, paired, strict=True)]
    for key, group in groupby(range(len(rows)), key=lambda i: keys[i]):
        members = list(group)
        first = blocks[-1] + 1 if blocks else 0
        if key == -1 and len({languages[i] for i in members}) > 1:
            scaled = scaled or _scaled(measured(texts, languages))
            _, inner = pair_runs([scaled[i] for i in members])
            blocks += [first + block for block in inner]
        else:
            blocks += [first] * len(members)
    return tuple(blocks)


def row_numbers(
    keys: Sequence[tuple[str, int | None]], languages: Sequence[Language], texts: Sequence[str]
) -> list[int]:
    """A number from 1 for each row of the file (key ``("row", n)``) and each line that was parted (``("line", n)``), 0
    for what stands in none (``("", None)``).

    A row of several cells each followed by its translation is so many rows.
    """
    numbers: dict[tuple[object, ...], int] = {}
    rows: list[int] = []
    for key, group in groupby(keys):
        start, size = len(rows), len([*group])
        if not key[0]:
            rows += [0] * size
        elif key[0] == "row" and _are_pairs(languages[start : start + size], texts[start : start + size]):
            rows += [numbers.setdefault((*key, place // 2), len(numbers) + 1) for place in range(size)]
        else:
            rows += [numbers.setdefault(key, len(numbers) + 1)] * size
    return rows


def _are_pairs(languages: Sequence[Language], texts: Sequence[str]) -> bool:
    """Whether these are two pairs or more, with the lengths of translations; a reading or a code translates nothing."""
    if not _take_turns(languages, 2):
        return False
    zh, en = ([t for t, own in zip(texts, languages, strict=True) if own == side] for side in ("zh", "en"))
    if any(TONED.search(text.lower()) or CODE.search(text) for text in en):
        return False
    low, high = TRANSLATION_RATIO
    return all(low <= count_han(a) / max(1, count_words(b)) <= high for a, b in zip(zh, en, strict=True))


def _most_paired(texts: Sequence[str], languages: Sequence[Language], paired: Sequence[bool], side: str) -> bool:
    """Whether the paragraphs of a side that are paired hold more text than its others; not all need be counted."""
    own = [(inside, text) for inside, language, text in zip(paired, languages, texts, strict=True) if language == side]
    others = sum(length_in_words(text) for inside, text in own if not inside)
    return any(held > others for held in accumulate(length_in_words(text) for inside, text in own if inside))


def pair_runs(paragraphs: Sequence[Measured]) -> tuple[float, tuple[int, ...]]:
    """Pair each run of one language with the run beside it, so that the least length is left over.

    Returns that length and a block number for each paragraph. A run may stay alone (its whole length is then left
    over); of a pair the difference in length is left over. So a stray title at the top does not shift every pair
    after it, whichever language comes first. Dynamic programming over the runs, linear in their number.
    """
    runs: list[tuple[int, float]] = []
    for _, group in groupby(paragraphs, key=lambda paragraph: paragraph.language):
        words = [paragraph.words for paragraph in group]
        runs.append((len(words), sum(words)))
    best = [0.0]
    paired = [False]
    for i, (_, length) in enumerate(runs):
        alone = best[i] + length
        pair = best[i - 1] + abs(length - runs[i - 1][1]) if i else float("inf")
        best.append(min(pair, alone))
        paired.append(pair <= alone)
    opens = [True] * len(runs)
    i = len(runs)
    while i:
        if paired[i]:
            opens[i - 1] = False
        i -= 2 if paired[i] else 1
    blocks: list[int] = []
    number = -1
    for (size, _), first in zip(runs, opens, strict=True):
        number += first
        blocks += [number] * size
    return best[-1], tuple(blocks)


def with_untranslated(paragraphs: Sequence[Measured], texts: Sequence[str], first: Language) -> list[Language]:
    """The languages, where one side comes after the other, with passages that were left untranslated on their side.

    A paragraph on the other language's side is such a passage when the side of its own language has it too, word for
    word: a notice to be copied, a name, an address. So are the last paragraphs of the first side, which seem to be
    the first of the second one.
    """
    second: Language = "en" if first == "zh" else "zh"
    wrong = _wrong_lengths(paragraphs, first)
    switch = wrong.index(min(wrong))
    bare = [_bare(text) for text in texts]
    repeated = switch
    later = Counter(bare[switch:])
    while repeated < len(bare) and later[bare[repeated]] > 1:
        repeated += 1
    if sum(paragraph.words for paragraph in paragraphs[switch:repeated]) >= REPEATED_WORDS:
        switch = repeated
    sides = [first] * switch + [second] * (len(paragraphs) - switch)
    own: dict[Language, set[str]] = {"zh": set(), "en": set()}
    for (language, _), side, text in zip(paragraphs, sides, bare, strict=True):
        if language == side:
            own[side].add(text)
    return [
        side if language != side and text in own[language] else language
        for (language, _), side, text in zip(paragraphs, sides, bare, strict=True)
    ]


def with_doubled(texts: Sequence[str], languages: Sequence[Language]) -> list[Language]:
    """The languages, where they take turns, with lines that were left untranslated, each twice in a row: a name, the
    figures of an exercise. The first is the language's whose turn it is."""
    found = list(languages)
    for index, (text, following) in enumerate(pairwise(texts)):
        if text[:1] != following[:1] or _plain(text) != _plain(following) or HAN_CHAR.search(text):
            continue
        before, after = found[max(0, index - 2) : index], languages[index + 2 : index + 4]
        turn = before if len(before) == 2 else after
        if set(turn) == {"zh", "en"} and (after[:1] == turn[:1] if after else found[:index] == [*turn] * (index // 2)):
            found[index : index + 2] = turn
    return found


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _total(paragraphs: Sequence[Measured], side: Language) -> float:
    return sum(words for language, words in paragraphs if language == side)


def _scaled(paragraphs: Sequence[Measured]) -> list[Measured]:
    """The paragraphs, the Chinese ones by a factor that makes both sides equally long."""
    zh, en = _total(paragraphs, "zh"), _total(paragraphs, "en")
    factor = en / zh if zh and en else 1.0
    return [Measured(language, words * factor if language == "zh" else words) for language, words in paragraphs]


def _misplaced(paragraphs: Sequence[Measured], first: Language) -> float:
    """Length on the wrong side of the best place to switch, when ``first`` comes first."""
    return min(_wrong_lengths(paragraphs, first))


def _wrong_lengths(paragraphs: Sequence[Measured], first: Language) -> list[float]:
    """The length on the wrong side of a switch before each paragraph and at the end."""
    wrong_before = [0.0, *accumulate(words if language != first else 0.0 for language, words in paragraphs)]
    right_before = [0.0, *accumulate(words if language == first else 0.0 for language, words in paragraphs)]
    total = right_before[-1]
    return [wrong + total - right for wrong, right in zip(wrong_before, right_before, strict=True)]
