"""The page in Firefox: corrected, undone, opened again, saved as ``align apply`` writes it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from review.firefox import Tab, firefox

from duiqi.export import WriteOptions, write
from duiqi.review import Reviewed, review_page

pytestmark = pytest.mark.slow

SHAPE = "duiqi.model.beads.map((bead) => `${bead.zh}-${bead.en}`)"
STATE = "[duiqi.model.zh, duiqi.model.en, duiqi.model.beads]"


def test_a_review(seed_reviewed: Reviewed, tmp_path: Path) -> None:
    path = tmp_path / "seed.html"
    path.write_text(review_page(seed_reviewed), encoding="utf-8")
    with firefox(tmp_path) as tab:
        tab.open(path.as_uri())
        before = tab.value(SHAPE)
        assert len(before) == len(seed_reviewed.alignment.beads)
        _correct(tab)
        after = tab.value(STATE)
        assert tab.value(SHAPE)[0] == "2-2"
        for _ in range(4):
            tab.press("Control+z")
        assert tab.value(SHAPE) == before
        for _ in range(4):
            tab.press("Control+y")
        assert tab.value(STATE) == after
        tab.reload()
        assert tab.value(STATE) == after
        assert "of last time are here again" in tab.value("document.getElementById('message').textContent")
        tab.press("w")
        tab.press("y")
        assert tab.value("document.querySelectorAll('#why .waterfall tr').length") > 0
        assert tab.value("document.querySelectorAll('.row mark.word').length") > 0
        corrections, tmx = tab.saved("corrections"), tab.saved("tmx")
    _compare(seed_reviewed, corrections, tmx, tmp_path)


def _correct(tab: Tab) -> None:
    """Merge, edit, move and approve."""
    tab.press("Home")
    tab.press("m")
    tab.press("ArrowRight")
    tab.press("e")
    tab.type("X ")
    tab.press("Enter")
    tab.press("ArrowDown")
    tab.press("ArrowDown")
    tab.press("ArrowRight")
    tab.press("d")
    tab.press("w")
    tab.press("a")


def _compare(reviewed: Reviewed, corrections: str, tmx: str, folder: Path) -> None:
    """``align apply`` writes the same TMX; it does not know the signature of the run."""
    file, pairs, output = (folder / name for name in ("c.jsonl", "pairs.jsonl", "applied.tmx"))
    file.write_text(corrections, encoding="utf-8", newline="")
    assert corrections.count("\n") >= 4
    write(reviewed.alignment, pairs, WriteOptions(unaligned=True))
    command = [sys.executable, "-m", "duiqi", "apply", str(pairs), str(file), "-o", str(output)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    signature = re.compile(r'>\s*<prop type="x-signature">[^<]*</prop>\s*</header>')
    assert signature.search(tmx)
    assert signature.sub("/>", tmx) == output.read_text(encoding="utf-8")
    assert "X " in tmx
