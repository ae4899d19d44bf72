"""Markdown: prose without its marks; code, front matter and link targets are left out.

CommonMark, with the tables and notes of GitHub, the boxes and tabs of VuePress, MkDocs, Pandoc and MyST
(``blocks.markdown.boxes``), and what site generators add (``blocks.markdown.templates``).

Read: prose, tables, boxes, words of links.
Left out: code, front matter but the title, comments, addresses, components, pictures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.blocks.inline_markup import join_soft_breaks
from duiqi.blocks.markdown.boxes import CONTAINER, INDENTING, title_of, without_directives
from duiqi.blocks.markdown.front_matter import split_front_matter
from duiqi.blocks.markdown.inline import HARD_BREAK, NONCHARACTER, pictures, plain_inline
from duiqi.blocks.markdown.source_comments import with_sources
from duiqi.blocks.markdown.templates import strip_unshown
from duiqi.blocks.tables import HEAD_CELL, OTHER_COLUMN, columns_by_heads, telling_of_others
from duiqi.formats.format import Format, each_alone
from duiqi.io.encoding import decode
from duiqi.io.signature import is_markdown
from duiqi.model import Language, Omission, ParagraphKind
from duiqi.text.chars import count_han
from duiqi.text.language import count_words

FENCE = re.compile(r"(`{3,}|~{3,})")
QUOTE = re.compile(r"\A(?:>[ \t]?)+")
HEADING = re.compile(r"#{1,6}[ \t]+(.*)\Z")
CLOSING_MARKS = re.compile(r"(?:\A|(?<=[ \t]))#+\Z")
SETEXT = re.compile(r"(?:=+|-{2,})[ \t]*\Z")
RULE = re.compile(r"([-*_])[ \t]*(?:\1[ \t]*){2,}\Z")
ITEM = re.compile(r"(?:[-*+]|(\d{1,9}[.)]))[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
# ``## 标题 [[anchor]]`` of Hugging Face's courses, where other pages link to.
ANCHOR = re.compile(r"(?<=\S)[ \t]*\[\[[^\[\]]{0,300}\]\][ \t]*\Z")
# A reference and where it leads; where a list of contents goes.
UNSHOWN = re.compile(
    r"\[(?!\^)[^\]]+\]:[ \t]*\S+(?:[ \t]+[\"'(].*)?\Z|\[{1,2}_?TOC_?\]{1,2}\Z|@\[toc\]"
    # What an abbreviation stands for (Markdown Extra), words that notes are filed under (Obsidian).
    r"|\*\[[^\[\]]{1,60}\]:[ \t]|#[^\s#]+(?:[ \t]+#[^\s#]+)+\Z",
    re.IGNORECASE,
)
# Where kramdown puts a list of contents, in place of an entry.
TOC_ITEM = re.compile(r"[*+-][ \t]+\S.*\Z")
FOOTNOTE = re.compile(r"\[\^[^\]]+\]:[ \t]*")
TABLE_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?\Z")
CELL_BAR = re.compile(r"(?<!\\)\|")


@dataclass(slots=True)
class _Block:
    """A paragraph in the making."""

    lines: list[str]
    kind: ParagraphKind | None = None


def read_markdown(data: bytes, name: str, encoding: str | None = None, *, alone: bool = False) -> Reading:
    """The prose of a Markdown file, without comments. In one that is ``alone``, comments that hold the English source
    of the Chinese below them are read."""
    text, encoding = decode(data, name, encoding)
    return reading_of_markdown(text, name, encoding, alone=alone)


def reading_of_markdown(
    text: str, name: str, encoding: str, omissions: Sequence[Omission] = (), *, alone: bool
) -> Reading:
    """The prose of Markdown that was in ``encoding``, and ``omissions`` beside it; ``alone``: it is not one of two."""
    matter = split_front_matter(NONCHARACTER.sub("", text).replace("\r\n", "\n").replace("\r", "\n"))
    # In one file with both languages a title in one of them is that of both.
    read = {line: title for line, title in matter.titles.items() if not alone or _is_in_both(title)}
    settings = "\n".join(line for line in matter.settings if line not in read)
    omissions = [*omissions, *([Omission("front matter", settings)] if settings else [])]
    titles = [Line(title, None, "heading") for title in dict.fromkeys(read.values())]
    lines, left_out = _lines([*matter.texts, (matter.rest, None)], alone)
    parts = with_sources(matter.rest, [line.text for line in lines]) if alone else []
    if len(parts) < 2:
        return telling_of_others(assemble([*titles, *lines], name, encoding, omissions + left_out))
    lines, left_out = _lines([*matter.texts, *parts], alone)
    reading = assemble([*titles, *lines], name, encoding, omissions + left_out)
    return replace(reading, notes=("the comments are read, which hold the English source",))


def _is_in_both(text: str) -> bool:
    return bool(count_han(text) and count_words(text))


def _lines(
    parts: Sequence[tuple[str, Language | Literal["other"] | None]], alone: bool
) -> tuple[list[Line], list[Omission]]:
    """The paragraphs of parts whose language is known or not, and what is left out of them. In a file read ``alone`` of
    tables whose heads name both languages only these columns are read."""
    lines: list[Line] = []
    omissions: list[Omission] = []
    for text, language in parts:
        part, left_out = strip_unshown(without_directives(text))
        omissions += left_out
        lines += _Parser(part, language, omissions, len(lines), both=alone and language is None).lines()
    return lines, omissions


class _Parser:
    """Goes through the lines of a file once."""

    def __init__(
        self,
        text: str,
        language: Language | Literal["other"] | None,
        omissions: list[Omission],
        row: int,
        *,
        both: bool,
    ) -> None:
        self._lines = text.split("\n")
        self._language = language
        self._both = both  # whether tables may hold both languages
        self._omissions = omissions
        self._row = row  # rows are numbered apart from those of other parts
        self._index = 0
        self._block = _Block([])
        self._offsets: list[int] = []  # of the contents of the list items around a line, in columns

    def lines(self) -> Iterator[Line]:
        """The paragraphs, headings, list items and table cells."""
        while self._index < len(self._lines):
            raw = self._lines[self._index]
            line = QUOTE.sub("", raw.strip(), count=1).strip()
            self._index += 1
            fence = FENCE.match(line)
            if fence:
                yield from self._flush()
                self._skip_code(fence[1])
            elif not line or (RULE.match(line) and not self._block.lines) or self._is_unshown(line):
                yield from self._flush()
            elif self._is_table():
                yield from self._flush()
                yield from self._table(line)
            else:
                yield from self._prose(raw, line)
        yield from self._flush()

    def _prose(self, raw: str, line: str) -> Iterator[Line]:
        heading, container, item = HEADING.match(line), CONTAINER.match(line), ITEM.match(line)
        indent = _indent(raw)
        while self._offsets and indent < self._offsets[-1] and not self._block.lines:
            self._offsets.pop()
        # Code is set in by four columns from the contents of the list item it stands in (CommonMark 0.31, 4.4 and 5.2).
        indented = indent >= (self._offsets[-1] if self._offsets else 0) + 4 and not self._block.lines and not item
        if heading:
            yield from self._flush()
            title = CLOSING_MARKS.sub("", heading[1].rstrip()).rstrip()
            self._block = _Block([ANCHOR.sub("", title)], "heading")
            yield from self._flush()
        elif container:
            yield from self._flush()
            self._block = _Block([title_of(container)], "heading")
            yield from self._flush()
            if line.startswith(INDENTING):
                self._offsets.append(indent + 4)  # where its text stands
        elif SETEXT.match(line) and self._block.lines and self._block.kind is None:
            self._block.kind = "heading"
            yield from self._flush()
        elif RULE.match(line):
            yield from self._flush()
        elif item and not RULE.match(line):
            yield from self._flush()
            while self._offsets and indent < self._offsets[-1]:
                self._offsets.pop()
            self._offsets.append(indent + item.end())
            self._block = _Block([(item[1] + " " if item[1] else "") + line[item.end() :]], "list item")
        elif indented and _is_code(line):
            self._omissions.append(Omission("code", line))
        else:
            hard = raw.endswith(("  ", "\\"))
            self._block.lines.append(FOOTNOTE.sub("", line.removesuffix("\\")) + (HARD_BREAK if hard else ""))

    def _flush(self) -> Iterator[Line]:
        """The paragraph gathered so far, its wrapped lines joined, a line for each hard break."""
        text = self._shown("\n".join(self._block.lines))
        kind = self._block.kind
        self._block = _Block([])
        for part in text.split(HARD_BREAK):
            for line in join_soft_breaks(part.strip("\n").split("\n")):
                if line.strip(" |"):
                    yield Line(line, self._language, kind)

    def _shown(self, text: str) -> str:
        """``text`` without its markup; what pictures say they are is left out."""
        shown = plain_inline(text)
        self._omissions += (Omission("picture", alt) for alt in pictures(text, shown))
        return shown

    def _skip_code(self, fence: str) -> None:
        start = self._index
        while self._index < len(self._lines):
            line = QUOTE.sub("", self._lines[self._index].strip(), count=1).strip()
            self._index += 1
            if line.startswith(fence) and not line.strip(fence[0]):
                break
        body = "\n".join(line.strip() for line in self._lines[start : self._index - 1])
        if body.strip():
            self._omissions.append(Omission("code", body))

    def _is_unshown(self, line: str) -> bool:
        following = self._lines[self._index].strip() if self._index < len(self._lines) else ""
        return bool(UNSHOWN.match(line) or (following.startswith("{:toc") and TOC_ITEM.match(line)))

    def _is_table(self) -> bool:
        line = self._lines[self._index - 1].strip()
        following = self._lines[self._index].strip() if self._index < len(self._lines) else ""
        return "|" in line and "|" in following and TABLE_RULE.match(following) is not None

    def _table(self, header: str) -> Iterator[Line]:
        """A cell a line, those of a row in one row."""
        rows = [header]
        self._index += 1
        while self._index < len(self._lines) and "|" in self._lines[self._index]:
            rows.append(self._lines[self._index])
            self._index += 1
        cells = [
            [
                self._shown(cell.replace("\\|", "|")).replace(HARD_BREAK, "\n").strip("\n")
                for cell in CELL_BAR.split(row.strip().removeprefix("|").removesuffix("|"))
            ]
            for row in rows
        ]
        chosen = columns_by_heads(cells) if self._both else {}
        for number, row in enumerate(cells):
            self._row += 1
            for index, cell in enumerate(row):
                if not chosen or (number and index in chosen):
                    yield Line(cell, chosen.get(index, self._language), "table cell", self._row)
                elif cell.strip():
                    self._omissions.append(Omission(OTHER_COLUMN if number else HEAD_CELL, cell.strip()))


def _indent(raw: str) -> int:
    """The columns before the text of a line; a tab goes on to the next fourth one."""
    text = raw.expandtabs(4)
    return len(text) - len(text.lstrip(" "))


def _is_code(line: str) -> bool:
    """Whether an indented line is program text: it holds no Chinese, and marks of programs."""
    return line.isascii() and bool(re.search(r"[{}();=<>$\\]|^[.~/]|\w\(|--?\w", line))


FORMAT = Format(
    name="markdown",
    label="Markdown",
    suffixes=(".md", ".markdown", ".mdx", ".qmd", ".rmd"),
    read_document=read_markdown,
    read_chosen=each_alone(read_markdown),
    resembles=is_markdown,
)
