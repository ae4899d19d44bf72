"""Strict, lax and link scores: by hand, against a plain twin, and over files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.alignments import make_alignment, small_alignment

from duiqi.errors import InputError
from duiqi.evaluation import Scores, Tally, evaluate, evaluate_folder, read_gold, read_index
from duiqi.export import save
from duiqi.model import Bead

CASES = json.loads((Path(__file__).parents[1] / "cases" / "evaluation.json").read_text(encoding="utf-8"))

beads = st.lists(
    st.tuples(st.lists(st.integers(0, 6), max_size=3), st.lists(st.integers(0, 6), max_size=3)), max_size=8
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_by_hand(case: dict[str, object]) -> None:
    scores = evaluate(case["predicted"], case["gold"])  # type: ignore[arg-type]
    for name in ("strict", "lax", "links", "nulls", "published"):
        tally = getattr(scores, name)
        assert [tally.right, tally.predicted, tally.found, tally.gold] == case[name], name


def vecalign_precision(gold: list[object], test: list[object]) -> tuple[int, int, int]:
    """Right strictly, right laxly, all: the definition of Vecalign's score.py in plain words."""
    strict = lax = 0
    for zh, en in test:  # type: ignore[misc]
        exact = (zh, en) in gold
        overlap = any(set(zh) & set(g[0]) and set(en) & set(g[1]) for g in gold)  # type: ignore[index]
        strict += exact
        lax += exact or overlap
    return strict, lax, len(test)


@given(beads, beads)
def test_agrees_with_vecalign(
    predicted: list[tuple[list[int], list[int]]], gold: list[tuple[list[int], list[int]]]
) -> None:
    def normal(beads: list[tuple[list[int], list[int]]]) -> list[object]:
        found: list[object] = []
        for zh, en in beads:
            alone = [([i], []) for i in zh] + [([], [j]) for j in en]
            for bead in [(sorted(set(zh)), sorted(set(en)))] if zh and en else alone:
                if bead not in found:
                    found.append(bead)
        return found

    test, truth = normal(predicted), normal(gold)
    solid_test, solid_truth = ([b for b in x if b[0] and b[1]] for x in (test, truth))  # type: ignore[index]
    scores = evaluate(predicted, gold)
    precision, recall = vecalign_precision(truth, test), vecalign_precision(solid_test, solid_truth)
    published = scores.published
    assert (published.right, published.predicted) == (precision[0], precision[2])
    assert (published.found, published.gold) == (recall[0], recall[2])
    without_nulls = vecalign_precision(solid_truth, solid_test)
    assert (scores.strict.right, scores.lax.right, scores.lax.predicted) == without_nulls
    assert (scores.lax.found, scores.lax.gold) == recall[1:]
    assert len(scores.wrong) == scores.strict.predicted - scores.strict.right
    assert scores.strict == sum(scores.by_type.values(), Tally())


@given(beads)
def test_gold_against_itself(gold: list[tuple[list[int], list[int]]]) -> None:
    scores = evaluate(gold, gold)
    for tally in (scores.strict, scores.lax, scores.links, scores.nulls):
        assert tally.right == tally.predicted == tally.found == tally.gold
    assert scores.wrong == ()


@given(st.tuples(beads, beads), st.tuples(beads, beads))
def test_counts_add_up(first: tuple[list[object], ...], second: tuple[list[object], ...]) -> None:
    one, two = evaluate(*first), evaluate(*second)  # type: ignore[arg-type]
    total = sum([one, two])
    assert isinstance(total, Scores)
    assert total.strict.predicted == one.strict.predicted + two.strict.predicted
    assert total.documents == 2
    assert total.wrong == one.wrong + two.wrong
    assert total.strict == sum(total.by_type.values(), Tally())


def test_alignment_beads_and_files_are_the_same(tmp_path: Path) -> None:
    alignment = small_alignment()
    for name in ("a.jsonl", "a.tmx", "a.jsonl.gz", "a.tmx.gz"):
        save(alignment, tmp_path / name, unaligned=True)
        scores = evaluate(tmp_path / name, alignment)
        assert (scores.strict.precision, scores.strict.recall) == (1.0, 1.0)
        assert scores.nulls.found == (1 if "jsonl" in name else 0)
    assert evaluate(alignment.beads, alignment).strict.f1 == 1.0
    assert evaluate(list(alignment.pairs()), alignment).strict.f1 == 1.0
    (tmp_path / "a.align").write_text("[0]:[0]\n[1]:[1, 2]:0.31\n\n[2]:[]\n[3]:[3]\n")
    assert evaluate(tmp_path / "a.align", alignment) == evaluate(alignment, alignment)


def test_report() -> None:
    scores = evaluate([([0], [0]), ([1], [1]), ([2], [5])], [([0], [0]), ([1], [1, 2])], document="r1")
    assert str(scores) == (
        "         precision    recall        F1   predicted      gold\n"
        "strict       0.333     0.500     0.400           3         2\n"
        "lax          0.667     1.000     0.800           3         2\n"
        "links        0.667     0.667     0.667           3         3\n"
        "nulls        0.000     0.000     0.000           0         0\n"
        "1-1          0.333     1.000     0.500           3         1\n"
        "1-2          0.000     0.000     0.000           0         1"
    )
    assert [str(bead) for bead in scores.wrong] == [
        "r1: [1]:[1] where gold has [1]:[1, 2]",
        "r1: [2]:[5] where gold has nothing",
    ]


@pytest.mark.parametrize("bead", [([-1], [0]), ([0], ["1"]), ([True], [0]), ([0.0], [0])])
def test_indices_that_are_none(bead: tuple[list[object], list[object]]) -> None:
    with pytest.raises(InputError, match="has something other than sentence numbers from 0 up"):
        evaluate([bead], [])  # type: ignore[list-item]


@pytest.mark.parametrize(
    "line", ["[0]:[1", "0:0", "[a]:[0]", "[0] [1]", "[0]:[1]; import os", "[0,]:[1]", "[9999999999]:[0]"]
)
def test_lines_that_are_no_beads(tmp_path: Path, line: str) -> None:
    path = tmp_path / "x.align"
    path.write_text(f"[0]:[0]\n{line}\n")
    with pytest.raises(InputError) as caught:
        list(read_index(path))
    assert str(caught.value) == (
        f"{path}:2: is not of the form [0, 1]:[2]; "
        "evaluation reads JSONL, TMX with sentence numbers, and lines of that form"
    )


def make_gold(folder: Path, src: str, tgt: str, beads: str) -> Path:
    for name, text in (("src/001", src), ("tgt/001", tgt), ("gold/001.align", beads)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_gold_folder_is_chinese_first(tmp_path: Path) -> None:
    make_gold(tmp_path / "zh", "一。\n二。\n", "One and two.\n", "[0, 1]:[0]\n")
    make_gold(tmp_path / "en", "One and two.\n", "一。\n二。\n", "[0]:[0, 1]\n")
    documents = [next(read_gold(tmp_path / name)) for name in ("zh", "en")]
    assert documents[0] == documents[1]
    assert documents[0].zh == ("一。", "二。")
    assert documents[0].beads == (((0, 1), (0,)),)


def test_gold_that_does_not_fit(tmp_path: Path) -> None:
    make_gold(tmp_path, "一。\n", "One.\n", "[0]:[0]\n[1]:[]\n")
    with pytest.raises(InputError, match=r"001\.align: src/001 has only 1 lines"):
        list(read_gold(tmp_path))


def test_folders(tmp_path: Path) -> None:
    gold = make_gold(tmp_path / "gold", "One.\nTwo.\n", "一。\n二。\n", "[0]:[0]\n[1]:[1]\n")
    predicted = tmp_path / "predicted"
    predicted.mkdir()
    with pytest.raises(InputError, match="predicted: the folder is empty"):
        evaluate_folder(predicted, gold)
    save(make_alignment(["一。", "二。"], ["One.", "Two."], [(1, 1, 0.9), (1, 1, 0.9)]), predicted / "001.jsonl")
    assert evaluate_folder(predicted, gold).strict.f1 == 1.0
    assert evaluate_folder(predicted, gold / "gold").strict.f1 == 1.0
    (predicted / "001.align").write_text("[0]:[0]\n")
    with pytest.raises(InputError, match=r"001\.jsonl: there is 001\.align too; remove one of them"):
        evaluate_folder(predicted, gold)
    (predicted / "001.align").rename(predicted / "002.align")
    (predicted / "001.jsonl").unlink()
    with pytest.raises(InputError, match="there is no prediction for 001; align that document too"):
        evaluate_folder(predicted, gold)
    with pytest.raises(InputError, match="none: is no folder"):
        evaluate_folder(tmp_path / "none", gold)


@pytest.mark.parametrize(
    "name", ["001.index", "001.INDEX.gz", "001.tmx", "001.jsonl.gz", "001.align", "001.txt", "001"]
)
def test_files_of_a_folder_are_found_by_name(tmp_path: Path, name: str) -> None:
    """Whatever form they have, as ``align -o`` writes them or another program does."""
    gold = make_gold(tmp_path / "gold", "One.\nTwo.\n", "一。\n二。\n", "[0]:[0]\n[1]:[1]\n")
    alignment = make_alignment(["一。", "二。"], ["One.", "Two."], [(1, 1, 0.9), (1, 1, 0.9)])
    (tmp_path / "predicted").mkdir()
    form = None if name.endswith(("tmx", "jsonl.gz")) else "index"
    save(alignment, tmp_path / "predicted" / name, format=form)
    assert evaluate_folder(tmp_path / "predicted", gold).strict.f1 == 1.0


@pytest.mark.parametrize(
    ("name", "documents", "solid", "nulls"),
    [("seed", 1, 26, 0), ("macdev", 6, 1316, 13), ("aca", 1, 1063, 0), ("wmt22-enzh-resplit", 144, 1739, 0)],
)
def test_development_gold(shared: Path, name: str, documents: int, solid: int, nulls: int) -> None:
    gold = list(read_gold(shared / "gold" / name))
    scores = sum(evaluate(document.beads, document.beads) for document in gold)
    assert isinstance(scores, Scores)
    assert (scores.documents, scores.strict.gold, scores.nulls.gold) == (documents, solid, nulls)
    assert all(any("\u4e00" <= char <= "\u9fff" for char in "".join(document.zh)) for document in gold)


def test_bead_objects() -> None:
    assert evaluate([Bead(range(2), range(1), 0.5)], [([1, 0], [0])]).strict.f1 == 1.0


def test_what_are_no_beads() -> None:
    with pytest.raises(TypeError, match="'a' is no bead"):
        evaluate(["a"], [([0], [0])])  # type: ignore[list-item]
