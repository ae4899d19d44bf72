"""Where in the sentences of a document a correction belongs: by number, or by text and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from duiqi.corrections.correction import CONTEXT, Correction, Run
from duiqi.io.xml import legal
from duiqi.model import LANGUAGE_NAMES, SIDES, Language

Status = Literal[
    "applied", "aligned anew", "not found", "more than one place", "replaced", "conflict", "crossing", "other document"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a correction, and why, in words."""

    correction: Correction
    status: Status
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A correction and the sentences that it is about. ``already``: sides that read as the correction would have it."""

    correction: Correction
    zh: range | None
    en: range | None
    already: frozenset[Language] = frozenset()

    def on(self, side: Language) -> range | None:
        """The sentences of a side."""
        return self.zh if side == "zh" else self.en


class Finder:
    """Finds runs among the sentences of one side, in the ``order`` of these numbers if that is another than the text's;
    places count in it."""

    def __init__(self, texts: Sequence[str], order: Sequence[int] = ()) -> None:
        self._document = [legal(text) for text in texts]
        self._order = order or range(len(texts))
        self._place = {number: at for at, number in enumerate(self._order)}
        self._texts = [self._document[number] for number in self._order]
        self._at: dict[str, list[int]] = {}
        for number, text in enumerate(self._texts):
            self._at.setdefault(text, []).append(number)

    def stands_at(self, run: Run) -> bool:
        """Whether the run is where its number says."""
        return run.first in self._place and self._reads(self._place[run.first], run.texts)

    def place(self, first: int) -> int:
        """The place of a sentence by its number in the text."""
        return self._place[first]

    def are_together(self, start: int, count: int) -> bool:
        """Whether sentences that follow each other do so in the text."""
        numbers = self._order[start : start + count]
        return all(b == a + 1 for a, b in pairwise(numbers))

    def places(self, run: Run, texts: Sequence[str]) -> list[int]:
        """Where ``texts`` stand; of several places those alone at which most of what stood around ``run`` agrees."""
        found = [at for at in self._at.get(legal(texts[0]), ()) if self._reads(at, texts)]
        if len(found) < 2:
            return found
        agree = [self._agreement(run, at, at + len(texts)) for at in found]
        return [at for at, count in zip(found, agree, strict=True) if count == max(agree)]

    def _reads(self, at: int, texts: Sequence[str]) -> bool:
        return self._texts[at : at + len(texts)] == [legal(text) for text in texts]

    def _agreement(self, run: Run, start: int, end: int) -> int:
        first, last = self._order[start], self._order[end - 1] + 1
        before = self._document[first - 1] if first else ""
        after = self._document[last] if last < len(self._document) else ""
        return (before[-CONTEXT:] == legal(run.before)) + (after[:CONTEXT] == legal(run.after))


def place(
    corrections: Sequence[Correction], zh: Sequence[str], en: Sequence[str], digest: str, order: Sequence[int] = ()
) -> tuple[list[Placed], list[Outcome]]:
    """Each correction of a document with these sentences and this ``digest`` where it belongs, or why it has no
    place. Places count in the ``order`` of the English if one is given (``arranging.english_order``)."""
    finders: dict[Language, Finder] = {"zh": Finder(zh), "en": Finder(en, order)}
    placed: list[Placed] = []
    outcomes: list[Outcome] = []
    for correction in corrections:
        found = _place(correction, finders, correction.document.digest == digest)
        if isinstance(found, Placed):
            placed.append(found)
        else:
            outcomes.append(found)
    return placed, outcomes


def _place(correction: Correction, finders: Mapping[Language, Finder], same: bool) -> Placed | Outcome:
    ranges: dict[Language, range] = {}
    already: set[Language] = set()
    for side in SIDES:
        run, now = correction.run(side), correction.now(side)
        if run is None:
            continue
        finder = finders[side]
        places, texts = finder.places(run, run.texts), run.texts
        if same and finder.stands_at(run):
            places = [finder.place(run.first)]
        elif not places and now is not None:
            places, texts = finder.places(run, now), now
            already.add(side)
        if len(places) != 1:
            return _without_place(correction, side, len(places))
        if not finder.are_together(places[0], len(texts)):
            return Outcome(correction, "crossing", "its sentences do not follow each other in the text")
        ranges[side] = range(places[0], places[0] + len(texts))
    return Placed(correction, ranges.get("zh"), ranges.get("en"), frozenset(already))


def _without_place(correction: Correction, side: Language, places: int) -> Outcome:
    language = LANGUAGE_NAMES[side]
    if places:
        what = f"the {language} text stands at {places} places with the same text around it"
        return Outcome(correction, "more than one place", what)
    return Outcome(correction, "not found", f"the {language} text is no longer there, or has changed")


def is_of(correction: Correction, names: Iterable[str], digest: str) -> bool:
    """Whether a correction is of the document with this ``digest``, or that is called one of ``names``."""
    key = correction.document
    return key.digest == digest or any(_same_name(key.name, name) for name in names)


def _same_name(name: str, other: str) -> bool:
    """Whether two names are one; those without folders are compared with the last part of others."""
    in_folders = all(re.search(r"[/\\]", each) for each in (name, other))
    return name == other if in_folders else last_parts(name) == last_parts(other)


def last_parts(name: str) -> tuple[str, ...]:
    """The names of a document's files without the folders that they are in.

    >>> last_parts("a/r1.zh.txt a/r1.en.txt")
    ('r1.zh.txt', 'r1.en.txt')
    """
    return tuple(re.split(r"[/\\]", part)[-1] for part in name.split(" "))
