"""How pictures look, the same on every machine: fonts, colours, sizes; and how they are written.

The colours are those of Okabe and Ito ("Color Universal Design", 2008) and the scale is cividis (Nuñez, Anderton and
Renslow 2018): both are told apart by colour-blind readers, and the scale in grey as well.
"""

from __future__ import annotations

import io
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duiqi.io.files import atomic_write
from duiqi.io.optional import need

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
RIGHT, WRONG, FAINT = COLOURS[0], COLOURS[1], "#bbbbbb"
SCALE = "cividis_r"
# For names of documents in Chinese, whichever of them there is; matplotlib brings the first.
FONTS = (
    "DejaVu Sans", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Hiragino Sans GB",
    "STHeiti", "Microsoft YaHei", "SimHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Arial Unicode MS",
)  # fmt: skip
STYLE: dict[str, Any] = {
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#eeeeee",
    "axes.axisbelow": True,
    "legend.frameon": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "duiqi",
    "pdf.fonttype": 42,
}
# Of pictures in pixels: a choice between the 100 of screens and the 300 of print.
DPI = 200


@contextmanager
def style() -> Iterator[None]:
    """A context in which pictures are drawn. Raises InputError when matplotlib is not installed."""
    matplotlib = need("matplotlib", "plot", "a picture")
    fonts: Any = need("matplotlib.font_manager", "plot", "a picture")
    there = {font.name for font in fonts.fontManager.ttflist}
    chosen = {**STYLE, "font.family": [font for font in FONTS if font in there]}
    with matplotlib.rc_context(chosen), warnings.catch_warnings():
        # Characters for which no font is there are drawn as boxes.
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        yield


def figure(width: float, height: float) -> tuple[Figure, Axes]:
    """A figure of so many inches, with one panel."""
    with style():
        from matplotlib.figure import Figure

        chart = Figure(figsize=(width, height), layout="constrained")
        return chart, chart.add_subplot()


def save_picture(chart: Figure, path: str | os.PathLike[str]) -> None:
    """Write a figure by the suffix of ``path``; nothing of the time or place of writing is in the file."""
    kind = Path(path).suffix.lower().lstrip(".")
    nothing = {"svg": {"Date": None}, "pdf": {"CreationDate": None}, "png": {"Software": None}}[kind]
    buffer = io.BytesIO()
    with style():
        chart.savefig(buffer, format=kind, dpi=DPI, metadata=nothing)
    with atomic_write(path) as file:
        file.write(buffer.getvalue())
