"""What the benchmarks of the aligner reckon, and that the functions and constants they name are there."""

from __future__ import annotations

import random
from collections import Counter
from importlib import import_module

import pytest

from duiqi.model import Bead
from tests.benchmarks import accuracy, kinds_of_text, measures, peers, speed
from tests.benchmarks.ablation_page import with_effects


@pytest.mark.parametrize("stage", speed.STAGES)
def test_stages_that_are_timed(stage: str) -> None:
    assert all(callable(getattr(import_module(module), name)) for module, name in speed.STAGES[stage])


def test_stages_that_are_left_out() -> None:
    pytest.importorskip("scipy")
    from tests.benchmarks.ablation import GROUPS, STAGES, lines_of_features

    changes = [change for stage in STAGES.values() for change in stage]
    assert all(isinstance(getattr(import_module(module), constant), int | float) for module, constant, _ in changes)
    assert all(lines_of_features()[group] for group in GROUPS)


def test_calibration_error() -> None:
    judged = measures.Judged
    assert judged((0.9,) * 20, (True,) * 20).calibration_error() == pytest.approx(0.1)
    # Two bins of one score each, .2 too high and .3 too low, of equal size.
    apart = judged((0.2,) * 10 + (0.7,) * 10, (False,) * 10 + (True,) * 10)
    assert apart.calibration_error() == pytest.approx(0.25)
    assert judged((0.9,) * 20, (True,) * 18 + (False,) * 2).at_least(0.9) == (1.0, 0.9)
    sizes = [size for _, _, size in judged(tuple(k / 25 for k in range(25)), (True,) * 25).bins()]
    assert (len(sizes), sum(sizes), max(sizes) - min(sizes)) == (10, 25, 1)


def test_true_scores_show_an_error_that_falls_with_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds_of_text, "DRAWS", 40)
    scores = [k / 41 for k in range(1, 41)]
    few, many = kinds_of_text.chance_error(scores), kinds_of_text.chance_error([k / 1001 for k in range(1, 1001)])
    assert 0.05 < few[0] < few[1] < 0.25
    # 25 times the beads show a fifth of the error.
    assert many[0] == pytest.approx(few[0] / 5, rel=0.3)
    assert kinds_of_text.chance_error((1.0,) * 30) == (0.0, 0.0)
    assert few == kinds_of_text.chance_error(scores)


ENDS = ("/5", "/40", "/deleted", "/orphans", "/deleted-pieces", "/orphans-pieces")


def test_beads_are_judged_by_kind_of_text() -> None:
    bead = {"predicted": [[0, 0, 1, 1], [1, 1, 1, 0]], "posterior": [0.9, 0.6], "gold": [[0, 0, 1, 1], [1, 1, 0, 1]],
            "scoring_pass": "x", "nulls": [[[1, 1, 1, 0], 0.6]], "evidence": [0.0, 0.0, 0.0]}  # fmt: skip
    outcomes = [{**bead, "document": f"macdev/001{end}"} for end in ("", *ENDS)]
    found = kinds_of_text.by_kind(outcomes, {"x": {"match": [1.0, 0.0], "null": [1.0, 0.0, 0.0, 0.0, 0.0]}})
    assert {name: len(judged.score) for name, judged in found.items()} == {
        f"{kind}: {what}": 1 + kind.startswith("short:")
        for kind in kinds_of_text.KINDS.values()
        for what in ("pairs", "sentences alone")
    }
    assert {judged.right for name, judged in found.items() if name.endswith("pairs")} == {(True,), (True, True)}
    assert {judged.right for name, judged in found.items() if name.endswith("alone")} == {(False,), (False, False)}


def test_the_table_of_kinds_stands_between_its_marks() -> None:
    page = f"before\n{kinds_of_text.BEGIN}\nold\n\n{kinds_of_text.END}\nafter\n"
    written = kinds_of_text.with_table(page, "new")
    assert written == page.replace("old", "new")
    with pytest.raises(ValueError, match="kinds of text"):
        kinds_of_text.with_table("before\nafter\n", "new")
    scoring = kinds_of_text.PAGE.read_text(encoding="utf-8")
    assert all(f"| {kind}: pairs |" in scoring for kind in kinds_of_text.KINDS.values())


def test_blocks_of_a_single_document_add_up() -> None:
    gold = [((k,), (k,)) for k in range(120)]
    predicted = [*gold[:60], ((60, 61), (60, 61)), *gold[62:]]
    blocks, what = measures.units([predicted], [gold])
    assert (len(blocks), what) == (3, "blocks of 50 beads")
    total = sum(blocks)
    assert (total.strict.right, total.strict.predicted, total.strict.gold) == (118, 119, 120)
    interval = measures.intervals(blocks, {"f1": lambda s: s.strict.f1})["f1"]
    assert interval[0] < total.strict.f1 < interval[1]
    assert interval == measures.intervals(blocks, {"f1": lambda s: s.strict.f1})["f1"]
    assert measures.intervals(blocks[:1], {"f1": lambda s: s.strict.f1}) == {}


def test_null_beads_are_judged_one_by_one() -> None:
    beads = [Bead(range(0, 1), range(0, 0), 0.7, {}), Bead(range(1, 2), range(0, 1), 0.6, {})]
    gold = [((0, 1), ()), ((), (0,))]
    assert measures.judge(beads, gold, null=True) == measures.Judged((0.7,), (True,))
    assert measures.judge(beads, gold, null=False) == measures.Judged((0.6,), (False,))


def test_deletions_orphan_the_other_side() -> None:
    beads = tuple((2 * k, k, 2, 1) for k in range(50))
    text = accuracy.Text("t", tuple(f"z{k}" for k in range(100)), tuple(f"e{k}" for k in range(50)), beads)
    for runs in (False, True):
        damaged, orphans = accuracy.deleted(text, 0.06, runs, random.Random(1))
        assert (len(damaged.zh), len(damaged.en)) == (100 - 6, 50 - 3)
        assert Counter(side for side, _ in orphans) == {"zh": 6, "en": 3}
        kept = [(i, j, n_zh, n_en) for i, j, n_zh, n_en in damaged.beads if n_zh and n_en]
        assert len(kept) == 44
        assert all(int(damaged.zh[i][1:]) == 2 * int(damaged.en[j][1:]) for i, j, _, _ in kept)
        covered = [("zh", k) for i, _, n_zh, _ in kept for k in range(i, i + n_zh)] + [("en", j) for _, j, _, _ in kept]
        assert not orphans & set(covered)


def test_beads_of_links_and_ladders() -> None:
    assert peers.beads_of_links([(0, 0), (0, 1), (2, 2)], 3, 4) == [
        ((0,), (0, 1)),
        ((2,), (2,)),
        ((1,), ()),
        ((), (3,)),
    ]
    assert peers.ladder("0\t0\t0.3\n1\t2\t1.2\n2\t2\t0\n", 3, 3) == [
        ((0,), (0, 1)),
        ((1,), ()),
        ((2,), (2,)),
    ]


def test_hunalign_gets_surface_forms() -> None:
    (zh, en), pairs = peers.hunalign_input(["老师们在学校。"], ["The teachers are at school."])
    assert "学校" in zh[0]
    assert "teachers" in en[0]
    assert ("学校", "school") in pairs
    assert ("老师", "teachers") in pairs or ("老师们", "teachers") in pairs


def test_effects_are_written_into_the_page() -> None:
    page = "## Left out\n\n### `a`, `b`\n\ntext\n\nLeft out: old\n\n### `c`\n\nLeft out (x): old\n\n"
    page += "## End\n\nLeft out: kept\n"
    effects = {("a",): "1", ("b",): "2", ("b", "a"): "3", ("c",): "4"}
    assert with_effects(page, effects) == (
        "## Left out\n\n### `a`, `b`\n\ntext\n\n"
        "Left out (nats a bead; F1 plain, cut short, pieces): `a` 1; `b` 2; together 3.\n\n"
        "### `c`\n\nLeft out (nats a bead; F1 plain, cut short, pieces): 4.\n\n## End\n\nLeft out: kept\n"
    )
