"""What cleaning does to text that holds no damage: repairs by kind, per million characters.

    python -m tests.benchmarks.harm FOLDER… [--sample CHARS] [--list N] [--jobs N] [--json FILE] [--table FILE]

Every file below the FOLDERs is cleaned: in a format that duiqi reads as it reads it, else as UTF-8 text; what cannot be
read is left out and counted. The FOLDERs are the columns of the table: the kinds of text that ``clean_texts.py`` makes
of packages, and ``../shared/gold``, ``train``, ``docs`` and ``real``. Folders in DAMAGED and ``--except`` are left out.

Each repair of such a text is either harm or shows that the text was damaged after all; ``--list`` prints the first of
each kind, ``--table`` writes all of them, equal ones once, to be looked at. The exit status is 1 when a repair was
inferred (see ``duiqi.model.Edit``).
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from duiqi import InputError, load
from duiqi.cleaning import clean, locate
from duiqi.errors import UnreadFormat
from duiqi.loading import SUFFIXES, suffix_of
from duiqi.model import Document, Edit

# Of the shared documents, those whose description says that they are damaged.
DAMAGED = ("seedlike-newyear-2021", "pdf-openchain-12", "pdf-loopring-pair")
NOT_TEXT = ("META.json", "gold.json", "SOURCE.txt", "README.md")
# Pairs of sentences in XML, which clean() is never given.
NOT_DOCUMENTS = (".tmx",)
# With --sample a text counts with so many characters of it at most, from its beginning to the end of a line.
PIECE = 200_000
# Characters shown on either side of a repair.
CONTEXT = 24


@dataclass(frozen=True, slots=True)
class Found:
    """One repair of a text: ``line`` counts from 1; ``before`` and ``after`` show it in its surroundings."""

    fix: str
    certainty: str
    path: str
    line: int
    before: str
    after: str


@dataclass(slots=True)
class Tally:
    """What cleaning did to the texts of a kind."""

    texts: int = 0
    unread: int = 0
    chars: int = 0
    seconds: float = 0.0
    repairs: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, chars: int, seconds: float, found: Iterable[Found]) -> None:
        """Count one text."""
        self.texts += 1
        self.chars += chars
        self.seconds += seconds
        self.repairs.update((repair.certainty, repair.fix) for repair in found)


def certainty(edit: Edit) -> str:
    """``exact`` or ``inferred``; ``unsaid`` of a version that does not tell."""
    return str(getattr(edit, "certainty", "unsaid"))


def repairs(path: Path, most: int | None = None) -> tuple[int, float, list[Found]]:
    """The characters of a text, the seconds that loading and cleaning take, and the repairs.

    Raises InputError or UnicodeDecodeError for what cannot be read.
    """
    started = time.process_time()
    document = _document(path) if most is None or path.stat().st_size <= most else None
    if document:
        text, edits = document.text, document.edits
    else:
        raw = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
        if most is not None and len(raw) > most:
            raw = raw[: raw.rfind("\n", 0, most) + 1] or raw[:most]
        cleaned = clean(raw)
        text, edits = cleaned.text, cleaned.edits
    seconds = time.process_time() - started
    return len(text), seconds, [_found(path, text, edit) for edit in _located(text, edits)]


def _document(path: Path) -> Document | None:
    """The file as duiqi reads it; None for what it reads as text, or only as text: program code."""
    if suffix_of(path.name) not in SUFFIXES:
        return None
    try:
        return load(path)
    except UnreadFormat:
        return None


def _located(text: str, edits: Sequence[Edit]) -> Iterator[tuple[Edit, int, str, str]]:
    for repair in locate(text, edits) if edits else ():
        yield repair.edit, repair.line, repair.before, repair.after


def _found(path: Path, text: str, repair: tuple[Edit, int, str, str]) -> Found:
    edit, line, before, after = repair
    # The repair with more of its line, where the text around it came through as it was.
    at = text.find(after)
    if at >= 0 and text.find(after, at + 1) < 0:
        start = max(text.rfind("\n", 0, at) + 1, at - CONTEXT)
        end = text.find("\n", at + len(after))
        end = min(end if end >= 0 else len(text), at + len(after) + CONTEXT)
        before = text[start:at] + before + text[at + len(after) : end]
        after = text[start:end]
    return Found(edit.fix, certainty(edit), str(path), line, before, after)


def texts_of(folders: Sequence[Path], leave_out: Sequence[str] = ()) -> dict[str, list[Path]]:
    """The files below the folders, in the order of their paths, by the folder's name."""
    kinds: dict[str, list[Path]] = defaultdict(list)
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            parts = path.relative_to(folder).parts
            hidden = any(part.startswith(".") for part in parts)
            left_out = path.name in NOT_TEXT or path.suffix in NOT_DOCUMENTS or {*DAMAGED, *leave_out} & {*parts}
            if not path.is_file() or hidden or left_out:
                continue
            kinds[folder.name].append(path)
    return kinds


def sample(paths: Sequence[Path], chars: int) -> list[Path]:
    """Files of about ``chars`` bytes in all (PIECE of each at most), spread evenly over ``paths``."""
    size = sum(min(path.stat().st_size, PIECE) for path in paths)
    step = max(size / chars, 1.0)
    return [paths[int(k * step)] for k in range(int(len(paths) / step))]


def _job(job: tuple[str, int | None]) -> tuple[str, tuple[int, float, list[Found]] | None]:
    path, most = job
    try:
        return path, repairs(Path(path), most)
    except (InputError, UnicodeDecodeError):
        return path, None


def measure(
    kinds: dict[str, list[Path]], most: int | None = None, jobs: int = 1
) -> tuple[dict[str, Tally], list[Found]]:
    """What cleaning does to the files of each kind, and every repair."""
    work = [(kind, (str(path), most)) for kind, paths in sorted(kinds.items()) for path in paths]
    tallies = {kind: Tally() for kind in sorted(kinds)}
    every: list[Found] = []
    if jobs > 1:
        with ProcessPoolExecutor(jobs) as pool:
            results = list(pool.map(_job, (job for _, job in work), chunksize=8))
    else:
        results = [_job(job) for _, job in work]
    for (kind, _), (_, result) in zip(work, results, strict=True):
        if result is None:
            tallies[kind].unread += 1
        else:
            tallies[kind].add(*result)
            every += result[2]
    return tallies, every


def report(tallies: dict[str, Tally]) -> str:
    """A table: kinds of text across, repairs per million characters down; the number of repairs behind each row."""
    kinds = list(tallies)
    total = Tally()
    for tally in tallies.values():
        total.texts, total.unread, total.chars = (
            total.texts + tally.texts,
            total.unread + tally.unread,
            total.chars + tally.chars,
        )
        total.seconds += tally.seconds
        total.repairs += tally.repairs
    columns = [*tallies.values(), total]
    rows = [
        ["", *kinds, "all", "repairs"],
        ["texts", *(f"{t.texts}" for t in columns), ""],
        ["not read", *(f"{t.unread}" for t in columns), ""],
        ["million characters", *(f"{t.chars / 1e6:.2f}" for t in columns), ""],
        ["CPU s a million characters", *(f"{1e6 * t.seconds / max(t.chars, 1):.1f}" for t in columns), ""],
    ]
    for certain, fix in sorted(total.repairs):
        counts = [1e6 * t.repairs[certain, fix] / max(t.chars, 1) for t in columns]
        cells = [f"{count:.1f}" if count else "." for count in counts]
        rows.append([f"{certain}: {fix}", *cells, str(total.repairs[certain, fix])])
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if k else cell.ljust(width)
            for k, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def listed(found: Sequence[Found], most: int) -> Iterator[str]:
    """The first ``most`` repairs of each kind, with their places; of one file no more than a third of them."""
    by_fix: dict[tuple[str, str], list[Found]] = defaultdict(list)
    for repair in found:
        by_fix[repair.certainty, repair.fix].append(repair)
    for (certain, fix), all_of_kind in sorted(by_fix.items()):
        yield f"\n== {certain}: {fix} ({len(all_of_kind)} in {len({r.path for r in all_of_kind})} files)"
        shown: Counter[str] = Counter()
        for repair in all_of_kind:
            if shown.total() < most and shown[repair.path] < max(most // 3, 1):
                shown[repair.path] += 1
                yield f"{repair.path}:{repair.line}\n    {repair.before!r}\n    {repair.after!r}"


def grouped(found: Sequence[Found]) -> Iterator[tuple[str, ...]]:
    """A row for each repair, those that look alike together: certainty, kind, how many, before, after, the first place;
    by kind, the most frequent first."""
    alike: dict[tuple[str, str, str, str], list[Found]] = defaultdict(list)
    for each in found:
        alike[each.certainty, each.fix, each.before, each.after].append(each)
    for (certain, fix, before, after), members in sorted(alike.items(), key=lambda row: (*row[0][:2], -len(row[1]))):
        place = f"{members[0].path}:{members[0].line}"
        yield certain, fix, str(len(members)), repr(before), repr(after), place


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--sample", type=int, metavar="CHARS", help="about so many characters of each kind")
    parser.add_argument("--list", type=int, default=0, metavar="N", help="print the first N repairs of each kind")
    parser.add_argument("--except", nargs="*", default=[], dest="leave_out", metavar="NAME", help="names left out")
    parser.add_argument("--jobs", type=int, default=1, metavar="N")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every repair, a line each")
    parser.add_argument("--table", type=Path, metavar="FILE", help="write every repair, equal ones as one row (TSV)")
    options = parser.parse_args()
    kinds = texts_of(options.folders, options.leave_out)
    if options.sample:
        kinds = {kind: sample(paths, options.sample) for kind, paths in kinds.items()}
    tallies, found = measure(kinds, PIECE if options.sample else None, options.jobs)
    print(report(tallies))
    print("\n".join(listed(found, options.list)) if options.list else "")
    if options.json:
        lines = (json.dumps({name: getattr(f, name) for name in Found.__slots__}, ensure_ascii=True) for f in found)
        options.json.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    if options.table:
        rows = [("certainty", "kind", "count", "before", "after", "first place"), *grouped(found)]
        options.table.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    sys.exit(any(repair.certainty == "inferred" for repair in found))


if __name__ == "__main__":
    main()
