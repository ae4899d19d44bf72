"""What format a file is in, by its first bytes."""

from __future__ import annotations

import re

# First bytes of formats, as their specifications give them: of those that are read, and of those handed in by mistake.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a SQLite database"),
)
LABELS = {
    "pdf": "a PDF document",
    "zip": "a ZIP archive (as DOCX, XLSX, EPUB and ODT files are)",
    "gzip": "a gzip archive",
    "ole": "an old Microsoft Office document (DOC, XLS)",
    "locked": "a Microsoft Office document locked with a password",
}
# Streams of a compound file are named in UTF-16; an encrypted document has this one ([MS-OFFCRYPTO] 1.3.2).
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
# A PDF may have this many bytes of something else before it (PDF 1.7, appendix H, note 13).
PDF_HEAD = 1024

MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE | re.DOTALL
)


def signature_of(data: bytes) -> str | None:
    """``"pdf"``, ``"gzip"``, ``"zip"``, ``"ole"`` or ``"locked"``; another binary format in words; or None."""
    found = next((kind for start, kind in SIGNATURES if data.startswith(start)), None)
    if found == "ole":
        return "locked" if ENCRYPTED_PACKAGE in data else "ole"
    if found is None and b"%PDF-" in data[:PDF_HEAD] and b"\0" in data:
        return "pdf"
    return found


def label_of(signature: str) -> str:
    """The signature in words."""
    return LABELS.get(signature, signature)


def is_html(data: bytes) -> bool:
    """Whether ``data`` begins as an HTML page does."""
    return MARKUP.match(data[:PDF_HEAD].removeprefix(b"\xef\xbb\xbf")) is not None
