"""Looks for cycles are fewer while a text is aligned, and as before afterwards."""

from __future__ import annotations

import gc
import threading

import pytest

from duiqi.arrays.allocation import few_looks


@pytest.mark.parametrize("before", [(700, 10, 10), (0, 10, 10), (1_000_000, 5, 5)])
def test_the_threshold_is_put_back(before: tuple[int, int, int]) -> None:
    usual = gc.get_threshold()
    gc.set_threshold(*before)
    try:
        with pytest.raises(KeyError), few_looks():
            inside = gc.get_threshold()
            with few_looks():
                assert gc.get_threshold() == inside
            assert gc.get_threshold() == inside
            raise KeyError
        assert gc.get_threshold() == before
    finally:
        gc.set_threshold(*usual)
    assert (inside[0] == 0) == (before[0] == 0)
    assert inside[0] >= before[0] and inside[1:] == before[1:]


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
