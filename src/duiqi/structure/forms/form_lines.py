"""Forms in both languages: ``姓名 Name：____``, ``性别（Sex）：□ 男 Male □ 女 Female``, results of tests.

What is to be filled in is no text, and parts the labels, each of which has its translation beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from duiqi.structure.bilingual_lines import TERM_LENGTH, TERMS, Span, is_title, part_term, without_names
from duiqi.structure.forms.labels import is_known_label
from duiqi.structure.joint.splits import TRANSLATION_RATIO, has_both, split_languages, split_title
from duiqi.structure.joint.values import FIGURE, UNIT
from duiqi.structure.numbering import numbers_of
from duiqi.text.chars import HAN_CHAR, count_han
from duiqi.text.language import count_words, language_of
from duiqi.text.late_patterns import late_pattern
from duiqi.text.skipping import behind

LONGEST = 400  # characters of a line: some ten labels

# What is to be filled in or ticked, and what stands before it.
BOX = re.compile("[□☐☑☒○◯▢■◻⬜]")
ROOM = rf"[_＿]{{2,}}|[.．·…]{{4,}}|{BOX.pattern}|[\[【(（]\s*[\])）】]"
# The next of several answers to choose from begins with its letter.
OPTION = r"[(（]?[A-H][.．、)）]\s?"
FIELD = late_pattern(rf"{ROOM}|[:：]|[\t\u3000]|[ \u00a0]{{2,}}|\s(?={OPTION}{HAN_CHAR.pattern})")
OPTIONS = late_pattern(rf"\s*{OPTION}{HAN_CHAR.pattern}")
# Colons alone stand in any list; a form has so many lines with something else, or with several labels.
BLANK = re.compile(rf"{ROOM}|[:：]\s{{3,}}")
COLON = re.compile(r"\s*[:：]\s*")
# What is filled in is a name, an address; no sentence.
LONGEST_VALUE, STOP = 60, re.compile(r"[。！？；]|[a-z][.!?;](?=\s|\Z)")
# Of what is ticked one letter is enough, which elsewhere is that of a key: ``□ 男 M``.
TICKED = late_pattern(rf"\s*({HAN_CHAR.pattern}{{1,4}})\s?[(（/]?\s?([A-Z])[)）]?\s*")
# What is tested and what came out, in both languages; the results are few and in lower case, names are neither:
# ``他用 Windows 写 Python``.
_LATIN = rf"[A-Za-z](?:(?!{HAN_CHAR.pattern})[^。！？；，,;!?:：])*?"
RESULT = late_pattern(
    rf"{HAN_CHAR.pattern}[^A-Za-z。！？；，,;!?:：]*?\s?{_LATIN}"
    rf"(?P<result>\s{HAN_CHAR.pattern}{{1,6}}\s?[a-z][a-z ]{{0,20}})"
)
# A number that both halves have: ``1. 簡稱 1. Short title``.
NUMBERED_TWICE = late_pattern(
    r"(?P<number>[(（]?(?:\d{1,3}(?:\.\d{1,3})*(?:[.)）、．]|(?=\s))|[A-Za-z][.)）、．]))"
    rf"\s*(?P<zh>{HAN_CHAR.pattern}[^A-Za-z\n]*?)\s+(?P=number)\s*(?P<en>[A-Za-z](?:(?!{HAN_CHAR.pattern})[^\n])*)"
)
# Each half numbered in its own way: ``一、定义 1. Definitions``, ``第一条 定义 Article 1 Definitions``.
NUMBERED_OTHERWISE = late_pattern(
    r"(?P<zh_number>(?P<named>第[一二三四五六七八九十百零\d]{1,5}(?:条|條|章|节|節|款|部分|编|編))|[一二三四五六七八九十]{1,3}[、.．]"
    r"|[(（][一二三四五六七八九十]{1,3}[)）])"
    rf"\s*(?P<zh>{HAN_CHAR.pattern}[^A-Za-z\n]*?)\s+(?P<en_number>(?:Article|Chapter|Section|Part|Clause)\s(?:\d{{1,3}}|[IVXL]{{1,6}})\b"
    rf"|[(]?\d{{1,3}}[.)]|[IVX]{{1,5}}\.)[.:]?\s*(?P<en>[A-Za-z](?:(?!{HAN_CHAR.pattern})[^\n])*)"
)
# So many such headings show that others without a number are in both languages too.
NUMBERED = 2
GAP = re.compile(r"\s*[\t\u3000]\s*|[ \u00a0]{2,}")
# Cells of figures behind a label.
ENTERED_BEHIND = re.compile(r"(?:\s{2,}|\t)\S*\d[\d.,%]*(?:(?:\s{2,}|\t)\S[^\n]*)?\Z")
# Between blanks: of a date (``YYYY/MM/DD``) or an amount.
FILLED = re.compile(r"[年月日时時分元岁歲至YMDymd\d\W_]*")
# Behind labels: a code, an amount (``HD-2021-118``, ``USD 6.50``, ``N/M``).
ENTERED = late_pattern(
    rf"\s*(?:[A-Z]{{3}}\s)?(?:{FIGURE}|{UNIT}|[A-Z]{{1,3}}/[A-Z]{{1,3}})(?:\s(?:{FIGURE}|{UNIT}))*\s*"
)
# The number of an entry, which is part of no label, and marks around one.
MARKS = " \u00a0/／|｜、，,;；*＊"
EDGES = late_pattern(
    rf"(?:\s*(?:[(（]?\d{{1,3}}(?:\.\d{{1,3}})*(?:[.)）、．](?!\d)|(?=\s))|{OPTION}(?={HAN_CHAR.pattern})))?[{MARKS}]*"
)


def part_forms(lines: Sequence[str]) -> list[tuple[Span, ...] | None]:
    """For each line the labels of its fields, Chinese and English in turn, where several lines are of that kind, with
    the labels that stand alone among them, or several boxes stand on one; else None."""
    whole, lines = lines, [line if has_both(line) else "" for line in lines]
    if not any(lines):
        return [None] * len(lines)
    twice = [_numbered_twice(line) for line in lines]
    results = [
        result or numbered or _in_turn(line)
        for line, numbered, result in zip(lines, twice, _results(lines), strict=True)
    ]
    parts = [result or _labels(line) for line, result in zip(lines, results, strict=True)]
    # One such line may hold two labels or more.
    pairs = [found and found[:2] for found in parts]
    parts = [found if pair else None for found, pair in zip(parts, without_names(whole, pairs), strict=True)]
    if sum(map(bool, twice)) >= NUMBERED or _are_several(lines, parts):
        alone = without_names(
            whole, [_label(line, 0, len(line)) if line and is_title(line) else None for line in lines]
        )
        return [found or label for found, label in zip(parts, alone, strict=True)]
    # The first box of a line may have been taken for a bullet. A label with what it says, each in both languages, needs
    # no other line beside it: ``主题 / Subject: 租赁 / Lease``.
    return [
        found if found and (result or _is_sure(line, found)) else None
        for line, found, result in zip(lines, parts, results, strict=True)
    ]


def _are_several(lines: Sequence[str], parts: Sequence[tuple[Span, ...] | None]) -> bool:
    """Whether several lines have labels with a place to fill in, or the same labels."""
    labelled = [(line, found) for line, found in zip(lines, parts, strict=True) if found]
    filled = sum(len(found) > 2 or bool(BLANK.search(line) or ENTERED_BEHIND.search(line)) for line, found in labelled)
    same = Counter([line[found[0][0] : found[-1][1]] for line, found in labelled])
    return filled >= TERMS or max(same.values(), default=0) >= TERMS


def _is_sure(line: str, found: Sequence[Span]) -> bool:
    """Whether a line is one of a form whatever others there are."""
    if _known(line, found[:2]):
        return True
    return len(found) > 2 and bool(BOX.search(line) or OPTIONS.match(line) or _has_value(line, found))


def _known(line: str, label: Sequence[Span]) -> bool:
    """Whether the two halves are a label that forms have, with something behind it."""
    (a, b), (c, d) = label
    halves = (line[a:b], line[c:d]) if HAN_CHAR.search(line, a, b) else (line[c:d], line[a:b])
    return d < len(line.rstrip()) and is_known_label(*halves)


def _results(lines: Sequence[str]) -> list[tuple[Span, ...] | None]:
    """For each line what was tested and the result, where several lines have some, two at least the same; else None."""
    starts = [behind(EDGES, line) for line in lines]
    found = [
        RESULT.fullmatch(line, at) if line[-1:].islower() and len(line) <= TERM_LENGTH else None
        for line, at in zip(lines, starts, strict=True)
    ]
    results = Counter(match["result"] for match in found if match)
    if results.total() < TERMS or max(results.values()) < 2:
        return [None] * len(lines)
    halves = [
        match and (_label(line, match.start(), match.start("result")), _label(line, *match.span("result")))
        for line, match in zip(lines, found, strict=True)
    ]
    return [(*pair[0], *pair[1]) if pair and pair[0] and pair[1] else None for pair in halves]


def _numbered_twice(line: str) -> tuple[Span, ...] | None:
    """The halves of a heading of which each has the number, without it, unless it is that of an article or the like."""
    if not line or len(line) > TERM_LENGTH:
        return None
    match, named = NUMBERED_TWICE.fullmatch(line), False
    if not match and (match := NUMBERED_OTHERWISE.fullmatch(line)):
        zh, en = (numbers_of(f"{match[f'{side}_number']} {match[side]}").values() for side in ("zh", "en"))
        named = match["named"] is not None
        if not any(number in en for number in zh):
            return None
    if not match:
        return None
    ratio = count_han(match["zh"]) / max(1, count_words(match["en"]))
    if not TRANSLATION_RATIO[0] <= ratio <= TRANSLATION_RATIO[1]:
        return None
    starts = [match.start(f"{side}_number" if named else side) for side in ("zh", "en")]
    return (starts[0], match.end("zh")), (starts[1], match.end("en"))


def _in_turn(line: str) -> tuple[Span, ...] | None:
    """The cells that gaps part on a line where two or more are each followed by their translation, without figures:
    ``09:00  开幕式  Opening  报告厅  Auditorium``."""
    if len(GAP.findall(line)) < 3:
        return None
    ends = [*(match.span() for match in GAP.finditer(line)), (len(line), len(line))]
    spans = [(a, b) for a, b in zip([0, *(end for _, end in ends)], (start for start, _ in ends), strict=False)]
    numbered = [(behind(EDGES, line, a, b), b) for a, b in spans]
    cells = [(a, b) for a, b in numbered if language_of(line[a:b])]
    languages = [language_of(line[a:b]) for a, b in cells]
    if len(cells) < 4 or len(cells) % 2 or any(one == other for one, other in pairwise(languages)):
        return None
    if any(HAN_CHAR.search(line, *cell) for cell, own in zip(cells, languages, strict=True) if own == "en"):
        return None
    for first, second in zip(cells[::2], cells[1::2], strict=True):
        both = line[first[0] : second[1]]
        ratio = count_han(both) / max(1, count_words(both))
        if not TRANSLATION_RATIO[0] <= ratio <= TRANSLATION_RATIO[1]:
            return None
    return tuple(cells)


def _has_value(line: str, labels: Sequence[Span]) -> bool:
    """Whether a label has what it says in both languages behind it, ``产地 Origin: 中国 China``: not so
    ``使用 Git：分支与 tag``, whose English words begin in two ways."""
    if len(labels) != 4 or not COLON.fullmatch(line, labels[1][1], labels[2][0]):
        return False
    return line[labels[1][0]].isupper() == line[labels[3][0]].isupper()


def _labels(line: str) -> tuple[Span, ...] | None:
    """The labels of a line that holds nothing else but what is to be filled in."""
    if not line or len(line) > LONGEST:
        return None
    fields = [match.span() for match in FIELD.finditer(line)]
    if not fields:
        return None
    starts, ends = [0, *(end for _, end in fields)], [*(start for start, _ in fields), len(line)]
    found: list[Span] = []
    for start, end in zip(starts, ends, strict=True):
        if FILLED.fullmatch(line, start, end) or (found and ENTERED.fullmatch(line, start, end)):
            continue
        # Behind a label that is known stands what a form was filled in with, in one language.
        value = found and end - start <= LONGEST_VALUE and COLON.search(line, found[-1][1], start)
        if value and _known(line, found[-2:]) and not part_term(line[start:end]) and not STOP.search(line, start, end):
            continue
        ticked = TICKED.fullmatch(line, start, end) if BOX.match(line[start - 1 : start]) else None
        label = (ticked.span(1), ticked.span(2)) if ticked else _label(line, start, end)
        if not label:
            return None
        found += label
    return tuple(found) or None


def _label(line: str, start: int, end: int) -> tuple[Span, ...] | None:
    """The two parts of one label."""
    start += behind(EDGES, line[start:end])
    text = line[start:end]
    # A slash parts questions too, which have marks in them.
    apart = split_languages(text) if "/" in text or "／" in text else None
    if apart:
        return (start, start + apart[0]), (start + apart[1], end - len(text) + len(text.rstrip(MARKS)))
    if len(text) > TERM_LENGTH:
        return None
    title = split_title(text)
    # A bracket behind both is part of the second: ``日期 Date (YYYY/MM/DD)``.
    parts = (title[:2], title[2:]) if title and not part_term(text[: title[1]]) else part_term(text)
    return parts and tuple((start + a, start + len(text[:b].rstrip(MARKS))) for a, b in parts)
