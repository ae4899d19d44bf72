"""The odds that a process damaged a document before anything is known of it, and where they come from."""

from __future__ import annotations

from typing import NamedTuple


class Prior(NamedTuple):
    """Natural log-odds, and what they were counted on."""

    log_odds: float
    source: str


_REAL = "since none of 127 real documents was damaged so"
_MARGIN = "of a passage of full lines, whose breaks are then counted"
_PRESENT = "where there is such a mark at all"


def prior_of(process: str) -> Prior:
    """The prior of a process that an Edit names. Raises KeyError for what is none."""
    from duiqi.cleaning.processes import (
        justified,
        misread_lines,
        slipped_bytes,
        spaced_out,
        strewn_marks,
        strewn_spaces,
    )
    from duiqi.cleaning.processes.fonts import ligature_codes, mapped_glyphs
    from duiqi.cleaning.processes.replaced import cut_marks, turned_marks
    from duiqi.cleaning.processes.ruby import readings
    from duiqi.cleaning.processes.spelled import escaped, tagged_breaks

    if " read as " in process:
        return Prior(misread_lines.PRIOR, _REAL)
    from duiqi.cleaning.fixes import control_characters, escape_sequences

    priors = {
        "spelled out": Prior(escape_sequences.PRIOR, _REAL),
        "overstrikes": Prior(control_characters.PRIOR, _PRESENT),
        "slipped bytes": Prior(slipped_bytes.PRIOR, _REAL),
        "spaced out": Prior(spaced_out.PRIOR, _REAL),
        "justified": Prior(justified.PRIOR, _REAL),
        "escaped": Prior(escaped.PRIOR, _REAL),
        "tags of line breaks": Prior(tagged_breaks.PRIOR, _REAL),
        "ruby": Prior(readings.PRIOR, _REAL),
        "strewn spaces": Prior(strewn_spaces.PRIOR, _REAL),
        "strewn U+FFFD": Prior(strewn_marks.PRIOR, _PRESENT),
        "strewn blanks": Prior(strewn_marks.PRIOR, _PRESENT),
        "a font's map": Prior(mapped_glyphs.PRIOR, "since one of 127 real documents was damaged so"),
        "a font's ligatures": Prior(ligature_codes.PRIOR, _REAL),
        turned_marks.PROCESS: Prior(turned_marks.PRIOR, _REAL),
        "low bytes of marks": Prior(cut_marks.PRIOR, _REAL),
        "hard wraps": Prior(0.0, _MARGIN),
    }
    return priors[process]
