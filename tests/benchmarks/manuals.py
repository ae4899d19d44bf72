"""Translated manuals before and after: pairs that keep to one block, what of the text they cover, pages refused.

    python -m tests.benchmarks.manuals SHARED FOLDER [NAME …] [--before SRC] [--every N]

FOLDER holds what ``SHARED/manuals/fetch.sh`` makes: a folder of HTML pages for each manual, and beside it the same book
as plain text and PDF, where there is one (NAME.LANGUAGE.txt.gz, NAME.LANGUAGE.pdf). Each NAME, all of them by default,
is aligned by this version and by the one in SRC, such as ``../main/src``, and scored by ``SHARED/manuals/score.py``,
which says what the columns mean. ``--every 13`` takes every thirteenth page, in the order of their names.

That looks for each pair onwards from the last one. A book has what the pages do not (a title page: its author or
"Abstract" is found chapters further on), and has each heading once that the pages have up to five times (their own
contents, "previous", "next"); so it soon looks behind the place, and does not find again what is there. The last
columns say of books what is so in any order: P, of the pairs whose sides both stand in blocks the share that stands in
one, and R, the share of the blocks they cover.

A reader is not shown all that stands in a page, nor does a book have it all. "R shown" is R of the rest: of pages
without the words for the second of two systems between which a script chooses (``class="MAC"`` in LibreOffice's help),
of books, in any order; of PDF without the titles of cross-references, which print does without (``Section 2.5.3,
“Title”``), and without the numbers of notes.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from itertools import accumulate
from pathlib import Path
from typing import Any

from lxml import html

import duiqi

HEAD = ("manual", "version", "pages", "failed", "P", "R", "lost", "outside", "P any", "R any", "R shown")
AFTER = Path(duiqi.__file__).parents[1]
BOOKS = (".txt.gz", ".pdf")
OTHER_SYSTEM = "//*[@class='MAC']"
TITLE_REFERRED_TO = re.compile(
    r"((?:Section|Chapter|Appendix|Table|Figure|第|表)\s*[\dA-Z][\d.]*\s*[节章節]?)\s*[,:：，]?\s*“(?:[^“”]|“[^“”]*”)*”"
)
NUMBER_OF_NOTE = re.compile(r"\[\d{1,3}\]")


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
        with redirect_stdout(io.StringIO()), tempfile.TemporaryDirectory() as shown:
            row: dict[str, Any] = score.score_tree("-", str(tree))
            row["R shown"] = score.score_tree("-", str(_of_one_system(score, tree, Path(shown))))["R"]
        del os.environ["OUT"]
    return row


def _of_one_system(score: Any, tree: Path, place: Path) -> Path:
    """A tree of the same pages without the words for another system."""
    for name in (name for names in score.pages(str(tree)).items() for name in names):
        source, target = tree / name, place / tree.name / name
        page = html.fromstring(source.read_bytes())
        others = page.xpath(OTHER_SYSTEM)
        for element in others:
            element.drop_tree()
        target.parent.mkdir(parents=True, exist_ok=True)
        if others:
            target.write_bytes(html.tostring(page, encoding="utf-8", include_meta_content_type=True))
        else:
            shutil.copy(source, target)
    return place / tree.name


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
                pairs, gold = score.read(str(output)), _book(score, tree)
                row |= score.mean([score.score(pairs, gold)]) | in_any_order(score.norm, pairs, gold)
                printed = [(_as_printed(zh), _as_printed(en)) for zh, en in gold] if suffix == ".pdf" else gold
                row["R shown"] = in_any_order(score.norm, pairs, printed)["R any"]
        yield row


def _as_printed(text: str) -> str:
    return NUMBER_OF_NOTE.sub("", TITLE_REFERRED_TO.sub(r"\1", text))


class Blocks:
    """The blocks of one side, squeezed, and where a text stands in them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self._whole = "\0".join(texts)
        self._starts = [0, *accumulate(len(text) + 1 for text in texts)]

    def places(self, text: str) -> dict[int, list[int]]:
        """Each block with the text, and where in it."""
        found: dict[int, list[int]] = {}
        at = self._whole.find(text)
        while at >= 0:
            block = bisect_right(self._starts, at) - 1
            found.setdefault(block, []).append(at - self._starts[block])
            at = self._whole.find(text, at + 1)
        return found


def in_any_order(
    norm: Callable[[str], str], pairs: Sequence[dict[str, Any]], gold: Sequence[tuple[str, str]]
) -> dict[str, float]:
    """Of the text of pairs whose sides both stand in blocks the share that stands in one block, and of the blocks' text
    the share that such pairs cover. Chinese characters count three times as much as letters."""
    sides = [Blocks([norm(block[k]) for block in gold]) for k in (0, 1)]
    covered: list[list[set[int]]] = [[set() for _ in gold] for _ in sides]
    right = known = 0.0
    for zh, en in dict.fromkeys((norm(pair["zh"]), norm(pair["en"])) for pair in pairs):
        if not zh or not en or zh == en:
            continue
        found = [side.places(text) for side, text in zip(sides, (zh, en), strict=True)]
        common = found[0].keys() & found[1].keys()
        size = len(zh) + len(en) / 3
        known += size if all(found) else 0.0
        right += size if common else 0.0
        for places, spans, text in zip(found, covered, (zh, en), strict=True):
            for block in common:
                for at in places[block]:
                    spans[block].update(range(at, at + len(text)))
    wanted = [
        k for k, (zh, en) in enumerate(zip(*(side.texts for side in sides), strict=True)) if zh and en and zh != en
    ]
    total = sum(len(sides[0].texts[k]) + len(sides[1].texts[k]) / 3 for k in wanted)
    got = sum(len(covered[0][k]) + len(covered[1][k]) / 3 for k in wanted)
    return {"P any": round(right / max(known, 1e-9), 4), "R any": round(got / max(total, 1e-9), 4)}


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
