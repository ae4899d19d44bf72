"""Write the table of figures into docs/embeddings.md.

    python docs/generate_embeddings.py

The figures are those that the fits left in the two files of weights, of documents left out of each fit. A test fails
while the page is not what this writes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from duiqi.aligner.scoring.weights import WITH_SIMILARITY, packaged_weights

PAGE = Path(__file__).parent / "embeddings.md"
START, END = "<!-- From the weights, by docs/generate_embeddings.py: -->\n", "<!-- End of the figures -->\n"
LINE = re.compile(r"(.+?) +P \S+ R \S+ F1 (\S+?)(?:, left alone P (\S+) R (\S+))?$")
# Set, F1, and of copies cut short precision and recall of the sentences left alone.
Figures = Mapping[str, tuple[str, ...]]


def figures(file: str, beginning: str) -> Figures:
    """The figures of a file of weights, from lines with this beginning."""
    found = {}
    for line in json.loads(packaged_weights(file))["fitted"]["left_out"]:
        match = LINE.fullmatch(line.removeprefix(beginning))
        if match and line.startswith(beginning):
            found[match[1]] = (match[2], match[3] or "", match[4] or "")
    return found


def rows() -> list[str]:
    """The lines of the table; figures without the encoder are of the same fit where that has compared."""
    with_encoder = figures(WITH_SIMILARITY, "with    ")
    without = figures(WITH_SIMILARITY, "without ") or figures("weights.json", "")
    lines = [
        "| documents left out | F1 without | F1 with | unaligned found: precision, recall without | with |",
        "|---|---|---|---|---|",
    ]
    for name, (f1, *alone) in with_encoder.items():
        old, *old_alone = without[name]
        alone_cells = (", ".join(_short(x) for x in found if x) or "–" for found in (old_alone, alone))
        lines.append(f"| {name} | {_short(old)} | {_short(f1)} | {' | '.join(alone_cells)} |")
    return lines


def _short(figure: str) -> str:
    return figure.removeprefix("0")


def page() -> str:
    """The page with the table that the weights give."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    return before + START + "\n" + "\n".join(rows()) + "\n\n" + END + rest.partition(END)[2]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
