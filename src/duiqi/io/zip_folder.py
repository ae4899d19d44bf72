"""A ZIP archive of documents as a folder: a file ``NAME.zip/zh/a.txt`` is the part ``zh/a.txt`` of the archive.

Nothing is unpacked to a disk. An archive with a part whose name leads out of it is refused whole, as are archives that
would unpack to too much, and archives in archives.
"""

from __future__ import annotations

import errno
import io
import os
import stat
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from zipfile import ZipInfo

from duiqi.errors import InputError
from duiqi.io.packed import MAX_RATIO, most_unpacked, packing_of
from duiqi.io.zip_archive import Archive

SUFFIX = ".zip"
# A larger file is a corpus or made to harm: as much as may lie in one document.
MAX_ZIP_BYTES = 64 * 1024 * 1024
# Parts that archives have which are one document: ODF and EPUB, Office, and EPUB in a folder.
PACKAGE_PARTS = ("mimetype", "[Content_Types].xml", "META-INF/container.xml", "META-INF/MANIFEST.MF")
# Members that are no files: what macOS adds of its own.
NOT_FILES = "__MACOSX"
UTF8_NAME = 0x800  # APPNOTE.TXT 6.3.10, section 4.4.4, bit 11


def is_folder_or_zip(path: str | os.PathLike[str]) -> bool:
    """Whether ``path`` is a folder, or an archive that is read as one."""
    return os.path.isdir(path) or is_zip_folder(path)


def is_zip_folder(path: str | os.PathLike[str]) -> bool:
    """Whether ``path`` is a ZIP archive of files, which is no document itself. Damaged ones are none."""
    if Path(path).suffix.lower() != SUFFIX or not os.path.isfile(path):
        return False
    try:
        names = _archive(*_state(path)).names
    except (InputError, OSError):
        return False
    return not any(name == part or name.endswith(f"/{part}") for name in names for part in PACKAGE_PARTS)


def files_in(path: str | os.PathLike[str]) -> list[Path]:
    """The paths of the files in the archive ``path``, in order. Raises InputError for an archive that may do harm."""
    return [Path(path, name) for name in sorted(_members(*_state(path)))]


def open_file(path: str | os.PathLike[str]) -> BinaryIO:
    """Open a file, also one in an archive, for reading. Raises OSError, and InputError for an archive that may do harm
    or an archive in it."""
    try:
        return open(path, "rb")
    except (NotADirectoryError, FileNotFoundError):
        for folder in Path(path).parents:
            if is_zip_folder(folder):
                return io.BytesIO(_read(Path(path), folder))
        raise


def _read(path: Path, folder: Path) -> bytes:
    state = _state(folder)
    member = _members(*state).get(path.relative_to(folder).as_posix())
    if member is None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), os.fspath(path))
    data = _archive(*state).read_file(member)
    if packing_of(data) or path.suffix.lower() == SUFFIX:
        raise InputError("it is an archive in an archive", path=path, advice="unpack the outer one")
    return data


def _state(path: str | os.PathLike[str]) -> tuple[str, int, int]:
    """A path, when the file was changed and its size: what is kept of an archive holds as long as these do."""
    state = os.stat(path)
    return os.fspath(path), state.st_mtime_ns, state.st_size


@lru_cache(maxsize=2)
def _archive(path: str, changed: int, size: int) -> Archive:
    if size > MAX_ZIP_BYTES:
        what = f"the archive is larger than {MAX_ZIP_BYTES // 1024**2} MB"
        raise InputError(what, path=path, advice="unpack it, and give the folder")
    return Archive(Path(path).read_bytes(), path)


@lru_cache(maxsize=2)
def _members(path: str, changed: int, size: int) -> dict[str, str]:
    """The files in an archive by their names as they were meant, each with its name there."""
    found: dict[str, str] = {}
    unpacked = 0
    for name, info in _archive(path, changed, size).names.items():
        shown = _meant(info)
        if _leads_out(shown, info):
            what = f"its part {shown} would lie outside of the archive"
            raise InputError(what, path=path, advice="unpack it if you trust it, and give the folder")
        unpacked += info.file_size
        if not info.is_dir() and PurePosixPath(shown).parts[0] != NOT_FILES:
            found[str(PurePosixPath(shown))] = name
    if unpacked > most_unpacked(size):
        raise InputError(
            f"it unpacks to more than {MAX_RATIO} times its size",
            path=path,
            advice="it may be made to fill the memory; if not, unpack it, and give the folder",
        )
    return found


def _meant(info: ZipInfo) -> str:
    """The name of a member: where it does not say that it is UTF-8, UTF-8 all the same or the code page of Chinese
    Windows, unless neither fits."""
    if info.flag_bits & UTF8_NAME or info.filename.isascii():
        return info.filename
    for codec in ("utf-8", "gb18030"):
        try:
            return info.filename.encode("cp437").decode(codec)
        except UnicodeError:
            continue
    return info.filename


def _leads_out(name: str, info: ZipInfo) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    is_link = stat.S_ISLNK(info.external_attr >> 16)
    return is_link or not parts or parts[0] == "/" or ".." in parts or ":" in parts[0] or "\0" in name
