"""What the system does not give: room, memory, open files, processes, a working directory, a look at a file. No fault
of the program, so told in a line."""

from __future__ import annotations

import errno
import os

from duiqi.text.printable import printable

# What a write fails with: no room, too large, over the quota, a broken disk, a closed stream.
_NO_ROOM = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EIO, errno.EBADF)
# What an opening, or the start of a process, fails with.
_TOO_MANY = (errno.EMFILE, errno.ENFILE, errno.EAGAIN)
# What looking for a file or into a folder fails with, where that is all that was asked.
_DENIED = (errno.EACCES, errno.EPERM, errno.ENAMETOOLONG, errno.ELOOP, errno.EIO, errno.ESTALE)


def shortage(error: OSError | MemoryError) -> str:
    """What is lacking, and what to do about it; empty for any other error."""
    if isinstance(error, MemoryError) or error.errno == errno.ENOMEM:
        return "there is not enough memory; use fewer --jobs, or split the document"
    if error.errno in _TOO_MANY:
        return f"{error.strerror}; use fewer --jobs, or raise the limits (ulimit -n, ulimit -u)"
    # The names of files are told where they are written.
    if error.filename is None and error.errno in _NO_ROOM:
        return f"standard output or a temporary file cannot be written: {error.strerror}"
    if error.filename is not None and error.errno in _DENIED:
        return f"{printable(os.fsdecode(error.filename))}: {error.strerror}; check its name and whether it may be read"
    if isinstance(error, FileNotFoundError) and not _has_working_directory():
        return "the working directory has been removed; change to one that is there"
    return ""


def _has_working_directory() -> bool:
    try:
        os.getcwd()
    except OSError:
        return False
    return True
