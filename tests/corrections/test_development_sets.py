"""Random corrections of the development sets: all sentences are in a bead whatever they are; what is fixed is so."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from support.corrected import aligned, corrections

from data.weights.texts import read_texts
from duiqi.corrections import Ruling, correct
from duiqi.corrections.recording import Place
from duiqi.model import Alignment

TYPES = ((1, 0), (0, 1), (1, 1), (1, 1), (2, 1), (1, 2), (2, 2), (3, 1))


def _texts(rng: random.Random, chance: float, form: str) -> tuple[str, ...] | None:
    return tuple(form.format(k) for k in range(rng.randint(1, 3))) if rng.random() < chance else None


def random_places(n: int, m: int, rng: random.Random) -> list[Place]:
    """Places of texts of ``n`` and ``m`` sentences, near the diagonal: fixed, edited, split, joined, rejected."""
    places: list[Place] = []
    i = j = 0
    while True:
        i, j = i + rng.randrange(12), max(j, round(i * m / n) + rng.randint(-3, 3))
        n_zh, n_en = rng.choice(TYPES)
        if i + n_zh > n or j + n_en > m:
            return places
        now_zh = _texts(rng, 0.2, "改{}。") if n_zh else None
        now_en = _texts(rng, 0.2, "New {}.") if n_en else None
        counts = len(now_zh or range(n_zh)), len(now_en or range(n_en))
        verdict = rng.choice(("approved", "approved", "rejected")) if all(counts) else "approved"
        beads = (Ruling(*counts, verdict),) if not (now_zh or now_en) or rng.random() < 0.8 else ()
        zh, en = (range(at, at + count) if count else range(0) for at, count in ((i, n_zh), (j, n_en)))
        places.append(Place(zh, en, now_zh, now_en, beads))
        i, j = i + n_zh, j + n_en


def _check(found: Alignment, places: list[Place]) -> None:
    assert [i for bead in found.beads for i in bead.zh] == list(range(len(found.zh)))
    assert [j for bead in found.beads for j in bead.en] == list(range(len(found.en)))
    approved = sum(bool(p.zh and p.en) and any(b.verdict == "approved" for b in p.beads) for p in places)
    assert sum(bead.score == 1.0 and bead.checked in ("approved", "edited") for bead in found.beads) >= approved


@pytest.mark.slow
@pytest.mark.parametrize("name", ["macdev", "aca", "wmt22-enzh-resplit"])
def test_random_corrections(name: str, shared: Path) -> None:
    rng = random.Random(name)
    for text in read_texts(shared / "gold" / name)[:8]:
        alignment, lattice = aligned(text.zh, text.en, text.document)
        for _ in range(8):
            places = random_places(len(text.zh), len(text.en), rng)
            made = corrections(alignment, *places)
            for corrected in (correct(alignment, made, lattice), correct(alignment, made)):
                assert {outcome.status for outcome in corrected.outcomes} <= {"applied"}
                _check(corrected.alignment, places)
