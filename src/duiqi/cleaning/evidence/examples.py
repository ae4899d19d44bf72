"""Misread text that a writer shows: the line is sound around it, and says what it should be, or speaks of encodings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duiqi.text.chars import count_han

# What text about wrong encodings names.
_ABOUT = re.compile(
    "[乱亂][码碼]|[编編][码碼]|字[符元]集|[应應][为為]|[误誤][读讀]|[转轉][换換碼码]|文字化け|mojibake|garbled|utf-?8|latin-?1|windows-?125"
    "|cp-?125|iso-?8859|gbk|gb2312|gb18030|big-?5|shift.?jis|(?:en|de)cod|charset|instead of",
    re.IGNORECASE,
)
# Each of these words holds one of the following, which are found faster.
_HINTS = (
    *("码", "碼", "符集", "元集", "应", "應", "误", "誤", "换", "換", "化け", "mojibake", "garbled", "utf", "latin"),
    *("windows", "cp", "iso", "gb", "big", "jis", "cod", "charset", "instead"),
)
# So many Chinese characters beside misread ones make a sound line: a misread one has none, or they are what is odd.
_SOUND = 4
_LONGEST = 80  # of an example
_QUOTES = frozenset("\"'“”‘’「」『』`（）()[]|")
_WORD = re.compile(r"[A-Za-z]*")
# A cell of keys or numbers; where cells are parted, and how many a line of such a table has at most: the character, its
# keys in two methods, how often it is typed.
_CODE, _CELLS = re.compile("[!-~]{1,12}"), re.compile("[\t ]")
_MOST_CELLS = 4
# Letters, and what the tables have instead of bytes, but for quotation marks: of each table a run may be a part only.
_ODD = "[A-Za-z\x80-\u058f\u2013\u2014\u2020-\u203a\u20a0-\u20bf\u2122\u2190-\u25ff]"
_STRETCH = re.compile(f"{_ODD}*")


def may_show(line: str) -> bool:
    """Whether a line says something beside misread text: it holds Chinese, or speaks of encodings."""
    return count_han(line) > 0 or speaks_of_encodings(line)


def speaks_of_encodings(line: str) -> bool:
    """Whether a line names what text about wrong encodings does."""
    return _ABOUT.search(line) is not None


def examples(line: str, runs: Sequence[tuple[int, int, str]]) -> set[int]:
    """The numbers of those ``runs`` (start, end, what it would read) of ``line`` that are shown in it."""
    cuts = [0, *(bound for start, end, _ in runs for bound in (start, end)), len(line)]
    rest = "\n".join(line[cuts[k] : cuts[k + 1]] for k in range(0, len(cuts), 2))
    if rest.isascii() and rest.lower() == rest.upper():
        return set()  # no letter says anything
    small = rest.lower()
    about = any(hint in small for hint in _HINTS) and _ABOUT.search(rest) is not None
    sound = count_han(rest) >= _SOUND
    if not about and rest.isascii():
        return set()
    found = set()
    for number, (start, end, read) in enumerate(runs):
        if not about and read not in rest:
            continue
        # The rest of a word goes with it: ``cafÃ©``.
        meant = _behind(_WORD, line, start) + read + _ahead(_WORD, line, end)
        if (about or meant in rest) and _is_apart(line, start, end, quoted=not sound):
            found.add(number)
    return found


def is_entry(text: str, start: int) -> bool:
    """Whether the character at ``start`` is the entry of a table of characters, as of an input method: in its line
    stand only the keys that type it beside it, and how often it is typed."""
    line = text[text.rfind("\n", 0, start) + 1 : start + 1 + 2 * _LONGEST].partition("\n")[0]
    others = _CELLS.split(line.rstrip())
    if text[start] not in others or not 1 < len(others) <= _MOST_CELLS:
        return False
    others.remove(text[start])
    return all(map(_CODE.fullmatch, filter(None, others)))


def _behind(pattern: re.Pattern[str], line: str, start: int) -> str:
    match = pattern.match(line[max(0, start - _LONGEST) : start][::-1])
    return match[0][::-1] if match else ""


def _ahead(pattern: re.Pattern[str], line: str, end: int) -> str:
    match = pattern.match(line, end, end + _LONGEST)
    return match[0] if match else ""


def _is_apart(line: str, start: int, end: int, *, quoted: bool) -> bool:
    """Whether nothing goes on into the run; when ``quoted``, whether marks of a quotation or a cell stand around it."""
    start -= len(_behind(_STRETCH, line, start))
    end += len(_ahead(_STRETCH, line, end))
    if quoted:
        before, after = line[:start].rstrip(" ")[-1:], line[end:].lstrip(" ")[:1]
        return before in _QUOTES and after in _QUOTES
    return not (line[max(0, start - 1) : start].isalnum() or line[end : end + 1].isalnum())
