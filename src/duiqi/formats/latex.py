"""LaTeX: the prose of a document; comments, the preamble, code, pictures and displayed formulas are left out.

Read as a stream of commands, groups and text, without running it: commands that are not known vanish with their
optional arguments and show what their groups hold. Formulas in a line stay as they are, each one word.

Read: prose, titles, lists, tables, notes.
Left out: the preamble, code, pictures, displayed formulas, comments.
"""

from __future__ import annotations

import re
import unicodedata

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.formats.format import Format
from duiqi.formats.latex_body import body_of
from duiqi.formats.latex_commands import INNER, Reader
from duiqi.io.encoding import decode
from duiqi.model import Omission

COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%.*(?:\n[ \t]*)?")
WHOLE_COMMENT = re.compile(r"(?m)^[ \t]*%.*\n?")
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
ACCENTS = dict(zip("`'^\"~=.cvuH", "\u0300\u0301\u0302\u0308\u0303\u0304\u0307\u0327\u030c\u0306\u030b", strict=True))
ACCENT = re.compile(r"\\([`'^\"~=.])\s?\{?\\?([A-Za-z])\}?|\\([cvuH])\s?\{([A-Za-z])\}")
KEPT = "\ufdd5"


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
        for line in Reader(text).lines()
    )
    return assemble(lines, name, encoding, [omission for omission in omissions if omission.text])


FORMAT = Format(
    name="latex",
    label="LaTeX",
    suffixes=(".tex", ".latex", ".ltx"),
    read_document=read_latex,
    recognises=lambda text: START.match(text) is not None,
)
