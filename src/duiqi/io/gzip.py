"""Text packed with gzip, unpacked within limits; and how far anything packed may grow."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from typing import BinaryIO

from duiqi.errors import InputError

MAGIC = b"\x1f\x8b"

# What is packed may grow to RATIO_FROM whatever its size, above that to MAX_RATIO times its size. Deflate reaches 1,032
# (zlib's technical notes). A word/document.xml with 20,000 equal table rows has 256, one of prose 5
# (tests/benchmarks/limits.py); Tatoeba's 24,026 pairs have 6.2 as TMX and 4.6 as JSONL.
MAX_RATIO = 400
RATIO_FROM = 4 * 1024 * 1024
# What is held in memory, of one file.
MAX_UNPACKED = 64 * 1024 * 1024

CHUNK = 1024 * 1024


def most_unpacked(packed: int) -> int:
    """How many bytes ``packed`` ones may be unpacked to."""
    return max(RATIO_FROM, MAX_RATIO * packed)


def unpack_gzip(data: bytes, name: str) -> bytes:
    """The content of a gzip archive of one or more members. Raises InputError for a damaged or oversized one."""
    parts: list[bytes] = []
    size = 0
    rest = data
    while rest.strip(b"\0"):
        unpacker = zlib.decompressobj(wbits=31)
        while not unpacker.eof:
            try:
                part = unpacker.decompress(rest, CHUNK)
            except zlib.error as error:
                raise _damaged(name) from error
            rest = unpacker.unconsumed_tail or unpacker.unused_data
            size += len(part)
            parts.append(part)
            if size > min(MAX_UNPACKED, most_unpacked(len(data))):
                raise InputError(
                    f"it unpacks to more than {MAX_UNPACKED // 1024**2} MB, or {MAX_RATIO} times its size",
                    path=name,
                    advice="it may be made to fill the memory; if not, unpack it and split it into documents",
                )
            if not part and not unpacker.eof and not unpacker.unconsumed_tail:
                raise _damaged(name)
    return b"".join(parts)


def _damaged(name: str) -> InputError:
    return InputError("the gzip archive is damaged or was cut off", path=name, advice="get it again")


class GunzipStream(io.RawIOBase):
    """An open gzip file as a stream of what is in it, whose faults are InputErrors."""

    def __init__(self, packed: BinaryIO, path: str | os.PathLike[str]) -> None:
        self._gzip = gzip.GzipFile(fileobj=packed)
        self._path = path
        self._left = most_unpacked(os.fstat(packed.fileno()).st_size)

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
