"""From evidence to odds."""

from __future__ import annotations

import math
from collections.abc import Sequence

# A process is found where a document makes it so much likelier than not: 99 to 1 (natural log-odds; a choice).
FOUND = math.log(99)
# Priors, in nats. A process that none of the 127 real documents of the development data shows: one in a thousand. (Two
# hold a run of UTF-8 that was misread. Of the 6,594 texts of tests/benchmarks/clean_texts.py 4 have slipped bytes, with
# odds of -1.6 at most.)
RARE = math.log(1e-3)
# A font's map: one of the 127 is damaged so.
MAPPED = math.log(1 / 127)
# Marks of loss: where there is such a mark at all, it was strewn in one of ten documents. (Of 6,540 clean texts none
# holds a single U+FFFD, and three a private-use character inside a Chinese word, which stands for a rare one.)
STREWN = math.log(1 / 10)
# How densely a process leaves its traces is not known: one in so many characters, whichever fits best.
RATES = (1e-2, 1e-3, 1e-4, 1e-5)
# From so many nats on ``log1p(x)`` is ``log(x)`` to the last digits, and ``exp`` may overflow.
_LARGE = 30


def log_odds(prior: float, length: int, evidence: Sequence[float], rates: Sequence[float] = RATES) -> float:
    """The log-odds that a process of ``prior`` log-odds was at work in a text of ``length`` characters (or lines).

    Each place of ``evidence`` has the log-likelihood ratio that the process left it. A process that leaves a trace in
    one of so many characters would have left none in all others, which is held against it.
    """
    best = -math.inf
    for rate in rates:
        total = length * math.log1p(-rate)
        for place in evidence:
            total += place + math.log(rate) if place > _LARGE else math.log1p(rate * math.exp(place))
        best = max(best, total)
    return prior + best
