"""The texts that are aligned by weights fitted without them: whole, in pieces, cut short, with orphans."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from data.weights.outcomes import DAMAGED_PIECES, DELETED, ORPHANS
from data.weights.texts import Text, cut_short, damaged, pieces

# Copies of each text that are cut short, and as many with orphans.
COPIES = 4
# How many beads the pieces have into which texts are cut.
SIZES = (5, 10, 20, 40)


def judged_texts(plain: Text, strangers: Sequence[Text], seed: int) -> list[Text]:
    """A text and its copies, the text first; its orphans are sentences of ``strangers``."""
    rng = random.Random(seed)
    found = [plain]
    for size in SIZES:
        found += [replace(t, document=f"{plain.document}/{size}") for t in pieces(plain, (size,), rng)]
    cut = [_cut_short(plain, rng) for _ in range(COPIES)]
    orphaned = _with_orphans([plain], strangers, seed)
    found += [*cut, *orphaned]
    for kind, copy in zip(DAMAGED_PIECES, (cut[0], orphaned[0]), strict=True):
        found += _pieces(copy, f"{plain.document}/{kind}", seed)
    return found


def judged_set(texts: Sequence[Text], strangers: Sequence[Text], seed: int) -> list[Text]:
    """The texts of a set that nothing is fitted on, and their copies. They are short, or few: no pieces are cut."""
    rng = random.Random(seed)
    cut = [_cut_short(t, rng) for t in texts for _ in range(COPIES)]
    return [*texts, *cut, *_with_orphans(texts, strangers, seed)]


def _cut_short(text: Text, rng: random.Random) -> Text:
    return replace(cut_short(text, DELETED, rng), document=f"{text.document}/deleted")


def _with_orphans(some: Sequence[Text], strangers: Sequence[Text], seed: int) -> list[Text]:
    """Copies with runs missing and sentences of other texts put in."""
    rng = random.Random(seed)
    copies = [damaged(t, [s for s in strangers if s.document != t.document], rng) for t in some for _ in range(COPIES)]
    return [replace(t, document=f"{t.document}/{ORPHANS}") for t in copies]


def _pieces(copy: Text, document: str, seed: int) -> list[Text]:
    """A damaged copy in pieces of each size; those with a side that is empty hold nothing to align."""
    rng = random.Random(seed)
    cut = [piece for size in SIZES for piece in pieces(copy, (size,), rng)]
    return [replace(piece, document=document) for piece in cut if piece.zh and piece.en]
