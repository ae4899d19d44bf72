"""Rows of unequal length laid end to end, as in a matrix in CSR form.

The rows are told by their ``edges``: row ``r`` has the places ``edges[r] … edges[r + 1]`` (exclusive) of the arrays
that hold what is in the rows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from duiqi.arrays.types import FloatArray, IntArray, SingleArray

# 0, 1, 2 and so on (1 MB): to read them takes half the time of writing them anew. Longer arrays are seldom.
_COUNTED = np.arange(1 << 17)
_COUNTED.flags.writeable = False


def counted(size: int) -> IntArray:
    """(size,) 0, 1, … size - 1, to be read only."""
    return _COUNTED[:size] if size <= len(_COUNTED) else np.arange(size)


def edges_of(counts: npt.ArrayLike) -> IntArray:
    """(n + 1,) where rows of the given lengths begin, and where the last one ends."""
    counts = np.asarray(counts)
    edges = np.zeros(len(counts) + 1, dtype=np.int64)
    counts.cumsum(out=edges[1:])
    return edges


def edges_of_runs(values: npt.NDArray[np.generic]) -> IntArray:
    """Where each run of equal values begins, and where the last one ends."""
    edges = np.ones(len(values) + 1, dtype=bool)
    np.not_equal(values[1:], values[:-1], out=edges[1:-1])
    return edges.nonzero()[0]


def cumulative(values: FloatArray) -> FloatArray:
    """(n + 1,) the sums of the first 0, 1, … n values."""
    sums = np.zeros(len(values) + 1)
    values.cumsum(out=sums[1:])
    return sums


@dataclass(frozen=True, slots=True)
class Ranges:
    """Ranges of anything that is numbered, as columns: ``count`` of them from ``first`` on."""

    first: IntArray
    count: IntArray

    @property
    def end(self) -> IntArray:
        """Where each ends (exclusive)."""
        return self.first + self.count

    def numbers(self) -> tuple[IntArray, IntArray]:
        """What is in the ranges, one after the other, and before that for each number which range it is of.

        What is asked of each range is taken by the latter where ranges have up to some seven numbers, and repeated by
        ``count`` where they have more: of 200,000 numbers in threes the one takes .13 ms and the other .63, in
        fifties .14 and .10.
        """
        owner = counted(len(self.count)).repeat(self.count)
        numbers = self._shift().take(owner)
        numbers += counted(len(numbers))
        return owner, numbers

    def members(self) -> IntArray:
        """What is in the ranges, one after the other."""
        numbers = self._shift().repeat(self.count)
        numbers += counted(len(numbers))
        return numbers

    def _shift(self) -> IntArray:
        """How much further each range is than what is in it stands in the arrays of all."""
        # In place, because these arrays are the largest there are.
        shift = self.count.cumsum()
        shift -= self.count
        np.subtract(self.first, shift, out=shift)
        return shift


def expand(counts: IntArray) -> tuple[IntArray, IntArray]:
    """For rows of the given lengths: which row each element is of, and its place inside."""
    return Ranges(np.zeros_like(counts), counts).numbers()


def ranges_of(edges: npt.NDArray[np.signedinteger], rows: IntArray) -> Ranges:
    """The places of each of ``rows``."""
    first = edges[rows].astype(np.int64)
    return Ranges(first, edges[rows + 1] - first)


def gather(edges: npt.NDArray[np.signedinteger], rows: IntArray) -> tuple[IntArray, IntArray]:
    """The places of ``rows``, one row after the other, and before them for each which of ``rows`` it is of."""
    return ranges_of(edges, rows).numbers()


@dataclass(frozen=True, slots=True)
class Ragged:
    """``n`` rows, told by their ``edges`` (n + 1,)."""

    edges: IntArray

    @classmethod
    def of_owners(cls, owners: IntArray, size: int) -> Ragged:
        """``size`` rows, where ``owners``, in ascending order, are the row of each place."""
        return cls(edges_of(np.bincount(owners, minlength=size)))

    def __len__(self) -> int:
        return len(self.edges) - 1

    @property
    def counts(self) -> IntArray:
        """(n,) how long each row is."""
        return self.edges[1:] - self.edges[:-1]  # np.diff takes longer for a short text

    @property
    def owners(self) -> IntArray:
        """The row of each place."""
        return counted(len(self)).repeat(self.counts)

    def gather(self, rows: IntArray) -> tuple[IntArray, IntArray]:
        """The places of ``rows``, one row after the other, and before them for each which of ``rows`` it is of."""
        return gather(self.edges, rows)


def sums(where: IntArray, values: FloatArray, size: int) -> FloatArray:
    """(size,) the sum of the ``values`` of each place; floats even where there are none (np.bincount then counts)."""
    return np.bincount(where, weights=values, minlength=size).astype(np.float64, copy=False)


def row_sums(values: FloatArray | SingleArray, counts: IntArray) -> FloatArray:
    """The sum of each of the rows of the given lengths that ``values`` consists of."""
    out = np.zeros(len(counts))
    # np.add.reduceat would give the next value for an empty row.
    filled = (counts > 0).nonzero()[0]
    if len(filled):
        out[filled] = np.add.reduceat(values, (counts.cumsum() - counts)[filled])
    return out
