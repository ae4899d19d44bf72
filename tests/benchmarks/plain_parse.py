"""What a library takes for a document by itself: the plain call that makes a tree or text of it, without anything of
ours. ``end_to_end`` shows it beside what reading the document takes."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path


def html(data: bytes) -> None:
    """The tree by lxml, and the main text by trafilatura, which readers of two pages and of one ask for."""
    import lxml.html
    import trafilatura

    trafilatura.extract(lxml.html.document_fromstring(data), favor_recall=True)


def pdf(data: bytes) -> None:
    """The text of each page by pypdfium2."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.get_textpage().get_text_range()


def office(data: bytes) -> None:
    """The trees of the parts of an archive by zipfile and lxml."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".xhtml", ".rels")):
                xml(archive.read(name))


def xml(data: bytes) -> None:
    """The tree by lxml."""
    from lxml import etree

    etree.fromstring(data)


def table(data: bytes) -> None:
    """The rows by csv."""
    list(csv.reader(io.StringIO(data.decode("utf-8", "replace"))))


def plain(data: bytes) -> None:
    """The lines of a text."""
    data.decode("utf-8", "replace").splitlines()


PARSERS: dict[str, Callable[[bytes], None]] = {
    ".html": html,
    ".htm": html,
    ".pdf": pdf,
    **dict.fromkeys((".docx", ".pptx", ".xlsx", ".odt", ".ods", ".odp", ".epub"), office),
    ".xml": xml,
    ".csv": table,
    ".tsv": table,
}


def parse(file: Path) -> None:
    """Have a file parsed, unpacked where it is packed; one of a kind without a library as plain text."""
    data = file.read_bytes()
    if file.suffix == ".gz":
        data = gzip.decompress(data)
    PARSERS.get(file.suffix.lower(), plain)(data)
