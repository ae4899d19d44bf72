"""How well predicted beads agree with gold beads: strict, lax and by sentence links.

Strict and lax follow Vecalign's score.py (Thompson and Koehn 2019) and its source (Abdul Rauf et al. 2012), with one
departure: there a predicted null bead counts in precision though not in recall; here null beads have a line of their
own. ``Scores.published`` has the figures in that other way, to be laid beside published ones.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Union

from duiqi.errors import InputError
from duiqi.evaluation.gold import files_of, read_gold, read_index, stem
from duiqi.export import iter_pairs
from duiqi.formats.index import IndexBead
from duiqi.model import Alignment, Bead, Pair

Beads = Union[Alignment, Sequence["Bead | Pair | tuple[Sequence[int], Sequence[int]]"], str, "os.PathLike[str]"]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts that sum over documents: of ``predicted`` things ``right`` are right, of ``gold`` things ``found`` are
    found. The shares are 0 where nothing is counted."""

    right: int = 0
    predicted: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right,
            self.predicted + other.predicted,
            self.found + other.found,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """Share of what was predicted that is right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        return f"{self.precision:9.3f} {self.recall:9.3f} {self.f1:9.3f}   {self.predicted:9d} {self.gold:9d}"


@dataclass(frozen=True, slots=True)
class WrongBead:
    """A predicted bead that is not in the gold, and the gold beads that share a sentence with it."""

    zh: tuple[int, ...]
    en: tuple[int, ...]
    gold: tuple[IndexBead, ...]
    document: str = ""

    def __str__(self) -> str:
        where = f"{self.document}: " if self.document else ""
        gold = " ".join(f"{list(zh)}:{list(en)}" for zh, en in self.gold) or "nothing"
        return f"{where}{list(self.zh)}:{list(self.en)} where gold has {gold}"


@dataclass(frozen=True)
class Scores:
    """Agreement of predicted with gold beads. ``+`` and ``sum`` add the counts of several documents.

    strict: a bead is right when both its index sets are a gold bead's; null beads are left out on both sides.
    lax: a bead is right when it shares a sentence on each side with one gold bead.
    links: pairs (Chinese sentence, English sentence) inside beads.
    nulls: sentences without partner, each counted alone.
    by_type: strict counts for each type, ``"1-2"`` for one Chinese and two English sentences.
    wrong: non-null beads that are predicted but not gold.
    """

    strict: Tally = Tally()
    lax: Tally = Tally()
    links: Tally = Tally()
    nulls: Tally = Tally()
    by_type: Mapping[str, Tally] = field(default_factory=dict)
    wrong: tuple[WrongBead, ...] = ()
    documents: int = 0

    @property
    def published(self) -> Tally:
        """The strict score as Vecalign's and Bertalign's scripts have it: null beads count in precision only."""
        strict, nulls = self.strict, self.nulls
        return Tally(strict.right + nulls.right, strict.predicted + nulls.predicted, strict.found, strict.gold)

    def __add__(self, other: Scores) -> Scores:
        types = sorted({*self.by_type, *other.by_type}, key=_type_order)
        return Scores(
            self.strict + other.strict,
            self.lax + other.lax,
            self.links + other.links,
            self.nulls + other.nulls,
            {name: self.by_type.get(name, Tally()) + other.by_type.get(name, Tally()) for name in types},
            self.wrong + other.wrong,
            self.documents + other.documents,
        )

    def __radd__(self, other: int) -> Scores:
        """Lets ``sum(scores)`` start at 0."""
        return self if other == 0 else NotImplemented

    def __str__(self) -> str:
        rows = {"strict": self.strict, "lax": self.lax, "links": self.links, "nulls": self.nulls, **self.by_type}
        head = f"{'':8s} {'precision':>9s} {'recall':>9s} {'F1':>9s}   {'predicted':>9s} {'gold':>9s}"
        return "\n".join([head, *(f"{name:8s} {tally}" for name, tally in rows.items())])


def evaluate(predicted: Beads, gold: Beads, *, document: str = "") -> Scores:
    """Score predicted against gold beads, both with the same language first (Chinese, in what duiqi writes).

    Each is an Alignment, a sequence of Beads, Pairs or (indices, indices), or a path: JSONL or TMX with numbers
    (as duiqi writes them), or else lines ``[0, 1]:[2]`` as in Vecalign's output. ``document`` is a name for the wrong
    beads. Raises InputError for a file or a bead that cannot be used.
    """
    ours, theirs = _normal(predicted), _normal(gold)
    solid, gold_solid = [b for b in ours if all(b)], [b for b in theirs if all(b)]
    right = set(solid) & set(gold_solid)
    links = {link: None for bead in solid for link in _links(bead)}
    gold_links = {link: None for bead in gold_solid for link in _links(bead)}
    nulls, gold_nulls = ([b for b in beads if not all(b)] for beads in (ours, theirs))
    common = len(links.keys() & gold_links.keys())
    null_hits = len(set(nulls) & set(gold_nulls))
    types = sorted({_type(bead) for bead in (*solid, *gold_solid)}, key=_type_order)
    return Scores(
        strict=_exact(solid, gold_solid),
        lax=Tally(
            sum(any(link in gold_links for link in _links(bead)) for bead in solid),
            len(solid),
            sum(any(link in links for link in _links(bead)) for bead in gold_solid),
            len(gold_solid),
        ),
        links=Tally(common, len(links), common, len(gold_links)),
        nulls=Tally(null_hits, len(nulls), null_hits, len(gold_nulls)),
        by_type={
            name: _exact([b for b in solid if _type(b) == name], [b for b in gold_solid if _type(b) == name])
            for name in types
        },
        wrong=_wrong([bead for bead in solid if bead not in right], theirs, document),
        documents=1,
    )


def evaluate_folder(predicted: str | os.PathLike[str], gold: str | os.PathLike[str]) -> Scores:
    """Score a folder of predictions against a folder of gold, paired by file name without suffix, counts summed.

    ``gold`` holds files as ``evaluate`` reads them, or ``src``, ``tgt`` and ``gold`` as ``read_gold`` does. Raises
    InputError when a gold document has no prediction, or has several.
    """
    folder = Path(gold)
    if os.path.isdir(folder / "gold"):
        golds: list[tuple[str, Beads]] = [(document.name, document.beads) for document in read_gold(folder)]
    else:
        golds = [(stem(path), path) for path in files_of(folder)]
    predictions: dict[str, Path] = {}
    for path in files_of(Path(predicted)):
        if stem(path) in predictions:
            raise InputError(f"there is {predictions[stem(path)].name} too", path=path, advice="remove one of them")
        predictions[stem(path)] = path
    total = Scores()
    for name, beads in golds:
        if name not in predictions:
            raise InputError(f"there is no prediction for {name}", path=predicted, advice="align that document too")
        total = total + evaluate(predictions[name], beads, document=name)
    return total


def _normal(beads: Beads) -> list[IndexBead]:
    """Beads as sorted index tuples, each once; null beads one sentence each; beads empty on both sides left out."""
    result: dict[IndexBead, None] = {}
    for zh, en in _index_beads(beads):
        if not all(type(index) is int and index >= 0 for index in (*zh, *en)):
            raise InputError(f"the bead {list(zh)}:{list(en)} has something other than sentence numbers from 0 up")
        if zh and en:
            result[tuple(sorted(set(zh))), tuple(sorted(set(en)))] = None
        else:
            result.update(dict.fromkeys(((index,), ()) for index in zh))
            result.update(dict.fromkeys(((), (index,)) for index in en))
    return list(result)


def _index_beads(beads: Beads) -> Iterable[tuple[Sequence[int], Sequence[int]]]:
    if isinstance(beads, (str, os.PathLike)):
        suffixes = [suffix.lower() for suffix in Path(beads).suffixes]
        if not {".tmx", ".jsonl"} & set(suffixes[-2:]):
            return read_index(beads)
        return [(pair.bead.zh, pair.bead.en) for pair in iter_pairs(beads, need_ids=True)]
    if isinstance(beads, Alignment):
        beads = beads.beads
    plain = [bead.bead if isinstance(bead, Pair) else bead for bead in beads]
    found = [(bead.zh, bead.en) if isinstance(bead, Bead) else bead for bead in plain]
    if wrong := next((bead for bead in found if isinstance(bead, str) or len(bead) != 2), None):
        raise TypeError(f"{wrong!r} is no bead; the sentences of both languages are meant, such as ([0], [0, 1])")
    return found


def _exact(predicted: Sequence[IndexBead], gold: Sequence[IndexBead]) -> Tally:
    hits = len(set(predicted) & set(gold))
    return Tally(hits, len(predicted), hits, len(gold))


def _links(bead: IndexBead) -> Iterator[tuple[int, int]]:
    return ((i, j) for i in bead[0] for j in bead[1])


def _wrong(beads: list[IndexBead], gold: list[IndexBead], document: str) -> tuple[WrongBead, ...]:
    holders: tuple[dict[int, list[int]], dict[int, list[int]]] = ({}, {})
    for number, bead in enumerate(gold):
        for side in (0, 1):
            for index in bead[side]:
                holders[side].setdefault(index, []).append(number)
    wrong = []
    for bead in beads:
        near = sorted({n for side in (0, 1) for index in bead[side] for n in holders[side].get(index, ())})
        wrong.append(WrongBead(*bead, tuple(gold[number] for number in near), document))
    return tuple(wrong)


def _type(bead: IndexBead) -> str:
    return f"{len(bead[0])}-{len(bead[1])}"


def _type_order(name: str) -> tuple[int, ...]:
    return tuple(map(int, name.split("-")))
