"""From a file to a Document: bytes, encoding, paragraphs, their languages, the layout."""

from duiqi.loading.document import MAX_BYTES, read_document
from duiqi.loading.registry import SUFFIXES, suffix_of

__all__ = ["MAX_BYTES", "SUFFIXES", "read_document", "suffix_of"]
