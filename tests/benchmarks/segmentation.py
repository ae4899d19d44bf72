"""Boundary precision, recall and F1 of sentence segmentation on the development gold.

    python -m tests.benchmarks.segmentation SHARED [--errors N] [--set NAME]

The gold sentences of a document are joined (Chinese without, English with a space) and cut again. A boundary is an
offset between two characters that are not white space; the ends of a document do not count.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path

from duiqi.model import Language, Level
from duiqi.segmentation import segment

SETS: tuple[tuple[str, str, Language], ...] = (
    ("macdev", "src", "zh"),
    ("macdev", "tgt", "en"),
    ("aca", "tgt", "zh"),
    ("aca", "src", "en"),
    ("wmt22-enzh-resplit", "src", "zh"),
    ("wmt22-enzh-resplit", "tgt", "en"),
    ("seed", "src", "zh"),
    ("seed", "tgt", "en"),
    ("seed-clause", "src", "zh"),
    ("seed-clause", "tgt", "en"),
)


def documents(shared: Path, name: str, folder: str) -> Iterator[list[str]]:
    """The gold sentences of each document of a set."""
    for path in sorted((shared / "gold" / name / folder).iterdir()):
        yield [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]


def boundaries(sentences: list[str]) -> set[int]:
    """Inner boundaries, as counts of the characters before them that are not white space."""
    found: set[int] = set()
    total = 0
    for sentence in sentences:
        found.add(total)
        total += len("".join(sentence.split()))
    return found - {0}


def count(shared: Path, name: str, folder: str, lang: Language, errors: int = 0) -> tuple[int, int, int]:
    """Boundaries found rightly, found, and in the gold; prints up to ``errors`` wrong ones."""
    right = found = wanted = 0
    level: Level = "clause" if name.endswith("clause") else "sentence"
    for gold in documents(shared, name, folder):
        text = ("" if lang == "zh" else " ").join(gold)
        predicted = [s.text for s in segment(text, lang, level=level)]
        ours, theirs = boundaries(predicted), boundaries(gold)
        right, found, wanted = right + len(ours & theirs), found + len(ours), wanted + len(theirs)
        compact = "".join(text.split())
        for at in sorted(ours ^ theirs)[: max(0, errors)]:
            print("  +" if at in ours else "  -", compact[max(0, at - 30) : at], "|", compact[at : at + 25])
            errors -= 1
    return right, found, wanted


def scores(right: int, found: int, wanted: int) -> dict[str, float]:
    """Precision, recall and F1."""
    precision, recall = right / found if found else 1.0, right / wanted if wanted else 1.0
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall or 1.0)}


def main() -> None:
    """Measure and print a table, or JSON lines with --json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="wrong boundaries to show for each set")
    parser.add_argument("--set", default="", help="only sets whose name contains this")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    for name, folder, lang in SETS:
        if arguments.set not in f"{name} {lang}":
            continue
        start = time.perf_counter()
        counts = count(arguments.shared, name, folder, lang, arguments.errors)
        result = scores(*counts)
        if arguments.json:
            print(json.dumps({"set": name, "lang": lang, **{key: round(value, 4) for key, value in result.items()}}))
        else:
            figures = "  ".join(f"{key} {value:.4f}" for key, value in result.items())
            print(f"{name:20} {lang}  {figures}  ({counts[2]} boundaries, {time.perf_counter() - start:.2f} s)")


if __name__ == "__main__":
    main()
