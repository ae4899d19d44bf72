r"""Ways to spell characters in ASCII: ``\u4f60``, ``%E4%BD%A0``, ``=E4=BD=A0``, ``~{Dc:C~}`` and so on."""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from typing import Any, NamedTuple

from duiqi.cleaning.evidence.char_model import plausibility

MARKS = frozenset("‘’“”–—…·《》（）「」『』【】　％～，。、；：？！")

# Nats a character: running Chinese costs 3 to 6.5, common characters in any order 8.
_RUNNING = 7.3


class Notation(NamedTuple):
    """A way to spell characters: a text without the sign, one character that is found in no time, or without the hint,
    which is found fast, holds none; ``read`` turns a run back, None where it is none. A run of it stands in so many
    visible characters of ASCII at ``least``, where it holds nothing else."""

    sign: str
    hint: re.Pattern[str]
    run: re.Pattern[str]
    read: Callable[[str], str | None]
    in_addresses: bool = False
    least: int = 0
    whole: bool = False  # hardly a run of the text may be none: the encoding is not the usual one


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


def _references(run: str) -> str | None:
    """Decimal numbers of characters; one that a digit of the text follows is none that is in use."""
    text = _units("#([0-9]+)", 10)(run)
    return text if text and max(text) < "\U00020000" else None


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


def _gbk(run: str) -> str | None:
    """Bytes in GBK that are not UTF-8 as well."""
    data = bytes(int(digits, 16) for digits in run.split("%")[1:])
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.isascii() or _in_use(text):
            return text if text.isascii() or encoding == "gb18030" else None
    return None


def _in_use(text: str) -> bool:
    """Whether all but one in twenty of the characters, and one, are such as running Chinese holds."""
    common = plausibility().common
    rare = sum(not (char.isascii() or char in common or char in MARKS) for char in text)
    return 20 * rare <= len(text) + 20 * (len(text) > 3)


def _seven_bit(run: str) -> str | None:
    """GB 2312 or KS X 1001 without the eighth bit, between the marks of HZ or ISO 2022."""
    pairs = re.sub("~[{}]|\x1b\\$\\)?[AC]|\x1b\\([BJ]|[\x0e\x0f]", "", run)
    found = [text for encoding in ("gb2312", "euc_kr") if (text := _high(pairs, encoding))]
    return next((text for text in found if _in_use(text)), found[0] if found else None)


_EIGHTH_BIT = bytes(byte | 0x80 for byte in range(0x100))


def _high(pairs: str, encoding: str) -> str:
    """``pairs`` with the eighth bit set, nothing where these are no characters."""
    try:
        return pairs.encode("latin-1").translate(_EIGHTH_BIT).decode(encoding)
    except ValueError:
        return ""


def _unmarked(run: str) -> str | None:
    """The same without any marks. Words in capitals are common ideographs in any order, and do not read as Chinese."""
    text = _high(run, "gb2312")
    return text if text and _in_use(text) and plausibility().mean_cost(text) < _RUNNING else None


def _iso_2022(run: str) -> str | None:
    """ISO-2022-JP, without its escapes or with them."""
    marked = "\x1b" in run
    try:
        text = (run if marked else f"\x1b{run[:-2]}\x1b{run[-2:]}").encode("ascii").decode("iso2022_jp_2")
    except UnicodeDecodeError:
        return None
    return text if marked or _in_use(text) else None


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


def _notation(sign: str, hint: str, run: str, read: Callable[[str], str | None], **rules: Any) -> Notation:
    return Notation(sign, re.compile(hint), re.compile(run), read, **rules)


_PAIRS = "(?:[!-~]{2})+?"

NOTATIONS = (
    _notation("\\", r"\\u[0-9a-fA-F]{4}", r"(?:\\{1,2}u[0-9a-fA-F]{4})+", _units(r"u([0-9a-fA-F]{4})", 16)),
    # As in Rust and JavaScript, in Perl, in Python.
    _notation(
        "\\",
        r"\\(?:[ux]\{[0-9a-fA-F]{4}|U000[01])",
        r"(?:\\[ux]\{[0-9a-fA-F]{2,6}\}|\\U000[01][0-9a-fA-F]{4})+",
        _units(r"[{U]([0-9a-fA-F]{2,8})", 16),
    ),
    _notation("\\", r"\\u-?\d+ ?\?", r"(?:\\u-?[0-9]{2,5} ?\?)+", _units(r"u(-?[0-9]+)", 10)),
    _notation("%", "%u[0-9a-fA-F]{4}", "(?:%u[0-9a-fA-F]{4})+", _units("u([0-9a-fA-F]{4})", 16)),
    _notation("<", r"<U\+", r"(?:<U\+[0-9A-F]{4,6}>)+", _units(r"\+([0-9A-F]{4,6})", 16)),
    _notation(
        "&",
        "&#x[0-9a-fA-F]{4}",
        "(?:&#x(?:1[fF][0-9a-fA-F]{3}|[0-9a-fA-F]{4})(?![0-9a-fA-F]*;))+",
        _units("x(1[fF][0-9a-fA-F]{3}|[0-9a-fA-F]{4})", 16),
    ),
    _notation("&", "&#[0-9]{5}", "(?:&#[0-9]+(?![0-9;]))+", _references),
    _notation(
        "u",
        "u[0-9a-fA-F]{4}u[0-9a-fA-F]{4}u",
        r"(?<![\\%0-9A-Za-z])(?:u[0-9a-fA-F]{4}){4,}",
        _units("u([0-9a-fA-F]{4})", 16),
    ),
    _notation("\\", r"\\x[0-9a-fA-F]{2}\\x", r"(?:\\x[0-9a-fA-F]{2})+", _bytes("x(..)", 16, _GB)),
    _notation("\\", r"\\[23][0-7]{2}\\[23]", r"(?:\\[0-3][0-7]{2})+", _bytes(r"\\(...)", 8, _GB)),
    _notation("\\", r"\\'[0-9a-fA-F]{2}\\'", r"(?:\\'[0-9a-fA-F]{2})+", _bytes("'(..)", 16, _GB)),
    _notation("%", "%[89a-fA-F][0-9a-fA-F]%[89a-fA-F]", "(?:%[0-9a-fA-F]{2})+", _bytes("%(..)", 16), in_addresses=True),
    _notation(
        "%",
        "%[89a-fA-F][0-9a-fA-F]%",
        "(?:%[0-9a-fA-F]{2})+",
        _gbk,
        in_addresses=True,
        whole=True,
    ),
    _notation(
        "%",
        "%25[89a-fA-F][0-9a-fA-F]%25",
        "(?:%(?:25)+(?!25)[0-9a-fA-F]{2})+",
        _bytes("%(?:25)+(..)", 16),
        in_addresses=True,
    ),
    _notation(
        "=",
        "=[89A-F][0-9A-F]=[89A-F]",
        # With the line breaks that the notation puts in, behind a sign of it or inside a full line.
        r"(?:=[0-9A-F]{2}(?:=\r?\n)?)+|(?<=[^\n]{59}[^\n=])=\r?\n",
        lambda run: _bytes("=([0-9A-F]{2})", 16, _GB)(run) if run.strip() != "=" else "",
    ),
    _notation("~", r"~\{[!-w]", r"~\{(?:[!-w][!-~])+~\}", _seven_bit),
    _notation("\x1b", "\x1b\\$[@AB]", f"\x1b\\$[@AB](?:{_PAIRS}|\x1b\\$[@AB])+\x1b\\([BJ]", _iso_2022),
    _notation(
        "\x0e",
        "\x0e",
        f"\x1b\\$\\)[AC](?!\x0e)|(?:\x1b\\$\\)[AC])?\x0e{_PAIRS}\x0f",
        lambda run: _seven_bit(run) if run[4:] else "",
    ),
    _notation("$", r"\$B[!-~]+\(B", rf"\$B{_PAIRS}\([BJ]", _iso_2022),
    # The comma of GB 2312, without its eighth bit.
    _notation("#", "#,", "(?:[!-w][!-~]){6,}", _unmarked, least=12),
    # The mark first, which is found fast, then what may not stand before it.
    _notation("+", r"\+[A-Za-z0-9+/]{5}", r"\+(?<![A-Za-z0-9+/]\+)[A-Za-z0-9+/]{2,}-?", _utf_7),
    _notation("=", r"=\?[\w-]+\?[BbQq]\?", rf"{_HEADER}(?:[ \t]*\r?\n?[ \t]+{_HEADER})*", _words_of_headers),
)
