"""Rich Text Format, as Word, WPS, LibreOffice and TextEdit write it.

striprtf gives its text too, but with bars for the cells of tables, deleted text and the numbers of lists in it, without
footnotes and text boxes, and fails on Chinese outside GBK.

Read: body, lists, tables, text boxes, notes.
Left out: deleted text, page heads and feet, comments, pictures.
"""

from __future__ import annotations

import codecs

from duiqi.blocks.contents import Reading, assemble
from duiqi.blocks.rich_text import RichText
from duiqi.errors import InputError
from duiqi.formats.format import Format


def read_rtf(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The text of a document; ``encoding`` is that of text whose font does not tell it. Raises InputError for a file
    that is cut off, or made to do harm."""
    if encoding:
        try:
            codecs.lookup(encoding)
        except LookupError as error:
            raise InputError(f"there is no encoding {encoding!r}", path=name, advice="name another") from error
    document = RichText(name, encoding)
    lines = document.lines(data.removeprefix(codecs.BOM_UTF8))
    return assemble(lines, name, omissions=document.omissions)


FORMAT = Format(
    name="rtf",
    label="an RTF document",
    suffixes=(".rtf",),
    read_document=read_rtf,
    binary=True,
)
