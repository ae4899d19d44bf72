"""How much of a text a memory knows, in the bands in which translation programs count it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from duiqi.memory.fuzzy import FuzzyMatch, look_up
from duiqi.memory.indexing import exact_key, simplified
from duiqi.memory.store import LocalMemory
from duiqi.model import Language
from duiqi.text.chars import HAN

# In the order in which they are tried. The limits are those that Trados and memoQ show.
Band = Literal["in context", "100%", "repeated", "95–99%", "85–94%", "75–84%", "50–74%", "new"]
BANDS: tuple[Band, ...] = get_args(Band)
LEAST = 50
_LOWEST: tuple[tuple[int, Band], ...] = ((95, "95–99%"), (85, "85–94%"), (75, "75–84%"), (LEAST, "50–74%"))

# Chinese characters and full-width marks, each by itself, and runs of what else is no white space.
_CHINESE_WORD = re.compile(f"[{HAN}\u3000-\u303f\uff00-\uffef]|[^\\s{HAN}\u3000-\u303f\uff00-\uffef]+")


@dataclass(frozen=True, slots=True)
class Segments:
    """The sentences of a document ``name``, all in one language, in order."""

    name: str
    texts: Sequence[str]


@dataclass(frozen=True, slots=True)
class Counts:
    """Segments and words of a document ``name`` by band."""

    name: str
    segments: Counter[Band]
    words: Counter[Band]


def analyse(memory: LocalMemory, documents: Iterable[Segments], language: Language) -> list[Counts]:
    """Count the segments of each document by their best match in the memory; all are in ``language``.

    A segment with a match of 100 is counted under that (``in context`` when the segment before it is the same one too)
    however often it comes; any other that has come before, in whichever of the documents, is ``repeated``. Raises
    InputError when rapidfuzz is not installed.
    """
    counts, seen = list[Counts](), set[int]()
    for document in documents:
        segments, words = Counter[Band](), Counter[Band]()
        before = ""
        for text in document.texts:
            key = exact_key(simplified([text])[0] if language == "zh" else text)
            # A look-up takes most of the time; what has come before needs none but for the whole text.
            minimum = 100 if key in seen else LEAST
            matches = look_up(memory, text, limit=1, minimum=minimum, language=language, before=before)
            band = _band(matches, key in seen)
            segments[band] += 1
            words[band] += count_words(text, language)
            seen.add(key)
            before = text
        counts.append(Counts(document.name, segments, words))
    return counts


def total(counts: Sequence[Counts], name: str = "total") -> Counts:
    """Those of all documents together."""
    return Counts(name, sum((c.segments for c in counts), Counter()), sum((c.words for c in counts), Counter()))


def _band(matches: Sequence[FuzzyMatch], is_repeated: bool) -> Band:
    percent = matches[0].percent if matches else 0
    if percent == 100:
        return "in context" if matches[0].in_context else "100%"
    if is_repeated:
        return "repeated"
    return next((band for lowest, band in _LOWEST if percent >= lowest), "new")


def count_words(text: str, language: Language) -> int:
    """English words, which white space parts, or Chinese characters as word processors count them: each character and
    each full-width mark is one, and so is a run of anything else.

    >>> count_words("We met at 9.", "en"), count_words("我们9:30在 Paris 会面。", "zh")
    (4, 8)
    """
    return len(text.split()) if language == "en" else len(_CHINESE_WORD.findall(text))
