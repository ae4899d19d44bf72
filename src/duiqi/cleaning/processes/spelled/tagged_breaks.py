"""Line breaks and paragraphs that were marked up for a page, in plain text and cells: ``天黑了。<br>他走了。``

A page has other tags too, and whoever writes about them, or a program, has other angle brackets. So all angle brackets
of the text must be those of such tags, and these stand where lines end.
"""

from __future__ import annotations

import re

from duiqi.cleaning.processes.odds import FOUND, RARE
from duiqi.cleaning.processes.spelled.backslashes import EACH, ENDS_SHARE
from duiqi.text.chars import count_han

_NAMES = "<(?:br ?/?|/?p)>"
TAG, _BARE = re.compile(rf"[ \t]*{_NAMES}[ \t]*", re.IGNORECASE), re.compile(_NAMES, re.IGNORECASE)
_ENDS = re.compile("[.!?:;,。！？：；，…”’」』\"')）]")
# Beside these it is spoken of.
_QUOTES = frozenset("\"'“”‘’「」『』`（）()[]|/\\=+")
_ABOUT = re.compile(
    "HTML|XML|[Mm]arkdown|[Tt]ags?\\b|[标標][签籤記记]|换行|換行|[网網][页頁]|line breaks?|[代程][码碼式]"
)
_PROGRAM = re.compile(r"[{}`$\\]|^\s*(?://|/\*|\*|#|--)|;\s*$|\w\(\)|://|^\s*[\w.-]+\s*[=:]\s*[\"']", re.MULTILINE)
# What files of flash cards begin with (``#html:true``).
_HEADER = re.compile(r"^#[a-z ]+:.*$", re.MULTILINE)
# Characters on either side that tell the language of what a tag parts.
_SIDE = 24


def find_tagged_breaks(text: str) -> tuple[list[re.Match[str]], float]:
    """The tags of ``text`` that were left over, and the log-odds of that; none where these are less than 99 to 1."""
    brackets = text.count("<")
    if not brackets or not brackets == text.count(">") == len(_BARE.findall(text)):
        return [], RARE
    tags = list(TAG.finditer(text))
    breaks = [tag for tag in tags if not _is_at_edge(text, tag)]
    sure = sum(_ENDS.match(text, tag.start() - 1) is not None for tag in breaks)
    edges = len(tags) - len(breaks)
    # Where there is no other angle bracket, a tag behind a sentence says as much as an escaped break does.
    odds = RARE + EACH * (sure + edges)
    if odds < FOUND or sure < ENDS_SHARE * len(breaks):
        return [], odds
    rest = _HEADER.sub("", text)
    if _ABOUT.search(rest) or _PROGRAM.search(rest):
        return [], odds
    if any(_is_shown(text, tag) or _parts_languages(text, tag) for tag in breaks):
        return [], odds
    return tags, odds


def _is_at_edge(text: str, tag: re.Match[str]) -> bool:
    """Whether the line, or another tag, begins or ends beside it."""
    return text[tag.start() - 1 : tag.start()] in ("", "\n", "\t", ">") or text[tag.end() : tag.end() + 1] in (
        "",
        "\n",
        "\t",
        "<",
    )


def _is_shown(text: str, tag: re.Match[str]) -> bool:
    """Whether quotation marks or brackets stand around it."""
    return text[tag.start() - 1] in _QUOTES and text[tag.end()] in _QUOTES


def _parts_languages(text: str, tag: re.Match[str]) -> bool:
    """Whether Chinese stands on one side only: such lines are read as what they are, two languages side by side."""
    before = text[max(0, tag.start() - _SIDE) : tag.start()].rpartition("\n")[2]
    after = text[tag.end() : tag.end() + _SIDE].partition("\n")[0]
    return (count_han(before) > 0) != (count_han(after) > 0)
