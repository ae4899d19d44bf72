"""The sentences of a side after a person edited, split and joined some: the texts, and where the old borders are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple, get_args

from duiqi.aligner.realigning.recut import Borders, Recut, borders
from duiqi.corrections.correction import MadeOf
from duiqi.model import Repaired, Sentence


class TextChange(NamedTuple):
    """Sentences ``place`` read as ``texts`` now; ``made_of`` tells of which of them each text is made, if that is
    known."""

    place: range
    texts: tuple[str, ...]
    made_of: MadeOf | None = None


class _Cut(NamedTuple):
    """Sentences ``start … stop`` became texts, each made of the sentences of a range."""

    start: int
    stop: int
    now: list[tuple[str, range]]


@dataclass(frozen=True, slots=True)
class SideNow:
    """A side as it is now. ``cuts`` are those that moved borders; ``edited`` the numbers, as they are now, of the
    sentences whose text a person wrote."""

    sentences: tuple[Sentence, ...]
    cuts: tuple[Recut, ...]
    borders: Borders
    edited: frozenset[int]


def side_now(sentences: Sequence[Sentence], changes: Iterable[TextChange]) -> SideNow:
    """The side with the ``changes`` made, which must be apart."""
    out: list[Sentence] = []
    cuts: list[Recut] = []
    edited: set[int] = set()
    at = 0
    ordered = sorted(changes, key=lambda change: change.place.start)
    for start, stop, now in chain.from_iterable(_cuts(sentences, change) for change in ordered):
        out += sentences[at:start]
        edited.update(range(len(out), len(out) + len(now)))
        if len(now) != 1 or stop - start != 1:
            cuts.append(Recut(start, stop - start, len(now)))
        out += [_with_text(sentences[made_of.start : made_of.stop], text) for text, made_of in now]
        at = stop
    out += sentences[at:]
    return SideNow(tuple(out), tuple(cuts), borders(len(sentences), cuts), frozenset(edited))


def _cuts(sentences: Sequence[Sentence], change: TextChange) -> Iterator[_Cut]:
    """What changed, in runs that no text reaches out of; sentences that only bear another text are runs of their
    own."""
    start, stop, texts = _trimmed(sentences, change) if change.made_of is None else (*_ends(change.place), change.texts)
    if change.made_of is not None:
        made_of = [range(start + first, start + end) for first, end in change.made_of]
    elif len(texts) == stop - start:
        made_of = [range(k, k + 1) for k in range(start, stop)]
    else:
        made_of = [range(start, stop)] * len(texts)
    run = _Cut(start, start, [])
    for text, own in zip(texts, made_of, strict=True):
        if own.start >= run.stop:
            yield from _changed(sentences, run)
            run = _Cut(own.start, own.start, [])
        run = _Cut(run.start, max(run.stop, own.stop), [*run.now, (text, own)])
    yield from _changed(sentences, run)


def _changed(sentences: Sequence[Sentence], run: _Cut) -> Iterator[_Cut]:
    """The run, if it is another than it was."""
    if [text for text, _ in run.now] != [sentence.text for sentence in sentences[run.start : run.stop]]:
        yield run


def _ends(place: range) -> tuple[int, int]:
    return place.start, place.stop


def _trimmed(sentences: Sequence[Sentence], change: TextChange) -> tuple[int, int, Sequence[str]]:
    """The change without the sentences at its ends that stay as they are; a split or join keeps one a side."""
    start, stop, now = *_ends(change.place), list(change.texts)
    least = 0 if stop - start == len(now) else 1
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
