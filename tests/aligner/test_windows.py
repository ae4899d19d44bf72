"""Long texts cut into windows: these tile the text, and cutting changes nothing in a clean one."""

from __future__ import annotations

import itertools
import random

import pytest
from support.bitexts import random_bitext, strengths_of, words_of

from duiqi.aligner.bitext.sides import Bitext, TokenizedSide, make_bitext
from duiqi.aligner.candidates.lattice import best_path, candidate_lattice
from duiqi.aligner.narrowing import windows
from duiqi.aligner.narrowing.anchors import find_anchors
from duiqi.aligner.narrowing.band import make_band
from duiqi.aligner.narrowing.windows import Window
from duiqi.aligner.result.beads import beads_along
from duiqi.aligner.scoring.passes import score_beads
from duiqi.aligner.scoring.weights import load_weights
from duiqi.model import Bead


def beads_of(window: Window) -> list[Bead]:
    """The beads of a window, without self-training."""
    weights, bitext = load_weights(), window.bitext
    band = make_band(bitext.zh.size, bitext.en.size, window.anchors)
    lattice = candidate_lattice(bitext, band, weights.first_pass)
    scored = score_beads(bitext, lattice, weights, self_training=False)
    return beads_along(best_path(scored.lattice, scored.score), window, scored)


def test_cut_text_gives_the_same_beads(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clean text cut every dozen sentences: the same beads and nearly the same scores as in one piece."""
    nouns = [
        ("飞机", "planes"),
        ("汽车", "cars"),
        ("玻璃", "glass"),
        ("牛奶", "milk"),
        ("皮鞋", "shoes"),
        ("电灯", "lamps"),
    ]
    places = [("上海", "Shanghai"), ("北京", "Beijing"), ("广州", "Guangzhou"), ("武汉", "Wuhan"), ("南京", "Nanjing")]
    pairs = [
        (f"{place[0]}的第{number}号工厂生产{noun[0]}。", f"Factory number {number} in {place[1]} makes {noun[1]}.")
        for number, (noun, place) in enumerate(itertools.product(nouns, places), start=101)
    ]
    bitext = make_bitext([zh for zh, _ in pairs], [en for _, en in pairs])
    anchors = find_anchors(bitext)
    [whole] = windows.cut_into_windows(bitext, anchors)
    monkeypatch.setattr(windows, "MAX_WHOLE", 20)
    monkeypatch.setattr(windows, "SIZE", 8)
    parts = list(windows.cut_into_windows(bitext, anchors))
    assert len(parts) >= 3
    uncut = beads_of(whole)
    joined = [bead for part in parts for bead in beads_of(part)]
    assert [(b.zh, b.en) for b in joined] == [(b.zh, b.en) for b in uncut]
    assert [(b.zh, b.en) for b in uncut] == [(range(k, k + 1), range(k, k + 1)) for k in range(30)]
    assert max(abs(x.score - y.score) for x, y in zip(joined, uncut, strict=True)) < 0.05


def named(side: TokenizedSide, words: list[int]) -> list[str]:
    """Words instead of their numbers."""
    return [side.vocabulary[word] for word in words]


def named_strengths(bitext: Bitext) -> dict[tuple[str, str], float]:
    """The strengths by words."""
    zh, en = bitext.zh.vocabulary, bitext.en.vocabulary
    return {(zh[i], en[j]): strength for (i, j), strength in strengths_of(bitext.table).items()}


def test_windows_tile_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "MAX_WHOLE", 10)
    monkeypatch.setattr(windows, "SIZE", 4)
    bitext = random_bitext(random.Random(1), 30, 33)
    anchors = [(k, k + (3 if k > 15 else 0)) for k in range(30) if k % 7]
    parts = list(windows.cut_into_windows(bitext, anchors))
    assert len(parts) > 2
    i = j = 0
    for part in parts:
        assert (part.zh, part.en) == (i, j)
        for ours, whole, first in ((part.bitext.zh, bitext.zh, i), (part.bitext.en, bitext.en, j)):
            for k in range(ours.size):
                assert named(ours, words_of(ours, k)) == named(whole, words_of(whole, first + k))
            assert set(ours.tokens) == set(range(len(ours.vocabulary)))
            of_word = dict(zip(whole.vocabulary, zip(whole.counts, whole.idf, strict=True), strict=True))
            assert list(zip(ours.counts, ours.idf, strict=True)) == [of_word[word] for word in ours.vocabulary]
        strengths = named_strengths(bitext)
        here = itertools.product(part.bitext.zh.vocabulary, part.bitext.en.vocabulary)
        assert named_strengths(part.bitext) == {pair: strengths[pair] for pair in here if pair in strengths}
        assert all((part.zh + x, part.en + y) in anchors for x, y in part.anchors)
        i, j = i + part.bitext.zh.size, j + part.bitext.en.size
    assert (i, j) == (30, 33)


@pytest.mark.parametrize("anchors", [[], [(5, 4), (9, 9), (30, 20), (31, 40)], [(k, k) for k in range(2, 60, 3)]])
@pytest.mark.parametrize("size", [(60, 60), (60, 20), (60, 0), (7, 60)])
def test_no_window_is_longer_than_it_may_be(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], anchors: list[tuple[int, int]]
) -> None:
    """With anchors or without, none of them beyond doubt."""
    monkeypatch.setattr(windows, "MAX_WHOLE", 20)
    monkeypatch.setattr(windows, "LONGEST", 10)
    n, m = size
    anchors = [(i, j) for i, j in anchors if i < n and j < m]
    bitext = make_bitext(["飞机。"] * n, ["A plane."] * m)
    parts = list(windows.cut_into_windows(bitext, anchors))
    assert all(max(part.bitext.zh.size, part.bitext.en.size) <= 10 for part in parts)
    starts = [(part.zh, part.en) for part in parts]
    ends = [(part.zh + part.bitext.zh.size, part.en + part.bitext.en.size) for part in parts]
    assert starts == [(0, 0), *ends[:-1]]
    assert ends[-1] == size
    found = [(part.zh + i, part.en + j) for part in parts for i, j in part.anchors]
    assert set(found) <= set(anchors)
    assert len(found) >= len(anchors) - 1
    for part in parts:
        assert all(0 <= i < part.bitext.zh.size and 0 <= j < part.bitext.en.size for i, j in part.anchors)
