"""EPUB books: the chapters in the order of the spine, read with zipfile and lxml (EPUB 3.3).

Read: the chapters in the order of the spine.
Left out: menus, scripts, the table of contents.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from duiqi.blocks.contents import Reading, assemble
from duiqi.blocks.web.html_blocks import Block, find_blocks
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.formats.html import decode_html, lines_of, parse_html
from duiqi.io.xml import local_name, parse_xml
from duiqi.io.zip_archive import Archive
from duiqi.model import Omission

CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"
CHAPTERS = ("application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/x-dtbook+xml")
# Fonts are scrambled so that they cannot be lifted from a book; the text can still be read.
FONT_SCRAMBLING = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


def read_epub(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The text of a book. Raises InputError for a book that is locked (DRM), damaged, or made to do harm."""
    archive = Archive(data, name)
    top = _top(archive)
    _refuse_locked(archive, name, top)
    blocks: list[Block] = []
    omissions: list[Omission] = []
    for part, is_contents in _chapters(archive, name, top):
        text, _ = decode_html(archive.read(part), f"{name}: {part}", encoding)
        if not text.strip():
            continue
        found = [block for block in find_blocks(parse_html(text, f"{name}: {part}")) if not block.hiding]
        if is_contents:
            omissions += [Omission("table of contents", block.text) for block in found]
        else:
            omissions += [Omission("code", block.text) for block in found if block.code]
            blocks += [block for block in found if not block.code]
    return assemble(lines_of(blocks), name, "utf-8", omissions)


def _top(archive: Archive) -> str:
    """The folder of the archive that holds the book, with a slash at its end: nothing as a rule, but the folder itself
    when it was packed and not what is in it."""
    found = [part.removesuffix(CONTAINER) for part in archive.names if part.endswith(f"/{CONTAINER}")]
    return min(found, key=lambda top: (top.count("/"), top), default="") if CONTAINER not in archive else ""


def _chapters(archive: Archive, name: str, top: str) -> Iterator[tuple[str, bool]]:
    """The parts that the spine lists, and whether each is the table of contents."""
    container = parse_xml(archive.read(top + CONTAINER), name, top + CONTAINER)
    package = next((e.get("full-path") for e in container.iter("{*}rootfile")), None)
    if not package:
        raise InputError(f"its part {CONTAINER} names no book", path=name, advice="the file is damaged")
    package = top + package
    root = parse_xml(archive.read(package), name, package)
    items = {item.get("id"): item for item in _all(root, "manifest", "item")}
    seen = set()
    for reference in _all(root, "spine", "itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in CHAPTERS:
            continue
        part = posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(item.get("href", ""))))
        if part not in seen:
            seen.add(part)
            yield part, "nav" in (item.get("properties") or "").split()
    if not seen:
        raise InputError("the book lists no chapters", path=name, advice="the file is damaged")


def _all(root: Any, section: str, tag: str) -> Iterator[Any]:
    for parent in root:
        if local_name(parent) == section:
            yield from (child for child in parent if local_name(child) == tag)


def _refuse_locked(archive: Archive, name: str, top: str) -> None:
    if top + ENCRYPTION not in archive:
        return
    for method in parse_xml(archive.read(top + ENCRYPTION), name, top + ENCRYPTION).iter("{*}EncryptionMethod"):
        if method.get("Algorithm") not in FONT_SCRAMBLING:
            raise InputError(
                "the book is protected against copying (DRM)", path=name, advice="get a copy without protection"
            )


FORMAT = Format(
    name="epub",
    label="an EPUB book",
    suffixes=(".epub",),
    read_document=read_epub,
    binary=True,
    marks=(b"mimetypeapplication/epub+zip", b"META-INF/container.xml"),
    library="lxml",
)
