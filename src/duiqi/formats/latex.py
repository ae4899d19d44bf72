"""LaTeX: the prose of a document; comments, the preamble, code, pictures and displayed formulas are left out.

Read as a stream of commands, groups and text, without running it: commands that are not known vanish with their
optional arguments and show what their groups hold. Formulas in a line stay as they are, each one word.

Read: prose, titles, lists, tables, notes.
Left out: the preamble, code, pictures, displayed formulas, comments.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.blocks.inline_markup import paragraph_lines
from duiqi.formats.format import Format
from duiqi.formats.latex_body import body_of
from duiqi.io.encoding import decode
from duiqi.model import Omission, ParagraphKind

TOKEN = re.compile(
    r"\\(?P<command>[A-Za-z@]+\*?)|\\(?P<escaped>.)|(?P<math>\$\$?)|(?P<open>\{)|(?P<close>\})|(?P<break>\n[ \t]*\n\s*)"
    r"|(?P<text>[^\\${}\n]+|\n|.)",
    re.DOTALL,
)
COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%.*(?:\n[ \t]*)?")
WHOLE_COMMENT = re.compile(r"(?m)^[ \t]*%.*\n?")
OPTIONAL = re.compile(r"\s?\[[^\[\]\n]{0,1000}\]")
# A group with groups in its groups, as the columns of a table are given.
INNER = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,500}\}){0,500}\}){0,2000}\}"
GROUP = re.compile(rf"\s?{INNER}")
DEFINITION = re.compile(rf"\\[gex]?def\s?\\[A-Za-z@]{{1,50}}(?:#\d)*{INNER}")
START = re.compile(r"(?:\s*%[^\n]*\n)*\s*\\(?:documentclass|documentstyle|begin\{document\}|usepackage|input\{)")
VERB = re.compile(r"\\(?:verb|lstinline)\*?(?:\[[^\]\n]{0,200}\])?([^A-Za-z\s*{])(.{0,500}?)\1")
# Environments whose content is no text, by the reason that is told.
NO_TEXT = {
    name: reason
    for reason, names in {
        "code": "verbatim Verbatim Highlighting lstlisting minted alltt comment filecontents algorithmic",
        "formula": "equation align alignat gather multline eqnarray displaymath math flalign",
        "picture": "tikzpicture picture pspicture pgfpicture tikzcd",
        "references": "thebibliography",
    }.items()
    for name in names.split()
}
ENVIRONMENT = re.compile(
    rf"\\begin\s?\{{(?P<name>(?:{'|'.join(NO_TEXT)})\*?)\}}"
    r"(?P<text>(?:(?!\\begin\s?\{(?P=name)\}).)*?)\\end\s?\{(?P=name)\}",
    re.DOTALL,
)
DISPLAYED = re.compile(r"\\\[((?:(?!\\\[).)*?)\\\]|\$\$((?:(?!\$\$).)+?)\$\$", re.DOTALL)
INLINE = re.compile(r"\\\(((?:(?!\\\()[^\n]|\n(?!\n))*?)\\\)|(?<!\\)\$((?:[^$\\\n]|\\.|\n(?![ \t]*\n)){1,2000}?)\$")
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
ACCENTS = dict(zip("`'^\"~=.cvuH", "\u0300\u0301\u0302\u0308\u0303\u0304\u0307\u0327\u030c\u0306\u030b", strict=True))
ACCENT = re.compile(r"\\([`'^\"~=.])\s?\{?\\?([A-Za-z])\}?|\\([cvuH])\s?\{([A-Za-z])\}")
TYPED = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", " "))
KEPT = "\ufdd5"
# Groups in groups: a choice, more than any text has.
MAX_DEPTH = 200
MARK = re.compile(r"[.,;:!?)，。；：！？）]")


@dataclass(slots=True)
class _Part:
    """Text in the making: the paragraph, or a heading or note that stands in one; ``depth``: of the group it is in."""

    pieces: list[str] = field(default_factory=list)
    kind: ParagraphKind | None = None
    depth: int = 0


class _Reader:
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
        if name in HEADINGS or name in ("footnote", "footnotetext", "thanks"):
            brace = re.compile(r"\s*\{").match(self._text, at)
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
        if kind in ("tabular", "tabularx", "longtable", "array", "tabu"):
            self._cell = name == "begin"
            self._row += 1
        if name == "begin":
            title = OPTIONAL.match(self._text, at)
            if title and kind not in ("figure", "table", "tabular", "enumerate", "itemize", "minipage", "longtable"):
                yield Line(_finished(title[0].strip()[1:-1]), None, "heading")
            at = title.end() if title else at
            for _ in range(
                2 if kind == "tabularx" else kind in ("tabular", "longtable", "minipage", "multicols", "paracol")
            ):
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


def _accented(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", (match[2] or match[4]) + ACCENTS[match[1] or match[3]])


def read_latex(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The prose of a LaTeX file. What it inputs is not read."""
    text, encoding = decode(data, name, encoding)
    omissions: list[Omission] = []
    kept: list[str] = []

    def keep(shown: str) -> str:
        kept.append(shown)
        return f"{KEPT}{len(kept) - 1}{KEPT}"

    def leave_out(match: re.Match[str]) -> str:
        omissions.append(Omission(NO_TEXT[match["name"].rstrip("*")], match["text"].strip()))
        return "\n\n"

    def leave_out_formula(match: re.Match[str]) -> str:
        omissions.append(Omission("formula", (match[1] or match[2]).strip()))
        return " "

    text = text.replace("\r\n", "\n").replace("\r", "\n").replace(KEPT, "")
    text = VERB.sub(lambda match: keep(match[2]), text)
    text = ENVIRONMENT.sub(leave_out, text)
    text = COMMENT.sub(r"\1", WHOLE_COMMENT.sub("", text))
    text = body_of(text)
    text = DEFINITION.sub("", text)
    text = ACCENT.sub(_accented, DISPLAYED.sub(leave_out_formula, text))
    text = INLINE.sub(lambda match: keep(f"${' '.join((match[1] or match[2] or '').split())}$"), text)
    shown = re.compile(f"{KEPT}(\\d+){KEPT}")
    lines = (
        Line(shown.sub(lambda match: kept[int(match[1])], line.text), None, line.kind, line.row)
        for line in _Reader(text).lines()
    )
    return assemble(lines, name, encoding, [omission for omission in omissions if omission.text])


FORMAT = Format(
    name="latex",
    label="LaTeX",
    suffixes=(".tex", ".latex", ".ltx"),
    read_document=read_latex,
    recognises=lambda text: START.match(text) is not None,
)
