"""The benchmarks change and time functions and constants of the package by their names: these must be there."""

from __future__ import annotations

from importlib import import_module

import pytest

from tests.benchmarks import speed


@pytest.mark.parametrize("stage", speed.STAGES)
def test_stages_that_are_timed(stage: str) -> None:
    assert all(callable(getattr(import_module(module), name)) for module, name in speed.STAGES[stage])


def test_stages_that_are_left_out() -> None:
    pytest.importorskip("scipy")
    from tests.benchmarks.ablation import GROUPS, STAGES, lines_of_features

    changes = [change for stage in STAGES.values() for change in stage]
    assert all(isinstance(getattr(import_module(module), constant), int | float) for module, constant, _ in changes)
    assert all(lines_of_features()[group] for group in GROUPS)
