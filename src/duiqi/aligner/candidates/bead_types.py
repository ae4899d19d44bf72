"""Which beads there are, and the groups of types that share a prior."""

from __future__ import annotations

# The most English sentences of a match of 1, 2, … Chinese ones (docs/scoring.md, features of the type); the reverse.
WIDEST_EN = (8, 6, 5, 4, 3, 2, 1, 1)
WIDEST_ZH = tuple(sum(most >= n_en for most in WIDEST_EN) for n_en in range(1, WIDEST_EN[0] + 1))
MAX_ZH, MAX_EN = len(WIDEST_EN), len(WIDEST_ZH)
# Types (Chinese, English sentences) beside the null beads 1-0 and 0-1.
MATCH_TYPES = tuple((n_zh, n_en) for n_zh, most in enumerate(WIDEST_EN, start=1) for n_en in range(1, most + 1))
# The reference: these have no prior. (1-2 and 1-3 had one each once, fitted to within .05 of 0.)
USUAL_TYPES = ((1, 1), (1, 2), (1, 3))
# Types with a prior of their own; other matches share "type_other" (docs/ablation.md).
NAMED_TYPES = ((2, 2), (1, 4))
TYPE_FEATURES = ("unaligned", *(f"type_{n_zh}_{n_en}" for n_zh, n_en in NAMED_TYPES), "type_other")


def type_feature(n_zh: int, n_en: int) -> str:
    """The name of the weight that a bead of type ``n_zh``-``n_en`` gets for its type; empty for the usual ones."""
    if (n_zh, n_en) in USUAL_TYPES:
        return ""
    if not (n_zh and n_en):
        return "unaligned"
    return f"type_{n_zh}_{n_en}" if (n_zh, n_en) in NAMED_TYPES else "type_other"
