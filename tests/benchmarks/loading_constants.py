"""How far the constants of loading can be moved before a development document is read worse.

    python -m tests.benchmarks.loading_constants SHARED [NAME …]

For each value of each constant (NAME, as ``blocks.web.menus.LINKED``; all of them by default) the documents of
SHARED/docs that it concerns are read and aligned; PDF files are made of the gold, its units in turn. The means of
documents.py are printed.
"""

from __future__ import annotations

import argparse
import importlib
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import documents
from tests.support.documents import pdf_of

# Values, with the name of the documents: files of a suffix, every document, or PDF files.
CONSTANTS: dict[str, tuple[str, tuple[float, ...]]] = {
    "blocks.web.menus.LINKED": (".html", (0.4, 0.6, 0.8, 0.95)),
    "blocks.web.menus.EDGE_WORDS": (".html", (4, 8, 12, 20, 30)),
    "blocks.web.menus.EDGE_HAN": (".html", (8, 14, 20, 30)),
    "blocks.web.menus.BELIEVED": (".html", (0.1, 0.3, 0.5, 0.7, 0.9)),
    "structure.layout.ONE_LANGUAGE": ("", (3, 5, 10, 20)),
    "structure.layout.REPEATED_WORDS": ("", (5, 10, 20, 40, 80)),
    "text.language.NAME_WEIGHT": ("", (0.25, 0.5, 0.75, 1.0)),
    "structure.bilingual_lines.SHARE": ("", (0.2, 0.35, 0.5, 0.7)),
    "blocks.printed.paragraphs.GAP": ("pdf", (0.15, 0.2, 0.3, 0.4)),
    "blocks.printed.paragraphs.INDENT": ("pdf", (0.4, 0.8, 1.5)),
    "blocks.printed.columns.setting.SPACED": ("pdf", (0.02, 0.05, 0.1, 0.2)),
    "blocks.printed.paragraphs.SHORT": ("pdf", (1.5, 2.0, 3.0, 5.0)),
    "blocks.printed.paragraphs.SHORT_ENGLISH": ("pdf", (0.06, 0.12, 0.2)),
    "blocks.printed.running_heads.REPEATED": ("pdf", (0.2, 0.4, 0.6)),
}


def measured(shared: Path, kind: str) -> Iterator[documents.Measured]:
    """The documents of a kind."""
    for folder in sorted((shared / "docs").iterdir()):
        if not (folder / "gold.json").exists() or folder.name.startswith("gov-"):
            continue
        units = json.loads((folder / "gold.json").read_text("utf-8"))["units"]
        if kind == "pdf":
            with tempfile.TemporaryDirectory() as place:
                yield documents.measure([_pdf(Path(place), units)], units)
        for _, files in documents.runs(folder) if kind != "pdf" else ():
            if kind in ("", files[0].suffix):
                yield documents.measure(files, units)


def _pdf(place: Path, units: list[dict[str, str]]) -> Path:
    lines = [line for unit in units for side in ("zh", "en") for line in unit[side].split("\n") if line.strip()]
    path = place / "a.pdf"
    path.write_bytes(pdf_of(lines, head="文件 Document"))
    return path


def main() -> None:
    """Print the means for each value of each constant."""
    parser = argparse.ArgumentParser()
    parser.add_argument("shared", type=Path)
    parser.add_argument("names", nargs="*", default=list(CONSTANTS))
    arguments = parser.parse_args()
    for name in arguments.names or CONSTANTS:
        path, _, constant = name.rpartition(".")
        module = importlib.import_module(f"duiqi.{path}")
        kind, values = CONSTANTS[name]
        now = getattr(module, constant)
        for value in values:
            setattr(module, constant, value)
            rows = list(measured(arguments.shared, kind))
            means = [sum(getattr(row, key) for row in rows) / len(rows) for key in ("right", "paired", "kept")]
            mark = " *" if value == now else ""
            print(f"{name} {value:g}{mark}: right {means[0]:.4f} paired {means[1]:.4f} kept {means[2]:.4f}", flush=True)
        setattr(module, constant, now)


if __name__ == "__main__":
    main()
