"""Draw the layouts of docs/input-formats.md, one small picture each, into docs/layouts.

    python docs/generate_layouts.py

A picture is a page with its paragraphs as bars: red for Chinese, blue for English, grey for a third language; lines
join what belongs together. A test fails while the files are not what this writes.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "layouts"
# Okabe and Ito's palette, which colour-blind readers can tell apart.
COLOURS = {"zh": "#d55e00", "en": "#0072b2", "other": "#999999"}
LETTERS = {"zh": "中", "en": "E", "other": "Ñ"}
WIDTH, MARGIN, BAR, GAP = 132, 12, 11, 4


class Bar(NamedTuple):
    """A paragraph: its language, the row it stands in, where in the row it begins and ends (0 to 1), its partner."""

    language: str
    row: int
    start: float = 0.0
    end: float = 1.0
    pair: int = 0  # 0: none


def stack(letters: str, pairs: list[int]) -> list[Bar]:
    """One paragraph below the other."""
    names = {"z": "zh", "e": "en", "o": "other"}
    return [Bar(names[letter], row, pair=pair) for row, (letter, pair) in enumerate(zip(letters, pairs, strict=True))]


def beside(rows: int, first: str, second: str, middle: float, gap: float = 0.04) -> list[Bar]:
    """Two on each line."""
    return [
        bar
        for row in range(rows)
        for bar in (Bar(first, row, 0.0, middle - gap, row + 1), Bar(second, row, middle + gap, 1.0, row + 1))
    ]


PICTURES: dict[str, list[Bar]] = {
    "zh-then-en": stack("zzzeee", [1, 2, 3, 1, 2, 3]),
    "en-then-zh": stack("eeezzz", [1, 2, 3, 1, 2, 3]),
    "alternating": stack("zezeze", [1, 1, 2, 2, 3, 3]),
    "runs": stack("zzeeze", [1, 2, 1, 2, 3, 3]),
    "one-line": beside(4, "en", "zh", 0.58),
    "joint": beside(4, "zh", "en", 0.42, 0.0),
    "titles": [
        Bar("en", 0, 0.0, 0.34, 1),
        Bar("zh", 0, 0.36, 0.62, 1),
        Bar("zh", 1, pair=2),
        Bar("en", 2, pair=2),
        Bar("en", 3, 0.0, 0.28, 3),
        Bar("zh", 3, 0.3, 0.5, 3),
        Bar("zh", 4, pair=4),
        Bar("en", 5, pair=4),
    ],
    "columns": beside(4, "zh", "en", 0.5, 0.02),
    "two-files": beside(4, "zh", "en", 0.5, 0.12),
    "untranslated": stack("zezzze", [1, 1, 0, 0, 2, 2]),
    "third-language": stack("zoezoe", [1, 0, 1, 2, 0, 2]),
}


def svg(bars: list[Bar]) -> str:
    """The picture."""
    rows = max(bar.row for bar in bars) + 1
    height = 2 * MARGIN + rows * (BAR + GAP) - GAP
    width = WIDTH + 26
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
        f'<rect x="0.5" y="0.5" width="{WIDTH - 1}" height="{height - 1}" rx="3" fill="#ffffff" stroke="#bbbbbb"/>',
    ]
    if bars == PICTURES["two-files"]:
        lines.append(f'<path d="M{WIDTH / 2} 0V{height}" stroke="#bbbbbb" stroke-width="4"/>')
    for bar in bars:
        x, y, length = _left(bar), _top(bar), (bar.end - bar.start) * (WIDTH - 2 * MARGIN)
        faint = "" if bar.pair else ' fill-opacity="0.45"'
        lines.append(
            f'<rect x="{x:.1f}" y="{y}" width="{length:.1f}" height="{BAR}" rx="2" '
            f'fill="{COLOURS[bar.language]}"{faint}/>'
        )
        lines.append(
            f'<text x="{x + 3:.1f}" y="{y + BAR - 2}" font-family="sans-serif" font-size="9" fill="#ffffff">'
            f"{LETTERS[bar.language]}</text>"
        )
    for pair in sorted({bar.pair for bar in bars} - {0}):
        first, second = (bar for bar in bars if bar.pair == pair)
        if first.row != second.row:
            y1, y2 = (_top(bar) + BAR / 2 for bar in (first, second))
            x = WIDTH - MARGIN + 2
            bow = x + 5 + 3 * (second.row - first.row) * 1.5
            lines.append(
                f'<path d="M{x} {y1} C{bow} {y1} {bow} {y2} {x} {y2}" fill="none" stroke="#555555" stroke-width="1"/>'
            )
    return "\n".join([*lines, "</svg>"]) + "\n"


def _left(bar: Bar) -> float:
    return MARGIN + bar.start * (WIDTH - 2 * MARGIN)


def _top(bar: Bar) -> int:
    return MARGIN + bar.row * (BAR + GAP)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, bars in PICTURES.items():
        (FOLDER / f"{name}.svg").write_text(svg(bars), encoding="utf-8")
