"""The fixes run over a text, or over a Document, until none has anything left to do."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from duiqi.cleaning.edits import apply_fix
from duiqi.cleaning.hints import carry, carry_codes
from duiqi.errors import check_choice
from duiqi.model import Cleaned, Document, Edit
from duiqi.options import Punctuation, Repairs, checked_repairs

# Each round peels one layer of damage; real text has one or two. The bound keeps hostile text from taking for ever.
MAX_ROUNDS = 50


def clean(text: str, *, punctuation: Punctuation = "keep", repair: Repairs = "all") -> Cleaned:
    """``text`` with its damage repaired, and the edits that led there.

    Replaying the edits in order on ``text`` (``t[:e.start] + e.after + t[e.start + len(e.before):]``) gives the result.
    Cleaning cleaned text changes nothing. Chinese punctuation stays as it is, unless ``punctuation="restore"`` asks for
    half-width punctuation in Chinese to be made full-width. ``repair`` names the kinds of repairs that are made, as in
    Options. Raises ValueError for what there is not, TypeError for a text that is no string.
    """
    # Their patterns take a third of the time of ``import duiqi``, so they are loaded with the first text.
    from duiqi.cleaning.evidence.census import census_of
    from duiqi.cleaning.evidence.lines.kept import forget
    from duiqi.cleaning.fixes import AT_ONCE, FIXES, NEEDS, PROVEN, SPELLING
    from duiqi.cleaning.unread import Unread

    if not isinstance(text, str):
        raise TypeError(f"text is of type {type(text).__name__}, not a string; duiqi.load reads and cleans a file")
    check_choice("punctuation", punctuation, get_args(Punctuation))
    edits: list[Edit] = []
    wanted = _wanted(punctuation, repair)
    fixes = [(name, fix) for name, fix in FIXES.items() if name in wanted]
    done: dict[str, int] = {}  # the number of edits when a fix last had nothing to do
    unread = Unread(census_of(text))
    for _ in range(MAX_ROUNDS):
        before = len(edits)
        for name, fix in fixes:
            if done.get(name) == len(edits) or (name in NEEDS and not census_of(text).present & NEEDS[name]):
                continue
            for _ in range(MAX_ROUNDS if name in AT_ONCE else 1):
                text, made = apply_fix(name, fix, text, None if name in PROVEN else unread.spares)
                edits += made
                if not made:
                    done[name] = len(edits)
                    break
                unread = Unread(census_of(text))
            if made and name in SPELLING:
                break
        if len(edits) == before:
            break
    census_of.cache_clear()  # which holds the text
    forget()
    return Cleaned(text, tuple(edits))


def _wanted(punctuation: Punctuation, repair: Repairs) -> set[str]:
    """The names of the fixes that run."""
    from duiqi.cleaning.fixes import FIXES, ON_REQUEST

    kinds = checked_repairs(repair)
    names = {"all": FIXES.keys() - ON_REQUEST, "none": set[str]()}
    wanted = names[kinds] if isinstance(kinds, str) else set(kinds)
    return wanted | ON_REQUEST if punctuation == "restore" else wanted


def clean_document(document: Document, *, punctuation: Punctuation = "keep", repair: Repairs = "all") -> Document:
    """``document`` with its text cleaned and the edits appended; its hints and inline codes follow their text.

    Where anything was repaired, paragraphs found before do not fit any more, and there are none.
    """
    cleaned = clean(document.text, punctuation=punctuation, repair=repair)
    if not cleaned.edits:
        return document
    return replace(
        document,
        text=cleaned.text,
        paragraphs=(),
        edits=document.edits + cleaned.edits,
        hints=carry(document.hints, cleaned.edits),
        codes=carry_codes(document.codes, cleaned.edits),
    )
