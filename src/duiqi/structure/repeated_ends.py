"""The words that most lines of a document begin or end with: its source, a watermark, "read more at".

They are no part of the text, and would decide the language of short lines. Only what lines of both languages have in
common, Chinese words on English lines, or names of both languages (``EN:``, ``译文：``), is taken for that; a name with
which the sentences of one subject begin or end is left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from operator import eq, itemgetter

from duiqi.model import Document, Language, Omission
from duiqi.text.chars import LATIN_LETTER, count_han
from duiqi.text.language import language_of
from duiqi.text.language_tags import language_of_name

# Lines that have the words in common: most of those that are long enough to, and so many at least. A share, so that
# headings may lack them.
SHARE, LINES = 0.5, 4
# Han characters (a Latin letter counts a third): shorter ends are those of words and sentences.
LENGTH = 4.0
MOST = 200  # characters that are compared
# Of the lines with the last few of these words so many have all of them.
STEADY = 0.9
# The name of a language before each text, on so many lines of each: a colon behind it, or brackets around it.
LABEL = re.compile(
    r"(?:([A-Za-z]{2,11}|[\u3400-\u9fff]{1,6})\s?[:：]|[\[【（(]([A-Za-z]{2,11}|[\u3400-\u9fff]{1,6})[\]】）)][:：]?)\s*(?=\S)"
)
LABELLED = 3
ROLES = frozenset(
    (
        "original",
        "translation",
        "source",
        "target",
        "原文",
        "译文",
        "譯文",
        "译",
        "譯",
        "翻译",
        "翻譯",
        "参考译文",
        "參考譯文",
    )
)
# What stands between the words and the text, if anything does.
MARK = re.compile(r"[^\w\s,，、.。'’]")
# Of the rests of these lines so many differ at least: else the lines are the same, and no text with something added.
DIFFERENT = 0.6


def without_repeated_ends(document: Document) -> Document:
    """The document of a plain text without such words, before it is cleaned: lines that end alike look wrapped.

    Where the file itself parts its paragraphs they are left out of the paragraphs instead.
    """
    if document.hints:
        return document
    lines = document.text.split("\n")
    heads, tail = _heads(lines), repeated_tail(lines)
    if not heads and not tail:
        return document
    spans, words = _spans(lines, heads, tail)
    text = "\n".join(line[start:end] for line, (start, end) in zip(lines, spans, strict=True))
    return replace(document, text=text, omissions=(*document.omissions, *omitted(words)))


def omitted(words: Sequence[str]) -> tuple[Omission, ...]:
    """What is told of such words."""
    return tuple(Omission("on most lines", part) for part in words)


def without_repeated(lines: Sequence[str]) -> tuple[list[tuple[int, int]], tuple[str, ...]]:
    """``(start, end)`` of each line without the words that most begin or end with, and these words."""
    return _spans(lines, _heads(lines), repeated_tail(lines))


def _heads(lines: Sequence[str]) -> tuple[str, ...]:
    """What lines begin with that is none of the text; the names of languages first, which may stand behind a head."""
    return language_labels(lines) or tuple(filter(None, (repeated_head(lines),)))


def language_labels(lines: Sequence[str]) -> tuple[str, ...]:
    """The names of languages, or of original and translation, that the lines of each begin with (``EN:``, ``译文：``,
    ``【英文】``); none unless most lines have one of two, each on lines in one language."""
    labelled: dict[str, list[Language | None]] = {}
    for line in lines:
        match = LABEL.match(line)
        word = next(filter(None, match.groups())).lower() if match else ""
        if match and (word in ROLES or language_of_name(word)):
            labelled.setdefault(match[0].rstrip(), []).append(language_of(line[match.end() :]))
    sides: dict[Language, list[str]] = {"zh": [], "en": []}
    for label, languages in labelled.items():
        for side, labels in sides.items():
            if len(languages) >= LABELLED and languages.count(side) >= STEADY * len(languages):
                labels.append(label)
    found = (*sides["zh"], *sides["en"])
    if not (sides["zh"] and sides["en"]):
        return ()
    return found if sum(len(labelled[label]) for label in found) >= SHARE * sum(map(bool, lines)) else ()


def _spans(lines: Sequence[str], heads: Sequence[str], tail: str) -> tuple[list[tuple[int, int]], tuple[str, ...]]:
    if not heads and not tail:
        # Mostly nothing stands around them.
        if all(map(eq, lines, map(str.strip, lines))):
            return [(0, len(line)) for line in lines], ()
        return list(map(_visible, lines)), ()
    spans = []
    for line in lines:
        start = next((len(head) for head in heads if line.startswith(head)), 0)
        end = len(line) - len(tail) if tail and line.endswith(tail) and len(line) - len(tail) >= start else len(line)
        left, right = _visible(line[start:end])
        spans.append((start + left, start + right) if left < right else (0, 0))
    return spans, tuple(words.strip() for words in (*heads, tail) if words)


def _visible(line: str) -> tuple[int, int]:
    """Where a line begins and ends without the white space around; 0, 0 for an empty one."""
    end = len(line.rstrip())
    return (len(line) - len(line.lstrip()), end) if end else (0, 0)


def repeated_tail(lines: Sequence[str]) -> str:
    """The end that most ``lines`` have in common, empty when there is none."""
    return _repeated(lines, reverse=True)[::-1]


def repeated_head(lines: Sequence[str]) -> str:
    """The beginning that most ``lines`` have in common, empty when there is none."""
    return _repeated(lines, reverse=False)


def _repeated(lines: Sequence[str], *, reverse: bool) -> str:
    """The beginning that most lines have in common, read from their ends (``reverse``) or as they are."""
    long = [line for line in lines if len(line) > LENGTH]
    least = max(LINES, int(SHARE * len(long)) + 1)
    # Most texts have no character that most lines begin with.
    if max(Counter(map(itemgetter(-1 if reverse else 0), long)).values(), default=0) < least:
        return ""
    # So long a beginning has four characters at least.
    size = int(LENGTH)
    if max(Counter([line[-size:] if reverse else line[:size] for line in long]).values(), default=0) < least:
        return ""
    if reverse:
        long = [line[::-1] for line in long]
    # Of lines in order, those that begin alike are neighbours.
    ordered = sorted(long)
    windows = zip(ordered, ordered[least - 1 :], strict=False)
    head = max((_common(first[:MOST], last[:MOST]) for first, last in windows), key=len, default="")
    if _length(head) < LENGTH:
        return ""
    shortest = next(size for size in range(1, len(head) + 1) if _length(head[:size]) >= LENGTH)
    some = sum(line.startswith(head[:shortest]) for line in ordered)
    while sum(line.startswith(head) for line in ordered) < STEADY * some:
        head = head[:-1]
    bearers = [line[len(head) :] for line in ordered if line.startswith(head) and len(line) > len(head)]
    rests = [rest[::-1] if reverse else rest for rest in bearers]
    if len(rests) < least or len(set(rests)) < DIFFERENT * len(rests):
        return ""
    return head if _added(head[::-1] if reverse else head, rests, at_end=reverse) else ""


def _added(words: str, rests: Sequence[str], *, at_end: bool) -> bool:
    """Whether the words are none of the text: Chinese on English lines, or parted by a mark from lines of both."""
    languages = [language_of(rest) for rest in rests]
    stripped = words.strip()
    if languages.count("en") < LINES / 2 or not stripped:
        return False
    parted = MARK.match(stripped[0] if at_end else stripped[-1])
    return count_han(words) >= LENGTH or (bool(parted) and languages.count("zh") >= LINES / 2)


def _common(first: str, last: str) -> str:
    size = 0
    for a, b in zip(first, last, strict=False):
        if a != b:
            break
        size += 1
    return first[:size]


def _length(words: str) -> float:
    return count_han(words) + len(LATIN_LETTER.findall(words)) / 3
