"""Builds files of every format that is read, from paragraphs, so that tests need no binary files."""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

Rows = Sequence[tuple[Sequence[str], Sequence[str]]]

CHINESE_TYPE = re.compile("wqy|cjk|uming|ukai|fallback|simsun", re.IGNORECASE)
HAN = re.compile("[\u3400-\u9fff]")
HEAD = "<!doctype html><html lang='zh'><head><meta charset='utf-8'><title>新闻</title></head><body>"
MENU = (
    "<nav><ul><li><a href='/'>首页</a></li><li><a href='/en'>English</a></li></ul></nav>"
    "<div class='breadcrumb'><a href='/'>首页</a> &gt; <a href='/n'>新闻</a></div>"
)
FOOT = "<div id='footer'><a href='/about'>关于我们</a> | <a href='/contact'>Contact us</a> © 2020</div></body></html>"


def page(body: str) -> bytes:
    """A web page with menus around ``body``."""
    return f"{HEAD}{MENU}<div id='content'>{body}</div>{FOOT}".encode()


def html_paragraphs(zh: Iterable[str], en: Iterable[str]) -> bytes:
    """Chinese paragraphs, then English ones."""
    return page("".join(f"<p>{html.escape(p)}</p>\n" for p in (*zh, *en)))


def html_breaks(zh: Iterable[str], en: Iterable[str]) -> bytes:
    """All in one element, parted by line breaks."""
    return page("<div>" + "<br>\n<br>\n".join(html.escape(p) for p in (*zh, *en)) + "</div>")


def html_table(rows: Rows) -> bytes:
    """A row for the paragraphs that belong together, a column for each language."""
    cells = "".join(
        "<tr>"
        + "".join("<td>" + "".join(f"<p>{html.escape(p)}</p>" for p in side) + "</td>" for side in row)
        + "</tr>\n"
        for row in rows
    )
    return page(f"<table>{cells}</table>")


def html_interleaved(rows: Rows) -> bytes:
    """Chinese paragraphs followed by their translations, each with its language."""
    return page(
        "".join(
            f'<p lang="{lang}">{html.escape(p)}</p>\n'
            for row in rows
            for lang, side in zip(("zh-TW", "en"), row, strict=True)
            for p in side
        )
    )


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def zipped(parts: dict[str, str | bytes], stored: Sequence[str] = ()) -> bytes:
    """A ZIP archive of ``parts``, in order; the same bytes each time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            how = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, how)
    return buffer.getvalue()


def docx_run(text: str, properties: str = "") -> str:
    """A run of a paragraph, for ``docx_of``."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def docx_of(body: str, **parts: str) -> bytes:
    """A Word document with ``body`` as its XML, and other parts under ``word/``."""
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    others = {f"word/{name}.xml": content for name, content in parts.items()}
    package = {"[Content_Types].xml": PACKAGE_TYPES, "_rels/.rels": RELATIONS}
    return zipped({**package, "word/document.xml": document, **others})


def docx_p(text: str, properties: str = "") -> str:
    """A paragraph of a Word document."""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{html.escape(text)}</w:t></w:r></w:p>'


def docx_table(rows: Rows) -> bytes:
    """A Word document with a column for each language."""
    body = "".join(
        "<w:tr>" + "".join("<w:tc>" + "".join(map(docx_p, side)) + "</w:tc>" for side in row) + "</w:tr>"
        for row in rows
    )
    return docx_of(f"<w:tbl>{body}</w:tbl>")


def epub_of(chapters: Sequence[str], **parts: str) -> bytes:
    """An EPUB book with the bodies of its chapters."""
    items = "".join(
        f'<item id="c{i}" href="c{i}.xhtml" media-type="application/xhtml+xml"/>' for i in range(len(chapters))
    )
    spine = "".join(f'<itemref idref="c{i}"/>' for i in reversed(range(len(chapters))))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><manifest>'
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        f'{items}</manifest><spine><itemref idref="nav"/>{spine}</spine></package>'
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    xhtml = (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head>'
    )
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            **{f"META-INF/{name}.xml": content for name, content in parts.items()},
            "OPS/book.opf": package,
            "OPS/nav.xhtml": f"{xhtml}<body><nav><ol><li>目录 Contents</li></ol></nav></body></html>",
            # The spine is in the other order than the manifest.
            **{f"OPS/c{i}.xhtml": f"{xhtml}<body>{c}</body></html>" for i, c in enumerate(reversed(chapters))},
        },
        stored=["mimetype"],
    )


def xlsx_of(rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook of one sheet, by openpyxl."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def srt_of(rows: Sequence[Sequence[str]]) -> bytes:
    """A cue a row, its texts on lines below each other."""
    stamp = "{:02}:{:02}:{:02},{:03}"
    cues = []
    for k, row in enumerate(rows):
        start, end = (stamp.format(s // 3600, s // 60 % 60, s % 60, 500) for s in (4 * k, 4 * k + 3))
        cues.append(f"{k + 1}\r\n{start} --> {end}\r\n" + "\r\n".join(row) + "\r\n")
    return "\r\n".join(cues).encode("utf-8-sig")


def pdf_of(paragraphs: Sequence[str], *, head: str = "", password: str = "") -> bytes:
    """A PDF set by reportlab in the Chinese type that every reader has, with page numbers and a running head."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, A4, invariant=True, encrypt=StandardEncryption(password) if password else None)
    y = 0.0
    for paragraph in paragraphs:
        font, size = ("STSong-Light", 11) if HAN.search(paragraph) else ("Times-Roman", 12)
        for line in _wrapped(paragraph, lambda text: pdfmetrics.stringWidth(text, font, size), 450):  # noqa: B023
            if y < 80:
                if y:
                    canvas.showPage()
                canvas.setFont("STSong-Light", 9)
                canvas.drawString(72, 800, head)
                canvas.drawString(290, 30, f"- {canvas.getPageNumber()} -")
                y = 760
            canvas.setFont(font, size)
            canvas.drawString(72, y, line)
            y -= 16
        y -= 8
    canvas.save()
    return buffer.getvalue()


def has_chinese_type() -> bool:
    """Whether the system has a Chinese type, by which pdfium sets the text of such a PDF. Without one it takes equal
    lines below each other for one line that was printed twice, and drops them (pypdfium2 5)."""
    fc_list = shutil.which("fc-list")
    if fc_list:
        return bool(subprocess.run([fc_list, ":lang=zh"], capture_output=True, check=False).stdout.strip())
    return any(CHINESE_TYPE.search(path.name) for path in Path("/usr/share/fonts").rglob("*"))


def _wrapped(text: str, width: Callable[[str], float], most: float) -> list[str]:
    """Lines that are broken between Chinese characters and between words, and not before a mark."""
    lines = [""]
    for piece in re.findall(
        r"[^\s\u2e80-\uffef]+[\u3001-\u303f\uff00-\uff20]*\s*|[\u2e80-\uffef][\u3001-\u303f\uff00-\uff20,.;]*\s*", text
    ):
        if lines[-1] and width(lines[-1] + piece.rstrip()) > most:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def po_of(rows: Sequence[Sequence[str]]) -> bytes:
    """A catalogue with English messages and Chinese translations."""
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    return (
        head
        + "\n".join(
            f"msgid {json.dumps(en, ensure_ascii=False)}\nmsgstr {json.dumps(zh, ensure_ascii=False)}\n"
            for zh, en in rows
        )
    ).encode()


def xliff_of(rows: Sequence[Sequence[str]]) -> bytes:
    """An XLIFF 1.2 file from English to Chinese."""
    units = "".join(
        f'<trans-unit id="u{k}"><source>{html.escape(en)}</source><target>{html.escape(zh)}</target></trans-unit>'
        for k, (zh, en) in enumerate(rows)
    )
    return (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en" '
        f'target-language="zh-TW" original="a" datatype="plaintext"><body>{units}</body></file></xliff>'
    ).encode()


def gzipped(data: bytes) -> bytes:
    """``data`` packed; the same bytes on every run."""
    return gzip.compress(data, mtime=0)


def write(folder: Path, name: str, data: bytes) -> Path:
    """A file in ``folder``."""
    path = folder / name
    path.write_bytes(data)
    return path
