"""Labels that only say which of the two a line is: ``原文：``, ``【译文】``, ``EN:``, ``[S12-en]``."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from duiqi.model import Language
from duiqi.structure.joint.splits import has_both
from duiqi.structure.repeated.spans import Matches, Span
from duiqi.text.language import language_of
from duiqi.text.late_patterns import late_pattern

# They may stand alone on a line too. So many lines have one, a share of all, of two kinds at least, each so often. By
# the cases and counter-examples of the tests, not swept.
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
# Of the texts behind a label so many are in one language. A choice.
ONE_LANGUAGE = 0.9
# What tells a translation or an answer, in the other language, before so many lines, and never before its own:
# ``答案：He left.``, ``Translation: 他走了。``. Other labels stand before what has no translation: ``型号：X200``.
OTHER_LABEL = re.compile(
    r"\s*[【\[(（]?(?:(?P<zh>(?:参考|參考)?(?:答案|译文|譯文|翻译|翻譯|英译|英譯)|[译譯]|英[文语語]?|释义|釋義)"
    r"|(?P<en>(?:key|answer|translation|meaning|chinese)))[】\])）]?\s?[:：]\s*",
    re.IGNORECASE,
)
OTHER_LABEL_BEGINS = frozenset("【[(（参參答译譯翻英释釋KkAaTtMmCc\u212a")
FOREIGN_LABELS = 4  # a choice: fewer may be by chance


def labels_of(lines: Sequence[str], spans: Sequence[Span], firsts: Sequence[str]) -> Matches:
    """The label of each line that has one, within its span; none at all where too few lines have. ``firsts``: the first
    character of each line within its span."""
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
    return labels


def pairs_of(lines: Sequence[str], labels: Matches, spans: Sequence[Span]) -> dict[int, int]:
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
    mixed = {kind for kind, found in languages.items() if max(found.values()) < ONE_LANGUAGE * found.total()}
    kinds = {kind for kind, count in counts.items() if count >= EACH} - mixed
    seen = {language for kind in kinds for language in languages[kind]}
    return kinds if len(seen) != 1 else set()
