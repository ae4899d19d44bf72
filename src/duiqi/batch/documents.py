"""One document from its file or files to its output, and what there is to tell about it.

This is what a process of a folder run does, so all that goes in and comes out can be pickled.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import StringIO
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TypeAlias

from duiqi.batch.languages import check_languages
from duiqi.batch.records import sides_of_texts
from duiqi.batch.settings import Settings
from duiqi.batch.shares import scores_in_tenths, share_paired
from duiqi.errors import InputError
from duiqi.explain import explain, inferred_repairs, undecided_lines
from duiqi.export import WriteOptions, Written, write
from duiqi.loading import has_columns
from duiqi.model import Alignment, Document, Pair
from duiqi.pairs.filters import UNTRANSLATED, filter_pairs
from duiqi.pipeline import (
    Readable,
    align_documents,
    align_documents_keeping_lattice,
    align_presegmented,
    align_presegmented_keeping_lattice,
    load_presegmented,
    load_sides,
)
from duiqi.segmentation import without_codes
from duiqi.shown import DOUBTFUL_BELOW
from duiqi.updating import MemoryLanguages, Updated, update_memory

if TYPE_CHECKING:
    from duiqi.aligner.realigning import ReviewLattice
    from duiqi.corrections import Outcome

STANDARD = "-"
# The layout of a document of two files.
TWO_DOCUMENTS = "two documents"
# A document: the paths of one file or two, or the texts "text", or "zh" and "en".
Inputs: TypeAlias = Sequence[str] | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Summary:
    """What is told about a document. ``pairs``, ``doubtful`` and ``zh_alone``, ``en_alone`` (sentences without a
    partner) count what was found, ``untranslated`` what is paired and no translation, by its kind; ``written`` what of
    it is in the output, after the filters, and ``updated`` what became of it in a memory that was updated; ``units``
    are the pairs where they are yet to go into a memory, and ``rejected`` those that its corrections keep out where
    one is written. ``inferred`` tells each of the repairs that are inferred in a line, ``undecided`` what was left
    since two readings explain it; ``lost`` are the sentences that hold U+FFFD.
    ``notes`` are what there is to tell of how the document was read, ``outcomes`` what became of its corrections.
    ``kept``: the output is there from an earlier run, and so is what is told. ``layout`` is that of the document, or
    ``two documents``; ``scores`` counts the pairs by score in tenths; ``share`` is how much of the text pairs, from 0
    to 1, each pair counted by its score."""

    source: str
    pairs: int
    doubtful: int
    zh_alone: int
    en_alone: int
    repairs: Counter[str]
    warnings: tuple[str, ...]
    written: Written
    inferred: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    report: tuple[str, ...] = ()
    updated: Updated | None = None
    notes: tuple[str, ...] = ()
    units: tuple[Pair, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    rejected: tuple[Pair, ...] = ()
    untranslated: Counter[str] = field(default_factory=Counter)
    kept: bool = False
    layout: str = ""
    scores: tuple[int, ...] = ()
    share: float = 0.0


def align_to_file(inputs: Inputs, output: str | BinaryIO, settings: Settings, name: str | None = None) -> Summary:
    """Align a document and write it to ``output``, a path or an open file. ``-`` is standard input, and standard
    output. ``name`` is what the document is called in the output, by default its file's name; texts need one.

    Raises InputError for what cannot be read or written, and when there is nothing to pair.
    """
    aligned = _aligned(inputs, settings, name)
    written = write_pairs(aligned.alignment, output, settings)
    return replace(_summary(aligned, settings), written=written, rejected=aligned.rejected)


def align_to_memory(inputs: Sequence[str], memory: str, settings: Settings) -> Summary:
    """Align a document and update a memory with it. Raises InputError as ``align_to_file`` does."""
    aligned = _aligned(inputs, settings)
    written = Written("tmx")
    pairs = filter_pairs(chain(aligned.alignment.pairs(), aligned.rejected), settings.filters, written.left_out)
    return replace(_summary(aligned, settings), written=written, updated=update(memory, pairs, settings))


def align_to_pairs(inputs: Inputs, settings: Settings, name: str | None = None) -> Summary:
    """Align a document; the pairs are in the summary. Raises InputError as ``align_to_file`` does."""
    aligned = _aligned(inputs, settings, name)
    units = tuple(aligned.alignment.pairs(unaligned=settings.keep_unaligned))
    return replace(_summary(aligned, settings), units=units, rejected=aligned.rejected)


def update(memory: str, pairs: Iterable[Pair], settings: Settings) -> Updated:
    """Update a memory with ``pairs``, in the languages of the settings."""
    return update_memory(
        memory,
        pairs,
        changed=settings.changed,
        upkeep=settings.upkeep,
        languages=MemoryLanguages(
            settings.zh_lang, settings.en_lang, settings.srclang, settings.author, settings.props
        ),
    )


class _Aligned(NamedTuple):
    """The documents that hold the Chinese and the English, their alignment, what became of its corrections."""

    zh: Document
    en: Document
    alignment: Alignment
    outcomes: tuple[Outcome, ...] = ()
    rejected: tuple[Pair, ...] = ()


def _summary(aligned: _Aligned, settings: Settings) -> Summary:
    zh, en, alignment, outcomes, _ = aligned
    matches = [bead for bead in alignment.beads if not bead.is_null and bead.kind not in UNTRANSLATED]
    untranslated = Counter[str](bead.kind for bead in alignment.beads if bead.kind in UNTRANSLATED)
    nulls = [bead for bead in alignment.beads if bead.is_null]
    documents = (zh,) if zh is en else (zh, en)
    return Summary(
        source=alignment.source,
        pairs=len(matches),
        doubtful=sum(alignment.score(bead) < DOUBTFUL_BELOW for bead in matches),
        zh_alone=sum(len(bead.zh) for bead in nulls),
        en_alone=sum(len(bead.en) for bead in nulls),
        repairs=Counter(edit.fix for document in documents for edit in document.edits),
        warnings=alignment.warnings,
        written=Written(settings.format),
        inferred=tuple(line for document in documents for line in inferred_repairs(document, len(documents) > 1)),
        undecided=tuple(line for document in documents for line in undecided_lines(document, len(documents) > 1)),
        lost=tuple(s.text for s in (*alignment.zh, *alignment.en) if s.repair == "lost"),
        untranslated=untranslated,
        notes=tuple(_note(document, note, len(documents)) for document in documents for note in document.notes),
        report=tuple(explain(zh, en, alignment)) if settings.explain else (),
        outcomes=outcomes,
        layout=zh.layout if zh is en else TWO_DOCUMENTS,
        scores=scores_in_tenths([alignment.score(bead) for bead in matches]),
        share=round(share_paired(alignment), 4),
    )


def _note(document: Document, note: str, documents: int) -> str:
    return note if documents == 1 else f"{document.source}: {note}"


def _aligned(inputs: Inputs, settings: Settings, name: str | None = None) -> _Aligned:
    zh, en, alignment, outcomes, rejected = _align(inputs, settings, () if name is None else (name,))
    if name is not None:
        alignment = replace(alignment, source=name)
        rejected = tuple(replace(pair, document=name) for pair in rejected)
    if settings.codes == "none":
        alignment = replace(alignment, zh=without_codes(alignment.zh), en=without_codes(alignment.en))
    files = [str(name)] * len(inputs) if isinstance(inputs, Mapping) else inputs
    check_languages(zh, en, alignment, files, in_folder=name is not None)
    return _Aligned(zh, en, alignment, outcomes, rejected)


def _align(inputs: Inputs, settings: Settings, names: Sequence[str]) -> _Aligned:
    sources: list[Readable]
    if isinstance(inputs, Mapping):
        sources = [StringIO(inputs[side]) for side in ("text", "zh", "en") if side in inputs]
    else:
        sources = [sys.stdin.buffer if path == STANDARD else path for path in inputs]
    options = settings.options
    # Among several documents the columns are those of the tables that hold both languages; others are read as ever.
    if names and not (len(sources) == 1 and not isinstance(inputs, Mapping) and has_columns(inputs[0])):
        options = replace(options, columns=None)
    if settings.presegmented:
        if len(sources) != 2:
            path = names[0] if isinstance(inputs, Mapping) else inputs[0]
            what = "--presegmented needs two files, one for each language"
            raise InputError(what, path=path, advice="leave the option out")
        zh, en = load_presegmented(*sources, encoding=settings.encoding)
        if not settings.corrections:
            return _Aligned(zh, en, align_presegmented(zh, en, options=options, most=settings.max_sentences))
        segmented = align_presegmented_keeping_lattice(zh, en, options=options, most=settings.max_sentences)
        return _corrected(zh, en, segmented, settings, names)
    if isinstance(inputs, Mapping):
        zh, en = sides_of_texts(inputs, settings.layout, options)
    else:
        zh, en = load_sides(*sources, layout=settings.layout, encoding=settings.encoding, options=options)
    most = settings.max_sentences
    if not settings.corrections:
        return _Aligned(zh, en, align_documents(zh, en, level=settings.level, options=options, most=most))
    found = align_documents_keeping_lattice(zh, en, level=settings.level_of_lattice, options=options, most=most)
    return _corrected(zh, en, found, settings, names)


def _corrected(
    zh: Document,
    en: Document,
    found: tuple[Alignment, ReviewLattice],
    settings: Settings,
    names: Sequence[str],
) -> _Aligned:
    alignment, lattice = found
    from duiqi.corrections import correct, rejected_pairs

    corrected = correct(alignment, settings.corrections, lattice, names=names)
    rejected = rejected_pairs(alignment, corrected.alignment)
    return _Aligned(zh, en, corrected.alignment, corrected.outcomes, rejected)


def write_pairs(pairs: Alignment | Iterable[Pair], output: str | BinaryIO, settings: Settings) -> Written:
    """Write pairs to ``output``, a path, an open file or with ``-`` standard output, as the settings say. Raises
    InputError."""
    try:
        options = WriteOptions(
            format=settings.format,
            unaligned=settings.keep_unaligned,
            zh_lang=settings.zh_lang,
            en_lang=settings.en_lang,
            srclang=settings.srclang,
            filters=settings.filters,
            author=settings.author,
            props=settings.props,
            codes=settings.codes,
        )
        return write(pairs, sys.stdout if output == STANDARD else output, options)
    except BrokenPipeError:
        raise
    except OSError as error:
        place = "standard output" if output == STANDARD else str(output)
        raise InputError(f"cannot be written: {error.strerror or error}", path=place) from error


def is_memory(path: str) -> bool:
    """Whether the name is that of a TMX memory."""
    return path.lower().endswith((".tmx", ".tmx.gz"))


def same_file(first: str, second: str) -> bool:
    """Whether two paths name one existing file."""
    try:
        return os.path.samefile(first, second)
    except OSError:
        return False
