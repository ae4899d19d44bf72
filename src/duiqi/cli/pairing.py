"""What becomes of each file of a folder: which are paired with which, and why, as a table."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from duiqi.batch.by_content import Profile, profile
from duiqi.batch.by_name import Listing, open_files, pair_by_content
from duiqi.batch.workers import in_order
from duiqi.errors import DuiqiError, InputError
from duiqi.pipeline import load
from duiqi.text.printable import printable

# Columns are no wider than this, so that one long name does not push the others off the screen.
WIDEST = 60


def matched_by_content(folder: Path, listing: Listing, encoding: str | None, jobs: int) -> Listing:
    """The listing with the files that names leave alone paired by what they say."""
    paths = open_files(listing)
    results = in_order(_profile, [(path, encoding) for path in paths], [str(path) for path in paths], jobs)
    read = {path: result for path, result in zip(paths, results, strict=True) if not isinstance(result, DuiqiError)}
    return pair_by_content(folder, listing, read)


def _profile(path: Path, encoding: str | None) -> Profile | InputError | None:
    """What the file holds; the error when it cannot be read, which is told when it is aligned."""
    try:
        return profile(load(path, encoding=encoding))
    except InputError as error:
        return error


def pairing_table(folder: Path, listing: Listing) -> Iterator[str]:
    """The documents, the files that each is made of, and why, as lines of a table; then the files passed over."""
    rows = [("document", "files", "why")]
    for document in listing.documents:
        files = " + ".join(printable(path.relative_to(folder).as_posix()) for path in document.files)
        why = f"{document.reason}: {document.problem}" if document.problem else document.reason
        rows.append((printable(document.name), files, printable(why)))
    rows += [("-", printable(path.as_posix()), "passed over: no format that is read") for path in listing.passed_over]
    widths = [min(WIDEST, max(_width(row[k]) for row in rows)) for k in range(2)]
    for name, files, why in rows:
        yield f"{_padded(name, widths[0])}  {_padded(files, widths[1])}  {why}"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    """Places on a terminal: wide characters take two (Unicode Standard Annex 11)."""
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in text)
