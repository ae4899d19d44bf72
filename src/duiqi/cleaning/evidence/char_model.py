"""How plausible a stretch of Chinese is: a character bigram model, counted in Simplified, read for both scripts."""

from __future__ import annotations

import re
import zlib
from functools import cached_property, lru_cache
from importlib import resources

from duiqi.errors import DataError
from duiqi.text.chars import HAN

# data/chinese/build_character_model.py stores costs in eighths of a nat, above a space.
_UNITS = 8.0
_OFFSET = 32
_LINE_BREAK = "\u2028"

# What a bigram that is not stored pays above the unigram: -ln(1 - BIGRAM_WEIGHT) of the same script.
BACKOFF = 1.2
# The rarest stored character costs 18.9 nats; what is not stored at all is taken to be rarer still.
UNKNOWN_COST = 20.0
# A letter after a letter, a digit after a digit: words and numbers are passed over, not judged.
SAME_CLASS_COST = 0.5
# In 108,000 characters of novels and news 99.5% are cheaper than this; in text read with a wrong double-byte encoding
# a sixth to four fifths are not.
RARE_COST = 10.8
# Characters read at once where the cost of all may not be needed: a choice.
_AT_ONCE = 32

_WIDE = dict(zip(",;:!?().", "，；：！？（）。", strict=True))


class _Folding(dict[int, str]):
    """The folded character of each code point; a table that lacks one makes ``str.translate`` slow."""

    def __missing__(self, code: int) -> str:
        self[code] = char = chr(code)
        return char


class _Rows(dict[str, dict[str, float]]):
    """The stored costs of what may follow a character, unpacked when they are asked for."""

    def __init__(self, packed: list[str]) -> None:
        super().__init__()
        self._packed = {line[0].replace(_LINE_BREAK, "\n"): line for line in packed}

    def __missing__(self, first: str) -> dict[str, float]:
        line = self._packed.get(first, first)
        half = (len(line) - 1) // 2
        seconds = line[1 : half + 1].replace(_LINE_BREAK, "\n")
        row = {c: (ord(q) - _OFFSET) / _UNITS for c, q in zip(seconds, line[half + 1 :], strict=True)}
        if first in "A0":
            row[first] = SAME_CLASS_COST
        self[first] = row
        return row


class Plausibility:
    """Costs in nats (-ln probability) of characters in context."""

    def __init__(self, packed: bytes) -> None:
        try:
            lines = zlib.decompress(packed).decode("utf-8").split("\n")
            chars, costs, traditional, simplified = lines[:4]
            chars = chars.replace(_LINE_BREAK, "\n")
            self.unigrams = {c: (ord(q) - _OFFSET) / _UNITS for c, q in zip(chars, costs, strict=True)}
            self.simplified = dict(zip(traditional, simplified, strict=True))
        except (zlib.error, ValueError) as error:
            raise DataError("duiqi/data/chinese.bin is damaged: install duiqi again") from error
        # The costs of what is known to follow a (folded) character.
        self.successors = _Rows(lines[4:])
        fold = {ord(t): s for t, s in self.simplified.items()}
        fold.update({ord(c): "A" for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"})
        fold.update({ord(c): "0" for c in "0123456789"})
        fold.update({ord(half): full for half, full in _WIDE.items()})
        self.folding = _Folding(fold)

    def fold(self, text: str) -> str:
        """``text`` as the model counts it: Simplified, letters as A, digits as 0, punctuation full-width."""
        return text.translate(self.folding)

    def folded(self, char: str) -> str:
        """What ``fold`` makes of one character, in a third of the time."""
        return self.folding.get(ord(char), char)

    def cost(self, first: str, second: str) -> float:
        """-ln P(second | first), both folded characters."""
        known = self.successors[first].get(second)
        return known if known is not None else self.unlinked(second)

    def unlinked(self, second: str) -> float:
        """The cost of ``second`` behind a character that it is not known to follow."""
        return self.unigrams.get(second, UNKNOWN_COST) + BACKOFF

    def cost_between(self, left: str, char: str, right: str) -> float:
        """The lower of -ln P(char | left before it) and -ln P(char | right behind it), all folded: a character that
        goes with neither neighbour costs as much as a rare one, however common these are."""
        behind = self.unigrams.get(char, UNKNOWN_COST) + self.cost(char, right)
        return min(self.cost(left, char), behind - self.unigrams.get(right, UNKNOWN_COST))

    def text_cost(self, text: str, before: str = "\n") -> float:
        """The cost of the whole of ``text``, white space passed over."""
        return sum(self.costs(self.fold("".join(text.split())), self.fold(before)[-1:] or "\n"), 0.0)

    def costs(self, folded: str, last: str = "\n") -> list[float]:
        """The cost of each character behind the one before it, the first behind ``last``."""
        # As ``cost``, without a call for each character.
        rows, unigrams = map(self.successors.__getitem__, last + folded), self.unigrams
        return [
            known if (known := row.get(char)) is not None else unigrams.get(char, UNKNOWN_COST) + BACKOFF
            for row, char in zip(rows, folded, strict=False)
        ]

    def exceeds(self, text: str, cost: float) -> bool:
        """Whether ``text`` costs more than ``cost``; it is read only until it does."""
        folded, last, total = self.fold("".join(text.split())), "\n", 0.0
        for start in range(0, len(folded), _AT_ONCE):
            part = folded[start : start + _AT_ONCE]
            total = sum(self.costs(part, last), total)
            last = part[-1]
            if total > cost:
                return True
        return False

    def mean_cost(self, text: str) -> float:
        """Cost a character; running Chinese is about 5 to 7, Chinese in a wrong encoding 10 or more."""
        length = len("".join(text.split()))
        return self.text_cost(text) / length if length else 0.0

    @cached_property
    def variants(self) -> dict[str, list[str]]:
        """Simplified character → the Traditional characters that fold to it."""
        table: dict[str, list[str]] = {}
        for full, simple in self.simplified.items():
            table.setdefault(simple, []).append(full)
        return table

    @cached_property
    def rare(self) -> re.Pattern[str]:
        """One Han or private-use character that running Chinese hardly ever holds."""
        listed = "".join(sorted(self.common)).replace("\\", "").replace("]", "").replace("^", "").replace("-", "")
        return re.compile(f"(?![{listed}])[{HAN}\ue000-\uf8ff]")

    @cached_property
    def common(self) -> frozenset[str]:
        """The characters of running Chinese, in both scripts."""
        common = [c for c, cost in self.unigrams.items() if cost < RARE_COST]
        common += [t for t, s in self.simplified.items() if self.unigrams.get(s, UNKNOWN_COST) < RARE_COST]
        return frozenset(common)


@lru_cache(maxsize=1)
def plausibility() -> Plausibility:
    """The model of the package, loaded once (about 15 ms)."""
    return Plausibility(resources.files("duiqi.data").joinpath("chinese.bin").read_bytes())
