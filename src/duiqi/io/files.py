"""Files written whole or not at all, and compressed files read without trust."""

from __future__ import annotations

import hashlib
import io
import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from duiqi.errors import InputError
from duiqi.io.packed import UnpackedStream, packing_of

# What the temporary files are called; a name may have no more than 255 bytes on most systems (NAME_MAX of limits.h).
_TEMPORARY = re.compile(r"\.(?P<name>.{1,80})\.[0-9a-f]{12}\.tmp", re.DOTALL)
_BYTES = 80


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, where they are not there. Raises InputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"the folder cannot be made: {error.strerror or error}", path=folder) from error


@contextmanager
def atomic_write(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Open ``path`` for bytes that appear there only when the block ends without an error.

    The bytes go to a temporary file in the same folder, which then replaces ``path``; after an error, or Control-C,
    it is removed and what was at ``path`` stays. A new file has the permissions of any new file, a replaced one keeps
    its own. A pipe or device is written to directly. Raises InputError when the place cannot be written to.
    """
    target = Path(os.path.realpath(path))  # a symbolic link stays, what it points to is replaced
    try:
        # What /dev/stdout and /dev/fd/… name may be a pipe, which has no place among the files.
        old = os.stat(path) if os.path.exists(path) else None
        if old is not None and stat.S_ISDIR(old.st_mode):
            raise InputError("is a folder", path=path, advice="name a file to write")
        if old is not None and not stat.S_ISREG(old.st_mode):
            with open(path, "wb") as device:
                yield device
            return
        temporary = temporary_beside(target)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        descriptor = os.open(temporary, flags, 0o666)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                yield stream
            if old is not None:
                os.chmod(temporary, stat.S_IMODE(old.st_mode))
            os.replace(temporary, target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(
            f"cannot be written: {error.strerror or error}",
            path=path,
            advice="check that the folder exists, may be written to and has room",
        ) from error


def temporary_beside(target: Path) -> Path:
    """A new name for what is to replace ``target``, in the same folder, by which ``Leftovers`` knows whose it is."""
    return target.with_name(f".{_shortened(target.name)}.{secrets.token_hex(6)}.tmp")


def _shortened(name: str) -> str:
    """A name of at most 80 bytes, another one for each name."""
    held = os.fsencode(name)
    if len(held) <= _BYTES:
        return name
    beginning, digest = name, hashlib.blake2b(held, digest_size=8).hexdigest()
    while len(os.fsencode(beginning)) > _BYTES - len(digest) - 1:
        beginning = beginning[:-1]
    return f"{beginning}~{digest}"


class Leftovers:
    """The temporary files, and folders named so, that were left when processes were killed that were writing them.

    A folder is looked through when the first file in it is asked for, and no more than what is left is remembered.
    """

    def __init__(self) -> None:
        self._found: dict[str, dict[str, list[Path]]] = {}

    def remove(self, path: str | os.PathLike[str]) -> None:
        """Remove what was left of ``path``, which nobody else may be writing."""
        folder, name = os.path.split(os.path.realpath(path))
        if folder not in self._found:
            self._found[folder] = _temporary_files(folder)
        for left in self._found[folder].pop(_shortened(name), ()):
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)


def _temporary_files(folder: str) -> dict[str, list[Path]]:
    """Those in a folder, by the name of the file that was to be written."""
    found: dict[str, list[Path]] = {}
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if match := _TEMPORARY.fullmatch(entry.name):
                found.setdefault(match["name"], []).append(Path(entry.path))
    return found


def without_suffix(path: str | os.PathLike[str], *suffixes: str) -> str:
    """``path`` as text, less the first of ``suffixes`` it has, whatever its case."""
    name = os.fspath(path)
    for suffix in suffixes:
        if name.lower().endswith(suffix):
            return name[: -len(suffix)]
    return name


def refuse_pipe(path: str | os.PathLike[str]) -> None:
    """Raise InputError for a pipe, which gives what it holds once, where a file is looked at before it is read."""
    try:
        is_pipe = stat.S_ISFIFO(os.stat(path).st_mode)
    except OSError:
        return  # it is told when it is read
    if is_pipe:
        what = "is a pipe, and its content is needed more than once"
        raise InputError(what, path=path, advice="write what comes out of it to a file, and name that")


def refuse_standard_input(path: str | os.PathLike[str]) -> None:
    """Raise InputError for ``-`` where a file is wanted: it is read in parts, or more than once."""
    if os.fspath(path) == "-":
        what = "standard input is not read here, where a file is wanted"
        raise InputError(what, path=path, advice="write what comes to a file, and name that (a file called - is ./-)")


@contextmanager
def open_binary(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Open ``path`` for reading, unpacked when it is packed (``duiqi.io.packed``) by its first bytes. Raises InputError
    when it cannot be."""
    refuse_standard_input(path)
    try:
        with open(path, "rb") as raw:
            packing = packing_of(raw.peek(8))
            if packing is None:
                yield raw
                return
            yield cast(BinaryIO, io.BufferedReader(UnpackedStream(raw, path, packing)))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", path=path) from error
