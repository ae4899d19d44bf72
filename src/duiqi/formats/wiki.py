"""Wiki text (MediaWiki): prose without its marks; templates, notes and code are left out.

Read: prose, titles, lists, tables.
Left out: templates, notes, code, comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.blocks.inline_markup import join_soft_breaks, strip_html
from duiqi.blocks.wiki_markup import resolved
from duiqi.formats.format import Format
from duiqi.io.encoding import decode
from duiqi.io.signature import root_of, text_head
from duiqi.io.xml import parse_xml
from duiqi.model import Omission, ParagraphKind

HEADING = re.compile(r"(={1,6})(?!=)[ \t]*(.{1,500}?)[ \t]*\1\s*\Z")
ITEM = re.compile(r"([*#:;]+)[ \t]*")
RULE = re.compile(r"-{4,}")
REDIRECT = re.compile(r"#(?:redirect|重定向)\b", re.I)
# What says how a cell looks, before the cell: ``| style="…" | text``.
ATTRIBUTES = re.compile(r"\s*[\w-]+\s*=[^|]{0,500}\|(?!\|)")
CELL_END = re.compile(r"\|\||!!")
LINE_BREAK = re.compile(r"<br\s{0,3}/?>[ \t]*\n?", re.I)
HEADING_LINE = re.compile(r"^(==+)[^=\n]+\1[ \t]*$", re.MULTILINE)
WIKI_LINK = re.compile(r"\[\[[^\[\]\n]+\]\]|\{\{[^{}\n]+\}\}")
PREFORMATTED = "code"
# The number of the name space that articles are in.
ARTICLES = "0"


class _Parser:
    """Goes through the lines of a page once, whose links and templates are resolved."""

    def __init__(self, text: str, omissions: list[Omission]) -> None:
        self._source = text.split("\n")
        self._omissions = omissions
        self._gathered: list[str] = []
        self._kind: ParagraphKind | None = None
        self._depth = 0  # of tables in tables
        self._row = 0

    def lines(self) -> Iterator[Line]:
        """The paragraphs, headings, list items and table cells."""
        for raw in self._source:
            line = raw.strip()
            heading, item = HEADING.match(line), ITEM.match(line)
            if line.startswith("{|"):
                yield from self._flush()
                self._depth, self._row = self._depth + 1, self._row + 1
            elif self._depth and line.startswith(("|", "!")):
                yield from self._table_line(line)
            elif not line or RULE.match(line) or REDIRECT.match(line):
                yield from self._flush()
            elif heading:
                yield from self._flush()
                self._gathered, self._kind = [heading[2]], "heading"
                yield from self._flush()
            elif item:
                yield from self._item(item[1], line[item.end() :])
            elif raw[:1] == " " and line.isascii() and not self._depth and not self._gathered and "<" not in line:
                self._omissions.append(Omission(PREFORMATTED, line))
            else:
                if self._kind == "list item":  # a list goes on in its own line only
                    yield from self._flush()
                self._gathered.append(line)
        yield from self._flush()

    def _item(self, marks: str, text: str) -> Iterator[Line]:
        yield from self._flush()
        # A term and what it means may share a line.
        term, parts, meaning = text.partition(" : ") if marks.endswith(";") else (text, "", "")
        for part in (term, meaning) if parts else (term,):
            self._gathered = [part]
            self._kind = None if marks.endswith((":", ";")) else "list item"
            yield from self._flush()

    def _table_line(self, line: str) -> Iterator[Line]:
        """A line of a table that begins a cell, a row or the caption, or ends the table."""
        yield from self._flush()
        if line.startswith("|}"):
            self._depth -= 1
            self._gathered = [line[2:]]
        elif line.startswith("|-"):
            self._row += 1
        elif line.startswith("|+"):
            self._gathered = [ATTRIBUTES.sub("", line[2:], count=1)]
            self._kind = "heading"
        else:
            for cell in CELL_END.split(line[1:]):
                yield from self._flush()
                self._gathered, self._kind = [ATTRIBUTES.sub("", cell, count=1)], "table cell"

    def _flush(self) -> Iterator[Line]:
        """The paragraph or cell gathered so far, a line for each break that is set."""
        gathered, kind = self._gathered, self._kind
        self._gathered, self._kind = [], None
        row = self._row if self._depth and kind == "table cell" else None
        for part in LINE_BREAK.split("\n".join(gathered)):
            for line in join_soft_breaks(strip_html(part).strip("\n").split("\n")):
                if line.strip():
                    yield Line(line.strip(), None, kind, row)


def read_wiki(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The prose of a page as wiki text, or of the pages in an export."""
    if is_export(text_head(data)):
        return _read_export(data, name)
    text, encoding = decode(data, name, encoding)
    omissions: list[Omission] = []
    return assemble(_prose(text, omissions), name, encoding, omissions)


def _prose(text: str, omissions: list[Omission]) -> Iterator[Line]:
    text = resolved(text.replace("\r\n", "\n").replace("\r", "\n"), omissions)
    return _Parser(text, omissions).lines()


def _read_export(data: bytes, name: str) -> Reading:
    """The last version of each page of an export, under its title, but for those that talk about others."""
    omissions: list[Omission] = []
    lines: list[Line] = []
    for page in parse_xml(data, name).iterchildren("{*}page"):
        title = page.findtext("{*}title") or ""
        text = next((each.findtext("{*}text") for each in reversed(page.findall("{*}revision"))), "") or ""
        if (page.findtext("{*}ns") or ARTICLES) != ARTICLES:
            omissions.append(Omission("page that is no article", title))
        elif not REDIRECT.match(text.lstrip()):
            lines += [Line(title, None, "heading"), *_prose(text, omissions)]
    return assemble(lines, name, omissions=omissions)


def is_export(text: str) -> bool:
    """Whether ``text`` begins as the XML does in which a wiki hands out its pages (Help:Export of MediaWiki)."""
    return root_of(text) == "mediawiki"


def is_wiki(text: str) -> bool:
    """Whether a text has two headings of wikis and more, and a link or template."""
    return "==" in text and len(HEADING_LINE.findall(text)) > 1 and bool(WIKI_LINK.search(text))


FORMAT = Format(
    name="wiki",
    label="wiki text (MediaWiki)",
    suffixes=(".wiki", ".mediawiki", ".mw", ".wikitext"),
    shared_suffixes=(".xml",),
    read_document=read_wiki,
    recognises=is_export,
    resembles=is_wiki,
)
