"""What two characters say by standing beside each other."""

from __future__ import annotations

from duiqi.cleaning.evidence.char_model import UNKNOWN_COST, plausibility

# The bounds (nats) of what a single pair says (docs/cleaning.md); no sweep of them is known.
LEAST, MOST = -1.5, 4.0


def beside(before: str, after: str) -> float:
    """How much likelier (nats, within bounds) the character ``after`` is right behind ``before`` than anywhere."""
    model = plausibility()
    first, second = model.fold(before), model.fold(after)
    return bounded(model.unigrams.get(second, UNKNOWN_COST) - model.cost(first, second))


def bounded(nats: float) -> float:
    """``nats`` within what a pair may say."""
    return min(max(nats, LEAST), MOST)
