"""The odds that a process damaged a document before anything is known of it, and where they come from."""

from __future__ import annotations

from typing import NamedTuple

from duiqi.cleaning.processes.odds import MAPPED, RARE, STREWN


class Prior(NamedTuple):
    """Natural log-odds, and what they were counted on."""

    log_odds: float
    source: str


_REAL = Prior(RARE, "since none of 127 real documents was damaged so")
_PRESENT = "where there is such a mark at all"
# By the processes that an Edit names; all that read one encoding as another have that of _REAL.
_PRIORS = {
    **dict.fromkeys(
        (
            "spelled out",
            "slipped bytes",
            "spaced out",
            "justified",
            "escaped",
            "tags of line breaks",
            "ruby",
            "strewn spaces",
            "a font's ligatures",
            "marks turned into ?",
            "low bytes of marks",
        ),
        _REAL,
    ),
    "overstrikes": Prior(RARE, _PRESENT),
    "strewn U+FFFD": Prior(STREWN, _PRESENT),
    "strewn blanks": Prior(STREWN, _PRESENT),
    "a font's map": Prior(MAPPED, "since one of 127 real documents was damaged so"),
    "hard wraps": Prior(0.0, "of a passage of full lines, whose breaks are then counted"),
}


def prior_of(process: str) -> Prior:
    """The prior of a process that an Edit names. Raises KeyError for what is none."""
    return _REAL if " read as " in process else _PRIORS[process]
