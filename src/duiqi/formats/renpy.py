"""Translations of Ren'Py games (``tl/LANGUAGE/*.rpy``), as the Ren'Py launcher writes them.

A block ``translate chinese LABEL:`` has the line of the game in a comment, ``# e "source"``, and its translation; in
``translate chinese strings:`` it is ``old "source"``, ``new "translation"`` (Ren'Py 8, Translation).

Read: the lines of the game and their translations.
Left out: code, comments, lines without a translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.blocks.keyed.messages import bad_escape, languages_of_sides, unescaped
from duiqi.errors import InputError, UnreadFormat
from duiqi.formats.format import Format
from duiqi.io.encoding import decode
from duiqi.io.text_lines import text_lines
from duiqi.model import Omission
from duiqi.text.chars import LETTER

BLOCK = re.compile(r"translate\s+(?P<language>\w+)\s+(?P<label>\w+(?:\.\w+)*)\s*:\s*(?:#.*)?\Z")
# Who speaks, with what looks, or the name in quotation marks; then what is said, and how.
STRING = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`"
SAYS = re.compile(
    rf"(?P<comment>#\s*)?(?:(?P<word>[A-Za-z_]\w*)(?:[ \t]+[-@\w]+)*[ \t]+|(?:{STRING})[ \t]*(?=[\"'`]))?"
    rf"(?P<text>{STRING})"
)
# Statements with a string that is not spoken.
OTHERS = frozenset(
    ("voice", "play", "queue", "stop", "scene", "show", "hide", "with", "jump", "call", "image", "define")
)
# Marks of Ren'Py's text: {b}, {w=1.0}, {#which}; {{ and [[ are these characters, {0} and {} are filled by Python.
TAG = re.compile(r"\{\{|\[\[|\{(?P<name>/?[#\w]*)[^{}]{0,300}\}")
PAUSES = ("p", "w")
TRANSLATIONS = re.compile(r"^translate\s+\w+\s+\w+:\s*(?:#.*)?\r?\n\s+(?:#|old\s+\"|\w*\s*\")", re.MULTILINE)


@dataclass(slots=True)
class _Block:
    """What stands under one label: the texts of the game and the translations, each with its line."""

    label: str
    source: list[tuple[int, str]] = field(default_factory=list)
    target: list[tuple[int, str]] = field(default_factory=list)


def read_renpy(data: bytes, name: str, encoding: str | None = None) -> Reading:
    """The lines of the game with their translations, a row each. Raises UnreadFormat for a script without any,
    InputError for an escape that is cut off, with its line."""
    text, encoding = decode(data, name, encoding)
    lines: list[Line] = []
    left_out: list[Omission] = []
    blocks = list(_blocks(text, name))
    languages = languages_of_sides(
        (text for block in blocks for _, text in block.source), (text for block in blocks for _, text in block.target)
    )
    rows = ((block, *sides) for block in blocks for sides in _rows(block))
    for row, (block, source, target) in enumerate(rows, 1):
        place = block.label if block.label != "strings" else f"line {source[0][0]}"
        is_same = [text for _, text in source] == [text for _, text in target]
        for language, side in zip(languages, (source, target), strict=True):
            for _, text in side:
                shown = TAG.sub(_untagged, text)
                if LETTER.search(shown):
                    lines.append(Line(shown, language if is_same else None, "text", row, place))
                elif shown.strip():
                    left_out.append(Omission("no words", shown))
    if not blocks:
        raise UnreadFormat(
            "this is a Ren'Py script without translations, which is not read",
            path=name,
            advice="give the translations, which are in game/tl/LANGUAGE",
        )
    return assemble(lines, name, encoding, left_out)


def _blocks(text: str, name: str) -> Iterator[_Block]:
    """The blocks of lines and strings; those of styles and Python are none."""
    block: _Block | None = None
    for number, raw in text_lines(text):
        line = raw.strip().lstrip("\ufeff")
        if line and not raw[0].isspace() and not line.startswith("#"):
            if block:
                yield block
            begun = BLOCK.match(line)
            block = _Block(begun["label"]) if begun and begun["label"] not in ("python", "style") else None
        elif block and line and raw[0].isspace():
            _take(block, line, number, name)
    if block:
        yield block


def _take(block: _Block, line: str, number: int, name: str) -> None:
    """Put what a line of a block says into it."""
    found = SAYS.match(line)
    if not found or found["word"] in OTHERS:
        return
    if bad := bad_escape(found["text"]):
        what = f"{bad} is no character: four hexadecimal digits follow \\u"
        raise InputError(what, path=name, line=number, advice="write a backslash as \\\\")
    text = unescaped(found["text"][1:-1])
    is_string = block.label == "strings"
    if is_string and (found["comment"] or found["word"] not in ("old", "new")):
        return
    is_source = found["word"] == "old" if is_string else bool(found["comment"])
    (block.source if is_source else block.target).append((number, text))


def _rows(block: _Block) -> Iterator[tuple[list[tuple[int, str]], list[tuple[int, str]]]]:
    """Source and translation line by line; all of a block where there are not as many translations as lines."""
    if block.label == "strings":
        rows: list[tuple[list[tuple[int, str]], list[tuple[int, str]]]] = []
        sources = set(block.source)
        for text in sorted([*block.source, *block.target]):
            if text in sources:
                rows.append(([text], []))
            elif rows:  # a translation belongs to the text above it
                rows[-1][1].append(text)
        yield from rows
    elif len(block.source) == len(block.target):
        yield from (([source], [target]) for source, target in zip(block.source, block.target, strict=True))
    else:
        yield block.source, block.target


def _untagged(match: re.Match[str]) -> str:
    """What a mark shows: nothing, a space where the text waits; itself where it is a placeholder."""
    if match[0] in ("{{", "[["):
        return match[0][0]
    if match["name"].isdecimal() or match[0] == "{}":
        return match[0]
    return " " if match["name"] in PAUSES else ""


def is_renpy(text: str) -> bool:
    """Whether ``text`` has a block of translations."""
    return "translate" in text and TRANSLATIONS.search(text) is not None


FORMAT = Format(
    name="renpy",
    label="a translation of a Ren'Py game (RPY)",
    suffixes=(".rpy",),
    read_document=read_renpy,
    recognises=is_renpy,
)
