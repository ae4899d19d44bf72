"""What an XLIFF says of a unit beside its texts: how far a translator has come, and what duiqi wrote in one of 1.2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duiqi.io.xml import local_name
from duiqi.pairs.states import State

if TYPE_CHECKING:
    from lxml.etree import _Element

# The states of a target in 1.2 and of a segment in 2.x. One that needs a review is doubtful: so translate-toolkit
# writes the fuzzy messages of a PO.
DRAFT_STATES = frozenset(
    (
        *("new", "initial", "needs-adaptation", "needs-l10n", "needs-translation"),
        *("needs-review-adaptation", "needs-review-l10n", "needs-review-translation"),
    )
)
APPROVED_STATES = frozenset(["final", "signed-off", "reviewed"])
# What the names of our fields begin with in 1.2, as types of contexts.
CONTEXT = "x-duiqi-"
# What the metadata hold: the fields that are neither text nor implied by where the unit stands.
KEPT = ("score", "type", "zh_ids", "en_ids", "zh_par", "en_par", "repair", "kind", "checked")


def state_of(unit: _Element) -> State:
    """How far the unit has come: as far as the least of its segments. One that tells nothing is translated."""
    one = local_name(unit) == "trans-unit"
    holders = unit.iterchildren("{*}target") if one else unit.iter("{*}segment")
    states = [holder.get("state", "") for holder in holders]
    if any(state in DRAFT_STATES for state in states):
        return "draft"
    done = unit.get("approved") == "yes" or (bool(states) and all(state in APPROVED_STATES for state in states))
    return "approved" if done else "translated"


def own_contexts(unit: _Element) -> dict[str, str]:
    """The fields that duiqi wrote in a unit of 1.2."""
    contexts = {
        context.get("context-type", "").removeprefix(CONTEXT): context.text or ""
        for context in unit.iter("{*}context")
        if context.get("context-type", "").startswith(CONTEXT)
    }
    return {name: text for name, text in contexts.items() if name in KEPT}
