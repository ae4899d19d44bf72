"""From rows that a person corrected, as in a workbook that ``align`` wrote, to what was made of the old alignment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import NamedTuple

from duiqi.corrections.arranging import arranged, english_order, in_the_text
from duiqi.corrections.correction import MadeOf, Ruling, worth_telling
from duiqi.corrections.rebuilding import without_unknown
from duiqi.corrections.recording import Place, ruled
from duiqi.corrections.rows.matching import Match, likeness, match_rows
from duiqi.corrections.rows.ordering import in_order_of_the_text
from duiqi.joining import join_chinese
from duiqi.model import Alignment, Bead, Language, Pair
from duiqi.segmentation import segment

# Sentences and rows of a stretch that are compared each with each; more are hardly one place.
MOST = 200
# A row with the numbers of a bead is that bead, edited, if both sides share this of their characters. Two rows of like
# length in one share two thirds with either.
SURE = 0.8


@dataclass(frozen=True, slots=True)
class FromRows:
    """What the rows of a document say: the ``places`` that were changed, the number of rows that were not, and rows
    that cannot be told, which are in no place. ``sorted``: the rows stood in another order than the text."""

    places: tuple[Place, ...]
    unchanged: int
    unknown: tuple[Pair, ...]
    sorted: bool = False


def places_of_rows(alignment: Alignment, rows: Sequence[Pair], approve: bool = False) -> FromRows:
    """What the rows of one document, in whatever order, make of its alignment. ``approve``: rows that were left as they
    are were looked at too, and are right."""
    order = english_order(alignment.beads)
    if order:
        return _in_the_text(places_of_rows(arranged(alignment, order), rows, approve), rows, order)
    known = without_unknown(alignment).beads
    given, rows = rows, in_order_of_the_text(alignment, known, rows)
    old = [(alignment.pair(bead).zh, alignment.pair(bead).en) for bead in known]
    new = [(row.zh, row.en) for row in rows]
    places: list[Place] = []
    unknown: list[Pair] = []
    unchanged = 0
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            unchanged += b - a
            places += [ruled(bead) for bead in known[a:b] if approve]
            continue
        for beads, here in _stretches(alignment, known[a:b], rows[c:d]):
            found = _places(alignment, beads, here)
            if found is None:
                unknown += here
            else:
                places += found
    return FromRows(tuple(places), unchanged, tuple(unknown), rows != list(given))


def _in_the_text(found: FromRows, rows: Sequence[Pair], order: tuple[int, ...]) -> FromRows:
    """The places of a list in the order of the Chinese, by the numbers of the text. Sentences that were put together
    and stand apart in the text make no place; the row cannot be told."""
    places: list[Place] = []
    unknown = list(found.unknown)
    for place in found.places:
        en = in_the_text(place.en, order)
        if en is not None:
            places.append(replace(place, en=en))
        else:
            unknown += [row for row in rows if row.bead.zh.start == place.zh.start][:1]
    return FromRows(tuple(places), found.unchanged, tuple(unknown), found.sorted)


def _stretches(
    alignment: Alignment, beads: Sequence[Bead], rows: Sequence[Pair]
) -> Iterator[tuple[Sequence[Bead], Sequence[Pair]]]:
    """The beads and rows between rows that bear the numbers of a bead and read much like it; those on their own."""
    keys = [(b.zh, b.en) for b in beads], [(r.bead.zh, r.bead.en) for r in rows]
    done = [0, 0]
    for a, c, size in SequenceMatcher(None, *keys, autojunk=False).get_matching_blocks():
        for k in range(size):
            pair, row = alignment.pair(beads[a + k]), rows[c + k]
            if min(_alike(pair.zh, row.zh), _alike(pair.en, row.en)) >= SURE:
                yield beads[done[0] : a + k], rows[done[1] : c + k]
                yield beads[a + k : a + k + 1], rows[c + k : c + k + 1]
                done = [a + k + 1, c + k + 1]
    yield beads[done[0] :], rows[done[1] :]


def _alike(first: str, second: str) -> float:
    return 1.0 if first == second else likeness(first, second)


def _places(alignment: Alignment, beads: Sequence[Bead], rows: Sequence[Pair]) -> list[Place] | None:
    """What the rows make of the sentences of the beads; None where that cannot be told."""
    if not rows:
        return [ruled(bead, "rejected") for bead in beads if not bead.is_null]
    if max(len(rows), sum(len(bead.zh) + len(bead.en) for bead in beads)) > MOST:
        return None
    numbers = [i for bead in beads for i in bead.zh], [j for bead in beads for j in bead.en]
    zh = _Side("zh", [alignment.zh[i].text for i in numbers[0]], [row.zh for row in rows], numbers[0])
    en = _Side("en", [alignment.en[j].text for j in numbers[1]], [row.en for row in rows], numbers[1])
    if not zh.matched or not en.matched:
        return None
    skipped = zh.skipped | en.skipped
    rejected = [bead for bead in beads if not bead.is_null and skipped.issuperset(_keys(bead))]
    in_rejected = {key for bead in rejected for key in _keys(bead)}
    was_alone = {key for bead in beads if bead.is_null for key in _keys(bead)}
    left = sorted(skipped - in_rejected - was_alone)
    old = {(bead.zh, bead.en) for bead in beads}
    places = [ruled(bead, "rejected") for bead in rejected]
    places += [place for place in _of_rows(zh, en, len(rows)) if not _says_nothing(place, old)]
    places += [_alone(side, number) for side, number in left]
    return sorted(places, key=lambda place: place.zh.start if place.zh else place.en.start)


def _keys(bead: Bead) -> list[tuple[str, int]]:
    return [("zh", i) for i in bead.zh] + [("en", j) for j in bead.en]


def _alone(side: str, number: int) -> Place:
    here = range(number, number + 1)
    if side == "zh":
        return Place(here, range(0), beads=(Ruling(1, 0),))
    return Place(range(0), here, beads=(Ruling(0, 1),))


def _says_nothing(place: Place, old: Iterable[tuple[range, range]]) -> bool:
    return place.now_zh is None and place.now_en is None and (place.zh, place.en) in old


class _Now(NamedTuple):
    """The sentences ``numbers`` of some rows, the ``texts`` in their place if they changed, how many each row has, and
    of which sentences each is made, where the texts do not tell."""

    numbers: range
    texts: tuple[str, ...] | None
    counts: list[int]
    made_of: MadeOf | None


class _Side:
    """The sentences of one side of a stretch, and the rows that they stand in."""

    def __init__(self, side: Language, texts: Sequence[str], rows: Sequence[str], numbers: Sequence[int]) -> None:
        self.side, self._texts, self._rows, self._numbers = side, texts, rows, numbers
        self._join: Callable[[list[str]], str] = join_chinese if side == "zh" else " ".join
        self.matched = match_rows(texts, rows, self._join) or []
        self.skipped = {(side, numbers[k]) for m in self.matched if not m.rows for k in range(m.start, m.stop)}
        self._of = {m.row + k: m for m in self.matched for k in range(m.rows)}

    def rows_with(self, row: int) -> range:
        """The rows that share a sentence with this one."""
        match = self._of[row]
        return range(match.row, match.row + match.rows)

    def now(self, rows: range) -> _Now:
        """What is made of the sentences of these rows."""
        matches = list(dict.fromkeys(self._of[row] for row in rows))
        texts: list[str] = []
        counts: list[int] = []
        made_of: list[tuple[int, int]] = []
        at = 0
        for match in matches:
            size = match.stop - match.start
            for row in range(match.row, match.row + match.rows):
                pieces = self._pieces(match, row)
                texts += pieces
                counts.append(len(pieces))
                each_its_own = match.rows == 1 and len(pieces) == size
                made_of += [(at + k, at + k + 1) if each_its_own else (at, at + size) for k in range(len(pieces))]
            at += size if match.rows else 0
        chosen = [k for match in matches for k in range(match.start, match.stop)]
        numbers = range(self._numbers[chosen[0]], self._numbers[chosen[-1]] + 1) if chosen else range(0)
        changed = texts != [self._texts[k] for k in chosen]
        if not changed or not chosen:
            return _Now(numbers, None, counts, None)
        # Not where sentences between them are in no row.
        told = len(chosen) == len(numbers) and worth_telling(tuple(made_of), len(numbers))
        return _Now(numbers, tuple(texts), counts, tuple(made_of) if told else None)

    def _pieces(self, match: Match, row: int) -> list[str]:
        """The sentences of a row: as they were where they read the same, else cut into as many if that can be."""
        text = self._rows[row].strip()
        old = list(self._texts[match.start : match.stop])
        if match.rows > 1 or len(old) < 2:
            return [text] if text else []
        if self._join(old) == text:
            return old
        pieces = [sentence.text for sentence in segment(text, self.side)]
        return pieces if len(pieces) == len(old) and self._join(pieces) == text else [text]


def _of_rows(zh: _Side, en: _Side, rows: int) -> Iterator[Place]:
    """A place for each row, or for those that share a sentence."""
    at = 0
    while at < rows:
        end = at + 1
        while end > at and end < rows and max(zh.rows_with(end - 1).stop, en.rows_with(end - 1).stop) > end:
            end += 1
        zh_now, en_now = zh.now(range(at, end)), en.now(range(at, end))
        rulings: list[Ruling] = []
        for n_zh, n_en in zip(zh_now.counts, en_now.counts, strict=True):
            if n_zh and n_en:
                rulings.append(Ruling(n_zh, n_en))
            else:
                rulings += [Ruling(1, 0)] * n_zh + [Ruling(0, 1)] * n_en
        if rulings:
            yield Place(
                zh_now.numbers,
                en_now.numbers,
                zh_now.texts,
                en_now.texts,
                tuple(rulings),
                zh_of=zh_now.made_of,
                en_of=en_now.made_of,
            )
        at = end
