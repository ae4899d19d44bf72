"""Pictures of an alignment: the path through the text, its scores, its types.

It takes an alignment, with the lattice of its search and gold where there are any, and gives a figure of matplotlib or
a file. It never aligns, and imports matplotlib only when a picture is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from typing import TYPE_CHECKING, get_args

from duiqi.errors import check_choice
from duiqi.model import Alignment
from duiqi.pictures.what import SUFFIXES, Panel, check_picture

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from duiqi.aligner.realigning import ReviewLattice

__all__ = ["SUFFIXES", "Panel", "check_picture", "plot", "save_plot"]


def plot(
    alignment: Alignment,
    *,
    panels: Collection[Panel] = get_args(Panel),
    lattice: ReviewLattice | None = None,
    gold: Collection[tuple[range, range]] | None = None,
    title: str | None = None,
    partly: bool = False,
) -> Figure:
    """A figure with some of the ``panels``: ``path``, ``scores``, ``types``.

    ``lattice`` adds the candidates of the search and its anchors to the path, ``gold`` (the right beads) the share that
    is right to the scores; with ``partly`` it is what people looked at, as corrections are, and says nothing of other
    pairs. ``title`` is the name of the document if it is not given. Raises InputError when matplotlib is not installed,
    ValueError for an unknown panel.
    """
    for panel in panels:
        check_choice("panels", panel, get_args(Panel))
    from duiqi.pictures.panels import draw

    chosen = [panel for panel in get_args(Panel) if panel in panels]
    return draw(alignment, chosen, lattice, gold, alignment.source if title is None else title, partly)


def save_plot(figure: Figure, path: str | os.PathLike[str]) -> None:
    """Write a figure as SVG, PNG or PDF, by the suffix of ``path``: the same bytes for the same picture.

    Raises InputError for another suffix and a place that cannot be written to.
    """
    check_picture(path)
    from duiqi.pictures.style import save_picture

    save_picture(figure, path)
