"""From a file to a Document: bytes, encoding, paragraphs, their languages, the layout.

One module a step; formats other than plain text get one reader each, chosen in ``formats.py`` by suffix and content.
"""

from duiqi.loading.document import MAX_BYTES, read_document
from duiqi.loading.formats import SUFFIXES, suffix_of
from duiqi.loading.paragraphs import find_paragraphs, left_out, side

__all__ = ["MAX_BYTES", "SUFFIXES", "find_paragraphs", "left_out", "read_document", "side", "suffix_of"]
