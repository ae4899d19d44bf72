"""How an alignment shows itself: in a notebook, as a data frame, as a picture.

What draws and tabulates stands above the types that it draws, so it is found by name when it is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas
    import pyarrow
    from matplotlib.figure import Figure

# Pairs that score lower are counted and shown as worth a look; no sweep of it is known.
DOUBTFUL_BELOW = 0.9


class Shown:
    """What an Alignment can be turned into for people."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """In a notebook: counts and score, the first pairs and the most doubtful ones."""
        return str(import_module("duiqi.showing").as_html(self))

    def to_pandas(self, *, unaligned: bool = False) -> pandas.DataFrame:
        """A row a pair, with the columns of the JSONL; ``unaligned``: also sentences without a partner.

        Raises InputError when pandas is not installed.
        """
        return import_module("duiqi.showing").to_pandas(self, unaligned)

    def to_arrow(self, *, unaligned: bool = False) -> pyarrow.Table:
        """As ``to_pandas``, a table of Arrow. Raises InputError when pyarrow is not installed."""
        return import_module("duiqi.showing").to_arrow(self, unaligned)

    def plot(self, **choices: Any) -> Figure:
        """A picture of it: the path through the text, the scores, the types (``duiqi.pictures.plot``).

        Raises InputError when matplotlib is not installed.
        """
        figure: Figure = import_module("duiqi.pictures").plot(self, **choices)
        return figure

    def review(self) -> Any:
        """The page on which it is checked and corrected, for a notebook to show (``page`` is its HTML).

        ``align review`` writes one as a file, in which the pairs around a correction are found again."""
        return import_module("duiqi.review").review_frame(self)


def described(source: str, scores: Sequence[float], sentences: tuple[int, int]) -> str:
    """An alignment in a line: its name, the scores of its pairs, how many Chinese and English sentences it has."""
    mean = f", mean score {sum(scores) / len(scores):.2f}" if scores else ""
    zh, en = sentences
    name = f"Alignment {source}".rstrip()
    return f"<{name}: {counted(len(scores), 'pair')} of {zh:,} Chinese and {counted(en, 'English sentence')}{mean}>"


def counted(number: int, noun: str) -> str:
    """``1 pair``, ``2,000 pairs``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
