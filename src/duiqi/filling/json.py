"""JSON: messages by keys in a file for each language, or texts with a field for each, or source texts as keys.

There is no place for a mark that a translation is to be looked at, so only those of the very text are put in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from duiqi.errors import InputError
from duiqi.filling.entry import Catalogue, Entry, Filler, Splice
from duiqi.filling.json_spans import Node, nodes
from duiqi.text.chars import LETTER
from duiqi.text.language_tags import language_of_name

INDENT = re.compile(r"\n([ \t]*)")
NOT_ASCII_ESCAPED = re.compile(r"\\u(?!00[0-7])[0-9A-Fa-f]{4}")


@dataclass(frozen=True, slots=True)
class _Addition:
    """How texts are ``quoted``; the ``members`` that a file lacks, to which those are added that it has no place for,
    at ``path``."""

    quoted: Callable[[str], str]
    members: dict[str, Any] = field(default_factory=dict)
    path: tuple[str, ...] = ()

    def below(self, key: str) -> _Addition:
        """The same, of the member ``key``."""
        return replace(self, path=(*self.path, key))


def read(text: str, name: str, source: tuple[str, str] | None) -> Catalogue:
    """The texts of the ``source`` file by their keys; without one, those that the file itself has a source of."""
    quoted = partial(json.dumps, ensure_ascii=text.isascii() and bool(NOT_ASCII_ESCAPED.search(text)))
    if source is None:
        root = nodes(text, name)
        entries = list(_in_two_fields(root, quoted)) or list(_with_keys(root, quoted))
        if not entries:
            raise InputError("has no source texts", path=name, advice="name the file that has them: --source-file FILE")
        return Catalogue(tuple(entries), marks_review=False)
    whole, target = nodes(*source), nodes(text, name) if text.strip() else None
    if whole.kind != "object" or (target and target.kind != "object"):
        raise InputError("holds no texts with keys", path=source[1] if whole.kind != "object" else name)
    added: dict[str, Any] = {}
    pairs = _below_language(whole, target)
    entries = list(_by_keys(*pairs, _Addition(quoted, added)))
    finish = partial(_finish, pairs[1], text, source[0], added, quoted)
    return Catalogue(tuple(entries), marks_review=False, finish=finish)


def _below_language(source: Node, target: Node | None) -> tuple[Node, Node | None]:
    """The texts below the name of a language that each of two files has all its texts under."""
    keys = [next(iter(each.members)) if each and len(each.members) == 1 else "" for each in (source, target)]
    if target and all(language_of_name(key) for key in keys):
        return source.members[keys[0]], target.members[keys[1]]
    return source, target


def _by_keys(source: Node, target: Node | None, add: _Addition) -> Iterator[Entry]:
    """The texts of an object and those in it."""
    for key, node in source.members.items():
        there = target.members.get(key) if target else None
        if key.startswith("@"):  # what is said of messages in an ARB file
            continue
        if node.kind == "object" and (there is None or there.kind == "object"):
            yield from _by_keys(node, there, add.below(key))
        elif node.kind == "text" and LETTER.search(node.text):
            is_there = there is not None and bool(there.kind != "text" or there.text.strip())
            yield Entry(((node.text,),), partial(_put, there, add.below(key)), is_there)
        elif node.kind == "list":
            yield from _listed(node, there, add)


def _listed(source: Node, target: Node | None, add: _Addition) -> Iterator[Entry]:
    """The texts of a list, which go where the other file has a list as long."""
    places = target.entries if target and len(target.entries) == len(source.entries) else [None] * len(source.entries)
    for entry, place in zip(source.entries, places, strict=True):
        if entry.kind == "text" and LETTER.search(entry.text):
            is_text = place is not None and place.kind == "text"
            is_there = place is not None and is_text and bool(place.text.strip())
            hinders = "" if is_text else "in a list"
            yield Entry(((entry.text,),), partial(_put, place, add), is_there, hinders)


def _put(there: Node | None, add: _Addition, texts: Sequence[str], certain: bool) -> Iterator[Splice]:
    if there is not None:
        yield Splice(there.start, there.end, add.quoted(texts[0]))
        return
    members = add.members
    for key in add.path[:-1]:
        members = members.setdefault(key, {})
    members[add.path[-1]] = texts[0]


def _finish(
    target: Node | None, text: str, source: str, added: dict[str, Any], quoted: Callable[[str], str]
) -> Iterator[Splice]:
    """What the target lacks, each object's behind its last member, indented as the file is."""
    found = INDENT.search(text or source)
    unit = found[1] if found and found[1] else "  "
    end = "\r\n" if "\r\n" in (text or source) else "\n"
    if target is None:
        dumped = json.dumps(added, ensure_ascii=False, indent=unit).replace("\n", end)
        yield Splice(0, len(text), dumped + end)
        return
    stack = [(target, added)]
    while stack:
        node, members = stack.pop()
        inner = {key: value for key, value in members.items() if isinstance(value, dict) and key in node.members}
        stack += [(node.members[key], value) for key, value in inner.items()]
        new = {key: value for key, value in members.items() if key not in inner}
        if new:
            yield _inserted(node, new, text, (unit, end), quoted)


def _inserted(
    node: Node, new: dict[str, Any], text: str, style: tuple[str, str], quoted: Callable[[str], str]
) -> Splice:
    unit, end = style
    line = text[text.rfind("\n", 0, node.start) + 1 : node.start]
    outer = line[: len(line) - len(line.lstrip())]
    is_one_line = "\n" not in text[node.start : node.end] and bool(node.members)
    separator = " " if is_one_line else end + outer + unit
    parts = [
        f"{quoted(key)}: "
        + (
            quoted(value)
            if isinstance(value, str)
            else json.dumps(value, ensure_ascii=quoted("文") != '"文"', indent=unit).replace("\n", end + outer + unit)
        )
        for key, value in new.items()
    ]
    if node.members:
        at = max(member.end for member in node.members.values())
        return Splice(at, at, "".join("," + separator + part for part in parts))
    return Splice(node.start, node.end, "{" + separator + ("," + separator).join(parts) + end + outer + "}")


def _in_two_fields(node: Node, quoted: Callable[[str], str]) -> Iterator[Entry]:
    """Objects with a field in each language, of which one is empty."""
    fields = {language: each for key, each in node.members.items() if (language := language_of_name(key))}
    if len(fields) == 2 and all(each.kind == "text" for each in fields.values()):
        zh, en = fields["zh"], fields["en"]
        source, target = (en, zh) if en.text.strip() else (zh, en)
        if source.text.strip():
            put = partial(_put, target, _Addition(quoted))
            yield Entry(((source.text,),), put, bool(target.text.strip()))
        return
    for inner in (*node.members.values(), *node.entries):
        yield from _in_two_fields(inner, quoted)


def _with_keys(node: Node, quoted: Callable[[str], str]) -> Iterator[Entry]:
    """Source texts that are the keys of their translations, where they look like such."""
    texts = {key: each for key, each in node.members.items() if each.kind == "text" and not key.startswith("@")}
    if any(" " in key or not key.isascii() for key in texts):
        for key, each in texts.items():
            yield Entry(((key,),), partial(_put, each, _Addition(quoted)), bool(each.text.strip()))


# RFC 8259, section 8.1.
FILLER = Filler(read, takes_source=True, declared=lambda data: "utf-8")
