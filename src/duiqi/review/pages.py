"""The review page of one document, as a file and in a notebook."""

from __future__ import annotations

import html
from dataclasses import dataclass

from duiqi.model import Alignment
from duiqi.pairs.fields import Labels
from duiqi.review.assemble import assemble
from duiqi.review.contents import Reviewed, page_data


def review_page(reviewed: Reviewed, labels: Labels | None = None) -> str:
    """The page as HTML; ``labels`` are the language codes and the rest that what is saved in it bears."""
    return assemble("main", "page.html", reviewed.alignment.source, page_data(reviewed, labels))


@dataclass(frozen=True, slots=True)
class Frame:
    """A page that a notebook shows in a frame of its own: ``page`` is its HTML, ``height`` in pixels is the frame's."""

    page: str
    height: int = 700

    def _repr_html_(self) -> str:
        return (
            f'<iframe srcdoc="{html.escape(self.page)}" sandbox="allow-scripts allow-downloads allow-modals" '
            f'width="100%" height="{self.height}" title="duiqi" style="border: 1px solid #bbb"></iframe>'
        )


def review_frame(alignment: Alignment) -> Frame:
    """The page of ``alignment`` for a notebook. It has no lattice, so nothing is found again in it."""
    return Frame(review_page(Reviewed(alignment)))
