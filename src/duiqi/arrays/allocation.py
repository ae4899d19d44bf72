"""What the allocators of C and Python are told while a text is read and aligned: many large arrays, and no cycles."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

# Just under the greatest block that glibc learns from (DEFAULT_MMAP_THRESHOLD_MAX of its malloc, 32 MB).
_LARGEST = (1 << 25) - (1 << 16)
# Containers made between two looks for cycles: the 700 of CPython lead to one or two looks at all objects of the
# process in a text of 1,000 sentences, a tenth of its time.
_CYCLES = 50_000

_lock = threading.Lock()
_before: list[tuple[int, int, int]] = []  # for each text that is being aligned


@contextmanager
def few_looks() -> Iterator[None]:
    """While it is open, also in several threads, Python looks for cycles less often; a text makes hardly any."""
    with _lock:
        _before.append(_before[0] if _before else gc.get_threshold())
        first, *others = _before[0]
        gc.set_threshold(max(first, _CYCLES) if first else 0, *others)  # 0: never
    try:
        yield
    finally:
        with _lock:
            before = _before.pop()
            if not _before:
                gc.set_threshold(*before)


@lru_cache(maxsize=1)
def reuse_blocks() -> None:
    """Let glibc keep freed arrays for the next ones, once a process.

    Else each array of a megabyte is fetched from the system and given back, page by page: a tenth of the time of a long
    text. glibc learns from the greatest block that was freed (``mallopt(3)``, M_MMAP_THRESHOLD); this one is never
    touched, so that it costs nothing. Other allocators take no notice.
    """
    import numpy as np

    np.empty(_LARGEST, dtype=np.uint8)
