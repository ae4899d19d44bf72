"""Typst: prose without its marks; settings, definitions, formulas on lines of their own and code are left out.

As Typst's reference (0.12, Syntax and Scripting) has it. No function is called; of a call its contents, in square
brackets, are text.

Read: prose, headings, lists, contents of calls such as tables and captions, words of links.
Left out: settings, definitions, imports, code, displayed formulas, comments, labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.blocks.inline_markup import paragraph_lines
from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.encoding import decode
from duiqi.model import Omission, ParagraphKind

# Deeper than contents stand in calls anywhere: a choice.
MAX_DEPTH = 64
_COMMENT = re.compile(r"(?<![:\\])//[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
_RAW = re.compile(r"(`{3,})(?:[\w-]*)(.*?)(?:\1|\Z)", re.DOTALL)
_DISPLAYED = re.compile(r"(?<!\\)\$\s[^$]*\s\$")
_CALL = re.compile(r"(?<!\\)#(?P<name>[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)")
_STATEMENTS = {"set": "setting", "show": "setting", "let": "setting", "import": "setting", "include": "setting"}
_STATEMENTS |= dict.fromkeys(("if", "for", "while", "context", "return"), "code")
_CLOSERS = {"(": ")", "[": "]", "{": "}"}
_STRING = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\Z)', re.DOTALL)
_HEADING = re.compile(r"={1,6}[ \t]+(?P<text>.*)")
_ITEM = re.compile(r"(?:[-+]|\d{1,3}\.)[ \t]+")
_TERM = re.compile(r"/[ \t]+(?P<term>[^:\n]{1,200}):[ \t]*(?P<text>.*)")
_LABEL = re.compile(r"[ \t]*<[A-Za-z][\w:.-]{0,80}>|(?<![A-Za-z0-9\\])@[A-Za-z][\w:.-]{0,80}\b")
_MARK = re.compile(
    r"(?<![A-Za-z0-9\\*_])(?P<mark>[*_])(?=\S)(?P<inner>(?:(?!(?P=mark))[^\n]){1,500})(?<=\S)(?P=mark)(?![A-Za-z0-9*_])"
)
_HAN_MARK = re.compile(r"(?<!\\)\*(?=\S)([^*\n]{1,500})(?<=\S)\*")
_SPAN = re.compile(r"`([^`\n]{1,500})`")
_ESCAPE = re.compile(r"\\([^A-Za-z0-9\s])")
_BREAK = re.compile(r"\\[ \t]*\Z")


def read_typst(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The prose of a Typst file. What it imports or includes is not read. Raises InputError for what is nested too
    deep."""
    text, encoding = decode(data, name, encoding)
    left: list[Omission] = []
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for pattern, reason in ((_RAW, "code"), (_COMMENT, "comment"), (_DISPLAYED, "formula")):
        left += [Omission(reason, found[0]) for found in pattern.finditer(text)]
        text = pattern.sub("", text)
    prose = _without_calls(text, name, left)
    return assemble(list(_lines(prose)), name, encoding, left)


def _without_calls(text: str, name: str, left: list[Omission], depth: int = 0) -> str:
    """The text, calls replaced by their contents: those in round brackets are paragraphs, those behind stand in their
    place, and notes at the end."""
    if depth > MAX_DEPTH:
        raise InputError(f"it is nested more than {MAX_DEPTH} deep", path=name, advice="check what it is")
    parts: list[str] = []
    notes: list[str] = []
    at = 0
    while found := _CALL.search(text, at):
        parts.append(text[at : found.start()])
        reason = _STATEMENTS.get(found["name"])
        if reason:
            at = _behind_statement(text, found.end())
            # A template is given the title and the like: #show: paper.with(title: [...]).
            given = found["name"] == "show" and text.startswith(":", found.end())
        else:
            at = _behind_brackets(text, found.end()) if text.startswith("(", found.end()) else found.end()
            given = True
        call = text[found.start() : at]
        contents = list(_contents(call)) if given else []
        if reason or at > found.end():
            for inner in contents:
                call = call.replace(f"[{inner}]", "[]", 1)
            left.append(Omission(reason or "setting", call.strip()))
        for inner in contents:
            parts += ["\n\n", _without_calls(inner, name, left, depth + 1), "\n\n"]
        while not reason and text.startswith("[", at):
            end = _behind_brackets(text, at)
            inner = _without_calls(text[at + 1 : end - 1], name, left, depth + 1)
            (notes if found["name"] == "footnote" else parts).append(inner)
            at = end
    return "\n\n".join(["".join(parts) + text[at:], *notes])


def _contents(arguments: str) -> Iterator[str]:
    """What stands in square brackets in the arguments of a call, also in calls among them."""
    at = 0
    while at < len(arguments):
        if arguments[at] == '"':
            string = _STRING.match(arguments, at)
            assert string
            at = string.end()
        elif arguments[at] == "[":
            end = _behind_brackets(arguments, at)
            yield arguments[at + 1 : end - 1]
            at = end
        else:
            at += 1


def _behind_statement(text: str, at: int) -> int:
    """Where a setting or definition ends: at the end of a line outside its brackets."""
    while at < len(text) and text[at] not in "\n;":
        at = _behind_brackets(text, at) if text[at] in _CLOSERS else at + 1
    return at


def _behind_brackets(text: str, at: int) -> int:
    """Where the brackets that open at ``at`` have closed; past the end of the text where they do not."""
    waiting: list[str] = []
    while at < len(text):
        char = text[at]
        if char == "\\":
            at += 2
            continue
        if char == '"' and waiting[-1:] != ["]"]:
            string = _STRING.match(text, at)
            assert string
            at = string.end()
            continue
        if char in _CLOSERS and not (waiting[-1:] == ["]"] and char != "[" and text[at - 1 : at] != "#"):
            waiting.append(_CLOSERS[char])
        elif waiting and char == waiting[-1]:
            waiting.pop()
            if not waiting:
                return at + 1
        at += 1
    return len(text) + 1


def _lines(text: str) -> Iterator[Line]:
    gathered: list[str] = []
    kind: ParagraphKind | None = None
    for raw in text.split("\n"):
        line = raw.strip()
        heading, item, term = _HEADING.fullmatch(line), _ITEM.match(line), _TERM.fullmatch(line)
        if heading or item or term or not line:
            yield from _paragraph(gathered, kind)
            gathered, kind = [], None
        if heading:
            yield from _paragraph([heading["text"]], "heading")
        elif term:
            yield from _paragraph([term["term"]], "list item")
            gathered, kind = [term["text"]], "list item"
        elif line:
            gathered.append(line[item.end() :] if item else line)
            kind = "list item" if item else kind
            if _BREAK.search(line):
                gathered[-1] = _BREAK.sub("", gathered[-1])
                yield from _paragraph(gathered, kind)
                gathered = []
    yield from _paragraph(gathered, kind)


def _paragraph(gathered: list[str], kind: ParagraphKind | None) -> Iterator[Line]:
    return paragraph_lines(plain("\n".join(gathered)), kind)


def plain(text: str) -> str:
    """``text`` without emphasis, labels and escapes."""
    text = _HAN_MARK.sub(r"\1", _LABEL.sub("", text))
    for _ in range(2):  # marks within marks
        text = _MARK.sub(lambda m: m["inner"], text)
    text = _SPAN.sub(r"\1", text).replace("~", "\xa0").replace("---", "—").replace("--", "–")
    return _ESCAPE.sub(r"\1", text)


FORMAT = Format(name="typst", label="Typst", suffixes=(".typ",), read_document=read_typst)
