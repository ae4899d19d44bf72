"""The words that most lines of a document begin or end with: its source, a watermark, "read more at".

They are no part of the text, and would decide the language of short lines. Only what lines of both languages have in
common, or Chinese words on English lines, is taken for that; a name with which the sentences of one subject begin or
end is left alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise, repeat
from operator import eq, itemgetter
from typing import NamedTuple

from duiqi.model import Document, Language, Omission
from duiqi.structure.joint.splits import has_both
from duiqi.structure.lines import written_lines
from duiqi.text.chars import LATIN_LETTER, count_han
from duiqi.text.language import language_of
from duiqi.text.late_patterns import late_pattern

# Lines that have the words in common: most of those that are long enough to, and so many at least. A share, so that
# headings may lack them.
SHARE, LINES = 0.5, 4
# Han characters (a Latin letter counts a third): shorter ends are those of words and sentences.
LENGTH = 4.0
SIZE = int(LENGTH)  # characters of the shortest
MOST = 200  # characters that are compared
# Of the lines with the last few of these words so many have all of them.
STEADY = 0.9
# What stands between the words and the text, if anything does.
MARK = re.compile(r"[^\w\s,，、.。'’]")
# Of the rests of these lines so many differ at least: else the lines are the same, and no text with something added.
DIFFERENT = 0.6

# Which of the two a line is: ``原文：``, ``【译文】``, ``EN:``, ``[S12-en]``; alone on a line too. So many lines have
# one, a share of all, of two kinds at least, each so often. By the cases and counter-examples of the tests, not swept.
_NAMES = (
    "原文|译文|譯文|今译|今譯|白话|白話|白话文|白話文|现代文|直译|直譯|意译|意譯|翻译|翻譯|参考译文|參考譯文|中译|中譯|英译|英譯|英文|中文|英语|英語|汉语|漢語|英|中|译|譯|例句?|EN|ENG|ZH|CN|CHN|English"
    "|Chinese|Source|Target|Original|Translation"
)
LABEL = late_pattern(
    rf"\s*(?:[【\[(（<]\s?(?:[A-Za-z]{{0,9}}[\s_.#-]?\d{{1,6}}[\s_.:-]{{1,2}})?({_NAMES})[\s_.:#-]?\d{{0,6}}\s?[】\])）>]\s?[:：]?|({_NAMES})\s?\d{{0,3}}\s?(?:[:：]|\Z))\s*",
    re.IGNORECASE,
)
# What stands before a remark on them: ``【解析】``, ``点评：``.
ANY_LABEL = re.compile(r"\s*(?:[【\[(（<]\s?\w{1,8}\s?[】\])）>]|\w{1,8}\s?[:：])")
LABEL_BEGINS = frozenset("【[(（<原译譯翻参參中英汉漢例EeZzCcSsTtOo")
LABELLED, KINDS, EACH, LABEL_SHARE = 6, 2, 2, 0.3
# When something was written, before so large a share of the lines: a choice, as chats and logs have it before each.
STAMP = re.compile(
    r"[\[(（【]?\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ T]\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,6})?[\])）】]?[ \t]+(?=\S)"
)
STAMP_OPENS = frozenset("[(（【")
STAMPED = 0.8
# What tells a translation or an answer, in the other language, before so many lines, and never before its own:
# ``答案：He left.``, ``Translation: 他走了。``. Other labels stand before what has no translation: ``型号：X200``.
OTHER_LABEL = re.compile(
    r"\s*[【\[(（]?(?:(?P<zh>(?:参考|參考)?(?:答案|译文|譯文|翻译|翻譯|英译|英譯)|[译譯]|英[文语語]?|释义|釋義)"
    r"|(?P<en>(?:key|answer|translation|meaning|chinese)))[】\])）]?\s?[:：]\s*",
    re.IGNORECASE,
)
OTHER_LABEL_BEGINS = frozenset("【[(（参參答译譯翻英释釋KkAaTtMmCc\u212a")
FOREIGN_LABELS = 4  # a choice: fewer may be by chance

Span = tuple[int, int]
Matches = list[re.Match[str] | None]  # one a line


def without_repeated_ends(document: Document) -> Document:
    """The document of a plain text without such words, before it is cleaned: lines that end alike look wrapped.

    Where the file itself parts its paragraphs they are left out of the paragraphs instead.
    """
    if document.hints:
        return document
    lines = document.text.split("\n")
    head, tail = repeated_ends(lines)
    if not head and not tail:
        return document
    spans, words = _spans(lines, head, tail)
    text = "\n".join(line[start:end] for line, (start, end) in zip(lines, spans, strict=True))
    return replace(document, text=text, omissions=(*document.omissions, *omitted(words)))


def omitted(words: Sequence[str]) -> tuple[Omission, ...]:
    """What is told of such words."""
    return tuple(Omission("on most lines", part) for part in words)


class Bodies(NamedTuple):
    """``spans``: each line without the ``words`` that others have too. ``pairs``: the numbers of lines that are the
    translation of the line above, by their labels, with the number of that."""

    spans: list[Span]
    words: tuple[str, ...]
    pairs: dict[int, int]


def without_repeated(lines: Sequence[str]) -> Bodies:
    """The lines without the words that most begin or end with, and without labels that only say whether it is the
    original or the translation."""
    spans, words = _spans(lines, *repeated_ends(lines))
    firsts = _firsts(lines, spans)
    if stamps := _stamps(lines, spans, firsts):
        spans = [(stamp.end(), b) if stamp else (a, b) for stamp, (a, b) in zip(stamps, spans, strict=True)]
        words = (*words, *dict.fromkeys(stamp[0].strip() for stamp in stamps if stamp))
        firsts = _firsts(lines, spans)
    least = max(LABELLED, LABEL_SHARE * len(lines))
    labels: Matches = []
    if sum(map(LABEL_BEGINS.__contains__, firsts)) >= least:
        labels = [
            LABEL.match(line, *span) if first in LABEL_BEGINS else None
            for line, span, first in zip(lines, spans, firsts, strict=True)
        ]
    kinds = _kinds_of_labels(lines, labels) if any(labels) else set()
    if len(kinds) >= KINDS:
        labels = [label if label and _kind(label) in kinds else None for label in labels]
    if len(kinds) < KINDS or sum(map(bool, labels)) < least:
        labels = _other_labels(lines, spans, firsts)
    if not any(labels):
        return Bodies(spans, words, {})
    pairs = _pairs(lines, labels, spans)
    unlabelled = [(min(label.end(), b), b) if label else (a, b) for label, (a, b) in zip(labels, spans, strict=True)]
    return Bodies(unlabelled, (*words, *dict.fromkeys(label[0].strip() for label in labels if label)), pairs)


def _firsts(lines: Sequence[str], spans: Sequence[Span]) -> list[str]:
    """The first character of each line, "" of an empty one."""
    return [line[start] if start < end else "" for line, (start, end) in zip(lines, spans, strict=True)]


def _stamps(lines: Sequence[str], spans: Sequence[Span], firsts: Sequence[str]) -> Matches:
    """The date and time that most lines begin with; nothing where these do not."""
    begins = Counter(firsts)
    least = max(LINES, STAMPED * (len(lines) - begins[""]))
    may_begin = {char for char in begins if char in STAMP_OPENS or char.isdecimal()}
    if sum(begins[char] for char in may_begin) < least:
        return []
    stamps = [
        STAMP.match(line, *span) if first in may_begin else None
        for line, span, first in zip(lines, spans, firsts, strict=True)
    ]
    return stamps if sum(map(bool, stamps)) >= least else []


def bodies_of(text: str) -> tuple[list[tuple[int, int, int]], tuple[str, ...], dict[int, int]]:
    """The lines of a text as ``written_lines`` gives them, without the words that most have in common; these; and those
    of two lines that labels put together, each with the first of them, by where they start."""
    spans = list(written_lines(text))
    bodies, repeated, pairs = without_repeated([text[a:b] for _, a, b in spans])
    joint = {spans[k][0]: spans[first][0] for second, first in pairs.items() for k in (first, second)}
    if repeated:
        spans = [(line, start + a, start + b) for (line, start, _), (a, b) in zip(spans, bodies, strict=True) if a < b]
    return spans, repeated, joint


def _pairs(lines: Sequence[str], labels: Matches, spans: Sequence[Span]) -> dict[int, int]:
    """The translations with their originals, by the numbers of their lines: two labelled lines of which each is whole,
    as another label follows."""
    first = next(_kind(label) for label in labels if label) if labels else ""
    rests = [line[label.end() : b] if label else "" for line, label, (_, b) in zip(lines, labels, spans, strict=True)]
    found = {}
    for k, (label, below) in enumerate(pairwise(labels)):
        if not label or not below or _kind(label) != first or _kind(below) == first:
            continue
        ends = k + 2 == len(lines) or labels[k + 2] is not None or ANY_LABEL.match(lines[k + 2])
        if ends and {language_of(rests[k]), language_of(rests[k + 1])} == {"zh", "en"}:
            found[k + 1] = k
    return found


def _other_labels(lines: Sequence[str], spans: Sequence[Span], firsts: Sequence[str]) -> Matches:
    """The labels of lines that are in the other language; ``firsts``: the first character of each line."""
    found = {
        k: label
        for k, first in enumerate(firsts)
        if first in OTHER_LABEL_BEGINS
        and (":" in (line := lines[k]) or "：" in line)
        and (label := OTHER_LABEL.match(line, *spans[k]))
    }
    rests: defaultdict[str, list[bool]] = defaultdict(list)
    for k, label in found.items():
        if label.end() < spans[k][1]:
            rest = lines[k][label.end() : spans[k][1]]
            rests[label[0].strip()].append(language_of(rest) == ("en" if label["zh"] else "zh") and not has_both(rest))
    other = {label for label, are in rests.items() if len(are) >= FOREIGN_LABELS and all(are)}
    return [found[k] if k in found and found[k][0].strip() in other else None for k in range(len(lines))]


def _kind(label: re.Match[str]) -> str:
    return (label[1] or label[2]).lower()


def _kinds_of_labels(lines: Sequence[str], labels: Matches) -> set[str]:
    """The labels that stand often enough, each before texts in one language; none where all texts are in the same."""
    counts: Counter[str] = Counter()
    languages: defaultdict[str, Counter[Language]] = defaultdict(Counter)
    for line, label in zip(lines, labels, strict=True):
        if label:
            counts[_kind(label)] += 1
            if language := language_of(line[label.end() :]):
                languages[_kind(label)][language] += 1
    mixed = {kind for kind, found in languages.items() if max(found.values()) < STEADY * found.total()}
    kinds = {kind for kind, count in counts.items() if count >= EACH} - mixed
    seen = {language for kind in kinds for language in languages[kind]}
    return kinds if len(seen) != 1 else set()


def _spans(lines: Sequence[str], head: str, tail: str) -> tuple[list[Span], tuple[str, ...]]:
    if not head and not tail:
        # Mostly nothing stands around them.
        if all(map(eq, lines, map(str.strip, lines))):
            return list(zip(repeat(0), map(len, lines))), ()
        return list(map(_visible, lines)), ()
    spans = []
    for line in lines:
        start = len(head) if head and line.startswith(head) else 0
        end = len(line) - len(tail) if tail and line.endswith(tail) and len(line) - len(tail) >= start else len(line)
        left, right = _visible(line[start:end])
        spans.append((start + left, start + right) if left < right else (0, 0))
    return spans, tuple(words.strip() for words in (head, tail) if words)


def _visible(line: str) -> tuple[int, int]:
    """Where a line begins and ends without the white space around; 0, 0 for an empty one."""
    end = len(line.rstrip())
    return (len(line) - len(line.lstrip()), end) if end else (0, 0)


def repeated_ends(lines: Sequence[str]) -> tuple[str, str]:
    """The beginning and the end that most ``lines`` have in common, empty when there is none."""
    long = [line for line in lines if len(line) > SIZE]
    return _repeated(long, reverse=False), _repeated(long, reverse=True)[::-1]


def _repeated(long: list[str], *, reverse: bool) -> str:
    """The beginning that most of these lines have in common, read from their ends (``reverse``) or as they are."""
    least = max(LINES, int(SHARE * len(long)) + 1)
    # Most texts have no character that most lines begin with.
    if _most(map(itemgetter(-1 if reverse else 0), long)) < least:
        return ""
    # So long a beginning has four characters at least, behind the white space there.
    if reverse:
        edges = [line[max(0, len(line.rstrip()) - SIZE) :] for line in long]
    else:
        edges = [line[: len(line) - len(line.lstrip()) + SIZE] for line in long]
    if _most(edges) < least:
        return ""
    if reverse:
        long = [line[::-1] for line in long]
    ordered = sorted(long)
    head = _longest_head(ordered, least)
    bearers = [line[len(head) :] for line in ordered if line.startswith(head) and len(line) > len(head)]
    rests = [rest[::-1] if reverse else rest for rest in bearers]
    if not head or len(rests) < least or len(set(rests)) < DIFFERENT * len(rests):
        return ""
    return head if _added(head[::-1] if reverse else head, rests, at_end=reverse) else ""


def _most(texts: Iterable[str]) -> int:
    """How often the most frequent text comes."""
    return max(Counter(texts).values(), default=0)


def _longest_head(ordered: Sequence[str], least: int) -> str:
    """The beginning that ``least`` of the sorted lines have, as far as nearly all of them do; empty for a short one."""
    # Of lines in order, those that begin alike are neighbours.
    windows = zip(ordered, ordered[least - 1 :], strict=False)
    head = max((_common(first[:MOST], last[:MOST]) for first, last in windows), key=len, default="")
    if _length(head) < LENGTH:
        return ""
    shortest = next(size for size in range(1, len(head) + 1) if _length(head[:size]) >= LENGTH)
    some = sum(line.startswith(head[:shortest]) for line in ordered)
    while sum(line.startswith(head) for line in ordered) < STEADY * some:
        head = head[:-1]
    return head


def _added(words: str, rests: Sequence[str], *, at_end: bool) -> bool:
    """Whether the words are none of the text: Chinese on English lines, or parted by a mark from lines of both."""
    languages = [language_of(rest) for rest in rests]
    stripped = words.strip()
    if languages.count("en") < LINES / 2 or not stripped:
        return False
    parted = MARK.match(stripped[0] if at_end else stripped[-1])
    return count_han(words) >= LENGTH or (bool(parted) and languages.count("zh") >= LINES / 2)


def _common(first: str, last: str) -> str:
    differ = (k for k, (a, b) in enumerate(zip(first, last, strict=False)) if a != b)
    return first[: next(differ, min(len(first), len(last)))]


def _length(words: str) -> float:
    return count_han(words) + len(LATIN_LETTER.findall(words)) / 3
