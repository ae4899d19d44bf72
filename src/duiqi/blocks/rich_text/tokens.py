"""The tokens of RTF: groups, control words and symbols, and the bytes of text between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from duiqi.errors import InputError

# A space behind a control word belongs to it; line ends mean nothing, but behind a backslash.
TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|((?:\\'[0-9A-Fa-f]{2})+)|\\([^A-Za-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\\Z"
)
# A million Chinese characters, where each is written as a control word and what older programs show for it.
MAX_TOKENS = 2_500_000
# Word nests a group for each table, field and shape, some ten in all.
MAX_DEPTH = 500


class Token(NamedTuple):
    """A control word or symbol with its number, ``{`` or ``}``, or bytes of text under the name ``""``."""

    name: str
    number: int | None = None
    text: bytes = b""


def tokens(data: bytes, name: str) -> Iterator[Token]:
    """The tokens of ``data`` up to the end of its first group. Raises InputError where that is missing, and for more
    tokens or groups in groups than any document has."""
    at = depth = 0
    for _ in range(MAX_TOKENS):
        found = TOKEN.match(data, at)
        if not found:
            raise InputError("it was cut off", path=name, advice="get it again, or open it in Word and save it anew")
        at = found.end()
        word, number, escaped, symbol, brace, text = found.groups()
        if word:
            token = Token(word.decode("ascii"), int(number) if number else None)
            if token.name == "bin":
                at += max(token.number or 0, 0)
            yield token
        elif text:
            yield Token("", None, text)
        elif escaped:
            yield Token("", None, bytes.fromhex(escaped.replace(b"\\'", b"").decode("ascii")))
        elif brace:
            depth += 1 if brace == b"{" else -1
            if depth > MAX_DEPTH:
                raise InputError(f"it nests groups more than {MAX_DEPTH} deep", path=name, advice="check what it is")
            yield Token(brace.decode("ascii"))
            if depth <= 0:
                return
        elif symbol in (b"\\", b"{", b"}"):
            yield Token("", None, symbol)
        elif symbol:
            yield Token("\\" + symbol.decode("latin-1"))
    raise InputError(f"it has more than {MAX_TOKENS:,} marks", path=name, advice="split it into documents")
