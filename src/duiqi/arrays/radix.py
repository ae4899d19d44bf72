"""Sorting of whole numbers. Those of 16 bits NumPy sorts by radix; longer ones it sorts by the widest instructions that
the processor has, but not so that equal ones stay as they are: so each is sorted with its place behind it."""

from __future__ import annotations

import numpy as np

from duiqi.arrays.ragged import counted, edges_of_runs
from duiqi.arrays.types import FloatArray, IntArray, SingleArray

# Fewer are sorted sooner in one go (measured at 300 and 1,000, keys of 10 to 23 bits).
_FEW = 500
# Keys of so many bits are sorted by radix, in as much time as with their places (3,000 to 300,000 keys).
_BY_RADIX = 16
# Keys up to so many times their number are marked in a table instead: of those of texts with 12 to 400 sentences, up to
# 30 times as great, all took less time, some of those up to 40 times more.
_DENSE = 30
# A table of more places than LARGE does not stay in the processor's cache: then up to so many times their number.
_LARGE, _DENSE_IN_LARGE = 1 << 20, 8

# Keys are summed up in tables of so many places times their number, and no fewer: few stand in one place by chance.
_SPARSE = 2
# By so much of them these sums may be too small: they are of four bytes, and hundreds of values stand in one place.
_ROUNDED = 1e-4


def ascending(keys: IntArray) -> IntArray:
    """The order that sorts ``keys`` (all ≥ 0); equal ones stay as they are."""
    if len(keys) >= _FEW and int(keys.max()) >> _BY_RADIX == 0:
        return np.argsort(keys.astype(np.uint16), kind="stable")
    return _sorted(keys)[0]


def grouped(keys: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """The distinct ``keys`` (all ≥ 0) in order, the order that sorts them all, and where in this each one begins, with
    the end."""
    order, ordered = _sorted(keys)
    edges = edges_of_runs(ordered)
    return ordered.take(edges[:-1]), order, edges


def _sorted(keys: IntArray) -> tuple[IntArray, IntArray]:
    """The order that sorts ``keys``, equal ones as they are, and the keys in it."""
    bits = len(keys).bit_length()
    if len(keys) < _FEW or int(keys.max()).bit_length() + bits > 63:
        order = keys.argsort(kind="stable")
        return order, keys.take(order)
    ordered = keys << bits
    ordered |= counted(len(keys))
    ordered.sort()
    order = ordered & ((1 << bits) - 1)
    ordered >>= bits
    return order, ordered


def distinct(keys: IntArray) -> tuple[IntArray, IntArray]:
    """The distinct ``keys`` (all ≥ 0) in order, and the place of each key among them, as by np.unique."""
    size = int(keys.max(initial=-1)) + 1
    if _is_dense(keys, size):
        return _marked(keys, size)
    found, order, edges = grouped(keys)
    inverse = np.empty(len(keys), dtype=np.int64)
    inverse[order] = counted(len(found)).repeat(edges[1:] - edges[:-1])
    return found, inverse


def names(keys: IntArray) -> IntArray:
    """The distinct ``keys`` (all ≥ 0) in order: a third of the memory that ``distinct`` takes."""
    size = int(keys.max(initial=-1)) + 1
    if _is_dense(keys, size):
        there = np.zeros(size, dtype=bool)
        there[keys] = True
        return there.nonzero()[0]
    ordered = np.sort(keys)
    return ordered.take(edges_of_runs(ordered)[:-1])


def _is_dense(keys: IntArray, size: int) -> bool:
    return size <= (_DENSE if size <= _LARGE else _DENSE_IN_LARGE) * len(keys)


def may_reach(keys: IntArray, values: FloatArray | SingleArray, least: float) -> IntArray:
    """The places of the ``keys`` (all ≥ 0) whose ``values`` (≥ 0) may sum up to ``least``: all that do, and a few more.

    The sums are by the last bits of the keys alone, which takes a fifth of the time of ``distinct``.
    """
    bits = last_bits(_SPARSE * len(keys))
    place = keys & bits
    # Four bytes are enough, and stay in the processor's cache.
    total = np.zeros(bits + 1, dtype=np.float32)
    np.add.at(total, place, values.astype(np.float32, copy=False))
    return np.asarray((total >= least * (1 - _ROUNDED)).take(place).nonzero()[0])


def last_bits(size: int) -> int:
    """The bits of the numbers under the least power of two above ``size``."""
    return (1 << size.bit_length()) - 1


def positions(keys: IntArray, wanted: IntArray) -> IntArray:
    """Where each of ``wanted`` stands among the distinct ``keys``, both ascending and ≥ 0; -1 where it does not."""
    place = np.full(len(wanted), -1)
    # The fewer are looked up among the more.
    if len(keys) < len(wanted):
        at = wanted.searchsorted(keys)
        found = (np.append(wanted, -1).take(at) == keys).nonzero()[0]
        place[at.take(found)] = found
    else:
        at = keys.searchsorted(wanted)
        found = (np.append(keys, -1).take(at) == wanted).nonzero()[0]
        place[found] = at.take(found)
    return place


def _marked(keys: IntArray, size: int) -> tuple[IntArray, IntArray]:
    """The same by a table of the numbers under ``size``."""
    there = np.zeros(size, dtype=bool)
    there[keys] = True
    names = there.nonzero()[0]
    place = np.empty(size, dtype=np.int32)
    place[names] = np.arange(len(names), dtype=np.int32)
    return names, place.take(keys).astype(np.int64)
