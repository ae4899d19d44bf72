"""``--watch``: the documents of a folder as they arrive, until the run is told to end."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from duiqi.batch import Listing, Settings, check_output_folder, list_documents
from duiqi.batch.arrivals import Arrivals
from duiqi.batch.resuming import locked_manifest
from duiqi.cli.runs.folders import Run, align_listed, tell_sums
from duiqi.cli.runs.pairing import tell_left_out
from duiqi.cli.terminal import tell
from duiqi.cli.terminal.stopping import Terminated
from duiqi.errors import InputError
from duiqi.text.printable import printable


def watch(root: Path, output: Path, settings: Settings, run: Run) -> int:
    """Align what is in the folder ``root`` and what arrives in it, or changes, until Control-C or SIGTERM; the exit
    status, by what became of the documents.

    Raises InputError when the folders cannot be used at all, or ``root`` is gone.
    """
    check_output_folder([root], output)
    if not os.path.isdir(root):
        raise InputError("is no folder", path=root, advice="name the folder to watch")
    with locked_manifest(output) as manifest:
        if not run.quiet:
            tell([f"watching {printable(os.fspath(root))}; Control-C ends it"])
        try:
            unreadable: set[str] = set()
            for fresh, whole in Arrivals(root).wait():
                if listing := _listing(root, settings, run, fresh, whole):
                    new = tuple(error for error in listing.unreadable if str(error) not in unreadable)
                    run.unreadable += tell_left_out(replace(listing, linked=(), special=(), unreadable=new))
                    unreadable.update(map(str, new))
                    align_listed(listing, output, settings, run, manifest)
        except (KeyboardInterrupt, Terminated):
            pass
        except FileNotFoundError as error:
            raise InputError("the folder is gone", path=root) from error
        tell_sums(output, run, manifest)
    return run.status


def _listing(root: Path, settings: Settings, run: Run, fresh: set[Path], whole: set[Path]) -> Listing | None:
    """The documents of which a file is ``fresh`` and all are ``whole``; None when there are none."""
    try:
        listing = list_documents([root], settings, run.effort.jobs)
    except InputError:  # there is no document yet
        return None
    documents = tuple(
        found for found in listing.documents if not fresh.isdisjoint(found.files) and whole.issuperset(found.files)
    )
    return replace(listing, documents=documents, passed_over=()) if documents else None
