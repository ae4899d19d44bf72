"""From a file to a Document: which format it is in, by name and content, its bytes, its text.

Takes a path or an open file and gives a raw ``Document``. The formats themselves are in ``duiqi.formats``; it never
imports what aligns or writes.
"""

from duiqi.loading.document import MAX_BYTES, read_document
from duiqi.loading.registry import SUFFIXES, suffix_of

__all__ = ["MAX_BYTES", "SUFFIXES", "read_document", "suffix_of"]
