"""Plain text that was printed page by page: heads, feet and numbers of pages between the lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import pairwise
from statistics import median

from duiqi.blocks.typed.page.newspaper import read_down
from duiqi.blocks.typed.page.space import closed_up, evened, rejoined
from duiqi.model import Document, Omission
from duiqi.structure.hard_lines import Known
from duiqi.text.chars import STOP
from duiqi.text.language import language_of
from duiqi.text.line_facts import LineFacts, facts_of

# Before a small letter inside a line it is none (the ligature fi of TeX's fonts is copied as one: ``de\fned``).
FEED = re.compile(r"^\f|\f(?![a-z])")
# Which a line may begin with too: ``\frst``.
LIGATURE, LIGATURE_LETTERS = re.compile(r"\f([a-z]+)"), "fi"
# Lines at either edge of a page that may be its head or foot, and on how many pages they are repeated, as in PDF.
EDGE_LINES, REPEATED, MIN_REPEATED = 2, 0.4, 3
# A line that goes on behind the feed, where what stands before it shows that it ends there.
RUN_ON = re.compile(r"^([^\n\f]*[^\s])[ \t]*\f(?=[^\s\fa-z])", re.MULTILINE)
# Without form feeds pages are told by their numbers: so many, one more each time, on lines that hold little else, so
# far apart, and evenly (chapters are not), but for one in five: pages have 40 to 66 lines, printed small 100.
NUMBERS, LEAST_LINES, MOST_LINES, UNEVEN, ODD = 4, 15, 120, 0.15, 0.2
WIDEST = 40  # characters of a line with the number of a page
MOST_HEAD = 80  # of its head, with the title
PAGE = re.compile(
    r"(?:[-–—·•\[(|~]\s{0,3})?(?:page|p\.|第)?\s{0,3}(\d{1,4})\s{0,3}(?:(?:/|of|／|共)\s{0,3}\d{1,4})?\s{0,3}[页頁]?"
    r"(?:\s{0,3}[-–—·•\])|~])?",
    re.IGNORECASE,
)
# A number with marks around it or in words is that of a page also where there are few of them, if the next one counts
# on; chapters may be numbered so, and nothing but the number goes.
SURE = re.compile(
    r"[-–—·•~]\s{0,3}(\d{1,4})\s{0,3}[-–—·•~]|第\s?(\d{1,4})\s?[页頁](?:\s?[,，/／]?\s?共\s?\d{1,4}\s?[页頁])?"
    r"|(?:page|p\.)\s?(\d{1,4})(?:\s?(?:/|of)\s?\d{1,4})?",
    re.IGNORECASE,
)
# The head of a page as it is scanned, its number at the other edge; two with one title that count on are no chance.
HEAD = re.compile(r"\s*(?:(\d{1,4})\s{3,}(\S.*?)|(\S.*?)\s{3,}(\d{1,4}))\s*")
# A page whose number is written so has as many lines at least (LEAST_LINES where it may be any number). Not swept.
LEAST_LINES_NUMBERED = 8
# What a line ends with that is either, if no figure and no white space.
ENDS = frozenset("-–—·•])|~页頁")
DIGITS = re.compile(r"\d+|(?<![A-Za-z])[ivxlc]{1,7}(?![A-Za-z])")


def without_pages_between(document: Document, known: Known = frozenset) -> Document:
    """The document without heads, feet and numbers of pages, which are among its omissions; a sentence that goes on
    overleaf is not parted. A text without pages comes back as it is. ``known`` gives those of some English words that
    are in use."""
    facts = facts_of(RUN_ON.sub(_parted, document.text) if "\f" in document.text else document.text)
    lines = facts.lines
    may_be = _lines_ending(facts)
    fed = _with_feeds(lines, known) if "\f" in document.text else set[int]()
    pages = _fed(lines, fed) if fed else _numbered(lines, may_be)
    few = [] if pages else _surely_numbered(lines, may_be)
    heads = set() if pages or few else _heads(facts)
    if len(pages) < MIN_REPEATED and not few and not heads and not fed:
        down = closed_up(read_down(lines))
        return document if down == lines else replace(document, text="\n".join(down))
    starts = sorted({0, *heads})
    pages = pages or few or list(zip(starts, [*starts[1:], len(lines)], strict=True))
    edges = [_edges(lines, page) for page in pages]
    counts = Counter(shape for page in edges for shape in {_shape(lines[k]) for k in page})
    least = max(MIN_REPEATED, REPEATED * len(pages))
    gone = {k for page in edges for k in page if counts[_shape(lines[k])] >= least and _is_page_line(lines[k])} | heads
    if few:
        gone |= {k for page in edges for k in page if _number(lines[k])}
        gone |= {k for page in edges for k in page if counts[_shape(lines[k])] > 1 and _has_number_of(lines, k, page)}
    if not gone and not fed:
        return document
    kept: list[str] = []
    for page in pages:
        body = [FEED.sub("", lines[k]) if k in fed else lines[k] for k in range(*page) if k not in gone]
        kept += _joined(kept, list(map(evened, read_down(body))))
    kept = closed_up(kept)
    if fed:
        kept = rejoined(kept)
    left_out = tuple(Omission("page head, foot or number", FEED.sub("", lines[k]).strip()) for k in sorted(gone))
    return replace(document, text="\n".join(kept), omissions=(*document.omissions, *left_out))


def _parted(line: re.Match[str]) -> str:
    """A line up to its first feed, ended there if it is surely the number of a page, or at a stop."""
    ends = SURE.fullmatch(line[1].strip()) or STOP.search(line[1])
    return f"{line[1]}\n\f" if ends else line[0]


def _lines_ending(facts: LineFacts) -> list[int]:
    """The lines whose last character may be that of a page's number."""
    import numpy as np

    written = np.flatnonzero(facts.ends > facts.starts)
    found: list[int] = written[facts.told_at(facts.ends[written] - 1, _may_end)].tolist()
    return found


def _may_end(char: str) -> bool:
    return char in ENDS or char.isdecimal() or char.isspace()


def _with_feeds(lines: Sequence[str], known: Known) -> set[int]:
    """The lines with form feeds: not those that begin with a ligature instead, as a word shows that is none without."""
    fed = {k for k, line in enumerate(lines) if FEED.search(line)}
    begun = {k: match[1] for k in fed if (match := LIGATURE.match(lines[k]))}
    if not begun:
        return fed
    in_use = known(sorted({word for rest in begun.values() for word in (rest, LIGATURE_LETTERS + rest)}))
    return fed - {k for k, rest in begun.items() if LIGATURE_LETTERS + rest in in_use and rest not in in_use}


def _fed(lines: Sequence[str], fed: Set[int]) -> list[tuple[int, int]]:
    """``(start, end)`` of the pages between form feeds, each of which stands at the beginning of a line, or alone."""
    starts = [0, *sorted(fed - {0})]
    return list(zip(starts, [*starts[1:], len(lines)], strict=True))


def _numbered(lines: Sequence[str], may_be: Sequence[int]) -> list[tuple[int, int]]:
    """``(start, end)`` of pages that end with their numbers, which are among the lines that ``may_be``; none where
    there are no such numbers."""
    chains: dict[int, list[int]] = {}  # by the last number: the lines of numbers that count up to it
    for k in may_be:
        text = lines[k].strip()
        match = PAGE.fullmatch(text) if len(text) <= WIDEST else None
        if match:
            number = int(match[1])
            chain = chains.get(number - 1, [])
            grown = [*chain, k] if chain and LEAST_LINES <= k - chain[-1] <= MOST_LINES else [k]
            if len(grown) >= len(chains.get(number, [])):
                chains[number] = grown
    feet = max(chains.values(), key=len, default=[])
    steps = [below - above for above, below in pairwise(feet)]
    if (
        len(feet) < NUMBERS
        or sum(abs(step - median(steps)) > UNEVEN * median(steps) for step in steps) > len(steps) / 5
    ):
        return []
    ends = [k + 1 for k in feet]
    return list(zip([0, *ends], [*ends, len(lines)], strict=True))


def _surely_numbered(lines: Sequence[str], may_be: Sequence[int]) -> list[tuple[int, int]]:
    """The same where the numbers of pages are written as such; the two languages may be counted each from its first."""
    found = [(k, number) for k in may_be if (number := _number(lines[k]))]
    ends = set()
    for (above, number), (below, following) in pairwise(found):
        if following == number + 1 and LEAST_LINES_NUMBERED <= below - above <= MOST_LINES:
            ends |= {above + 1, below + 1}
    feet = sorted(ends)
    return list(zip([0, *feet], [*feet, len(lines)], strict=True)) if feet else []


def _heads(facts: LineFacts) -> set[int]:
    """The lines that are heads of pages, with one title and numbers that count on."""
    found: dict[str, list[tuple[int, int]]] = {}
    figures = [facts.told_at(places, str.isdecimal) for places in (facts.first, facts.last - 1)]
    # They begin or end with a figure.
    may_be = (figures[0] | figures[1]) & (facts.ends - facts.starts <= MOST_HEAD)
    for k in may_be.nonzero()[0].tolist():
        line = facts.lines[k]
        match = HEAD.fullmatch(line) if "   " in line else None
        if match and (shape := _shape(match[2] or match[3])) != "#":
            found.setdefault(shape, []).append((k, int(match[1] or match[4])))
    heads: set[int] = set()
    for numbered in found.values():
        for (above, number), (below, following) in pairwise(numbered):
            # Left pages may have another title.
            if following - number in (1, 2) and below - above > 1:
                heads |= {above, below}
    return heads


def _number(line: str) -> int:
    """The number of a page that the line is, else 0."""
    match = SURE.fullmatch(line.strip()) if len(line) <= WIDEST else None
    return int(match[match.lastindex or 0]) if match else 0


def _has_number_of(lines: Sequence[str], line: int, page: Sequence[int]) -> bool:
    """Whether a line at the edge of a page, its head, begins or ends with the number that is the page's foot."""
    words = lines[line].split()
    number = str(_number(lines[page[-1]]))
    return number != "0" and len(lines[line]) <= MOST_HEAD and len(words) > 1 and number in (words[0], words[-1])


def _edges(lines: Sequence[str], page: tuple[int, int]) -> list[int]:
    """The outermost lines of a page that are not empty."""
    written = [k for k in range(*page) if lines[k].strip()]
    return sorted({*written[:EDGE_LINES], *written[-EDGE_LINES:]})


def _shape(line: str) -> str:
    return re.sub(r"\W", "", DIGITS.sub("", line.lower())) or "#"


def _is_page_line(line: str) -> bool:
    """Whether a line has words, or nothing but the number of a page: figures alone may be those of a table."""
    return _shape(line) != "#" or PAGE.fullmatch(FEED.sub("", line).strip()) is not None


def _joined(above: list[str], body: list[str]) -> list[str]:
    """What of a page is put behind the pages above: no empty lines where a sentence goes on."""
    first = next((k for k, line in enumerate(body) if line.strip()), len(body))
    last = next((k for k in range(len(above) - 1, -1, -1) if above[k].strip()), None)
    if last is None or first == len(body):
        return body
    goes_on = not STOP.search(above[last]) and language_of(above[last]) == language_of(body[first])
    indent = len(above[last]) - len(above[last].lstrip())
    if goes_on and len(body[first]) - len(body[first].lstrip()) == indent:
        del above[last + 1 :]
        return body[first:]
    return ["", *body[first:]]
