"""Looks for cycles are fewer while a text is aligned, and as before afterwards."""

from __future__ import annotations

import gc
import threading
from contextlib import suppress

import pytest

from duiqi.arrays.allocation import few_looks


@pytest.mark.parametrize("before", [(700, 10, 10), (0, 10, 10), (1_000_000, 5, 5)])
def test_the_threshold_is_put_back(before: tuple[int, int, int]) -> None:
    usual = gc.get_threshold()
    gc.set_threshold(*before)
    try:
        inside = _thresholds_inside()
        after = gc.get_threshold()
    finally:
        gc.set_threshold(*usual)
    assert after == before
    assert len(set(inside)) == 1
    assert inside[0][1:] == before[1:]
    assert inside[0][0] >= before[0]
    assert (inside[0][0] == 0) == (before[0] == 0)


def _thresholds_inside() -> list[tuple[int, int, int]]:
    """While one is open, another in it, and after that; the first is left by an exception."""
    found = []
    with suppress(KeyError), few_looks():
        found.append(gc.get_threshold())
        with few_looks():
            found.append(gc.get_threshold())
        found.append(gc.get_threshold())
        raise KeyError
    return found


def test_the_last_of_several_threads_puts_it_back() -> None:
    usual = gc.get_threshold()
    opened, leave = threading.Event(), threading.Event()

    def align() -> None:
        with few_looks():
            opened.set()
            leave.wait()

    other = threading.Thread(target=align)
    with few_looks():
        other.start()
        opened.wait()
    fewer = gc.get_threshold()
    leave.set()
    other.join()
    assert fewer[0] > usual[0]
    assert gc.get_threshold() == usual
