"""The types: what they print, what they hold as a container, and which values they take."""

from __future__ import annotations

import pickle
import re
from pathlib import Path
from typing import get_args

import pytest
from support.alignments import repaired_alignment, small_alignment

import duiqi
from duiqi.cleaning.fixes import FIXES
from duiqi.errors import InputError, check_choice
from duiqi.model import Alignment, Bead, Document, Paragraph
from duiqi.options import Options, RepairKind

SHORT = 200  # characters
REPAIRS = f"'all' or 'none', or a list of: {', '.join(FIXES)}"


def test_an_alignment_prints_short() -> None:
    assert repr(Alignment((), (), ())) == "<Alignment: 0 pairs of 0 Chinese and 0 English sentences>"
    assert re.fullmatch(
        r"<Alignment .*: 3 pairs of \d Chinese and \d English sentences, mean score 0\.\d\d>", repr(small_alignment())
    )


def test_a_real_alignment_prints_short(seed_path: Path) -> None:
    alignment = duiqi.align(str(seed_path))
    assert len(repr(alignment)) < SHORT
    assert len(repr(duiqi.load(str(seed_path)))) < SHORT
    assert repr(alignment).startswith(f"<Alignment {alignment.source}: {len(alignment)} pairs of 27 Chinese and 41 ")


def test_a_document_prints_short() -> None:
    assert repr(Document("a.txt", "会议。" * 1000, (Paragraph("zh", "text", 0, 3000),))) == (
        "<Document a.txt: 3,000 characters, 1 paragraph, 0 edits, layout auto>"
    )


def test_an_alignment_holds_its_pairs() -> None:
    alignment = small_alignment()
    assert list(alignment) == list(alignment.pairs())
    assert len(alignment) == len(list(alignment)) == 3
    assert len(list(alignment.pairs(unaligned=True))) == len(alignment.beads) == 4
    empty = Alignment((), (), ())
    assert (len(empty), list(empty)) == (0, [])
    assert empty, "an alignment is one also without pairs"


def test_equal_and_hashed_by_what_is_in_them() -> None:
    assert small_alignment() == small_alignment()
    assert Alignment((), (), (), source="a") != Alignment((), (), (), source="b")
    assert hash(Alignment((), (), ())) == hash(Alignment((), (), ()))
    assert hash(Document("a", "b")) == hash(Document("a", "b"))
    assert pickle.loads(pickle.dumps(small_alignment())) == small_alignment()


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"punctuation": "bogus"}, ValueError, "punctuation is 'bogus'; it can be 'keep' or 'restore'"),
        ({"punctuation": True}, TypeError, "punctuation is True; it can be 'keep' or 'restore'"),
        ({"paragraphs": "yes"}, TypeError, "paragraphs is 'yes'; it can be True or False"),
        ({"paragraphs": 1}, TypeError, "paragraphs is 1; it can be True or False"),
        ({"repair": "entities"}, ValueError, f"repair is 'entities'; it can be {REPAIRS}"),
        ({"repair": ["hard wraps", "bogus"]}, ValueError, f"repair is 'bogus'; it can be {REPAIRS}"),
        (
            {"own_weights": "my.weights"},
            TypeError,
            "own_weights is 'my.weights'; it is what duiqi.adapting.read_own_weights gives",
        ),
        ({"self_training": None}, TypeError, "self_training is None; it can be True or False"),
    ],
)
def test_options_that_there_are_not(options: dict[str, object], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        Options(**options)  # type: ignore[arg-type]


def test_the_kinds_of_repairs_are_the_fixes_in_their_order() -> None:
    assert get_args(RepairKind) == tuple(FIXES)
    assert Options(repair=["hard-wraps", "entities", "hard wraps"]).repair == ("entities", "hard wraps")
    assert Options(repair=FIXES).repair == tuple(FIXES)
    assert (Options().repair, Options(repair="none").repair, Options(repair=()).repair) == ("all", "none", ())
    assert hash(Options(repair=["entities"])) == hash(Options(repair={"entities"}))


def test_the_score_of_a_pair_counts_what_was_inferred() -> None:
    alignment = repaired_alignment()
    assert [pair.repair for pair in alignment] == ["", "exact", "inferred"]
    assert [pair.score for pair in alignment] == pytest.approx([0.9, 0.9, 0.72])
    assert [pair.bead.score for pair in alignment] == [0.9, 0.9, 0.9]
    assert len(list(alignment.pairs(min_score=0.8))) == 2
    assert "mean score 0.84" in repr(alignment)


def test_a_choice_that_there_is() -> None:
    check_choice("level", "clause", ("sentence", "clause", "paragraph"))
    with pytest.raises(ValueError, match=r"it can be 'sentence', 'clause' or 'paragraph'$"):
        check_choice("level", "word", ("sentence", "clause", "paragraph"))


def test_an_input_error_crosses_processes_whole() -> None:
    error = InputError("is not UTF-8", path="a.txt", line=3, advice="name its encoding")
    copy = pickle.loads(pickle.dumps(error))
    assert str(copy) == "a.txt:3: is not UTF-8; name its encoding"
    assert (copy.message, copy.path, copy.line, copy.advice) == (error.message, error.path, error.line, error.advice)


def test_beads_go_into_sets() -> None:
    bead = Bead(range(1), range(1), 0.9, {"rivals": 2.2})
    assert len({bead, Bead(range(1), range(1), 0.9, {"rivals": 2.2})}) == 1


@pytest.mark.parametrize(("least", "kind"), [(90, ValueError), ("0.5", TypeError), (None, TypeError)])
def test_a_bound_that_no_score_reaches(least: object, kind: type[Exception]) -> None:
    alignment = Alignment((), (), ())
    with pytest.raises(kind, match="scores are probabilities, from 0 to 1"):
        list(alignment.pairs(min_score=least))  # type: ignore[arg-type]
