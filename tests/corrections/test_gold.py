"""Corrections as gold: for evaluation, and for fitting."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.corrected import EN, ZH, aligned, corrections

from duiqi import save
from duiqi.adapting import read_corrected
from duiqi.corrections import Ruling
from duiqi.corrections.gold import approved_beads
from duiqi.corrections.recording import Place, ruled
from duiqi.errors import InputError
from duiqi.evaluation import evaluate_corrections

MERGED = Place(range(1, 3), range(1, 2), beads=(Ruling(2, 1),))


def test_what_was_approved_is_gold() -> None:
    alignment, _ = aligned()
    split = Place(range(4, 5), range(3, 4), ("我们明天", "回上海。"), None, (Ruling(2, 1),))
    made = corrections(alignment, ruled(alignment.beads[0]), MERGED, ruled(alignment.beads[3], "rejected"), split)
    assert approved_beads(alignment, made) == [(range(0, 1), range(0, 1)), (range(1, 3), range(1, 2))]


def test_pairs_are_scored_where_people_looked(tmp_path: Path) -> None:
    alignment, _ = aligned()
    save(alignment, tmp_path / "p.jsonl", unaligned=True)
    scores = evaluate_corrections(tmp_path / "p.jsonl", corrections(alignment, ruled(alignment.beads[0]), MERGED))
    # Predicted: 0:0, which is right, and 1:1, which is part of 1,2:1; sentence 2 alone.
    assert (scores.strict.right, scores.strict.predicted, scores.strict.gold) == (1, 2, 2)
    assert (scores.lax.right, scores.nulls.predicted) == (2, 1)


def test_a_folder_of_pairs(tmp_path: Path) -> None:
    made = []
    for name in ("a.txt", "b.txt"):
        alignment, _ = aligned(source=name)
        save(alignment, tmp_path / f"{name}.jsonl")
        made += corrections(alignment, ruled(alignment.beads[0]))
    scores = evaluate_corrections(tmp_path, made)
    assert (scores.documents, scores.strict.right, scores.strict.gold) == (2, 2, 2)


def test_nothing_was_approved(tmp_path: Path) -> None:
    alignment, _ = aligned()
    save(alignment, tmp_path / "p.jsonl")
    with pytest.raises(InputError) as caught:
        evaluate_corrections(tmp_path / "p.jsonl", [])
    assert str(caught.value) == f"{tmp_path / 'p.jsonl'}: none of the corrections approves a bead of its documents"


def test_stretches_that_were_approved_are_texts_to_fit_on(tmp_path: Path) -> None:
    alignment, _ = aligned(ZH * 3, EN * 3)
    save(alignment, tmp_path / "p.jsonl", unaligned=True)
    merged = [Place(range(5 * k + 1, 5 * k + 3), range(4 * k + 1, 4 * k + 2), beads=(Ruling(2, 1),)) for k in range(3)]
    pairs = [bead for bead in alignment.beads if not bead.is_null and bead.zh.start % 5 not in (1, 2)]
    made = corrections(alignment, *merged, *map(ruled, pairs[:-2]))
    texts = list(read_corrected(tmp_path / "p.jsonl", made))
    assert [(text.document, len(text.beads)) for text in texts] == [("corrected/release.txt/0", 10)]
    assert texts[0].beads[:3] == ((0, 0, 1, 1), (1, 1, 2, 1), (3, 2, 1, 1))
    assert texts[0].zh[:5] == ZH
