"""Pictures of an alignment."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.corrected import EN, ZH, aligned

from duiqi.errors import InputError
from duiqi.model import Alignment, Bead
from duiqi.pictures import plot, save_plot

pytest.importorskip("matplotlib")


@pytest.mark.slow
@pytest.mark.parametrize(("suffix", "begins"), [(".svg", b"<?xml"), (".png", b"\x89PNG"), (".pdf", b"%PDF")])
def test_the_same_alignment_gives_the_same_bytes(suffix: str, begins: bytes, tmp_path: Path) -> None:
    alignment, lattice = aligned(ZH * 2, EN * 2, source="一带一路.txt")
    paths = [tmp_path / f"{name}{suffix}" for name in "ab"]
    for path in paths:
        save_plot(plot(alignment, lattice=lattice), path)
    first, second = (path.read_bytes() for path in paths)
    assert first.startswith(begins)
    assert first == second


def test_a_panel_for_each_thing_asked_for() -> None:
    alignment, _ = aligned()
    # The scale of the path is a panel, too.
    assert len(plot(alignment).axes) == 4
    assert [axes.get_xlabel() for axes in plot(alignment, panels=["scores", "types"]).axes] == [
        "score",
        "beads of a type (Chinese–English sentences)",
    ]
    assert len(plot(alignment, panels=["path"]).axes) == 2


def test_what_the_panels_say() -> None:
    alignment, _ = aligned()
    scores, types = plot(alignment, panels=["scores", "types"]).axes
    wrong = sum(1 - pair.score for pair in alignment)
    assert scores.get_title() == f"4 pairs, about {wrong:.1f} wrong"
    assert [label.get_text() for label in types.get_yticklabels()] == ["1-1", "1-0"]


def test_gold_adds_the_share_that_is_right() -> None:
    alignment, _ = aligned()
    gold = [(bead.zh, bead.en) for bead in alignment.beads[:3]]
    _, share = plot(alignment, panels=["scores"], gold=gold).axes
    assert share.get_ylabel() == "share right"


def _shares(figure: Any) -> list[float]:
    """Where the points of the share that is right are."""
    _, twin = figure.axes
    return [float(value) for value in twin.containers[0][0].get_ydata()]


def test_of_pairs_that_no_one_looked_at_nothing_is_said() -> None:
    alignment, _ = aligned()
    beads = tuple(replace(bead, score=0.95) for bead in alignment.beads)
    alignment = replace(alignment, beads=beads)
    gold = [(bead.zh, bead.en) for bead in beads[:1]]
    (whole,), (part,) = (_shares(plot(alignment, panels=["scores"], gold=gold, partly=p)) for p in (False, True))
    assert (whole, part) == (0.25, 1.0)
    assert _shares(plot(alignment, panels=["scores"], gold=[], partly=True)) == []


@pytest.mark.parametrize("sides", [((), ()), (ZH, ()), ((), EN)])
def test_an_alignment_without_pairs_is_drawn(sides: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    alignment, lattice = aligned(*sides)
    assert plot(alignment, lattice=lattice, gold=[]).axes


def test_a_method_of_the_alignment() -> None:
    alignment, _ = aligned()
    assert alignment.plot(panels=["types"], title="Types").get_suptitle() == "Types"


def test_unknown_panels_and_files(tmp_path: Path) -> None:
    alignment = Alignment((), (), ())
    with pytest.raises(ValueError, match="panels is 'words'; it can be 'path', 'scores' or 'types'"):
        plot(alignment, panels=["words"])  # type: ignore[list-item]
    with pytest.raises(InputError) as caught:
        save_plot(plot(alignment), tmp_path / "p.gif")
    assert str(caught.value) == f"{tmp_path / 'p.gif'}: is not named as a picture; use one of .svg, .png, .pdf"


def test_without_matplotlib(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(InputError) as caught:
        plot(Alignment((), (), ()))
    assert str(caught.value) == (
        "a picture needs the package matplotlib, which is not installed; install it with: pip install 'duiqi[plot]'"
    )


def test_candidates_of_a_list_in_another_order_lie_where_its_entries_stand() -> None:
    alignment, lattice = aligned(("苹果", "梨子"), ("Apple", "Pear"))
    beads = (Bead(range(1), range(1, 2), 0.9), Bead(range(1, 2), range(1), 0.9))
    figure = plot(replace(alignment, beads=beads), panels=["path"], lattice=lattice)
    shade = next(c for c in figure.axes[0].collections if c.get_label() == "candidates of the search")
    lowest = {tuple(path.vertices.min(axis=0)) for path in shade.get_paths()}
    assert {(0.0, 1.0), (1.0, 0.0)} <= lowest


@pytest.mark.parametrize("title", [r"a$\foo$ b.txt", "a$b.txt", "bad\udcff.txt"])
def test_a_name_is_no_formula(title: str, tmp_path: Path) -> None:
    alignment, _ = aligned(source=title)
    save_plot(plot(alignment, panels=["types"]), tmp_path / "a.svg")
    assert (tmp_path / "a.svg").stat().st_size > 1000
