"""The page on which a person checks and corrects an alignment: one HTML file that needs no server and no network.

Takes an Alignment, with the lattice of its search and the documents that it came from where these are known, or pairs
from a file; gives HTML. The page itself is in ``page/``, plain HTML, CSS and JavaScript, put together by ``assemble``.
Never reads a document and never aligns one; corrections come back through ``duiqi.corrections``.
"""

from duiqi.review.contents import Reviewed, page_data
from duiqi.review.from_pairs import documents_of_pairs
from duiqi.review.index import Entry, entry_of, index_page
from duiqi.review.pages import Frame, review_frame, review_page

__all__ = [
    "Entry",
    "Frame",
    "Reviewed",
    "documents_of_pairs",
    "entry_of",
    "index_page",
    "page_data",
    "review_frame",
    "review_page",
]
