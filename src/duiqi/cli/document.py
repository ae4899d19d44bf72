"""One document from its file or files to its output, and what there is to tell about it.

This is what a process of a folder run does, so all that goes in and comes out can be pickled.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, Literal, TextIO

from duiqi.errors import InputError
from duiqi.explain import explain
from duiqi.export import Written, write
from duiqi.model import Alignment, Document, Language, Layout, Level, Options
from duiqi.pipeline import align_documents, align_presegmented, load_presegmented, load_sides
from duiqi.updating import Updated, update_memory

STANDARD = "-"
# Pairs that score lower are counted in the summary as worth a look.
DOUBTFUL_BELOW = 0.9


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of a run that hold for every document."""

    format: str
    level: Level = "sentence"
    layout: Layout = "auto"
    encoding: str | None = None
    presegmented: bool = False
    punctuation: Literal["keep", "restore"] = "keep"
    min_score: float = 0.0
    keep_unaligned: bool = False
    zh_lang: str | None = None
    en_lang: str | None = None
    srclang: Language = "zh"
    explain: bool = False
    update: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """What is told about a document. ``pairs``, ``doubtful`` and ``zh_alone``, ``en_alone`` (sentences without a
    partner) count what was found; ``written`` what of it is in the output, after
    --min-score; ``updated`` what became of the pairs in a memory that was updated."""

    source: str
    pairs: int
    doubtful: int
    zh_alone: int
    en_alone: int
    repairs: Counter[str]
    warnings: tuple[str, ...]
    written: Written
    report: tuple[str, ...] = ()
    updated: Updated | None = None


def align_to_file(inputs: Sequence[str], output: str, settings: Settings, *, in_folder: bool = False) -> Summary:
    """Align a document and write it to ``output``. ``-`` is standard input, and standard output.

    Raises InputError for what cannot be read or written, and when there is nothing to pair.
    """
    zh, en, alignment = _aligned(inputs, settings)
    for side, language in ((alignment.zh, "Chinese"), (alignment.en, "English")):
        if not any(sentence.text for sentence in side):
            raise InputError(
                f"there is no {language} text",
                path=inputs[0] if in_folder and len(inputs) == 1 else alignment.source,
                advice=_advice(language, len(inputs), in_folder),
            )
    updated = _update(alignment, output, settings) if settings.update else None
    written = Written("tmx") if updated else _write(alignment, output, settings)
    matches = [bead for bead in alignment.beads if not bead.is_null]
    nulls = [bead for bead in alignment.beads if bead.is_null]
    documents = (zh,) if zh is en else (zh, en)
    return Summary(
        source=alignment.source,
        pairs=len(matches),
        doubtful=sum(bead.score < DOUBTFUL_BELOW for bead in matches),
        zh_alone=sum(len(bead.zh) for bead in nulls),
        en_alone=sum(len(bead.en) for bead in nulls),
        repairs=Counter(edit.fix for document in documents for edit in document.edits),
        warnings=alignment.warnings,
        written=written,
        report=tuple(explain(zh, en, alignment)) if settings.explain else (),
        updated=updated,
    )


def _advice(missing: str, files: int, in_folder: bool) -> str:
    if files > 1:
        return "check what the files hold"
    if in_folder:
        return f"name it and the {missing} file alike, as a.zh.txt and a.en.txt, or let --match content find that"
    return f"give the {missing} as a second file"


def _aligned(inputs: Sequence[str], settings: Settings) -> tuple[Document, Document, Alignment]:
    sources = [sys.stdin.buffer if path == STANDARD else path for path in inputs]
    options = Options(punctuation=settings.punctuation)
    if settings.presegmented:
        if len(sources) != 2:
            raise InputError(
                "--presegmented needs two files, one for each language", path=inputs[0], advice="leave the option out"
            )
        zh, en = load_presegmented(*sources, encoding=settings.encoding)
        return zh, en, align_presegmented(zh, en, options=options)
    zh, en = load_sides(*sources, layout=settings.layout, encoding=settings.encoding, options=options)
    return zh, en, align_documents(zh, en, level=settings.level, options=options)


def _update(alignment: Alignment, memory: str, settings: Settings) -> Updated:
    return update_memory(
        memory,
        alignment.pairs(settings.min_score),
        zh_lang=settings.zh_lang,
        en_lang=settings.en_lang,
        srclang=settings.srclang,
    )


def _write(alignment: Alignment, output: str, settings: Settings) -> Written:
    target: str | TextIO | BinaryIO = output
    if output == STANDARD:
        target = sys.stdout
    try:
        return write(
            alignment,
            target,
            format=settings.format,
            min_score=settings.min_score,
            unaligned=settings.keep_unaligned,
            zh_lang=settings.zh_lang,
            en_lang=settings.en_lang,
            srclang=settings.srclang,
        )
    except BrokenPipeError:
        raise
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror or error}", path="standard output") from error


def same_file(first: str, second: str) -> bool:
    """Whether two paths name one existing file."""
    try:
        return os.path.samefile(first, second)
    except OSError:
        return False
