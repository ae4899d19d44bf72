"""Files that were put together from pieces in different encodings: each line is in one of two, and all fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from duiqi.text.chars import HAN_CHAR

# English with the quotation marks, dashes and dots of Windows-1252, each between ASCII: pasted from another
# program. A byte of a damaged UTF-8 character hardly stands so.
_MARKED = re.compile(b"[\x09\x0d\x20-\x7e]*(?:[\x85\x91-\x97][\x09\x0d\x20-\x7e]+)*[\x85\x91-\x97]?")
# The lines that are not UTF-8 must be Chinese beyond doubt, for one of them may be damaged UTF-8. Wrong readings have
# shares of frequent Chinese up to .5 (99% of those of four characters; duiqi.io.encoding); chosen far above.
LEAST_SHARE = 0.9


def decode_mixed(data: bytes, shares: Callable[[bytes], Mapping[str, float]]) -> tuple[str, str] | None:
    """The text, and the names of the two encodings; None when the lines do not tell them for sure.

    Lines that are UTF-8 and hold Chinese are read so, the others in the encoding that ``shares`` finds for them all.
    """
    lines = data.split(b"\n")
    read: list[str | None] = []
    for line in lines:
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            text = None
        read.append(text if text is None or text.isascii() or HAN_CHAR.search(text) else None)
    rest = [line for line, text in zip(lines, read, strict=True) if text is None]
    if not rest or not any(text and not text.isascii() for text in read):
        return None
    if all(map(_MARKED.fullmatch, rest)):
        texts = [line.decode("cp1252") if text is None else text for line, text in zip(lines, read, strict=True)]
        return "\n".join(texts), "utf-8 and cp1252"
    found = shares(b"\n".join(rest))
    other = max(found, key=lambda encoding: found[encoding], default="")
    if found.get(other, 0.0) < LEAST_SHARE:
        return None
    try:
        texts = [line.decode(other) if text is None else text for line, text in zip(lines, read, strict=True)]
    except UnicodeDecodeError:
        return None
    return "\n".join(texts), f"utf-8 and {other}"
