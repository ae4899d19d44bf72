"""Damages to files: bytes turned, cut out, doubled, put in, moved."""

from __future__ import annotations

import contextlib
import gzip
import io
import random
import zipfile
import zlib

from support.packed import unpacked, zstandard

# The first bytes of what is packed with it (RFC 8878, 3.1.1).
ZSTANDARD = b"\x28\xb5\x2f\xfd"


def damaged(data: bytes, chance: random.Random) -> bytes:
    """``data`` with one to four damages; of an archive often a part, packed again."""
    if data[:4] == b"PK\x03\x04" and chance.random() < 0.6:
        with contextlib.suppress(zipfile.BadZipFile, zlib.error):
            return _damaged_part(data, chance)
    if data[:2] == b"\x1f\x8b" and chance.random() < 0.6:
        return gzip.compress(damaged(gzip.decompress(data), chance), mtime=0)
    if data[:4] == ZSTANDARD and chance.random() < 0.6:
        return zstandard(damaged(unpacked(data), chance))
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(DAMAGES)(data, chance)
    return data


def _damaged_part(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(info, archive.read(info)) for info in archive.infolist()]
    chosen = chance.randrange(len(parts))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number, (info, content) in enumerate(parts):
            if number != chosen:
                archive.writestr(info, content)
            elif chance.random() < 0.9:
                archive.writestr(info, damaged(content, chance))
    return buffer.getvalue()


def _span(data: bytes, chance: random.Random) -> slice:
    start = chance.randrange(len(data) + 1)
    return slice(start, min(len(data), start + int(chance.expovariate(1 / max(len(data) / 20, 4))) + 1))


def _turned(data: bytes, chance: random.Random) -> bytes:
    turned = bytearray(data)
    for _ in range(min(chance.randint(1, 8), len(data))):
        turned[chance.randrange(len(turned))] ^= 1 << chance.randrange(8)
    return bytes(turned)


def _cut(data: bytes, chance: random.Random) -> bytes:
    span = _span(data, chance)
    return data[: span.start] if chance.random() < 0.3 else data[: span.start] + data[span.stop :]


def _doubled(data: bytes, chance: random.Random) -> bytes:
    span = _span(data, chance)
    return data[: span.stop] + data[span] * chance.choice((1, 1, 1, 5, 50)) + data[span.stop :]


def _put_in(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    piece = chance.choice(
        (chance.randbytes(chance.randint(1, 30)), b"\0", b'"', b"<", b"&#0;", b"<!--", b"]]>", b"\r", b"-1", b"9" * 30,
         "\ufeff".encode(), "\u2028".encode(), "会".encode("gb18030"), b"{{", b"\\", b"\t", b"|")
    )  # fmt: skip
    return data[:at] + piece + data[at:]


def _moved(data: bytes, chance: random.Random) -> bytes:
    span = _span(data, chance)
    rest, at = data[: span.start] + data[span.stop :], chance.randrange(len(data) - (span.stop - span.start) + 1)
    return rest[:at] + data[span] + rest[at:]


DAMAGES = (_turned, _cut, _doubled, _put_in, _moved)
