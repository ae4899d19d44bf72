"""``align fit``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.corrected import aligned, corrections

from duiqi import save
from duiqi.corrections import correction_lines
from duiqi.corrections.recording import ruled

pytest.importorskip("scipy")
PARTS = (
    ("他走了", "He left"),
    ("天气很好", "The weather is fine"),
    ("她喝茶", "She drinks tea"),
    ("火车来了", "The train came"),
)


def gold(folder: Path, documents: int) -> Path:
    """A folder of gold in which two Chinese sentences are always one English one."""
    for name in ("src", "tgt", "gold"):
        (folder / name).mkdir(parents=True)
    for k in range(documents):
        pairs = [(PARTS[(i + k) % 4], PARTS[(i + 1 + k) % 4]) for i in range(6)]
        zh = [f"{part[0]}。" for pair in pairs for part in pair]
        (folder / "src" / f"{k}").write_text("\n".join(zh) + "\n", encoding="utf-8")
        en = [f"{a[1]}, and {b[1].lower()}." for a, b in pairs]
        (folder / "tgt" / f"{k}").write_text("\n".join(en) + "\n", encoding="utf-8")
        lines = [f"[{2 * i}, {2 * i + 1}]:[{i}]" for i in range(6)]
        (folder / "gold" / f"{k}.align").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_fitted_weights_are_used_and_in_the_signature(align: Any, tmp_path: Path) -> None:
    folder, weights = gold(tmp_path / "gold", 4), tmp_path / "my.weights"
    done = align("fit", folder, "-o", weights)
    assert done.status == 0, done.err
    assert f"{weights}: fitted to 24 beads of 4 texts\n" in done.err
    assert ": taken\n" in done.err
    sides = folder / "src" / "0", folder / "tgt" / "0"
    outputs = [tmp_path / name for name in ("before.tmx", "after.tmx")]
    align(*sides, "-o", outputs[0], "--presegmented")
    assert align(*sides, "-o", outputs[1], "--presegmented", "--weights", weights).status == 0
    before, after = (path.read_text("utf-8").partition("|weights:")[2][:8] for path in outputs)
    assert before != after


def test_jsonl_gold_and_corrections(align: Any, tmp_path: Path) -> None:
    alignment, _ = aligned()
    save(alignment, tmp_path / "p.jsonl", unaligned=True)
    whole = align("fit", tmp_path / "p.jsonl", "-o", tmp_path / "a.weights")
    assert f"fitted to {len(alignment.beads)} beads of 1 text\n" in whole.err
    made = corrections(alignment, ruled(alignment.beads[0]), ruled(alignment.beads[1]))
    (tmp_path / "c.jsonl").write_text("".join(correction_lines(made)), encoding="utf-8")
    some = align("fit", tmp_path / "p.jsonl", tmp_path / "c.jsonl", "-o", tmp_path / "b.weights")
    assert "fitted to 2 beads of 1 text\n" in some.err
    assert "the built-in weights do as well on these texts" in some.err
    assert json.loads((tmp_path / "b.weights").read_text("utf-8"))["fitted"]["taken"] == []


def test_a_folder_with_a_memory_and_its_record(align: Any, tmp_path: Path) -> None:
    alignment, _ = aligned()
    save(alignment, tmp_path / "p.jsonl", unaligned=True)
    folder = tmp_path / "folder"
    folder.mkdir()
    assert align("update", folder / "m.tmx", tmp_path / "p.jsonl").status == 0
    assert (folder / "m.tmx.ids").exists()
    fitted = align("fit", folder, "-o", tmp_path / "a.weights")
    assert fitted.status == 0, fitted.err


def test_nothing_to_fit_on(align: Any, tmp_path: Path) -> None:
    alignment, _ = aligned()
    save(alignment, tmp_path / "p.jsonl", unaligned=True)
    made = corrections(alignment, ruled(alignment.beads[0]))
    (tmp_path / "c.jsonl").write_text("".join(correction_lines(made)), encoding="utf-8")
    path = tmp_path / "x.weights"
    alone = align("fit", tmp_path / "c.jsonl", "-o", path)
    assert alone.status == 2
    assert "holds corrections, but no sentences to fit on; give the JSONL that align wrote too" in alone.err
    few = align("fit", tmp_path / "p.jsonl", tmp_path / "c.jsonl", "-o", path)
    assert few.status == 2
    assert "there is nothing to fit on; approve a few pairs that follow each other" in few.err
    assert not path.exists()
