"""Language codes as files have them."""

from __future__ import annotations

import re

from duiqi.model import Language

# Primary subtags that mean Chinese or English; ISO 639-2 and -3 codes are wrong in TMX but found in the wild.
CHINESE = frozenset({"zh", "cmn", "zho", "chi"})
ENGLISH = frozenset({"en", "eng"})
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def language_of(tag: str) -> Language | None:
    """Chinese or English by the first part of a code, with ``-`` or ``_`` after it; None for anything else."""
    primary = re.split("[-_]", tag.strip().lower(), maxsplit=1)[0]
    return "zh" if primary in CHINESE else "en" if primary in ENGLISH else None
