"""Rule ``misaligned``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duiqi.checking.rule import TextRule
from duiqi.checking.texts import Unit
from duiqi.pairs.lexical_check import LEAST_SHARE, explained_shares
from duiqi.pairs.plainly_related import plainly_related

# Scores are probabilities: a pair that scores lower is more likely wrong than right.
LEAST_SCORE = 0.5


class Misaligned(TextRule):
    """The words of each side have hardly a partner on the other, by the lexicon.

    The limit, 8% explained, is below every one of 9,000 pairs of two sound collections; 58% of wrongly paired sentences
    of the same length fall below it. Texts of fewer than four words are not judged. That a pair is not reported does
    not mean that it is right. In a memory that duiqi made, pairs with a score below 0.5 are reported too.
    """

    id = "misaligned"
    severity = "doubtful"
    effect = "the translator may get the translation of something else"
    example = (("各国代表团感谢中国政府提供的医疗物资。", "The museum opens at nine and closes at five every day."),)

    def pair(self, unit: Unit) -> str:
        low = unit.score < LEAST_SCORE and unit.is_comparable
        return f"the score of the pair is {unit.score:.2f}" if low else ""

    def batch(self, units: Sequence[Unit]) -> Iterator[tuple[Unit, str]]:
        plain = plainly_related([unit.zh for unit in units], [unit.en for unit in units])
        units = [unit for unit, is_plain in zip(units, plain, strict=True) if not is_plain]
        shares = explained_shares([unit.zh for unit in units], [unit.en for unit in units])
        for unit, share in zip(units, shares, strict=True):
            # A low score has been told already.
            if share is not None and share < LEAST_SHARE and unit.score >= LEAST_SCORE:
                yield unit, f"only {100 * share:.0f}% of the words have a translation on the other side"
