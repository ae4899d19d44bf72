"""The texts of a unit as the rules on texts see them, from whatever file they come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from duiqi.model import Language, Pair
from duiqi.pairs.filters import same_sides
from duiqi.text.chars import HAN_CHAR
from duiqi.text.language_tags import side_of_tag
from duiqi.tmx import FIRST, Node, PlainUnit, Variants, code_of, score_of, text_of

# Trados Cloud's limit a side (RWS documentation).
MAX_LENGTH = 2_000


class Text(NamedTuple):
    """A text with its language, if that is Chinese or English, and its language code as the file has it."""

    text: str
    language: Language | None
    code: str
    line: int


class Unit(NamedTuple):
    """A unit: all its ``texts``, and the first in Chinese and in English as its ``sides``, of which ``zh`` and ``en``
    are the texts, empty where there is none. ``line`` and ``number`` say
    where it is, ``crowded`` that the number must be told; ``same_in`` and ``other_in`` where before it the same pair
    is, or the same source text with another translation."""

    line: int
    number: int
    crowded: bool
    texts: tuple[Text, ...]
    sides: Mapping[Language, Text]
    score: float
    zh: str
    en: str
    same_in: str = ""
    other_in: str = ""

    @property
    def place(self) -> str:
        """Where it is, in words."""
        return f"unit {self.number:,}" if self.crowded else f"line {self.line}"

    @property
    def is_pair(self) -> bool:
        """Whether there is text in both languages."""
        return bool(self.zh.strip() and self.en.strip())

    @property
    def is_same(self) -> bool:
        """Whether both sides are one text, and not only numbers or marks."""
        if self.en.isascii() and HAN_CHAR.search(self.zh):  # most units
            return False
        return same_sides(self.zh, self.en) and any(char.isalpha() for char in self.zh)

    @property
    def is_comparable(self) -> bool:
        """Whether it says something to compare the words of both sides."""
        return not self.is_same and max(len(self.zh), len(self.en)) <= MAX_LENGTH


def unit_of_tmx(unit: Node, number: int, crowded: bool, tool: str, choice: Variants = FIRST) -> Unit:
    """The texts of a ``<tu>``; ``tool`` is the program that made the file, ``choice`` which of several variants of a
    language is its side."""
    variants = unit.all("tuv")
    texts = [_text(text_of(variant), code_of(variant), variant.line) for variant in variants]
    told = tuple(text for text, variant in zip(texts, variants, strict=True) if variant.all("seg"))
    return _unit((unit.line, number, crowded), told, _sides(texts, choice), score_of(unit, tool))


def unit_of_plain(unit: PlainUnit, line: int, number: int, crowded: bool, choice: Variants = FIRST) -> Unit:
    """As ``unit_of_tmx``, for a ``<tu>`` whose layout is known; it begins on ``line``."""
    layout = unit.layout
    lines = [line + below for below in layout.lines]
    texts = tuple(map(Text, unit.texts, map(side_of_tag, layout.codes), layout.codes, lines))
    sides = {language: texts[layout.codes.index(code)] for language, code in choice.sides(layout.codes).items()}
    return _unit((line, number, crowded), texts, sides, unit.score)


def _text(text: str, code: str, line: int) -> Text:
    return Text(text, side_of_tag(code), code, line)


def _sides(texts: Sequence[Text], choice: Variants) -> dict[Language, Text]:
    """The first text of each code that counts for a language."""
    by_code: dict[str, Text] = {}
    for text in texts:
        by_code.setdefault(text.code, text)
    return {language: by_code[code] for language, code in choice.sides(list(by_code)).items()}


def unit_of_pair(pair: Pair, number: int) -> Unit:
    """The texts of a pair of a file that has no lines to tell, or none that tell anything."""
    zh, en = Text(pair.zh, "zh", "", 0), Text(pair.en, "en", "", 0)
    return _unit((0, number, True), (zh, en), {"zh": zh, "en": en}, pair.score)


def _unit(place: tuple[int, int, bool], texts: tuple[Text, ...], sides: Mapping[Language, Text], score: float) -> Unit:
    zh, en = sides.get("zh"), sides.get("en")
    return Unit(*place, texts, sides, score, zh.text if zh else "", en.text if en else "")
