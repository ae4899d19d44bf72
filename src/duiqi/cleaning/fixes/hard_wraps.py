"""Hard-wrapped lines: a line break inside a sentence, put there by a mail program, a PDF or a text file's margin."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from duiqi.cleaning.edits import Change
from duiqi.cleaning.evidence.census import census_of
from duiqi.cleaning.evidence.char_model import plausibility
from duiqi.cleaning.evidence.lines.line_table import CHINESE, ENGLISH, MAX_COLUMNS, Line, LineTable, table_of_neighbours
from duiqi.cleaning.evidence.lines.set_apart import are_apart, begins_apart, is_code, is_heading, is_labelled
from duiqi.cleaning.processes.hard_wraps import Break, english_evidence, evidence_of, in_habit
from duiqi.text.chars import HAN_CHAR

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_COMMAS = "，、,"
_CLAUSE_MARK = re.compile("[，、；：,。]")
_COMMENT = "#%;/"
_WORDS = "the of and to a in is for that it as with be on or are by this not at was"
_FUNCTION_WORDS = frozenset(_WORDS.split())
_FUNCTION_WORD = re.compile(rf"\b(?:{_WORDS.replace(' ', '|')})\b", re.IGNORECASE)
# Prose has one of these words in so many letters.
_FUNCTION_WORD_EVERY = 60
_CLOSING = "，。、；：！？”’」』）》〉"

# A wrapped Chinese line has at least this many characters (PDF columns have 20 and more; verse lines have 5 to 8
# and a mark), a wrapped English one at least this many letters (mail wraps at 72 or 76, narrow columns at 45).
_MIN_CHINESE, _MIN_ENGLISH = 12, 40
# In so many lines and more, narrower columns are seen too.
_NARROW, _COLUMN = 20, 4
# From this many characters on, a line with no stop at its end is prose, not a heading or a line of verse.
_MIN_PROSE = 18
# Lines of one passage differ by at most this many columns in Chinese: punctuation may not open a line.
_RAGGED = 4
# The two characters over the break must cost less than this (nats) where nothing else shows that the clause goes on.
_KNOWN_PAIR = 3.0


def find_hard_wraps(text: str) -> list[Change]:
    r"""Line breaks inside a sentence of Chinese or English, one change each.

    >>> find_hard_wraps("他们在会议上讨论了许多重要的问题并且达成了\n广泛的共识，决定继续加强合作。")
    [Change(start=21, end=22, after='', process='hard wraps', odds=2.9)]
    >>> find_hard_wraps("床前明月光，\n疑是地上霜。")
    []
    """
    if "\n" not in text.strip("\n"):
        return []
    if "\n>" in text:
        return _within_quotations(text)
    return _wraps(text)


# The marks of quoted mail before a line; three without a space are a prompt of Python.
_QUOTED = re.compile(r"(?!>>>)>[> ]*")


def _within_quotations(text: str) -> list[Change]:
    """The same where lines have marks of quoted mail: these go with the breaks between lines of one quotation."""
    begins = [0, *(match.end() for match in re.finditer("\n(?=>)", text))]
    marks = [mark for begin in begins if (mark := _QUOTED.match(text, begin))]
    depths = {mark.start(): mark[0].count(">") for mark in marks}
    parts, at = [], 0
    for mark in marks:
        parts += [text[at : mark.start()], " " * len(mark[0])]
        at = mark.end()
    unmarked = "".join([*parts, text[at:]])
    changes = []
    for change in _wraps(unmarked):
        before, after = text.rfind("\n", 0, change.start) + 1, text.rfind("\n", 0, change.end) + 1
        if depths.get(before) == depths.get(after):
            changes.append(change)
    return changes


def _wraps(text: str) -> list[Change]:
    import numpy as np

    table = table_of_neighbours(census_of(text))
    if table is None:
        return []
    alike = (table.language[1:] == table.language[:-1]) & (table.language[1:] > 0)
    proposals = [proposal for passage in _passages(table, text, alike) for proposal in _proposals(text, passage)]
    # The Chinese lines that end open before another one, by their width.
    still_open = alike & (table.language[1:] == CHINESE) & table.open_zh[:-1] & (table.columns[:-1] >= 2 * _MIN_CHINESE)
    found = in_habit([each for _, each in proposals], table.columns[:-1][np.flatnonzero(still_open)])
    return [
        change._replace(process="hard wraps", odds=round(evidence, 1))
        for (change, _), evidence in zip(proposals, found, strict=True)
        if evidence is not None
    ]


class _Passage(NamedTuple):
    """Lines of one language that nothing sets apart, and the numbers of those that may go on in the next."""

    lines: list[Line]
    open: list[int]


def _passages(table: LineTable, text: str, alike: NDArray[np.bool_]) -> Iterator[_Passage]:
    """The passages in which a line may go on in the next; ``alike`` are those that are of the language of the next."""
    import numpy as np

    places = np.flatnonzero(alike & _may_go_on(table))
    if not len(places):
        return
    # Lines that are alike and follow one another make a block; those are looked at that have such a place.
    block_of = np.concatenate(([0], np.cumsum(~alike)))
    numbers = np.flatnonzero(np.isin(block_of, block_of[places]))
    rows = table.rows(numbers)
    ends = np.append(np.flatnonzero(np.diff(block_of[numbers])) + 1, len(numbers)).tolist()
    open_rows = np.searchsorted(numbers, places).tolist()
    labelled = is_labelled(text)
    begin = 0
    for end in ends:
        for lines in _not_set_apart(text, rows[begin:end], labelled):
            low, high = bisect_left(open_rows, begin), bisect_left(open_rows, begin + len(lines) - 1)
            if low < high:
                yield _Passage(lines, [row - begin for row in open_rows[low:high]])
            begin += len(lines)


def _may_go_on(table: LineTable) -> NDArray[np.bool_]:
    """For each line but the last, whether it can go on in the next, by all that one look at the lines tells."""
    import numpy as np

    columns, length = table.columns[:-1], table.last[:-1] - table.start[:-1]
    zh = (columns >= 2 * _MIN_CHINESE) & (columns <= MAX_COLUMNS) & (table.open_zh[:-1] | table.cannot_open[1:])
    en = (length <= MAX_COLUMNS) & table.open_en[:-1] & table.opens_lower[1:]
    found: NDArray[np.bool_] = np.where(table.language[:-1] == CHINESE, zh, en & (table.language[:-1] == ENGLISH))
    return found


def _not_set_apart(text: str, lines: list[Line], labelled: bool) -> Iterator[list[Line]]:
    """``lines``, parted before each that is set apart."""
    begin = 0
    for number in range(1, len(lines)):
        start, end = lines[number][:2]
        if begins_apart(text, start, end, labelled=labelled):
            yield lines[begin:number]
            begin = number
    yield lines[begin:]


def _proposals(text: str, passage: _Passage) -> list[tuple[Change, Break]]:
    lines = passage.lines
    chinese = lines[0].language == CHINESE
    joins = _chinese_joins(text, passage) if chinese else _english_joins(text, passage)
    if not joins:
        return []
    margin = max(line.columns for line in lines[:-1]) if chinese else max(line.last - line.start for line in lines)
    changes = []
    ended = _ended(lines, joins)
    english = [] if chinese else english_evidence([text[line.first : line.last] for line in lines])
    for index in joins:
        line, following = lines[index], lines[index + 1]
        start, end = line.last, following.first
        before, after = text[start - 1], text[end : end + 1]
        if chinese:
            spaced = text[start : start + 1] == " " and (before.isascii() or after.isascii())
            words = before.isascii() and before.isalpha() and after.isascii() and after.isalnum()
            glue = " " if spaced or words else ""
            firm = before not in _COMMAS and (HAN_CHAR.match(after) is not None or after in _CLOSING)
            evidence = evidence_of(text[line.start : start], text[following.start : following.end])
            each = Break("zh", margin, evidence, firm, ended[index])
        else:
            glue = "" if before in "-—–" and text[max(line.start, start - 2) : start - 1].isalpha() else " "
            each = Break("en", margin, english[index], True)
        changes.append((Change(start, end, glue), each))
    return changes


def _chinese_joins(text: str, passage: _Passage) -> list[int]:
    """Numbers of the lines to be joined to the next: those that end inside a clause, in a passage wrapped at one width.

    The width is counted in columns, as a screen does, or in characters, as a program does.
    """
    lines = passage.lines
    # The first line of a paragraph is set in, and as wide as the others with that.
    columns = [line.columns + _indented(text, line) for line in lines]
    margin = max(columns[:-1])
    if margin > MAX_COLUMNS or any(line.last - line.start + line.han > MAX_COLUMNS + 8 for line in lines[:-1]):
        return []
    if len(lines) == 2 and is_heading(text, lines[0]):
        return []
    most = max(line.last - line.start for line in lines[:-1])
    full = [
        line.columns >= 2 * _MIN_CHINESE and (columns[number] >= margin - _RAGGED or line.last - line.start >= most - 1)
        for number, line in enumerate(lines)
    ]
    # Verse and the recitals of a treaty end their lines with commas too, but nearly all of them.
    still_open = [number for number, line in enumerate(lines[:-1]) if line.open_zh]
    inside = sum(text[lines[number].last - 1] not in _COMMAS for number in still_open)
    uniform = len(lines) > 2 and all(full[number] for number in still_open) and inside * 2 >= len(still_open)
    joins = []
    for index in passage.open:
        line, following = lines[index], lines[index + 1]
        fits = columns[index + 1] <= margin + _RAGGED or following.last - following.start <= most + 1
        if not full[index] or not fits or are_apart(text, line, following):
            continue
        if following.open_zh and _is_stub(text, lines[index + 1 : index + 3], margin):
            continue  # an author under a title, a signature, a heading
        if following.cannot_open or (line.open_zh and (uniform or _goes_on(text, line, following, len(lines)))):
            joins.append(index)
    return joins


def _ended(lines: Sequence[Line], joins: Sequence[int]) -> dict[int, bool]:
    """For each of the joins, whether the sentence that goes on has its stop at the end of the next line, or of the
    lines that this is joined to."""
    found: dict[int, bool] = {}
    for index in reversed(joins):
        found[index] = found.get(index + 1, not lines[index + 1].open_zh)
    return found


def _indented(text: str, line: Line) -> int:
    """The columns before the first character of a line."""
    return line.first - line.start + text.count("\u3000", line.start, line.first)


def _is_stub(text: str, lines: Sequence[Line], margin: int) -> bool:
    """Whether the first line is short, and not because the next word did not fit."""
    if len(lines) == 1:
        return lines[0].last - lines[0].first < _MIN_CHINESE
    short = 2 * lines[0].columns <= margin and not lines[0].cannot_open
    return short and HAN_CHAR.match(text, lines[1].first) is not None


def _goes_on(text: str, line: Line, following: Line, passage: int) -> bool:
    """Whether the clause that ``line`` leaves open goes on in ``following``, in a passage of so many lines."""
    ends = not following.open_zh
    last, first = text[line.last - 1], text[following.first]
    if last in _COMMAS:
        return passage == 2 and ends and line.columns >= 2 * _MIN_PROSE
    if passage == 2 and not ends:
        return False
    if _CLAUSE_MARK.search(text, line.start, line.last) or (passage == 2 and line.columns >= 2 * _MIN_PROSE):
        return True
    if not HAN_CHAR.match(last) or not HAN_CHAR.match(first):
        return False
    model = plausibility()
    return model.cost(model.fold(last), model.fold(first)) < _KNOWN_PAIR


def _is_prose(lines: Sequence[str]) -> bool:
    """Whether English lines hold the small words of running text, and nothing of program text or of a table's rows."""
    if any("\t" in line.strip() for line in lines):
        return False
    least = sum(map(len, lines)) // _FUNCTION_WORD_EVERY + 1
    text = " ".join(lines)
    # Most stand between spaces, where they are counted fast.
    words = sum(map(_FUNCTION_WORDS.__contains__, text.lower().split()))
    return (words >= least or len(_FUNCTION_WORD.findall(text)) >= least) and not any(map(is_code, lines))


def _english_joins(text: str, passage: _Passage) -> list[int]:
    """Numbers of the lines to be joined to the next: full lines of a passage in which a sentence runs over a break."""
    lines = passage.lines
    lengths = [line.last - line.start for line in lines]
    margin = max(lengths)
    if not (_MIN_ENGLISH if len(lines) < _COLUMN else _NARROW) <= margin <= MAX_COLUMNS:
        return []
    full = [
        length + 1 + following.word - following.first > margin
        for length, (_, following) in zip(lengths, pairwise(lines), strict=False)
    ]
    if not _is_prose([text[line.start : line.last] for line in lines]):
        return []
    # A comment ends with its line, unless the next is one too, and that is set apart.
    first = int(text[lines[0].first] in _COMMENT)
    if all(full) and (len(lines) > 2 or passage.open[0] == 0):
        return [n for n in range(first, len(full)) if not (_is_word(lines[n]) and _is_word(lines[n + 1]))]
    return [n for n in passage.open if n >= first and full[n] and lengths[n] >= _MIN_ENGLISH]


def _is_word(line: Line) -> bool:
    """Whether an English line is but one word: of two such each is an entry of a list, of files as a rule."""
    return line.word >= line.last
