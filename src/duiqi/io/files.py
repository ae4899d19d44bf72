"""Files written whole or not at all, and compressed files read without trust."""

from __future__ import annotations

import gzip
import io
import os
import secrets
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from duiqi.errors import InputError

GZIP_MAGIC = b"\x1f\x8b"

# A gzipped file may grow to 64 MiB whatever its size, above that to a hundred times its size. Tatoeba's
# 24,026 pairs shrink 6.2 times as TMX and 4.6 times as JSONL; deflate can do 1,032 times (zlib's technical notes).
FREE_SIZE = 64 << 20
MAX_RATIO = 100


@contextmanager
def atomic_write(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Open ``path`` for bytes that appear there only when the block ends without an error.

    The bytes go to a temporary file in the same folder, which then replaces ``path``; after an error, or Control-C,
    it is removed and what was at ``path`` stays. A new file has the permissions of any new file, a replaced one keeps
    its own. A pipe or device is written to directly. Raises InputError when the place cannot be written to.
    """
    target = Path(os.path.realpath(path))  # a symbolic link stays, what it points to is replaced
    try:
        old = target.stat() if target.exists() else None
        if old is not None and stat.S_ISDIR(old.st_mode):
            raise InputError("is a folder", path=path, advice="name a file to write")
        if old is not None and not stat.S_ISREG(old.st_mode):
            with open(target, "wb") as device:
                yield device
            return
        temporary = target.with_name(f".{target.name[:80]}.{secrets.token_hex(6)}.tmp")
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


@contextmanager
def open_binary(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Open ``path`` for reading, gunzipped when it is gzip by its first bytes. Raises InputError when it cannot be."""
    try:
        with open(path, "rb") as raw:
            if raw.peek(2)[:2] != GZIP_MAGIC:
                yield raw
                return
            limit = max(FREE_SIZE, MAX_RATIO * os.fstat(raw.fileno()).st_size)
            yield cast(BinaryIO, io.BufferedReader(_Gunzip(raw, path, limit)))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", path=path) from error


class _Gunzip(io.RawIOBase):
    """A gzip stream that stops at ``limit`` bytes, and whose faults are InputErrors."""

    def __init__(self, raw: BinaryIO, path: str | os.PathLike[str], limit: int) -> None:
        self._gzip = gzip.GzipFile(fileobj=raw)
        self._path = path
        self._left = limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self._gzip.read(len(buffer))
        except (OSError, EOFError, zlib.error) as error:
            raise InputError(
                f"the gzip data is damaged: {error}", path=self._path, advice="get the file again"
            ) from error
        self._left -= len(data)
        if self._left < 0:
            raise InputError(
                f"the gzip data is more than {MAX_RATIO} times its compressed size",
                path=self._path,
                advice="unpack it with gunzip if you trust it",
            )
        buffer[: len(data)] = data
        return len(data)
