"""The table that a notebook shows of an alignment.

All text is escaped, and what could turn or hide text is spelt out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from duiqi.model import Alignment, Pair
from duiqi.shown import DOUBTFUL_BELOW
from duiqi.text.printable import printable

# Pairs from the beginning, and of the most doubtful ones.
FIRST, DOUBTFUL = 5, 5
# Characters of a text that are shown.
SHOWN = 200
CELL = ' style="text-align: left; vertical-align: top; white-space: normal"'


def as_html(alignment: Alignment) -> str:
    """The HTML of the table: counts, the mean score and warnings, the first pairs, then the most doubtful ones."""
    pairs = list(alignment.pairs())
    doubtful = sorted((p for p in pairs if p.score < DOUBTFUL_BELOW), key=lambda p: p.score)
    parts = [f"<p>{_text(line)}</p>" for line in _lines(alignment, pairs, len(doubtful))]
    parts += _table("First pairs", pairs[:FIRST])
    parts += _table("Most doubtful pairs", doubtful[:DOUBTFUL])
    return "<div>\n" + "\n".join(parts) + "\n</div>"


def _lines(alignment: Alignment, pairs: Sequence[Pair], doubtful: int) -> Iterator[str]:
    zh, en = len(alignment.zh), len(alignment.en)
    mean = f", mean score {sum(p.score for p in pairs) / len(pairs):.2f}" if pairs else ""
    name = f"{alignment.source}: " if alignment.source else ""
    yield f"{name}{len(pairs):,} pairs of {zh:,} Chinese and {en:,} English sentences{mean}"
    alone = [sum(len(side) for side in sides) for sides in zip(*_nulls(alignment), strict=True)] or [0, 0]
    wrong = sum(1.0 - p.score for p in pairs)
    yield (
        f"{doubtful:,} pairs below {DOUBTFUL_BELOW}, about {wrong:.1f} wrong by their scores; without a partner: "
        f"{alone[0]:,} Chinese, {alone[1]:,} English"
    )
    yield from (f"Warning: {warning}" for warning in alignment.warnings)


def _nulls(alignment: Alignment) -> Iterator[tuple[range, range]]:
    return ((bead.zh, bead.en) for bead in alignment.beads if bead.is_null)


def _table(caption: str, pairs: Sequence[Pair]) -> Iterator[str]:
    if not pairs:
        return
    yield f"<table>\n<caption>{caption}</caption>"
    heads = "".join(f'<th scope="col"{CELL}>{head}</th>' for head in ("score", "type", "Chinese", "English"))
    yield f"<thead><tr>{heads}</tr></thead>\n<tbody>"
    for pair in pairs:
        cells = f"<td{CELL}>{pair.score:.2f}</td><td{CELL}>{pair.type}</td>"
        for language, text in (("zh", pair.zh), ("en", pair.en)):
            cells += f'<td lang="{language}"{CELL}><bdi>{_text(text)}</bdi></td>'
        yield f"<tr>{cells}</tr>"
    yield "</tbody>\n</table>"


def _text(text: str) -> str:
    """The text for HTML, its beginning if it is long."""
    return escape(printable(text if len(text) <= SHOWN else text[:SHOWN] + "…"))
