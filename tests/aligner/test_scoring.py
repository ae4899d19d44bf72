"""The pages on scoring fit the features."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from duiqi.aligner.scoring.features import FEATURES

ROOT = Path(__file__).resolve().parents[2]
SCORING = (ROOT / "docs" / "scoring.md").read_text(encoding="utf-8")
ABLATION = (ROOT / "docs" / "ablation.md").read_text(encoding="utf-8")


def test_every_feature_has_a_section() -> None:
    headings = re.findall(r"^### (`.*)$", SCORING, re.MULTILINE)
    named = Counter(name for heading in headings for name in re.findall(r"`(\w+)`", heading))
    assert named == Counter(list(FEATURES))


def test_every_feature_has_its_effect_written() -> None:
    sections = re.split(r"^#+ ", SCORING, flags=re.MULTILINE)
    for section in (s for s in sections if s.startswith("`")):
        found = re.findall(r"^Left out \(nats a bead; F1 plain, cut short, pieces\): .*\d", section, re.MULTILINE)
        assert len(found) == 1, section.partition("\n")[0]


def test_the_ablation_lists_every_feature() -> None:
    named = re.findall(r"^\| `(\w+)` \|", ABLATION, re.MULTILINE)
    assert Counter(named) == Counter(list(FEATURES))


def test_the_diagram_is_there() -> None:
    assert "](reliability.svg)" in SCORING
    diagram = (ROOT / "docs" / "reliability.svg").read_text(encoding="utf-8")
    assert diagram.startswith("<svg ")
    assert all(name in diagram for name in ("macdev", "aca", "wmt22", "left alone"))
