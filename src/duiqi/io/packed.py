"""Text packed with gzip, xz or zstd, unpacked within limits; and how far anything packed may grow."""

from __future__ import annotations

import io
import os
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, cast

from duiqi.errors import InputError
from duiqi.io.optional import need

# What is packed may grow to RATIO_FROM whatever its size, above that to MAX_RATIO times its size. Deflate reaches 1,032
# (zlib's technical notes). A word/document.xml with 20,000 equal table rows has 256, one of prose 5
# (tests/benchmarks/limits.py); Tatoeba's 24,026 pairs have 6.2 as TMX and 4.6 as JSONL.
MAX_RATIO = 400
RATIO_FROM = 4 * 1024 * 1024
# What is held in memory, of one file.
MAX_UNPACKED = 64 * 1024 * 1024

# Bytes that are unpacked at a time, and so many may be too many: a choice.
CHUNK = 1024 * 1024
# A frame may ask for a window of 2 to the power of this, 128 MB, as the zstd program lets it without --long.
MAX_WINDOW_LOG = 27


@dataclass(frozen=True, slots=True)
class Packing:
    """A way to pack one file: its ``name`` in messages, the ``suffix`` behind that of the file, its first bytes, the
    program that unpacks it, and a function from a packed stream and the file's name to what is in it."""

    name: str
    suffix: str
    magic: bytes
    program: str
    unpacked: Callable[[BinaryIO, str], BinaryIO]

    @property
    def archive(self) -> str:
        """What a file packed so is called."""
        return f"{'an' if self.name[0] == 'x' else 'a'} {self.name} archive"


def _gzip(packed: BinaryIO, name: str) -> BinaryIO:
    import gzip

    return cast(BinaryIO, gzip.GzipFile(fileobj=packed))


def _xz(packed: BinaryIO, name: str) -> BinaryIO:
    import lzma

    # A header may ask for a dictionary of 4 GB; memory is used only as far as it is filled.
    return cast(BinaryIO, lzma.LZMAFile(packed, format=lzma.FORMAT_XZ))


def _zstd(packed: BinaryIO, name: str) -> BinaryIO:
    module = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
    zstd = need(module, "zstd", "a file packed with zstd", name)
    options = {zstd.DecompressionParameter.window_log_max: MAX_WINDOW_LOG}
    return cast(BinaryIO, zstd.ZstdFile(packed, options=options))


# First bytes: RFC 1952, section 2.3.1; The .xz File Format 1.1.0, section 2.1.1.1; RFC 8878, section 3.1.1.
PACKINGS = (
    Packing("gzip", ".gz", b"\x1f\x8b", "gunzip", _gzip),
    Packing("xz", ".xz", b"\xfd7zXZ\0", "unxz", _xz),
    Packing("zstd", ".zst", b"\x28\xb5\x2f\xfd", "unzstd", _zstd),
)
PACKED_SUFFIXES = tuple(packing.suffix for packing in PACKINGS)
# Files that are written are packed so only.
WRITTEN = PACKINGS[0]


def packing_of(head: bytes) -> Packing | None:
    """What a file that begins with ``head`` is packed with; None when with none of these."""
    return next((packing for packing in PACKINGS if head.startswith(packing.magic)), None)


def without_packing(name: str) -> tuple[str, Packing | None]:
    """``name`` without the suffix of what it is packed with, and that; None where it says nothing of it."""
    for packing in PACKINGS:
        if name.lower().endswith(packing.suffix):
            return name[: -len(packing.suffix)], packing
    return name, None


def check_written(path: str | os.PathLike[str]) -> bool:
    """Whether a file is to be gzipped that is written to ``path``. Raises InputError for a name that says it is to be
    packed otherwise."""
    packing = without_packing(os.fspath(path))[1]
    if packing not in (None, WRITTEN):
        assert packing
        what = f"files are written plain or packed with {WRITTEN.name}, not with {packing.name}"
        raise InputError(what, path=path, advice=f"give it a name that ends in {WRITTEN.suffix}")
    return packing is WRITTEN


def most_unpacked(packed: int) -> int:
    """How many bytes ``packed`` ones may be unpacked to."""
    return max(RATIO_FROM, MAX_RATIO * packed)


def unpack(data: bytes, name: str, packing: Packing) -> bytes:
    """The content of packed ``data``. Raises InputError for what is damaged or oversized."""
    parts: list[bytes] = []
    size, most = 0, min(MAX_UNPACKED, most_unpacked(len(data)))
    stream = packing.unpacked(io.BytesIO(data), name)
    while True:
        try:
            part = stream.read(CHUNK)
        except Exception as error:
            raise _damaged(error, name, packing, "archive is damaged or was cut off") from error
        if not part:
            return b"".join(parts)
        size += len(part)
        parts.append(part)
        if size > most:
            raise InputError(
                f"it unpacks to more than {MAX_UNPACKED // 1024**2} MB, or {MAX_RATIO} times its size",
                path=name,
                advice="it may be made to fill the memory; if not, unpack it and split it into documents",
            )


def _damaged(error: Exception, name: str, packing: Packing, what: str) -> Exception:
    """The InputError for what goes wrong while something is unpacked; of xz and zstd each module has its own."""
    module = type(error).__module__.partition(".")[0]
    if isinstance(error, (OSError, EOFError, zlib.error, MemoryError)) or module in ("_lzma", "backports", "_zstd"):
        return InputError(f"the {packing.name} {what}", path=name, advice="get it again")
    return error


class UnpackedStream(io.RawIOBase):
    """An open packed file as a stream of what is in it, whose faults are InputErrors."""

    def __init__(self, packed: BinaryIO, path: str | os.PathLike[str], packing: Packing) -> None:
        self._path = os.fspath(path)
        self._stream = packing.unpacked(packed, self._path)
        self._packing = packing
        self._left = most_unpacked(os.fstat(packed.fileno()).st_size)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self._stream.read(len(buffer))
        except Exception as error:
            raise _damaged(error, self._path, self._packing, f"data is damaged: {error}") from error
        self._left -= len(data)
        if self._left < 0:
            raise InputError(
                f"the {self._packing.name} data is more than {MAX_RATIO} times its compressed size",
                path=self._path,
                advice=f"unpack it with {self._packing.program} if you trust it",
            )
        buffer[: len(data)] = data
        return len(data)
