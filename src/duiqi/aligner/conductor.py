"""Sentence alignment: two lists of sentences in, beads that tile them out.

    sentences ─words, table─▶ Bitext ─anchors─▶ windows ─band, first pass─▶ lattice ─scoring passes─▶ best path ─▶ beads

``_align`` goes through the steps, each a function of a module of its own. They need NumPy and are imported where they
are used, because ``import duiqi`` must stay light.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias, get_args

from duiqi.aligner.result.plausibility import warnings_of
from duiqi.aligner.signature import run_signature
from duiqi.errors import check_choice, checked_options
from duiqi.model import Alignment, Bead, Level, Sentence
from duiqi.options import Options
from duiqi.structure import SentencePlaces, nowhere

if TYPE_CHECKING:
    from duiqi.aligner.bitext.sides import Bitext
    from duiqi.aligner.narrowing.anchors import Alike
    from duiqi.aligner.narrowing.sentence_order import SentenceOrder
    from duiqi.aligner.narrowing.walls import Walls
    from duiqi.aligner.narrowing.windows import Window
    from duiqi.aligner.realigning.keeping import LatticeKeeper
    from duiqi.aligner.realigning.review_lattice import ReviewLattice
    from duiqi.aligner.scoring.passes import Meaning, Scored

Sides: TypeAlias = "tuple[Sequence[Sentence], Sequence[Sentence]]"


def align_sentences(zh: Sequence[str], en: Sequence[str], *, options: Options | None = None) -> Alignment:
    """Align two lists of sentences, already segmented. Bead ranges index into these lists.

    Offsets of the returned sentences count in the lists joined by line breaks; each is its own paragraph. Raises
    TypeError where a side is no list of strings.
    """
    return align_segmented(_as_sentences(zh, "zh"), _as_sentences(en, "en"), options=options)


def align_segmented(
    zh: Sequence[Sentence],
    en: Sequence[Sentence],
    *,
    places: SentencePlaces | None = None,
    options: Options | None = None,
    source: str = "",
    level: Level = "sentence",
) -> Alignment:
    """Align the sentences of a document. Raises ValueError for an unknown ``level``.

    ``places`` say where the sentences stand in their documents; None when paragraphs mean nothing.
    """
    return _aligned((zh, en), places, options, source, level)


def align_keeping_lattice(
    zh: Sequence[Sentence],
    en: Sequence[Sentence],
    *,
    places: SentencePlaces | None = None,
    options: Options | None = None,
    source: str = "",
    level: Level = "sentence",
) -> tuple[Alignment, ReviewLattice]:
    """As ``align_segmented``, and the lattice of the search: around beads that are fixed others can be found in it."""
    from duiqi.aligner.realigning.keeping import LatticeKeeper

    keeper = LatticeKeeper()
    alignment = _aligned((zh, en), places, options, source, level, keeper)
    return alignment, keeper.lattice(alignment.beads)


def _aligned(
    sides: Sides,
    places: SentencePlaces | None,
    options: Options | None,
    source: str,
    level: Level,
    keeper: LatticeKeeper | None = None,
) -> Alignment:
    check_choice("level", level, get_args(Level))
    from duiqi.arrays.allocation import few_looks, reuse_blocks

    options = checked_options(options, Options)
    if places is None or level == "paragraph":
        options = replace(options, paragraphs=False)
    zh, en = sides
    reuse_blocks()
    with few_looks():
        beads = _align(sides, places or nowhere(len(zh), len(en)), options, keeper)
    warnings = warnings_of(beads, len(zh), len(en))
    return Alignment(tuple(zh), tuple(en), beads, run_signature(level, options), source, warnings)


def _align(
    sides: Sides, places: SentencePlaces, options: Options, keeper: LatticeKeeper | None = None
) -> tuple[Bead, ...]:
    """The steps from sentences to beads; ``keeper`` keeps the lattices that were searched.

    Where the English sorts a list its own way, its entries are put into the order of the Chinese ones first, and back
    at the end. The lattice stays in that order.
    """
    from duiqi.aligner.narrowing.anchors import alike_sentences, find_anchors
    from duiqi.aligner.narrowing.band import is_whole
    from duiqi.aligner.narrowing.sentence_order import find_sentence_order, may_be_reordered
    from duiqi.aligner.narrowing.walls import Walls
    from duiqi.aligner.result.kinds import with_kinds, with_rows

    zh, en = sides
    bitext = _bitext(sides, places, options)
    walls = Walls.of(places.gates, len(zh), len(en))
    # Where all is searched anchors narrow nothing: they are for pictures of the lattice, and to put lists in order.
    whole = is_whole(len(zh), len(en)) and keeper is None
    alike = None if walls.show_the_way() or (whole and not may_be_reordered(places)) else alike_sentences(bitext)

    def alike_in(order: SentenceOrder) -> Alike:
        return alike_sentences(_bitext((zh, order.arranged(en)), order.places(places), options))

    if order := find_sentence_order(zh, en, places, alike, alike_in):
        arranged, there = (zh, order.arranged(en)), order.places(places)
        if not order.is_as_written:
            bitext, alike = _bitext(arranged, there, options), None
        walls = Walls.of(there.gates, len(zh), len(en))
        given = _Given(bitext, walls, walls.anchored(find_anchors(bitext, alike)), arranged, there)
        found = _beads(given, options, keeper)
        if keeper:
            keeper.beads = found
        beads = order.put_back(found)
    else:
        anchors = walls.anchored([] if alike is None or whole else find_anchors(bitext, alike))
        beads = with_rows(_beads(_Given(bitext, walls, anchors, sides, places), options, keeper), sides, places)
    return tuple(with_kinds(beads, sides, places))


def _bitext(sides: Sides, places: SentencePlaces, options: Options) -> Bitext:
    """The two sides as arrays."""
    from duiqi.aligner.bitext.edges import Places
    from duiqi.aligner.bitext.sides import make_bitext

    paragraphs = [[sentence.paragraph for sentence in side] for side in sides]
    known = list(map(Places, paragraphs, places.blocks)) if options.paragraphs else [None, None]
    zh, en = ([sentence.text for sentence in side] for side in sides)
    return make_bitext(zh, en, known[0], known[1], options.own_words)


@dataclass(frozen=True, slots=True)
class _Given:
    """A text that is to be searched, with its walls and anchors."""

    bitext: Bitext
    walls: Walls
    anchors: list[tuple[int, int]]
    sides: Sides
    places: SentencePlaces


def _beads(given: _Given, options: Options, keeper: LatticeKeeper | None = None) -> list[Bead]:
    """The beads of the best path, window by window."""
    from duiqi.aligner.candidates.entries import Entries, entry_walls
    from duiqi.aligner.narrowing.walls import Walls
    from duiqi.aligner.narrowing.windows import cut_into_windows
    from duiqi.aligner.result.beads import all_alone, beads_along

    entries = Entries.of_sides(*given.sides, given.places)
    meaning = _meaning(given.sides, options)
    beads: list[Bead] = []
    for window in cut_into_windows(given.bitext, given.anchors):
        n, m = window.bitext.zh.size, window.bitext.en.size
        if not n or not m:
            beads += all_alone(window)
            if keeper:
                keeper.keep_alone(window)
            continue
        ends = (window.zh, window.zh + n), (window.en, window.en + m)
        inside = given.walls.between(*zip(*ends, strict=True))
        inner = meaning and meaning.between(*ends)
        path, scored = _searched(window, inside, options, inner)
        parts = [side.between(*end) for side, end in zip(entries, ends, strict=True)]
        if crossed := entry_walls(parts, scored.along(path)):
            path, scored = _searched(window, Walls(inside.gates, *crossed), options, inner)
        beads += beads_along(path, window, scored)
        if keeper:
            keeper.keep(window, scored, path)
    return beads


def _meaning(sides: Sides, options: Options) -> Meaning | None:
    """What the encoder says of a text, where there is one."""
    if options.similarity is None or not all(sides):
        return None
    from duiqi.aligner.embedding.likeness import EmbeddedText
    from duiqi.aligner.embedding.vectors import vectors_by
    from duiqi.aligner.scoring.passes import Meaning
    from duiqi.aligner.scoring.weights import load_similarity_weights

    zh, en = ([sentence.text for sentence in side] for side in sides)
    return Meaning(EmbeddedText.of_sides(zh, en, vectors_by(options.similarity)), load_similarity_weights())


def _searched(window: Window, walls: Walls, options: Options, meaning: Meaning | None) -> tuple[list[int], Scored]:
    """The best path through a window, and what its beads scored."""
    from duiqi.aligner.candidates.lattice import best_path, candidate_lattice
    from duiqi.aligner.narrowing.band import make_band
    from duiqi.aligner.scoring.passes import score_beads
    from duiqi.aligner.scoring.weights import own_weights

    weights = own_weights(options.own_weights)
    band = walls.narrowed(make_band(window.bitext.zh.size, window.bitext.en.size, window.anchors))
    lattice = candidate_lattice(window.bitext, band, weights.first_pass, walls)
    scored = score_beads(window.bitext, lattice, weights, options.self_training, meaning)
    return best_path(scored.lattice, scored.score), scored


def _as_sentences(texts: Sequence[str], name: str) -> tuple[Sentence, ...]:
    if isinstance(texts, str | bytes):
        kind = "a string" if isinstance(texts, str) else "bytes"
        raise TypeError(f"{name} is {kind}; a list of sentences is meant: duiqi.segment cuts a text into sentences")
    if not isinstance(texts, Iterable):
        raise TypeError(f"{name} is of type {type(texts).__name__}; a list of sentences is meant")
    out, start = [], 0
    for k, text in enumerate(texts):
        if not isinstance(text, str):
            raise TypeError(f"{name}[{k}] is of type {type(text).__name__}; every sentence must be a string (str)")
        out.append(Sentence(text, start, start + len(text), k))
        start += len(text) + 1
    return tuple(out)
