"""The texts of a unit as the rules on texts see them, from whatever file they come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from duiqi.model import Language, Pair
from duiqi.pairs.filters import same_sides
from duiqi.text.language_tags import side_of_tag
from duiqi.tmx import FIRST, Node, Variants, code_of, score_of, text_of

# Trados Cloud's limit a side (RWS documentation).
MAX_LENGTH = 2_000


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its language, if that is Chinese or English, and its language code as the file has it."""

    text: str
    language: Language | None
    code: str
    line: int


@dataclass(frozen=True)
class Unit:
    """A unit: all its ``texts``, and the first in Chinese and in English as its ``sides``. ``line`` and ``number`` say
    where it is, ``crowded`` that the number must be told; ``same_in`` and ``other_in`` where before it the same pair
    is, or the same source text with another translation."""

    line: int
    number: int
    crowded: bool
    texts: tuple[Text, ...]
    sides: Mapping[Language, Text]
    score: float
    same_in: str = ""
    other_in: str = ""

    @property
    def zh(self) -> str:
        """The Chinese text."""
        return self.sides["zh"].text

    @property
    def en(self) -> str:
        """The English text."""
        return self.sides["en"].text

    @property
    def place(self) -> str:
        """Where it is, in words."""
        return f"unit {self.number:,}" if self.crowded else f"line {self.line}"

    @property
    def is_pair(self) -> bool:
        """Whether there is text in both languages."""
        return len(self.sides) == 2 and bool(self.zh.strip() and self.en.strip())

    @cached_property
    def is_same(self) -> bool:
        """Whether both sides are one text, and not only numbers or marks."""
        return same_sides(self.zh, self.en) and any(char.isalpha() for char in self.zh)

    @property
    def is_comparable(self) -> bool:
        """Whether it says something to compare the words of both sides."""
        return not self.is_same and max(len(self.zh), len(self.en)) <= MAX_LENGTH


def unit_of_tmx(unit: Node, number: int, crowded: bool, tool: str, choice: Variants = FIRST) -> Unit:
    """The texts of a ``<tu>``; ``tool`` is the program that made the file, ``choice`` which of several variants of a
    language is its side."""
    texts: list[Text] = []
    by_code: dict[str, Text] = {}
    for variant in unit.all("tuv"):
        code = code_of(variant)
        text = Text(text_of(variant), side_of_tag(code), code, variant.line)
        by_code.setdefault(code, text)
        if variant.all("seg"):
            texts.append(text)
    sides = {language: by_code[code] for language, code in choice.sides(list(by_code)).items()}
    return Unit(unit.line, number, crowded, tuple(texts), sides, score_of(unit, tool))


def unit_of_pair(pair: Pair, number: int) -> Unit:
    """The texts of a pair of a file that has no lines to tell, or none that tell anything."""
    zh, en = Text(pair.zh, "zh", "", 0), Text(pair.en, "en", "", 0)
    return Unit(0, number, True, (zh, en), {"zh": zh, "en": en}, pair.score)
