"""Named arrays in one file that is mapped into memory, not parsed, and words in those that are sorted.

A magic line, a header of one JSON line in a fixed room, then the arrays at 64-byte boundaries.
"""

from __future__ import annotations

import hashlib
import json
import mmap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from duiqi.arrays.types import IntArray
from duiqi.errors import DataError

MAGIC = b"duiqi arrays 1\n"
_HEADER_ROOM = 4096 - len(MAGIC)
# Bytes: a cache line of most processors, and a multiple of what any number type asks for.
_ALIGNMENT = 64


def pack_arrays(arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """The bytes of a file with ``arrays`` (one-dimensional): the same for the same arrays."""
    offset = len(MAGIC) + _HEADER_ROOM
    entries = {}
    for name, array in arrays.items():
        offset = -(-offset // _ALIGNMENT) * _ALIGNMENT
        entries[name] = {"dtype": array.dtype.str, "count": len(array), "offset": offset}
        offset += array.nbytes
    header = json.dumps({"digest": digest_of(arrays), "size": offset, "arrays": entries}).encode()
    content = bytearray(offset)
    content[: len(MAGIC) + _HEADER_ROOM] = MAGIC + header.ljust(_HEADER_ROOM - 1) + b"\n"
    for name, array in arrays.items():
        start = entries[name]["offset"]
        content[start : start + array.nbytes] = array.tobytes()
    return bytes(content)


def digest_of(arrays: Mapping[str, NDArray[Any]]) -> str:
    """The SHA-256 of the bytes of all arrays, one after the other."""
    payload = hashlib.sha256()
    for array in arrays.values():
        payload.update(array.tobytes())
    return payload.hexdigest()


def map_arrays(path: Path) -> tuple[dict[str, NDArray[Any]], str]:
    """The arrays of a packed file, mapped read-only, and the SHA-256 of their bytes (as the header states it).

    Raises DataError when the file is missing, cut short or of another kind.
    """
    try:
        with path.open("rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise DataError(f"{path} cannot be read ({error}); reinstall duiqi") from error
    if content[: len(MAGIC)] != MAGIC:
        raise DataError(f"{path} is not a data file of this version; reinstall duiqi")
    header = json.loads(content[len(MAGIC) : len(MAGIC) + _HEADER_ROOM])
    if len(content) != header["size"]:
        raise DataError(f"{path} has {len(content)} bytes, not {header['size']}; reinstall duiqi")
    arrays = {
        name: np.frombuffer(content, dtype=entry["dtype"], count=entry["count"], offset=entry["offset"])
        for name, entry in header["arrays"].items()
    }
    return arrays, header["digest"]


def find(table: NDArray[np.str_] | NDArray[np.bytes_], wanted: Sequence[str]) -> IntArray:
    """Where each of ``wanted`` stands in the sorted array ``table``, of strings or of UTF-8; -1 where it does not."""
    if not len(wanted) or not len(table):
        return np.full(len(wanted), -1)
    packed = table.dtype.kind == "S"
    width = table.dtype.itemsize // (1 if packed else 4)
    names = [word.encode("utf-8", "surrogatepass") for word in wanted] if packed else wanted
    # A longer word would be cut to the table's width and might then be found.
    keys = np.array([name if len(name) <= width else name[:0] for name in names], dtype=table.dtype)
    # In order they are found in half the time: neighbours stand in the same pages.
    order = keys.argsort()
    keys = keys[order]
    at = table.searchsorted(keys)
    at[at == len(table)] = 0
    places = np.empty(len(at), dtype=np.int64)
    places[order] = np.where((table[at] == keys) & (keys != keys.dtype.type()), at, -1)
    return places
