"""The sentences of a side after a person edited, split and joined some: the texts, and where the old borders are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from duiqi.aligner.realigning.recut import Borders, Recut, borders
from duiqi.model import Repaired, Sentence


@dataclass(frozen=True, slots=True)
class SideNow:
    """A side as it is now. ``cuts`` are those that moved borders; ``edited`` the numbers, as they are now, of the
    sentences whose text a person wrote."""

    sentences: tuple[Sentence, ...]
    cuts: tuple[Recut, ...]
    borders: Borders
    edited: frozenset[int]


def side_now(sentences: Sequence[Sentence], changes: Iterable[tuple[range, tuple[str, ...]]]) -> SideNow:
    """The side with the texts of ``changes`` in the place of these sentences; they must be apart, or the same."""
    out: list[Sentence] = []
    cuts: list[Recut] = []
    edited: set[int] = set()
    at = 0
    for place, texts in sorted(set(changes), key=lambda change: change[0].start):
        start, stop, now = _trimmed(sentences, place, texts)
        if start == stop and not now:
            continue
        out += sentences[at:start]
        edited.update(range(len(out), len(out) + len(now)))
        if len(now) == stop - start:
            # As many as before: each is the old one with another text, and the borders stay.
            out += [_with_text(sentences[start + k : start + k + 1], text) for k, text in enumerate(now)]
        else:
            cuts.append(Recut(start, stop - start, len(now)))
            out += [_with_text(sentences[start:stop], text) for text in now]
        at = stop
    out += sentences[at:]
    return SideNow(tuple(out), tuple(cuts), borders(len(sentences), cuts), frozenset(edited))


def _trimmed(sentences: Sequence[Sentence], place: range, texts: Sequence[str]) -> tuple[int, int, Sequence[str]]:
    """The change without the sentences at its ends that stay as they are; a split or join keeps one a side."""
    start, stop, now = place.start, place.stop, list(texts)
    least = 0 if len(place) == len(texts) else 1
    while min(stop - start, len(now)) > least and sentences[start].text == now[0]:
        start, now = start + 1, now[1:]
    while min(stop - start, len(now)) > least and sentences[stop - 1].text == now[-1]:
        stop, now = stop - 1, now[:-1]
    return start, stop, now


def _with_text(old: Sequence[Sentence], text: str) -> Sentence:
    """A sentence that stands where ``old`` stood. What a person wrote is no guess of a repair."""
    first, last = old[0], old[-1]
    repair = max((sentence.repair for sentence in old), key=get_args(Repaired).index)
    codes = first.codes if text == first.text else ()
    return replace(first, text=text, end=last.end, repair=repair, soundness=1.0, codes=codes)
