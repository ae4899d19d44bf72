"""The files of a folder, and what in it is none: links to folders, and what may not be looked at."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from duiqi.errors import InputError
from duiqi.io.zip_folder import files_in, is_zip_folder


@dataclass(frozen=True, slots=True)
class Walked:
    """The ``files`` below a folder, by name. ``linked`` are links to folders, which are not followed, so that no circle
    can arise; ``special`` are pipes, sockets and devices, which are not opened; ``unreadable`` is what is wrong
    with folders that may not be looked into and links that lead nowhere."""

    files: list[Path] = field(default_factory=list)
    linked: list[Path] = field(default_factory=list)
    special: list[Path] = field(default_factory=list)
    unreadable: list[InputError] = field(default_factory=list)


def files_below(folder: Path) -> Walked:
    """What is in ``folder`` and the folders in it, hidden ones left out."""
    met = Walked()
    met.files.extend(_walk(folder, met))
    return met


def _walk(folder: Path, met: Walked) -> Iterator[Path]:
    """An archive of documents counts as a folder; one that may do harm is given itself, and fails when it is read."""
    if is_zip_folder(folder):
        yield from (path for path in files_in(folder) if not any(map(_is_hidden, path.relative_to(folder).parts)))
        return
    try:
        with os.scandir(folder) as found:
            entries = sorted((entry for entry in found if not _is_hidden(entry.name)), key=lambda entry: entry.name)
    except OSError as error:
        met.unreadable.append(InputError(f"cannot be read: {error.strerror or error}", path=folder))
        return
    for entry in entries:
        path = folder / entry.name
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(path, met)
            elif entry.is_file():
                yield from _walk(path, met) if _is_sound_zip(path) else (path,)
            elif entry.is_symlink():
                entry.stat()
                (met.linked if entry.is_dir() else met.special).append(path)
            else:
                met.special.append(path)
        except OSError as error:
            met.unreadable.append(InputError(f"cannot be read: {error.strerror or error}", path=path))


def _is_hidden(name: str) -> bool:
    """By a dot; or by ``~$``, which begins the file that Office keeps beside a document while it is open."""
    return name.startswith((".", "~$"))


def _is_sound_zip(path: Path) -> bool:
    try:
        return is_zip_folder(path) and bool(files_in(path))
    except InputError:
        return False
