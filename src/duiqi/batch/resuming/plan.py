"""Which documents of a folder are to be done, and why: what they hold and the options, against the manifest."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import BinaryIO

from duiqi._version import __version__
from duiqi.batch.documents import Summary
from duiqi.batch.folder import Task, name_of
from duiqi.batch.resuming.manifest import Entry, Manifest, size_of, target_name
from duiqi.batch.resuming.told import error_from_json, summary_from_json
from duiqi.batch.settings import Settings
from duiqi.errors import InputError
from duiqi.io.zip_folder import open_file

# Settings that change no output of a folder: what is told of it, how its files were paired (the names of a document's
# files are part of its digest), and what is for memories alone.
# ``max_sentences`` decides what fails, which --retry-failed tries again.
_TOLD_ONLY = ("explain", "matching", "changed", "upkeep", "max_sentences")
# Bytes of a file that are digested at a time, so that memory does not grow with it.
_PART = 1 << 20


@dataclass(frozen=True, slots=True)
class Planned:
    """A document and its row of the manifest. ``known`` is what became of it before; None when it is to be done, and
    ``why`` says what for."""

    task: Task
    entry: Entry
    known: Summary | InputError | None = None
    why: str = ""


def planned(
    tasks: Iterable[Task], settings: Settings, folder: Path, manifest: Manifest, *, retry_failed: bool = False
) -> Iterator[Planned]:
    """What is to be done of ``tasks``, whose outputs are in ``folder``, in their order.

    That is what is new, what was begun and not ended, whose files or options changed or whose output did; of what
    failed, or held nothing to align, only what changed since, or with ``retry_failed`` all. With the setting
    ``explain`` all is done, as what it tells is not kept.
    """
    options = options_signature(settings)
    for task in tasks:
        assert task.target is not None
        entry = Entry(target_name(task.target, folder), name_of(task.found, task.root), options=options)
        before = manifest.entry(entry.target)
        why = "new" if before is None else _why(task, before, settings, options, retry_failed)
        if before is None or why:
            yield Planned(task, entry, why=why)
            continue
        try:
            known = known_of(before, settings)
        except ValueError:
            yield Planned(task, entry, why="not known what became of it")
        else:
            yield Planned(task, before, known)


def known_of(entry: Entry, settings: Settings) -> Summary | InputError:
    """What became of a document that is not pending. Raises ValueError where the row does not say it."""
    return summary_from_json(entry.told, settings) if entry.outcome == "done" else error_from_json(entry.told)


def _why(task: Task, before: Entry, settings: Settings, options: str, retry_failed: bool) -> str:
    """What a document that was met before is to be done for, if anything."""
    assert task.target is not None
    size = size_of(task.target, settings.format)
    why = why_again(before, options, size, explain=settings.explain, retry_failed=retry_failed)
    return why or ("input changed" if before.input != input_digest(task) else "")


def why_again(before: Entry, options: str, size: int | None, *, explain: bool, retry_failed: bool) -> str:
    """What a document that was met before is to be done for, if anything, whatever its input; ``size`` is that of the
    output now, None when it is not there."""
    reasons = (
        ("not finished", before.outcome == "pending"),
        ("to be explained", explain),
        ("options changed", before.options != options),
        ("output missing", before.outcome == "done" and size is None),
        ("output changed", before.outcome == "done" and size != before.size),
        (f"{before.outcome} before", before.outcome != "done" and (retry_failed or not before.input)),
    )
    return next((why for why, is_so in reasons if is_so), "")


def input_digest(task: Task) -> bytes:
    """A digest of a document: what its files are called in the folder, what they hold, and what is wrong with them
    together. A file that cannot be read counts as one that says so."""
    return digest_of_files((name_of(task.found, task.root), task.found.problem), task.found.files)


def digest_of_files(told: object, files: Iterable[Path]) -> bytes:
    """A digest of the contents of ``files``, and of what is ``told`` of them."""
    digest = hashlib.blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=16)
    for path in files:
        try:
            with open_file(path) as stream:
                content = _digest_of(stream)
        except (OSError, InputError) as error:
            content = repr(error.strerror if isinstance(error, OSError) else error.message).encode()
        digest.update(content)
    return digest.digest()


def _digest_of(stream: BinaryIO) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    while part := stream.read(_PART):
        digest.update(part)
    return digest.digest()


def options_signature(settings: Settings) -> str:
    """What an output depends on beside its document: the version, the data of the aligner, the settings, the date that
    is to stand in it."""
    from duiqi.aligner import data_signature

    told = {field.name: getattr(settings, field.name) for field in fields(settings) if field.name not in _TOLD_ONLY}
    told["date"] = os.environ.get("SOURCE_DATE_EPOCH", "")
    corrections = told.pop("corrections")
    # They are in the signature of the data, and a signature without them stays as it was.
    del told["own_words"], told["own_weights"], told["similarity"]
    if corrections:
        told["corrections"] = hashlib.blake2b(repr(corrections).encode(), digest_size=8).hexdigest()
    return f"duiqi {__version__}|{data_signature(settings.options)}|" + "|".join(
        f"{name}:{value}" for name, value in told.items()
    )
