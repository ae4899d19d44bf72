"""The quality gate: no figure of a development set falls below its floor, and no floor is lowered.

Floors are pinned in floors.json with the digest of the data they were measured on; ``raise_floors.py`` raises them.
The packaged weights were fitted on macdev and aca, whose figures here are therefore in-sample. What the aligner does
on documents it was not fitted on is written by the fitting script into weights.json, and checked here too.
"""

from __future__ import annotations

import json
import re
import subprocess
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from data.weights.texts import digest
from tests.quality.measure import LARGE, PIECES, SETS, figures
from tests.quality.raise_floors import CEILING, FLOORS, MARGIN, raised

PINNED: dict[str, dict[str, Any]] = json.loads(FLOORS.read_text("utf-8"))
ROOT = Path(__file__).parents[2]
# What the aligner must reach: strict F1 on documents left out of the fit, or never fitted on.
LEFT_OUT = {
    "macdev, fitted without this set": 0.92,
    "macdev": 0.957,
    "aca": 0.994,
    "wmt22-enzh-resplit": 0.998,
    "seed": 1.0,
    "seed-clause": 1.0,
}
# The same of sentences orphaned by deletions.
ORPHANS_FOUND = 0.85
# Pieces of 5, 10, 20 and 40 sentences, and how far they may be below the whole.
PIECES_LEFT_OUT, BELOW = ("macdev", "aca"), 0.01


@pytest.mark.parametrize("name", [pytest.param(n, marks=pytest.mark.slow if n in LARGE else ()) for n in SETS])
def test_no_figure_is_below_its_floor(shared: Path, name: str) -> None:
    pinned = PINNED[name]
    assert digest(shared / "gold" / name) == pinned["digest"], "the data has changed: pin its floors anew"
    measured = figures(shared, name)
    assert measured.keys() == pinned["floors"].keys() | pinned["ceilings"].keys()
    low = {k: (measured[k], floor) for k, floor in pinned["floors"].items() if measured[k] < floor}
    high = {k: (measured[k], bound) for k, bound in pinned["ceilings"].items() if measured[k] > bound}
    assert (low, high) == ({}, {})


@pytest.mark.parametrize("name", LARGE)
def test_orphans_reach_their_target(name: str) -> None:
    """By the pinned floor, of texts that the weights were fitted on; weights.json has what is found left out."""
    assert PINNED[name]["floors"]["orphans_found"] >= ORPHANS_FOUND - MARGIN


def committed(revision: str) -> dict[str, dict[str, Any]] | None:
    """floors.json at a revision; None where there is no such file or revision."""
    path = FLOORS.relative_to(ROOT).as_posix()
    run = subprocess.run(["git", "show", f"{revision}:{path}"], cwd=ROOT, capture_output=True, text=True)
    return json.loads(run.stdout) if run.returncode == 0 else None


def earlier_revisions() -> list[str]:
    """HEAD, the commit before it, and where this branch left the main one."""
    revisions = ["HEAD", "HEAD~1"]
    for main in ("origin/HEAD", "origin/main", "main"):
        run = subprocess.run(["git", "merge-base", "HEAD", main], cwd=ROOT, capture_output=True, text=True)
        if run.returncode == 0:
            revisions.append(run.stdout.strip())
    return revisions


def lowered(old: dict[str, dict[str, Any]], new: dict[str, dict[str, Any]]) -> list[str]:
    """Floors of ``old`` that are lower or gone in ``new``, and ceilings that are higher or gone.

    Floors pinned on other data cannot be compared.
    """
    worse = []
    for name, entry in old.items():
        now = new.get(name, {"digest": entry["digest"], "floors": {}, "ceilings": {}})
        if now["digest"] == entry["digest"]:
            worse += [f"{name} {k}" for k, floor in entry["floors"].items() if now["floors"].get(k, -1.0) < floor]
            worse += [f"{name} {k}" for k, most in entry["ceilings"].items() if now["ceilings"].get(k, 2.0) > most]
    return worse


def test_no_floor_was_lowered() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    for revision in earlier_revisions():
        before = committed(revision)
        if before is not None:
            assert lowered(before, PINNED) == [], f"compared with {revision}"


def test_a_lowered_floor_is_noticed() -> None:
    old = {"a": {"digest": "1", "floors": {"x": 0.9, "y": 0.5}, "ceilings": {"z": 0.02}}}
    assert lowered(old, old) == []
    assert lowered(old, {"a": {"digest": "1", "floors": {"x": 0.89}, "ceilings": {"z": 0.03}}}) == ["a x", "a y", "a z"]
    assert lowered(old, {}) == ["a x", "a y", "a z"]
    assert lowered(old, {"a": {"digest": "2", "floors": {}, "ceilings": {}}}) == []


def test_the_script_raises_and_never_lowers() -> None:
    pinned = {"digest": "1", "floors": {"x": 0.9, "y": 0.5}, "ceilings": {}}
    measured = {"x": 0.85, "y": 0.8, "calibration_error": 0.001}
    entry = raised(pinned, measured, "1")
    assert entry["floors"]["x"] == 0.9
    assert entry["floors"]["y"] == pytest.approx(0.8 - MARGIN, abs=2e-4)
    assert entry["ceilings"] == {"calibration_error": CEILING}
    assert raised(pinned, measured, "2")["floors"]["x"] == pytest.approx(0.85 - MARGIN, abs=2e-4)


def test_every_set_has_floors() -> None:
    assert list(PINNED) == list(SETS)
    for name in SETS:
        assert 0.9 < PINNED[name]["floors"]["strict_f1"] <= 1.0


def left_out() -> dict[str, float]:
    """F1 by set, and by ``set, pieces of n``, as the fitting script found it on documents left out."""
    lines = json.loads(resources.files("duiqi.data").joinpath("weights.json").read_text("utf-8"))["fitted"]["left_out"]
    found = {}
    for line in lines:
        match = re.fullmatch(r"(\S+(?:, .+)?) +P [\d.]+ R [\d.]+ F1 ([\d.]+)(?:, left alone P [\d.]+ R [\d.]+)?", line)
        assert match, line
        found[match[1].rstrip()] = float(match[2])
    return found


def test_documents_left_out_reach_their_targets() -> None:
    found = left_out()
    assert {name: found[name] for name, least in LEFT_OUT.items() if found[name] < least} == {}


@pytest.mark.parametrize("name", PIECES_LEFT_OUT)
@pytest.mark.parametrize("size", PIECES)
def test_pieces_left_out_are_near_the_whole(name: str, size: int) -> None:
    assert left_out()[f"{name}, pieces of {size}"] >= left_out()[name] - BELOW
