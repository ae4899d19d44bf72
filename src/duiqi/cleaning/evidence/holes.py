"""Characters of which bytes were lost: the document fills the hole, or nobody does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from duiqi.cleaning.evidence.byte_tables import candidates
from duiqi.cleaning.evidence.char_model import plausibility
from duiqi.cleaning.evidence.gbk_pairs import Piece
from duiqi.cleaning.evidence.pinyin import LETTERS, can_be_read
from duiqi.cleaning.evidence.redecode import HOLE, SURE_COST
from duiqi.text.chars import HAN_CHAR

_CODEC = "gb18030"
_GLOSS = re.compile(f"[(（] ?([{LETTERS}]{{1,8}}) ?[)）]")
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
        run = list(group) if guessed else []
        for piece in [_together(run)] if run else group:
            left, right = drafts[:position], drafts[position + len(piece.text) :]
            position += len(piece.text)
            if piece.bytes is None or _is_sure(piece, left, right, document):
                text.append(piece.text)
                inferred += [guessed] * len(piece.text)
            else:
                text.append(HOLE * max(len(run), 1))
                inferred += [False] * len(text[-1])
    return "".join(text), inferred


def _is_guessed(piece: Piece) -> bool:
    return piece.bytes is not None and None in piece.bytes


def _together(run: list[Piece]) -> Piece:
    return run[0] if len(run) == 1 else Piece("".join(piece.text for piece in run), (None, None))


def _is_sure(piece: Piece, left: str, right: str, document: str) -> bool:
    if not _is_guessed(piece):
        gloss = _GLOSS.match(right)
        return _is_likely(piece.text, left, right) or bool(gloss and can_be_read(piece.text, gloss[1]))
    return _is_known(piece.text, left, right, document) or _is_glossed(piece, right)


def _is_glossed(piece: Piece, right: str) -> bool:
    """Whether the gloss behind a lost character leaves only this one of all that have the byte that is there."""
    gloss = _GLOSS.match(right)
    if not gloss or piece.bytes is None:
        return False
    return [char for char in candidates(_CODEC).get(piece.bytes, ()) if can_be_read(char, gloss[1])] == [piece.text]


def _is_known(lost: str, left: str, right: str, document: str) -> bool:
    if lost == _STOP and right[:1] in _OPENING and _STOP in document:
        return True
    reach = _CONTEXT if HAN_CHAR.search(lost) else 1
    phrases = left[-reach:] + lost, lost + right[:reach]
    return any(len(phrase) == reach + len(lost) and phrase in document for phrase in phrases)


def _is_likely(char: str, left: str, right: str) -> bool:
    model = plausibility()
    left, char, right = model.fold(left[-1:]), model.fold(char), model.fold(right[:1])
    return not HAN_CHAR.match(char) or model.cost_between(left, char, right) < SURE_COST
