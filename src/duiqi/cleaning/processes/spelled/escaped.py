"""Text that was escaped for HTML or XML and shown as it stands, once or several times over.

``&mdash;`` or ``&#25991;`` in prose is no writer's spelling: whoever writes about such references says so, quotes
them, or writes program text. ``&amp;``, ``&lt;``, ``&gt;``, ``&quot;`` are: an escaper makes several kinds of them, and
leaves no ``<``, ``>`` and ``&`` as it is.
"""

from __future__ import annotations

import html.entities
import re
from collections import Counter
from collections.abc import Sequence

from duiqi.cleaning.edits import lines_with
from duiqi.cleaning.processes.odds import FOUND, RARE
from duiqi.text.chars import HAN
from duiqi.text.late_patterns import late_pattern

# Any number of "amp;": each pass of an escaper adds one.
REFERENCE = re.compile(r"&(?:amp;)*(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));")
_BASIC = frozenset(("amp", "lt", "gt", "quot", "apos", "#34", "#38", "#39", "#60", "#62"))
# Log-likelihood ratios. A reference that no escaper must write, in prose: in 6,540 clean texts seven, all of them right
# to resolve. One of the others, at most four of a kind; and for each sign that an escaper would not have left.
_PROSE, _NEEDED, _MOST, _LEFT = 12.0, 3.0, 4, -3.0
# ``AT&amp;T``: none in clean texts but for program text and addresses.
_GLUED = re.compile(r"\w&amp;\w")
_RAW = re.compile(r"[<>]|&(?!(?:amp;)*#?\w{1,32};)")
# Text that explains markup means its references literally.
_ABOUT_MARKUP = re.compile(
    r"\b(?:HTML|XHTML|XML|SGML|entit(?:y|ies)|escap(?:e|ed|ing)|markup)\b"
    r"|(?:字符|HTML|XML|常用|命名) ?(?:实体|實體|引用)|转义|轉義|跳脫|跳脱|標籤|标签",
    re.IGNORECASE,
)
_ABOUT = 200
_EXPLAINED = re.compile(
    "(?:写成|寫成|写作|寫作|写为|寫為|换为|換為|换成|換成|表示为|表示為|输入|輸入|字符|字元|实体|實體"
    "|written as|write|type|replaced by|with|the (?:character|sequence)) ?[\"'“‘「]?$"
)
_SHOWN_AS = re.compile(
    "[\"'”’」]?[ \xa0]*(?:[会會将將]?(?:显示|顯示|渲染|解析|转换|轉換|呈现|呈現|还原|還原)[为為成]"
    "|[转轉換换][为為成]|(?:代替|取代|替换|替換|替代)"
    "|is (?:shown|displayed|rendered|written) as|renders as)"
)
# Behind a quotation mark these words say something else.
_QUOTATION = "“”‘’\"'"
# Beside other spellings of a character, one of them.
_ESCAPES = re.compile(r"U\+[0-9A-Fa-f]{4}|\\u\{?[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|%[0-9A-F]{2}%[0-9A-F]{2}")
# A line of markup: its references are as its writer meant them.
_MARKUP = re.compile(r"</[A-Za-z][\w:-]*>|<[A-Za-z][\w:-]*(?: [\w:-]+=[\"'][^\"'<>]*[\"'])+ */?>")
# In addresses: ``?q=1&amp;page=2`` is how a page writes them.
_PARAMETER = re.compile(r"[\w.\[\]-]*=")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
# Characters that Chinese text holds; what spells them beside Chinese, or beside another reference, is meant anywhere.
CJK_SIDE = late_pattern(f"[{HAN}\u3000-\u3003\u3008-\u3011\uff01-\uff5e“”‘’…—]")
_CHINESE_SIDE = late_pattern(f"[{HAN}]|&#")
# Alone in a line or a cell: a list of references.
_ALONE = re.compile(r"(?:^|[\n|│\t])[ \xa0]*$"), re.compile(r"[ \xa0]*(?:$|[\n|│\t])")
# A line of program text with strings in it: ``x = "…"``, ``f('…')``, ``"key": "…",``, ``msgid "…"``, ``/…/g``.
_CODE = re.compile(
    r"""^\s*msg(?:id|str|ctxt)\b|^\s*".*(?:\\n"|%[(\w]).*|[\w\])]\s*[=(:]\s*["'`/]|["'`]\s*[;,)\]}]|/[gim]*,"""
    r"""|[;{}]\s*$|^\s*(?://|/\*|\*|#\s)"""
)
# A text in which so many lines, and this share of all, hold tags or what a program fills in is made of its strings,
# which it shows as markup.
_STRINGS, _STRINGS_SHARE = 5, 0.03
_SHOWN_BY_PROGRAM = re.compile(r"</(?:a|b|em|strong|code|p|span|li)>|<br ?/>|%(?:\d+\$)?[sd](?!\w)|\{\{\w")
# What a program fills in: such a text is a string of it, whatever file it stands in.
_PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd](?!\w)|\{\w*\}|\{ \$\w+|\$\{")
_QUOTES = "\"'`/"
# A comment behind a statement.
_COMMENT = re.compile(r";[ \t]*(?://|/\*|#)")


def references(text: str) -> list[re.Match[str]]:
    """The references that may be resolved: not those in text about markup, in program text, in addresses, in lists."""
    found = [match for match in REFERENCE.finditer(text) if _is_meant(text, match)]
    return [] if found and _is_strings(text) else found


def _is_strings(text: str) -> bool:
    """Whether the text is made of strings that a program shows as markup."""
    shown = len(lines_with(text, (match.start() for match in _SHOWN_BY_PROGRAM.finditer(text))))
    return shown >= _STRINGS and shown >= _STRINGS_SHARE * (text.count("\n") + 1)


def decode(match: re.Match[str]) -> str | None:
    """The character that a reference names, None when there is none."""
    decimal, hexadecimal, name = match.groups()
    if name:
        return html.entities.html5.get(name + ";")
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if 0x80 <= code < 0xA0:  # what browsers do: these numbers were meant in Windows-1252
        return bytes([code]).decode("cp1252", errors="ignore") or chr(code)
    return chr(code) if code <= 0x10FFFF else None


def find_escaped(text: str, found: Sequence[re.Match[str]]) -> tuple[list[re.Match[str]], float]:
    """Those of ``references(text)`` that an escaper or a page left, and the log-odds of that."""
    kinds = Counter(_kind(match) for match in found)
    prose = sum(count for kind, count in kinds.items() if kind not in _BASIC)
    twice = sum(match[0].startswith("&amp;") and match[0] != "&amp;" for match in found)
    glued = [match for match in found if _GLUED.fullmatch(text[max(0, match.start() - 1) : match.end() + 1])]
    odds = RARE + _PROSE * (prose + twice + len(glued))
    needed = sum(_NEEDED * min(count, _MOST) for kind, count in kinds.items() if kind in _BASIC)
    if odds + needed < FOUND:
        return [], odds + needed  # signs that were left would make it less likely still
    all_odds = odds + needed + _LEFT * len(_RAW.findall(text))
    if all_odds >= FOUND:
        return list(found), all_odds
    if odds >= FOUND:
        return [match for match in found if _kind(match) not in _BASIC or match in glued], odds
    return [], all_odds


def _kind(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    return str(name or f"#{int(decimal) if decimal else int(hexadecimal, 16)}")


def _is_meant(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    char = decode(match)
    if char is None or _PARAMETER.match(text, end) or _ADDRESS.search(text[max(0, start - _ABOUT) : start]):
        return False
    near = text[max(0, start - 1) : start] + text[end : end + 2]
    around = REFERENCE.sub("x", text[max(0, start - _ABOUT) : start]), REFERENCE.sub("x", text[end : end + _ABOUT])
    before, after = around[0].rpartition("\n")[2], around[1].partition("\n")[0]
    if "`" in near[:2] or _in_string(before, after) or (char not in _QUOTATION and _SHOWN_AS.match(after.lstrip("x"))):
        return False
    if any(map(_MARKUP.search, around)) or _ESCAPES.search(before) or _ESCAPES.search(after):
        return False
    if CJK_SIDE.match(char) and _CHINESE_SIDE.search(near):
        return True
    if (_ALONE[0].search(before) and _ALONE[1].match(after)) or _EXPLAINED.search(before):
        return False
    return not any(map(_ABOUT_MARKUP.search, around))


def _in_string(before: str, after: str) -> bool:
    """Whether a reference between these parts of its line is in a string of program text, or in a comment there."""
    if _PLACEHOLDER.search(before) or _PLACEHOLDER.search(after) or _COMMENT.search(before):
        return True
    if not _CODE.search(f"{before}x{after}"):
        return False
    return any(before.count(quote) % 2 and quote in after for quote in _QUOTES) or not re.search(
        "[\"'`]", before + after
    )
