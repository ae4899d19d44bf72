"""The page that leads to the review pages of several documents, the most doubtful first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from duiqi.model import Alignment
from duiqi.review.assemble import assemble
from duiqi.shown import DOUBTFUL_BELOW


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the index: its ``name``, the ``page`` it is reviewed on (relative), its ``pairs``, how many of them
    are ``doubtful``, ``errors`` (how many are expected to be wrong, by their scores), sentences without a partner
    (``alone``), and what was told of it (``warnings``)."""

    name: str
    page: str
    pairs: int
    doubtful: int
    errors: float
    alone: int
    warnings: tuple[str, ...] = ()


def entry_of(alignment: Alignment, page: str) -> Entry:
    """The entry of a document that is reviewed on ``page``."""
    scores = [alignment.score(bead) for bead in alignment.beads if not bead.is_null]
    return Entry(
        name=alignment.source,
        page=page,
        pairs=len(scores),
        doubtful=sum(score < DOUBTFUL_BELOW for score in scores),
        errors=round(sum(1.0 - score for score in scores), 1),
        alone=sum(len(bead.zh) + len(bead.en) for bead in alignment.beads if bead.is_null),
        warnings=alignment.warnings,
    )


def index_page(entries: Sequence[Entry], title: str) -> str:
    """The HTML of the index, sorted by the share of pairs that are expected to be wrong."""
    ordered = sorted(entries, key=lambda entry: (-entry.errors / max(1, entry.pairs), entry.name))
    return assemble("index", "index.html", title, {"title": title, "documents": [asdict(entry) for entry in ordered]})
