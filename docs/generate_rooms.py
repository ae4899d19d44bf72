"""Draw the rooms of the package and the way of the data through them, into docs/rooms.svg.

    python docs/generate_rooms.py

The rooms and their order are the import contract in pyproject.toml, what each holds is the first sentence of its
``__init__``. A test fails while the picture is not what this writes.
"""

from __future__ import annotations

import ast
import re
from html import escape
from pathlib import Path

from importlinter import api

ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / "docs" / "rooms.svg"
PACKAGE = ROOT / "src" / "duiqi"
# The stages in the order of pipeline.py: what each makes of what the one before it made.
STAGES = {
    "loading": ("load", "Document"),
    "cleaning": ("clean", "Document"),
    "segmentation": ("segment", "Sentences"),
    "aligner": ("align", "Alignment"),
    "export": ("export", "TMX · JSONL · …"),
}
WIDTH, ROW, GAP, MARGIN, TOP = 1000, 34, 6, 12, 92
NAME, BADGE = 132, 26
# Okabe and Ito's palette, as in the pictures of the layouts; text is dark on white in any theme.
STAGE, ROOM, LINE, TEXT, PALE = "#0072b2", "#f4f4f4", "#bbbbbb", "#222222", "#666666"


def layers() -> list[list[str]]:
    """The rooms, last to first; those of one layer do not import each other."""
    contracts = api.read_configuration(str(ROOT / "pyproject.toml"))["contracts_options"]
    rooms = next(contract for contract in contracts if contract["name"] == "rooms")
    return [[room.strip() for room in layer.split("|")] for layer in rooms["layers"]]


def first_sentence(room: str) -> str:
    """What a room says of itself."""
    path = PACKAGE / room / "__init__.py" if (PACKAGE / room).is_dir() else PACKAGE / f"{room}.py"
    text = " ".join((ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split())
    return re.split(r"(?<=[.])\s", text, maxsplit=1)[0].rstrip(".").replace("``", "")


def text(x: float, y: float, words: str, *, size: int = 12, colour: str = TEXT, more: str = "") -> str:
    """A line of text."""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{colour}"{more}>{escape(words)}</text>'


def way(left: float) -> list[str]:
    """The way of the data, along the top: path(s) → Document → … → file."""
    parts = [text(left, 24, "path(s)", size=13)]
    x = left + 62
    for number, (action, result) in enumerate(STAGES.values(), 1):
        parts.append(f'<path d="M{x:g} 20h58m-6 -4l6 4l-6 4" stroke="{STAGE}" fill="none"/>')
        parts.append(text(x + 27, 14, f"{number} {action}", colour=STAGE, more=' text-anchor="middle"'))
        parts.append(text(x + 66, 24, result, size=13))
        x += 80 + 8.2 * len(result)
    parts.append(
        text(
            left,
            50,
            "Each room imports only from the rooms below it; rooms of one row not from each other.",
            colour=PALE,
        )
    )
    parts.append(text(left, 68, "Numbers are the stages of pipeline.py.", colour=PALE))
    return parts


def svg() -> str:
    """The picture."""
    rows = layers()
    height = TOP + len(rows) * (ROW + GAP) + MARGIN
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
        ' font-family="sans-serif">',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        *way(MARGIN),
    ]
    for index, rooms in enumerate(rows):
        y = TOP + index * (ROW + GAP)
        width = (WIDTH - 2 * MARGIN - (len(rooms) - 1) * GAP) / len(rooms)
        for place, room in enumerate(rooms):
            lines += box(MARGIN + place * (width + GAP), y, width, room)
    return "\n".join([*lines, "</svg>"]) + "\n"


def box(x: float, y: float, width: float, room: str) -> list[str]:
    """One room: its number among the stages, its name, and what it holds where there is space."""
    number = list(STAGES).index(room) + 1 if room in STAGES else 0
    stroke = STAGE if number else LINE
    lines = [f'<rect x="{x:g}" y="{y}" width="{width:g}" height="{ROW}" rx="4" fill="{ROOM}" stroke="{stroke}"/>']
    if number:
        lines.append(f'<circle cx="{x + 17:g}" cy="{y + ROW / 2:g}" r="10" fill="{STAGE}"/>')
        lines.append(text(x + 17, y + 21, str(number), colour="#ffffff", more=' text-anchor="middle"'))
    is_package = (PACKAGE / room).is_dir()
    lines.append(
        text(x + BADGE + 6, y + 22, f"{room}/" if is_package else f"{room}.py", size=14, more=' font-weight="bold"')
    )
    room_for = int((width - BADGE - NAME - 6) / 6.6)
    words = first_sentence(room)
    if room_for >= 30:
        shown = words if len(words) <= room_for else words[: room_for - 1].rsplit(" ", 1)[0] + " …"
        lines.append(text(x + BADGE + NAME, y + 21.5, shown, colour=PALE))
    return [f"<g><title>{escape(words)}</title>", *lines, "</g>"]


if __name__ == "__main__":
    OUTPUT.write_text(svg(), encoding="utf-8")
