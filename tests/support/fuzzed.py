"""Sound files of every format that is read, and damages to them: bytes turned, cut out, doubled, put in, moved."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import lzma
import random
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from support import documents as build
from support.alignments import small_alignment
from support.cases import CASES
from support.packed import unpacked, zstandard

import duiqi

ROWS = [
    ("王毅在北京主持会议，并宣读致辞。", "Wang Yi chaired the meeting in Beijing and read a message."),
    ("各国代表出席了会议。", "Representatives of many countries attended it."),
    ("会议讨论了“一带一路”合作（2020年）。", 'They discussed cooperation under "Belt and Road" (2020).'),
]
LINES = [text for row in ROWS for text in row]
PAIRED = [([zh], [en]) for zh, en in ROWS]
MARKDOWN = (
    "---\ntitle: 会议\n---\n# 会议 Meeting\n\n"
    + "\n\n".join(LINES)
    + "\n\n| a | b |\n|---|---|\n| 一 | one |\n\n```\nx\n```\n"
)
XML = "<?xml version='1.0'?>\n<book>" + "".join(f"<para>{text}</para>" for text in LINES) + "</book>"
VTT = "WEBVTT\n\n" + "".join(f"00:0{k}.000 --> 00:0{k + 1}.000\n{zh}\n{en}\n\n" for k, (zh, en) in enumerate(ROWS, 1))
ODS = (
    "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
    "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "
    "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body><office:spreadsheet><table:table>"
    + "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in row)
        + "</table:table-row>"
        for row in ROWS
    )
    + "</table:table></office:spreadsheet></office:body></office:document-content>"
)
KEYED = {
    f"{language}.k{k}": text for k, row in enumerate(ROWS) for language, text in zip(("zh", "en"), row, strict=True)
}
ASS = "[Script Info]\n\n[Events]\n" + "".join(
    f"Dialogue: 0,0:00:0{k}.00,0:00:0{k + 1}.00,Default,,0,0,0,,{{\\i1}}{zh}\\N{en}\n"
    for k, (zh, en) in enumerate(ROWS)
)
TTML = (
    '<tt xmlns="http://www.w3.org/ns/ttml"><body><div begin="1s">'
    + "".join(f'<p begin="{k}s" dur="00:00:01.000">{zh}<br/><span>{en}</span></p>' for k, (zh, en) in enumerate(ROWS))
    + "</div></body></tt>"
)
YAML = (
    "".join(f"- &a{k}\n  en: >-\n    {en}\n  zh: '{zh}'\n  b: *a0\n" for k, (zh, en) in enumerate(ROWS, 1))
    .replace("  b: *a0\n", "", 1)
    .replace("*a0", "{<<: *a1}")
)
QT = "".join(f"<message><source>{en}</source><translation>{zh}</translation></message>" for zh, en in ROWS)
XCSTRINGS = json.dumps(
    {
        "sourceLanguage": "en",
        "strings": {
            en: {"localizations": {"zh-Hans": {"stringUnit": {"state": "translated", "value": zh}}}} for zh, en in ROWS
        },
    }
)
EML = (
    "MIME-Version: 1.0\nSubject: =?utf-8?b?5Lya6K6u?=\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
    "Content-Type: multipart/alternative; boundary=y\n\n--y\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n"
    + "\n\n".join(LINES)
    + "\n--y\nContent-Type: text/html; charset=utf-8\n\n"
    + "".join(f"<p>{text}</p>" for text in LINES)
    + "\n--y--\n--x\nContent-Type: application/pdf\nContent-Disposition: attachment; filename*=utf-8''%E4%BC%9A.pdf\n"
    "Content-Transfer-Encoding: base64\n\nJVBERi0=\n--x--\n"
)
SGM = "".join(
    f'<{kind} setid="a" srclang="{lang}"><doc docid="d">'
    + "".join(f'<seg id="{k}">{row[at]}</seg>' for k, row in enumerate(ROWS))
    + f"</doc></{kind}>"
    for at, (kind, lang) in enumerate((("srcset", "zh"), ("refset", "en")))
)
RENPY = (
    "".join(
        f'translate chinese start_{k}:\n\n    # e "{{i}}{en}{{/i}}"\n    e "{zh}"\n\n'
        for k, (zh, en) in enumerate(ROWS[:2])
    )
    + f'translate chinese strings:\n    old "{ROWS[0][1]}"\n    new "{ROWS[0][0]}"\n'
)
RST = (
    "会议\n====\n\n.. note:: " + "\n\n".join(LINES) + "\n\n.. code-block:: sh\n\n   x\n\n:ref:`a <b>` ::\n\n   code\n\n"
    "+----+-----+\n| 一 | one |\n+----+-----+\n\n===  ====\n一   one\n===  ====\n\n"
    ".. list-table::\n\n   * - 二\n     - two\n"
)
WIKI = (
    "== 会议 ==\n" + "\n\n".join(LINES) + "\n{{note|一 [[two|二]]}}\n* a<ref>b</ref> -{zh-cn:甲;zh-tw:乙}-\n"
    "{| class=a\n|-\n| x=1 | 一 || one\n|}\n[[File:a.png|thumb|图 one]] <nowiki>{{</nowiki>\n"
)
LATEX = (
    "\\documentclass{article}\n\\title{会议}\n\\begin{document}\n\\section{一 \\emph{x}}\n% no\n"
    + "\n\n".join(LINES)
    + "\\footnote{注 $x^2$}\n\\begin{itemize}\\item a\\end{itemize}\n"
    "\\begin{tabular}{ll}一 & one\\\\ 二 & two\\end{tabular}\n"
    "\\begin{verbatim}x\\end{verbatim}\\[x\\]\\end{document}\n"
)
QUARTO = (
    "---\ntitle: 会议\nsubtitle: Meeting\n---\n\n::: {.callout-note}\n"
    + "\n\n".join(LINES)
    + '\n:::\n\n```{r}\nx\n```\n\n=== "中文"\n\n    一 `r x`\n\n> [!note] 注\n> [@a] ==b== ^[c] {ref}`d`\n'
)
NOTEBOOK = json.dumps(
    {
        "cells": [
            {"cell_type": "markdown", "source": [f"{line}\n" for line in LINES]},
            {"cell_type": "code", "source": "print(1)", "outputs": [{"text": ["一"]}]},
            {"cell_type": "raw", "source": ["x"]},
        ],
        "nbformat": 4,
    },
    ensure_ascii=False,
)
MHTML = (
    "MIME-Version: 1.0\nSnapshot-Content-Location: https://example.org/\nContent-Type: multipart/related; "
    'type="text/html"; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\n\n<table>'
    + "".join(f"<tr><td>{zh}<td>{en}<td>1</tr>" for zh, en in ROWS)
    + "</table>\n--x\nContent-Type: image/gif\nContent-Location: cid:a\n\nGIF\n--x--\n"
)
FEED = "<rss version='2.0'><channel><title>会议</title>" + "".join(
    f"<item><title>{zh}</title><description>&lt;p&gt;{zh}&lt;/p&gt;&lt;p&gt;{en}&lt;/p&gt;</description></item>"
    for zh, en in ROWS
) + "</channel></rss>"  # fmt: skip
EXPORT = "<mediawiki>" + "".join(
    f"<page><title>{zh}</title><ns>0</ns><revision><text>'''{zh}'''\n\n{en}</text></revision></page>" for zh, en in ROWS
) + "</mediawiki>"  # fmt: skip
ORG = (
    "#+TITLE: 会议\n* TODO 会议 [1/2] :a:\n:PROPERTIES:\n:ID: x\n:END:\n" + "\n\n".join(LINES) + "[fn:1]\n"
    "#+begin_src sh\nls\n#+end_src\n- [X] 一 :: /one/\n| 一 | one |\n[[file:a.png]] [[x][*二*]]\n[fn:1] 注\n"
)
INI = "[Entry]\nX=/bin/x\n" + "".join(f"K{k}={en}\nK{k}[zh_CN]={zh}\nK{k}[de]=x\n" for k, (zh, en) in enumerate(ROWS))
MANUAL = (
    "<?xml version='1.0'?>\n"
    "<!DOCTYPE book [<!ENTITY app 'gedit'><!ENTITY more SYSTEM 'a.xml'>]>\n<book><x:a>&more;</x:a>"
    + "".join(f"<p>{zh} &app;</p><p xml:lang='en'>{en}</p><p xml:lang='de'>x</p>" for zh, en in ROWS)
    + "<para>一<screen>x</screen><keycombo><keycap>A</keycap><keycap>B</keycap></keycombo></para></book>"
)
DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "a.ass": lambda: ASS.encode(),
    "a.ttml": lambda: TTML.encode(),
    "a.yaml": lambda: YAML.encode(),
    "a.lrc": lambda: "".join(f"[00:0{k}.50]{zh}\n[00:0{k}.50]{en}\n" for k, (zh, en) in enumerate(ROWS)).encode(),
    "a.toml": lambda: "".join(f"[k{k}]\nen = '{en}'\nzh = '{zh}'\n" for k, (zh, en) in enumerate(ROWS)).encode(),
    "a.rss": lambda: FEED.encode(),
    "a.mediawiki": lambda: EXPORT.encode(),
    "a.properties": lambda: "".join(f"{key}={text}\n" for key, text in KEYED.items()).encode(),
    "a.strings": lambda: "".join(f'"{key}" = {json.dumps(text)};\n' for key, text in KEYED.items()).encode(),
    "strings.xml": lambda: _wrapped("resources", "string"),
    "a.resx": lambda: _wrapped("root", "data", ("<value>", "</value>")),
    "a.qt.xml": lambda: f'<TS language="zh_CN"><context>{QT}</context></TS>'.encode(),
    "a.json": lambda: json.dumps([{"en": en, "zh": zh} for zh, en in ROWS]).encode(),
    "a.xcstrings": lambda: XCSTRINGS.encode(),
    "a.arb": lambda: json.dumps({"zh": {"a": ROWS[0][0]}, "en": {"a": ROWS[0][1]}}).encode(),
    "a.txt": lambda: "\n".join(LINES).encode(),
    "a.gbk.txt": lambda: "\n".join(LINES).encode("gb18030"),
    "a.utf16.txt": lambda: "\n".join(LINES).encode("utf-16"),
    "a.txt.gz": lambda: gzip.compress("\n".join(LINES).encode(), mtime=0),
    "a.txt.xz": lambda: lzma.compress("\n".join(LINES).encode()),
    "a.txt.zst": lambda: zstandard("\n".join(LINES).encode()),
    "a.zip": lambda: build.zipped(
        {"zh/a.txt": "\n".join(LINES[::2]), "en/a.txt": "\n".join(LINES[1::2]), "b.md": MARKDOWN}
    ),
    "a.eml": lambda: EML.encode(),
    "a.mbox": lambda: "".join(f"From a Mon Jan  1 10:00:00 2024\n{EML}\n" for _ in range(2)).encode(),
    "a.org": lambda: ORG.encode(),
    "a.ini": lambda: INI.encode(),
    "a.desktop": lambda: "".join(f"{key}={text}\n" for key, text in KEYED.items()).encode(),
    "a.docbook": lambda: MANUAL.encode(),
    "a.sgm": lambda: SGM.encode(),
    "a.rpy": lambda: RENPY.encode(),
    "a.rst": lambda: RST.encode(),
    "a.wiki": lambda: WIKI.encode(),
    "a.tex": lambda: LATEX.encode(),
    "a.html": lambda: build.html_table(PAIRED),
    "a.md": lambda: MARKDOWN.encode(),
    "a.qmd": lambda: QUARTO.encode(),
    "a.ipynb": lambda: NOTEBOOK.encode(),
    "a.mhtml": lambda: MHTML.encode(),
    "a.adoc": lambda: ("= 会议\n\n" + "\n\n".join(LINES) + "\n\n|===\n|一|one\n|===\n").encode(),
    "a.docx": lambda: build.docx_table(PAIRED),
    "a.odt": lambda: _slim("report.odt"),
    "a.fodt": lambda: _flat("report.fodt"),
    "a.fodp": lambda: _flat("slides.fodp"),
    "a.fods": lambda: _flat("table.fods"),
    "a.rtf": lambda: (CASES / "office" / "report.rtf").read_bytes(),
    "a.odp": lambda: _slim("slides.odp"),
    "a.pptx": lambda: _slim("slides.pptx"),
    "a.pdf": lambda: build.pdf_of(LINES),
    "a.epub": lambda: build.epub_of(["".join(f"<p>{text}</p>" for text in LINES)]),
    "a.xlsx": lambda: _workbook(),
    "a.ods": lambda: build.zipped(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ODS}, stored=["mimetype"]
    ),
    "a.csv": lambda: "".join(f'"{zh}","{en}"\n' for zh, en in ROWS).encode(),
    "a.tsv": lambda: "".join(f"{zh}\t{en}\n" for zh, en in ROWS).encode(),
    "a.po": lambda: build.po_of([(en, zh) for zh, en in ROWS]),
    "a.xlf": lambda: build.xliff_of(ROWS),
    "a.xml": lambda: XML.encode(),
    "a.srt": lambda: build.srt_of(ROWS),
    "a.vtt": lambda: VTT.encode(),
}
# The first bytes of what is packed with it (RFC 8878, 3.1.1).
ZSTANDARD = b"\x28\xb5\x2f\xfd"
# Files of pairs, by the format that ``duiqi.save`` writes; those of several files are damaged in one of them.
READ = r"mimetype|content\.xml|manifest\.xml|/presentation\.xml|[sS]lides/|Slides/"
STYLES = re.compile(rb"<office:(settings|scripts|font-face-decls|styles|master-styles)>.*?</office:\1>", re.DOTALL)
PAIRS = ("tmx", "tmx.gz", "jsonl", "tsv", "csv", "xlsx", "xliff", "parquet", "align", "zh", "xml")
# Files of pairs that other programs write, and duiqi reads alone.
BILINGUAL = {
    "pairs.sdlxliff": "trados.sdlxliff",
    "pairs.mqxliff": "memoq.mqxliff",
    "pairs.ttx": "tageditor.ttx",
    "pairs.tbx": "basic2.tbx",
    "pairs.xlf": "toolkit2.xlf",
}
MEMORY = """
CREATE TABLE translation_memories (id INTEGER PRIMARY KEY, source_language TEXT, target_language TEXT);
CREATE TABLE translation_units
  (id INTEGER PRIMARY KEY, translation_memory_id INT, source_segment TEXT, target_segment TEXT);
INSERT INTO translation_memories VALUES (1, 'en-US', 'zh-CN');
"""


def _wrapped(root: str, tag: str, parts: tuple[str, str] = ("", "")) -> bytes:
    """Messages in XML with their keys."""
    texts = "".join(f'<{tag} name="{key}">{text.join(parts)}</{tag}>' for key, text in KEYED.items())
    return f"<{root}>{texts}</{root}>".encode()


def _slim(name: str) -> bytes:
    """A document that LibreOffice wrote, without the parts that are not read: damages hit what is."""
    with zipfile.ZipFile(CASES / "office" / name) as archive:
        parts: dict[str, str | bytes] = {
            part: archive.read(part) for part in archive.namelist() if re.search(READ, part)
        }
    return build.zipped(parts, stored=["mimetype"])


def _flat(name: str) -> bytes:
    """The same of one that is all in one XML file."""
    return STYLES.sub(b"", (CASES / "office" / "flat" / name).read_bytes())


def formats() -> list[str]:
    """The documents and files of pairs that are damaged, by name."""
    return [*DOCUMENTS, *(f"pairs.{suffix}" for suffix in PAIRS), *BILINGUAL, "pairs.sdltm", "check.tmx"]


def _memory(path: Path) -> None:
    """A memory of Trados, a SQLite database."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.executescript(MEMORY)
        for zh, en in ROWS:
            sides = [f"<Segment><Elements><Text><Value>{text}</Value></Text></Elements></Segment>" for text in (en, zh)]
            database.execute("INSERT INTO translation_units VALUES (NULL, 1, ?, ?)", sides)
        database.commit()


def _workbook() -> bytes:
    stream = io.BytesIO()
    duiqi.save(small_alignment(), stream, format="xlsx")
    return stream.getvalue()


def originals(name: str, folder: Path) -> tuple[Path, list[Path]]:
    """The sound files of a format, written to ``folder``: the one to name, and all of them."""
    if name in DOCUMENTS:
        path = folder / name
        path.write_bytes(DOCUMENTS[name]())
    elif name in BILINGUAL:
        path = folder / name
        path.write_bytes((CASES / "bilingual" / BILINGUAL[name]).read_bytes())
    elif name == "pairs.sdltm":
        path = folder / name
        _memory(path)
    elif name == "check.tmx":
        path = folder / name
        path.write_bytes((CASES / "check" / "sound.tmx").read_bytes())
    else:
        path = folder / name
        duiqi.save(small_alignment(), path)
    return path, sorted(file for file in folder.rglob("*") if file.is_file())


def damaged(data: bytes, chance: random.Random) -> bytes:
    """``data`` with one to four damages; of an archive often a part, packed again."""
    if data[:4] == b"PK\x03\x04" and chance.random() < 0.6:
        with contextlib.suppress(zipfile.BadZipFile, zlib.error):
            return _damaged_part(data, chance)
    if data[:2] == b"\x1f\x8b" and chance.random() < 0.6:
        return gzip.compress(damaged(gzip.decompress(data), chance), mtime=0)
    if data[:4] == ZSTANDARD and chance.random() < 0.6:
        return zstandard(damaged(unpacked(data), chance))
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(DAMAGES)(data, chance)
    return data


def _damaged_part(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(info, archive.read(info)) for info in archive.infolist()]
    chosen = chance.randrange(len(parts))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number, (info, content) in enumerate(parts):
            if number != chosen:
                archive.writestr(info, content)
            elif chance.random() < 0.9:
                archive.writestr(info, damaged(content, chance))
    return buffer.getvalue()


def _span(data: bytes, chance: random.Random) -> slice:
    start = chance.randrange(len(data) + 1)
    return slice(start, min(len(data), start + int(chance.expovariate(1 / max(len(data) / 20, 4))) + 1))


def _turned(data: bytes, chance: random.Random) -> bytes:
    turned = bytearray(data)
    for _ in range(min(chance.randint(1, 8), len(data))):
        turned[chance.randrange(len(turned))] ^= 1 << chance.randrange(8)
    return bytes(turned)


def _cut(data: bytes, chance: random.Random) -> bytes:
    span = _span(data, chance)
    return data[: span.start] if chance.random() < 0.3 else data[: span.start] + data[span.stop :]


def _doubled(data: bytes, chance: random.Random) -> bytes:
    span = _span(data, chance)
    return data[: span.stop] + data[span] * chance.choice((1, 1, 1, 5, 50)) + data[span.stop :]


def _put_in(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    piece = chance.choice(
        (chance.randbytes(chance.randint(1, 30)), b"\0", b'"', b"<", b"&#0;", b"<!--", b"]]>", b"\r", b"-1", b"9" * 30,
         "\ufeff".encode(), "\u2028".encode(), "会".encode("gb18030"), b"{{", b"\\", b"\t", b"|")
    )  # fmt: skip
    return data[:at] + piece + data[at:]


def _moved(data: bytes, chance: random.Random) -> bytes:
    span = _span(data, chance)
    rest, at = data[: span.start] + data[span.stop :], chance.randrange(len(data) - (span.stop - span.start) + 1)
    return rest[:at] + data[span] + rest[at:]


DAMAGES = (_turned, _cut, _doubled, _put_in, _moved)
