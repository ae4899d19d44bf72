"""What is to be done of the documents of a run, one after another as they are read."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from duiqi.batch.by_name import Listing
from duiqi.batch.documents import Inputs, Summary
from duiqi.batch.folder import Effort, name_of, problem_of
from duiqi.batch.resuming import (
    Entry,
    Manifest,
    Part,
    digest_of_files,
    entry_of,
    known_of,
    options_signature,
    why_again,
)
from duiqi.batch.settings import Settings
from duiqi.batch.sources import Record, placed
from duiqi.errors import DuiqiError, InputError, NotTranslated


@dataclass(frozen=True, slots=True)
class CorpusRun:
    """What holds for all documents of a run. ``folder``: where the outputs go; ``effort``: with how many
    processes; ``part``: the share of the documents that it does, all of them when None."""

    folder: Path
    settings: Settings
    manifest: Manifest
    effort: Effort = field(default_factory=lambda: Effort(1))
    retry_failed: bool = False
    part: Part | None = None
    options: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "options", options_signature(self.settings))


@dataclass(frozen=True, slots=True)
class Planned:
    """A document, its row of the manifest, and what became of it before, or is known without work (``is_new``); None
    when it is to be done, and ``why`` says what for."""

    record: Record
    entry: Entry
    known: Summary | InputError | None = None
    why: str = ""
    is_new: bool = False


# Is told what became of a document.
Tell: TypeAlias = Callable[[Planned, "Summary | DuiqiError"], None]


@dataclass(frozen=True, slots=True)
class Done:
    """What a process gives back: what became of a document, the rows of its pairs where these are wanted, how long it
    took."""

    result: Summary | DuiqiError
    rows: bytes = b""
    seconds: float = 0.0


def timed(record: Record, work: Callable[[Inputs], tuple[Summary, bytes]]) -> Done:
    """What ``work`` makes of the texts, or files, of a record, whose errors are results that say where it stands.
    One that an engine aligned is not aligned again."""
    if isinstance(record.done, Done):
        return record.done
    start = time.perf_counter()
    result: Summary | DuiqiError
    rows = b""
    try:
        result, rows = work(record.texts or record.files)
    except NotTranslated as error:
        result = NotTranslated(error.message, path=record.id, advice=error.advice)
    except InputError as error:
        result = error if record.files or error.path not in (None, record.id, "<input>") else placed(error, record)
    except DuiqiError as error:
        result = error
    return Done(result, rows, time.perf_counter() - start)


def record_digest(record: Record) -> bytes:
    """A digest of a document: its id, and its texts, or what its files are called and hold. That of a document of a
    folder is the one that a run over the folder's files gives it."""
    if not record.files:
        return record.digest()
    problem = record.error.message if record.error else ""
    told = (record.id, problem) if record.is_of_folder else (record.id, record.files, problem)
    return digest_of_files(told, map(Path, record.files))


def records_of_listing(listing: Listing) -> Iterator[Record]:
    """The documents of a folder, or of several files, as records; their ids are what they are called in outputs."""
    for found in listing.documents:
        files = tuple(str(path) for path in found.files)
        yield Record(name_of(found, listing.root), files=files, path=found.name, error=problem_of(found))


def known_without_work(record: Record, other: str | None, folder: Path | None = None) -> InputError | None:
    """Why a record is of no use, if that is so before it is aligned: ``other`` is the id that has its name, ``folder``
    where outputs go, which might be written over its files."""
    if record.error is not None:
        return record.error
    if other == record.id:
        return placed(InputError(f"the id {record.id!r} was met before", advice="give each document its own"), record)
    if folder is not None:
        place = os.path.join(os.path.realpath(folder), "")
        for file in record.files:
            if os.path.realpath(file).startswith(place):
                return InputError(
                    "is in the folder that is written to", path=file, advice="write to a folder beside it"
                )
    return None


def plan_of(record: Record, entry: Entry, run: CorpusRun, size: Callable[[Entry], int | None]) -> Planned:
    """What is to be done of a record that is of use, by its row of the manifest before; ``size`` tells of that row how
    large the output is now."""
    before = run.manifest.entry(entry.target)
    if before is None:
        return Planned(record, entry, why="new")
    explain, retry = run.settings.explain, run.retry_failed
    why = why_again(before, run.options, size(before), explain=explain, retry_failed=retry)
    why = why or ("input changed" if before.input != entry.input else "")
    if not why:
        try:
            return Planned(record, before, known_of(before, run.settings))
        except ValueError:
            why = "not known what became of it"
    return Planned(record, entry, why=why)


def digests_known(run: CorpusRun, size: Callable[[Entry], int | None]) -> Iterator[bytes]:
    """Digests of the records that need no work, as far as the manifest tells: an engine need not align them."""
    if run.settings.explain:
        return
    for before in run.manifest.entries():
        if not why_again(before, run.options, size(before), explain=False, retry_failed=run.retry_failed):
            yield before.input


def useless(record: Record, entry: Entry, error: InputError, run: CorpusRun) -> Planned:
    """A record that is of no use, which is a failure without work."""
    return Planned(record, entry_of(entry, error, run.settings), error, is_new=True)
