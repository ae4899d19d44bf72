"""The words, marks and strings of a program in JavaScript, TypeScript or PHP; the program is never run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from duiqi.blocks.keyed.messages import unescaped

GAP = r"(?:\s+|/\*.*?(?:\*/|\Z)|//[^\n]*)"
_MARKS = r"=>|\.\.\.|[{}\[\]():,;=+.]"
_WORD = r"[\w$-]+"
_JAVASCRIPT = re.compile(
    rf"(?P<gap>{GAP})|(?P<text>'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|`(?:[^`\\]|\\.)*`)"
    rf"|(?P<word>{_WORD})|(?P<mark>{_MARKS})|(?P<other>.)",
    re.DOTALL,
)
# A string of PHP may go on in the next line; `…` runs a command.
_PHP = re.compile(
    rf"(?P<gap>{GAP}|<\?php\b|\?>|\#(?!\[)[^\n]*)|(?P<text>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
    rf"|(?P<word>{_WORD})|(?P<mark>{_MARKS})|(?P<other>.)",
    re.DOTALL,
)
_PATTERN = re.compile(r"/(?![*/])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
# Behind these a stroke begins a regular expression of JavaScript; elsewhere it divides.
_BEFORE_PATTERN = frozenset(("", "(", ",", "=", ":", "[", "!", "&", "|", "?", "{", "}", ";", "=>", "return"))
# \x41 and \u{1F600} as \uXXXX, which others have too.
_CODE = re.compile(r"\\(?:(\\)|x([0-9A-Fa-f]{2})|u\{0*([0-9A-Fa-f]{1,6})\})")
_PLAIN = re.compile(r"\\(['\\])")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, mark or string at ``start``; ``kind`` is ``word``, ``text``, ``mark`` or ``other``."""

    kind: str
    source: str
    start: int

    def is_mark(self, *marks: str) -> bool:
        return self.kind == "mark" and self.source in marks


def is_php(text: str) -> bool:
    """Whether a program is one in PHP: it begins as these do."""
    return text.lstrip("\ufeff \t\r\n").startswith("<?php")


def tokens(text: str) -> Iterator[Token]:
    """What a program consists of, without comments and white space."""
    php, before, at = is_php(text), "", 0
    scanner = _PHP if php else _JAVASCRIPT
    while at < len(text):
        found = _PATTERN.match(text, at) if not php and text[at] == "/" and before in _BEFORE_PATTERN else None
        if found:
            kind = "other"
        else:
            found = scanner.match(text, at)
            assert found
            kind = found.lastgroup or "other"
        if kind != "gap":
            before = found[0]
            yield Token(kind, before, at)
        at = found.end()


def said(token: Token, php: bool) -> str:
    """The text of a string, its escapes resolved."""
    inner = token.source[1:-1]
    if php and token.source[0] == "'":
        return _PLAIN.sub(r"\1", inner)
    return unescaped(_CODE.sub(_four_digits, inner)) if "\\" in inner else inner


def _four_digits(match: re.Match[str]) -> str:
    if match[1]:
        return match[0]
    code = int(match[2] or match[3], 16)
    if code > 0x10FFFF:
        return match[0]
    units = chr(code).encode("utf-16-be", "surrogatepass").hex()
    return "".join("\\u" + units[k : k + 4] for k in range(0, len(units), 4))
