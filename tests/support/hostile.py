"""Broken and hostile files: each is to be refused, with a message that names the file and says what to do."""

from __future__ import annotations

import gzip
import lzma
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO

from support import documents as build
from support.cases import CASES
from support.hostile_pdf import crowded_pdf, pdf_with_pages, scanned_pdf
from support.packed import zstandard

MB = 1024 * 1024
ZH = "王毅在北京主持会议，并宣读致辞。"
EN = "Wang Yi chaired the meeting in Beijing and read a message."
DOCX = build.docx_of(build.docx_p(ZH) + build.docx_p(EN))
EPUB = build.epub_of([f"<p>{ZH}</p>", f"<p>{EN}</p>"])
ENTITIES = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10)) + "]>"
)
YAML_LAUGHS = "a0: &a0 [lol]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 10))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200)


def noise(size: int, seed: int = 0) -> bytes:
    """Bytes without any order, the same on every run."""
    return random.Random(seed).randbytes(size)


@cache
def xlsx() -> bytes:
    """A small workbook."""
    return build.xlsx_of([(ZH, EN)])


@cache
def pdf() -> bytes:
    """A small PDF."""
    return build.pdf_of([ZH, EN])


def office(name: str) -> bytes:
    """A document that LibreOffice wrote."""
    return (CASES / "office" / name).read_bytes()


def flat(kind: str, declared: str, body: str) -> bytes:
    """An OpenDocument file that is all in one XML file, with what it declares and the XML of its body."""
    types = f'office:mimetype="application/vnd.oasis.opendocument.{kind}"'
    space = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    return f"{declared}<office:document {space} {types}><office:body>{body}</office:body></office:document>".encode()


def container_of(path: str) -> str:
    """What in an EPUB says where its package lies."""
    return f'<container><rootfiles><rootfile full-path="{path}"/></rootfiles></container>'


def relations_to(target: str, kind: str) -> str:
    """What in an Office document says where its parts lie: all of them at one place."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ids = (f"{name}{number}" for name in ("rId", "r") for number in range(20))
    return f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{
        "".join(f'<Relationship Id="{name}" Type="{base}/{kind}" Target="{target}"/>' for name in ids)
    }</Relationships>"""


def with_document(xml: str) -> bytes:
    """A Word document with this as word/document.xml."""
    return build.zipped({"[Content_Types].xml": build.PACKAGE_TYPES, "word/document.xml": xml})


def with_part(data: bytes, name: str, content: bytes | str | None) -> bytes:
    """An archive with one part replaced, or left out."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts: dict[str, bytes | str] = {info.filename: archive.read(info) for info in archive.infolist()}
    if content is None:
        del parts[name]
    else:
        parts[name] = content
    return build.zipped(parts)


def locked(data: bytes) -> bytes:
    """An archive whose parts are flagged as encrypted."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + offset] |= 1
            at = changed.find(mark, at + 4)
    return bytes(changed)


def moved_directory(data: bytes) -> bytes:
    """The archive, with parts that begin before the file does: its end says that the directory lies further down."""
    end = data.rindex(b"PK\x05\x06") + 16
    place = int.from_bytes(data[end : end + 4], "little") + len(data)
    return data[:end] + place.to_bytes(4, "little") + data[end + 4 :]


def wrong_sum(data: bytes) -> bytes:
    """An archive in which the check sums are not those of the parts."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + offset : at + offset + 4] = b"\x01\x02\x03\x04"
            at = changed.find(mark, at + 4)
    return bytes(changed)


def bomb(part: str, size: int, base: bytes) -> bytes:
    """An archive in which one part unpacks to ``size`` bytes."""
    with zipfile.ZipFile(BytesIO(base)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist() if info.filename != part}
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        with archive.open(part, "w") as stream:
            for _ in range(size // MB):
                stream.write(b" " * MB)
    return buffer.getvalue()


def lying_bomb() -> bytes:
    """A bomb whose directory says that its part is small."""
    data = bytearray(bomb("word/document.xml", 80 * MB, DOCX))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        length = struct.unpack_from("<H", data, at + 28)[0]
        if data[at + 46 : at + 46 + length] == b"word/document.xml":
            struct.pack_into("<I", data, at + 24, 1000)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def many_members() -> bytes:
    """A Word document with more parts than any program writes."""
    return build.zipped(
        {"word/document.xml": "<a/>", "[Content_Types].xml": "", **{f"word/x{i}.xml": "" for i in range(10_050)}}
    )


def gzip_bomb(size: int) -> bytes:
    """A gzip archive that unpacks to ``size`` bytes."""
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([*(packer.compress(b"a" * MB) for _ in range(size // MB)), packer.flush()])


def nested(tag: str, depth: int, text: str) -> str:
    """Elements in each other."""
    return f"<{tag}>" * depth + text + f"</{tag}>" * depth


def shared_string_bomb() -> bytes:
    """A workbook in which many cells share one long string."""
    cells = "<row>" + '<c t="s"><v>0</v></c>' * 100 + "</row>"
    sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    sheet += cells * 100 + "</sheetData></worksheet>"
    strings = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
    strings += ZH * 2_000 + "</t></si></sst>"
    data = with_part(xlsx(), "xl/sharedStrings.xml", strings)
    return with_part(data, "xl/worksheets/sheet1.xml", sheet)


FILES: dict[str, Callable[[], bytes]] = {
    # Nothing in it.
    "empty.txt": lambda: b"",
    "empty.html": lambda: b"",
    "empty.docx": lambda: b"",
    "empty.pdf": lambda: b"",
    "empty.xlsx": lambda: b"",
    "empty.epub": lambda: b"",
    "empty.srt": lambda: b"",
    "empty.csv": lambda: b"",
    "empty.md": lambda: b"\n\n",
    "empty.po": lambda: b"",
    "empty.xlf": lambda: b"",
    "empty.txt.gz": lambda: gzip.compress(b"", mtime=0),
    "zero-bytes.txt.gz": lambda: b"",
    "spaces.txt": lambda: b" \n\t\r\n" * 1_000,
    "no-paragraph.docx": lambda: build.docx_of(""),
    "only-code.md": lambda: b"```\nx = 1\n```\n",
    "only-script.html": lambda: b"<html><body><script>alert(1)</script></body></html>",
    "no-cues.srt": lambda: f"{ZH}\n{EN}\n".encode(),
    "no-chapters.epub": lambda: build.epub_of([]),
    "empty.zip.docx": lambda: build.zipped({}),
    # Cut off.
    "cut.docx": lambda: DOCX[: len(DOCX) // 2],
    "cut.epub": lambda: EPUB[: len(EPUB) // 2],
    "cut.xlsx": lambda: xlsx()[: len(xlsx()) // 2],
    "cut.pdf": lambda: pdf()[:200],
    "cut.txt.gz": lambda: gzip.compress(ZH.encode() * 100, mtime=0)[:-20],
    "cut.xlf": lambda: build.xliff_of([(ZH, EN)])[:-30],
    "cut.xml": lambda: b"<a><p>abc</p>",
    "cut.txt": lambda: (ZH * 50).encode()[:-1],
    # Not what the name says.
    "text.docx": lambda: (ZH + "\n" + EN).encode(),
    "text.pdf": lambda: EN.encode(),
    "picture.txt": lambda: PNG,
    "picture.html": lambda: PNG,
    "noise.txt": lambda: noise(10_000),
    "noise.docx": lambda: b"PK\x03\x04" + noise(5_000),
    "noise.pdf": lambda: b"%PDF-1.7\n" + noise(5_000),
    "noise.epub": lambda: noise(5_000),
    "noise.csv": lambda: noise(5_000, 1),
    "noise.srt": lambda: noise(5_000, 2),
    "zeros.txt": lambda: bytes(100_000),
    "program.txt": lambda: b"\x7fELF" + noise(1_000),
    "old-word.doc": lambda: OLE,
    "old-word.docx": lambda: OLE,
    "cut-rtf.txt": lambda: b"{\\rtf1\\ansi hello",
    "deep.rtf": lambda: b"{\\rtf1 " + b"{" * 50_000 + b"}" * 50_001,
    "many-marks.rtf": lambda: b"{\\rtf1 " + b"\\b" * (4 * MB) + b"}",
    "plain.zip": lambda: build.zipped({"a.txt": ZH}),
    "plain.txt.gz": lambda: ZH.encode(),
    "memory.xml": lambda: b"<tmx version='1.4'><body/></tmx>",
    "prose.po": lambda: f"{ZH}\n{EN}\n".encode(),
    "japanese.txt": lambda: "日本語のテキストです。".encode("shift_jis"),
    # Locked.
    "locked.pdf": lambda: build.pdf_of([ZH, EN], password="secret"),
    "locked.docx": lambda: locked(DOCX),
    "locked.xlsx": lambda: locked(xlsx()),
    "locked.zip": lambda: locked(build.zipped({"a.txt": ZH})),
    "locked-office.docx": lambda: OLE + "EncryptedPackage".encode("utf-16-le") + bytes(512),
    "locked-office.xlsx": lambda: OLE + "EncryptedPackage".encode("utf-16-le") + bytes(512),
    "locked.epub": lambda: build.epub_of(
        [f"<p>{ZH}</p>"],
        encryption='<encryption><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes256-cbc"/></encryption>',
    ),
    # No text.
    "scanned.pdf": scanned_pdf,
    "no-page.pdf": lambda: pdf_with_pages(0),
    # Damaged inside.
    "no-document.docx": lambda: with_part(DOCX, "word/document.xml", None),
    "bad-xml.docx": lambda: with_document("<w:document><w:body>"),
    "no-xml.docx": lambda: with_document("not XML"),
    "wrong-sum.docx": lambda: wrong_sum(DOCX),
    "before-the-file.docx": lambda: moved_directory(DOCX),
    "no-container.epub": lambda: with_part(EPUB, "META-INF/container.xml", "<container/>"),
    "no-package.epub": lambda: with_part(EPUB, "OPS/book.opf", None),
    "no-chapter.epub": lambda: with_part(EPUB, "OPS/c0.xhtml", None),
    "no-sheet-list.xlsx": lambda: with_part(xlsx(), "xl/_rels/workbook.xml.rels", None),
    "bad-string.xlsx": lambda: with_part(
        xlsx(),
        "xl/worksheets/sheet1.xml",
        '<worksheet><sheetData><row r="1"><c t="s"><v>999</v></c></row></sheetData></worksheet>',
    ),
    "bad-byte.html": lambda: (f"<p>{ZH}</p>" * 20).encode() + b"\xff<p>",
    "bad-byte.csv": lambda: (f"{ZH},{EN}\n" * 20).encode() + b"\xff",
    # Made to do harm.
    "xxe.docx": lambda: with_document(f"{ENTITIES}<w:document xmlns:w='{build.W}'><w:body>&e;</w:body></w:document>"),
    "xxe.odt": lambda: with_part(office("report.odt"), "content.xml", f"{ENTITIES}<x>&e;</x>"),
    "xxe.ods": lambda: with_part(office("table.ods"), "content.xml", f"{ENTITIES}<x>&e;</x>"),
    "xxe.fodt": lambda: flat("text", ENTITIES, "&e;"),
    "xxe.fodp": lambda: flat("presentation", ENTITIES, "&e;"),
    "xxe.fods": lambda: flat("spreadsheet", ENTITIES, "&e;"),
    "xxe.ts": lambda: f"{ENTITIES}<TS><message><source>&e;</source></message></TS>".encode(),
    "xxe.resx": lambda: f"{ENTITIES}<root><data name='a'><value>&e;</value></data></root>".encode(),
    "xxe-strings.xml": lambda: f"{ENTITIES}<resources><string name='a'>&e;</string></resources>".encode(),
    "xxe-strange.mt.xml": lambda: f"{ENTITIES}<srcset><doc><seg>&e;</seg></doc></srcset>".encode(),
    "xxe.pptx": lambda: with_part(office("slides.pptx"), "ppt/slides/slide1.xml", f"{ENTITIES}<x>&e;</x>"),
    "xxe.xlf": lambda: f"{ENTITIES}<xliff><file><body>&e;</body></file></xliff>".encode(),
    "xxe.xml": lambda: f"{ENTITIES}<x>&e;</x>".encode(),
    "xxe.xlsx": lambda: with_part(xlsx(), "xl/worksheets/sheet1.xml", f"{ENTITIES}<worksheet>&e;</worksheet>"),
    "xxe.epub": lambda: with_part(EPUB, "OPS/book.opf", f"{ENTITIES}<package>&e;</package>"),
    "xxe-dtd.xml": lambda: (
        b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]><x/>'
    ),
    "laughs.xml": lambda: f"{LAUGHS}<x>&a9;</x>".encode(),
    "laughs.xlf": lambda: f"{LAUGHS}<xliff>&a9;</xliff>".encode(),
    "laughs.docx": lambda: with_document(f"{LAUGHS}<x>&a9;</x>"),
    "laughs.odp": lambda: with_part(office("slides.odp"), "content.xml", f"{LAUGHS}<x>&a9;</x>"),
    "laughs.odt": lambda: with_part(office("report.odt"), "content.xml", f"{LAUGHS}<x>&a9;</x>"),
    "laughs.fodp": lambda: flat("presentation", LAUGHS, "&a9;"),
    "laughs.mt.xml": lambda: f"{LAUGHS}<srcset><doc><seg>&a9;</seg></doc></srcset>".encode(),
    "laughs-iwslt.xml": lambda: f"{LAUGHS}<mteval><srcset><doc><seg>&a9;</seg></doc></srcset></mteval>".encode(),
    "xxe.odp": lambda: with_part(office("slides.odp"), "content.xml", f"{ENTITIES}<x>&e;</x>"),
    "laughs.ods": lambda: with_part(office("table.ods"), "content.xml", f"{LAUGHS}<x>&a9;</x>"),
    "laughs.fodt": lambda: flat("text", LAUGHS, "&a9;"),
    "laughs.fods": lambda: flat("spreadsheet", LAUGHS, "&a9;"),
    "laughs.epub": lambda: with_part(EPUB, "META-INF/container.xml", f"{LAUGHS}<container>&a9;</container>"),
    "laughs.ts": lambda: f"{LAUGHS}<TS><message><source>&a9;</source></message></TS>".encode(),
    "laughs.resx": lambda: f"{LAUGHS}<root><data name='a'><value>&a9;</value></data></root>".encode(),
    "laughs-strings.xml": lambda: f"{LAUGHS}<resources><string name='a'>&a9;</string></resources>".encode(),
    "laughs.pptx": lambda: with_part(office("slides.pptx"), "ppt/presentation.xml", f"{LAUGHS}<x>&a9;</x>"),
    "laughs-shared.xlsx": lambda: with_part(xlsx(), "xl/sharedStrings.xml", f"{LAUGHS}<sst>&a9;</sst>"),
    "laughs.ttml": lambda: f"{LAUGHS}<tt>&a9;</tt>".encode(),
    "xxe.ttml": lambda: f"{ENTITIES}<tt>&e;</tt>".encode(),
    "laughs.yaml": lambda: YAML_LAUGHS.encode(),
    "laughs-merged.yaml": lambda: YAML_LAUGHS.replace("[", "[{<<: [").replace("]", "]}]").encode(),
    "itself.yaml": lambda: b"a: &a\n  b: *a\n",
    "object.yaml": lambda: b"a: !!python/object/apply:os.system ['touch /tmp/x']\n",
    "file.yaml": lambda: b"a: !include /etc/passwd\n",
    "deep.yaml": lambda: b"a: " + b"[" * 50_000,
    "many-values.yaml": lambda: b"- a\n" * (2 * MB),
    "utf16-laughs.xml": lambda: f"{LAUGHS}<x>&a9;</x>".encode("utf-16"),
    "bomb.docx": lambda: bomb("word/document.xml", 300 * MB, DOCX),
    "bomb-notes.docx": lambda: bomb("word/footnotes.xml", 300 * MB, DOCX),
    "bomb.odt": lambda: bomb("content.xml", 300 * MB, office("report.odt")),
    "bomb.pptx": lambda: bomb("ppt/slides/slide1.xml", 300 * MB, office("slides.pptx")),
    "bomb.xlsx": lambda: bomb("xl/worksheets/sheet1.xml", 300 * MB, xlsx()),
    "bomb.epub": lambda: bomb("OPS/c0.xhtml", 300 * MB, EPUB),
    "bomb.ods": lambda: bomb("content.xml", 300 * MB, office("table.ods")),
    "bomb.odp": lambda: bomb("content.xml", 300 * MB, office("slides.odp")),
    "bomb.zip": lambda: bomb("a.txt", 300 * MB, build.zipped({"a.txt": ""})),
    "lying-bomb.docx": lying_bomb,
    "bomb.txt.xz": lambda: lzma.compress(bytes(300 * MB), preset=0),
    "bomb.txt.zst": lambda: zstandard(bytes(300 * MB)),
    "in-itself.txt.zst": lambda: zstandard(zstandard(ZH.encode())),
    # Paths that lead out of the archive, as names of parts and in what points to them.
    "path.zip": lambda: build.zipped({"../a.txt": ZH}),
    "root.zip": lambda: build.zipped({"/etc/a.txt": ZH}),
    "path.epub": lambda: with_part(EPUB, "META-INF/container.xml", container_of("../../../../../../etc/passwd")),
    "file.epub": lambda: with_part(EPUB, "META-INF/container.xml", container_of("file:///etc/passwd")),
    "path.pptx": lambda: with_part(
        office("slides.pptx"), "ppt/_rels/presentation.xml.rels", relations_to("../../../../../../etc/passwd", "slide")
    ),
    "path.xlsx": lambda: with_part(
        xlsx(), "xl/_rels/workbook.xml.rels", relations_to("../../../../../../etc/passwd", "worksheet")
    ),
    "bomb.txt.gz": lambda: gzip_bomb(1024 * MB),
    "small-bomb.txt.gz": lambda: gzip_bomb(20 * MB),
    "in-itself.txt.gz": lambda: gzip.compress(gzip.compress(ZH.encode(), mtime=0), mtime=0),
    "many-parts.docx": many_members,
    "shared-strings.xlsx": shared_string_bomb,
    "crowded.pdf": crowded_pdf,
    "many-pages.pdf": lambda: pdf_with_pages(50_000),
    "deep.html": lambda: nested("div", 50_000, ZH).encode(),
    "deep-inline.html": lambda: nested("b", 50_000, ZH).encode(),
    "deep.xml": lambda: nested("a", 50_000, "x").encode(),
    "deep.xlf": lambda: f"<xliff>{nested('a', 50_000, 'x')}</xliff>".encode(),
    "deep-tables.docx": lambda: build.docx_of(
        "<w:tbl><w:tr><w:tc>" * 60 + build.docx_p(ZH) + "</w:tc></w:tr></w:tbl>" * 60
    ),
    "deep.odt": lambda: with_part(office("report.odt"), "content.xml", nested("a", 5_000, "x")),
    "deep.fodt": lambda: flat("text", "", nested("a", 5_000, "x")),
    "deep.docx": lambda: build.docx_of(nested("w:sdt", 5_000, build.docx_p(ZH))),
    # Huge.
    "huge.txt": lambda: (ZH + "\n").encode() * (65 * MB // 40),
    "huge.html": lambda: b"<p>" + b"a b. " * (4 * MB) + b"</p>",
    "huge.xml": lambda: b"<a>" + b"<b>x</b>" * (5 * MB) + b"</a>",
    "many-tags.html": lambda: b"<p>" * (5 * MB),
    "written-out.xml": lambda: f"<!DOCTYPE a [<!ENTITY e '{'x' * 1000}'>]><a>{'&e;' * MB}</a>".encode(),
    "many-tags.xml": lambda: b"<a>" + b"<b/>" * (7 * MB) + b"</a>",
    "many-tags.docx": lambda: with_document("<a>" + "<b/>" * (7 * MB) + "</a>"),
    "huge-cell.csv": lambda: b'a,"' + b"b" * 200_000 + b'"\n',
    "huge.docx": lambda: with_document("<a>" + "<b>x</b>" * (5 * MB) + "</a>"),
}
