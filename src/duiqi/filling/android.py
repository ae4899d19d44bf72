"""``strings.xml`` of Android: what the file of the source has and that of the translation lacks is put at its end, or
where an element without text stands. What is to be looked at has a comment before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from duiqi.blocks.keyed.messages import unescaped
from duiqi.errors import InputError
from duiqi.filling.entry import Catalogue, Entry, Filler, Splice
from duiqi.filling.xml_spans import Element, edges, elements, encoding_of, escaped, text_of
from duiqi.formats.android import QUOTED, REFERENCE
from duiqi.formats.android import SPACE as SPACES

KINDS = ("string", "string-array", "plurals")
REVIEW = "<!-- needs review -->"
FOLDER = re.compile(r"values-(?:b\+)?([a-z]{2,3})(?:-r|\+)?([A-Za-z]*)")
# What has a meaning of its own; a text that begins with one of the last two would be a reference.
ESCAPED = {"\\": "\\\\", "'": "\\'", '"': '\\"', "\n": "\\n", "\t": "\\t"}
EMPTY = '<?xml version="1.0" encoding="utf-8"?>{end}{opening}{end}</{tag}>{end}'
INDENT = "    "


def read(text: str, name: str, source: tuple[str, str] | None) -> Catalogue:
    """The messages of the ``source`` file that are to be translated. Raises InputError for what is no valid XML."""
    assert source is not None
    messages = elements(*source)
    end = "\r\n" if "\r\n" in (text or source[0]) else "\n"
    begun = ""
    if not text.strip():
        opening = messages.opening.rstrip("/>") + ">"
        begun = text + EMPTY.format(end=end, opening=opening, tag=messages.tag)
    root = elements(begun or text, name)
    if root.name != "resources":
        raise InputError("has no <resources>", path=name, line=root.line, advice="check that it is the file meant")
    there = {_key(element): element for element in root.children if element.name in KINDS}
    added: list[str] = []
    indent = root.children[0].indent if root.children and root.children[0].indent else end + INDENT
    entries = [
        _entry(_Message(element, there.get(_key(element)), indent), added)
        for element in messages.children
        if element.name in KINDS and element.attributes.get("translatable") != "false" and not _is_reference(element)
    ]
    found = FOLDER.search(name.replace("\\", "/").rpartition("/")[0])
    tag = "-".join(filter(None, found.groups())) if found else ""
    finish = partial(_finish, root, begun, added)
    return Catalogue(tuple(entries), tag, "xmlcharrefreplace", finish=finish)


def _finish(root: Element, begun: str, added: Sequence[str]) -> Iterator[Splice]:
    """What is added goes behind the last element, whose line end and the closing tag's indent stay."""
    at = root.children[-1].end if root.children else root.opened
    end = "\r\n" if "\r\n" in "".join(added) else "\n"
    if begun:
        yield Splice(0, 0, begun[:at] + "".join(added) + begun[at:] if added else "")
    elif added and root.opening.endswith("/>"):
        yield Splice(root.start, root.end, root.filled("".join(added) + end, {}))
    elif added:
        yield Splice(at, at, "".join(added) + ("" if "\n" in root.file[at : root.closed] else end))


def _key(element: Element) -> tuple[str, ...]:
    return element.name, element.attributes.get("name", ""), element.attributes.get("product", "")


def _is_reference(element: Element) -> bool:
    return element.name == "string" and bool(REFERENCE.match(element.text))


@dataclass(frozen=True, slots=True)
class _Message:
    """An element of the source file, that of the other file with its name, and what stands before one that is added."""

    source: Element
    target: Element | None
    indent: str

    @property
    def holders(self) -> list[Element]:
        """Those that hold a text to be translated. Of a plural it is one: Chinese has no other, and in English that
        is what stands for Chinese."""
        if self.source.name == "string":
            return [self.source]
        items = [child for child in self.source.children if child.name == "item"]
        if self.source.name == "plurals":
            return [item for item in items if item.attributes.get("quantity") == "other"] or items[-1:]
        return items


def _entry(message: _Message, added: list[str]) -> Entry:
    is_there = message.target is not None and bool(message.target.text.strip())
    found = [edges(holder.content) for holder in message.holders]
    texts = [_shown(text_of(each[1])) if each else "" for each in found]
    hinders = "" if all(found) else "marks in the text"
    hinders = hinders or ("" if texts and all(texts) else "no text")
    forms = tuple((text,) for text in texts)
    return Entry(forms, partial(_put, message, added), is_there, hinders)


def _put(message: _Message, added: list[str], texts: Sequence[str], certain: bool) -> Iterator[Splice]:
    source, target, indent = message.source, message.target, message.indent
    contents = []
    for holder, text in zip(message.holders, texts, strict=True):
        around = edges(holder.content)
        assert around
        contents.append(around[0] + _escaped(text) + around[2])
    if source.name == "string":
        element = source.filled(contents[0], {})
    else:
        items = [holder.filled(content, {}) for holder, content in zip(message.holders, contents, strict=True)]
        inner = indent + INDENT
        element = source.filled(inner + inner.join(items) + indent, {})
    mark = "" if certain else REVIEW
    if target is not None:
        before = f"{mark}{target.indent or indent}" if mark else ""
        yield Splice(target.start, target.end, before + element)
    else:
        added.append((f"{indent}{mark}" if mark else "") + indent + element)


def _shown(text: str) -> str:
    """The text as a program shows it."""
    return unescaped(QUOTED.sub(r"\1", SPACES.sub(" ", text)).strip())


def _escaped(text: str) -> str:
    """The text as the file writes it; in quotation marks where its white space counts."""
    plain = "".join(ESCAPED.get(char, char) for char in text)
    if plain[:1] in ("@", "?"):
        plain = "\\" + plain
    return escaped(f'"{plain}"' if plain != SPACES.sub(" ", plain).strip() else plain)


FILLER = Filler(read, takes_source=True, needs_source=True, declared=encoding_of)
