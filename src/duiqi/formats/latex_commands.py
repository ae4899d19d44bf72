"""The commands, groups and environments of LaTeX, read one after the other into paragraphs, without running them."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

from duiqi.blocks.contents import Line
from duiqi.blocks.inline_markup import paragraph_lines
from duiqi.model import ParagraphKind

TOKEN = re.compile(
    r"\\(?P<command>[A-Za-z@]+\*?)|\\(?P<escaped>.)|(?P<math>\$\$?)|(?P<open>\{)|(?P<close>\})|(?P<break>\n[ \t]*\n\s*)"
    r"|(?P<text>[^\\${}\n]+|\n|.)",
    re.DOTALL,
)
OPTIONAL = re.compile(r"\s?\[[^\[\]\n]{0,1000}\]")
# A group with groups in its groups, as the columns of a table are given.
INNER = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,500}\}){0,500}\}){0,2000}\}"
GROUP = re.compile(rf"\s?{INNER}")
HEADINGS = frozenset(
    ("part", "chapter", "section", "subsection", "subsubsection", "paragraph", "caption", "frametitle")
)
# Commands whose argument is a name, a file or a size: so many groups are passed over.
SILENT = {
    name: count
    for count, names in {
        1: "label ref eqref pageref cite citep citet citeauthor autoref cref Cref nocite input include includegraphics "
        "index glossary vspace hspace bibliography bibliographystyle usepackage pagestyle thispagestyle hypersetup "
        "linespread selectlanguage fontfamily url@ phantom hphantom vphantom includeonly graphicspath rule@ setlist",
        2: "setlength addtolength setcounter addtocounter rule newcommand renewcommand providecommand definecolor "
        "newtheorem resizebox DeclareMathOperator addcontentsline@ setmainfont@",
        3: "addcontentsline newenvironment renewenvironment",
    }.items()
    for name in names.split()
}
# Commands with an argument before the text that they show.
LED = frozenset((
    "href", "textcolor", "colorbox", "parbox", "scalebox", "fontsize", "multicolumn", "raisebox", "hyperlink",
    "hypertarget",
))  # fmt: skip
SYMBOLS = {
    "LaTeX": "LaTeX", "TeX": "TeX", "ldots": "…", "dots": "…", "textbackslash": "\\", "textasciitilde": "~", "S": "§",
    "copyright": "©", "textregistered": "®", "textdegree": "°", "quad": " ", "qquad": " ", "ss": "ß", "o": "ø",
    "textquotedblleft": "“", "textquotedblright": "”", "textendash": "–", "textemdash": "—", "pounds": "£", "aa": "å",
}  # fmt: skip
BREAKS = frozenset((
    "par", "newpage", "clearpage", "maketitle", "tableofcontents", "centering", "noindent", "bigskip",
    "switchcolumn", "pstart", "pend", "keywords", "keyword",
))  # fmt: skip
ESCAPED = {"\\": " ", "~": "", ",": " ", ";": " ", ":": " ", "!": "", "/": "", "-": "", " ": " ", "\n": " ", "@": ""}
TYPED = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", " "))
# Groups in groups: a choice, more than any text has.
MAX_DEPTH = 200
MARK = re.compile(r"[.,;:!?)，。；：！？）]")
NOTES = frozenset(("footnote", "footnotetext", "thanks"))
BRACE = re.compile(r"\s*\{")
TABLES = frozenset(("tabular", "tabularx", "longtable", "array", "tabu"))
# Environments whose optional argument is a place or a size; that of others is a title.
UNTITLED = frozenset(("figure", "table", "tabular", "enumerate", "itemize", "minipage", "longtable"))
# Environments with arguments before their text, and how many.
ARGUMENTS = {"tabularx": 2, **dict.fromkeys(("tabular", "longtable", "minipage", "multicols", "paracol"), 1)}


@dataclass(slots=True)
class _Part:
    """Text in the making: the paragraph, or a heading or note that stands in one; ``depth``: of the group it is in."""

    pieces: list[str] = field(default_factory=list)
    kind: ParagraphKind | None = None
    depth: int = 0


class Reader:
    """Goes through a body once, whose comments, code and formulas are out of the way."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._parts = [_Part()]
        self._notes: list[Line] = []
        self._depth = 0
        self._cell = False  # within a table
        self._row = 0

    def lines(self) -> Iterator[Line]:
        """The paragraphs, headings, list items, table cells and notes."""
        at = 0
        while match := TOKEN.match(self._text, at):
            at = match.end()
            if command := match["command"]:
                at = yield from self._command(command.rstrip("*"), at)
            elif match["break"]:
                if len(self._parts) == 1:
                    yield from self._flush()
                else:
                    self._add("\n")
            elif match["open"]:
                self._depth += 1
            elif match["close"]:
                self._depth = max(self._depth - 1, 0)
                yield from self._end()
            elif match["escaped"] == "\\" and self._cell and len(self._parts) == 1:
                yield from self._flush()
                self._row += 1
                at = self._after(OPTIONAL, at)
            elif match["escaped"]:
                self._add(ESCAPED.get(match["escaped"], match["escaped"]))
            elif match["text"]:
                yield from self._plain(match["text"])
        while len(self._parts) > 1:
            self._depth = self._parts[-1].depth
            yield from self._end()
        yield from self._flush()
        yield from self._notes

    def _plain(self, text: str) -> Iterator[Line]:
        if self._cell and len(self._parts) == 1 and "&" in text:
            first, *others = text.split("&")
            self._add(first)
            for other in others:
                yield from self._flush()
                self._add(other)
            return
        self._add(text)

    def _command(self, name: str, at: int) -> Generator[Line, None, int]:
        """What a command does; returns where the text goes on."""
        if name in ("begin", "end"):
            return (yield from self._environment(name, at))
        at = self._after(OPTIONAL, at) if name != "item" else at
        if name in HEADINGS or name in NOTES:
            brace = BRACE.match(self._text, at)
            if brace and len(self._parts) < MAX_DEPTH:
                is_note = name not in HEADINGS
                if not is_note and len(self._parts) == 1:
                    yield from self._flush()
                self._parts.append(_Part([], None if is_note else "heading", self._depth))
                self._depth += 1
                at = brace.end()
        elif name == "item":
            yield from self._flush()
            label = OPTIONAL.match(self._text, at)
            self._parts[0].kind = "list item"
            if label:
                self._add(label[0].strip()[1:-1] + " ")
                at = label.end()
        elif name in SILENT:
            for _ in range(SILENT[name]):
                at = self._after(OPTIONAL, self._after(GROUP, at))
            pieces = self._parts[-1].pieces
            # ``progress~\\cite{a}.``: without the reference the mark follows the word.
            if pieces and MARK.match(self._text, at):
                pieces[-1] = pieces[-1].rstrip("~ ")
        elif name in LED:
            at = self._after(GROUP, at)
            at = self._after(GROUP, at) if name == "multicolumn" else at
        elif name in BREAKS and len(self._parts) == 1:
            yield from self._flush()
        else:
            self._add(SYMBOLS.get(name, ""))
            # The space behind a command ends its name.
            at += len(self._text[at : at + 1]) if self._text[at : at + 1] == " " else 0
        return at

    def _environment(self, name: str, at: int) -> Generator[Line, None, int]:
        yield from self._flush() if len(self._parts) == 1 else ()
        group = GROUP.match(self._text, at)
        kind = group[0].strip()[1:-1].rstrip("*") if group else ""
        at = group.end() if group else at
        if kind in TABLES:
            self._cell = name == "begin"
            self._row += 1
        if name == "begin":
            title = OPTIONAL.match(self._text, at)
            if title and kind not in UNTITLED:
                yield Line(_finished(title[0].strip()[1:-1]), None, "heading")
            at = title.end() if title else at
            for _ in range(ARGUMENTS.get(kind, 0)):
                at = self._after(GROUP, at)
        return at

    def _after(self, pattern: re.Pattern[str], at: int) -> int:
        found = pattern.match(self._text, at)
        return found.end() if found else at

    def _add(self, text: str) -> None:
        self._parts[-1].pieces.append(text)

    def _end(self) -> Iterator[Line]:
        """End the heading or note whose group ends here."""
        part = self._parts[-1]
        if len(self._parts) > 1 and self._depth <= part.depth:
            self._parts.pop()
            lines = list(_lines(part))
            if part.kind:
                yield from lines
            else:
                self._notes += lines

    def _flush(self) -> Iterator[Line]:
        part, self._parts[0] = self._parts[0], _Part()
        for line in _lines(part):
            yield Line(line.text, None, "table cell", self._row) if self._cell else line


def _lines(part: _Part) -> Iterator[Line]:
    return paragraph_lines(_finished("".join(part.pieces)), part.kind)


def _finished(text: str) -> str:
    for typed, shown in TYPED:
        text = text.replace(typed, shown)
    return text
