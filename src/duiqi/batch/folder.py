"""The documents of a folder, or of several files: which there are, and all of them worked through.

Files belong together by their names, or also, for those whose names tell nothing, by what they say.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from duiqi.batch.by_comparison import settled
from duiqi.batch.by_content import Profile, match, profile
from duiqi.batch.by_name import Found, Listing, distinct, documents_of, find_documents, folded, with_version
from duiqi.batch.documents import Summary, align_to_file, align_to_pairs, same_file
from duiqi.batch.file_names import stem_of
from duiqi.batch.settings import Settings
from duiqi.batch.workers import in_order, in_task_order
from duiqi.errors import DuiqiError, InputError, NotTranslated, OneLanguage
from duiqi.pipeline import load

# So many files are read for what they say before each run, also one that finds nothing new, unless asked for more: of
# 3,000 characters they take 29 ms each.
FEW = 60


@dataclass(frozen=True, slots=True)
class Task:
    """A document of a folder, and the file to write; without one the pairs are wanted."""

    found: Found
    root: Path
    target: Path | None = None


class Effort(NamedTuple):
    """``jobs``: how many documents are worked on at a time; ``timeout``: the seconds that one may take."""

    jobs: int
    timeout: float | None = None


class Done(NamedTuple):
    """What became of a document, and the ``seconds`` that it took; ``kept``: in an earlier run."""

    task: Task
    result: Summary | DuiqiError
    seconds: float = 0.0
    kept: bool = False


def list_documents(inputs: Sequence[Path], settings: Settings, jobs: int) -> Listing:
    """The documents in a folder, or among several files, paired as the settings say.

    Raises InputError when the folder cannot be read, or there is no document.
    """
    listing = find_documents(inputs[0]) if len(inputs) == 1 else documents_of(inputs)
    listing = settled(listing, settings.encoding, jobs)
    if settings.matching != "name":
        listing = _by_content(listing, settings, jobs)
    return with_version(listing, settings.zh_lang)


def _by_content(listing: Listing, settings: Settings, jobs: int) -> Listing:
    """The listing with the files paired by what they say that names leave alone; as it is where these are too many for
    what the settings ask."""
    paths = open_files(listing)
    is_auto = settings.matching == "auto"
    if is_auto and not 1 < len(paths) <= FEW:
        return listing
    tasks = [(path, settings) for path in paths]
    results = in_task_order(_one_sided if is_auto else _profile, tasks, [str(path) for path in paths], jobs)
    read = {path: result for path, result in zip(paths, results, strict=True) if not isinstance(result, DuiqiError)}
    return with_pairs_by_content(listing, read) if is_auto else pair_by_content(listing, read)


def align_all(tasks: Sequence[Task], settings: Settings, effort: Effort) -> Iterator[Done]:
    """Align the documents of ``tasks``; what became of each, in order."""
    work = ((task.found.name, (task, settings)) for task in tasks)
    results = in_order(align_task, work, min(effort.jobs, len(tasks)), timeout=effort.timeout)
    return (Done(task, result) for task, result in zip(tasks, results, strict=True))


def name_of(found: Found, root: Path) -> str:
    """What a document of the folder ``root`` is called in the output: its files, as they are called in there."""
    return " ".join(path.relative_to(root).as_posix() for path in found.files)


def check_output_folder(inputs: Sequence[Path], output: Path) -> None:
    """Raise InputError when ``output`` is no folder, or one whose files would lie among those that are read."""
    place = os.path.realpath(output)
    advice = "write to a folder beside it, with -o"
    if len(inputs) == 1:
        root = os.path.realpath(inputs[0])
        if place == root or place.startswith(os.path.join(root, "")):
            raise InputError("is the folder that is read, or in it", path=output, advice=advice)
    elif any(os.path.realpath(path).startswith(os.path.join(place, "")) for path in inputs):
        raise InputError("is the folder of files that are read", path=output, advice=advice)
    if os.path.exists(output) and not os.path.isdir(output):
        raise InputError(
            "is no folder",
            path=output,
            advice="several documents need a folder to write to, or one file for all of them, such as memory.tmx",
        )


def check_output(listing: Listing, output: str) -> None:
    """Raise InputError when ``output`` is one of the files that are read."""
    if any(same_file(os.fspath(path), output) for document in listing.documents for path in document.files):
        raise InputError("is one of the documents that are read", path=output, advice="give the output another name")


def open_files(listing: Listing) -> list[Path]:
    """The files that names leave alone, which ``pair_by_content`` needs profiles of."""
    return [
        path
        for document in listing.documents
        if len(document.files) == 1 or document.problem
        for path in document.files
    ]


def pair_by_content(listing: Listing, profiles: Mapping[Path, Profile | None]) -> Listing:
    """The listing with files that names leave alone paired by what they say, one to one.

    ``profiles`` has those of the ``open_files`` that could be read, None for a file with both languages. A file that is
    all in one language and has no partner is a problem; one that could not be read stays as it is, and fails when it is
    aligned.
    """
    root, left = listing.root, open_files(listing)
    found = [document for document in listing.documents if len(document.files) > 1 and not document.problem]
    pairs = _paired(root, left, profiles)
    partners = {path for pair in pairs for path in pair.files}
    found += pairs
    for path in left:
        if path not in partners:
            found.append(_alone(path, stem_of(path.relative_to(root)), profiles))
    found.sort(key=lambda document: folded(document.name))
    return replace(listing, documents=tuple(distinct(root, found)))


def with_pairs_by_content(listing: Listing, profiles: Mapping[Path, Profile | None]) -> Listing:
    """The listing with those files paired by what they say that names leave alone, all else as it was."""
    pairs = _paired(listing.root, open_files(listing), profiles)
    partners = {path for pair in pairs for path in pair.files}
    found = [document for document in listing.documents if not partners.issuperset(document.files)]
    # Of files that names would put together in several ways some may be left.
    found = [replace(each, files=tuple(f for f in each.files if f not in partners)) for each in found]
    found = sorted((*found, *pairs), key=lambda document: folded(document.name))
    return replace(listing, documents=tuple(distinct(listing.root, found)))


def _paired(root: Path, left: Sequence[Path], profiles: Mapping[Path, Profile | None]) -> list[Found]:
    """The pairs by content among the files that are ``left``."""
    one_sided = [(path, known) for path in left if (known := profiles.get(path))]
    zh, en = ([(path, known) for path, known in one_sided if known.language == side] for side in ("zh", "en"))
    found = []
    for pair in match([known for _, known in zh], [known for _, known in en]):
        files = zh[pair.zh][0], en[pair.en][0]
        reason = f"by content: {pair.share:.0%} of their beginnings pairs, {pair.common} numbers and names in both"
        found.append(Found(stem_of(files[0].relative_to(root)), files, reason=reason))
    return found


def _alone(path: Path, name: str, profiles: Mapping[Path, Profile | None]) -> Found:
    if path not in profiles:
        return Found(name, (path,), reason="it cannot be read")
    known = profiles[path]
    if known is None or known.strays:
        return Found(name, (path,), reason="it holds both languages")
    own, other = ("Chinese", "English") if known.language == "zh" else ("English", "Chinese")
    problem = f"it is all {own}, and no {other} file of the folder says the same"
    return Found(name, (path,), problem, "left alone", alone=True)


def _profile(path: Path, settings: Settings) -> Profile | InputError | None:
    """What the file holds; the error when it cannot be read, which is told when it is aligned."""
    try:
        return profile(load(path, encoding=settings.encoding, options=settings.options))
    except InputError as error:
        return error


def _one_sided(path: Path, settings: Settings) -> Profile | InputError | None:
    """The same for a file that is all in one language, None for any other: it is not to be looked at twice."""
    try:
        document = load(path, encoding=settings.encoding, options=settings.options)
    except InputError as error:
        return error
    return profile(document) if document.layout in ("zh", "en") else None


def problem_of(found: Found) -> InputError | None:
    """Why a document of a folder cannot be aligned, if that is known from its files' names."""
    if not found.problem:
        return None
    return (OneLanguage if found.alone else InputError)(
        found.problem,
        path=found.files[0] if len(found.files) == 1 else found.name,
        advice="name the two files alike, as a.zh.txt and a.en.txt, or align them one by one",
    )


def align_task(task: Task, settings: Settings) -> Summary | DuiqiError:
    """Align a document of a folder; what became of it."""
    found, target = task.found, task.target
    files = [os.fspath(path) for path in found.files]
    name = name_of(found, task.root)
    try:
        if problem := problem_of(found):
            raise problem
        if target is None:
            return align_to_pairs(files, settings, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        return align_to_file(files, os.fspath(target), settings, name)
    except NotTranslated as error:
        return NotTranslated(error.message, path=found.name, advice=error.advice)
    except InputError as error:
        return with_folder(error, found)
    except DuiqiError as error:
        return error
    except OSError as error:
        return InputError(f"the folder cannot be made: {error.strerror or error}", path=target and target.parent)


def with_folder(error: InputError, found: Found) -> InputError:
    """The error with the paths of the document's files, where it calls them by their names alone."""
    names, files = [path.name for path in found.files], [os.fspath(path) for path in found.files]
    if error.path in names and len(set(names)) == len(names):
        path = files[names.index(error.path)]
    elif error.path in (*names, " ".join(names)):
        path = " ".join(files)
    else:
        return error
    return type(error)(error.message, path=path, line=error.line, advice=error.advice)
