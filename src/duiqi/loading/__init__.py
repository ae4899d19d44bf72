"""From a file to a Document: bytes, encoding, paragraphs, their languages, the layout.

One module a step; formats other than plain text get one reader each, chosen in ``document.py`` by suffix and content.
"""

from duiqi.loading.document import MAX_BYTES, read_document
from duiqi.loading.paragraphs import find_paragraphs, side

__all__ = ["MAX_BYTES", "find_paragraphs", "read_document", "side"]
