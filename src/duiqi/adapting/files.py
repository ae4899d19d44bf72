"""The user's own files: termbases and learned lexicons, and weights."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from duiqi.errors import DataError, InputError
from duiqi.export import ReadOptions
from duiqi.export.terms import read_terms
from duiqi.io.files import open_binary
from duiqi.own_words import OwnWords
from duiqi.text.chars import HAN_CHAR, LATIN_LETTER

FilePath: TypeAlias = "str | os.PathLike[str]"

# Of a weights file: that of the package has 4 kB.
MAX_WEIGHTS = 1 << 20


def read_own_words(
    paths: Sequence[FilePath], *, options: ReadOptions | None = None, lost: Counter[str] | None = None
) -> OwnWords:
    """The words of termbases (TSV, CSV, XLSX, TBX or another format of pairs) and of files of ``train-lexicon``.

    Forbidden and deprecated terms, and those whose English is Chinese, are left out and counted in ``lost``; a cell of
    several terms gives each. Raises InputError for a file that cannot be used, or that has no term.
    """
    lost = Counter() if lost is None else lost
    terms: dict[tuple[str, str], None] = {}
    tables: list[tuple[str, str]] = []
    for path in paths:
        if _is_learned(path):
            from duiqi.words.own.learned import read_learned

            absolute = os.path.abspath(path)
            tables.append((absolute, read_learned(Path(absolute)).digest))
            continue
        entries = [(term.zh, en) for term in read_terms(path, options, lost) for en in term.en]
        found = [(zh, en) for zh, en in entries if not HAN_CHAR.search(en) or LATIN_LETTER.search(en)]
        if len(found) < len(entries):
            lost["terms whose English is Chinese"] += len(entries) - len(found)
        if not found:
            raise InputError("has no term in both languages", path=path, advice="name its columns zh and en")
        terms.update(dict.fromkeys(found))
    return OwnWords(tuple(terms), tuple(tables))


def _is_learned(path: FilePath) -> bool:
    from duiqi.words.own.learned import is_learned  # needs NumPy

    with open_binary(path) as stream:
        return is_learned(stream.read(64))


def read_own_weights(path: FilePath) -> str:
    """The text of a file of ``align fit``, once it is known to fit this version. Raises InputError."""
    from duiqi.aligner.scoring.weights import own_weights

    with open_binary(path) as stream:
        content = stream.read(MAX_WEIGHTS + 1)
    advice = "make it anew with align fit"
    if len(content) > MAX_WEIGHTS:
        raise InputError("is too large for a file of weights", path=path, advice=advice)
    try:
        text = content.decode("utf-8")
        if not own_weights(text or "{}").is_sound:
            raise ValueError("a weight is no number")
    except (DataError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise InputError("holds no weights of this version", path=path, advice=advice) from error
    return text
