"""Hard-wrapped lines: a line break inside a sentence, put there by a mail program, a PDF or a text file's margin."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from duiqi.cleaning.edits import Change
from duiqi.cleaning.evidence.char_model import plausibility
from duiqi.cleaning.processes.hard_wraps import Break, evidence_of, in_habit
from duiqi.text.chars import HAN_CHAR, count_han

_TERMINAL = re.compile("[。！？!?；;：:…”’」』）)\\]】》.—]\\s*$")
_CANNOT_OPEN = re.compile("[，。、；：！？”’」』）》〉]")
_COMMAS = "，、,"
_CLAUSE_MARK = re.compile("[，、；：,。]")
# Headings, list items, numbered clauses, quoted mail, table rows, code, markup, dialogue dashes.
_SET_APART = re.compile(
    r"\s*(?:[-*•·●○■□◆▪–—#>|/=+]|\d{1,3}[.)、．]|[(（]?[一二三四五六七八九十百]{1,4}[)）、.．]|[(（]\d{1,3}[)）]|第.{1,6}[章节節条條款编編部篇]"
    r"|[A-Za-z][.)]\s|<|https?:|\w+::"
    # References, times, quoted strings, commands, Latin labels.
    r"|\[|\d{1,2}[:：]\d{2}|\w+:|[\"'`$%\\@])"
)
# The name of a speaker, a label. A word and a colon can open a line by chance; where they open one of five lines, and
# two at least, they mean to.
_LABEL = re.compile("\\s*[^\\s，。、；：,;:]{1,8}：")
_MANY_LABELS, _LABEL_SHARE = 2, 0.2
# Program text, tables of commands, forms to be filled in.
_CODE = re.compile(
    r"[{}=<>$\\|]|\w\(|;\s*$|\)\s*$|::|->|//|\w_\w|--?\w|__|\\n\"$|^\s*(?:import|from|def|return)\b|^\s*\S+\s{2,}"
)
_FUNCTION_WORD = re.compile(
    r"\b(?:the|of|and|to|a|in|is|for|that|it|as|with|be|on|or|are|by|this|not|at|was)\b", re.IGNORECASE
)
_CLOSING = "，。、；：！？”’」』）》〉"
_HEADING = re.compile("\\s*(?:第.{1,6}[章节節条條款编編部篇]|[一二三四五六七八九十]+、|#)")
_OPENS_LOWER = re.compile("[a-z]")
_LATIN = re.compile("[A-Za-z]")

# A wrapped Chinese line has at least this many characters (PDF columns have 20 and more; verse lines have 5 to 8
# and a mark), a wrapped English one at least this many letters (mail wraps at 72 or 76, narrow columns at 45).
_MIN_CHINESE, _MIN_ENGLISH = 12, 40
# In so many lines and more, narrower columns are seen too.
_NARROW, _COLUMN = 20, 4
# From this many characters on, a line with no stop at its end is prose, not a heading or a line of verse.
_MIN_PROSE = 18
# Wider lines than this are paragraphs.
_MAX_COLUMNS = 120
# Lines of one passage differ by at most this many columns in Chinese: punctuation may not open a line.
_RAGGED = 4
# What an English break says for a margin (nats): the passage was looked at as a whole.
_ENGLISH_EVIDENCE = 1.0
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
    lines = text.split("\n")
    labels = sum(_LABEL.match(line) is not None for line in lines)
    labelled = labels >= _MANY_LABELS and labels >= _LABEL_SHARE * sum(map(bool, lines))
    proposals: list[tuple[Change, Break]] = []
    passage: list[tuple[int, str]] = []
    position = 0
    for line in [*lines, ""]:
        kind = _kind(line)
        apart = _SET_APART.match(line) or (labelled and _LABEL.match(line))
        if passage and kind and kind == _kind(passage[0][1]) and not apart:
            passage.append((position, line))
        else:
            proposals += _join_passage(text, passage)
            passage = [(position, line)] if kind else []
        position += len(line) + 1
    found = in_habit([each for _, each in proposals])
    return [
        change._replace(process="hard wraps", odds=round(evidence, 1))
        for (change, _), evidence in zip(proposals, found, strict=True)
        if evidence is not None
    ]


def _kind(line: str) -> str:
    """``zh``, ``en`` or nothing, by the letters of the line."""
    body = line[:_MAX_COLUMNS].strip()
    if _CANNOT_OPEN.match(body):
        return "zh"
    if len(body) < 2:
        return ""
    han, latin = count_han(body), len(_LATIN.findall(body))
    if han * 2 >= latin and han:
        return "zh"
    return "en" if latin else ""


def _join_passage(text: str, passage: list[tuple[int, str]]) -> list[tuple[Change, Break]]:
    if len(passage) < 2:
        return []
    lines = [line.rstrip() for _, line in passage]
    chinese = _kind(lines[0]) == "zh"
    joins = _chinese_joins(lines) if chinese else _english_joins(lines)
    if not joins:
        return []
    margin = max(_columns(line.strip()) for line in lines[:-1]) if chinese else max(map(len, lines))
    changes = []
    for index in joins:
        start = passage[index][0] + len(lines[index])
        following = passage[index + 1][1]
        end = passage[index + 1][0] + len(following) - len(following.lstrip())
        before, after = lines[index][-1], text[end : end + 1]
        if chinese:
            spaced = text[start : start + 1] == " " and (before.isascii() or after.isascii())
            words = before.isascii() and before.isalpha() and after.isascii() and after.isalnum()
            glue = " " if spaced or words else ""
        else:
            glue = "" if before == "-" and lines[index][-2:-1].isalpha() else " "
        if chinese:
            firm = before not in _COMMAS and (HAN_CHAR.match(after) is not None or after in _CLOSING)
            each = Break("zh", margin, evidence_of(lines[index], following), firm)
        else:
            each = Break("en", margin, _ENGLISH_EVIDENCE, True)
        changes.append((Change(start, end, glue), each))
    return changes


def _columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line)


def _chinese_joins(lines: list[str]) -> list[int]:
    """Indices of lines to be joined to the next: those that end inside a clause, in a passage wrapped at one width.

    The width is counted in columns, as a screen does, or in characters, as a program does.
    """
    if any(len(line) + count_han(line) > _MAX_COLUMNS + 8 for line in lines[:-1]):
        return []  # wide paragraphs, told without looking at every character
    columns = [_columns(line.strip()) for line in lines]
    lengths = [len(line.strip()) for line in lines]
    margin, most = max(columns[:-1]), max(lengths[:-1])
    if margin > _MAX_COLUMNS or (_HEADING.match(lines[0]) and len(lines) == 2):
        return []
    full = [
        width >= 2 * _MIN_CHINESE and (width >= margin - _RAGGED or length >= most - 1)
        for width, length in zip(columns, lengths, strict=True)
    ]
    fits = [width <= margin + _RAGGED or length <= most + 1 for width, length in zip(columns, lengths, strict=True)]
    # Verse and the recitals of a treaty end their lines with commas too, but nearly all of them.
    still_open = [i for i, line in enumerate(lines[:-1]) if not _TERMINAL.search(line)]
    inside = sum(lines[i][-1] not in _COMMAS for i in still_open)
    uniform = len(lines) > 2 and all(full[i] for i in still_open) and inside * 2 >= len(still_open)
    joins = []
    for index, (line, following) in enumerate(pairwise(lines)):
        if not full[index] or not fits[index + 1] or _HEADING.match(line) or _CODE.search(line + following):
            continue
        following = following.strip()
        if index == len(lines) - 2 and len(following) < _MIN_CHINESE and not _TERMINAL.search(following):
            continue  # an author under a title, a signature
        if _CANNOT_OPEN.match(following) or (
            not _TERMINAL.search(line) and (uniform or _goes_on(line, following, len(lines), columns[index]))
        ):
            joins.append(index)
    return joins


def _goes_on(line: str, following: str, passage: int, width: int) -> bool:
    """Whether the clause that ``line`` leaves open goes on in ``following``, in a passage of so many lines."""
    ends = bool(_TERMINAL.search(following))
    if line[-1] in _COMMAS:
        return passage == 2 and ends and width >= 2 * _MIN_PROSE
    if passage == 2 and not ends:
        return False
    if _CLAUSE_MARK.search(line) or (passage == 2 and width >= 2 * _MIN_PROSE):
        return True
    if not HAN_CHAR.match(line[-1]) or not HAN_CHAR.match(following[0]):
        return False
    model = plausibility()
    return model.cost(model.fold(line[-1]), model.fold(following[0])) < _KNOWN_PAIR


def _is_prose(lines: list[str]) -> bool:
    """Whether English lines hold the small words of running text, and nothing of program text."""
    return sum(map(len, lines)) < 60 * len(_FUNCTION_WORD.findall(" ".join(lines))) and not any(
        _CODE.search(line) for line in lines
    )


def _english_joins(lines: list[str]) -> list[int]:
    """Indices of lines to be joined to the next: full lines of a passage in which a sentence runs over a break."""
    margin = max(len(line) for line in lines)
    if not (_MIN_ENGLISH if len(lines) < _COLUMN else _NARROW) <= margin <= _MAX_COLUMNS:
        return []
    full = [len(line) + 1 + len(following.split()[0]) > margin for line, following in pairwise(lines)]
    runs_over = [
        not re.search('[.!?:;"”)]$', line) and bool(_OPENS_LOWER.match(following.strip()))
        for line, following in pairwise(lines)
    ]
    if not any(runs_over) or not _is_prose(lines):
        return []
    if all(full) and (len(lines) > 2 or runs_over[0]):
        return list(range(len(full)))
    return [i for i, over in enumerate(runs_over) if over and full[i] and len(lines[i]) >= _MIN_ENGLISH]
