"""Translated manuals before and after: pairs that keep to one block, what of the text they cover, pages refused.

    python -m tests.benchmarks.manuals SHARED FOLDER [NAME …] [--before SRC] [--every N]

FOLDER holds what ``SHARED/manuals/fetch.sh`` makes: a folder of HTML pages for each manual, and beside it the same book
as plain text and PDF, where there is one (NAME.LANGUAGE.txt.gz, NAME.LANGUAGE.pdf). Each NAME, all of them by default,
is aligned by this version and by the one in SRC, such as ``../main/src``, and scored by ``SHARED/manuals/score.py``,
which says what the columns mean. ``--every 13`` takes every thirteenth page, in the order of their names.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import duiqi

HEAD = ("manual", "version", "pages", "failed", "P", "R", "lost", "outside")
AFTER = Path(duiqi.__file__).parents[1]
BOOKS = (".txt.gz", ".pdf")


def scorer(shared: Path) -> Any:
    """The module ``score.py`` of the shared data."""
    spec = importlib.util.spec_from_file_location("manuals_score", shared / "manuals" / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def align(source: Path, inputs: Sequence[Path], output: Path) -> None:
    """Run the version of ``align`` whose package is in ``source``. What it cannot align it leaves out."""
    command = [sys.executable, "-m", "duiqi", *map(str, inputs), "-o", str(output), "--format", "jsonl", "--quiet"]
    subprocess.run(command, env={**os.environ, "PYTHONPATH": str(source)}, stderr=subprocess.DEVNULL, check=False)


def sampled(score: Any, tree: Path, every: int, place: Path) -> Path:
    """A tree with every so many of the pages, under the same name."""
    if every == 1:
        return tree
    for zh, en in list(score.pages(str(tree)).items())[::every]:
        for name in (zh, en):
            target = place / tree.name / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(tree / name, target)
    return place / tree.name


def page_row(score: Any, tree: Path, source: Path) -> dict[str, Any]:
    """The figures of the pages of a manual."""
    with tempfile.TemporaryDirectory() as place:
        align(source, [tree], Path(place))
        os.environ["OUT"] = place
        with redirect_stdout(io.StringIO()):
            row: dict[str, Any] = score.score_tree("-", str(tree))
        del os.environ["OUT"]
    return row


def book_rows(score: Any, tree: Path, source: Path) -> Iterator[dict[str, Any]]:
    """The figures of the same book in other forms, against the pages in simplified characters."""
    for suffix in BOOKS:
        zh, en = (tree.parent / f"{tree.name}.{language}{suffix}" for language in ("zh-cn", "en"))
        if not (zh.exists() and en.exists()):
            continue
        with tempfile.TemporaryDirectory() as place:
            output = Path(place) / "book.jsonl"
            align(source, [zh, en], output)
            row: dict[str, Any] = {"tree": f"{tree.name}{suffix}", "pages": 1, "failed": int(not output.exists())}
            if output.exists():
                row |= score.mean([score.score(score.read(str(output)), _book(score, tree))])
        yield row


def _book(score: Any, tree: Path) -> list[tuple[str, str]]:
    """The blocks of all pages in the order of the book, as ``score.py --book`` has them."""
    pages = [(zh, en) for zh, en in score.pages(str(tree)).items() if "index" not in zh and "zh-tw" not in zh]
    pages.sort(key=lambda pair: (0 if "pr0" in pair[0] else 1 if "ch" in pair[0] else 2, pair[0]))
    return [unit for zh, en in pages for unit in score.units(f"{tree}/{zh}", f"{tree}/{en}") or []]


def main() -> None:
    """Print a table of the manuals."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--before", type=Path, metavar="SRC")
    parser.add_argument("--every", type=int, default=1, metavar="N")
    arguments = parser.parse_args()
    score = scorer(arguments.shared)
    versions = [("before", arguments.before)] if arguments.before else []
    print("  ".join(f"{name:>10}" for name in HEAD))
    with tempfile.TemporaryDirectory() as place:
        for tree in sorted(path for path in arguments.folder.iterdir() if path.is_dir()):
            if arguments.names and tree.name not in arguments.names:
                continue
            pages = sampled(score, tree, arguments.every, Path(place))
            for version, source in (*versions, ("after", AFTER)):
                books = () if arguments.every > 1 else book_rows(score, tree, source.resolve())
                for row in (page_row(score, pages, source.resolve()), *books):
                    cells = [row["tree"], version, *(row.get(name, "-") for name in HEAD[2:])]
                    print("  ".join(f"{cell!s:>10}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
