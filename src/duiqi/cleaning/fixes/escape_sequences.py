r"""Characters spelled out for a mail, an address or a program: ``\u4f60``, ``%E4%BD%A0``, ``=E4=BD=A0``.

In a text that was so treated all other characters are ASCII, line by line, and no line is program text. A writer who
shows such spellings speaks of them, sets them in quotation marks or in program text, or says beside them what they are.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import chain

from duiqi.cleaning.edits import Change
from duiqi.cleaning.evidence.census import census_of
from duiqi.cleaning.evidence.char_model import plausibility
from duiqi.cleaning.evidence.notations import MARKS, NOTATIONS, Notation
from duiqi.cleaning.processes.odds import FOUND, RARE
from duiqi.cleaning.processes.spelled.around import printed_bytes, signs_for_spaces
from duiqi.cleaning.processes.spelled.backslashes import find_backslashes
from duiqi.cleaning.processes.spelled.json_strings import strings_of_json
from duiqi.text.chars import ASCII_LETTER, HAN
from duiqi.text.code_points import told_of

# Log-likelihood ratios of a line of ASCII, no program text, that spells four characters of running Chinese and more,
# with a mark of Chinese clauses among them, without; of a quotation mark or dash spelled inside English prose. Of 31
# million characters of clean text (strings of programs, catalogues, manuals) no such line is left.
_CLAUSE, _WORDS, _MARK = math.log(1e6), math.log(1e3), math.log(50)
# Of a picture beside words, in lines that may hold Chinese: some programs spell only what lies beyond U+FFFF.
_PICTURE = math.log(1e3)
_PICTURES = re.compile("[\U0001f000-\U0001faff\u200d\ufe0f]+")
# From here on, in a text that is nothing but ASCII and mostly no program text, lines that look like it hold addresses,
# names with underscores and the like.
_PROVEN = math.log(1e9)
# Text that speaks of such spellings shows them.
_SPOKEN_OF = math.log(1e-9)
_ABOUT = re.compile(
    "[编編][码碼]|[转轉][义義]|字[符元]集|Unicode|UTF-?[78]|quoted-printable|percent|escap|(?:en|de)code|charset|^>>> ",
    re.IGNORECASE | re.MULTILINE,
)
# Of the runs of an unusual encoding: names have rare characters (of six documents 1 to 3 in 50 runs and more have).
_MOST_UNREAD = 0.05
# What else goes with runs that begin with a sign.
_AROUND = {"\\": printed_bytes, "%": signs_for_spaces}
# Characters of Chinese as above; of an English line that one quotation mark is spelled in, two or three words' letters.
_LEAST_CHINESE, _LEAST_LETTERS = 4, 12
_CLAUSE_MARKS = frozenset("，。、；：？！“”")
_LATIN_MARKS = frozenset("‘’“”–—…")
_WORD = re.compile(f"[A-Za-z]{{3}}|[{HAN}]{{2}}")
# What is left of a line of program text, of an address, of a comment or a string.
_PROGRAM = re.compile(
    r"[{}<>\\`|_\[\]=@$]|://|www\.|->|\(\)|^\s*(?://|/\*|\*|#|--)|^\s*([\"']).*\1[,;]?\s*$|[\"'][;)]|\([\"']|[\"']\s*[,+]\s*[\"']"
)
_STRING = re.compile(
    r"[:(,+]\s*([\"'])\x00\1\s*(?:$|[,;)+])|^\s*[\w-]+:\s*(?:\"[^\"]*\x00[^\"]*\"|'[^']*\x00[^']*'),?\s*$"
)
# Beside a part of an address or a file's name.
_ADDRESS = re.compile(r"[/?&#]\x00|\x00[/?&#]|\x00\.\w")

# Start, end, what it spells.
Run = tuple[int, int, str | None]


def find_escape_sequences(text: str) -> list[Change]:
    r"""Characters spelled out in lines that are otherwise ASCII, where the whole text shows that nobody meant them so.

    >>> find_escape_sequences(r"\u4ed6\u8bf4\uff0c\u4f60\u597d\u3002")
    [Change(start=0, end=36, after='他说，你好。', process='spelled out', odds=6.9)]
    >>> find_escape_sequences(r'text = "\u4ed6\u8bf4\uff0c\u4f60\u597d\u3002"')
    []
    """
    changes = _strings_of_json(text)
    if changes:
        return changes
    places = _signs(text)
    for notation in NOTATIONS:
        if _is_hinted(text, notation, places):
            changes += (change for change in _spelled(text, notation) if not _overlaps(change, changes))
    escaped, odds = find_backslashes(text) if not changes else ([], 0.0)
    changes += [Change(*each, process="spelled out", odds=round(odds, 1)) for each in escaped]
    return sorted(changes, key=lambda change: change.start)


def _strings_of_json(text: str) -> list[Change]:
    """The lines of a text that is nothing but strings of JSON, where these spell Chinese."""
    strings = strings_of_json(text)
    odds = RARE + sum(_evidence("", read) for _, _, read in strings)
    if odds < FOUND:
        return []
    return [Change(*string, process="spelled out", odds=round(odds, 1)) for string in strings]


# Of the signs, those that are no letters.
_SIGNS = frozenset(notation.sign for notation in NOTATIONS if not notation.sign.isalpha())
# So many places of a sign are asked one by one; of more, as in program text, the hint is searched for.
_MOST_PLACES = 1_000


def _signs(text: str) -> dict[str, list[int]]:
    """Where each of the signs stands."""
    import numpy as np

    codes = census_of(text).codes
    at = np.flatnonzero(told_of(_SIGNS.__contains__, codes))
    chars = codes[at]
    return {sign: at[chars == ord(sign)].tolist() for sign in _SIGNS}


def _is_hinted(text: str, notation: Notation, signs: dict[str, list[int]]) -> bool:
    places = signs.get(notation.sign)
    if places is None:
        return notation.sign in text and notation.hint.search(text) is not None
    if len(places) > _MOST_PLACES:
        return notation.hint.search(text) is not None
    return any(notation.hint.match(text, place) for place in places)


def _overlaps(change: Change, others: list[Change]) -> bool:
    return any(change.start < other.end and other.start < change.end for other in others)


def _spelled(text: str, notation: Notation) -> list[Change]:
    spans = _visible(text, notation.least) if notation.least else [(0, len(text))]
    found = chain.from_iterable(notation.run.finditer(text, *span) for span in spans)
    runs = [(m.start(), m.end(), notation.read(m[0])) for m in found]
    if notation.whole and sum(read is None for _, _, read in runs) > _MOST_UNREAD * len(runs):
        return []
    odds = RARE
    kept: list[tuple[int, int, str]] = []
    lines, programs = 0, list[tuple[str, list[Run]]]()
    for start, end, mine in _by_line(text, runs):
        line = _without(text, start, end, mine)
        if any(spelled is None for _, _, spelled in mine):
            continue
        if _is_program(line, notation):
            programs.append((line, mine))
            continue
        lines += 1
        if not line.isascii() and not all(_PICTURES.fullmatch(spelled or "") for _, _, spelled in mine):
            continue
        kept += [(first, last, spelled or "") for first, last, spelled in mine]
        odds += _evidence(line, "".join(spelled or "" for _, _, spelled in mine))
    if odds < FOUND:
        return []
    if odds >= _PROVEN and lines >= len(programs) and text.isascii():
        # What a backslash is left in is spelled in a further way.
        sure = chain.from_iterable(mine for line, mine in programs if "\\" not in line)
        kept = sorted([*kept, *((first, last, spelled or "") for first, last, spelled in sure)])
    rest = _without(text, 0, len(text), kept)
    if _ABOUT.search(rest):
        odds += _SPOKEN_OF
    shown = [run for run in kept if len(run[2]) >= _LEAST_CHINESE and run[2] in rest]
    if shown or odds < FOUND:
        return []
    if notation.sign in _AROUND:
        kept += _AROUND[notation.sign](text, kept)
    return [Change(*place, process="spelled out", odds=round(odds, 1)) for place in sorted(kept)]


def _visible(text: str, least: int) -> list[tuple[int, int]]:
    """The stretches of so many visible characters of ASCII and more."""
    import numpy as np

    codes = census_of(text).codes
    visible = np.concatenate(([False], (codes > 0x20) & (codes < 0x7F), [False]))
    edges = np.flatnonzero(visible[1:] != visible[:-1]).reshape(-1, 2)
    long = edges[edges[:, 1] - edges[:, 0] >= least]
    return list(map(tuple, long.tolist()))


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
    if _PICTURES.fullmatch(read):
        return _PICTURE if _WORD.search(line) else 0.0
    chinese = sum(char in common and char not in MARKS for char in read)
    marks = sum(char in MARKS for char in read)
    others = sum(char >= "\u0080" for char in read) - chinese - marks
    if chinese and chinese + marks >= _LEAST_CHINESE and 10 * others <= chinese + marks:
        return _CLAUSE if not _CLAUSE_MARKS.isdisjoint(read) else _WORDS
    letters = len(ASCII_LETTER.findall(line)) >= _LEAST_LETTERS
    if letters and not others and re.search("[A-Za-z,.]\x00|\x00[A-Za-z]", line):
        return _MARK * sum(char in _LATIN_MARKS for char in read)
    return 0.0
