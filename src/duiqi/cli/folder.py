"""A folder of documents: one output each, several at a time, going on after one that fails."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from duiqi.cli.document import Settings, Summary, align_to_file
from duiqi.cli.summary import folder_line, folder_total, warnings
from duiqi.errors import DuiqiError, InputError
from duiqi.explain import printable
from duiqi.folders import Found, find_documents

Result = Summary | DuiqiError

# Files that are passed over are told by name up to this many.
NAMED_FILES = 3


def align_folder(folder: Path, output: Path, settings: Settings, jobs: int | None, quiet: bool) -> int:
    """Align every document of ``folder`` into ``output`` and return the exit status: 1 when one of them failed.

    Raises InputError when the folders cannot be used at all.
    """
    _check_output(folder, output)
    listing = find_documents(folder)
    if listing.passed_over:
        print(f"align: warning: passed over, no text by the name: {_some(listing.passed_over)}", file=sys.stderr)
    targets = [output / f"{found.name}.{settings.format}" for found in listing.documents]
    summaries = []
    failed = 0
    results = _results(listing.documents, targets, settings, jobs or processors())
    for found, target, result in zip(listing.documents, targets, results, strict=True):
        _clear_progress()
        if isinstance(result, Summary):
            summaries.append(result)
            _tell(found, target, result, quiet)
        else:
            failed += 1
            print(f"align: {printable(str(result))}", file=sys.stderr)
        if not quiet:
            _show_progress(len(summaries) + failed, len(targets))
    _clear_progress()
    if not quiet:
        for line in folder_total(summaries, failed):
            print(line, file=sys.stderr)
    return 1 if failed else 0


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _check_output(folder: Path, output: Path) -> None:
    inside = os.path.realpath(output)
    root = os.path.realpath(folder)
    if inside == root or inside.startswith(os.path.join(root, "")):
        raise InputError(
            "is the folder that is read, or in it", path=output, advice="write to a folder beside it, with -o"
        )
    if output.exists() and not output.is_dir():
        raise InputError("is no folder", path=output, advice="a folder of documents needs a folder to write to")


def _results(documents: Sequence[Found], targets: Sequence[Path], settings: Settings, jobs: int) -> Iterator[Result]:
    """What became of each document, in order, whichever is ready first."""
    if min(jobs, len(documents)) == 1:
        yield from (_align(found, target, settings) for found, target in zip(documents, targets, strict=True))
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # Fresh processes: a fork would copy whatever locks NumPy's threads hold.
    pool = ProcessPoolExecutor(min(jobs, len(documents)), get_context("spawn"), initializer=_start_worker)
    try:
        futures = [
            pool.submit(_align, found, target, settings) for found, target in zip(documents, targets, strict=True)
        ]
        for found, future in zip(documents, futures, strict=True):
            try:
                yield future.result()
            except BrokenProcessPool:
                yield InputError(
                    "the process that worked on it, or on another document, died",
                    path=found.name,
                    advice="it may have run out of memory: try --jobs 1",
                )
    finally:
        pool.shutdown(cancel_futures=True)


def _align(found: Found, target: Path, settings: Settings) -> Result:
    if _interrupted:
        sys.exit(1)
    try:
        if found.problem:
            raise InputError(found.problem, path=found.name, advice="rename them, or align them one by one")
        target.parent.mkdir(parents=True, exist_ok=True)
        return align_to_file([os.fspath(path) for path in found.files], os.fspath(target), settings)
    except DuiqiError as error:
        return error
    except OSError as error:
        return InputError(f"the folder cannot be made: {error.strerror or error}", path=target.parent)


# Set in a worker at Control-C, so that it leaves documents that already wait in its queue.
_interrupted = False


def _start_worker() -> None:
    signal.signal(signal.SIGINT, _stop_worker)


def _stop_worker(number: int, frame: object) -> NoReturn:
    """Leave without a traceback, after temporary files are removed."""
    global _interrupted
    _interrupted = True
    sys.exit(1)


def _tell(found: Found, target: Path, summary: Summary, quiet: bool) -> None:
    for line in summary.report:
        print(line, file=sys.stderr)
    if not quiet:
        print(folder_line(found.name, summary, os.fspath(target)), file=sys.stderr)
    for line in warnings(summary, found.name):
        print(line, file=sys.stderr)


def _some(paths: Sequence[Path]) -> str:
    """Names of files, those after the third as a number."""
    names = ", ".join(printable(path.as_posix()) for path in paths[:NAMED_FILES])
    return names if len(paths) <= NAMED_FILES else f"{names} and {len(paths) - NAMED_FILES} more"


def _show_progress(done: int, total: int) -> None:
    if sys.stderr.isatty() and done < total:
        filled = 30 * done // total
        print(f"\r[{'#' * filled}{'.' * (30 - filled)}] {done}/{total}", end="", file=sys.stderr, flush=True)


def _clear_progress() -> None:
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
