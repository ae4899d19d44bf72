"""Runs of whole UTF-8 sequences in lines whose characters stand for bytes of single-byte tables, and what they say."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from duiqi.cleaning.evidence.census import Kind, census_of
from duiqi.cleaning.evidence.char_model import plausibility
from duiqi.cleaning.evidence.examples import examples, may_show
from duiqi.cleaning.evidence.single_byte import LATIN_TABLES, WORDY_TABLES, image, lacking, whole_sequences
from duiqi.text.chars import HAN_CHAR

# Runs of whole UTF-8 sequences of two, three and four bytes.
_UTF8 = re.compile("(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+")
# Quotes, dashes and dots that may really follow an accented letter: “Café”… is no mojibake.
_TYPOGRAPHIC = re.compile("[\xe0-\xef][‘’“”–—…•›‹‰†‡€™\xa0\xab\xbb]+")
_CONTROL = re.compile("[\x80-\x9f]")
# Letters among the trail characters: Ãª or Ãº may be real Portuguese in capitals; Ã© and Â° are not words.
_TWO_BYTES = re.compile("[ÂÃ][^ªºƒŠŒŽšœžŸ\xa0]")
# Greek, Cyrillic and so on take two bytes; GBK read as Latin-1 holds short runs of such pairs.
_NOT_LATIN_LEAD, _WIDE_LEAD = re.compile("[\xc6-\xdf]"), re.compile("[\xe0-\xf4]")
# Log-likelihood ratios. A run of letters and signs that no word holds: each of its characters is one in ten thousand.
_NO_WORD = math.log(1e6)
# A sequence of three bytes that spells a character of running Chinese, or a typographic mark: of all sequences 3% are
# whole, of those 5% spell one.
_COMMON, _OTHER = math.log(1 / (0.03 * 0.05)), math.log(2)
# Where words hold whole sequences by chance, one that spells something else says as much against it: it is one in
# twenty of Chinese, nineteen in twenty of words.
_OTHER_OF_WORDS = math.log(0.05 / 0.95)
# Latin to Cyrillic, Vietnamese to dingbats, kana and its marks, Hangul, presentation and full-width forms, pictures.
_SCRIPTS = ((0, 0x52F), (0x1E00, 0x27BF), (0x3000, 0x33FF), (0xAC00, 0xD7A3), (0xFE00, 0xFFFD), (0x1F000, 0x1FAFF))
# Of the characters beyond U+FFFF pictures and ideographs.
_BEYOND = re.compile("[\U0001f000-\U0001faff\U00020000-\U000323af]")
_MARKS = frozenset("‘’“”–—…•　、。《》「」『』【】〈〉〔〕！（），：；？·～")


class Run(NamedTuple):
    """``text[start:end]`` is UTF-8 that says ``read``; ``evidence`` is the log-likelihood ratio (nats) to chance."""

    start: int
    end: int
    read: str
    evidence: float
    layer: str  # what it says before that is read again, where it was misread several times over


def _runs(line: str, table: str, offset: int) -> Iterator[Run]:
    """The runs of a line that begins at ``offset``."""
    for match in _UTF8.finditer(image(line, table)):
        start, end = match.span()
        reading = _short_reading if end - start <= _SHORT else _reading
        if found := reading(match[0], line[start:end], table):
            yield Run(offset + start, offset + end, *found)


def _reading(bytes_: str, run: str, table: str) -> tuple[str, float, str] | None:
    """What a run of ``bytes_`` reads, what speaks for that, and what it says before it is read again; None where these
    are no UTF-8."""
    try:
        layer = bytes_.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return None
    read = _read(layer, table)
    evidence = sum(map(_weight, read))
    if table in WORDY_TABLES:
        evidence += (_OTHER_OF_WORDS - _OTHER) * sum(_weight(char) == _OTHER for char in read)
    if table in LATIN_TABLES:
        evidence = evidence + _NO_WORD if _is_no_word(run, read) else 0.0
    return read, evidence, layer


# Signs and letters of another script that stand in a misread line as they were (π, a name); where more is lacking, it
# was read in a table that is not known. Of 119 paragraphs that seven such tables made (ISO 8859-4, -8, -10, -13, -16,
# DOS 862, TIS-620), 93 to 114 were half repaired and wrong without it, 2 to 30 are with it.
_MOST_LACKING, _LACKING_SHARE = 2, 0.1
# Of text that was misread several times over most runs are a character or two, the same ones again and again.
_SHORT = 12
_short_reading = lru_cache(maxsize=1 << 14)(_reading)


def _read(layer: str, table: str) -> str:
    """``layer`` read as UTF-8 in turn as long as it is that, in ``table``, or in Latin-1 where it holds C1 controls."""
    again = image(layer, table)
    if not _UTF8.fullmatch(again):
        again = layer if _CONTROL.search(layer) else ""
    if not _UTF8.fullmatch(again):
        return layer
    try:
        return _read(again.encode("latin-1").decode("utf-8"), table)
    except UnicodeDecodeError:
        return layer


@cache
def _weight(char: str) -> float:
    if ord(char) < 0x800:
        return 0.0
    if "\u2010" <= char <= "\u203f":
        return _NO_WORD  # dashes, quotation marks: their first two bytes make a pair that no word of any table holds
    return _COMMON if char in _MARKS or char in plausibility().common or _BEYOND.match(char) else _OTHER


def is_common(char: str) -> bool:
    """Whether texts in Chinese or English hold ``char``, an ideograph or a mark."""
    return _weight(char) >= _COMMON


def _is_no_word(run: str, read: str) -> bool:
    if 2 * sum(map(_in_use, read)) < len(read):
        return False
    if len(run) == 2:
        return bool(_TWO_BYTES.fullmatch(run)) and (read.isalpha() or not run.startswith("Ã"))
    if _CONTROL.search(read) or (_NOT_LATIN_LEAD.match(run) and len(run) < 8 and not _WIDE_LEAD.search(run)):
        return False
    return not _TYPOGRAPHIC.fullmatch(run) or run[0] == "â"


@cache
def _in_use(char: str) -> bool:
    """Whether ``char`` is of a script or kind that texts with Chinese or English hold: GBK read in a single-byte table
    has three bytes here and there that are UTF-8 for Ethiopic, or for a rare ideograph."""
    if HAN_CHAR.match(char):
        return char in plausibility().common
    code = ord(char)
    return any(first <= code <= last for first, last in _SCRIPTS)


class Utf8Lines:
    """The lines (by number) of a text that hold whole UTF-8 sequences in a table, each read in it when it is asked for:
    ``bounds`` has how many characters of each line these are, which none of its runs can go beyond."""

    def __init__(self, text: str) -> None:
        import numpy as np

        self._text, self._census = text, census_of(text)
        self._runs: dict[tuple[str, int], list[Run]] = {}
        self.bounds: dict[str, dict[int, int]] = {}
        sequences = whole_sequences(self._census.bmp)
        if not any(len(places) for places, _ in sequences.values()):
            return
        self._odd_places = self._census.places(Kind.HIGH_LATIN | Kind.SIGN)
        odd = self._census.lines(self._odd_places)
        for table, (places, lengths) in sequences.items():
            numbers = np.searchsorted(self._census.bounds[1:-1], places)
            kept = np.isin(numbers, odd)
            lines, first = np.unique(numbers[kept], return_index=True)
            sums = np.add.reduceat(lengths[kept], first) if len(lines) else first
            self.bounds[table] = dict(zip(lines.tolist(), sums.tolist(), strict=True))

    def runs(self, table: str, line: int) -> list[Run]:
        """The runs of a line but for those that its writer shows."""
        if line not in self.bounds.get(table, ()):
            return []
        found = self._runs.get((table, line))
        if found is None:
            start, end = self._span(line)
            found = self._runs[table, line] = _not_shown(self._text, start, end, table)
        return found

    def is_explained(self, table: str, line: int) -> bool:
        """Whether what a table says of a line may stand: much that it leaves, beside readings that no text holds, tells
        of a table that is not known; and what its writer shows is an example in any table."""
        runs = self.runs(table, line)
        inside, outside = self.length(table, line), self._odd(line) - self.length(table, line)
        weights = [_weight(char) for run in runs for char in run.read]
        if outside > inside and any(weight < _NO_WORD for weight in weights):
            return False
        if 2 * outside > inside and 3 * weights.count(_OTHER) > len(weights):
            return False
        if self._lacking(table, line) > max(_MOST_LACKING, _LACKING_SHARE * inside):
            return False
        start, end = self._span(line)
        if not may_show(self._text[start:end]):
            return True
        shown = [run for other in self.bounds for run in self._shown(other, line)]
        return not any(b.start <= a.start and a.end <= b.end for a in runs for b in shown)

    def _lacking(self, table: str, line: int) -> int:
        """How many odd characters of a line a table does not have."""
        import numpy as np

        places = self._odd_places[slice(*np.searchsorted(self._odd_places, self._span(line)))]
        return lacking(self._census.bmp[places], table)

    def _odd(self, line: int) -> int:
        import numpy as np

        start, end = np.searchsorted(self._odd_places, self._span(line))
        return int(end - start)

    def _span(self, line: int) -> tuple[int, int]:
        return int(self._census.bounds[line]) + 1, int(self._census.bounds[line + 1])

    def _shown(self, table: str, line: int) -> list[Run]:
        start, end = self._span(line)
        kept = self.runs(table, line)
        return [run for run in _runs(self._text[start:end], table, start) if run not in kept]

    def length(self, table: str, line: int) -> int:
        """How many characters of a line a table explains."""
        return sum(run.end - run.start for run in self.runs(table, line))

    def is_best(self, table: str, line: int) -> bool:
        """Whether it explains some, and none explains more."""
        length = self.length(table, line)
        others = (other for other, bounds in self.bounds.items() if bounds.get(line, 0) > length)
        return length > 0 and all(self.length(other, line) <= length for other in others)


def _not_shown(text: str, start: int, end: int, table: str) -> list[Run]:
    runs = list(_runs(text[start:end], table, start))
    shown = examples(text[start:end], [(run.start - start, run.end - start, run.read) for run in runs]) if runs else ()
    return [run for number, run in enumerate(runs) if number not in shown] if shown else runs
