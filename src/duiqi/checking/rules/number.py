"""Rule ``number``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duiqi.checking.rule import TextRule
from duiqi.checking.texts import Unit
from duiqi.pairs.lexical_check import missing_numbers


class Number(TextRule):
    """A number is not on the other side.

    A number written in digits that the other side does not have in any form: 1.5亿 is 150 million, 25 is twenty-five,
    20世纪90年代 are the 1990s, 民國108年 is 2019, 八五折 15% off, 下午3点30分 15:30, 500斤 250 kilograms. Whole
    numbers below 10, which are often left out or written as words, count where each side has one that the other has
    not. Of 31,283 pairs known to be right 25 are reported, and some of them are wrong all the same; when a digit is
    changed on one side, that is found in 98% of pairs (`python -m tests.benchmarks.numbers ../shared`).
    """

    id = "number"
    severity = "doubtful"
    effect = "the translator may get a wrong number"
    example = (("全球有1.5亿人。", "There are 15 million people in the world."),)

    def batch(self, units: Sequence[Unit]) -> Iterator[tuple[Unit, str]]:
        found = missing_numbers([unit.zh for unit in units], [unit.en for unit in units])
        for unit, missing in zip(units, found, strict=True):
            for language, numbers in zip(("English", "Chinese"), missing, strict=True):
                if numbers:
                    verb = "is" if len(numbers) == 1 else "are"
                    yield unit, f"{' and '.join(numbers)} {verb} not in the {language} text"
