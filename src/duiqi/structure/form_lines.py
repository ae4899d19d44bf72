"""Forms in both languages: ``姓名 Name：____``, ``性别（Sex）：□ 男 Male □ 女 Female``.

What is to be filled in is no text, and parts the labels, each of which has its translation beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from duiqi.structure.bilingual_lines import TERM_LENGTH, TERMS, Span, is_title, part_term, without_names
from duiqi.structure.lines import split_title
from duiqi.text.chars import HAN_CHAR

LONGEST = 400  # characters of a line: some ten labels

# What is to be filled in or ticked, and what stands before it.
BOX = re.compile("[□☐☑☒○◯▢■◻⬜]")
ROOM = rf"[_＿]{{2,}}|[.．·…]{{4,}}|{BOX.pattern}|[\[【(（]\s*[\])）】]"
FIELD = re.compile(rf"{ROOM}|[:：]|[\t\u3000]|[ \u00a0]{{2,}}")
# Colons alone stand in any list; a form has so many lines with something else, or with several labels.
BLANK = re.compile(rf"{ROOM}|[:：]\s{{3,}}")
STATED = re.compile(r"[^/／|:：]+[/／|][^/／|:：]+[^\W\d]\s?[:：][^/／|:：]+[/／|][^/／|:：]+")
# Between blanks: of a date (``YYYY/MM/DD``) or an amount.
FILLED = re.compile(r"[年月日时時分元岁歲至YMDymd\d\W_]*")
# The number of an entry, which is part of no label, and marks around one.
MARKS = " \u00a0/／|｜、，,;；*＊"
EDGES = re.compile(rf"(?:\s*[(（]?\d{{1,3}}(?:\.\d{{1,3}})*[.)）、．]?(?=\D))?[{MARKS}]*")


def part_forms(lines: Sequence[str]) -> list[tuple[Span, ...] | None]:
    """For each line the labels of its fields, Chinese and English in turn, where several lines are of that kind, with
    the labels that stand alone among them, or several boxes stand on one; else None."""
    parts = [_labels(line) for line in lines]
    # One such line may hold two labels or more.
    pairs = [found and found[:2] for found in parts]
    parts = [found if pair else None for found, pair in zip(parts, without_names(lines, pairs), strict=True)]
    sure = [
        found is not None and (len(found) > 2 or BLANK.search(line) is not None)
        for line, found in zip(lines, parts, strict=True)
    ]
    if sum(sure) >= TERMS:
        alone = without_names(lines, [_label(line, 0, len(line)) if is_title(line) else None for line in lines])
        return [found or label for found, label in zip(parts, alone, strict=True)]
    # The first box of a line may have been taken for a bullet. A label with what it says, each in both languages, needs
    # no other line beside it: ``主题 / Subject: 租赁 / Lease``.
    return [
        found if found and len(found) > 2 and (BOX.search(line) or STATED.fullmatch(line)) else None
        for line, found in zip(lines, parts, strict=True)
    ]


def _labels(line: str) -> tuple[Span, ...] | None:
    """The labels of a line that holds nothing else but what is to be filled in."""
    if len(line) > LONGEST or line.isascii() or not HAN_CHAR.search(line):
        return None
    fields = [match.span() for match in FIELD.finditer(line)]
    if not fields:
        return None
    starts, ends = [0, *(end for _, end in fields)], [*(start for start, _ in fields), len(line)]
    found: list[Span] = []
    for start, end in zip(starts, ends, strict=True):
        if FILLED.fullmatch(line, start, end):
            continue
        label = _label(line, start, end) if end - start <= TERM_LENGTH else None
        if not label:
            return None
        found += label
    return tuple(found) or None


def _label(line: str, start: int, end: int) -> tuple[Span, ...] | None:
    """The two parts of one label."""
    before = EDGES.match(line[start:end])
    start += before.end() if before else 0
    text = line[start:end]
    title = split_title(text)
    # A bracket behind both is part of the second: ``日期 Date (YYYY/MM/DD)``.
    parts = (title[:2], title[2:]) if title and not part_term(text[: title[1]]) else part_term(text)
    return parts and tuple((start + a, start + len(text[:b].rstrip(MARKS))) for a, b in parts)
