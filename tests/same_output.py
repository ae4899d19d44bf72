"""Every output of this version, as files, so that two versions can be compared.

    python tests/same_output.py SHARED BEFORE       # in the one checkout
    python tests/same_output.py SHARED AFTER        # in the other
    diff -r BEFORE AFTER

SHARED is the folder of development data. Only the public interface and the command line are used, so that the script
of one version runs on another (``PYTHONPATH=OTHER/src``). What a run makes lies in OUT as it was written, and
``digests.txt`` has a line each; dates are left out. ``--only seed,tmx`` takes some of the parts.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import json
import os
import re
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import duiqi
from duiqi.cli import main

CASES = Path(__file__).parent / "cases"
NOT_DOCUMENTS = {"META.json", "gold.json", "SOURCE.txt", "README.md"}
TEXT_FORMATS = ("tmx", "jsonl", "tsv", "csv", "xliff", "index")
# Bytes; larger files of pairs take minutes to be read as documents.
LARGE = 300_000
DATES = re.compile(rb'(?:(?:creation|change)date="[0-9TZ]+")|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ')


def run(out: Path, *words: str) -> None:
    """Run ``align`` with ``words``; its messages and exit status go to ``out``.log, its standard output to ``out``.out.

    Standard output has bytes beneath it, as a real one has.
    """
    messages = io.StringIO()
    raw = io.BytesIO()
    printed = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
    with contextlib.redirect_stderr(messages), contextlib.redirect_stdout(printed):
        try:
            status: object = main(words)
        except SystemExit as exit:
            status = exit.code
    printed.flush()
    out.parent.mkdir(parents=True, exist_ok=True)
    Path(f"{out}.log").write_text(f"{messages.getvalue()}exit {status}\n", encoding="utf-8", errors="surrogatepass")
    if raw.getvalue():
        Path(f"{out}.out").write_bytes(raw.getvalue())


def documents(folder: Path, out: Path) -> None:
    """Each file alone and the folder as a whole: pairs, memory, explanation, repairs, cleaned text and sentences."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in NOT_DOCUMENTS:
            place = out / path.relative_to(folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            name = str(path)
            run(Path(f"{place}.jsonl"), name, "-o", f"{place}.jsonl", "--keep-unaligned", "--explain")
            run(Path(f"{place}.tmx"), name, "-o", f"{place}.tmx", "--level", "clause", "--punctuation", "restore")
            run(Path(f"{place}.segment"), "segment", name)
            with contextlib.suppress(duiqi.InputError):
                document = duiqi.load(name)
                edits = "".join(f"{edit}\n" for edit in document.edits)
                Path(f"{place}.edits").write_text(edits, encoding="utf-8", errors="surrogatepass")
                paragraphs = "".join(f"{paragraph}\n" for paragraph in document.paragraphs)
                Path(f"{place}.paragraphs").write_text(paragraphs, encoding="utf-8")
                Path(f"{place}.text").write_text(document.text, encoding="utf-8", errors="surrogatepass")
    for child in sorted(child for child in folder.iterdir() if child.is_dir()):
        run(out / child.name / "folder", str(child), "-o", str(out / child.name / "aligned"), "--jobs", "1")


def gold(folder: Path, out: Path) -> None:
    """The gold texts, aligned from their sentences."""
    for path in sorted(folder.glob("*/src/*")):
        place = out / path.parts[-3] / path.name
        place.parent.mkdir(parents=True, exist_ok=True)
        target = path.parents[1] / "tgt" / path.name
        run(place, str(path), str(target), "--presegmented", "-o", f"{place}.jsonl", "--keep-unaligned")
        run(
            Path(f"{place}.evaluate"),
            "evaluate",
            f"{place}.jsonl",
            str(path.parents[1] / "gold" / f"{path.name}.align"),
        )


def pairs(folder: Path, out: Path) -> None:
    """Files of pairs: read, written in every format, checked, repaired, updated, kept and searched."""
    for path in sorted(folder.iterdir()):
        if not path.is_file() or path.name in NOT_DOCUMENTS:
            continue
        place = out / path.name
        place.mkdir(parents=True)
        for format in TEXT_FORMATS:
            run(place / f"convert.{format}", "convert", str(path), "-o", str(place / f"pairs.{format}"))
        for format in ("moses", "intertext", "xlsx"):
            made = str(place / ("pairs.xlsx" if format == "xlsx" else format))
            run(place / f"convert.{format}", "convert", str(path), "-o", made, "--format", format)
        if path.stat().st_size < LARGE:
            run(place / "align", str(path), "-o", str(place / "aligned.jsonl"), "--keep-unaligned")
        near = ("--duplicates", "near", "--different", "--max-ratio", "3")
        run(place / "filtered", "convert", str(path), "-o", str(place / "filtered.jsonl"), *near)
        if path.name.endswith((".tmx", ".tmx.gz")):
            run(place / "check", "check", str(path))
            run(place / "repair", "repair", str(path), "-o", str(place / "repaired.tmx"))
            memory = place / "updated.tmx"
            shutil.copy(CASES / "check" / "sound.tmx", memory)
            run(place / "update", "update", str(memory), str(path))
        run(place / "memory", "memory", "add", str(place / "corpus.db"), str(path))
        run(place / "search", "memory", "search", str(place / "corpus.db"), "的", "--json")
        run(place / "fuzzy", "memory", "search", str(place / "corpus.db"), "你好吗", "--fuzzy", "--json")
        (place / "corpus.db").unlink(missing_ok=True)


def cases(folder: Path, out: Path) -> None:
    """The project's own cases: text cleaned and cut, lists aligned."""
    out.mkdir(parents=True)
    with open(out / "texts.txt", "w", encoding="utf-8", errors="surrogatepass") as file:
        for path in sorted(folder.rglob("*.json*")):
            for text in texts_of(path):
                cleaned = duiqi.clean(text)
                sentences = [duiqi.segment(cleaned.text, language) for language in ("zh", "en")]
                file.write(f"{path.name}\n{cleaned!r}\n{sentences!r}\n")
    with open(out / "aligned.txt", "w", encoding="utf-8", errors="surrogatepass") as file:
        for path in sorted((folder / "align").glob("*.json")):
            case = json.loads(path.read_text(encoding="utf-8"))
            file.write(f"{path.name} {duiqi.align_sentences(case['zh'], case['en']).beads}\n")


def texts_of(path: Path) -> Iterator[str]:
    """All texts in a file of cases."""
    content = path.read_text(encoding="utf-8")
    values = [json.loads(line) for line in content.splitlines()] if path.suffix == ".jsonl" else [json.loads(content)]
    while values:
        value = values.pop(0)
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | dict):
            values[:0] = value.values() if isinstance(value, dict) else value


def digests(out: Path) -> Iterator[str]:
    """A line for each file below ``out``, without what changes with the day; what a folder remembers goes, as it holds
    how long each document took."""
    for path in sorted(out.rglob("*")):
        if path.suffix == ".sqlite":
            path.unlink()
            continue
        if path.is_file() and path.name != "digests.txt":
            content = path.read_bytes()
            if path.suffix == ".xlsx":
                with zipfile.ZipFile(path) as archive:
                    content = b"".join(archive.read(name) for name in sorted(archive.namelist()))
            content = DATES.sub(b"DATE", content)
            path.write_bytes(content)
            yield f"{hashlib.sha256(content).hexdigest()[:16]}  {path.relative_to(out)}\n"


def write_outputs(shared: Path, out: Path, only: set[str]) -> None:
    """All parts, or those in ``only``. Names in messages are relative, so that they do not tell where it ran."""
    parts: dict[str, tuple[Callable[[Path, Path], None], Path]] = {
        "cases": (cases, Path("tests/cases")),
        "seed": (documents, Path("shared/seed")),
        "docs": (documents, Path("shared/docs")),
        "real": (documents, Path("shared/real")),
        "gold": (gold, Path("shared/gold")),
        "train": (pairs, Path("shared/train")),
        "tmx": (pairs, Path("shared/tmx")),
        "casetmx": (pairs, Path("tests/cases/tmx")),
    }
    out.mkdir(parents=True)
    folders = {"shared": shared.resolve(), "tests": CASES.parent.resolve()}
    for name, folder in folders.items():
        (out / name).symlink_to(folder)
    os.chdir(out)
    for name, (work, folder) in parts.items():
        if not only or name in only:
            print(name, file=sys.stderr)
            work(folder, Path(name))
    for name in folders:
        Path(name).unlink()
    Path("digests.txt").write_text("".join(digests(Path("."))), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path, help="a folder that is not there yet")
    parser.add_argument("--only", type=lambda text: set(text.split(",")), default=set(), metavar="PART,…")
    arguments = parser.parse_args()
    write_outputs(arguments.shared, arguments.out, arguments.only)
