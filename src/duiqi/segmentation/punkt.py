"""Abbreviations and NLTK's Punkt, with parameters that ship in the package: nothing is downloaded.

The parameters are built by data/punkt/build_punkt.py. NLTK is imported on the first call that needs it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from duiqi.errors import DataError

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer  # type: ignore[import-untyped]


@dataclass(frozen=True)
class Parameters:
    """What Punkt needs, and two classes of abbreviation that it does not know. All in lower case, no last full stop.

    ``titles`` stand before a name (``mr``), ``numbered`` and ``months`` before a number (``no``, ``fig``, ``jan``);
    ``abbreviations`` holds those and all others. ``openers`` begin sentences and are hardly ever part of a name: a full
    stop before them ends a sentence, whatever abbreviation it closes. ``starters`` are the words that Punkt found to
    begin sentences often, ``casing`` its flags of the upper- and lower-case uses of each word (Kiss and Strunk 2006,
    orthographic heuristic).
    """

    abbreviations: frozenset[str]
    titles: frozenset[str]
    numbered: frozenset[str]
    months: frozenset[str]
    openers: frozenset[str]
    starters: frozenset[str]
    casing: dict[str, int]


@cache
def parameters() -> Parameters:
    """The parameters in ``data/punkt_en.json``."""
    try:
        raw = json.loads((files("duiqi") / "data" / "punkt_en.json").read_text("utf-8"))
        names = ("abbreviations", "titles", "numbered", "months", "openers", "starters")
        words = {name: frozenset(raw[name]) for name in names}
        words["abbreviations"] |= words["titles"] | words["numbered"] | words["months"]
        return Parameters(**words, casing=raw["casing"])
    except (OSError, ValueError, KeyError) as error:
        raise DataError(f"punkt_en.json is missing or damaged: {error}") from error


def ends_sentence(word: str, following: str) -> bool:
    """Punkt's verdict on the full stop between ``word`` and ``following`` (one word each, as written)."""
    return bool(_tokenizer().text_contains_sentbreak(f"{word}. {following}"))


@cache
def _tokenizer() -> PunktSentenceTokenizer:
    # The tokenizer keeps no state between calls, so threads may share it.
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    shipped = parameters()
    punkt = PunktParameters()
    punkt.abbrev_types = set(shipped.abbreviations)
    punkt.sent_starters = set(shipped.starters)
    punkt.ortho_context.update(shipped.casing)
    return PunktSentenceTokenizer(punkt)
