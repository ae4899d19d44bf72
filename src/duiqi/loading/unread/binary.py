"""Formats that are no text and not read, told by their first bytes."""

from __future__ import annotations

import re

from duiqi.io.signature import ENCRYPTED_PACKAGE
from duiqi.loading.unread.advice import EPUB, NO_TEXT, OCR, PDF, TRANSCRIBE, UNPACK
from duiqi.loading.unread.kind import Unread


def _of(
    label: str, advice: str, suffixes: str = "", first: bytes | None = None, marks: tuple[bytes, ...] = ()
) -> Unread:
    return Unread(
        label=label,
        advice=advice,
        suffixes=tuple(suffixes.split()),
        first=re.compile(first, re.DOTALL) if first else None,
        marks=marks,
    )


def _zip(label: str, advice: str, suffixes: str, *marks: bytes) -> Unread:
    return _of(label, advice, suffixes, b"PK\x03\x04|PK\x05\x06", marks)


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The special stand before the general.
BINARY = (
    _of(
        "a Microsoft Office document locked with a password",
        "save a copy without password",
        "",
        _OLE,
        (ENCRYPTED_PACKAGE,),
    ),
    _of(
        "an old Microsoft Office document (DOC, XLS, PPT)",
        "save it as DOCX or XLSX, or export it as PDF",
        ".doc .dot .xls .ppt .pps .wps .et .dps",
        _OLE,
    ),
    _zip(
        "a Pages, Numbers or Keynote document",
        "export it as DOCX, XLSX or PDF",
        ".pages .numbers .key",
        b"Index/Document.iwa",
    ),
    _zip(
        "a ZIP archive (as DOCX, XLSX, EPUB and ODT files are)",
        "if it was to be a document, it is damaged or was cut off; else unpack it (a .zip of documents is read)",
        ".zip .jar .apk .whl .xpi",
    ),
    _of("a book for Kindle (MOBI)", EPUB, ".mobi .azw .azw3 .prc", rb".{60}(?:BOOKMOBI|TEXtREAd)"),
    _of("a DjVu document", OCR, ".djvu .djv", b"AT&TFORM"),
    _of("a CAJ document", PDF, ".caj .kdh .nh", b"CAJ|KDH "),
    _of("compiled HTML help (CHM)", "unpack it, and align the pages", ".chm", b"ITSF"),
    _of("a PostScript file", "convert it to PDF, with ps2pdf", ".ps .eps", b"%!PS"),
    _of("compiled messages (MO)", "convert it to PO, with msgunfmt", ".mo .gmo", b"\xde\x12\x04\x95|\x95\x04\x12\xde"),
    _of("compiled messages (Qt QM)", "convert it to XLIFF, with lconvert", ".qm", b"\x3c\xb8\x64\x18"),
    _of(
        "a SQLite database (as SDLTM memories are)",
        "export its texts; an .sdltm holds pairs that are aligned already: see align convert",
        ".sqlite .sqlite3 .db",
        b"SQLite format 3\x00",
    ),
    _of(
        "a picture",
        OCR,
        ".png .jpg .jpeg .gif .bmp .tif .tiff .webp .ico .heic .psd .avif",
        rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|BM.{4}\x00{4}|II\*\x00|MM\x00\*|RIFF.{4}WEBP|\x00\x00\x01\x00[\x01-\x20]\x00|8BPS|.{4}ftyp(?:heic|mif1|avif)",
    ),
    _of(
        "a sound recording",
        TRANSCRIBE,
        ".mp3 .wav .flac .ogg .opus .m4a .aac .wma",
        rb"ID3|\xff[\xfb\xf3\xf2\xf1\xf9]|RIFF.{4}WAVE|fLaC|OggS|.{4}ftypM4A",
    ),
    _of(
        "a video",
        TRANSCRIBE,
        ".mp4 .mkv .avi .mov .wmv .webm .flv .m4v .mpg .mpeg",
        rb".{4}ftyp|\x1aE\xdf\xa3|RIFF.{4}AVI |FLV\x01|\x00\x00\x01\xba|G.{187}G.{187}G",
    ),
    _of(
        "an archive",
        UNPACK,
        ".tar .tgz .bz2 .7z .rar .lz4 .cab .iso .deb .rpm .dmg",
        rb".{257}ustar|BZh\d|7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|MSCF|!<arch>\n|\xed\xab\xee\xdb",
    ),
    _of(
        "a program",
        NO_TEXT,
        ".exe .dll .so .o .a .class .pyc .wasm .bin .elc",
        rb"\x7fELF|MZ.{58}|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe|\x00asm|.\x0d\x0d\x0a",
    ),
    _of("a type face", NO_TEXT, ".ttf .otf .woff .woff2 .ttc", rb"\x00\x01\x00\x00\x00|OTTO|wOF[F2]|ttcf"),
)
