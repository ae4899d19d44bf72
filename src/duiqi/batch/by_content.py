"""Which Chinese and which English documents are translations of each other, told by what they say.

Of each document the first pages are read. For every Chinese one the likest English ones are found by the cosine of its
words, carried over into English stems by the lexicon, with theirs (tf-idf over all documents; numbers, names and rare
words count most). Where there are many documents, only those are compared that share some of the weightiest of these
words, which an index finds, so that time grows with their number and not with its square. The likest two that are both
free are then aligned: they belong together if most of what they say pairs.
This does not depend on what else is in the folder, so one bound holds for two files as for a thousand.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from duiqi.aligner import align_sentences
from duiqi.batch.shares import share_paired
from duiqi.model import Document, Language
from duiqi.segmentation import segment
from duiqi.structure import side

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Ints: TypeAlias = NDArray[np.int64]

# The beginning that is read, in characters; a Chinese one says as much as three English ones (structure/sides). Of
# 2,400, 4,800 and 9,600 English ones swept with the bounds below (tests/benchmarks/matching.py SHARED --sweep), 4,800
# is the least at which LEAST may lie anywhere from .15 to .45 without a partner lost.
BEGINNING: Mapping[Language, int] = {"zh": 1_600, "en": 4_800}
# Documents belong together when pairs hold this share of their text, each counted by its score. Of .15 to .55 swept all
# up to .45 lose no partner (short messages apart); the higher, the fewer documents without one get another's.
LEAST = 0.4
# Short messages of one kind ("please sign out and in again") are near translations of each other, so more is asked of
# them: of .35 to .95 swept all up to .8 find every partner, .9 all but 1%, .95 all but 4%, while wrong pairs fall from
# 16% to 5%, 3% and 2% of all. Of 200 to 800 Chinese characters swept as SHORT, 400 is the least with the fewest wrong
# pairs.
SHORT: Mapping[Language, int] = {"zh": 400, "en": 1_200}
LEAST_SHORT = 0.9
# English characters to a Chinese one, over whole documents: 1.8 to 7.8 in the development sets, and some to spare.
LENGTHS = (1.0, 10.0)
# The likest English documents that are looked at for each Chinese one: with these every partner is found (same script).
CANDIDATES = 4
# More English documents than that are not all compared: this many that share the most are. The weightiest stems of a
# Chinese document are looked up, of which those in more than FREQUENT documents tell little and cost most. With these
# the partner is among the candidates as often as when all are compared (tests/benchmarks/matching.py SHARED --many).
COMPARED, STEMS, FREQUENT = 64, 64, 500


@dataclass(frozen=True, slots=True)
class Profile:
    """The ``sentences`` at the beginning of a document in one language, in how many of them each word is, and the
    ``length`` of the whole in characters. ``strays``: there is text in the other language too, not its translation."""

    language: Language
    sentences: tuple[str, ...]
    words: Mapping[str, int]
    length: int
    strays: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """The Chinese document ``zh`` and the English one ``en``, by index. ``share``: how much of their beginnings pairs,
    from 0 to 1; ``common``: how many numbers and names are in both."""

    zh: int
    en: int
    share: float
    common: int


def profile(document: Document) -> Profile | None:
    """The profile of a document; None when it holds both languages, as translations of each other."""
    texts: dict[Language, str] = {
        language: "\n".join(document.text[p.start : p.end] for _, p in side(document, language))
        for language in ("zh", "en")
    }
    if document.layout in ("zh", "en"):
        return profile_of(texts[document.layout], document.layout)
    zh, en = (profile_of(text, language) for language, text in texts.items())
    if paired_share(zh, en) >= bound(zh, en):
        return None
    return replace(max(zh, en, key=lambda known: known.length / BEGINNING[known.language]), strays=True)


def profile_of(text: str, language: Language) -> Profile:
    """The profile of a text in one language."""
    from duiqi.words.chinese import chinese_words
    from duiqi.words.english import english_stems

    sentences = tuple(sentence.text for sentence in segment(text[: BEGINNING[language]], language))
    words = chinese_words(sentences) if language == "zh" else english_stems(sentences)
    counts = Counter(word for sentence in words for word in dict.fromkeys(sentence))
    return Profile(language, sentences, counts, len(text))


def match(zh: Sequence[Profile], en: Sequence[Profile]) -> list[Match]:
    """Pair documents one to one: the likest two of those that are left, if they are translations, and so on.

    In the order of the Chinese documents. Time and memory grow with the sum of their numbers.
    """
    return chosen(sorted(_candidates(zh, en)), zh, en)


def chosen(candidates: Sequence[tuple[float, int, int]], zh: Sequence[Profile], en: Sequence[Profile]) -> list[Match]:
    """The documents that belong together of ``candidates`` ``(-cosine, zh, en)``, the likest first."""
    taken_zh: set[int] = set()
    taken_en: set[int] = set()
    found = []
    for _, i, j in candidates:
        if i in taken_zh or j in taken_en:
            continue
        share = paired_share(zh[i], en[j])
        if share >= bound(zh[i], en[j]):
            found.append(Match(i, j, share, sum(word in en[j].words for word in zh[i].words)))
            taken_zh.add(i)
            taken_en.add(j)
    return sorted(found, key=lambda pair: pair.zh)


def paired_share(zh: Profile, en: Profile) -> float:
    """How much of the two beginnings pairs, from 0 to 1, each pair counted by its score."""
    return share_paired(align_sentences(zh.sentences, en.sentences))


def bound(zh: Profile, en: Profile) -> float:
    """The share from which two documents belong together."""
    short = zh.length < SHORT["zh"] or en.length < SHORT["en"]
    return LEAST_SHORT if short else LEAST


def _candidates(zh: Sequence[Profile], en: Sequence[Profile]) -> Iterator[tuple[float, int, int]]:
    """For each Chinese document the English ones that are likest, as ``(-cosine, zh, en)``."""
    import numpy as np

    from duiqi.words.lexicon import document_table, load_lexicon

    if not zh or not en:
        return
    zh_rarity, en_rarity = _rarity(zh), _rarity(en)
    zh_place, en_place = ({word: k for k, word in enumerate(words)} for words in (zh_rarity, en_rarity))
    table = document_table(load_lexicon(), tuple(zh_rarity), tuple(en_rarity))
    # The weight of a Chinese word is shared out among the stems that it can be: the stronger and rarer, the more.
    shares = table.strength**2 * np.array(list(en_rarity.values()))[table.en]
    english = []
    for document in en:
        places = np.array([en_place[word] for word in document.words], dtype=np.int64)
        english.append((places, _unit(_weights(document, en_rarity))))
    index = _Index(english, len(en_rarity)) if len(en) > COMPARED else None
    carried = np.zeros(len(en_rarity))
    for i, document in enumerate(zh):
        rows = [table.row(zh_place[word]) for word in document.words]
        for row, weight in zip(rows, _weights(document, zh_rarity), strict=True):
            carried[table.en[row]] += weight * shares[row] / max(shares[row].sum(), 1e-9)
        stems = np.unique(np.concatenate([np.zeros(0, np.int64), *(table.en[row] for row in rows)]))
        carried[stems] = _unit(carried[stems])
        compared = index.likest(stems, carried[stems]) if index else range(len(en))
        fitting = [int(j) for j in compared if _lengths_fit(document, en[j])]
        cosines = {j: float(english[j][1] @ carried[english[j][0]]) for j in fitting}
        ranked = sorted(fitting, key=lambda j: -cosines[j])
        yield from ((-cosines[j], i, j) for j in ranked[:CANDIDATES])
        carried[stems] = 0.0


class _Index:
    """In which English documents each stem is, and how much it weighs there."""

    def __init__(self, english: Sequence[tuple[Ints, Floats]], stems: int) -> None:
        import numpy as np

        self.documents = len(english)
        stem = np.concatenate([places for places, _ in english])
        document = np.repeat(np.arange(len(english)), [len(places) for places, _ in english])
        order = np.argsort(stem, kind="stable")
        self.document, self.weight = document[order], np.concatenate([weights for _, weights in english])[order]
        self.start = np.concatenate([[0], np.cumsum(np.bincount(stem, minlength=stems))])

    def likest(self, stems: Ints, weights: Floats) -> Ints:
        """The documents, in order, that share most of the weightiest of these stems."""
        import numpy as np

        frequency = self.start[stems + 1] - self.start[stems]
        useful = np.flatnonzero((frequency > 0) & (frequency <= FREQUENT))
        useful = useful[np.argsort(-weights[useful], kind="stable")[:STEMS]]
        if not len(useful):
            return np.zeros(0, np.int64)
        parts = [np.arange(self.start[stem], self.start[stem + 1]) for stem in stems[useful]]
        where = np.concatenate(parts)
        found, which = np.unique(self.document[where], return_inverse=True)
        products = self.weight[where] * np.repeat(weights[useful], [len(part) for part in parts])
        scores = np.bincount(which, products)
        return np.sort(found[np.argsort(-scores, kind="stable")[:COMPARED]])


def _rarity(documents: Sequence[Profile]) -> dict[str, float]:
    """The words of a language in order, each with its idf, for which sentences are counted."""
    frequency: Counter[str] = Counter()
    for document in documents:
        frequency.update(document.words)
    sentences = sum(len(document.sentences) for document in documents)
    return {word: math.log((sentences + 1) / frequency[word]) for word in sorted(frequency)}


def _weights(document: Profile, rarity: Mapping[str, float]) -> Floats:
    """log(1 + tf) · idf of each word of a document."""
    import numpy as np

    counts = np.fromiter(document.words.values(), np.float64, len(document.words))
    return np.asarray(np.log1p(counts) * np.array([rarity[word] for word in document.words]))


def _unit(vector: Floats) -> Floats:
    import numpy as np

    norm = np.sqrt(vector @ vector)
    return np.asarray(vector / norm) if norm else vector


def _lengths_fit(zh: Profile, en: Profile) -> bool:
    return LENGTHS[0] * zh.length <= en.length <= LENGTHS[1] * zh.length
