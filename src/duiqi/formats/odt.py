"""OpenDocument texts, as LibreOffice writes them: body, lists and tables in document order, then foot- and endnotes.

Read with zipfile and lxml; odfpy reads them too, but as objects of its own, without limits, and rests since 2020.

Read: body, lists, tables, text boxes, notes.
Left out: deleted and hidden text, comments, formulas, indexes, page heads and feet.
"""

from __future__ import annotations

from duiqi.blocks.contents import Reading, assemble
from duiqi.blocks.opendocument import Walker, is_flat, open_document
from duiqi.formats.format import Format


def read_odt(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The text of a document. Left out: deleted text of tracked changes, comments, formulas, lists of contents and
    indexes, heads and feet of pages. Raises InputError for a file that is locked, damaged, or made to do harm."""
    root = open_document(data, name)
    walker = Walker(root, name)
    lines = [line for body in root.iterfind("{*}body/{*}text") for line in walker.lines(body)]
    return assemble([*lines, *walker.found.notes], name, omissions=walker.found.omissions)


FORMAT = Format(
    name="odt",
    label="an OpenDocument text (ODT)",
    suffixes=(".odt", ".ott", ".fodt"),
    read_document=read_odt,
    binary=True,
    recognises=is_flat("text"),
    marks=(b"mimetypeapplication/vnd.oasis.opendocument.text",),
    library="lxml",
)
