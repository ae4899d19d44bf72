"""ZIP archives of unknown origin: DOCX, XLSX and EPUB files. Only the parts asked for are unpacked, within limits."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from duiqi.errors import InputError
from duiqi.io.packed import MAX_RATIO, MAX_UNPACKED, most_unpacked
from duiqi.io.xml import MAX_XML_BYTES

# An EPUB of a long novel has some hundred files, a workbook of a ministry some hundred sheets.
MAX_MEMBERS = 10_000
# What zipfile raises for damaged archives: ValueError for a part that begins before the file does.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    struct.error,
)


class Archive:
    """An opened archive. ``names`` are its members; ``read`` unpacks one, others stay packed."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises InputError when ``data`` is damaged, or has more than ``MAX_MEMBERS`` members."""
        self.name = name
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except DAMAGED as error:
            raise _damaged(name) from error
        infos = self._zip.infolist()
        if len(infos) > MAX_MEMBERS:
            raise InputError(f"the archive holds more than {MAX_MEMBERS:,} files", path=name, advice="check what it is")
        self.names = {info.filename: info for info in infos}

    def __contains__(self, member: str) -> bool:
        return member in self.names

    def read(self, member: str) -> bytes:
        """The content of a member. Raises InputError when it is missing, locked, damaged or too large."""
        data = self._read(member, min(MAX_XML_BYTES, MAX_UNPACKED - self._unpacked))
        self._unpacked += len(data)
        return data

    def read_file(self, member: str) -> bytes:
        """As ``read``, for a member that is a file of its own, whatever was read before."""
        return self._read(member, MAX_UNPACKED)

    def _read(self, member: str, room: int) -> bytes:
        info = self.names.get(member)
        if info is None:
            raise InputError(f"its part {member} is missing", path=self.name, advice="the file is damaged")
        if info.flag_bits & 1:
            raise InputError(
                "the file is locked with a password", path=self.name, advice="save a copy without password"
            )
        try:
            with self._zip.open(info) as stream:
                data = stream.read(room + 1)
        except DAMAGED as error:
            raise _damaged(self.name, member) from error
        if len(data) > room:
            raise InputError(
                f"its part {member} unpacks to more than {room // 1024**2} MB",
                path=self.name,
                advice="it may be made to fill the memory; if not, split it into documents",
            )
        if len(data) > most_unpacked(info.compress_size):
            raise InputError(
                f"its part {member} unpacks to more than {MAX_RATIO} times its size",
                path=self.name,
                advice="it may be made to fill the memory; if not, save it anew in its own program",
            )
        return data


def _damaged(name: str, member: str = "") -> InputError:
    what = f"its part {member} is damaged" if member else "the archive is damaged or was cut off"
    return InputError(what, path=name, advice="get it again, or open it in its own program and save it anew")
