r"""Characters spelled out for a mail, an address or a program: ``\u4f60``, ``%E4%BD%A0``, ``=E4=BD=A0``.

In a text that was so treated all other characters are ASCII, line by line, and no line is program text. A writer who
shows such spellings speaks of them, sets them in quotation marks or in program text, or says beside them what they are.
"""

from __future__ import annotations

import binascii
import math
import re
from collections.abc import Callable, Iterator, Sequence
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from typing import NamedTuple

from duiqi.cleaning.edits import Change
from duiqi.cleaning.evidence.char_model import plausibility

# One in a thousand documents; found when 99 to 1.
PRIOR = math.log(1e-3)
LEAST = math.log(99)
# Log-likelihood ratios of a line of ASCII, no program text, that spells four characters of running Chinese and more,
# with a mark of Chinese clauses among them, without; of a quotation mark or dash spelled inside English prose. Of 31
# million characters of clean text (strings of programs, catalogues, manuals) no such line is left.
_CLAUSE, _WORDS, _MARK = math.log(1e6), math.log(1e3), math.log(50)
# Text that speaks of such spellings shows them.
_SPOKEN_OF = math.log(1e-9)
_ABOUT = re.compile(
    "[编編][码碼]|[转轉][义義]|字[符元]集|Unicode|UTF-?[78]|quoted-printable|percent|escap|urlencode|charset",
    re.IGNORECASE,
)
_LEAST_CHINESE, _LEAST_LETTERS = 4, 12
_CLAUSE_MARKS = frozenset("，。、；：？！“”")
_MARKS = frozenset("‘’“”–—…·《》（）「」『』【】　％～") | _CLAUSE_MARKS
_LATIN_MARKS = frozenset("‘’“”–—…")
_LETTER = re.compile("[A-Za-z]")
# What is left of a line of program text, of an address, of a comment or a string.
_PROGRAM = re.compile(
    r"[{}<>\\`|_\[\]=@$]|://|www\.|->|\(\)|^\s*(?://|/\*|\*|#|--)|^\s*([\"']).*\1[,;]?\s*$|[\"'][;)]|\([\"']|[\"']\s*[,+]\s*[\"']"
)
_STRING = re.compile(r"[:(,+]\s*([\"'])\x00\1\s*(?:$|[,;)+])")
# Beside a part of an address or a file's name.
_ADDRESS = re.compile(r"[/?&#]\x00|\x00[/?&#]|\x00\.\w")


# Start, end, what it spells.
Run = tuple[int, int, str | None]


class Notation(NamedTuple):
    """A way to spell characters: a text without the hint, which is found fast, holds none; ``read`` turns a run back,
    None where it is none."""

    hint: re.Pattern[str]
    run: re.Pattern[str]
    read: Callable[[str], str | None]
    in_addresses: bool = False


def find_escape_sequences(text: str) -> list[Change]:
    r"""Characters spelled out in lines that are otherwise ASCII, where the whole text shows that nobody meant them so.

    >>> find_escape_sequences(r"\u4ed6\u8bf4\uff0c\u4f60\u597d\u3002")
    [Change(start=0, end=36, after='他说，你好。', process='spelled out', odds=6.9)]
    >>> find_escape_sequences(r'text = "\u4ed6\u8bf4\uff0c\u4f60\u597d\u3002"')
    []
    """
    changes: list[Change] = []
    for notation in NOTATIONS:
        if notation.hint.search(text):
            changes += (change for change in _spelled(text, notation) if not _overlaps(change, changes))
    return sorted(changes, key=lambda change: change.start)


def _overlaps(change: Change, others: list[Change]) -> bool:
    return any(change.start < other.end and other.start < change.end for other in others)


def _spelled(text: str, notation: Notation) -> list[Change]:
    runs = [(m.start(), m.end(), notation.read(m[0])) for m in notation.run.finditer(text)]
    odds = PRIOR
    kept: list[tuple[int, int, str]] = []
    for start, end, mine in _by_line(text, runs):
        line = _without(text, start, end, mine)
        if any(spelled is None for _, _, spelled in mine) or not line.isascii() or _is_program(line, notation):
            continue
        kept += [(first, last, spelled or "") for first, last, spelled in mine]
        odds += _evidence(line, "".join(spelled or "" for _, _, spelled in mine))
    if odds < LEAST:
        return []
    rest = _without(text, 0, len(text), kept)
    if _ABOUT.search(rest):
        odds += _SPOKEN_OF
    shown = [run for run in kept if len(run[2]) >= _LEAST_CHINESE and run[2] in rest]
    if shown or odds < LEAST:
        return []
    return [Change(start, end, read, process="spelled out", odds=round(odds, 1)) for start, end, read in kept]


def _by_line(text: str, runs: list[Run]) -> Iterator[tuple[int, int, list[Run]]]:
    """The lines with ``runs``, those together that a run goes over, and the runs of each."""
    at = 0
    while at < len(runs):
        start = end = text.rfind("\n", 0, runs[at][0]) + 1
        first = at
        while at < len(runs) and (at == first or runs[at][0] <= end):
            end = text.find("\n", runs[at][1])
            end = len(text) if end < 0 else end
            at += 1
        yield start, end, runs[first:at]


def _without(text: str, start: int, end: int, runs: Sequence[Run]) -> str:
    """The line with NUL for each of its runs."""
    parts = []
    for first, last, _ in runs:
        parts.append(text[start:first])
        start = last
    return "\x00".join([*parts, text[start:end]])


def _is_program(line: str, notation: Notation) -> bool:
    if notation.in_addresses and _ADDRESS.search(line):
        return True
    return _PROGRAM.search(line) is not None or _STRING.search(line) is not None


def _evidence(line: str, read: str) -> float:
    """What a line says for it that spells ``read`` and holds the rest in ASCII (nats)."""
    common = plausibility().common
    chinese = sum(char in common and char not in _MARKS for char in read)
    marks = sum(char in _MARKS for char in read)
    others = sum(char >= "\u0080" for char in read) - chinese - marks
    if chinese and chinese + marks >= _LEAST_CHINESE and 10 * others <= chinese + marks:
        return _CLAUSE if not _CLAUSE_MARKS.isdisjoint(read) else _WORDS
    letters = len(_LETTER.findall(line)) >= _LEAST_LETTERS
    if letters and not others and re.search("[A-Za-z,.]\x00|\x00[A-Za-z]", line):
        return _MARK * sum(char in _LATIN_MARKS for char in read)
    return 0.0


def _units(pattern: str, base: int) -> Callable[[str], str | None]:
    """Numbers of characters, surrogates among them, in the first group of ``pattern``."""
    unit = re.compile(pattern)

    def read(run: str) -> str | None:
        codes = [int(digits, base) & (0xFFFF if digits[0] == "-" else 0x1FFFFF) for digits in unit.findall(run)]
        if any(code > 0x10FFFF or (code < 0x80 and base != 16) for code in codes):
            return None
        text = "".join(map(chr, codes))
        try:
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
        except UnicodeDecodeError:
            return None
        return text if text.isprintable() or not text.isascii() else None

    return read


def _bytes(pattern: str, base: int, encodings: tuple[str, ...] = ("utf-8",)) -> Callable[[str], str | None]:
    """The same of bytes, in UTF-8 or, when all that they spell is in use, another encoding."""
    unit = re.compile(pattern)

    def read(run: str) -> str | None:
        data = bytes(int(digits, base) for digits in unit.findall(run))
        for encoding in encodings:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if encoding == "utf-8" or _in_use(text):
                return text
        return None

    return read


def _in_use(text: str) -> bool:
    """Whether all but one in twenty of the characters, and one, are such as running Chinese holds."""
    common = plausibility().common
    rare = sum(not (char.isascii() or char in common or char in _MARKS) for char in text)
    return 20 * rare <= len(text) + 20 * (len(text) > 3)


def _seven_bit(run: str) -> str | None:
    """GB 2312 without its eighth bit, between the marks of HZ or ISO 2022."""
    pairs = re.sub("~[{}]|\x1b\\$\\)?A|\x1b\\([BJ]|[\x0e\x0f]", "", run)
    try:
        return bytes(ord(char) | 0x80 for char in pairs).decode("gb2312")
    except (UnicodeDecodeError, ValueError):
        return None


def _utf_7(run: str) -> str | None:
    try:
        text = run.encode("ascii").decode("utf-7")
    except UnicodeDecodeError:
        return None
    return text if _in_use(text) else None


def _words_of_headers(run: str) -> str | None:
    try:
        return str(make_header(decode_header(run)))
    except (HeaderParseError, UnicodeDecodeError, LookupError, ValueError, binascii.Error):
        return None


_GB = ("utf-8", "gb18030", "big5hkscs")
_HEADER = r"=\?[\w-]+\?[BbQq]\?[^?\s]+\?="


def _notation(hint: str, run: str, read: Callable[[str], str | None], *, in_addresses: bool = False) -> Notation:
    return Notation(re.compile(hint), re.compile(run), read, in_addresses)


NOTATIONS = (
    _notation(r"\\u[0-9a-fA-F]{4}", r"(?:\\{1,2}u[0-9a-fA-F]{4})+", _units(r"u([0-9a-fA-F]{4})", 16)),
    _notation(r"\\u-?\d+ ?\?", r"(?:\\u-?[0-9]{2,5} ?\?)+", _units(r"u(-?[0-9]+)", 10)),
    _notation("%u[0-9a-fA-F]{4}", "(?:%u[0-9a-fA-F]{4})+", _units("u([0-9a-fA-F]{4})", 16)),
    _notation(r"<U\+", r"(?:<U\+[0-9A-F]{4,6}>)+", _units(r"\+([0-9A-F]{4,6})", 16)),
    _notation(
        "&#x[0-9a-fA-F]{4}",
        "(?:&#x(?:1[fF][0-9a-fA-F]{3}|[0-9a-fA-F]{4})(?![0-9a-fA-F]*;))+",
        _units("x(1[fF][0-9a-fA-F]{3}|[0-9a-fA-F]{4})", 16),
    ),
    _notation(
        "u[0-9a-fA-F]{4}u[0-9a-fA-F]{4}u",
        r"(?<![\\%0-9A-Za-z])(?:u[0-9a-fA-F]{4}){4,}",
        _units("u([0-9a-fA-F]{4})", 16),
    ),
    _notation(r"\\x[0-9a-fA-F]{2}\\x", r"(?:\\x[0-9a-fA-F]{2})+", _bytes("x(..)", 16, _GB)),
    _notation(r"\\[23][0-7]{2}\\[23]", r"(?:\\[0-3][0-7]{2})+", _bytes(r"\\(...)", 8, _GB)),
    _notation(r"\\'[0-9a-fA-F]{2}\\'", r"(?:\\'[0-9a-fA-F]{2})+", _bytes("'(..)", 16, _GB)),
    _notation("%[89a-fA-F][0-9a-fA-F]%[89a-fA-F]", "(?:%[0-9a-fA-F]{2})+", _bytes("%(..)", 16), in_addresses=True),
    _notation(
        "=[89A-F][0-9A-F]=[89A-F]",
        # With the line breaks that the notation puts in, behind a sign of it or inside a full line.
        r"(?:=[0-9A-F]{2}(?:=\r?\n)?)+|(?<=[^\n]{59}[^\n=])=\r?\n",
        lambda run: _bytes("=([0-9A-F]{2})", 16, _GB)(run) if run.strip() != "=" else "",
    ),
    _notation(r"~\{[!-w]", r"~\{(?:[!-w][!-~])+~\}", _seven_bit),
    _notation("\x1b\\$", "\x1b\\$A(?:[!-~]{2})+\x1b\\([BJ]|(?:\x1b\\$\\)A)?\x0e(?:[!-~]{2})+\x0f", _seven_bit),
    # The mark first, which is found fast, then what may not stand before it.
    _notation(r"\+[A-Za-z0-9+/]{5}", r"\+(?<![A-Za-z0-9+/]\+)[A-Za-z0-9+/]{2,}-?", _utf_7),
    _notation(r"=\?[\w-]+\?[BbQq]\?", rf"{_HEADER}(?:[ \t]*\r?\n?[ \t]+{_HEADER})*", _words_of_headers),
)
