"""The ways in which ``rewritten_texts`` writes a text otherwise; only ``JOINED`` ones change what its sentences are."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

import opencc

from data.weights.texts import Text
from duiqi.aligner.fitting.texts import Span
from tests.benchmarks.measures import SEED

Sentence = Callable[[str], str]

_HALF = str.maketrans("，。？！：；（）“”‘’、", ",.?!:;()\"\"'',")
_CORNERS = str.maketrans("“”‘’", "「」『』")
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_MARKS = re.compile(r"[^\w\s]|_")
_ENGLISH_OPENS = re.compile(r"(?<![A-Za-z])[\"“](?=\w)")
_DOUBLE = re.compile(r"[\"“”]")
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()


def in_words(number: int) -> str:
    """A number below a million in English words."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10] + (f"-{_ONES[number % 10]}" if number % 10 else "")
    for value, name in ((1000, "thousand"), (100, "hundred")):
        if number >= value:
            rest = number % value
            return f"{in_words(number // value)} {name}" + (f" {'and ' * (rest < 100)}{in_words(rest)}" if rest else "")
    raise ValueError(number)


def in_characters(number: int) -> str:
    """A number below a hundred million in Chinese characters."""
    digits = "零一二三四五六七八九"
    if number >= 10_000:
        rest = number % 10_000
        return in_characters(number // 10_000) + "万" + (("零" if rest < 1000 else "") + in_characters(rest) if rest else "")
    out = ""
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // value % 10
        if digit:
            out += digits[digit] + unit
        elif out and number % value and not out.endswith("零"):
            out += "零"
    return (out or "零").removeprefix("一十") if 20 > number >= 10 and False else (out or "零")


def _numbers_in_words(text: str) -> str:
    return re.sub(r"(?<![\d.,])\d{1,6}(?![\d.,]*\d)", lambda m: in_words(int(m[0])), text)


def _numbers_in_characters(text: str) -> str:
    return re.sub(r"(?<![\d.,])\d{1,8}(?![\d.,]*\d)", lambda m: in_characters(int(m[0])), text)


def _dashes_en(text: str) -> str:
    return re.sub(r"\s+", " ", _DOUBLE.sub("", re.sub(r"^[\"“]", "— ", text))).strip() or text


def _dashes_zh(text: str) -> str:
    return re.sub(r"[“”]", "", re.sub(r"^“", "——", text)) or text


def _british(text: str) -> str:
    # Only texts in double marks change.
    return _DOUBLE.sub(lambda m: "'", text) if _DOUBLE.search(text) else text


def _tokenised(text: str) -> str:
    text = re.sub(r"(?:(?<=^)|(?<=[\s(—-]))[\"“]", " `` ", text)
    text = re.sub(r"[\"”]", " '' ", text)
    text = re.sub(r"(?<!\d)([.,;:?!()—])|([.,;:?!()—])(?!\d)", r" \1\2 ", text)
    text = re.sub(r"(\w+)n['’]t\b", r"\1 n't", text)
    text = re.sub(r"(\w)['’](s|re|ve|ll|d|m)\b", r"\1 '\2", text)
    return re.sub(r"\s+", " ", text).strip()


def _no_marks(text: str) -> str:
    return re.sub(r"\s+", " ", _MARKS.sub(" ", text)).strip() or text


def _no_marks_zh(text: str) -> str:
    return _MARKS.sub("", text) or text


def _noisy(share: float) -> Callable[[str, random.Random], str]:
    """Letters misread."""

    def rewrite(text: str, rng: random.Random) -> str:
        return "".join(
            (rng.choice("abcdefghijklmnopqrstuvwxyz") if c.isascii() else chr(rng.randrange(0x4E00, 0x9000)))
            if c.isalpha() and rng.random() < share
            else c
            for c in text
        )

    return rewrite


def _each(zh: Sentence | None = None, en: Sentence | None = None) -> Callable[[Text], Text]:
    return lambda text: replace(
        text,
        zh=tuple(map(zh, text.zh)) if zh else text.zh,
        en=tuple(map(en, text.en)) if en else text.en,
    )


def _noise(share: float) -> Callable[[Text], Text]:
    def rewrite(text: Text) -> Text:
        rng = random.Random(SEED)
        noisy = _noisy(share)
        return replace(text, zh=tuple(noisy(s, rng) for s in text.zh), en=tuple(noisy(s, rng) for s in text.en))

    return rewrite


def _some_in_capitals(share: float) -> Callable[[Text], Text]:
    def rewrite(text: Text) -> Text:
        rng = random.Random(SEED)
        return replace(text, en=tuple(s.upper() if rng.random() < share else s for s in text.en))

    return rewrite


def _verses(side: str, form: str) -> Callable[[Text], Text]:
    def rewrite(text: Text) -> Text:
        sentences = list(getattr(text, side))
        number = 0
        for i, j, n_zh, n_en in text.beads:
            at = i if side == "zh" else j
            if (n_zh if side == "zh" else n_en):
                number += 1
                sentences[at] = form.format(number // 30 + 1, number % 30 + 1) + sentences[at]
        return replace(text, **{side: tuple(sentences)})

    return rewrite


_NAME = re.compile(r"\b(?<![.?!] )(?<!^)(?<![“\"‘'])[A-Z][a-z]{2,}\b")


def _other_names(text: Text) -> Text:
    """Words that are always capitalised, inside sentences too, are names: each becomes another one."""
    whole = " ".join(text.en)
    lower = set(re.findall(r"\b[a-z]+\b", whole))
    names = sorted({n for s in text.en for n in _NAME.findall(s)} - {w.capitalize() for w in lower})
    rng = random.Random(SEED)
    onsets, rimes = "B Ch D F G H J K L M N P Q R S T V W X Z".split(), "a e i o u an en ing ong uo ai au".split()
    made = {n: rng.choice(onsets) + "".join(rng.choice(rimes) + rng.choice("ktpsm") for _ in range(2)) for n in names}
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b") if names else None
    return replace(text, en=tuple(pattern.sub(lambda m: made[m[0]], s) for s in text.en)) if pattern else text


def _joined(which: str, share: float, semicolons: bool) -> Callable[[Text], Text]:
    """Neighbouring pairs become one (``which`` both), or one side of them one sentence."""

    def rewrite(text: Text) -> Text:
        rng = random.Random(SEED)
        zh: list[str] = []
        en: list[str] = []
        beads: list[Span] = []
        joinable = False
        for i, j, n_zh, n_en in text.beads:
            left, right = list(text.zh[i : i + n_zh]), list(text.en[j : j + n_en])
            if joinable and left and right and rng.random() < share:
                if which in ("both", "zh"):
                    left[0] = _joint(zh.pop(), left[0], "；" if semicolons else "", "。")
                if which in ("both", "en"):
                    right[0] = _joint(en.pop(), right[0], "; " if semicolons else " ", ".")
                at, other, n, m = beads.pop()
                zh += left
                en += right
                beads.append((at, other, len(zh) - at, len(en) - other))
            else:
                beads.append((len(zh), len(en), n_zh, n_en))
                zh += left
                en += right
            joinable = bool(left and right)
        return replace(text, zh=tuple(zh), en=tuple(en), beads=tuple(beads))

    return rewrite


def _joint(before: str, after: str, mark: str, stop: str) -> str:
    return (before.removesuffix(stop) if mark.strip() else before) + mark + after


def _without_quotes(text: str) -> str:
    return re.sub(r"[“”]", "", text) or text


def _wade_giles_diacritics(text: str) -> str:
    return text


_to_traditional = opencc.OpenCC("s2twp").convert
_to_hong_kong = opencc.OpenCC("s2hk").convert

REWRITINGS: dict[str, Callable[[Text], Text]] = {
    "Traditional, Taiwan's words, corner marks": _each(lambda s: _to_traditional(s).translate(_CORNERS)),
    "Traditional, Hong Kong": _each(_to_hong_kong),
    "half-width marks in the Chinese": _each(lambda s: s.translate(_HALF)),
    "straight quotation marks": _each(en=lambda s: s.translate(_STRAIGHT)),
    "straight on both sides": _each(lambda s: s.translate(_STRAIGHT), lambda s: s.translate(_STRAIGHT)),
    "British marks, straight": _each(en=_british),
    "no quotation marks in the Chinese": _each(zh=_without_quotes),
    "no quotation marks in the English": _each(en=lambda s: _DOUBLE.sub("", s) or s),
    "dialogue with dashes, English": _each(en=_dashes_en),
    "dialogue with dashes, both": _each(_dashes_zh, _dashes_en),
    "English tokenised": _each(en=_tokenised),
    "Chinese tokenised": _each(zh=lambda s: " ".join(__import__("jieba").cut(s))),
    "Chinese characters apart": _each(lambda s: re.sub("(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", " ", s)),
    "no marks in the Chinese": _each(zh=_no_marks_zh),
    "no marks in the English": _each(en=_no_marks),
    "no marks at all": _each(_no_marks_zh, _no_marks),
    "English in lower case": _each(en=str.lower),
    "English in lower case, no marks": _each(en=lambda s: _no_marks(s.lower())),
    "English in capitals": _each(en=str.upper),
    "5% of the English in capitals": _some_in_capitals(0.05),
    "other names": _other_names,
    "verse numbers in the English": _verses("en", "{}:{} "),
    "verse numbers in the Chinese": _verses("zh", "{}:{} "),
    "bare numbers in the English": _verses("en", "{1} "),
    "bare numbers in the Chinese": _verses("zh", "{1} "),
    "numbers in English words": _each(en=_numbers_in_words),
    "numbers in Chinese characters": _each(zh=_numbers_in_characters),
    "2% of the letters misread": _noise(0.02),
    "5% of the letters misread": _noise(0.05),
    "10% of the letters misread": _noise(0.10),
    "half of the pairs joined by semicolons": _joined("both", 0.5, True),
    "two of three pairs joined by semicolons": _joined("both", 0.67, True),
    "a quarter of the Chinese joined by semicolons": _joined("zh", 0.25, True),
    "half of the Chinese joined": _joined("zh", 0.5, False),
    "a quarter of the English joined by semicolons": _joined("en", 0.25, True),
    "half of the English joined": _joined("en", 0.5, False),
}
