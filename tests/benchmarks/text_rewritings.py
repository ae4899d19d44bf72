"""The ways in which ``rewritten_texts`` writes a text otherwise: its beads stay, but where it joins sentences."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import opencc

from duiqi.aligner.fitting.texts import Span, Text
from duiqi.words.jieba_opencc import cut_words
from tests.benchmarks.measures import SEED

Sentence = Callable[[str], str]
Rewriting = Callable[[Text], Text]

_HALF = str.maketrans("，。？！：；（）“”‘’、", ",.?!:;()\"\"'',")
_CORNERS = str.maketrans("“”‘’", "「」『』")
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_DOUBLE = re.compile(r"[\"“”]")
_HAN = "[\u4e00-\u9fff]"
_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# Words with a capital inside a sentence.
_NAME = re.compile(r"\b(?<![.?!] )(?<!^)(?<![“\"‘'])[A-Z][a-z]{2,}\b")


def _each(zh: Sentence | None = None, en: Sentence | None = None) -> Rewriting:
    """Each sentence of a side by itself; an empty one stays as it was."""

    def rewritten(sentences: tuple[str, ...], how: Sentence | None) -> tuple[str, ...]:
        return tuple(how(sentence) or sentence for sentence in sentences) if how else sentences

    return lambda text: replace(text, zh=rewritten(text.zh, zh), en=rewritten(text.en, en))


def _in_words(number: int) -> str:
    if number < 20:
        return _SMALL[number]
    if number < 100:
        return _TENS[number // 10] + (f"-{_SMALL[number % 10]}" if number % 10 else "")
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    over = number % size
    return f"{_in_words(number // size)} {name}" + (f" {'and ' * (over < 100)}{_in_words(over)}" if over else "")


def _numbers_in_words(text: str) -> str:
    return re.sub(r"(?<![\d.,])\d{1,6}(?![\d.,]*\d)", lambda match: _in_words(int(match[0])), text)


def _dashes_zh(text: str) -> str:
    return re.sub("[“”]", "", re.sub("^“", "——", text))


def _dashes_en(text: str) -> str:
    return _DOUBLE.sub("", re.sub(r"^[\"“]", "— ", text)).strip()


def _tokenised(text: str) -> str:
    """As the Penn Treebank has it."""
    text = re.sub(r"(?:^|(?<=[\s(—-]))[\"“]", " `` ", text)
    text = re.sub(r"[\"”]", " '' ", text)
    text = re.sub(r"(?<!\d)([.,;:?!()—])|([.,;:?!()—])(?!\d)", r" \1\2 ", text)
    text = re.sub(r"(\w+)n['’]t\b", r"\1 n't", text)
    text = re.sub(r"(\w)['’](s|re|ve|ll|d|m)\b", r"\1 '\2", text)
    return " ".join(text.split())


def _no_marks_zh(text: str) -> str:
    return re.sub(r"[^\w\s]|_", "", text)


def _no_marks_en(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]|_", " ", text).split())


def _misread(share: float) -> Rewriting:
    """So many of the letters are others, as OCR leaves them."""

    def rewrite(text: Text) -> Text:
        rng = random.Random(SEED)

        def of_sentence(sentence: str) -> str:
            return "".join(
                (chr(rng.randrange(97, 123)) if c.isascii() else chr(rng.randrange(0x4E00, 0x9000)))
                if c.isalpha() and rng.random() < share
                else c
                for c in sentence
            )

        return _each(of_sentence, of_sentence)(text)

    return rewrite


def _some_in_capitals(text: Text) -> Text:
    rng = random.Random(SEED)
    return _each(en=lambda s: s.upper() if rng.random() < 0.05 else s)(text)


def _numbered(side: Literal["zh", "en"], form: str) -> Rewriting:
    """A number before the first sentence of each bead, as of chapter and verse."""

    def rewrite(text: Text) -> Text:
        sentences = list(getattr(text, side))
        starts = [i if side == "zh" else j for i, j, n_zh, n_en in text.beads if (n_zh if side == "zh" else n_en)]
        for number, at in enumerate(starts):
            sentences[at] = form.format(number // 30 + 1, number % 30 + 1) + sentences[at]
        return replace(text, zh=tuple(sentences)) if side == "zh" else replace(text, en=tuple(sentences))

    return rewrite


def _other_names(text: Text) -> Text:
    """English words that are never written small are names: each becomes another one."""
    small = set(re.findall(r"\b[a-z]+\b", " ".join(text.en)))
    names = sorted({name for s in text.en for name in _NAME.findall(s) if name.lower() not in small})
    rng = random.Random(SEED)
    made = {
        n: rng.choice("BDFGHJKLMNPQRSTVWXZ") + "".join(rng.choice("aeiou") + rng.choice("ktpsmn") for _ in "12")
        for n in names
    }
    return _each(en=lambda s: re.sub(r"[A-Z][a-z]+", lambda match: made.get(match[0], match[0]), s))(text)


def _joined(share: float, zh: str | None = None, en: str | None = None) -> Rewriting:
    """So many of the borders between pairs go: the two sentences beside them become one, on each side that is given
    what to put between them."""

    def rewrite(text: Text) -> Text:
        rng = random.Random(SEED)
        sides: tuple[list[str], list[str]] = ([], [])
        beads: list[Span] = []
        before = False
        for i, j, n_zh, n_en in text.beads:
            new = list(text.zh[i : i + n_zh]), list(text.en[j : j + n_en])
            start = len(sides[0]), len(sides[1])
            if before and all(new) and rng.random() < share:
                start = beads.pop()[:2]
                for side, own, between, stop in zip(sides, new, (zh, en), "。.", strict=True):
                    if between is not None:
                        last = side.pop()
                        own[0] = (last.removesuffix(stop) if between.strip() else last) + between + own[0]
            for side, own in zip(sides, new, strict=True):
                side += own
            beads.append((*start, len(sides[0]) - start[0], len(sides[1]) - start[1]))
            before = all(new)
        return replace(text, zh=tuple(sides[0]), en=tuple(sides[1]), beads=tuple(beads))

    return rewrite


_taiwan, _hong_kong = opencc.OpenCC("s2twp").convert, opencc.OpenCC("s2hk").convert

REWRITINGS: dict[str, Rewriting] = {
    "Traditional, Taiwan's words, corner marks": _each(lambda s: _taiwan(s).translate(_CORNERS)),
    "Traditional, Hong Kong": _each(_hong_kong),
    "half-width marks in the Chinese": _each(lambda s: s.translate(_HALF)),
    "straight quotation marks": _each(lambda s: s.translate(_STRAIGHT), lambda s: s.translate(_STRAIGHT)),
    "British quotation marks, straight": _each(en=lambda s: _DOUBLE.sub("'", s)),
    "no quotation marks in the Chinese": _each(lambda s: re.sub("[“”]", "", s)),
    "no quotation marks in the English": _each(en=lambda s: _DOUBLE.sub("", s)),
    "dialogue with dashes in the English": _each(en=_dashes_en),
    "dialogue with dashes in both": _each(_dashes_zh, _dashes_en),
    "English tokenised": _each(en=_tokenised),
    "Chinese cut into words": _each(lambda s: " ".join(cut_words(s))),
    "Chinese characters apart": _each(lambda s: re.sub(f"(?<={_HAN})(?={_HAN})", " ", s)),
    "no marks in the Chinese": _each(_no_marks_zh),
    "no marks in the English": _each(en=_no_marks_en),
    "no marks at all": _each(_no_marks_zh, _no_marks_en),
    "English in small letters": _each(en=str.lower),
    "English in capitals": _each(en=str.upper),
    "5% of the English in capitals": _some_in_capitals,
    "other English names": _other_names,
    "verse numbers in the English": _numbered("en", "{}:{} "),
    "verse numbers in the Chinese": _numbered("zh", "{}:{} "),
    "numbers in the English": _numbered("en", "{1} "),
    "numbers in English words": _each(en=_numbers_in_words),
    "2% of the letters misread": _misread(0.02),
    "5% of the letters misread": _misread(0.05),
    "10% of the letters misread": _misread(0.10),
    "half of the pairs joined by semicolons": _joined(0.5, "；", "; "),
    "a quarter of the Chinese joined by semicolons": _joined(0.25, zh="；"),
    "a quarter of the English joined by semicolons": _joined(0.25, en="; "),
}
