r"""The other glyphs of TeX's fonts, where ligatures show that the codes are theirs: ``caf\x13e``, ``\x10yes\x11``.

Read by the table of the font, and only where it explains every control of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Knuth's text encoding (OT1: The TeXbook, appendix F) and Cork's (T1: TUGboat 11:4).
_OT1_LETTERS = dict(zip("\x10\x19\x1a\x1b\x1c\x1d\x1e\x1f", "ıßæœøÆŒØ", strict=True))
# An accent stands before its letter, as TeX sets it: grave, acute, caron, breve, macron, ring, cedilla, dieresis.
_OT1_ACCENTS = dict(
    zip("\x12\x13\x14\x15\x16\x17\x18\x7f", "\u0300\u0301\u030c\u0306\u0304\u030a\u0327\u0308", strict=True)
)
_OT1 = re.compile("([\x12-\x18\x7f])([A-Za-z\x10])|(?<=[A-Za-z])[\x10\x19-\x1f]|[\x10\x19-\x1f](?=[A-Za-z])")
# It has quotation marks and dashes where ASCII has others: ``\Yes," he said``, ``1{20``, ``so|he said``.
_OT1_QUOTED, _OT1_DASHES = re.compile(r'(?<![^\s(\[])\\(?=[A-Za-z\d])[^\\"\n]*(?<=[^\s\\])"'), {"{": "–", "|": "—"}
_OT1_DASH = re.compile(r"(?<=\d)\{+(?=\d)|(?<=[A-Za-z])\|(?=[A-Za-z])")
_T1_MARKS = dict(zip("\x10\x11\x12\x13\x14\x15\x16\x19", "“”„«»–—ı", strict=True))
# A mark that opens stands before a word, one that closes behind something.
_T1 = re.compile("(?<![^\\s(\\[])[\x10\x12\x13](?=\\w)|(?<=\\S)[\x11\x14]|(?<=\\S)[\x15\x16]|[\x15\x16](?=\\S)|\x19")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def find_ot1_marks(text: str, codes: str) -> list[tuple[int, int, str]]:
    r"""(start, end, meant) of glyphs of OT1 but for its ligatures, ``codes``; none where it does not explain all.

    >>> find_ot1_marks('caf\x13e, \\yes," na\x7f\x10ve', "")
    [(3, 5, 'é'), (7, 8, '“'), (12, 13, '”'), (16, 18, 'ï')]
    """
    found = []
    for match in _OT1.finditer(text):
        if match[1]:
            base = "i" if match[2] == "\x10" else match[2]
            letter = unicodedata.normalize("NFC", base + _OT1_ACCENTS[match[1]])
            if len(letter) > 1:
                return []
            found.append((*match.span(), letter))
        else:
            found.append((*match.span(), _OT1_LETTERS[match[0]]))
    if not _explained(text, found, codes):
        return []
    return sorted((*found, *_ascii_marks(text)))


def find_t1_marks(text: str, codes: str) -> list[tuple[int, int, str]]:
    """The same for T1."""
    found = [(*match.span(), _T1_MARKS[match[0]]) for match in _T1.finditer(text)]
    return found if _explained(text, found, codes) else []


def _explained(text: str, found: list[tuple[int, int, str]], codes: str) -> bool:
    """Whether all controls of the text are among ``found`` or ``codes``, or part pages."""
    known = {place for start, end, _ in found for place in range(start, end)}
    return all(match.start() in known or match[0] in codes or match[0] == "\f" for match in _CONTROL.finditer(text))


def _ascii_marks(text: str) -> Iterator[tuple[int, int, str]]:
    """Quotation marks and dashes that OT1 has in the place of ASCII's: where all such signs stand so."""
    quoted = [match.span() for match in _OT1_QUOTED.finditer(text)]
    if quoted and len(quoted) == text.count("\\") == text.count('"'):
        for start, end in quoted:
            yield from ((start, start + 1, "“"), (end - 1, end, "”"))
    dashes = list(_OT1_DASH.finditer(text))
    for sign, other in ("{}", "||"):
        places = [match for match in dashes if match[0][0] == sign]
        if sum(len(match[0]) for match in places) == text.count(sign) and (sign == other or other not in text):
            for match in places:
                yield *match.span(), _OT1_DASHES[sign] * len(match[0])
