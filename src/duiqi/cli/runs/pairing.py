"""What becomes of each file of a folder: which are paired with which, and why, as a table."""

from __future__ import annotations

import logging
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from duiqi.batch import Listing
from duiqi.cli.summary import some
from duiqi.cli.terminal import log, warn
from duiqi.loading import unread_label
from duiqi.text.printable import printable

# Columns are no wider than this, so that one long name does not push the others off the screen.
WIDEST = 60


def pairing_table(listing: Listing) -> Iterator[str]:
    """The documents, the files that each is made of, and why, as lines of a table; then the files passed over."""
    rows = [("document", "files", "why")]
    for document in listing.documents:
        files = " + ".join(printable(path.relative_to(listing.root).as_posix()) for path in document.files)
        why = f"{document.reason}: {document.problem}" if document.problem else document.reason
        rows.append((printable(document.name), files, printable(why)))
    rows += _passed_over(listing.passed_over)
    rows += _linked(listing.linked)
    widths = [min(WIDEST, max(_width(row[k]) for row in rows)) for k in range(2)]
    for name, files, why in rows:
        yield f"{_padded(name, widths[0])}  {_padded(files, widths[1])}  {why}"


def pairing_counts(listing: Listing) -> Iterator[str]:
    """How many documents there are for each reason, where a table of all would be too long to read."""
    reasons = Counter(document.reason.split(":")[0] for document in listing.documents)
    yield f"{len(listing.documents):,} documents (-v and --dry-run name them):"
    yield from (f"  {number:,}: {printable(reason)}" for reason, number in reasons.most_common())
    for _, names, why in (*_passed_over(listing.passed_over), *_linked(listing.linked)):
        yield f"  {names}: {why}"


def _passed_over(paths: Sequence[Path]) -> Iterator[tuple[str, str, str]]:
    """A row for each format that files are passed over in, however many they are."""
    kinds: dict[str, list[Path]] = {}
    for path in paths:
        kinds.setdefault(unread_label(path.name), []).append(path)
    for label, same in kinds.items():
        why = f"{label}, which is not read" if label else "no format that is read"
        yield "-", some(same), f"passed over: {why}"


def _linked(paths: Sequence[Path]) -> Iterator[tuple[str, str, str]]:
    if paths:
        yield "-", some(paths), "passed over: a link to a folder, which is not followed"


def tell_left_out(listing: Listing) -> int:
    """Tell what of a folder is no document and may have been meant for one; the number of folders and links that cannot
    be read."""
    if listing.passed_over:
        warn([f"passed over, in no format that is read: {some(listing.passed_over)}"])
    if listing.linked:
        warn([f"passed over, links to folders, which are not followed: {some(listing.linked)}"])
    if listing.special:
        warn([f"passed over, pipes, sockets or devices: {some(listing.special)}"])
    for error in listing.unreadable:
        log(f"align: {printable(str(error))}", logging.ERROR)
    return len(listing.unreadable)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    """Places on a terminal: wide characters take two (Unicode Standard Annex 11)."""
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in text)
