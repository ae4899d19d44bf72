"""Texts that a program in JavaScript, TypeScript or PHP holds under keys, as dictionaries; it is read, never run.

Read are the objects and arrays that it writes out (``{menu: {open: "打开"}}``, ``['open' => '打开']``), and texts that
it puts under a key (``$lang['open'] = '打开';``), with what is put into a text as it stands (``n => `${n} 天` ``). Any
other text that the program works out is code.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from duiqi.blocks.keyed.script_nodes import (
    NAMED,
    NAMES,
    NO_CODE,
    OBJECTS,
    STRINGS,
    choice_of,
    inner_of,
    leaves_of,
    nodes_of,
)
from duiqi.blocks.keyed.script_strings import said
from duiqi.errors import InputError
from duiqi.io.optional import need
from duiqi.model import Omission
from duiqi.text.chars import LETTER

if TYPE_CHECKING:
    from tree_sitter import Node

# As deep as JSON and YAML are read. Characters: a tree takes some 35 bytes for each, and a program made for it
# takes some 15 seconds a million; dictionaries of programs have up to some hundred thousand.
MAX_DEPTH, MOST = 64, 1_000_000
# The marks around a key and its text: a colon and a comma; ``$a['`` and ``']=;``, less what the path holds of them.
MARKS, AROUND = 2, 6

Path = tuple[str, ...]


@dataclass(slots=True)
class Script:
    """``values``: what stands under keys; ``left``: strings that are code, and what does not follow the grammar.
    Bytes in UTF-8, of which a Chinese character has as many as the letters that it stands for: ``told`` of the keys and
    texts, ``lost`` of what does not follow the grammar, ``length`` of all of the program without comments."""

    values: dict[str, Any] = field(default_factory=dict)
    left: list[Omission] = field(default_factory=list)
    told: int = 0
    lost: int = 0
    length: int = 0


def is_php(text: str) -> bool:
    """Whether a program is one in PHP: it begins as these do."""
    return text.lstrip("\ufeff \t\r\n").startswith("<?php")


def language(php: bool, name: str) -> Any:
    """The grammar; that of TypeScript holds that of JavaScript. Raises InputError where it is missing."""
    what, grammar = ("PHP", "php") if php else ("JavaScript", "typescript")
    tree_sitter = need("tree_sitter", "script", what, name)
    module = need(f"tree_sitter_{grammar}", "script", what, name)
    return tree_sitter.Language(getattr(module, f"language_{grammar}")())


def parsed_script(text: str, name: str) -> Script:
    """What a program holds under keys. Names that all of it is under, such as that of the language, are no part of the
    keys. Raises InputError for what is nested too deep, too large, or mostly no program, and without the parser."""
    grammar = language(is_php(text), name)
    if len(text) > MOST:
        raise InputError(f"this program has more than {MOST:,} characters", path=name, advice="split it into files")
    reader = _Reader(text, name)
    script = reader.read(
        need("tree_sitter", "script", "JavaScript", name).Parser(grammar).parse(reader.source).root_node
    )
    if 2 * script.lost > script.length:
        raise InputError("most of this is no JavaScript, TypeScript or PHP", path=name, advice="check what it is")
    return script


class _Reader:
    """Goes through the tree of a program. Only values are gone into by recursion, as deep as is said."""

    def __init__(self, text: str, name: str) -> None:
        self.source = text.encode()
        self._name = name
        self._php = is_php(text)
        self._script = Script()
        self._damaged = False

    def read(self, root: Node) -> Script:
        self._damaged = root.has_error
        self._script.length = sum(node.end_byte - node.start_byte for node in leaves_of(root))
        found: list[tuple[Path, Any]] = []
        paths: dict[int, Path] = {}
        lost = 0
        for node in nodes_of(root, STRINGS | OBJECTS):
            if node.type in OBJECTS:
                found.append((paths.get(node.id, ()), self._value(node)))
            elif node.type == "ERROR" and node.start_byte >= lost:
                self._lose(node)
                lost = node.end_byte
            elif node.type in NAMED and (value := node.child_by_field_name(NAMED[node.type])):
                paths[inner_of(value).id] = self._path(
                    node.child_by_field_name("left") or node.child_by_field_name("name")
                )
            elif node.type == "expression_statement" and (alone := self._put_alone(node.named_child(0))):
                found.append(alone)
        found = [(path, value) for path, value in found if _holds_text(value)]
        named = [(path, value) for path, value in found if path]
        shared = sum(1 for _ in takewhile(_is_one, zip(*(path for path, _ in named), strict=False)))
        # What has no name stands beside it, as in `Object.defineProperty(exports, "a", {value: "Module"})`.
        if _firsts(found, 0) & _firsts(named, shared):
            shared = 0
        for path, value in found:
            self._put(path[shared:], value)
        return self._script

    def _put(self, path: Path, value: Any) -> None:
        for part in reversed(path):
            value = {part: value}
        for key, inner in value.items() if isinstance(value, dict) else [("", value)]:
            self._set(self._script.values, key, inner)

    def _written(self, node: Node) -> str:
        return self.source[node.start_byte : node.end_byte].decode(errors="replace")

    def _path(self, node: Node | None) -> Path:
        """The names that something is put under; none where one of them is worked out."""
        path: list[str] = []
        while node and len(path) <= MAX_DEPTH and node.type in ("member_expression", "subscript_expression"):
            last = node.named_child(node.named_child_count - 1)
            if last is None or last.type not in STRINGS | {"property_identifier"}:
                return ()
            path.append(said(self._written(last), self._php) if last.type in STRINGS else self._written(last))
            node = node.named_child(0)
        return (self._written(node), *reversed(path)) if node and node.type in NAMES else ()

    def _put_alone(self, node: Node | None) -> tuple[Path, Any] | None:
        """A text that is put under a key: its path but for the key, and both."""
        value = node.child_by_field_name("right") if node and node.type == "assignment_expression" else None
        strings = self._strings(value) if node and value else []
        path = self._path(node.child_by_field_name("left")) if node and strings else ()
        if len(path) < 2:
            return None
        self._script.told += len("".join(path).encode()) + AROUND
        return path[:-1], {path[-1]: self._text(strings)}

    def _strings(self, node: Node) -> list[Node]:
        """The strings that make up a text, one or several put together; none for code."""
        strings: list[Node] = []
        node = inner_of(node)
        if node.type == "arrow_function":
            node = node.child_by_field_name("body") or node
        while node.type == "binary_expression":
            left, mark, right = (node.child_by_field_name(part) for part in ("left", "operator", "right"))
            if not left or not right or not mark or mark.type != ("." if self._php else "+"):
                return []
            strings.append(right)
            node = left
        strings.append(node)
        return strings[::-1] if all(string.type in STRINGS for string in strings) else []

    def _either(self, choice: Node) -> Any:
        """The texts of ``n === 1 ? '文件' : '多个文件'`` under ``?`` and ``:``; None where either is code."""
        first, *marks = choice.children
        parts = {mark.type: mark.next_named_sibling for mark in marks if mark.type in ("?", ":")}
        texts = {mark: self._strings(part) for mark, part in parts.items() if part}
        if len(texts) < 2 or not all(texts.values()):
            return self._leave(choice)
        self._leave(first)
        return {mark: self._text(strings) for mark, strings in texts.items()}

    def _cut(self, node: Node) -> list[str]:
        """The texts of a string that is cut at a mark: ``'周日_周一'.split('_')``; none for other calls."""
        function, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        whole = function.child_by_field_name("object") if function else None
        name = function.child_by_field_name("property") if function else None
        marks = arguments.named_children if arguments else []
        if not whole or not name or self._written(name) != "split" or [mark.type for mark in marks] != ["string"]:
            return []
        mark = said(self._written(marks[0]), self._php)
        return self._text([whole]).split(mark) if mark and whole.type in STRINGS else []

    def _text(self, strings: list[Node]) -> str:
        self._script.told += sum(string.end_byte - string.start_byte for string in strings)
        return "".join(said(self._written(string), self._php) for string in strings)

    def _value(self, node: Node, depth: int = 0) -> Any:
        """What is written out at ``node``: a text, a dictionary where entries have keys, else a list; None for code."""
        if depth > MAX_DEPTH:
            raise InputError(f"it is nested more than {MAX_DEPTH} deep", path=self._name, advice="check what it is")
        node = inner_of(node)
        if node.type == "call_expression" and (cut := self._cut(node)):
            return cut
        if choice := choice_of(node):
            return self._either(choice)
        if node.type not in OBJECTS:
            strings = self._strings(node)
            return self._text(strings) if strings else self._leave(node)
        keyed: dict[str, Any] = {}
        listed: list[Any] = []
        for entry in node.named_children:
            parts = [part for part in entry.named_children if part.type not in NO_CODE | {"ERROR"}]
            for error in (part for part in entry.children if part.type == "ERROR"):
                self._lose(error)
            if entry.type == "ERROR":
                self._lose(entry)
            elif entry.type in ("pair", "array_element_initializer") and len(parts) == 2:
                key = self._written(parts[0])
                key = said(key, self._php) if parts[0].type in STRINGS else key
                value = self._value(parts[1], depth + 1)
                self._script.told += len(key.encode()) + MARKS if isinstance(value, str) else 0
                self._set(keyed, key, value)
            elif entry.type == "array_element_initializer" and len(parts) == 1:
                listed.append(self._value(parts[0], depth + 1))
            elif node.type == "array" and entry.type not in NO_CODE:
                listed.append(self._value(entry, depth + 1))
            else:
                self._leave(entry)
        return keyed if keyed or node.type == "object" else listed

    def _leave(self, code: Node) -> None:
        """Tells the strings in ``code``; names as well where the program is damaged: they may be of a torn string."""
        kinds = STRINGS | NAMES if self._damaged else STRINGS
        for node in nodes_of(code, STRINGS):
            if node.type in kinds and LETTER.search(text := said(self._written(node), self._php)):
                self._script.left.append(Omission("program code", text))

    def _lose(self, error: Node) -> None:
        """Tells what does not follow the grammar, but for objects in it, which are read."""
        written = [self._written(node) for node in leaves_of(error, OBJECTS) if node.type not in OBJECTS]
        self._script.lost += len("".join(written).encode())
        if LETTER.search(text := " ".join(written)):
            self._script.left.append(Omission("not in the grammar of the program", text))

    def _set(self, values: dict[str, Any], key: str, value: Any) -> None:
        """Puts ``value`` under ``key``; what is there already is kept beside it, or told when it is a text."""
        there = values.get(key)
        if isinstance(there, dict) and isinstance(value, dict):
            for inner, of in value.items():
                self._set(there, inner, of)
            return
        if isinstance(there, str):
            self._script.left.append(Omission("a key that stands again", there))
        values[key] = value


def _firsts(found: list[tuple[Path, Any]], shared: int) -> set[str]:
    """The first keys, of values without a name where ``shared`` is 0; of all others less the names that they share."""
    return {
        key
        for path, value in found
        if bool(path) == bool(shared)
        for key in (path[shared : shared + 1] or (value if isinstance(value, dict) else ()))
    }


def _is_one(parts: tuple[str, ...]) -> bool:
    return len(set(parts)) == 1


def _holds_text(value: Any) -> bool:
    """Whether a text stands anywhere in ``value``."""
    if isinstance(value, dict | list):
        return any(map(_holds_text, value.values() if isinstance(value, dict) else value))
    return isinstance(value, str) and bool(LETTER.search(value))
