"""Review pages of documents: one of a document, or one each and an index of them, several at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from duiqi.batch.by_name import Found, Listing
from duiqi.batch.folder import name_of, problem_of, with_folder
from duiqi.batch.languages import check_languages
from duiqi.batch.settings import Settings
from duiqi.batch.workers import in_task_order
from duiqi.errors import DuiqiError, InputError
from duiqi.export import ReadOptions, iter_pairs, tmx_date
from duiqi.io.files import atomic_write, make_folder
from duiqi.model import Alignment
from duiqi.pairs.fields import Labels
from duiqi.pipeline import (
    align_documents_keeping_lattice,
    align_presegmented_keeping_lattice,
    load_presegmented,
    load_sides,
)
from duiqi.review import Entry, Reviewed, documents_of_pairs, entry_of, index_page, review_page
from duiqi.text.script import chinese_variant

if TYPE_CHECKING:
    from duiqi.corrections import Outcome

INDEX = "index.html"


class Page(NamedTuple):
    """A page that was written: its entry in an index, and what became of the corrections of its document."""

    entry: Entry
    outcomes: tuple[Outcome, ...]


def review_to_file(inputs: Sequence[str], output: str, settings: Settings, name: str | None = None) -> Page:
    """Align a document and write the page on which it is reviewed; ``name`` is what it is called there.

    Raises InputError for what cannot be read or written, and when there is nothing to pair.
    """
    options = settings.options
    if settings.presegmented:
        zh, en = load_presegmented(inputs[0], inputs[-1], encoding=settings.encoding)
        alignment, lattice = align_presegmented_keeping_lattice(zh, en, options=options)
    else:
        zh, en = load_sides(*inputs, layout=settings.layout, encoding=settings.encoding, options=options)
        alignment, lattice = align_documents_keeping_lattice(zh, en, level=settings.level_of_lattice, options=options)
    names: tuple[str, ...] = ()
    if name is not None:
        names, alignment = (alignment.source,), replace(alignment, source=name)
    check_languages(zh, en, alignment, inputs, in_folder=name is not None)
    return _write(Reviewed(alignment, lattice, (zh, en), settings.level_of_lattice), output, settings, names=names)


def review_pairs(path: str, output: str, settings: Settings) -> list[Page]:
    """Write the page of a file of pairs; of several documents in it, a page each and an index in the folder ``output``.

    Raises InputError for what cannot be read or written, and when a file is wanted for several documents.
    """
    options = ReadOptions(zh_lang=settings.zh_lang, en_lang=settings.en_lang)
    documents = documents_of_pairs(iter_pairs(path, options=options), os.path.basename(path))
    if not documents:
        raise InputError("holds no pairs", path=path)
    if not is_folder(output):
        if len(documents) > 1:
            raise InputError(
                f"holds the pairs of {len(documents)} documents",
                path=path,
                advice="name a folder for a page each, such as -o review/",
            )
        return [_write(Reviewed(documents[0]), output, settings)]
    names = page_names([document.source for document in documents])
    pages = [
        _write(Reviewed(document), os.fspath(Path(output) / name), settings, name)
        for document, name in zip(documents, names, strict=True)
    ]
    write_index([page.entry for page in pages], output, os.path.basename(path))
    return pages


def review_all(
    listing: Listing, output: str, settings: Settings, jobs: int
) -> Iterator[tuple[Found, Page | DuiqiError]]:
    """Align the documents of a listing, ``jobs`` at a time, and write a page for each.

    What became of each comes in their order.
    """
    names = page_names([found.name for found in listing.documents])
    tasks = [
        (found, listing.root, os.fspath(Path(output) / name), name, settings)
        for found, name in zip(listing.documents, names, strict=True)
    ]
    results = in_task_order(_review, tasks, [found.name for found in listing.documents], jobs)
    return zip(listing.documents, results, strict=True)


def write_index(entries: Sequence[Entry], output: str, title: str) -> None:
    """Write the index of a folder of pages. Raises InputError."""
    _write_text(index_page(entries, title), os.fspath(Path(output) / INDEX))


def is_folder(output: str) -> bool:
    """Whether ``output`` names a folder, and not the file of a page."""
    return os.path.isdir(output) or not output.lower().endswith((".html", ".htm"))


def page_names(names: Sequence[str]) -> list[str]:
    """A file name for each document's page: its own name, told apart where two are alike, and never the index's."""
    taken = {INDEX}
    found = []
    for name in names:
        stem = (
            "/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")) or "document"
        )
        page, number = f"{stem}.html", 1
        while page.casefold() in taken:
            number += 1
            page = f"{stem}-{number}.html"
        taken.add(page.casefold())
        found.append(page)
    return found


def _review(found: Found, root: Path, output: str, page: str, settings: Settings) -> Page | DuiqiError:
    files = [os.fspath(path) for path in found.files]
    try:
        if problem := problem_of(found):
            raise problem
        made = review_to_file(files, output, settings, name_of(found, root))
        return made._replace(entry=replace(made.entry, page=page))
    except InputError as error:
        return with_folder(error, found)
    except DuiqiError as error:
        return error


def _write(reviewed: Reviewed, output: str, settings: Settings, page: str = "", names: Sequence[str] = ()) -> Page:
    """Write a page, with the corrections of its document; ``names`` are others that the document goes by."""
    alignment = reviewed.alignment
    outcomes: tuple[Outcome, ...] = ()
    if settings.corrections:
        from duiqi.corrections import correct, restated

        corrected = correct(alignment, settings.corrections, reviewed.lattice, names=names)
        alignment, outcomes = corrected.alignment, corrected.outcomes
        held = [outcome.correction for outcome in outcomes if outcome.status in ("applied", "aligned anew")]
        # With a lattice the page finds by itself what no one looked at.
        applied = [c for c in held if c.fixes or c.rewrites or c.why or not reviewed.lattice]
        now = restated(reviewed.alignment, applied, settings.level_of_lattice)
        reviewed = replace(reviewed, corrections=tuple(now))
    _write_text(review_page(reviewed, _labels(reviewed.alignment, settings)), output)
    return Page(entry_of(alignment, page), outcomes)


def _labels(alignment: Alignment, settings: Settings) -> Labels:
    variant = settings.zh_lang or chinese_variant(sentence.text for sentence in alignment.zh)
    return Labels(variant, settings.en_lang or "en", settings.srclang, alignment.signature, tmx_date(None))


def _write_text(text: str, output: str) -> None:
    make_folder(Path(output).parent)
    with atomic_write(output) as stream:
        stream.write(text.encode("utf-8"))
