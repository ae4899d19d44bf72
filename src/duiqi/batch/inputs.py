"""Which of the files that are named one after another belong together: sides of one document are not two documents."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from duiqi.batch.by_content import profile
from duiqi.batch.folder import list_documents
from duiqi.batch.settings import Settings
from duiqi.errors import InputError
from duiqi.pipeline import load


def documents_among(paths: Sequence[str], settings: Settings, jobs: int) -> list[tuple[str, ...]]:
    """``paths`` as documents of one or two files, in the order of the first file of each.

    Files that names pair are one document, and so are two files, and no more, of which one is Chinese and the other
    English, as they are for ``align``.
    """
    if len(paths) < 2:
        return [(path,) for path in paths]
    try:
        listing = list_documents([Path(path) for path in paths], settings, jobs)
    except InputError:  # none is a document by its name; each says why when it is aligned
        return [(path,) for path in paths]
    by_file = {os.path.abspath(file): document.files for document in listing.documents for file in document.files}
    groups: dict[tuple[str, ...], None] = {}
    for path in paths:
        files = by_file.get(os.path.abspath(path), ())
        groups[tuple(map(os.fspath, files)) if len(files) == 2 else (path,)] = None
    if len(groups) == len(paths) == 2 and _are_sides(paths, settings):
        return [(paths[0], paths[1])]
    return list(groups)


def _are_sides(paths: Sequence[str], settings: Settings) -> bool:
    """Whether one file is Chinese and the other English; a file that cannot be read says so when it is aligned."""
    try:
        known = [profile(load(path, encoding=settings.encoding, options=settings.options)) for path in paths]
    except InputError:
        return False
    return {side.language for side in known if side is not None} == {"zh", "en"}
