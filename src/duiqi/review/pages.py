"""The review page of one document."""

from __future__ import annotations

from duiqi.pairs.fields import Labels
from duiqi.review.assemble import assemble
from duiqi.review.contents import Reviewed, page_data


def review_page(reviewed: Reviewed, labels: Labels | None = None) -> str:
    """The page as HTML; ``labels`` are the language codes and the rest that what is saved in it bears."""
    return assemble("main", "page.html", reviewed.alignment.source, page_data(reviewed, labels))
