"""Pairs from whatever can be given to add: documents and folders of them, which are aligned, and files of pairs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from duiqi.batch import Settings, Summary, align_to_pairs, documents_among, processors
from duiqi.cli.runs.folders import Run, pairs_of_documents
from duiqi.cli.summary import tell, to_look_at, warnings
from duiqi.export import ReadOptions, holds_pairs, iter_pairs
from duiqi.io.zip_folder import is_folder_or_zip
from duiqi.model import Pair


def pairs_of(paths: Sequence[str], settings: Settings, run: Run, *, named: bool = False) -> Iterator[Pair]:
    """The pairs of documents and of folders of documents, which are aligned, and of files of pairs, which are read.

    With ``named`` a pair of a file that tells no document has the file's name for one, and pairs of a TMX come with
    their units (``WholeUnit``).

    Files that are the two languages of one document are aligned with each other. Raises InputError for a document in
    one language.
    """
    files = [path for path in paths if not is_folder_or_zip(path) and not holds_pairs(path)]
    groups = documents_among(files, settings, run.jobs or processors())
    partner = {path for group in groups for path in group[1:]}
    documents = {group[0]: group for group in groups}
    for path in dict.fromkeys(paths):
        if path in documents:
            summary = align_to_pairs(documents[path], settings)
            run.names.add(summary.source)
            for note in summary.notes:
                run.noting(summary.source)(note)
            _tell(summary, run)
            yield from summary.units
        elif is_folder_or_zip(path):
            yield from pairs_of_documents([Path(path)], settings, run)
        elif path not in partner:
            options = ReadOptions(
                settings.columns,
                settings.encoding,
                run.noting(path),
                settings.zh_lang,
                settings.en_lang,
                settings.drafts,
                whole=named,
            )
            origin = os.path.basename(path) if named else ""
            for pair in iter_pairs(path, lost=run.lost, options=options):
                if not pair.bead.is_null:
                    yield pair if pair.document or not origin else replace(pair, document=origin)


def _tell(summary: Summary, run: Run) -> None:
    """What of a document a person should look at."""
    if not run.quiet:
        tell(to_look_at(summary))
    tell(warnings(summary, summary.source))
