"""Whole documents: how much of what is paired belongs together, and how much of a document is paired at all.

    python tests/benchmarks/documents.py SHARED [NAME …]

Reads the raw file or files of every SHARED/docs/NAME, aligns them as the command line does, and compares with
gold.json, whose units hold the two sides that belong together. Only letters, digits and Han characters count.

* right: of the characters in pairs that touch the gold, those in pairs whose two sides come from one gold unit
  (characters of a pair that lie outside its main unit count as wrong);
* paired: of the gold characters of units with both languages, those in pairs;
* kept: of all gold characters, those in pairs or in sentences without a partner.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

from duiqi.pipeline import align

NOT_COUNTED = re.compile(r"[\W_]+")
# How far after the last sentence found the next one is looked for by likeness, in characters.
WINDOW = 4_000


def squeezed(text: str) -> str:
    """Letters, digits and Han characters only, in lower case."""
    return NOT_COUNTED.sub("", text).lower()


class Side:
    """One language of the gold: its units as one string, with the unit of each character."""

    def __init__(self, units: list[str]) -> None:
        parts = [squeezed(unit) for unit in units]
        self.text = "".join(parts)
        self.unit = [index for index, part in enumerate(parts) for _ in part]
        self._cursor = 0

    def locate(self, sentence: str) -> list[int | None]:
        """For each character of a sentence its place in the gold, None outside; sentences come in order."""
        at = self.text.find(sentence, self._cursor)
        if at < 0 or (len(sentence) < 8 and at > self._cursor + WINDOW):
            at = self.text.find(sentence) if len(sentence) >= 8 else -1
        if at >= 0:
            self._cursor = max(self._cursor, at + len(sentence))
            return list(range(at, at + len(sentence)))
        start = max(0, self._cursor - WINDOW)
        window = self.text[start : self._cursor + WINDOW]
        places: list[int | None] = [None] * len(sentence)
        blocks = SequenceMatcher(None, sentence, window, autojunk=False).get_matching_blocks()
        good = [block for block in blocks if block.size >= min(4, len(sentence))]
        if sum(block.size for block in good) * 2 >= len(sentence):
            for block in good:
                for k in range(block.size):
                    places[block.a + k] = start + block.b + k
                self._cursor = max(self._cursor, start + block.b + block.size)
        return places


def measure(files: list[Path], units: list[dict[str, str]]) -> dict[str, float]:
    """The three shares of one document."""
    alignment = align(*files)
    gold = {"zh": Side([u["zh"] for u in units]), "en": Side([u["en"] for u in units])}
    places = {
        "zh": [gold["zh"].locate(squeezed(s.text)) for s in alignment.zh],
        "en": [gold["en"].locate(squeezed(s.text)) for s in alignment.en],
    }
    both = {k for k, u in enumerate(units) if squeezed(u["zh"]) and squeezed(u["en"])}
    right = total = 0
    paired: dict[str, set[int]] = {"zh": set(), "en": set()}
    for bead in alignment.beads:
        if bead.is_null:
            continue
        sides = {
            "zh": [p for i in bead.zh for p in places["zh"][i]],
            "en": [p for j in bead.en for p in places["en"][j]],
        }
        counts = {k: Counter(gold[k].unit[p] for p in side if p is not None) for k, side in sides.items()}
        if not counts["zh"] and not counts["en"]:
            continue
        total += len(sides["zh"]) + len(sides["en"])
        common = counts["zh"].keys() & counts["en"].keys()
        if common:
            main = max(sorted(common), key=lambda unit: counts["zh"][unit] + counts["en"][unit])
            right += counts["zh"][main] + counts["en"][main]
        for k, side in sides.items():
            paired[k].update(p for p in side if p is not None)
    wanted = sum(unit in both for side in gold.values() for unit in side.unit)
    found = sum(gold[k].unit[p] in both for k in paired for p in paired[k])
    kept = sum(len({p for sentence in places[k] for p in sentence if p is not None}) for k in places)
    return {
        "right": right / total if total else 0.0,
        "paired": found / wanted,
        "kept": kept / sum(len(side.text) for side in gold.values()),
        "pairs": sum(not bead.is_null for bead in alignment.beads),
    }


def runs(folder: Path) -> list[tuple[str, list[Path]]]:
    """The ways to give a document: each mixed file alone, and each pair of files of one suffix."""
    meta = json.loads((folder / "META.json").read_text("utf-8"))
    files = [folder / name for name in meta["files"]]
    pairs = sorted({file.suffix for file in files if file.stem in ("zh", "en")})
    found = [(f"*{suffix}", [folder / f"zh{suffix}", folder / f"en{suffix}"]) for suffix in pairs]
    return found + [(file.name, [file]) for file in files if file.stem not in ("zh", "en")]


def main() -> None:
    """Print a line a document, and the averages."""
    shared, *names = sys.argv[1:]
    rows = []
    for folder in sorted((Path(shared) / "docs").iterdir()):
        if not (folder / "gold.json").exists() or (names and folder.name not in names):
            continue
        units = json.loads((folder / "gold.json").read_text("utf-8"))["units"]
        for label, files in runs(folder):
            result = measure(files, units)
            rows.append(result)
            print(
                f"{folder.name:24} {label:16} right {result['right']:.3f}  paired {result['paired']:.3f}  "
                f"kept {result['kept']:.3f}  pairs {result['pairs']:4.0f}",
                flush=True,
            )
    for key in ("right", "paired", "kept"):
        values = [row[key] for row in rows]
        print(f"{key:7} mean {sum(values) / len(values):.3f}  least {min(values):.3f}")


if __name__ == "__main__":
    main()
