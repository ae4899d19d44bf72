"""The encoding of an XML file: as it says, unless its first megabyte is no text of that encoding.

Memories come in GB18030, Big5 and UTF-16 without a word, or with a wrong one; their encoding is then found out as that
of a document is (``duiqi.io.encoding``).
"""

from __future__ import annotations

import codecs
import io
import re
from typing import BinaryIO

from duiqi.errors import InputError
from duiqi.io.encoding import SUPERSETS, decode
from duiqi.io.signature import BYTE_ORDER

DECLARATION = re.compile(r"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")
# Bytes that are looked at.
SAMPLE = 1 << 20


def encoding_of(head: bytes) -> tuple[str, int]:
    """The encoding that a file's first bytes tell, and how many bytes its mark takes. UTF-8 when they tell nothing."""
    for mark, name in BYTE_ORDER:
        if head.startswith(mark):
            return name, len(mark)
    for sample, name in ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
        if head.startswith(sample):
            return name, 0
    declared = DECLARATION.match(head.decode("latin-1"))
    name = declared[1] if declared else "utf-8"
    # A declaration that can be read byte by byte is in no encoding of two bytes a character.
    return ("utf-8" if re.match("utf-?(16|32)", name, re.IGNORECASE) else name), 0


def decoded(stream: BinaryIO, path: str, encoding: str | None = None) -> io.TextIOWrapper:
    """The file's text, in ``encoding`` when it is given. A byte that is none of the encoding becomes a lone surrogate
    (PEP 383), or U+FFFD in UTF-16. Raises InputError for an encoding that there is not."""
    head = io.BufferedReader(stream, SAMPLE)  # type: ignore[type-var]
    sample = head.peek(SAMPLE)[:SAMPLE]
    name, skipped = encoding_of(sample[:1024])
    try:
        codec = codecs.lookup(encoding or name).name
    except LookupError:
        advice = "use utf-8, gb18030, big5 or utf-16" if encoding else "save it as UTF-8"
        raise InputError(f"its encoding {encoding or name} is not known", path=path, line=1, advice=advice) from None
    if encoding is None and not skipped:
        codec = _checked(sample, codec)
    head.read(skipped)
    codec = SUPERSETS.get(codec, codec)
    errors = "replace" if "16" in codec or "32" in codec else "surrogateescape"
    return io.TextIOWrapper(head, codec, errors=errors, newline="")


def _checked(sample: bytes, codec: str) -> str:
    """The encoding that the sample is in for sure, else ``codec``. Valid UTF-8 is UTF-8; text may be valid by chance in
    what else it says that it is in."""
    whole = len(sample) < SAMPLE
    if codec in ("utf-8", "ascii") and _is_utf8(sample, whole):
        return "utf-8"
    end = len(sample) if whole else sample.rfind(b">") + 1
    try:
        _, found = decode(sample[: end // 2 * 2 if b"\0" in sample else end], "")
        return codecs.lookup(found).name
    except (InputError, LookupError):
        return codec


def _is_utf8(sample: bytes, whole: bool) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(sample, final=whole)
    except UnicodeError:
        return False
    return True
