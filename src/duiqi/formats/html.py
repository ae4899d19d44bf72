"""HTML pages: the main text without menus, by block.

Our own walk over the tree finds the blocks (``html_blocks``), so that nothing between the first and the last paragraph
can be lost; trafilatura says where the main text of the page begins and ends.

Read: the main text as a page shows it, block by block.
Left out: menus, scripts, forms, what is hidden, what attributes say (alt, title, placeholder).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.blocks.tables import assemble_both
from duiqi.blocks.web.cell_columns import cell_columns
from duiqi.blocks.web.html_blocks import Block, find_blocks, row_depth
from duiqi.blocks.web.page import Page, judged_page, notes_of
from duiqi.blocks.web.sources import is_document
from duiqi.blocks.web.together import decide_together
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.encoding import MARKS, SUPERSETS, decode
from duiqi.io.optional import need
from duiqi.io.signature import is_html, is_html_part
from duiqi.io.xml import MAX_DEPTH
from duiqi.model import Omission
from duiqi.text.chars import LETTER
from duiqi.text.language_tags import language_from_tag

# A page of 16 MB takes 249 MB and 3 seconds (tests/benchmarks/limits.py); the text of a long novel is 2 MB.
MAX_HTML_BYTES = 16 * 1024 * 1024
# The standard asks for the declaration within the first 1024 bytes; pages of the time before it are less strict.
META_HEAD = 4096
# Tags of a page: so many take 284 MB and 6 seconds; and of one that trafilatura is asked about, which takes most of the
# 1.5 seconds that 50,000 tags take (same script).
MAX_TAGS = 500_000
MAX_TAGS_MAIN = 50_000
# Types of scripts that hold parts of the page.
TEMPLATE = re.compile("html|te?mpl|handlebars|mustache")
# Attributes that hold text, and what has a letter.
ATTRIBUTES = ("title", "alt", "placeholder", "aria-label")
# A tag without an end as XHTML writes it.
SLASHED = re.compile(r"<(?:br|img|hr|input|meta|link)\b[^<>]{0,1000}/>", re.IGNORECASE)
# What XML begins with, which HTML would take for text.
PROLOGUE = re.compile(r"\A\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!DOCTYPE\b[^>\[]{0,500}>)?", re.IGNORECASE)
META = re.compile(
    rb"(?:<meta[^>]*?charset\s*=\s*|\A\s*<\?xml\s[^<>]*?\sencoding\s*=\s*)[\"']?\s*([\w.:-]+)", re.IGNORECASE
)


def read_html(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The main text of a page. Raises InputError when trafilatura is missing, or for a page that is too large,
    too deeply nested, or has no text."""
    return read_pages([(data, name)], encoding)[0]


def read_pages(
    files: Sequence[tuple[bytes, str]], encoding: str | None = None, zh_lang: str | None = None
) -> list[Reading]:
    """The main text of a page, or of two that are each other's translation and are judged together. Raises InputError
    as ``read_html`` does."""
    alone = len(files) == 1
    judged = [_judged(data, name, encoding, alone=alone, zh_lang=zh_lang) for data, name in files]
    if not alone:
        decide_together(*(one.page for one in judged))
    return [_reading(one) for one in judged]


@dataclass(frozen=True, slots=True)
class _Judged:
    """A page, and what goes with it into its reading."""

    page: Page
    name: str
    encoding: str
    scripts: tuple[Omission, ...]
    alone: bool


def _judged(data: bytes, name: str, encoding: str | None, *, alone: bool, zh_lang: str | None) -> _Judged:
    trafilatura = need("trafilatura", "html", "reading HTML", name)
    text, encoding = decode_html(data, name, encoding)
    root = parse_html(text, name)
    blocks = find_blocks(root, slashed=bool(SLASHED.search(text)))
    scripts = (*_scripts(root), *_attributes(root, {block.text for block in blocks}))

    def main() -> str:
        if text.count("<") > MAX_TAGS_MAIN:
            return ""
        return trafilatura.extract(root, favor_recall=True, include_comments=False, include_tables=True) or ""

    page = judged_page(blocks, main, alone=alone, zh_lang=zh_lang, is_document=is_document(root))
    return _Judged(page, name, encoding, scripts, alone)


def _reading(judged: _Judged) -> Reading:
    page = judged.page
    omissions = [Omission(page.left_out[block], block.text) for block in page.blocks if block in page.left_out]
    read = assemble_both if judged.alone else assemble
    reading = read(lines_of(page.kept), judged.name, judged.encoding, [*omissions, *judged.scripts])
    return replace(reading, notes=(*notes_of(page), *reading.notes))


def _scripts(root: Any) -> Iterator[Omission]:
    """The scripts of a page, each as its text or the address that it comes from, and the templates in such elements;
    data in them is none."""
    for element in root.iter("script", "{*}script"):
        kind = (element.get("type") or "javascript").lower()
        text = (element.text or "").strip() or element.get("src") or ""
        if text and ("javascript" in kind or "module" in kind):
            yield Omission("script", text)
        elif text and TEMPLATE.search(kind):
            yield Omission("template", text)


def _attributes(root: Any, shown: Set[str]) -> Iterator[Omission]:
    """What attributes and the head say that is not ``shown``, each text once: pages show it on demand, or to some."""
    told: dict[str, None] = {}
    for element in root.iter("*"):
        told.update((value.strip(), None) for name in ATTRIBUTES if (value := element.get(name)))
        if element.tag == "meta" and (element.get("name") or "").lower() == "description":
            told[(element.get("content") or "").strip()] = None
        elif element.tag == "title":
            told[(element.text or "").strip()] = None
    yield from (Omission("title or attribute", text) for text in told if text not in shown and LETTER.search(text))


def decode_html(data: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """The page as text: by the encoding given, a byte order mark, valid UTF-8, the page's own word, or detection."""
    if len(data) > MAX_HTML_BYTES:
        raise InputError(
            f"the page is larger than {MAX_HTML_BYTES // 1024**2} MB", path=name, advice="split it into documents"
        )
    declared = META.search(data[:META_HEAD])
    if encoding is None and declared and not data.startswith(tuple(mark for mark, _ in MARKS)):
        label = declared[1].decode("ascii").lower()
        label = SUPERSETS.get(label, label)
        # What is valid UTF-8 by chance is what the page says of itself; nobody says so of UTF-16 in ASCII letters.
        if label.replace("-", "") == "utf8" or not (_is_utf8(data) or label.startswith("utf")):
            try:
                return decode(data, name, label)
            except InputError:
                pass  # what the page says of itself is wrong: find out
    return decode(data, name, encoding)


def parse_html(text: str, name: str) -> Any:
    """The tree of a page. Entities that the page declares are ignored, nothing is fetched."""
    import lxml.html
    from lxml import etree

    if text.count("<") > MAX_TAGS:
        raise InputError(f"the page has more than {MAX_TAGS:,} tags", path=name, advice="split it into documents")
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", errors="ignore"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error).lower():
            raise _too_deep(name) from error
        raise InputError("the page holds no text", path=name) from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise _too_deep(name)
    return root


def lines_of_markup(text: str, name: str) -> list[Line]:
    """The lines of a page, or a piece of one, that stands as text in a file of another format."""
    root = parse_html(PROLOGUE.sub("", text), name)
    return lines_of([block for block in find_blocks(root) if not block.hiding])


def lines_of(blocks: Sequence[Block]) -> list[Line]:
    """Blocks as lines; a ``lang`` attribute counts where the script leaves room for it."""
    rows: dict[int, int] = {}
    tables: dict[Any, int] = {}
    columns: dict[Any, int] = {}
    lines = []
    for block in blocks:
        row = None if block.row is None else rows.setdefault(block.row, len(rows))
        language = language_from_tag(block.language, block.text) if block.language else None
        line = Line(block.text, language, block.kind, row, codes=block.codes)
        at = row_depth(block.tags)
        if row is not None and at is not None:
            rows_of = block.path[at].getparent()
            if rows_of not in tables:
                columns.update(cell_columns(rows_of))
            table = tables.setdefault(rows_of, len(tables) + 1)
            # What a broken page has between its cells is in no column.
            cell = block.path[at + 1 : at + 2]
            line = replace(line, table=table, column=columns.get(cell[0]) if cell else None)
        lines.append(line)
    return lines


def _too_deep(name: str) -> InputError:
    return InputError(
        f"the page nests elements more than {MAX_DEPTH} deep", path=name, advice="no text is marked up so; check it"
    )


def _is_utf8(data: bytes) -> bool:
    try:
        return not data.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


FORMAT = Format(
    name="html",
    label="an HTML page",
    suffixes=(".html", ".htm", ".xhtml"),
    read_document=read_html,
    recognises=is_html,
    resembles=is_html_part,
    read_chosen=read_pages,
    extra="html",
    library="trafilatura, lxml",
)
