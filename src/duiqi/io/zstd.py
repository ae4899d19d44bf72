"""Files packed with gzip or Zstandard, told by their first bytes and unpacked as a stream, within limits."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from duiqi.errors import InputError
from duiqi.io.files import open_binary
from duiqi.io.gzip import MAX_RATIO, most_unpacked
from duiqi.io.optional import need

# RFC 8878, section 3.1.1.
MAGIC = b"\x28\xb5\x2f\xfd"


@contextmanager
def open_packed(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Open ``path`` for reading, unpacked when it is gzip or Zstandard by its first bytes.

    Raises InputError when it cannot be read, or pyarrow is not there for Zstandard.
    """
    try:
        with open(path, "rb") as raw:
            is_zstd = raw.peek(4)[:4] == MAGIC
            if is_zstd:
                yield cast(BinaryIO, io.BufferedReader(_UnpackedStream(raw, path), 1 << 16))
                return
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", path=path) from error
    with open_binary(path) as stream:
        yield stream


class _UnpackedStream(io.RawIOBase):
    """What is in an open file of Zstandard; its faults are InputErrors."""

    def __init__(self, packed: BinaryIO, path: str | os.PathLike[str]) -> None:
        arrow: Any = need("pyarrow", "parquet", "a file packed with Zstandard", os.fspath(path))
        self._left = most_unpacked(os.fstat(packed.fileno()).st_size)
        self._stream = arrow.CompressedInputStream(arrow.PythonFile(packed, "r"), "zstd")
        self._path = path

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data: bytes = self._stream.read(len(buffer))
        except OSError as error:
            raise InputError(
                f"the Zstandard data is damaged: {error}", path=self._path, advice="get the file again"
            ) from error
        self._left -= len(data)
        if self._left < 0:
            raise InputError(
                f"the Zstandard data is more than {MAX_RATIO} times its packed size",
                path=self._path,
                advice="unpack it with unzstd if you trust it",
            )
        buffer[: len(data)] = data
        return len(data)
