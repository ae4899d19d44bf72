"""What the output of a document is called, by its id: a name that every file system takes, and that is its own."""

from __future__ import annotations

import hashlib
import re
import unicodedata

# What Windows takes in no name, and controls.
_FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f]')
# Names of devices, which Windows takes with any suffix.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
# A name may have 255 bytes on most file systems; the suffix, and what a temporary file is called, need some of them.
MAX_BYTES = 160
# Linux takes paths of 4,096 bytes, others of 1,024; the folder's own comes before.
MAX_PATH = 512
# Of the digest behind a name that was altered: that two of a million such names in one folder have the same one and the
# same beginning is not expected. A choice.
DIGITS = 8


def safe_name(id: str) -> str:
    """The path of a document's output without suffix: the id, where that can be one. ``/`` parts folders from names.

    Where something had to be changed, a digest of the id follows, so that different ids have different names.

    >>> safe_name("2020/r1"), safe_name("../a?b")
    ('2020/r1', '_/a_b-05fe9c35')
    """
    parts = [_safe(part) for part in unicodedata.normalize("NFC", id).split("/") if part]
    name = "/".join(parts) or "_"
    if len(name.encode()) > MAX_PATH:
        name = parts[-1]
    return name if name == id else f"{name}-{digest_of(id)}"


def digest_of(id: str) -> str:
    """A few digits that stand for an id."""
    return hashlib.blake2b(id.encode("utf-8"), digest_size=DIGITS // 2).hexdigest()


def _safe(part: str) -> str:
    part = _FORBIDDEN.sub("_", part).strip()
    if part.startswith(".") or _DEVICES.fullmatch(part) or not part:
        part = f"_{part.lstrip('.')}"
    return part.encode()[:MAX_BYTES].decode(errors="ignore").rstrip(" .") or "_"
