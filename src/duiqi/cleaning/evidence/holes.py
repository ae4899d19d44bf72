"""Characters of which bytes were lost: the document fills the hole, or nobody does."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from duiqi.cleaning.evidence.char_model import plausibility
from duiqi.cleaning.evidence.gbk_pairs import Piece
from duiqi.cleaning.evidence.redecode import HOLE, SURE_COST
from duiqi.text.chars import HAN_CHAR

# So many characters beside what was lost must stand beside it elsewhere too; one where it is a mark.
_CONTEXT = 2
# Before an opening quotation mark, 348 of 351 characters of clean text with the second byte of a stop are stops.
_STOP, _OPENING = "。", tuple("“「『")


def settle(pieces: Sequence[Piece], before: str, after: str, document: str) -> tuple[str, list[bool]]:
    """The text of ``pieces`` between ``before`` and ``after``, and for each character whether it was inferred.

    What stood so, and what both bytes are there for, stays. Where a byte was lost, the model's choice stands when the
    ``document`` holds it beside the same characters; otherwise something is missing.
    """
    drafts = before + "".join(piece.text for piece in pieces) + after
    position = len(before)
    text: list[str] = []
    inferred: list[bool] = []
    for guessed, group in groupby(pieces, _is_guessed):
        run = [piece.text for piece in group] if guessed else None
        for piece in [Piece("".join(run), (None, None))] if run is not None else group:
            left, right = drafts[:position], drafts[position + len(piece.text) :]
            position += len(piece.text)
            if piece.bytes is None or (
                _is_known(piece.text, left, right, document) if guessed else _is_likely(piece.text, left, right)
            ):
                text.append(piece.text)
                inferred += [guessed] * len(piece.text)
            else:
                text.append(HOLE * (len(run) if run else 1))
                inferred += [False] * len(text[-1])
    return "".join(text), inferred


def _is_guessed(piece: Piece) -> bool:
    return piece.bytes is not None and None in piece.bytes


def _is_known(lost: str, left: str, right: str, document: str) -> bool:
    if lost == _STOP and right[:1] in _OPENING and _STOP in document:
        return True
    reach = _CONTEXT if HAN_CHAR.search(lost) else 1
    phrases = left[-reach:] + lost, lost + right[:reach]
    return any(len(phrase) == reach + len(lost) and phrase in document for phrase in phrases)


def _is_likely(char: str, left: str, right: str) -> bool:
    model = plausibility()
    left, char, right = model.fold(left[-1:]), model.fold(char), model.fold(right[:1])
    return not HAN_CHAR.match(char) or min(model.cost(left, char), model.cost(char, right)) < SURE_COST
