"""From a file to a Document: which format it is in, by content and name, its bytes, its text.

Takes a path or an open file and gives a raw ``Document``. ``unread`` has the formats that are known and not read. Those
that are read are in ``duiqi.formats``; it never imports what aligns or writes.
"""

from duiqi.loading.document import MAX_BYTES, read_document, read_documents
from duiqi.loading.registry import (
    ENDINGS,
    SHARED_SUFFIXES,
    SUFFIXES,
    has_columns,
    may_be_document,
    recognised,
    suffix_of,
    unread_label,
)

__all__ = [
    "ENDINGS",
    "MAX_BYTES",
    "SHARED_SUFFIXES",
    "SUFFIXES",
    "has_columns",
    "may_be_document",
    "read_document",
    "read_documents",
    "recognised",
    "suffix_of",
    "unread_label",
]
