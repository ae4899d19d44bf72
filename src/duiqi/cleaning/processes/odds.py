"""From evidence to odds."""

from __future__ import annotations

import math
from collections.abc import Sequence

# A process is found where a document makes it so much likelier than not: 99 to 1 (natural log-odds; a choice).
FOUND = math.log(99)
# How densely a process leaves its traces is not known: one in so many characters, whichever fits best.
RATES = (1e-2, 1e-3, 1e-4, 1e-5)


def log_odds(prior: float, length: int, evidence: Sequence[float], rates: Sequence[float] = RATES) -> float:
    """The log-odds that a process of ``prior`` log-odds was at work in a text of ``length`` characters (or lines).

    Each place of ``evidence`` has the log-likelihood ratio that the process left it. A process that leaves a trace in
    one of so many characters would have left none in all others, which is held against it.
    """
    best = -math.inf
    for rate in rates:
        total = length * math.log1p(-rate)
        for place in evidence:
            total += place + math.log(rate) if place > 30 else math.log1p(rate * math.exp(place))
        best = max(best, total)
    return prior + best
