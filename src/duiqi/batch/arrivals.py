"""Files that arrive in a folder, or change in it, each told once it is whole.

The folder is looked through again and again: that works on every system and over a network, where there are no messages
of what changes.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

# Seconds for which a file must not have changed to be taken as whole. Programs that copy write several times a second;
# one that pauses for longer costs no more than that its document is aligned again when it goes on.
SETTLE = 2.0
# Seconds between two looks, and how many times as long as a look a pause is at least, so that a large folder does not
# keep a processor busy.
PAUSE, REST = 0.5, 10.0


class Arrivals:
    """The files of the folder ``root`` as they were last seen, and since when (monotonic, in seconds)."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._seen: dict[Path, tuple[tuple[int, int], float]] = {}
        self._told: dict[Path, tuple[int, int]] = {}

    def wait(self) -> Iterator[tuple[set[Path], set[Path]]]:
        """For ever: the files that have become whole since the last time, and all that are whole. Between two looks it
        sleeps; it gives something only when there is something new."""
        while True:
            start = time.monotonic()
            fresh, whole = self.look(start)
            if fresh:
                yield fresh, whole
            time.sleep(max(PAUSE, REST * (time.monotonic() - start)) if not fresh else PAUSE)

    def look(self, now: float) -> tuple[set[Path], set[Path]]:
        """What ``wait`` gives, after one look at the time ``now``. Raises OSError when the folder is gone."""
        seen = {}
        for path, state in _files(self._root):
            before, since = self._seen.get(path, (None, now))
            seen[path] = (state, since if before == state else now)
        self._seen = seen
        whole = {path: state for path, (state, since) in seen.items() if now - since >= SETTLE}
        fresh = {path for path, state in whole.items() if self._told.get(path) != state}
        self._told = {path: state for path, state in self._told.items() if path in seen} | whole
        return fresh, set(whole)


def _files(root: Path) -> Iterator[tuple[Path, tuple[int, int]]]:
    """Each file below ``root`` with its size and time."""
    folders: Sequence[str] = [os.fspath(root)]
    os.stat(root)
    while folders:
        below = []
        for entry in chain.from_iterable(map(_entries, folders)):
            try:
                if entry.is_dir(follow_symlinks=False):
                    below.append(entry.path)
                elif entry.is_file():
                    stat = entry.stat()
                    yield Path(entry.path), (stat.st_size, stat.st_mtime_ns)
            except OSError:
                continue
        folders = below


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """What is in a folder; nothing where it is gone, or may not be read."""
    try:
        return list(os.scandir(folder))
    except OSError:
        return []
