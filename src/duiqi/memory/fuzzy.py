"""Fuzzy look-up: the sentences most like a given one, with the match in percent as CAT tools show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from duiqi.io.optional import need
from duiqi.memory.indexing import en_words, exact_key, folded, simplified, stems, zh_terms
from duiqi.memory.store import SELECT, LocalMemory, neighbours, pair_of
from duiqi.model import Language, Pair
from duiqi.text.chars import HAN_CHAR, SURROGATE

# A term in more pairs than this says little about any; of a commoner term only so many are looked at.
COMMON = 400
# Terms of the sentence that are looked up, spread over it, and candidates that are compared with it in full.
MAX_TERMS, MAX_CANDIDATES = 40, 80
# What one text the same but for numbers, marks and case matches at most: programs show 100 for the same text only.
ALMOST = 99


@dataclass(frozen=True, slots=True)
class FuzzyMatch:
    """A pair whose text is like the sentence looked up. ``percent``: 100 for the same text (in either script), else
    99 or less. ``in_context``: the text before it in its document is the same one too."""

    pair: Pair
    percent: int
    language: Language
    in_context: bool = False


def look_up(
    memory: LocalMemory,
    sentence: str,
    *,
    limit: int = 5,
    minimum: int = 60,
    language: Language | None = None,
    before: str = "",
) -> list[FuzzyMatch]:
    """The pairs of which one side is most like ``sentence``, best first, ``minimum`` percent or more.

    The match is 1 - d / n: d edits (insert, delete, replace) make one text of the other, n is the longer one's length;
    of characters in Chinese, whose script does not count, and of words in English. A number is as good as another, and
    marks and case do not count, but such texts match 99 at most. ``language``: the side that is looked at, by default
    that of the sentence. ``before``: the text before the sentence, so that a pair in the same context comes first.
    Raises InputError when rapidfuzz is not installed.
    """
    language = language or ("zh" if HAN_CHAR.search(sentence) else "en")
    wanted, context = (_one_form(text, language) for text in (sentence, before))
    exact = _exact(memory, wanted, language)
    rows = list(dict.fromkeys(exact + ([] if len(exact) >= limit else _candidates(memory, wanted, language))))
    pairs = [_pair(memory, row) for row in rows]
    texts = _texts(pairs, language)
    scored = zip(rows, pairs, _percents(wanted, texts, minimum), strict=True)
    found = [(row, FuzzyMatch(pair, percent, language)) for row, pair, percent in scored if percent >= minimum]
    found = sorted(found, key=lambda match: -match[1].percent)
    if context:
        found = [(row, _with_context(memory, row, match, context)) for row, match in found]
        found.sort(key=lambda match: (-match[1].percent, not match[1].in_context))
    return [match for _, match in found[:limit]]


def _one_form(text: str, language: Language) -> str:
    text = SURROGATE.sub("", text)
    return " ".join((simplified([text])[0] if language == "zh" else text).split())


def _texts(pairs: Sequence[Pair], language: Language) -> list[str]:
    texts = simplified([pair.zh for pair in pairs]) if language == "zh" else [pair.en for pair in pairs]
    return [" ".join(text.split()) for text in texts]


def _with_context(memory: LocalMemory, row: int, match: FuzzyMatch, context: str) -> FuzzyMatch:
    if match.percent < 100:
        return match
    before, _ = neighbours(memory, row)
    is_same = before is not None and _texts([before], match.language)[0] == context
    return FuzzyMatch(match.pair, match.percent, match.language, is_same)


def _exact(memory: LocalMemory, wanted: str, language: Language) -> list[int]:
    """Rows with the text itself, the last added first."""
    query = f"SELECT id FROM pair WHERE {language}_key = ? ORDER BY id DESC LIMIT ?"
    return [row for (row,) in memory.database.execute(query, (exact_key(wanted), MAX_CANDIDATES))]


def _candidates(memory: LocalMemory, wanted: str, language: Language) -> list[int]:
    """Rows that share most of the rare terms, the rarer the better; phrases stand in for terms that are common. Numbers
    are none of them: they are as good as others."""
    terms = zh_terms(wanted) if language == "zh" else stems(en_words(wanted))
    column = "zh" if language == "zh" else "stem"
    weights: dict[int, float] = defaultdict(float)
    named = [term for term in terms if not term.isdigit()]
    unique = list(dict.fromkeys(term for term in named if len(term) > 1 or language == "en" or len(named) < 3))
    step = max(1, len(unique) // MAX_TERMS)
    for term in unique[::step]:
        rows = _rows(memory, [term], column)
        weight = 1 / len(rows) if 0 < len(rows) < COMMON else 0.0
        for row in rows if weight else ():
            weights[row] += weight
    for size in (len(terms), 6, 4, 3, 2):
        # Runs of terms, for sentences of common words.
        if len(weights) >= MAX_CANDIDATES:
            break
        for at in range(0, len(terms) - size + 1, max(1, size // 2)):
            for row in _rows(memory, terms[at : at + size], column):
                weights[row] += size / COMMON
    return [row for row, _ in sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:MAX_CANDIDATES]]


def _rows(memory: LocalMemory, terms: Sequence[str], column: str) -> list[int]:
    query = f'{column} : "{" ".join(terms)}"'
    rows = memory.database.execute("SELECT rowid FROM term WHERE term MATCH ? LIMIT ?", (query, COMMON))
    return [row for (row,) in rows]


def _pair(memory: LocalMemory, row: int) -> Pair:
    return pair_of(memory.database.execute(f"{SELECT} WHERE pair.id = ?", (row,)).fetchone())


def _percents(wanted: str, texts: Sequence[str], minimum: int) -> list[int]:
    distance = need("rapidfuzz.distance.Levenshtein", "memory", "fuzzy matching").distance
    tokens: Sequence[Hashable] = folded(wanted)
    percents = []
    for text in texts:
        if text == wanted:
            percents.append(100)
            continue
        others = folded(text)
        longest = max(len(tokens), len(others))
        most = longest * (100 - minimum) // 100 + 1
        edits = distance(tokens, others, score_cutoff=most) if longest else most
        percents.append(min(ALMOST, int(100 * (1 - edits / longest))) if longest else 0)
    return percents
