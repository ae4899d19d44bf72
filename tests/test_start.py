"""How long the command takes to start, beside what Python, NLTK and jieba take in the same run."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

HELP_LIMIT = 0.4  # times importing NLTK, both beyond a bare Python; .19 to .28 on a busy machine
SEED_LIMIT = 3.0  # times the start of jieba
RUNS = 3


def run(*words: str, **environment: str) -> float:
    """CPU time of a Python process, in seconds."""
    before = os.times()
    subprocess.run([sys.executable, *words], check=True, capture_output=True, env={**os.environ, **environment})
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def test_help_is_quick(tmp_path: Path) -> None:
    # Compiled, as an installed package is, whatever the environment says of byte code.
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(tmp_path)}
    bare = min(run("-c", "pass", **compiled) for _ in range(RUNS))
    nltk = min(run("-c", "import nltk", **compiled) for _ in range(RUNS))
    shown = min(run("-m", "duiqi.cli", "--help", **compiled) for _ in range(RUNS))
    assert shown - bare < HELP_LIMIT * (nltk - bare)


def test_the_sample_is_aligned_in_the_time_that_jieba_takes_to_start(tmp_path: Path, seed_path: Path) -> None:
    ratios = []
    for number in range(RUNS):
        # Nothing cached: jieba keeps its dictionary in the temporary folder, duiqi in the user's cache.
        fresh = tmp_path / str(number)
        fresh.mkdir()
        caches = {"TMPDIR": str(fresh), "XDG_CACHE_HOME": str(fresh)}
        jieba = run("-c", "import jieba; jieba.initialize()", **caches)
        (fresh / "jieba.cache").unlink(missing_ok=True)
        ours = run("-m", "duiqi.cli", str(seed_path), "-o", str(fresh / "seed.tmx"), **caches)
        ratios.append(ours / jieba)
    assert statistics.median(ratios) < SEED_LIMIT, ratios
