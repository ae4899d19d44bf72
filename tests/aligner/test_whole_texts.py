"""Whole texts: what sentences alone lose in them, and which runs they do not have."""

from __future__ import annotations

import numpy as np
import pytest
from support.bitexts import spans_of

from duiqi.aligner import align_keeping_lattice
from duiqi.aligner.bitext.sides import make_bitext
from duiqi.aligner.candidates.first_pass import Candidates
from duiqi.aligner.candidates.lattice import Lattice, make_lattice
from duiqi.aligner.scoring import whole_texts
from duiqi.aligner.scoring.passes import Scored, score_beads
from duiqi.aligner.scoring.weights import load_weights
from duiqi.aligner.scoring.whole_texts import BY_LENGTH, costs_by_length, costs_of_beads, unlikely_runs
from duiqi.segmentation import segment

ZH = ["会议在北京举行。", "代表来自许多国家。", "他们感谢主席。"]
EN = ["The meeting was held in Beijing, representatives came from many countries and they thanked the chairman."]


def lattice_of_three() -> Lattice:
    """All Chinese sentences beside the English one, or the first alone beside it, with the others single or a run."""
    spans = spans_of((0, 0, 1, 1), (0, 0, 3, 1), (1, 1, 1, 0), (2, 1, 1, 0))
    return make_lattice(Candidates(spans, np.zeros(4)))


@pytest.mark.parametrize(("probability", "unlikely"), [((0.5, 0.5), True), ((0.9, 0.5), True), ((0.7, 0.7), False)])
def test_a_run_of_which_a_sentence_is_doubtful_is_unlikely(probability: tuple[float, float], unlikely: bool) -> None:
    lattice = lattice_of_three()
    single = lattice.spans.is_null & ~lattice.spans.is_run
    posterior = np.zeros(len(lattice))
    posterior[single] = probability
    found = unlikely_runs(lattice, posterior)
    assert found.tolist() == (lattice.spans.is_run & unlikely).tolist()
    assert lattice.spans.is_run.sum() == 1


def test_long_sentences_lose_more_and_pairs_nothing() -> None:
    bitext, lattice = make_bitext(ZH, EN), lattice_of_three()
    zh, en = costs_by_length(bitext)
    assert zh[1] > zh[0] > zh[2]
    assert zh[1] - zh[2] == pytest.approx(BY_LENGTH * np.log(10 / 8))
    assert en[0] > zh.max()
    by_bead = dict(zip(lattice.spans.tuples(), costs_of_beads(bitext, lattice), strict=True))
    assert by_bead[0, 0, 1, 1] == by_bead[0, 0, 3, 1] == 0.0
    assert by_bead[1, 1, 1, 0] == pytest.approx(zh[1])
    assert by_bead[1, 1, 2, 0] == pytest.approx(zh[1] + zh[2])


def scored_from(whole: int, monkeypatch: pytest.MonkeyPatch) -> Scored:
    """The text scored where texts count as whole from so many sentences."""
    monkeypatch.setattr(whole_texts, "WHOLE", whole)
    return score_beads(make_bitext(ZH, EN), lattice_of_three(), load_weights())


def test_beads_of_a_whole_text(monkeypatch: pytest.MonkeyPatch) -> None:
    short, whole = (scored_from(size, monkeypatch) for size in (2, 1))
    assert short.omissions == whole.omissions == 0.0
    assert (short.lattice.spans.is_run.sum(), short.alone_costs) == (1, None)
    assert (whole.lattice.spans.is_run.sum(), whole.alone_costs is None) == (0, False)
    assert [len(x) for x in (whole.features, whole.score, whole.posterior, whole.by_itself)] == [len(whole.lattice)] * 4
    assert whole.posterior[whole.lattice.head == whole.lattice.nodes - 1].sum() == pytest.approx(1.0)
    kept = ~short.lattice.spans.is_run
    change = short.score[kept] - whole.score
    assert change == pytest.approx(costs_of_beads(make_bitext(ZH, EN), whole.lattice))


def test_what_is_kept_for_realigning_knows_the_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The log-odds of a sentence alone are those of the null bead over it where the path's bead begins."""
    monkeypatch.setattr(whole_texts, "WHOLE", 1)
    alignment, lattice = align_keeping_lattice(segment("".join(ZH), "zh"), segment(" ".join(EN), "en"))
    (bead,) = alignment.beads
    assert (list(bead.zh), list(bead.en)) == ([0, 1, 2], [0])
    odds = dict(zip(lattice.spans.tuples(), lattice.score, strict=True))
    there = [k for k in bead.zh if (k, 0, 1, 0) in odds]
    assert there
    assert [odds[k, 0, 1, 0] for k in there] == pytest.approx(lattice.alone[0][there], abs=2e-6)
