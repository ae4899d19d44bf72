"""Sound files of every format that is read."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import lzma
import re
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

from support import documents as build
from support.alignments import small_alignment
from support.cases import CASES
from support.packed import zstandard
from support.sound_texts import (
    ASS,
    EML,
    EXPORT,
    FEED,
    INI,
    KEYED,
    LATEX,
    LINES,
    MANUAL,
    MARKDOWN,
    MHTML,
    NOTEBOOK,
    ODS,
    ORG,
    PAIRED,
    PHP,
    QT,
    QUARTO,
    RENPY,
    ROWS,
    RST,
    SCRIPT,
    SGM,
    TTML,
    VTT,
    WIKI,
    XCSTRINGS,
    XML,
    YAML,
)

import duiqi

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
    "a.ftl": lambda: "".join(f"{key} = {text}\n" for key, text in KEYED.items()).encode(),
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
    "a.js": lambda: SCRIPT.encode(),
    "a.php": lambda: PHP.encode(),
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
# The parts of office documents that are read, and those of one in a single file that are not.
READ = r"mimetype|content\.xml|manifest\.xml|/presentation\.xml|[sS]lides/|Slides/"
STYLES = re.compile(rb"<office:(settings|scripts|font-face-decls|styles|master-styles)>.*?</office:\1>", re.DOTALL)
# Files of pairs, by the format that ``duiqi.save`` writes; those of several files are damaged in one of them.
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
