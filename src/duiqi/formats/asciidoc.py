"""AsciiDoc: prose without its marks; code, comments, settings and index terms are left out.

Read: prose, titles, lists, tables.
Left out: listings, comments, attributes, macros, notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duiqi.blocks.contents import Line, Reading, assemble, block_left_out
from duiqi.blocks.inline_markup import paragraph_lines
from duiqi.formats.format import Format
from duiqi.io.encoding import decode
from duiqi.model import Omission, ParagraphKind

# Delimited blocks, by the first characters of the line of marks that opens and closes them: verbatim ones are code,
# the others hold prose.
VERBATIM = re.compile(r"(-{4,}|\.{4,}|\+{4,}|`{3,})(?:\w+)?\Z")
COMMENT_BLOCK = re.compile(r"/{4,}\Z")
PROSE_BLOCK = re.compile(r"(?:={4,}|\*{4,}|_{4,}|--)\Z")
TABLE = re.compile(r"[|,:!]={3,}\Z")
HEADING = re.compile(r"(?:={1,6}|#{1,6})[ \t]+(.*)\Z")
SETTING = re.compile(r":!?[\w-]+!?:(?:\s|\Z)")
ATTRIBUTES = re.compile(r"\[[^\[\]]*\]\Z|\[\[[^\]]*\]\]\Z")
MACRO = re.compile(r"(?:image|include|ifdef|ifndef|ifeval|endif|toc|video|audio|indexterm)::.*\Z")
TITLE = re.compile(r"\.(?=[^\s.])")
ITEM = re.compile(r"(?:\*{1,5}|-|(\.{1,5})|(\d{1,3}\.))[ \t]+(?:\[[ x*]\][ \t]+)?(?=\S)")
ADMONITION = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+")

# Lengths are bounded so that a line of nothing but marks takes no quadratic time.
INDEX_TERM = re.compile(r"\(\(\((?:[^()]|\([^()]{0,100}\)){0,300}\)\)\)|indexterm:\[[^\[\]]{0,300}\]")
SHOWN_TERM = re.compile(r"\(\(([^()]{1,300})\)\)")
REFERENCE = re.compile(r"<<[^<>,]{0,300}(?:,\s{0,5}([^<>]{0,300}))?>>|xref:[^\s\[]{0,300}\[([^\[\]]{0,300})\]")
URL = re.compile(r"(?:link:|(?=https?://|mailto:))[^\s\[\]]{1,2000}\[([^\[\]]{0,500})\]")
FOOTNOTE = re.compile(r"footnote(?:ref)?:\w{0,50}\[(?:[^\[\]]|\[[^\[\]]{0,300}\]){0,1000}\]")
INLINE_IMAGE = re.compile(r"(?:image|icon|kbd|btn|menu):[^\s\[:]{0,300}\[([^\[\]]{0,300})\]")
PASS = re.compile(r"pass:\w{0,20}\[([^\[\]]{0,500})\]|\+\+([^+]{1,500})\+\+|\$\$([^$]{1,500})\$\$")
MATH = re.compile(r"(?:latexmath|asciimath|stem):\[([^\[\]]{0,500})\]")
# Marks of quotation, and, in what is set as typed, characters that are marks elsewhere.
QUOTES = re.compile(r"``(?=[^\s`])([^`\n]{1,300}?)(?<=\S)''|\"`(?=[^\s`])([^`\n]{1,300}?)(?<=\S)`\"")
TYPED = re.compile(r"(?<![\w`])`(?=[^\s`])(\+?)([^`\n]{1,300}?)\1(?<=\S)`(?![A-Za-z0-9`])")
ANCHOR = re.compile(r"\[\[[^\[\]]{0,200}\]\]")
ROLE = re.compile(r"\[[.#][^\[\]]{0,100}\](?=[#*_`])")
# Unconstrained marks are doubled; constrained ones stand at the bounds of words.
DOUBLED = re.compile(r"(?<![*_`#])(\*\*|__|``|##)(?=[^\s*_`#])(.{1,300}?)(?<=\S)\1", re.DOTALL)
SINGLE = re.compile(r"(?<![\w*_`#])([*_`#])(?=[^\s*_`#])([^*_`#]{1,300}?)(?<=\S)\1(?![A-Za-z0-9])")
ATTRIBUTE = re.compile(r"\{(?:nbsp|zwsp|sp|empty|blank)\}")


def read_asciidoc(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The prose of an AsciiDoc file. ``.asc`` is also the suffix of PGP keys and signatures; those have none."""
    text, encoding = decode(data, name, encoding)
    omissions: list[Omission] = []
    lines = list(_lines(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), omissions))
    return assemble(lines, name, encoding, omissions)


def plain_inline(text: str) -> str:
    """``text`` without inline markup and index terms."""
    text = ATTRIBUTE.sub(" ", ANCHOR.sub("", SHOWN_TERM.sub(r"\1", INDEX_TERM.sub("", text))))
    text = FOOTNOTE.sub("", text)
    text = REFERENCE.sub(lambda m: m[1] or m[2] or "", text)
    text = URL.sub(lambda m: m[1].removesuffix("^") or m[0].partition("[")[0], text)
    text = INLINE_IMAGE.sub(r"\1", text)
    text = PASS.sub(lambda m: m[1] or m[2] or m[3] or "", text)
    text = MATH.sub(r"\1", ROLE.sub("", text))
    text = TYPED.sub(r"\2", QUOTES.sub(lambda m: f"“{m[1] or m[2]}”", text))
    for _ in range(2):
        text = SINGLE.sub(r"\2", DOUBLED.sub(r"\2", text))
    return text


def _lines(source: list[str], omissions: list[Omission]) -> Iterator[Line]:
    gathered: list[str] = []
    kind: ParagraphKind | None = None
    index = 0
    row = 0
    while index < len(source):
        line = source[index].strip()
        index += 1
        verbatim = VERBATIM.match(line) or COMMENT_BLOCK.match(line)
        special = _special(line, index == 1 or not source[index - 2].strip())
        item = ITEM.match(line)
        if not (verbatim or special is not None or item or not line):
            gathered.append(ADMONITION.sub("", line))
            continue
        yield from _paragraph(gathered, kind)
        gathered, kind = [], None
        if verbatim:
            end = _end(source, index, line)
            omissions += block_left_out(source[index:end], "comment" if line.startswith("//") else "code")
            index = end + 1
        elif TABLE.match(line):
            end = _end(source, index, line)
            for texts in _rows(source[index:end]):
                row += 1
                yield from (Line(plain_inline(text), None, "table cell", row) for text in texts)
            index = end + 1
        elif item:
            gathered, kind = [(item[2] + " " if item[2] else "") + line[item.end() :]], "list item"
        elif special:
            yield Line(plain_inline(special), None, "heading")
    yield from _paragraph(gathered, kind)


def _special(line: str, begins: bool) -> str | None:
    """None for prose; the text of a heading or block title; empty for a line that holds no text."""
    heading = HEADING.match(line)
    if heading:
        return heading[1]
    if line.startswith("//") or line in ("+", "'''", "<<<") or PROSE_BLOCK.match(line) or TABLE.match(line):
        return ""
    if ATTRIBUTES.match(line) or MACRO.match(line) or (SETTING.match(line)):
        return ""
    if TITLE.match(line) and begins:
        return line[1:]
    return None


def _paragraph(gathered: list[str], kind: ParagraphKind | None) -> Iterator[Line]:
    text = plain_inline("\n".join(gathered))
    for part in re.split(r" \+\n", text):
        yield from paragraph_lines(part, kind)


def _end(source: list[str], start: int, marks: str) -> int:
    """The index of the line that closes a delimited block; the end of the file when none does."""
    bare = re.sub(r"\w+\Z", "", marks)
    return next((i for i in range(start, len(source)) if source[i].strip() == bare), len(source))


def _rows(lines: list[str]) -> Iterator[list[str]]:
    """The rows of a table: those on one line each; else cells are counted off by the number in the first group."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if not line.strip():
            groups.append([])
            continue
        cells = re.split(r"(?:(?<=\s)|^)(?:\d*\.?\d*[+*])?[<^>.]*[aehlmsd]?\|", line.strip())
        if cells[0].strip() and groups[-1]:
            groups[-1][-1] += " " + cells[0].strip()
        if len(cells) > 2 and groups[-1]:
            groups.append([])
        groups[-1] += [cell.strip() for cell in cells[1:]]
        if len(cells) > 2:
            groups.append([])
    yield from (group for group in groups if group)


FORMAT = Format(
    name="asciidoc",
    label="AsciiDoc",
    suffixes=(".adoc", ".asciidoc", ".asc"),
    read_document=read_asciidoc,
)
