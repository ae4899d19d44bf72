r"""Line breaks, tabs and quotation marks that were escaped for a string, in prose: ``He said \"no\".\n``.

Whoever writes prose writes no backslash at all. So every backslash of the text must be one of these, every quotation
mark of the kind be escaped, and the breaks stand where lines end. In program text, and text about it, they do not
count.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from duiqi.cleaning.processes.odds import FOUND, RARE
from duiqi.text.chars import HAN

# In nats, of a break behind a sentence and before the beginning of another, of a pair of marks, of an apostrophe: in a
# text in which all backslashes are such, each is at least so much likelier where it was escaped. (Of 155 million
# characters of clean text, a third of them programs, none is taken for that.)
EACH = math.log(50)
_ESCAPE = re.compile(r"\\(?:r\\n|[nrt\"'])")
_BREAK = re.compile(r"\\[nrt]")
# Behind these a line may end; of the breaks of a text so many do (headings have no stop), and no word goes on.
_ENDS = re.compile("[.!?:;,)。！？：；，）…”’」』\"'*-]")
ENDS_SHARE = 0.6
_BEGINS, _GOES_ON = re.compile(f"[{HAN}A-Z\\\\\"'“‘「『《（(0-9]"), re.compile("[a-z]")
# An accent of TeX, not an apostrophe or a quotation mark.
_ACCENT = re.compile(r"(?<=[A-Za-z])\\(?:'(?=[A-Za-z])(?!(?:s|t|m|d|ll|re|ve|clock|em)\b)|\"(?=[aeiouAEIOU]))")
_PROGRAM = re.compile(
    r"""["'](?:\\[nrt])+["']|["'][)\]+]|[(\[+]["']|["']\.\w|[{}<>`|_=@$]|;\s*$|\(\)|%[sd]|^\s*(?:\w+ )?["'].*["'],?\s*$|^\s*(?://|/\*|\*|#|--)|^\s*[\w.-]+:\s*["']""",
    re.MULTILINE,
)
# Where so many lines are program text, what is in the others is part of it.
_MOST_PROGRAM = 0.1
_ABOUT = re.compile(
    "[转轉][义義]|换行符|換行|反斜|[Ee]scap|newline|backslash|regular expression|printf|LaTeX|正则|正規|字符串|字串"
)


class Escaped(NamedTuple):
    """``text[start:end]`` is ``after`` where it is not escaped."""

    start: int
    end: int
    after: str


def find_backslashes(text: str) -> tuple[list[Escaped], float]:
    """The escapes of ``text``, and the log-odds that it was escaped; none where these are less than 99 to 1."""
    found = list(_ESCAPE.finditer(text)) if "\\" in text else []
    if not found or text.count("\\") != sum(match[0].count("\\") for match in found):
        return [], RARE
    kinds = {match[0][-1] for match in found}
    evidence = 0.0
    for mark in kinds & {'"', "'"}:
        evidence += _of_marks(text, mark)
    if kinds - {'"', "'"}:
        evidence += _of_breaks(text, [match for match in found if _BREAK.match(match[0])])
    odds = RARE + evidence
    if odds < FOUND or _ABOUT.search(text) or _is_program(text):
        return [], odds
    return [Escaped(match.start(), match.end(), _meant(text, match)) for match in found], odds


def _is_program(text: str) -> bool:
    """Whether a line with escapes is program text, or many of the others; an escaped mark counts as a letter."""
    lines = [re.sub(r"\\[\"']", "q", line) for line in text.split("\n") if line.strip()]
    of_program = [line for line in lines if _PROGRAM.search(line)]
    return any("\\" in line for line in of_program) or len(of_program) > _MOST_PROGRAM * len(lines)


def _of_marks(text: str, mark: str) -> float:
    """What the escaped quotation marks of a kind say."""
    escaped = text.count("\\" + mark)
    if text.count(mark) != escaped or _ACCENT.search(text):
        return -math.inf
    return EACH * escaped if mark == "'" else EACH * escaped / 2


def _of_breaks(text: str, breaks: list[re.Match[str]]) -> float:
    """What the escaped breaks and tabs say."""
    for match in breaks:
        if not (_is_at_an_end(text, match.start()) or _BEGINS.match(text, match.end())):
            return -math.inf
        if _GOES_ON.match(text, match.end()):
            return -math.inf
    sure = sum(_is_at_an_end(text, match.start()) for match in breaks)
    first = [match for match in breaks if text[match.start() - 2 : match.start()] not in (r"\n", r"\r", r"\t")]
    return EACH * sure if sure >= ENDS_SHARE * len(first) else -math.inf


def _is_at_an_end(text: str, place: int) -> bool:
    """Whether a line may end at ``place``, or begins there."""
    return place == 0 or text[place - 1] == "\n" or _ENDS.match(text, place - 1) is not None


def _meant(text: str, match: re.Match[str]) -> str:
    last = match[0][-1]
    if last in "\"'":
        return last
    if last == "t":
        return "\t"
    # A break that was escaped beside the line's own is one.
    return "" if text[match.end() : match.end() + 1] in ("", "\n") else "\n"
