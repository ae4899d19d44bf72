"""Whole documents: how much of what is paired belongs together, and how much of a document is paired at all.

    python -m tests.benchmarks.documents SHARED [NAME …] [--missing] [--before SRC]

Reads the raw file or files of every SHARED/docs/NAME, aligns them as the command line does, and compares with
gold.json, whose units hold the two sides that belong together. Only letters, digits and Han characters count.

* right: of the characters in pairs that touch the gold, those in pairs whose two sides come from one gold unit
  (characters of a pair that lie outside its main unit count as wrong);
* paired: of the gold characters of units with both languages, those in pairs;
* kept: of all gold characters, those in pairs, in sentences without a partner, or listed as left out (code, menus).
  ``--missing`` prints the others: what no part of the output holds.

``--before`` prints the same of another version, whose ``src`` is at SRC, before each figure. Documents of SHARED/real
have no gold: of those the table says how many pairs there are, how many score .9 or more, and the error, if any.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import duiqi
from duiqi.model import Alignment, Document
from duiqi.pipeline import align_documents, load_sides

NOT_COUNTED = re.compile(r"[\W_]+")
# How far after the last sentence found the next one is looked for by likeness, in characters.
WINDOW = 4_000
# A stretch that was located nowhere is known by so many characters before it, or by itself when it is as long.
CONTEXT = 8


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


@dataclass(frozen=True, slots=True)
class Measured:
    """The shares of one document, its number of pairs, and what is ``missing``, each stretch with its language."""

    right: float
    paired: float
    kept: float
    pairs: int
    missing: tuple[tuple[str, str], ...]


def measure(files: list[Path], units: list[dict[str, str]]) -> Measured:
    """Align a document and compare it with its gold."""
    documents = load_sides(*files)
    alignment = align_documents(*documents)
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
    missing = [
        (k, stretch)
        for k in places
        for stretch in _missing(gold[k].text, places[k], _held(alignment, k), _left_out(documents))
    ]
    return Measured(
        right=right / total if total else 0.0,
        paired=found / wanted,
        kept=1 - sum(len(stretch) for _, stretch in missing) / sum(len(side.text) for side in gold.values()),
        pairs=sum(not bead.is_null for bead in alignment.beads),
        missing=tuple(missing),
    )


def _held(alignment: Alignment, language: str) -> str:
    """The sentences as one string, those of ``language`` first: names may stand on the other side."""
    texts = [" ".join(sentence.text for sentence in side) for side in (alignment.zh, alignment.en)]
    return squeezed("\n".join(texts if language == "zh" else texts[::-1]))


def _left_out(documents: tuple[Document, Document]) -> str:
    return squeezed("\n".join(omission.text for document in documents for omission in document.omissions))


def _missing(gold: str, places: list[list[int | None]], held: str, left_out: str) -> Iterator[str]:
    """The stretches of the gold that neither a sentence nor what was left out holds."""
    located = {place for sentence in places for place in sentence if place is not None}
    start = 0
    while start < len(gold):
        end = start
        while end < len(gold) and end not in located:
            end += 1
        if end > start:
            stretch = gold[start:end]
            whole = stretch if len(stretch) >= CONTEXT else gold[max(0, start - CONTEXT) : end]
            if whole not in held and whole not in left_out:
                yield stretch
        start = end + 1


def runs(folder: Path) -> list[tuple[str, list[Path]]]:
    """The ways to give a document: each mixed file alone, and each pair of files of one suffix."""
    meta = json.loads((folder / "META.json").read_text("utf-8"))
    files = [folder / name for name in meta["files"]]
    pairs = sorted({file.suffix for file in files if file.stem in ("zh", "en")})
    found = [(f"*{suffix}", [folder / f"zh{suffix}", folder / f"en{suffix}"]) for suffix in pairs]
    return found + [(file.name, [file]) for file in files if file.stem not in ("zh", "en")]


def results(shared: Path, names: Sequence[str] = ()) -> Iterator[tuple[str, str, Measured]]:
    """Every document of the development data, or those named, with the files it was read from."""
    for folder in sorted((shared / "docs").iterdir()):
        if not (folder / "gold.json").exists() or (names and folder.name not in names):
            continue
        units = json.loads((folder / "gold.json").read_text("utf-8"))["units"]
        for label, files in runs(folder):
            yield folder.name, label, measure(files, units)


FIGURES = ("right", "paired", "kept")


def real_runs(shared: Path) -> Iterator[tuple[str, list[Path]]]:
    """The documents of SHARED/real: the files of a folder that are one document in two languages, or each alone."""
    for folder in sorted(path for path in (shared / "real").iterdir() if path.is_dir()):
        files = sorted(path for path in folder.iterdir() if path.name != "SOURCE.txt")
        sides = [path for path in files if re.match(r"(zh|en)\b", path.name.replace("_", " "))]
        if len(sides) == 2:
            yield folder.name, sides
        else:
            yield from ((f"{folder.name}/{path.name}", [path]) for path in files)


def outcome(files: list[Path], source: str) -> str:
    """What the command line of the version at ``source`` makes of a document, in a few words."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "out.jsonl"
        words = [sys.executable, "-m", "duiqi", *map(str, files), "-o", str(output), "--quiet"]
        environment = {**os.environ, "PYTHONPATH": source}
        run = subprocess.run(words, env=environment, capture_output=True, text=True, encoding="utf-8")
        if run.returncode:
            return run.stderr.strip().splitlines()[-1].split(": ", 2)[-1][:90]
        scores = [json.loads(line)["score"] for line in output.read_text("utf-8").splitlines()]
        return f"{len(scores)} pairs, {sum(score >= 0.9 for score in scores)} of .9"


def rows_of(shared: Path, names: Sequence[str], source: str) -> dict[tuple[str, str], dict[str, float]]:
    """The figures of the version at ``source``, by document and files."""
    words = [sys.executable, "-m", "tests.benchmarks.documents", str(shared), *names, "--json"]
    environment = {**os.environ, "PYTHONPATH": source}
    run = subprocess.run(words, env=environment, capture_output=True, text=True, check=True, encoding="utf-8")
    return {(row["name"], row["files"]): row for row in map(json.loads, run.stdout.splitlines())}


def compare(shared: Path, names: Sequence[str], before: str) -> None:
    """Print the figures of two versions side by side."""
    own = str(Path(duiqi.__file__).parents[1])
    old, new = rows_of(shared, names, before), rows_of(shared, names, own)
    for key, row in new.items():
        cells = [f"{old[key][name]:.4f} → {row[name]:.4f}" if key in old else f"{row[name]:.4f}" for name in FIGURES]
        print(f"| {' '.join(key)} | {' | '.join(cells)} |", flush=True)
    for name, files in () if names else real_runs(shared):
        print(f"| {name} | {outcome(files, before)} | {outcome(files, own)} |", flush=True)


def main() -> None:
    """Print a line a document, and the averages."""
    parser = argparse.ArgumentParser()
    parser.add_argument("shared", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--missing", action="store_true")
    parser.add_argument("--before", metavar="SRC")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if arguments.before:
        compare(arguments.shared, arguments.names, arguments.before)
        return
    rows = []
    for name, label, result in results(arguments.shared, arguments.names):
        if arguments.json:
            figures = {key: getattr(result, key) for key in (*FIGURES, "pairs")}
            print(json.dumps({"name": name, "files": label, **figures}), flush=True)
            continue
        rows.append(result)
        print(
            f"{name:24} {label:16} right {result.right:.3f}  paired {result.paired:.3f}  kept {result.kept:.4f}  "
            f"pairs {result.pairs:4.0f}",
            flush=True,
        )
        for language, stretch in result.missing if arguments.missing else ():
            print(f"    missing ({language}): {stretch}")
    for key in FIGURES if rows else ():
        values = [getattr(row, key) for row in rows]
        print(f"{key:7} mean {sum(values) / len(values):.4f}  least {min(values):.4f}")


if __name__ == "__main__":
    main()
