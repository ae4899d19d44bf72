"""The panels of a picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from duiqi.corrections.gold import looked_at
from duiqi.model import Alignment
from duiqi.pictures.style import COLOURS, FAINT, RIGHT, SCALE, WRONG, style
from duiqi.pictures.what import Panel
from duiqi.shown import counted
from duiqi.text.printable import printable

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

    from duiqi.aligner.realigning import ReviewLattice

Gold = Collection[tuple[range, range]]

# Inches: the path is square, the others stand beside it one over the other.
PATH_SIDE, SMALL_WIDTH, SMALL_HEIGHT = 4.8, 3.6, 2.4
WIDTHS = (PATH_SIDE, SMALL_WIDTH)
# From so many beads on, the path is drawn as pixels inside an SVG or PDF, which else would be megabytes.
MANY = 2000
# Points that an anchor is wide in a text of one sentence, and at most: about two sentences, so that beads stay visible.
ANCHOR, LARGEST = 500, 4
# Bars for the scores, a tenth each: a choice.
BINS = 10
# Types of which there are fewer than the most frequent ones are drawn as one.
MOST_TYPES = 8


def draw(
    alignment: Alignment,
    panels: Sequence[Panel],
    lattice: ReviewLattice | None,
    gold: Gold | None,
    title: str,
    partly: bool,
) -> Figure:
    """A figure with these panels, in their order; the others as ``plot`` has them."""
    with style():
        from matplotlib.figure import Figure

        small = [panel for panel in panels if panel != "path"]
        width = PATH_SIDE * ("path" in panels) + SMALL_WIDTH * bool(small)
        height = PATH_SIDE if "path" in panels else SMALL_HEIGHT * max(len(small), 1)
        figure = Figure(figsize=(width, height), layout="constrained")
        if "path" in panels:
            # The path beside the others, in as many rows as these have.
            grid = figure.add_gridspec(max(len(small), 1), 2 if small else 1, width_ratios=WIDTHS if small else None)
            _path(figure.add_subplot(grid[:, 0]), alignment, lattice)
        else:
            grid = figure.add_gridspec(max(len(small), 1), 1)
        for row, panel in enumerate(small):
            axes = figure.add_subplot(grid[row, -1])
            _scores(axes, alignment, gold, partly) if panel == "scores" else _types(axes, alignment)
        if title:
            shown = "\n".join(map(printable, title.split("\n")))
            figure.suptitle(shown, fontsize=10, parse_math=False)  # a name with two dollars is no formula
        return figure


def _path(axes: Axes, alignment: Alignment, lattice: ReviewLattice | None) -> None:
    """Sentences against sentences: each bead a rectangle coloured by its score, on the candidates of the search."""
    from matplotlib.collections import PolyCollection

    beads = alignment.beads
    pixels = len(beads) >= MANY
    if lattice is not None and len(lattice):
        matches = lattice.spans[~lattice.spans.is_null]
        # A list that each language sorts its own way has the English in the order of the beads in the lattice; no
        # candidate spans two entries of it.
        order = [j for bead in beads for j in bead.en]
        english = np.array(order if len(order) == lattice.m else range(lattice.m), dtype=np.int64)[matches.en]
        corners = _corners(matches.zh, matches.end_zh, english, english + matches.n_en)
        shade = PolyCollection(corners, facecolor="#e4e4e4", edgecolor="none", rasterized=len(matches) >= MANY)
        shade.set_label("candidates of the search")
        axes.add_collection(shade)
    if lattice is not None and lattice.anchors:
        zh, en = np.array(lattice.anchors).T + 0.5
        size = ANCHOR / max(len(alignment.zh), len(alignment.en), ANCHOR / LARGEST)
        axes.plot(
            zh, en, "+", color=COLOURS[4], markersize=size, markeredgewidth=size / 3, label="anchors", rasterized=pixels
        )
    _draw_beads(axes, alignment, pixels)
    axes.set_xlim(0, max(len(alignment.zh), 1))
    axes.set_ylim(max(len(alignment.en), 1), 0)
    axes.set_xlabel("Chinese sentences")
    axes.set_ylabel("English sentences")
    if axes.get_legend_handles_labels()[0]:
        axes.legend(loc="upper right", fontsize=8, frameon=True, edgecolor="none")
    _count(axes.xaxis, axes.yaxis)


def _draw_beads(axes: Axes, alignment: Alignment, pixels: bool) -> None:
    from matplotlib.collections import LineCollection, PolyCollection

    pairs = [bead for bead in alignment.beads if not bead.is_null]
    if alone := [bead for bead in alignment.beads if bead.is_null]:
        lines = [((b.zh.start, b.en.start), (b.zh.stop, b.en.stop)) for b in alone]
        axes.add_collection(
            LineCollection(lines, colors=COLOURS[3], linewidths=1.5, label="without a partner", rasterized=pixels)
        )
    if pairs:
        ends = (
            np.array([getattr(getattr(b, side), end) for b in pairs])
            for side in ("zh", "en")
            for end in ("start", "stop")
        )
        score = np.array([alignment.score(bead) for bead in pairs])
        # A long text has beads thinner than a pixel: the edge keeps them visible.
        boxes = PolyCollection(
            _corners(*ends), array=score, cmap=SCALE, edgecolor="face", linewidth=1.2, rasterized=pixels
        )
        boxes.set_clim(0.0, 1.0)
        axes.add_collection(boxes)
        bar = axes.figure.colorbar(boxes, ax=axes, shrink=0.6, label="score")
        bar.outline.set_visible(False)


def _corners(left: Any, right: Any, top: Any, bottom: Any) -> Any:
    """(B, 4, 2) the corners of rectangles."""
    return np.stack(
        [np.stack(corner, axis=-1) for corner in ((left, top), (right, top), (right, bottom), (left, bottom))], axis=1
    )


def _scores(axes: Axes, alignment: Alignment, gold: Gold | None, partly: bool) -> None:
    """How many pairs score how much, and how many are wrong: by their scores, and by ``gold`` if there is any."""
    pairs = [bead for bead in alignment.beads if not bead.is_null]
    score = np.array([alignment.score(bead) for bead in pairs])
    bins = np.clip((score * BINS).astype(int), 0, BINS - 1)
    count = np.bincount(bins, minlength=BINS)
    wrong = np.bincount(bins, weights=1.0 - score, minlength=BINS)
    middle = (np.arange(BINS) + 0.5) / BINS
    axes.bar(middle, count - wrong, 0.9 / BINS, color=RIGHT, label="right")
    bars = axes.bar(middle, wrong, 0.9 / BINS, bottom=count - wrong, color=WRONG, label="wrong, by the scores")
    for bar in bars:
        # Told apart from the others in grey, too.
        bar.set(hatch="////", edgecolor="white", linewidth=0)
    axes.set_xlim(0, 1)
    axes.set_xlabel("score")
    axes.set_ylabel("pairs")
    _count(axes.yaxis)
    axes.set_title(f"{counted(len(pairs), 'pair')}, about {wrong.sum():.1f} wrong", fontsize=9)
    handles, labels = axes.get_legend_handles_labels()
    if gold is not None:
        judged = np.array(looked_at(pairs, gold) if partly else [True] * len(pairs), dtype=bool)
        known = {(bead[0], bead[1]) for bead in gold}
        right = np.array([(bead.zh, bead.en) in known for bead in pairs], dtype=float)
        more = _reliability(axes, bins[judged], right[judged])
        handles, labels = handles + more[0], labels + more[1]
    axes.legend(handles, labels, loc="upper center", bbox_to_anchor=(0.5, -0.25), ncols=3, fontsize=8, columnspacing=1)


def _reliability(axes: Axes, bins: Any, right: Any) -> tuple[list[Any], list[Any]]:
    """The share of each bin that is right by the gold, on an axis of its own, with its 95% interval (Wilson 1927)."""
    size = np.bincount(bins, minlength=BINS)
    there = size > 0
    share = np.bincount(bins, weights=right, minlength=BINS)[there] / size[there]
    z, n = 1.96, size[there]
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    twin = axes.twinx()
    twin.grid(False)
    twin.set_ylim(0, 1.02)
    twin.set_ylabel("share right")
    twin.plot([0, 1], [0, 1], "--", color=FAINT, linewidth=1)
    middle = (np.flatnonzero(there) + 0.5) / BINS
    bars = [np.maximum(share - centre + half, 0), np.maximum(centre + half - share, 0)]
    twin.errorbar(middle, share, bars, fmt="o", color="black", markersize=3, linewidth=1, label="right, by the gold")
    handles, labels = twin.get_legend_handles_labels()
    return list(handles), list(labels)


def _types(axes: Axes, alignment: Alignment) -> None:
    """How many beads there are of each type, the most frequent first."""
    counts = Counter(bead.type for bead in alignment.beads).most_common()
    shown, others = counts[:MOST_TYPES], counts[MOST_TYPES:]
    if others:
        shown.append((f"{len(others)} others", sum(count for _, count in others)))
    names = [name for name, _ in shown]
    bars = axes.barh(range(len(shown)), [count for _, count in shown], color=RIGHT)
    axes.bar_label(bars, fontsize=8, padding=2)
    axes.set_yticks(range(len(shown)), names)
    axes.invert_yaxis()
    axes.margins(x=0.15)
    _count(axes.xaxis)
    axes.set_xlabel("beads of a type (Chinese–English sentences)")


def _count(*scales: Axis) -> None:
    """Whole numbers on the axes of what is counted."""
    from matplotlib.ticker import MaxNLocator

    for scale in scales:
        scale.set_major_locator(MaxNLocator(nbins="auto", steps=[1, 2, 2.5, 5, 10], integer=True))
