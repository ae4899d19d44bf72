"""English words as stems: irregular forms, British and older spellings and inflection levelled."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import Stemmer

_local = threading.local()

IRREGULAR_FILE = Path(__file__).parents[1] / "data" / "english.txt"

# -ise and -our level to -ize and -or, worketh to works. Words where a rule is wrong (advise, contour) go wrong the
# same way in both texts and in the glosses, so no list of exceptions is needed.
_ISE = re.compile("(?<=[a-z]{3})is(e|ed|es|er|ers|ing|ation|ations)$")
_OUR = re.compile("(?<=[a-z]{3})our(s|ed|ing|ful|able|ite|ites|er|ers|less|ly|hood|y|al)?$")
_ETH = re.compile("(?<=[a-z]{3})eth$")


def word_set(text: str) -> frozenset[str]:
    """The words of ``text``, which are separated by spaces."""
    return frozenset(text.split())


@lru_cache(maxsize=1)
def irregular_forms() -> dict[str, str]:
    """Form → base form, from ``data/english.txt``; of two bases the first in the file wins."""
    table: dict[str, str] = {}
    for line in IRREGULAR_FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            base, *forms = line.split()
            for form in forms:
                table.setdefault(form, base)
    return table


# A novel has some 15,000 word forms.
@lru_cache(maxsize=1 << 16)
def stem_word(word: str) -> str:
    """The stem of one lower-case word: ``went`` → ``go``, ``realising`` → ``realiz``."""
    return stem_words([word])[0]


def stem_words(words: Sequence[str]) -> list[str]:
    """The stems of lower-case words: all at once, in half the time."""
    forms = irregular_forms()
    stems: list[str] = _stemmer().stemWords([forms.get(word) or _levelled(word) for word in words])
    return stems


def _levelled(word: str) -> str:
    """A word without old and British endings. Most have none, and looking for two letters is quicker than an
    expression."""
    base = _ETH.sub("es", word) if word.endswith("eth") else word
    base = _ISE.sub(r"iz\1", base) if "is" in base else base
    return _OUR.sub(r"or\1", base) if "our" in base else base


def _stemmer() -> Stemmer.Stemmer:
    # A stemmer must not be used by two threads at once: one for each.
    if not hasattr(_local, "stemmer"):
        _local.stemmer = Stemmer.Stemmer("english", 0)
    return _local.stemmer
