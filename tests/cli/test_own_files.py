"""``--lexicon`` and ``--weights``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import duiqi
from duiqi.adapting import read_own_words

CASES = Path(__file__).parents[1] / "cases" / "adapting"
WEIGHTS = Path(duiqi.__file__).parent / "data" / "weights.json"
TEXT = (
    "昊峻实业发布公告。\n\n岚汐科技发布公告。\n\n他们都走了。\n\nLancaster issued an announcement.\n\nThey all left.\n"
)


@pytest.fixture(autouse=True)
def _beside_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_termbase_is_told_and_in_the_signature(align: Any, tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text(TEXT, encoding="utf-8")
    plain = align("d.txt", "-o", "plain.tmx")
    told = align("d.txt", "-o", "told.tmx", "--lexicon", str(CASES / "termbase.tsv"))
    assert (plain.status, told.status) == (0, 0)
    assert "own words: 7 terms\n" in told.err
    assert "not taken over from the input: terms that are forbidden (1)" in told.err
    plain_text, told_text = ((tmp_path / name).read_text("utf-8") for name in ("plain.tmx", "told.tmx"))
    digest = read_own_words([CASES / "termbase.tsv"]).digest
    assert f"+{digest}|weights:" in told_text
    assert digest not in plain_text


def test_the_built_in_weights_as_a_file_change_nothing(align: Any, tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text(TEXT, encoding="utf-8")
    same = align("d.txt", "--weights", str(WEIGHTS))
    assert (same.status, same.out) == (0, align("d.txt").out)
    changed = json.loads(WEIGHTS.read_text("utf-8"))
    changed["first_round"]["unaligned"] = 20.0
    (tmp_path / "my.weights").write_text(json.dumps(changed), encoding="utf-8")
    other = align("d.txt", "--weights", "my.weights")
    assert other.status == 0
    assert other.out != same.out


def test_what_cannot_be_used(align: Any, tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text(TEXT, encoding="utf-8")
    failed = align("d.txt", "--weights", "d.txt", "-o", "out.tmx")
    assert (failed.status, failed.err) == (
        2,
        "align: d.txt: holds no weights of this version; make it anew with align fit\n",
    )
    assert not (tmp_path / "out.tmx").exists()
