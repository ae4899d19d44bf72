"""Boxes, tabs and directives of Markdown: the lines that open them, with the titles that they show.

``::: tip 标题`` (VuePress), ``:::tip[标题]`` (Docusaurus), ``::: {.note title="标题"}`` (Pandoc, Quarto),
``!!! note "标题"`` and ``=== "标题"`` (MkDocs), ``@tab 标题`` (VuePress), ``> [!NOTE] 标题`` (GitHub, Obsidian), and of
MyST ```` ```{note} ````, a code fence that holds prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

CONTAINER = re.compile(
    r":{3,}(?:[ \t]*\{?[\w-]+\}?(?:\[(?P<bracketed>.*)\])?[ \t]*(?P<title>.*))?\Z"
    r"|:{3,}[ \t]*\{(?P<attributes>[^{}]{0,500})\}[ \t]*:*\Z"
    r"|(?:!!!|\?\?\?\+?)[ \t]+[\w-]+(?:[ \t]+[\w-]+)*(?:[ \t]+\"(?P<quoted>.*)\")?[ \t]*\Z"
    r"|===[!+]?[ \t]+\"(?P<tab>[^\"]+)\"[ \t]*\Z"
    r"|@tab(?::active)?(?:[ \t]+(?P<opened>[^#]*)(?:#[\w-]+)?)?\Z"
    r"|\[![A-Za-z]+\][+-]?[ \t]*(?P<note>.*)\Z"
)
TITLE = re.compile(r"\btitle=\"([^\"]*)\"")
# What its text is set in under: MkDocs has no mark for the end.
INDENTING = ("!!!", "???", "===")

# Directives of MyST, Sphinx and sphinx-design whose body is prose; of the others it is code, data or names.
# fmt: off
PROSE = frozenset((
    "admonition", "attention", "caution", "danger", "error", "hint", "important", "note", "seealso", "tip", "todo",
    "warning", "versionadded", "versionchanged", "deprecated", "topic", "sidebar", "margin", "epigraph", "highlights",
    "pull-quote", "figure", "dropdown", "card", "grid-item-card", "tab-item", "tab-set", "grid", "grid-item",
    "glossary", "list-table", "rubric", "aside", "exercise", "solution", "definition", "theorem", "proof",
))
# fmt: on
# Those whose words behind the name are a title or a text, not an address.
TITLED = PROSE - {"figure", "grid", "tab-set", "grid-item", "versionadded", "versionchanged", "deprecated"}
DIRECTIVE = re.compile(r"(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*\{(?P<name>[a-z][\w-]*)\}[ \t]*(?P<title>.*)\Z")
OPTION = re.compile(r":[\w-]{1,40}:(?:[ \t].*)?\Z")
# A place to link to, a break between cells of a notebook, a comment: each a line of MyST.
UNSHOWN = re.compile(r"\([\w:.-]{1,100}\)=\Z|\+\+\+(?:[ \t].*)?\Z|%[ \t].*\Z")


def title_of(container: re.Match[str]) -> str:
    """The title of a box or tab, or nothing."""
    attributes = container["attributes"]
    if attributes is not None:
        given = TITLE.search(attributes)
        return given[1] if given else ""
    return next((text for text in container.groups() if text), "")


def without_directives(text: str) -> str:
    """Markdown in which the directives of MyST that hold prose are boxes of it, without their options, and lists that
    are tables are tables. A text without directives stays as it is."""
    lines = text.split("\n")
    if not any(DIRECTIVE.match(line.strip()) for line in lines):
        return text
    return "\n".join(_boxes(lines))


def _boxes(lines: Sequence[str]) -> Iterator[str]:
    closing: list[str] = []  # fences of the boxes that are open
    code = ""  # that of the code that is
    at = 0
    while at < len(lines):
        line, at = lines[at].strip(), at + 1
        opened = DIRECTIVE.match(line)
        if code:
            code = "" if _closes(line, code) else code
        elif closing and _closes(line, closing[-1]):
            closing.pop()
            yield ""
            continue
        elif opened and opened["name"] in PROSE:
            at = _behind_options(lines, at)
            yield f"::: {opened['name']} {opened['title'] if opened['name'] in TITLED else ''}".rstrip()
            if opened["name"] == "list-table":
                end = next((k for k in range(at, len(lines)) if _closes(lines[k].strip(), opened["fence"])), len(lines))
                yield from _table(lines[at:end])
                at = end
            closing.append(opened["fence"])
            continue
        elif line.startswith(("```", "~~~")):
            code = line[: len(line) - len(line.lstrip(line[0]))]
        elif UNSHOWN.match(line):
            yield ""
            continue
        yield lines[at - 1]


def _closes(line: str, fence: str) -> bool:
    return line.startswith(fence) and not line.strip(fence[0])


def _behind_options(lines: Sequence[str], at: int) -> int:
    """Where the body of a directive begins: behind ``:name: value`` lines, or such between two lines of dashes."""
    if at < len(lines) and lines[at].strip() == "---":
        return next((k + 1 for k in range(at + 1, len(lines)) if lines[k].strip() == "---"), at)
    while at < len(lines) and OPTION.match(lines[at].strip()):
        at += 1
    return at


def _table(lines: Sequence[str]) -> Iterator[str]:
    """The rows of a list of lists as those of a table: ``* -`` begins a row, ``-`` its next cell."""
    rows: list[list[str]] = []
    for line in lines:
        begun = re.match(r"[*-][ \t]+-(?:[ \t]+|\Z)(.*)", line.strip())
        cell = re.match(r"-(?:[ \t]+|\Z)(.*)", line.strip())
        if begun:
            rows.append([begun[1]])
        elif cell and rows:
            rows[-1].append(cell[1])
        elif rows and line.strip():
            rows[-1][-1] = f"{rows[-1][-1]} {line.strip()}".strip()
    yield ""
    for number, row in enumerate(rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
        if not number:
            yield "|" + "---|" * len(row)
    yield ""
