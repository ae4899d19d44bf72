"""OpenDocument presentations, as LibreOffice Impress writes them: the slides in order, each with its notes.

Read: titles, shapes, tables and notes, slide by slide.
Left out: page numbers, dates and feet, comments.
"""

from __future__ import annotations

from duiqi.blocks.contents import Reading, assemble
from duiqi.blocks.opendocument import Walker, is_flat, open_document
from duiqi.formats.format import Format


def read_odp(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The texts of titles, shapes and tables, with the number of the slide as place. Left out: comments, heads and feet
    of slides. Raises InputError for a file that is locked, damaged, or made to do harm."""
    root = open_document(data, name)
    walker = Walker(root, name)
    pages = root.iterfind("{*}body/{*}presentation/{*}page")
    lines = [line for number, page in enumerate(pages, 1) for line in walker.slide(page, number)]
    return assemble([*lines, *walker.found.notes], name, omissions=walker.found.omissions)


FORMAT = Format(
    name="odp",
    label="an OpenDocument presentation (ODP)",
    suffixes=(".odp", ".otp", ".fodp"),
    read_document=read_odp,
    binary=True,
    recognises=is_flat("presentation"),
    marks=(b"mimetypeapplication/vnd.oasis.opendocument.presentation",),
    library="lxml",
)
