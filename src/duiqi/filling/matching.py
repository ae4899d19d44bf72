"""The translation of a source text among pairs: of the same text, else of one that differs in figures or accelerators.

A translation that a program would show wrong is none: placeholders must be the same on both sides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from duiqi.model import Language, Pair
from duiqi.text.placeholders import PLACEHOLDER

SPACE = re.compile(r"\s+")
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*", re.ASCII)
# The key that is pressed with Alt: before a letter in the text (&File, GTK's _File), in Chinese behind it: 文件(&F).
ACCELERATOR = re.compile(r"\s?[(（](?P<mark>[&_])(?P<apart>[A-Za-z0-9])[)）]|(?<![&\w])(?P<in>[&_])(?P<key>[^\W_])")
# Qt marks a letter within a word too (C&lose); AT&T and R&D are none.
WITHIN = re.compile(r"(?<=[A-Za-z])&(?=[a-z])")
ENTITY = re.compile(r"&(?:#?\w{1,8});")
POSITION = re.compile(r"%(\d+)\$")
# So many pairs that are alike but for their figures are looked at: a choice, as a memory may have thousands.
MOST_ALIKE = 20
# What ends the text of a menu entry or a label; the key of a Chinese one stands before it.
LABEL_END = re.compile(r"(?:\s*(?:\.\.\.|…+|[:：]))?\s*\Z")


@dataclass(frozen=True, slots=True)
class Found:
    """A translation; ``certain`` when it is that of the very text, and the only one."""

    text: str
    certain: bool


class Translations:
    """What pairs say a text is in the language ``target``. Where they disagree the most frequent is taken, of equals
    the first, and is not certain."""

    def __init__(self, pairs: Iterable[Pair], target: Language) -> None:
        self._target = target
        self._exact: dict[str, Counter[str]] = {}
        self._alike: dict[str, Counter[tuple[str, str]]] = {}
        for pair in pairs:
            source, text = (pair.en, pair.zh) if target == "zh" else (pair.zh, pair.en)
            source, text = source.strip(), text.strip()
            if source and text:
                self._exact.setdefault(source, Counter())[text] += 1
        for source, texts in self._exact.items():
            for key in {_plain(source), _blind(source)[0]}:
                alike = self._alike.setdefault(key, Counter())
                if len(alike) < MOST_ALIKE:
                    alike.update({(source, text): count for text, count in texts.items()})

    def of(self, source: str) -> Found | str:
        """The translation of ``source``, with its outer white space; else why there is none, empty when no pair has
        it."""
        text = source.strip()
        if not text:
            return ""
        found = self._of_same(text) or self._of_alike(text)
        if not isinstance(found, Found):
            return found
        start = source[: len(source) - len(source.lstrip())]
        return Found(start + found.text + source[len(source.rstrip()) :], found.certain)

    def _of_same(self, text: str) -> Found | str:
        texts = self._exact.get(text)
        if not texts:
            return ""
        usable = Counter({each: count for each, count in texts.items() if _has_marks_of(each, text)})
        if not usable:
            return "placeholders differ"
        best = usable.most_common(1)[0][0]
        with_key = self._with_accelerator(best, text)
        if len(usable) > 1:
            return Found(with_key, False)
        return Found(with_key, with_key == best)

    def _of_alike(self, text: str) -> Found | str:
        """By a text that differs in white space or accelerators, else in its figures."""
        for (source, target), _ in self._alike.get(_plain(text), Counter()).most_common():
            if _has_marks_of(target, source):
                return Found(self._with_accelerator(_without_accelerator(target), text), False)
        key, numbers = _blind(text)
        for (source, target), _ in self._alike.get(key, Counter()).most_common() if numbers else ():
            moved = _with_numbers(_without_accelerator(target), _blind(source)[1], numbers)
            if moved is not None and _has_marks_of(moved, text):
                return Found(self._with_accelerator(moved, text), False)
        return ""

    def _with_accelerator(self, text: str, source: str) -> str:
        """``text`` with the accelerator of ``source``, where that has one and it has none."""
        wanted = _accelerator(source)
        if not wanted or _accelerator(text):
            return text
        mark, key = wanted
        if self._target == "zh":
            end = LABEL_END.search(text)
            assert end
            return f"{text[: end.start()]}({mark}{key.upper()}){text[end.start() :]}"
        at = text.lower().find(key.lower())
        return text if at < 0 else text[:at] + mark + text[at:]


def _accelerator(text: str) -> tuple[str, str] | None:
    """The mark and the letter of the one accelerator in ``text``."""
    found = [
        (match["mark"], match["apart"]) if match["mark"] else (match["in"], match["key"])
        for match in ACCELERATOR.finditer(ENTITY.sub("", text))
    ]
    found += [("&", text[match.end()]) for match in WITHIN.finditer(text)] if not found and " & " not in text else []
    return found[0] if len(found) == 1 else None


def _without_accelerator(text: str) -> str:
    if not _accelerator(text):
        return text
    return WITHIN.sub("", ACCELERATOR.sub(lambda match: match["key"] or "", text))


def _plain(text: str) -> str:
    return SPACE.sub(" ", _without_accelerator(text))


def _has_marks_of(text: str, source: str) -> bool:
    """Whether the placeholders are the same; those that ``source`` tells apart by their order may have numbers."""
    marks, wanted = (Counter(PLACEHOLDER.findall(each)) for each in (text, source))
    if marks == wanted or any(map(POSITION.match, wanted)):
        return marks == wanted
    positions = sorted(found[1] for mark in marks.elements() if (found := POSITION.match(mark)))
    bare = Counter(POSITION.sub("%", mark) for mark in marks.elements())
    return bare == wanted and positions == [str(number) for number in range(1, wanted.total() + 1)]


def _parts(text: str) -> list[tuple[str, bool]]:
    """``text`` in pieces, each with whether it is a number; figures in placeholders are none."""
    parts: list[tuple[str, bool]] = []
    at = 0
    for mark in [*PLACEHOLDER.finditer(text), None]:
        end = mark.start() if mark else len(text)
        for number in NUMBER.finditer(text, at, end):
            parts += [(text[at : number.start()], False), (number[0], True)]
            at = number.end()
        parts.append((text[at : mark.end() if mark else end], False))
        at = mark.end() if mark else end
    return parts


def _blind(text: str) -> tuple[str, list[str]]:
    """``text`` without its numbers, and these."""
    parts = _parts(_plain(text))
    return "".join("\0" if is_number else part for part, is_number in parts), [part for part, number in parts if number]


def _with_numbers(text: str, old: list[str], new: list[str]) -> str | None:
    """``text`` with the ``new`` numbers for the ``old`` ones; None where it does not have just these."""
    becomes = dict(zip(old, new, strict=True))
    parts = _parts(text)
    if any(becomes[before] != after for before, after in zip(old, new, strict=True)):
        return None
    if {part for part, is_number in parts if is_number} != set(old):
        return None
    return "".join(becomes[part] if is_number else part for part, is_number in parts)
