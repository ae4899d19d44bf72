"""What every export format needs of a pair: its id, its score, text that XML and UTF-8 can hold."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field

from duiqi.model import Pair

# What XML 1.0 (section 2.2, Char) has no place for: C0 controls but tab and line ends, surrogates, U+FFFE, U+FFFF.
XML_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SURROGATE = re.compile("[\ud800-\udfff]")

# Calibration is not known to more than two places; four keep the order of pairs and make short, stable numbers.
SCORE_DECIMALS = 4


@dataclass
class Written:
    """What went into a file: ``units`` written; ``skipped`` because one side was empty and the format has no place
    for that; ``too_long`` for a cell of a spreadsheet; ``removed`` characters that no such file can hold (controls,
    lone surrogates); ``joined`` texts whose line breaks became spaces, in a format with a sentence a line; ``left_out``
    pairs by the name of the filter; ``other_script`` pairs whose Chinese is not in the script of ``zh_lang``."""

    format: str
    units: int = 0
    skipped: int = 0
    too_long: int = 0
    removed: int = 0
    joined: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    zh_lang: str = ""
    other_script: int = 0


@dataclass(frozen=True, slots=True)
class Labels:
    """What is written beside the pairs: language codes, which language is the source, the alignment's signature,
    and the time of writing as ``YYYYMMDDThhmmssZ`` or nothing."""

    zh_lang: str
    en_lang: str
    srclang: str = "zh"
    signature: str = ""
    created: str | None = None


def unit_id(pair: Pair) -> str:
    """Sixteen hexadecimal digits that stay the same as long as document name, Chinese and English do.

    BLAKE2b of the three, without characters that XML cannot hold, joined by U+0000. A pair that a document has twice
    has one id.
    """
    text = "\0".join(XML_ILLEGAL.sub("", part) for part in (pair.document, pair.zh, pair.en))
    return hashlib.blake2b(text.encode("utf-8"), digest_size=8).hexdigest()


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
    }


def rounded(score: float) -> float:
    """The score as written, to four decimals."""
    return round(float(score), SCORE_DECIMALS)
