"""A pair as named fields, which is how files hold it, and what is told of a file of pairs."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from duiqi.inline import as_values, without
from duiqi.io.xml import legal
from duiqi.model import Pair
from duiqi.text.chars import SURROGATE

LINE_BREAK = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")

# Calibration is not known to more than two places; four keep the order of pairs and make short, stable numbers.
SCORE_DECIMALS = 4

# The names of the fields, in their order, and those that are lists of numbers.
LISTS = ("zh_ids", "en_ids", "zh_par", "en_par")
FIELDS = ("id", "zh", "en", "score", "type", *LISTS, "document", "zh_lang", "en_lang", "repair", "kind", "checked")
# As they were before there was ``checked``, ``kind`` and ``repair``; such tables are still read.
FIELDS_BEFORE = FIELDS[:-1], FIELDS[:-2], FIELDS[:-3]


@dataclass
class Written:
    """What went into a file: ``units`` written; pairs that the format has ``no_place`` for, by the reason (such as an
    empty side, or a text too long for a cell); ``removed`` characters that no such file can hold (controls,
    lone surrogates); ``joined`` texts whose line breaks became spaces, in a format with a sentence a line; ``left_out``
    pairs by the name of the filter; ``other_script`` pairs whose Chinese is not in the script of ``zh_lang``;
    ``bare`` pairs that have inline codes, which the format has no place for."""

    format: str
    units: int = 0
    no_place: Counter[str] = field(default_factory=Counter)
    removed: int = 0
    joined: int = 0
    bare: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    zh_lang: str = ""
    other_script: int = 0

    @property
    def skipped(self) -> int:
        """The number of pairs that there is no place for."""
        return self.no_place.total()

    def skip_one_sided(self) -> None:
        """Count a pair with an empty side."""
        self.no_place[f"a side is empty, for which {self.format} has no place"] += 1


@dataclass(frozen=True, slots=True)
class Labels:
    """What is written beside the pairs: language codes, which language is the source, the alignment's signature,
    the time of writing as ``YYYYMMDDThhmmssZ`` or nothing; in a TMX also who made it, properties of each unit, and
    whether inline codes are OmegaT's tags."""

    zh_lang: str
    en_lang: str
    srclang: str = "zh"
    signature: str = ""
    created: str | None = None
    author: str = ""
    props: tuple[tuple[str, str], ...] = ()
    omegat: bool = False


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How pairs are read: the Chinese and the English one of the ``columns`` of a table, by head, letter or number; the
    ``encoding`` of a text. ``zh_lang``, ``en_lang``: the variants to take where a unit has several. ``drafts``: what a
    translator has not confirmed is taken too. ``tell`` is called with what there is to tell of how a file was read.
    ``forbidden``: of a table of terms those that a column marks as not to be used are ``taken`` too where the
    mark may say something else, ``left out``, or
    taken ``alone``, as pairs of the Chinese with that English. ``whole``: pairs of a TMX come with their units
    (``WholeUnit``)."""

    columns: tuple[str, str] | None = None
    encoding: str | None = None
    tell: Callable[[str], object] = str
    zh_lang: str | None = None
    en_lang: str | None = None
    drafts: bool = False
    forbidden: Literal["taken", "left out", "alone"] = "taken"
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where pairs are read from: the ``path`` for messages; ``need_ids`` asks for an InputError when there are no
    sentence numbers; ``lost`` counts what a file of another program holds that is not taken over."""

    path: str
    need_ids: bool = False
    lost: Counter[str] = field(default_factory=Counter)
    options: ReadOptions = field(default_factory=ReadOptions)


# As ``unit_id`` makes them.
OWN_ID = re.compile("[0-9a-f]{16}")


def unit_id(pair: Pair) -> str:
    """Sixteen hexadecimal digits that stay the same as long as document name, Chinese and English do.

    BLAKE2b of the three, without characters that XML cannot hold, joined by U+0000. A pair that a document has twice
    has one id.
    """
    return id_of(*map(legal, (pair.document, pair.zh, pair.en)))


def id_of(document: str, zh: str, en: str) -> str:
    """As ``unit_id``, for texts of which XML can hold every character."""
    return hashlib.blake2b(f"{document}\0{zh}\0{en}".encode(), digest_size=8).hexdigest()


def fields(pair: Pair, labels: Labels) -> dict[str, str | float | list[int]]:
    """What a format with named fields holds of a pair, in their order."""
    return {
        "id": unit_id(pair),
        "zh": pair.zh,
        "en": pair.en,
        "score": rounded(pair.score),
        "type": pair.type,
        "zh_ids": list(pair.bead.zh),
        "en_ids": list(pair.bead.en),
        "zh_par": list(pair.zh_par),
        "en_par": list(pair.en_par),
        "document": pair.document,
        "zh_lang": labels.zh_lang,
        "en_lang": labels.en_lang,
        "repair": pair.repair,
        "kind": pair.kind,
        "checked": pair.bead.checked,
    }


def codes_as_values(pair: Pair) -> dict[str, list[dict[str, Any]]]:
    """The fields of a pair's inline codes, where it has any, in its texts without lone surrogates."""
    sides = ("zh_codes", pair.zh, pair.zh_codes), ("en_codes", pair.en, pair.en_codes)
    return {name: as_values(without(text, codes, SURROGATE)[1]) for name, text, codes in sides if codes}


def one_line(text: str, written: Written) -> str:
    """The text for a format with a sentence a line: without lone surrogates, line breaks made spaces, and counted."""
    clean, removed = SURROGATE.subn("", text)
    parts = LINE_BREAK.split(clean)
    written.removed += removed
    written.joined += len(parts) > 1
    return " ".join(part for part in map(str.strip, parts) if part)


def rounded(score: float) -> float:
    """The score as written, to four decimals."""
    return round(float(score), SCORE_DECIMALS)


def two_listed(zh: Sequence[int], en: Sequence[int]) -> str:
    """Two lists of numbers as ``[4]:[4, 5]``."""
    if len(zh) == len(en) == 1:  # most
        return f"[{zh[0]}]:[{en[0]}]"
    return f"{list(zh)}:{list(en)}"
