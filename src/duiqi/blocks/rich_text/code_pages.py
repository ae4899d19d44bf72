"""The encodings of text in RTF: that of the document, and those of its fonts."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from duiqi.io.encoding import HIGH, LONE_HIGH

WESTERN = "cp1252"
# Numbers of code pages and of character sets (fcharset) of Windows, each with the superset that reads what programs
# write under the name.
CODE_PAGES = {936: "gb18030", 54936: "gb18030", 950: "big5hkscs", 10000: "mac_roman", 10008: "gb2312", 65001: "utf-8"}
CHARACTER_SETS = {
    77: "mac_roman", 80: "gb2312", 81: "big5hkscs", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250",
}  # fmt: skip
OF_SEVERAL_BYTES = frozenset(("gb18030", "gb2312", "big5hkscs", "cp932", "cp949", "utf-8"))


class Encoding(NamedTuple):
    """The encoding of some text; ``is_western``: its font is for Western text, though the document is not."""

    name: str
    is_western: bool = False


def code_page(number: int) -> str:
    """The encoding of a code page; Western European where there is none of that number."""
    name = CODE_PAGES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return WESTERN


def decoded(data: bytes, encoding: Encoding) -> str:
    """``data`` as text; bytes that are none in the encoding are U+FFFD. Single bytes between ASCII are Western
    quotation marks and accents where the font is, and where they are no Chinese."""
    high = len(HIGH.findall(data))
    is_lone = encoding.name in OF_SEVERAL_BYTES and 0 < high == len(LONE_HIGH.findall(data))
    try:
        return data.decode(WESTERN if is_lone and encoding.is_western else encoding.name)
    except UnicodeDecodeError:
        return data.decode(WESTERN if is_lone else encoding.name, errors="replace")
