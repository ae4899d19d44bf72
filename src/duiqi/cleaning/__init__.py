"""Repair damaged Chinese and English text; every repair is an Edit.

A fix is a function from a text to its Changes. ``FIXES`` names them in the order in which they run; ``clean`` runs
them until none has anything left to do.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from duiqi.cleaning.edits import Fix, apply_fix
from duiqi.cleaning.fixes.byteshift import find_slipped_bytes
from duiqi.cleaning.fixes.entities import find_entities
from duiqi.cleaning.fixes.forms import (
    find_compatibility_ideographs,
    find_full_width_letters,
    find_radicals,
    find_small_punctuation,
)
from duiqi.cleaning.fixes.glosses import find_glosses
from duiqi.cleaning.fixes.invisible import (
    find_controls,
    find_invisible_marks,
    find_line_separators,
    find_literal_breaks,
    find_private_use,
    find_replacement_characters,
    find_surrogates,
)
from duiqi.cleaning.fixes.lines import find_hard_wraps
from duiqi.cleaning.fixes.mojibake import find_utf8_as_latin, find_wrong_encoding
from duiqi.cleaning.fixes.punctuation import find_half_width_punctuation
from duiqi.cleaning.fixes.spacing import find_chinese_space, find_spaced_out
from duiqi.model import Cleaned, Document, Edit

__all__ = ["FIXES", "clean", "clean_document"]

# Encodings first, while each stray byte still has its character; glosses and spaces when the characters are right;
# lines last, when they look as they should.
FIXES: dict[str, Fix] = {
    "surrogates": find_surrogates,
    "utf-8 read as latin": find_utf8_as_latin,
    "wrong encoding": find_wrong_encoding,
    "slipped bytes": find_slipped_bytes,
    "entities": find_entities,
    "literal line breaks": find_literal_breaks,
    "control characters": find_controls,
    "line separators": find_line_separators,
    "invisible marks": find_invisible_marks,
    "private use": find_private_use,
    "replacement characters": find_replacement_characters,
    "radicals": find_radicals,
    "compatibility ideographs": find_compatibility_ideographs,
    "full-width letters": find_full_width_letters,
    "small punctuation": find_small_punctuation,
    "chinese space": find_chinese_space,
    "spaced-out characters": find_spaced_out,
    "pinyin glosses": find_glosses,
    "hard wraps": find_hard_wraps,
    "half-width punctuation": find_half_width_punctuation,
}
_ON_REQUEST = "half-width punctuation"

# Each round peels one layer of damage; real text has one or two. The bound keeps hostile text from taking for ever.
_MAX_ROUNDS = 50


def clean(text: str, *, punctuation: Literal["keep", "restore"] = "keep") -> Cleaned:
    """``text`` with its damage repaired, and the edits that led there.

    Replaying the edits in order on ``text`` (``t[:e.start] + e.after + t[e.start + len(e.before):]``) gives the result.
    Cleaning cleaned text changes nothing. Chinese punctuation stays as it is, unless ``punctuation="restore"`` asks for
    half-width punctuation in Chinese to be made full-width.
    """
    if punctuation not in ("keep", "restore"):
        raise ValueError(f'punctuation must be "keep" or "restore", not {punctuation!r}')
    edits: list[Edit] = []
    fixes = [(n, f) for n, f in FIXES.items() if n != _ON_REQUEST or punctuation == "restore"]
    for _ in range(_MAX_ROUNDS):
        before = len(edits)
        for name, fix in fixes:
            text, made = apply_fix(name, fix, text)
            edits += made
        if len(edits) == before:
            break
    return Cleaned(text, tuple(edits))


def clean_document(document: Document, *, punctuation: Literal["keep", "restore"] = "keep") -> Document:
    """``document`` with its text cleaned, its paragraphs found anew in the cleaned text, and the edits appended."""
    from duiqi.structure import find_paragraphs
    from duiqi.structure.hints import carry

    cleaned = clean(document.text, punctuation=punctuation)
    hints = carry(document.hints, cleaned.edits)
    paragraphs, layout = find_paragraphs(cleaned.text, document.layout, hints)
    return replace(
        document,
        text=cleaned.text,
        paragraphs=paragraphs,
        layout=layout,
        edits=document.edits + cleaned.edits,
        hints=hints,
    )
