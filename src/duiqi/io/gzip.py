"""Text packed with gzip, unpacked within limits."""

from __future__ import annotations

import zlib

from duiqi.errors import InputError
from duiqi.io.zip_archive import MAX_RATIO, MAX_UNPACKED, RATIO_FROM

CHUNK = 1024 * 1024


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
            if size > MAX_UNPACKED or (size > RATIO_FROM and size > MAX_RATIO * len(data)):
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
