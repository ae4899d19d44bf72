"""The longest part of a sequence that rises."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any


def longest_rise(values: Sequence[Any]) -> list[int]:
    """The places of the longest part of ``values`` that rises strictly; of equally long ones one that ends lowest.

    >>> longest_rise([3, 1, 2, 5, 4])
    [1, 2, 4]
    """
    ends: list[Any] = []
    last: list[int] = []
    before: list[int] = []
    for k, value in enumerate(values):
        place = bisect_left(ends, value)
        ends[place : place + 1] = [value]
        last[place : place + 1] = [k]
        before.append(last[place - 1] if place else -1)
    found = []
    k = last[-1] if last else -1
    while k >= 0:
        found.append(k)
        k = before[k]
    return found[::-1]
