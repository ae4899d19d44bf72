"""The formats that are read: which one a file is in, by its name and its content, which must agree."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import NamedTuple

from duiqi.blocks.contents import Reading
from duiqi.errors import InputError
from duiqi.formats.asciidoc import read_asciidoc
from duiqi.formats.delimited import read_csv, read_tsv
from duiqi.formats.docx import read_docx
from duiqi.formats.epub import read_epub
from duiqi.formats.html import read_html
from duiqi.formats.markdown import read_markdown
from duiqi.formats.pdf import read_pdf
from duiqi.formats.po import read_po
from duiqi.formats.subtitles import read_subtitles
from duiqi.formats.xliff_document import read_xliff
from duiqi.formats.xlsx_document import read_xlsx
from duiqi.formats.xml_document import read_xml
from duiqi.io.encoding import decode
from duiqi.io.gzip import unpack_gzip
from duiqi.io.signature import is_html, label_of, signature_of

Reader = Callable[[bytes, str, "str | None"], Reading]


class Format(NamedTuple):
    """A format: its suffixes and its reader, which takes the bytes, the name for messages and --encoding."""

    suffixes: tuple[str, ...]
    read: Reader


def read_plain(data: bytes, name: str, encoding: str | None) -> Reading:
    """Plain text, as it is."""
    text, encoding = decode(data, name, encoding)
    return Reading(text, encoding=encoding)


FORMATS: dict[str, Format] = {
    "text": Format((".txt", ".text"), read_plain),
    "html": Format((".html", ".htm", ".xhtml"), read_html),
    "markdown": Format((".md", ".markdown"), read_markdown),
    "asciidoc": Format((".adoc", ".asciidoc", ".asc"), read_asciidoc),
    "docx": Format((".docx",), read_docx),
    "pdf": Format((".pdf",), read_pdf),
    "epub": Format((".epub",), read_epub),
    "subtitles": Format((".srt", ".vtt"), read_subtitles),
    "xlsx": Format((".xlsx",), read_xlsx),
    "csv": Format((".csv",), read_csv),
    "tsv": Format((".tsv", ".tab"), read_tsv),
    "po": Format((".po",), read_po),
    "xliff": Format((".xlf", ".xliff"), read_xliff),
    "xml": Format((".xml",), read_xml),
}
# Formats told by their content.
BINARY = ("docx", "pdf", "epub", "xlsx")
GZIP = ".gz"
BY_SUFFIX = {suffix: name for name, format in FORMATS.items() for suffix in format.suffixes}
SUFFIXES = (*BY_SUFFIX, *(suffix + GZIP for suffix, name in BY_SUFFIX.items() if name not in BINARY))

ADVICE = {
    "ole": "save it as DOCX or XLSX",
    "locked": "save a copy without password",
    "zip": "if it was to be a document, it is damaged or was cut off; else unpack it",
    "gzip": "unpack it, or give it a name that ends in .txt.gz",
    "an RTF document": "save it as DOCX",
}


def suffix_of(name: str) -> str:
    """The suffix of a file name in lower case; both of ``a.txt.gz``."""
    stem, suffix = os.path.splitext(os.path.basename(name).lower())
    return os.path.splitext(stem)[1] + suffix if suffix == GZIP else suffix


def read_bytes(data: bytes, name: str, encoding: str | None) -> Reading:
    """The text of a file. Raises InputError when it is in no format that is read, or not in the one its name says."""
    suffix = suffix_of(name)
    if suffix.endswith(GZIP) and data:
        if signature_of(data) != "gzip":
            raise InputError("its name ends in .gz, but it is no gzip archive", path=name, advice="check what it is")
        data, suffix = unpack_gzip(data, name), suffix.removesuffix(GZIP)
        if signature_of(data) == "gzip":
            raise InputError("it is a gzip archive in a gzip archive", path=name, advice="unpack it")
    format = _format(data, name, suffix)
    return FORMATS[format].read(data, name, encoding)


def _format(data: bytes, name: str, suffix: str) -> str:
    expected = BY_SUFFIX.get(suffix)
    if not data:
        raise InputError("the file is empty", path=name) if expected in BINARY else _no_text(name)
    found = signature_of(data)
    if found in ("ole", "locked") or (found and found not in BINARY):
        is_text = expected not in BINARY
        message = f"this is {label_of(found)}, not plain text" if is_text else f"this is {label_of(found)}"
        advice = "save it as plain text (.txt) first" if is_text else f"save it anew as {suffix[1:].upper()}"
        raise InputError(message, path=name, advice=ADVICE.get(found, advice))
    if expected in BINARY and found != expected:
        kind = label_of(found) if found else "something else"
        raise InputError(
            f"its name ends in {suffix}, but this is {kind}",
            path=name,
            advice=f"give it a name that ends in {FORMATS[found].suffixes[0]}" if found else "check what it is",
        )
    if found and found != expected:
        if expected or suffix in (".doc", ".xls"):
            raise InputError(
                f"this is {label_of(found)}, not plain text",
                path=name,
                advice=f"give it a name that ends in {FORMATS[found].suffixes[0]}",
            )
        return found
    if not expected and is_html(data):
        return "html"
    return expected or "text"


def _no_text(name: str) -> InputError:
    return InputError("the file holds no text", path=name)
