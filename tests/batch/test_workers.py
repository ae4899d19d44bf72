"""Documents worked on at a time: results in order, and a process that dies costs one document."""

from __future__ import annotations

import os

import pytest

from duiqi.batch.workers import in_task_order
from duiqi.errors import InputError


def square(number: int) -> int:
    """What is worked out; 3 kills the process."""
    if number == 3:
        os._exit(1)
    return number * number


@pytest.mark.parametrize("jobs", [2, 3])
def test_a_process_that_dies_costs_one_document(jobs: int) -> None:
    results = list(in_task_order(square, [(number,) for number in range(6)], [f"n{number}" for number in range(6)], jobs))
    assert [result for result in results if isinstance(result, int)] == [0, 1, 4, 16, 25]
    error = results[3]
    assert isinstance(error, InputError)
    assert (
        str(error)
        == "n3: the process that worked on it died; it may have run out of memory; leave the file out, or split it"
    )


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("numbers", [[], [2], [1, 2]])
def test_results_are_in_task_order(numbers: list[int], jobs: int) -> None:
    assert list(in_task_order(square, [(n,) for n in numbers], [str(n) for n in numbers], jobs)) == [n * n for n in numbers]
