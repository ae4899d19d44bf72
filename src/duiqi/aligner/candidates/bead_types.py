"""Which beads there are, and the groups of types that share a prior."""

from __future__ import annotations

from collections.abc import Mapping

# Types (Chinese sentences, English sentences) beside the null beads 1-0 and 0-1 (ALIGNER recipe, point 6).
MATCH_TYPES = tuple((a, b) for a, widest in enumerate((8, 6, 5, 4, 3, 2, 1, 1), start=1) for b in range(1, widest + 1))
MAX_ZH = max(a for a, _ in MATCH_TYPES)
MAX_EN = max(b for _, b in MATCH_TYPES)
# The reference: these have no prior. (1-2 and 1-3 had one each once, fitted to within .05 of 0.)
USUAL_TYPES = ((1, 1), (1, 2), (1, 3))
# Types with a prior of their own; other matches share "type_other" (docs/ablation.md).
NAMED_TYPES = ((2, 2), (1, 4))
TYPE_FEATURES = ("unaligned", *(f"type_{a}_{b}" for a, b in NAMED_TYPES), "type_other")


def type_prior(weights: Mapping[str, float], a: int, b: int) -> float:
    """The weight that a bead of type ``a``-``b`` gets for its type."""
    if (a, b) in USUAL_TYPES:
        return 0.0
    if not (a and b):
        return weights["unaligned"]
    return weights[f"type_{a}_{b}" if (a, b) in NAMED_TYPES else "type_other"]
