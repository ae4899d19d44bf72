"""The formats that are read: which one a file is in, by its name and its content, which must agree."""

from __future__ import annotations

import os

from duiqi.blocks.contents import Reading
from duiqi.errors import InputError
from duiqi.formats import FORMATS, Format
from duiqi.io.gzip import unpack_gzip
from duiqi.io.signature import is_html, label_of, signature_of

GZIP = ".gz"
DOCUMENTS = [format for format in FORMATS.values() if format.read_document]
BY_SUFFIX = {suffix: format for format in DOCUMENTS for suffix in format.suffixes}
SUFFIXES = (*BY_SUFFIX, *(suffix + GZIP for suffix, format in BY_SUFFIX.items() if not format.binary))

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
    assert format.read_document
    return format.read_document(data, name, encoding)


def _format(data: bytes, name: str, suffix: str) -> Format:
    expected = BY_SUFFIX.get(suffix)
    is_text = not (expected and expected.binary)
    if not data:
        raise InputError("the file holds no text" if is_text else "the file is empty", path=name)
    signature = signature_of(data)
    found = _by_signature(data, signature)
    if signature and not found:
        label = label_of(signature)
        message = f"this is {label}, not plain text" if is_text else f"this is {label}"
        advice = "save it as plain text (.txt) first" if is_text else f"save it anew as {suffix[1:].upper()}"
        raise InputError(message, path=name, advice=ADVICE.get(signature, advice))
    if found != expected and not is_text:
        raise InputError(
            f"its name ends in {suffix}, but this is {found.label if found else 'something else'}",
            path=name,
            advice=f"give it a name that ends in {found.suffixes[0]}" if found else "check what it is",
        )
    if found and found != expected and (expected or suffix in (".doc", ".xls")):
        raise InputError(
            f"this is {found.label}, not plain text",
            path=name,
            advice=f"give it a name that ends in {found.suffixes[0]}",
        )
    if found:
        return found
    return expected or FORMATS["html" if is_html(data) else "text"]


def _by_signature(data: bytes, signature: str | None) -> Format | None:
    """The format that the first bytes, and what stands in a ZIP archive, tell."""
    if signature == "zip":
        return next((format for format in DOCUMENTS if any(mark in data for mark in format.marks)), None)
    return FORMATS.get(signature or "")
