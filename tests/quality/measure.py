"""Figures of the quality gate: every development set aligned with the packaged weights.

``macdev`` and ``aca`` are among the texts these weights were fitted on, so their figures here are in-sample and only
guard against regressions; ``fitted.left_out`` in weights.json has the honest ones.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from data.weights import texts
from duiqi import Alignment, align_sentences

Span = tuple[int, int, int, int]

SETS = ("macdev", "aca", "wmt22-enzh-resplit", "seed", "seed-clause")
PIECES = (5, 10, 20, 40)
# Sets large enough for figures of calibration, of pieces, and of what is left out.
LARGE = SETS[:3]
DELETED = 0.06
SURE = 0.9
SEED = 20200618


def figures(shared: Path, name: str) -> dict[str, float]:
    """The figures of one set, by name; more is better, but for ``calibration_error``."""
    documents = texts.read_texts(shared / "gold" / name)
    results = [(align_sentences(t.zh, t.en), t.beads) for t in documents]
    found = {"strict_f1": f1(results)}
    if name not in LARGE:
        return found
    found |= calibration(results)
    for size in PIECES:
        rng = random.Random(SEED)
        cut = [piece for t in documents for piece in texts.pieces(t, (size,), rng)]
        found[f"strict_f1_pieces_of_{size}"] = f1([(align_sentences(t.zh, t.en), t.beads) for t in cut])
    rng = random.Random(SEED)
    damaged, orphans = zip(*(with_deletions(t, rng) for t in documents), strict=True)
    results = [(align_sentences(t.zh, t.en), t.beads) for t in damaged]
    share = orphans_found([alignment for alignment, _ in results], orphans)
    return found | {"strict_f1_deleted": f1(results), "orphans_found": share}


def spans(alignment: Alignment) -> list[Span]:
    """Beads as first Chinese and English sentence and how many of each."""
    return [(b.zh.start, b.en.start, len(b.zh), len(b.en)) for b in alignment.beads]


def f1(results: Sequence[tuple[Alignment, Sequence[Span]]]) -> float:
    """Strict F1 over all match beads of the texts together."""
    right = found = wanted = 0
    for alignment, gold in results:
        ours, theirs = ({s for s in beads if s[2] and s[3]} for beads in (spans(alignment), gold))
        right, found, wanted = right + len(ours & theirs), found + len(ours), wanted + len(theirs)
    return 2 * right / (found + wanted)


def calibration(results: Sequence[tuple[Alignment, Sequence[Span]]]) -> dict[str, float]:
    """Expected calibration error of the match beads (ten bins), and of those above SURE the share and the precision."""
    outcomes = []
    for alignment, gold in results:
        right = set(gold)
        outcomes += [
            (bead.score, span in right)
            for bead, span in zip(alignment.beads, spans(alignment), strict=True)
            if not bead.is_null
        ]
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(10)]
    for score, right in outcomes:
        bins[min(int(score * 10), 9)].append((score, right))
    error = sum(abs(sum(score - right for score, right in part)) for part in bins) / len(outcomes)
    sure = [right for score, right in outcomes if score >= SURE]
    return {"calibration_error": error, "sure_share": len(sure) / len(outcomes), "sure_right": sum(sure) / len(sure)}


def with_deletions(text: texts.Text, rng: random.Random) -> tuple[texts.Text, list[tuple[int, int]]]:
    """A copy in which each bead loses its English side, or its Chinese one, with probability DELETED each.

    Also the sentences orphaned by it, as (side, number), side 0 Chinese.
    """
    sides: tuple[list[str], list[str]] = ([], [])
    beads: list[Span] = []
    orphans: list[tuple[int, int]] = []
    for i, j, n_zh, n_en in text.beads:
        lost = int(rng.random() / DELETED) if n_zh and n_en else 2
        left = () if lost == 0 else text.zh[i : i + n_zh]
        right = () if lost == 1 else text.en[j : j + n_en]
        n, m = len(sides[0]), len(sides[1])
        if left and right:
            beads.append((n, m, n_zh, n_en))
        else:
            beads += [(n + k, m, 1, 0) for k in range(len(left))] + [(n, m + k, 0, 1) for k in range(len(right))]
        if lost == 0:
            orphans += [(1, m + k) for k in range(n_en)]
        elif lost == 1:
            orphans += [(0, n + k) for k in range(n_zh)]
        sides[0].extend(left)
        sides[1].extend(right)
    return replace(text, zh=tuple(sides[0]), en=tuple(sides[1]), beads=tuple(beads)), orphans


def orphans_found(alignments: Sequence[Alignment], orphans: Sequence[Sequence[tuple[int, int]]]) -> float:
    """Share of the orphaned sentences that are null beads."""
    hit = total = 0
    for alignment, lost in zip(alignments, orphans, strict=True):
        nulls = {(0, b.zh.start) if b.zh else (1, b.en.start) for b in alignment.beads if b.is_null}
        hit, total = hit + sum(orphan in nulls for orphan in lost), total + len(lost)
    return hit / total
