"""HTML character references left in text: &#25991; &#x5C0D; &ldquo; &amp;nbsp;"""

from __future__ import annotations

import html.entities
import re

from duiqi.cleaning.edits import Change
from duiqi.text.chars import HAN

# Any number of "amp;": each pass of an escaper adds one.
_REFERENCE = re.compile(r"&(?:amp;)*(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));")
# Text that explains markup means its references literally.
_ABOUT_MARKUP = re.compile(
    r"\b(?:HTML|XHTML|XML|SGML|entit(?:y|ies)|escap(?:e|ed|ing)|markup)\b"
    r"|(?:字符|HTML|XML) ?(?:实体|實體|引用)|转义|轉義|跳脫|跳脱|標籤|标签",
    re.IGNORECASE,
)
# In addresses: ``?q=1&amp;page=2`` is how a page writes them.
_PARAMETER = re.compile(r"[\w.\[\]-]*=")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
_CJK_SIDE = re.compile(f"[{HAN}\u3000-\u3003\u3008-\u3011\uff01-\uff5e“”‘’…—]")


def find_entities(text: str) -> list[Change]:
    """Character references that stand for a character; those in text about markup stay, unless they spell Chinese.

    >>> find_entities("AT&amp;T")
    [Change(start=2, end=7, after='&')]
    >>> find_entities("In HTML, write &amp; for an ampersand.")
    []
    """
    if "&" not in text:
        return []
    changes: list[Change] = []
    for match in _REFERENCE.finditer(text):
        char = _decode(match)
        if char is None or (_is_literal(text, match) and not _spells_chinese(text, match, char)):
            continue
        if char in "\u00a0\u2002\u2003\u2009":
            char = _space(text, match.start(), match.end())
        changes.append(Change(match.start(), match.end(), char))
    return changes


def _decode(match: re.Match[str]) -> str | None:
    decimal, hexadecimal, name = match.groups()
    if name:
        return html.entities.html5.get(name + ";")
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if 0x80 <= code < 0xA0:  # what browsers do: these numbers were meant in Windows-1252
        return bytes([code]).decode("cp1252", errors="ignore")
    if code > 0x10FFFF:
        return None
    return chr(code)


def _is_literal(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    if _PARAMETER.match(text, end) or _ADDRESS.search(text[max(0, start - 200) : start]):
        return True
    if text[start - 1 : start] == "`" or text[end : end + 1] == "`":
        return True
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    low, high = max(line_start, start - 200), min(line_end if line_end >= 0 else len(text), end + 200)
    return bool(_ABOUT_MARKUP.search(_REFERENCE.sub("", text[low:high])))


def _spells_chinese(text: str, match: re.Match[str], char: str) -> bool:
    near = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 2]
    return bool(_CJK_SIDE.match(char)) and bool(re.search(f"[{HAN}]|&#", near)) and "`" not in near


def _space(text: str, start: int, end: int) -> str:
    """A non-breaking space is a plain one between words, and nothing beside Chinese characters or other space."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if not before or not after or before.isspace() or after.isspace():
        return ""
    return "" if _CJK_SIDE.match(before) or (_CJK_SIDE.match(after)) else " "
