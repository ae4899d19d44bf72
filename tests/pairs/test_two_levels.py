"""Sentences and their clauses together: what is written, and read back."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import duiqi
from duiqi import InputError
from duiqi.export import iter_pairs
from duiqi.model import Alignment, Bead, Sentence
from duiqi.pairs.fields import unit_id
from duiqi.pairs.two_levels import TwoLevels


def two_levels() -> TwoLevels:
    zh, en = (tuple(Sentence(text, 0, 1) for text in side) for side in (("甲，", "乙。", "丙。"), ("A;", "b.", "C.")))
    beads = (
        Bead(range(1), range(1), 0.8),
        Bead(range(1, 2), range(1, 2), 0.7),
        Bead(range(2, 3), range(2, 2), 0.9),
        Bead(range(3, 3), range(2, 3), 0.9),
    )
    return TwoLevels(zh, en, beads, "made", "d", (), (Bead(range(2), range(2), 0.9),))


def test_the_sentences_come_first_and_are_the_parent_of_their_clauses() -> None:
    whole, first, second = two_levels().pairs()
    assert (whole.zh, whole.en, whole.parent) == ("甲，乙。", "A; b.", "")
    assert [(pair.zh, pair.en, pair.parent) for pair in (first, second)] == [
        ("甲，", "A;", unit_id(whole)),
        ("乙。", "b.", unit_id(whole)),
    ]
    assert len(two_levels()) == 3


def test_what_scores_less_and_what_is_alone_comes_when_asked_for() -> None:
    assert [pair.zh for pair in two_levels().pairs(min_score=0.75)] == ["甲，乙。", "甲，"]
    alone = list(two_levels().pairs(unaligned=True))[3:]
    assert [(pair.zh, pair.en, pair.parent) for pair in alone] == [("丙。", "", ""), ("", "C.", "")]


@pytest.mark.parametrize("format", ["jsonl", "tmx"])
def test_parents_read_back(tmp_path: Path, format: str) -> None:
    path = tmp_path / f"pairs.{format}"
    duiqi.save(two_levels(), path)
    assert [(pair.zh, pair.parent) for pair in iter_pairs(path)] == [(p.zh, p.parent) for p in two_levels().pairs()]


def test_other_formats_refuse_them() -> None:
    with pytest.raises(InputError) as caught:
        duiqi.save(two_levels(), io.BytesIO(), format="tsv")
    assert str(caught.value) == "tsv has no place for the sentences of clauses; write JSONL or TMX"


def test_a_parent_that_is_no_id_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text(json.dumps({"zh": "甲", "en": "A", "parent": "above"}), encoding="utf-8")
    with pytest.raises(InputError, match='"parent" is no id of 16 hexadecimal digits'):
        list(iter_pairs(path))


def test_levels_of_the_reference_document(seed_path: Path) -> None:
    sentences, clauses, both = (duiqi.align(seed_path, level=level) for level in ("sentence", "clause", "both"))  # type: ignore[arg-type]
    assert isinstance(both, Alignment)
    texts = [{(pair.zh, pair.en) for pair in alignment} for alignment in (sentences, clauses, both)]
    assert texts[2] == texts[0] | texts[1]
    assert len(both) == len(list(both)) > len(clauses) > len(sentences)


@pytest.mark.slow
def test_the_same_bytes_whatever_the_hash_seed(seed_path: Path) -> None:
    command = [sys.executable, "-m", "duiqi", str(seed_path), "--level", "both", "--quiet"]
    first, second = (
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2")
    )
    assert first == second != b""
