"""How a feature is registered: its function, its name in weights.json and ``Bead.parts``, and a phrase for people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from duiqi.aligner.scoring.context import FeatureContext
from duiqi.arrays.types import FloatArray

Function = Callable[[FeatureContext], FloatArray]


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature: one number a bead, (B,), and what it stands for, as ``align --explain`` puts it."""

    function: Function
    phrase: str

    def __call__(self, context: FeatureContext) -> FloatArray:
        return self.function(context)


class Features(dict[str, Feature]):
    """Features by name, in the order of their columns."""

    def add(self, phrase: str, name: str | None = None) -> Callable[[Function], Function]:
        """Register a function under ``name``, by default its own."""

        def register(function: Function) -> Function:
            self[name or function.__name__] = Feature(function, phrase)
            return function

        return register
