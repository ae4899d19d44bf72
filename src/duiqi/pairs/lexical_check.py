"""Whether a pair on its own can be a translation: words of each side that the other explains, by the lexicon.

The aligner's own score needs the sentences around a pair; this needs the pair only, so it serves for memories, which
have no order. It tells pairs that went wrong, not good translations from better ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from operator import itemgetter

from duiqi.words.chinese_numerals import chinese_tokens

# Fewer words than this on a side say too little.
MIN_WORDS = 4
# Under this share a pair looks wrong: none of TICO-19's 3,071 pairs and of 6,000 of Tatoeba's lie there, but 63% of the
# pairs that TICO-19 gives when each Chinese text gets another's English of the same length
# (tests/benchmarks/misaligned.py).
LEAST_SHARE = 0.08
# Strengths in RAM at a time, 16 MB, some 400 sentences: a table four times as large takes a tenth longer.
MAX_STRENGTHS = 4 << 20
# Whole numbers below this are often written as words, left out (一) or put in (the first …).
LEAST_NUMBER = 10

# 20世纪90年代 are the 1990s; 2019–20 ends in 2020; 24/7 is no quantity; 14 to 22 million begin at 14 million.
_DECADE = re.compile(r"(\d\d|[一二十][一二三四五六七八九十]?) ?世纪 ?(\d0|[二三四五六七八九]十) ?年代")
_YEARS = re.compile(r"(?<!\d)(\d\d)(\d\d) ?[-–—/] ?(\d\d)(?!\d)")
_ZH_RANGE = re.compile(r"(\d[\d.]*) ?(至|到|和|或|[-–—~]) ?(\d[\d.]*) ?([万亿千百]+)")
_EN_RANGE = re.compile(r"(\d[\d.]*) ?(to|and|or|[-–—~]) ?(\d[\d.]*) (hundred|thousand|million|billion|trillion)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_DIGITS = frozenset("0123456789")
# What else becomes a digit where texts are levelled (NFKC): full-width ones, superscripts, fractions, ①, ㎡, ㏠.
ODD_DIGITS = re.compile(
    "(?![0-9])[\\d²³¹¼-¾⁰-₉⅐-↉①-⒛⓪㉈-㉟㊱-㊿㋀-㋋㍘-㏾\U0001d7ce-\U0001d7ff\U0001f100-\U0001f10a\U0001fbf0-\U0001fbf9]"
)
# Numbers with what joins their parts, and with what makes more of them than their digits say.
_WITH_MORE = re.compile(
    r"[0-9]+(?:[.,/–—-][0-9]+)*"
    r"(?:\s?[万亿百千]|\s(?:hundred|thousand|million|billion|trillion)|\s?[-–—/－／，．]\s?(?=[0-9]))?"
)
# 19 in COVID-19 is no number; 1.5亿 is one, though its value is not written out.
_WRITTEN = re.compile(r"(?<![\d.A-Za-z])(?<![A-Za-z][-‐])\d+(?:\.\d+)?(?!\d|\.\d)")
_VALUE = re.compile(r"\d+(\.\d+)?")
_HALF = re.compile(r"\bhalf\b|半")
_LARGE = re.compile(r"\d ?[万亿百千]|\d (?:hundred|thousand|million|billion|trillion)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def explained_shares(zh: Sequence[str], en: Sequence[str]) -> list[float | None]:
    """For each pair the share of its words that have a partner on the other side, from 0 to 1.

    Every word counts by the strength of its best partner in the pair (``lexicon``); the two sides' means are averaged,
    so that a text with an addition is not taken for a wrong one. None where a side has under ``MIN_WORDS`` words.
    """
    from duiqi.words.chinese import chinese_words
    from duiqi.words.english import english_stems

    en_words = english_stems(en)
    # The Chinese of a short English text need not be cut.
    long = [at for at, words in enumerate(en_words) if len(words) >= MIN_WORDS]
    shares: list[float | None] = [None] * len(en)
    found = _shares(chinese_words([zh[at] for at in long]), [en_words[at] for at in long])
    for at, share in zip(long, found, strict=True):
        shares[at] = share
    return shares


def _shares(zh: list[list[str]], en: list[list[str]]) -> list[float | None]:
    """The same, of words."""
    import numpy as np

    from duiqi.words.lexicon import document_table, load_lexicon

    if not zh:
        return []
    zh_vocabulary, en_vocabulary = (
        {word: k for k, word in enumerate(dict.fromkeys(word for words in side for word in words))} for side in (zh, en)
    )
    if len(zh) > 1 and len(zh_vocabulary) * len(en_vocabulary) > MAX_STRENGTHS:
        half = len(zh) // 2
        return _shares(zh[:half], en[:half]) + _shares(zh[half:], en[half:])
    table = document_table(load_lexicon(), tuple(zh_vocabulary), tuple(en_vocabulary))
    strengths = np.zeros((len(zh_vocabulary), len(en_vocabulary)), dtype=np.float32)
    strengths[table.zh, table.en] = table.strength
    shares: list[float | None] = []
    for zh_words, en_words in zip(zh, en, strict=True):
        if min(len(zh_words), len(en_words)) < MIN_WORDS:
            shares.append(None)
            continue
        rows, columns = [zh_vocabulary[word] for word in zh_words], [en_vocabulary[word] for word in en_words]
        here = strengths.take(rows, axis=0).take(columns, axis=1).astype(np.float64)
        best_en = here.max(axis=0)
        if len(last := {column: at for at, column in enumerate(columns)}) < len(columns):
            # A word that is there twice has its partner once.
            best_en[[at for at, column in enumerate(columns) if last[column] != at]] = 0
        # The same as mean(), which takes as long again.
        shares.append(float(here.max(axis=1).sum() / len(rows) + best_en.sum() / len(columns)) / 2)
    return shares


def missing_numbers(zh: Sequence[str], en: Sequence[str]) -> list[tuple[list[str], list[str]]]:
    """For each pair the numbers of the Chinese that are not in the English, and the other way round.

    Only numbers written in digits count as missing, whole ones below ``LEAST_NUMBER`` where each side misses one; they
    are found in whatever form the other side has (150 million, 1.5亿; 25, twenty-five; 6月, June).
    """
    from duiqi.words.chinese import chinese_words
    from duiqi.words.english import english_stems

    result: list[tuple[list[str], list[str]]] = [([], []) for _ in zh]
    numbered: list[int] = []
    plain: list[tuple[str, str]] = []
    for at, (zh_text, en_text) in enumerate(zip(zh, en, strict=True)):
        if _plainly_same(zh_text, en_text):
            continue
        texts = _plain(zh_text), _plain(en_text)
        if not (_same_numbers(*texts) or _none_of_weight(*texts)):
            numbered.append(at)
            plain.append(texts)
    zh = [_ZH_RANGE.sub(r"\1\4\2\3\4", _DECADE.sub(_decade, zh_text)) for zh_text, _ in plain]
    en = [_EN_RANGE.sub(r"\1 \4 \2 \3 \4", en_text) for _, en_text in plain]
    for at, zh_text, en_text, zh_words, en_words in zip(
        numbered, zh, en, chinese_words(zh), english_stems(en), strict=True
    ):
        missing = _missing(zh_text, zh_words, en_text, en_words), _missing(en_text, en_words, zh_text, zh_words)
        missing = _without_readings(missing, zh_text, en_text) if any(missing) else missing
        result[at] = _without_small(missing)
    return result


def _plainly_same(zh: str, en: str) -> bool:
    """The same as ``_same_numbers``, of texts as they are: True for most pairs in a fifth of the time, False says
    nothing."""
    if ODD_DIGITS.search(zh) or not (en.isascii() or not ODD_DIGITS.search(en)):
        return False
    numbers = set(_WITH_MORE.findall(zh))
    return numbers == set(_WITH_MORE.findall(en)) and _DIGITS.issuperset(map(itemgetter(-1), numbers))


def _same_numbers(zh: str, en: str) -> bool:
    """Whether both sides have the same numbers in digits, or none, and no 万 or million that changes one: then nothing
    can be missing, and most pairs are so."""
    if _LARGE.search(zh) or _LARGE.search(en):
        return False
    return set(_NUMBER.findall(zh)) == set(_NUMBER.findall(en))


def _none_of_weight(zh: str, en: str) -> bool:
    """Whether no number that one side has in digits, and the other has not, would count (``_without_small``), where
    neither has 万, million or a decade that make other numbers of them. False says nothing."""
    if _LARGE.search(zh) or _LARGE.search(en) or "世纪" in zh:
        return False
    only_zh = set(_WRITTEN.findall(zh)).difference(_NUMBER.findall(en))
    only_en = set(_WRITTEN.findall(en)).difference(_NUMBER.findall(zh))
    return not any(map(any, _without_small((list(only_zh), list(only_en)))))


def _without_small(missing: tuple[list[str], list[str]]) -> tuple[list[str], list[str]]:
    """What is missing, but for small numbers, unless each side has one that the other has not: 9 is not 8."""
    if all(missing):
        return missing
    large = [[number for number in side if float(number) >= LEAST_NUMBER or "." in number] for side in missing]
    return large[0], large[1]


def _without_readings(missing: tuple[list[str], list[str]], zh: str, en: str) -> tuple[list[str], list[str]]:
    """What is missing, but for numbers that the other side has in other digits (``pairs.readings``)."""
    from duiqi.pairs.readings.chinese import chinese_readings
    from duiqi.pairs.readings.english import english_readings

    sides = chinese_readings(zh), english_readings(en)
    texts = zh, en
    found = []
    for numbers, own, others, other_text in zip(missing, sides, reversed(sides), reversed(texts), strict=True):
        there = set(_NUMBER.findall(other_text)).union(*(reading.values for reading in others))
        known = set().union(*(reading.digits for reading in own if not there.isdisjoint(reading.values)))
        found.append([number for number in numbers if number not in there and number not in known])
    return found[0], found[1]


def _decade(match: re.Match[str]) -> str:
    century, decade = (
        int((chinese_tokens(part) or ["#0"])[0][1:]) if not part.isdigit() else int(part) for part in match.groups()
    )
    return f"{100 * (century - 1) + decade}年代"


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", _THOUSANDS.sub("", text)).replace("24/7", "")
    return _YEARS.sub(r"\1\2–\1\3", text)


def _missing(text: str, words: Sequence[str], other_text: str, other_words: Sequence[str]) -> list[str]:
    others = {word[1:] for word in other_words if word[:1] in "#@"} | set(_NUMBER.findall(other_text))
    # In their 50s is 50 to 60.
    others |= {str(int(decade) + 10) for decade in re.findall(r"\b(\d0)['’]?s\b", other_text)}
    others |= {number.replace(".", "") for number in re.findall(r"\d{1,3}(?:\.\d{3})+", other_text)}
    found: list[str] = []
    in_text = set(_WRITTEN.findall(text))
    for word in words:
        value = word[1:]
        # Months and weekdays have marks of their own.
        if word[:1] != "#" or value in found or not _VALUE.fullmatch(value):
            continue
        # 26 kilobases are 2.6 万 and 26,000.
        scaled = (f"{float(value) * factor:.10f}".rstrip("0").rstrip(".") for factor in (1, 1_000, 0.001))
        written = value in in_text or (value.endswith("0000") and _LARGE.search(text) is not None)
        in_words = ("dozen" in other_text and float(value) % 12 == 0) or (value[0] == "5" and _HALF.search(other_text))
        if written and not in_words and others.isdisjoint((value, *scaled)):
            found.append(value)
    return found
