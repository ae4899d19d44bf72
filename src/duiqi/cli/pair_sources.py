"""Pairs from whatever can be given to add: documents and folders of them, which are aligned, and files of pairs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from duiqi.batch import Settings, align_to_pairs
from duiqi.cli.folders import Run, pairs_of_documents
from duiqi.cli.summary import tell, to_look_at
from duiqi.export import holds_pairs, iter_pairs
from duiqi.model import Pair


def pairs_of(paths: Sequence[str], settings: Settings, run: Run) -> Iterator[Pair]:
    """The pairs of documents and of folders of documents, which are aligned, and of files of pairs, which are read."""
    for path in paths:
        if holds_pairs(path):
            yield from (pair for pair in iter_pairs(path, lost=run.lost) if not pair.bead.is_null)
        elif os.path.isdir(path):
            yield from pairs_of_documents([Path(path)], settings, run)
        else:
            summary = align_to_pairs([path], settings)
            if not run.quiet:
                tell(to_look_at(summary))
            yield from summary.units
