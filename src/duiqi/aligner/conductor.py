"""Sentence alignment: two lists of sentences in, beads that tile them out.

    sentences ─words, table─▶ Bitext ─anchors─▶ windows ─band, first pass─▶ lattice ─scoring passes─▶ best path ─▶ beads

``_align`` goes through the steps, each a function of a module of its own. They need NumPy and are imported where they
are used, because ``import duiqi`` must stay light.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias, get_args

from duiqi._version import __version__
from duiqi.errors import check_choice
from duiqi.model import Alignment, Bead, Level, Options, Sentence
from duiqi.own_words import OwnWords
from duiqi.pairs.filters import UNTRANSLATED
from duiqi.structure import SentencePlaces, nowhere

if TYPE_CHECKING:
    from duiqi.aligner.bitext.sides import Bitext
    from duiqi.aligner.narrowing.walls import Walls
    from duiqi.aligner.narrowing.windows import Window
    from duiqi.aligner.realigning.keeping import LatticeKeeper
    from duiqi.aligner.realigning.review_lattice import ReviewLattice
    from duiqi.aligner.scoring.passes import Meaning, Scored

Sides: TypeAlias = "tuple[Sequence[Sentence], Sequence[Sentence]]"

# Under this mean score of the sentences of one side two texts are hardly translations of each other, a text of FEW
# sentences under the other. Of .35–.8, these warn of 76, 91, 98, 90, 97 and 99% of unrelated texts of 1, 2, 3, 4, 5 and
# 8 sentences, and of 2, 5, 4, 1, 0 and 0% of pieces of novels (tests/benchmarks/unrelated.py).
UNRELATED_BELOW, UNRELATED_BELOW_OF_FEW, FEW = 0.5, 0.8, 3
# Under this of all sentences, most of one side has no partner: an abridged translation, or another text.
MATCHED_BELOW = 0.35


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
    """The same, and the lattice of the search, in which others can be found around beads that are fixed."""
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
    options = options or Options()
    if not isinstance(options.own_words, OwnWords | None):
        raise TypeError(f"own_words is {options.own_words!r}; it is what duiqi.adapting.read_own_words gives")
    if options.similarity is not None and not callable(options.similarity):
        raise TypeError(f"similarity is {options.similarity!r}; it is a function from a list of strings to vectors")
    if options.similarity and options.own_weights:
        raise ValueError("similarity and own_weights exclude each other: with an encoder all weights are others")
    use_paragraphs = places is not None and options.paragraphs and level != "paragraph"
    from duiqi.arrays.allocation import few_looks, reuse_blocks

    zh, en = sides
    reuse_blocks()
    with few_looks():
        beads = _align(sides, places or nowhere(len(zh), len(en)), replace(options, paragraphs=use_paragraphs), keeper)
    signature = (
        f"duiqi:{__version__}|level:{level}|{data_signature(options)}|punctuation:{options.punctuation}"
        f"|paragraphs:{'yes' if use_paragraphs else 'no'}|self-training:{'yes' if options.self_training else 'no'}"
        + _repair_signature(options)
    )
    return Alignment(tuple(zh), tuple(en), beads, signature, source, _warnings(beads, len(zh), len(en)))


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
    if order := find_sentence_order(zh, en, places, alike):
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


def _repair_signature(options: Options) -> str:
    """Which repairs were made, where it is not all."""
    if options.repair == "all":
        return ""
    kinds = options.repair if isinstance(options.repair, str) else ",".join(options.repair).replace(" ", "-")
    return f"|repair:{kinds or 'none'}"


def data_signature(options: Options | None = None) -> str:
    """Which lexicon, with which words of the user's, which weights, and which encoder."""
    from duiqi.aligner.embedding.vectors import name_of
    from duiqi.aligner.scoring.weights import load_similarity_weights, own_weights
    from duiqi.words.lexicon import load_lexicon

    options = options or Options()
    own = f"+{options.own_words.digest}" if options.own_words else ""
    found = f"lexicon:{load_lexicon().digest[:8]}{own}|weights:{own_weights(options.own_weights).digest}"
    if options.similarity is None:
        return found
    return f"{found}+{load_similarity_weights().digest}|similarity:{name_of(options.similarity)}"


def _as_sentences(texts: Sequence[str], name: str) -> tuple[Sentence, ...]:
    if isinstance(texts, str | bytes):
        kind = "a string" if isinstance(texts, str) else "bytes"
        raise TypeError(f"{name} is {kind}; a list of sentences is meant: duiqi.segment cuts a text into sentences")
    out, start = [], 0
    for k, text in enumerate(texts):
        if not isinstance(text, str):
            raise TypeError(f"{name}[{k}] is of type {type(text).__name__}; every sentence must be a string (str)")
        out.append(Sentence(text, start, start + len(text), k))
        start += len(text) + 1
    return tuple(out)


def _warnings(beads: Sequence[Bead], n: int, m: int) -> tuple[str, ...]:
    if not n or not m:
        return (f"there is no {'Chinese' if not n else 'English'} text: nothing can be paired",)
    # What was left untranslated speaks neither for a translation nor against one.
    beads = [bead for bead in beads if bead.kind not in UNTRANSLATED]
    n, m = sum(len(bead.zh) for bead in beads), sum(len(bead.en) for bead in beads)
    if not n or not m:
        return ()
    zh = sum(b.score * len(b.zh) for b in beads if not b.is_null)
    en = sum(b.score * len(b.en) for b in beads if not b.is_null)
    few = min(n, m) <= FEW
    if max(zh / n, en / m) < (UNRELATED_BELOW_OF_FEW if few else UNRELATED_BELOW):
        return ("the two sides hardly look like translations of each other: check the pairs before using them",)
    if (zh + en) / (n + m) < MATCHED_BELOW:
        side = "Chinese" if n > m else "English"
        return (f"most of the {side} text has no partner: check that the two sides belong together",)
    return ()
