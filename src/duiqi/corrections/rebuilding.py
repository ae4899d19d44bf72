"""From pairs, which hold the joined text of each bead, back to an alignment of sentences that can be corrected."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from duiqi.corrections.arranging import english_order, put_back
from duiqi.corrections.correction import CONTEXT, Correction, Run
from duiqi.corrections.overlay import Tiles, in_order
from duiqi.corrections.placing import is_of
from duiqi.errors import InputError
from duiqi.export import iter_pairs
from duiqi.inline import shared_out
from duiqi.joining import join_chinese
from duiqi.model import SIDES, Alignment, Bead, Language, Level, Pair, Sentence
from duiqi.segmentation import segment

LEVELS: tuple[Level, ...] = ("sentence", "clause")


def documents_of(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    """The pairs of each document; those of one document follow each other."""
    for _, group in groupby(pairs, key=lambda pair: pair.document):
        yield list(group)


def rebuilt(path: str | os.PathLike[str], corrections: Sequence[Correction] = ()) -> Iterator[Alignment]:
    """The alignment of each document that a file of pairs holds. Raises InputError for pairs without sentence numbers,
    and for those that no alignment has."""
    for pairs in documents_of(iter_pairs(path, need_ids=True)):
        yield rebuild_read(pairs, path, corrections)


def rebuild_read(
    pairs: Sequence[Pair], path: str | os.PathLike[str], corrections: Sequence[Correction] = ()
) -> Alignment:
    """``rebuild`` of pairs that were read from a file; raises InputError."""
    try:
        return rebuild(pairs, corrections)
    except ValueError as error:
        raise InputError(str(error), path=path, advice="give the file that align wrote") from error


def rebuild(pairs: Sequence[Pair], corrections: Iterable[Correction] = ()) -> Alignment:
    """The alignment that the pairs of one document were written from, as far as they tell.

    Where a text of several sentences cannot be told apart as the program cut it, the texts of ``corrections`` help;
    what is still in doubt is cut so that the pair reads the same. Sentences that no pair has are empty and alone. Where
    they stand in the text is not known: their numbers are their offsets. Raises ValueError for pairs that share a
    sentence, or cross and are of no list that each language sorts its own way.
    """
    name = pairs[0].document if pairs else ""
    mine = [c for c in corrections if is_of(c, (name,), "")]
    sides = {side: _sides(pairs, side, mine) for side in SIDES}
    order = _order(pairs, len(sides["en"]))
    place = {j: at for at, j in enumerate(order)}
    given = [_arranged(pair.bead, place) for pair in pairs]
    beads = _checked(given)
    taken = [{i for bead in beads for i in bead.zh}, {j for bead in beads for j in bead.en}]
    beads += [Bead(range(i, i + 1), range(0), 0.0) for i in range(len(sides["zh"])) if i not in taken[0]]
    beads += [Bead(range(0), range(j, j + 1), 0.0) for j in range(len(sides["en"])) if j not in taken[1]]
    en = [sides["en"][j] for j in order] if order else sides["en"]
    found = Alignment(tuple(sides["zh"]), tuple(en), in_order(beads, given), source=name)
    return put_back(found) if order else found


def _order(pairs: Sequence[Pair], size: int) -> tuple[int, ...]:
    """The English sentences in the order of the pairs, if that is another than the text's; those that no pair has come
    after the one before them."""
    order = list(english_order(pair.bead for pair in pairs))
    if not any(pair.kind == "reordered" for pair in pairs) or len(set(order)) < len(order):
        return ()
    place = {j: at for at, j in enumerate(order)}
    before = -1
    for j in range(size if order else 0):
        before = place.setdefault(j, before)
    return tuple(sorted(place, key=lambda j: (place[j], j)))


def _arranged(bead: Bead, place: Mapping[int, int]) -> Bead:
    """The bead with the place of its English in another order, if there is one."""
    if not place or not bead.en:
        return bead
    first = place[bead.en.start]
    return replace(bead, en=range(first, first + len(bead.en)))


def without_unknown(alignment: Alignment) -> Alignment:
    """The alignment without beads of sentences that the pairs did not have."""
    known = [
        b for b in alignment.beads if any(alignment.zh[i].text for i in b.zh) or any(alignment.en[j].text for j in b.en)
    ]
    return replace(alignment, beads=tuple(known))


def _checked(beads: Sequence[Bead]) -> list[Bead]:
    """The same beads; ValueError for those that share a sentence or cross."""
    taken = Tiles(())
    for bead in beads:
        if not taken.has_room(bead.zh, bead.en) or (bead.is_null and len(bead.zh) + len(bead.en) != 1):
            what = f"{list(bead.zh)}:{list(bead.en)}"
            raise ValueError(f"the pair of sentences {what} shares sentences with another, or crosses it")
        taken.add(bead.zh, bead.en)
    return list(beads)


def _sides(pairs: Sequence[Pair], side: Language, corrections: Sequence[Correction]) -> list[Sentence]:
    """The sentences of a side; those that no pair has, and no correction tells, are empty."""
    numbers = [pair.bead.zh if side == "zh" else pair.bead.en for pair in pairs]
    runs = [run for correction in corrections if (run := correction.run(side))]
    known = {text for run in runs for text in run.texts}
    found: dict[int, Sentence] = {}
    for pair, ids in zip(pairs, numbers, strict=True):
        whole = pair.zh if side == "zh" else pair.en
        texts = _parted(whole, len(ids), side, known) if ids else []
        shares = shared_out(pair.zh_codes if side == "zh" else pair.en_codes, whole, texts)
        paragraphs = (pair.zh_par if side == "zh" else pair.en_par) or (0,)
        for k, (text, codes) in enumerate(zip(texts, shares, strict=True)):
            paragraph = paragraphs[min(k, len(paragraphs) - 1)]
            found[ids[k]] = Sentence(text, ids[k], ids[k], paragraph, pair.place, pair.repair, codes=codes)
    for run in runs:
        there = [found.get(run.first + k) for k in range(len(run.texts))]
        # A run of which some sentences are known stands where its number says if these agree.
        if any(there) and all(old is None or old.text == text for old, text in zip(there, run.texts, strict=True)):
            _put(run, found)
    for run in runs:
        # One of which none is known, if what stands around it is there.
        if _fits(run, found):
            _put(run, found)
    return [found.get(k, Sentence("", k, k)) for k in range(max(found, default=-1) + 1)]


def _put(run: Run, found: dict[int, Sentence]) -> None:
    for k, text in enumerate(run.texts, run.first):
        found.setdefault(k, Sentence(text, k, k))


def _fits(run: Run, found: dict[int, Sentence]) -> bool:
    end = run.first + len(run.texts)
    before, after = found.get(run.first - 1), found.get(end)
    if any(run.first + k in found for k in range(len(run.texts))) or not (before or after):
        return False
    fits_before = before is None or before.text[-CONTEXT:] == run.before
    return fits_before and (after is None or after.text[:CONTEXT] == run.after)


def _parted(text: str, count: int, side: Language, known: Collection[str]) -> list[str]:
    """The ``count`` sentences that were joined to ``text``; ``known`` are sentences that may be among them."""
    if count == 1:
        return [text]
    for level in LEVELS:
        pieces = [sentence.text for sentence in segment(text, side, level=level)]
        if len(pieces) == count and _joined(pieces, side) == text:
            return pieces
    for sentence in sorted(known):
        for first in (True, False):
            rest = text[len(sentence) :] if first else text[: len(text) - len(sentence)]
            pieces = [sentence, rest.strip()] if first else [rest.strip(), sentence]
            if rest.strip() and len(rest) < len(text) and _joined(pieces, side) == text:
                more = _parted(rest.strip(), count - 1, side, known)
                return [sentence, *more] if first else [*more, sentence]
    return _cut_anyhow(text, count, side)


def _cut_anyhow(text: str, count: int, side: Language) -> list[str]:
    """``count`` pieces that joined read as before: cut as late as possible, so that the first is the most of it."""
    for at in range(len(text) - 1, 0, -1):
        pieces = [text[:at].rstrip(), text[at:].strip()]
        if all(pieces) and _joined(pieces, side) == text:
            return [*_parted(pieces[0], count - 1, side, ()), pieces[1]]
    raise ValueError(f"the text {text[:40]!r} has fewer sentences than its numbers say")


def _joined(pieces: list[str], side: Language) -> str:
    return join_chinese(pieces) if side == "zh" else " ".join(pieces)
