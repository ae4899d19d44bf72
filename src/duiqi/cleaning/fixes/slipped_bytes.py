"""Find runs in which the bytes of GBK text have slipped by one: `?!耙粠б宦贰背h` is `。“一帶一路”倡議`.

A replacement done on bytes, blind to characters, or a lost byte makes each later byte pair start one byte late,
until a single byte sets it right again. Such a run is looked for where text is odd, and repaired only when the
repair is far more plausible Chinese.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import pairwise

from duiqi.cleaning.edits import Change, trimmed
from duiqi.cleaning.evidence.char_model import UNKNOWN_COST, Plausibility, plausibility
from duiqi.cleaning.evidence.gbk_pairs import decode_pair, gbk_bytes
from duiqi.cleaning.evidence.holes import settle
from duiqi.cleaning.evidence.pinyin import LETTERS
from duiqi.cleaning.evidence.slips.search import Search
from duiqi.cleaning.evidence.slips.surroundings import Surroundings
from duiqi.cleaning.fixes.pinyin_glosses import GLOSS
from duiqi.cleaning.processes.odds import FOUND
from duiqi.cleaning.processes.slipped_bytes import find_slips, is_japanese
from duiqi.text.chars import ASCII_LETTER, HAN, HAN_CHAR, count_han

_BRACKETED = re.compile(f"[(（][ \u00a0]?[{LETTERS}]{{1,8}}[ \u00a0]?[)）]")
# By how much (nats) the repaired text must be more plausible, the costs of the search included. Swept over 0, 4, 8,
# 12, 16 (tests/benchmarks/damage.py, group b): similarity to the clean text 0.963, 0.963, 0.960, 0.951, 0.935; none of
# 28,357 clean lines was altered at any of them, so 4 is for safety.
MARGIN = 4.0
# What is odd: "?" before a character or punctuation, a single letter or sign behind a Han character.
_SIGN = re.compile(
    f"\\?(?=[{HAN}@-~,;:!().?；！：，\u0370-\u04ff\u2500-\u257f])|\\?$|(?<=[{HAN}])[@-~€](?![A-Za-z])", re.MULTILINE
)
# Signs of other scripts: rows A6 to A9 of GBK, which slipped bytes often fall into.
_SCRIPTS = re.compile("[\u0370-\u04ff\u2500-\u257f\u3041-\u312f\uff61-\uff9f¤§¨°±×÷]")
# These hardly occur in sound text, and are looked at whatever is around them.
_CERTAIN = re.compile(f"\\?[{LETTERS}]{{1,8}} ?\\)|(?<=[{HAN}])\\?(?:[@-~](?=[{HAN}])|[!;,:(](?=\\S))", re.MULTILINE)
# Odd places this close belong to one stretch; so much of the text before and after is taken in.
_NEAR, _BEFORE, _AFTER = 12, 4, 11
# The text around an odd place must cost this much a character (nats) to be looked at; running Chinese costs 4 to 7.
_ODD_COST, _ODD_BEFORE, _ODD_AFTER = 8.0, 2, 6
# Slipping the bytes must make three characters in a row this much more common (nats, together). The true runs of the
# development texts reach 7 to 35; of 142 rare characters in 105,000 of clean text, two pass.
_SLIPPING_GAIN = 5.0
# A stretch is Chinese by at least this share of its characters; regular expressions have signs like these too.
_MIN_HAN = 0.4
# Brackets, spaces and the longest syllable.
_GLOSS_LENGTH = 12
# Enough of the document to tell its script and to hold the phrase a vanished pair is taken from.
_REACH = 50_000


def find_slipped_bytes(text: str) -> list[Change]:
    """Runs of slipped bytes, one change a run, in a document in which bytes are proven to have slipped.

    A character that lost one of its bytes becomes U+FFFD, unless the document shows elsewhere which one it was.

    >>> find_slipped_bytes("落實“一帶一路”倡議。要發揮重要作用?!耙粠б宦贰背h是平臺。")
    [Change(start=18, end=27, after='。“一帶一路”倡議', certainty='inferred', process='slipped bytes', odds=13.3)]
    """
    odds = find_slips(text)
    if odds < FOUND:
        return []
    model = plausibility()
    changes: list[Change] = []
    around, around_end = None, 0
    for start, end in _stretches(text, _odd_places(text, model)):
        stretch = _BRACKETED.sub("", text[start:end])
        if count_han(stretch) < _MIN_HAN * len(stretch) or "锟斤拷" in stretch or is_japanese(text, start, end):
            continue  # no Chinese; or text that was lost for good before this damage could be done
        if around is None or end > around_end:
            around = _surroundings(text, start, model)
            around_end = start + _REACH // 2
        glosses = {m.start(): m.end() for m in _BRACKETED.finditer(text, start, end)}
        pieces, gain = Search(text, start, end, glosses, around).repair()
        repaired, inferred = settle(pieces, text[max(0, start - 2) : start], text[end : end + _GLOSS_LENGTH], text)
        # Slipped bytes swallow letters and make none: a repair that adds one has lost its way.
        if gain > MARGIN and len(ASCII_LETTER.findall(repaired)) <= len(ASCII_LETTER.findall(text[start:end])):
            changes += [
                change._replace(
                    certainty="inferred" if any(inferred[first:last]) else "exact",
                    process="slipped bytes",
                    odds=round(odds, 1),
                )
                for change, first, last in _runs(text, start, end, repaired)
            ]
    return changes


def _odd_places(text: str, model: Plausibility) -> list[tuple[int, int]]:
    """(start, end) of the places where a run may be: marks where they cannot belong, odd characters where slipping the
    bytes makes common ones of them."""
    certain = [m.span() for m in _CERTAIN.finditer(text)]
    signs = [m.span() for m in _SIGN.finditer(text) if _is_odd(text, m.start(), model)]
    rare = [m.span() for m in _SCRIPTS.finditer(text)] + [m.span() for m in model.rare.finditer(text)]
    rare = [span for span in rare if _slipping_gain(text, span[0], model) > _SLIPPING_GAIN]
    return sorted({*certain, *signs, *rare})


def _is_odd(text: str, offset: int, model: Plausibility) -> bool:
    piece = text[max(0, offset - _ODD_BEFORE) : offset + _ODD_AFTER]
    return bool(HAN_CHAR.search(piece)) and model.mean_cost(GLOSS.sub("", piece)) > _ODD_COST


def _slipping_gain(text: str, offset: int, model: Plausibility) -> float:
    """How much more common (nats) the characters near ``offset`` become when their bytes are paired one byte later:
    the best of the triples around it."""
    best = -math.inf
    for start in range(max(0, offset - 4), offset + 4):
        pairs = [gbk_bytes(c) for c in text[start : start + 4]]
        if len(pairs) < 3 or min(map(len, pairs)) < 1 or min(map(len, pairs[:-1])) < 2:
            continue
        gain = 0.0
        for index in range(len(pairs) - 1):
            slipped = decode_pair(pairs[index][1], pairs[index + 1][0])
            if not slipped:
                break
            gain += _commonness(model, slipped) - _commonness(model, text[start + index + 1])
        else:
            best = max(best, gain)
    return best


def _commonness(model: Plausibility, char: str) -> float:
    return -model.unigrams.get(model.fold(char), UNKNOWN_COST)


def _stretches(text: str, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[list[int]] = []
    for start, end in places:
        line_start = text.rfind("\n", 0, start) + 1
        line_end = text.find("\n", end)
        low = max(line_start, start - _BEFORE)
        high = min(len(text) if line_end < 0 else line_end, end + _AFTER)
        for gloss in _BRACKETED.finditer(text, max(line_start, low - 12), high + 12):
            if gloss.start() < low < gloss.end():
                low = max(line_start, gloss.start() - 1)
            if gloss.start() < high < gloss.end():
                high = gloss.end()
        if found and low <= found[-1][1] + _NEAR - _BEFORE and "\n" not in text[found[-1][1] : low]:
            found[-1][1] = max(found[-1][1], high)
        else:
            found.append([low, high])
    return [(low, high) for low, high in found]


def _surroundings(text: str, offset: int, model: Plausibility) -> Surroundings:
    near = GLOSS.sub("", text[max(0, offset - _REACH) : offset + _REACH])
    full = sum(c in model.simplified for c in near)
    simple = sum(c in model.variants and c not in model.simplified for c in near)
    wrong: frozenset[str] = frozenset()
    if full > 3 * simple and full > 2:
        wrong = _only_simplified(model)
    elif simple > 3 * full and simple > 2:
        wrong = frozenset(model.simplified)
    # Quotation marks of the style the document does not have count as a wrong script too.
    wrong |= frozenset("“”" if "「" in near and "“" not in near else "「」" if "「" not in near else "")
    folded = model.fold(near)
    counts = Counter(pair for pair in pairwise(folded) if not (pair[0].isspace() or pair[1].isspace()))
    pairs: dict[str, set[str]] = defaultdict(set)
    for (first, second), count in counts.items():
        if count > 1:
            pairs[first].add(second)
    return Surroundings(model, wrong, pairs)


def _only_simplified(model: Plausibility) -> frozenset[str]:
    """Characters that Traditional text does not use. Those that Big5 holds (后 里 干) are its own."""
    return frozenset(c for c in model.variants if not _in_big5(c))


def _in_big5(char: str) -> bool:
    try:
        return bool(char.encode("big5"))
    except UnicodeEncodeError:
        return False


def _runs(text: str, start: int, end: int, repaired: str) -> list[tuple[Change, int, int]]:
    """The changed parts of a stretch, those close together as one, each with its place in ``repaired``."""
    matcher = SequenceMatcher(None, text[start:end], repaired, autojunk=False)
    spans: list[list[int]] = []
    for tag, a_start, a_end, b_start, b_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        if spans and a_start - spans[-1][1] <= 3:
            spans[-1][1], spans[-1][3] = a_end, b_end
        else:
            spans.append([a_start, a_end, b_start, b_end])
    changes = [(trimmed(text, start + a, start + b, repaired[c:d]), c, d) for a, b, c, d in spans]
    return [(change, first, last) for change, first, last in changes if change]
