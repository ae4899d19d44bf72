"""Where the values of a JSON file stand in its text."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from duiqi.blocks.keyed.dictionaries import MAX_DEPTH
from duiqi.blocks.keyed.json_text import parsed_json
from duiqi.errors import InputError

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)


@dataclass(slots=True)
class Node:
    """A value that stands in ``[start:end]``: a text, or the ``members`` of an object, the ``entries`` of a list;
    ``kind`` is ``"text"``, ``"object"``, ``"list"`` or ``"other"``."""

    kind: str
    start: int
    end: int = 0
    text: str = ""
    members: dict[str, Node] = field(default_factory=dict)
    entries: list[Node] = field(default_factory=list)


def nodes(text: str, name: str) -> Node:
    """The value that a file holds. Raises InputError with the line for what is no JSON, or nested too deep."""
    parsed_json(text, name)
    tokens = [(found[0], found.start(), found.end()) for found in TOKEN.finditer(text.lstrip("\ufeff"))]
    return _value(_Tokens(tokens, name), 0)


@dataclass(slots=True)
class _Tokens:
    all: list[tuple[str, int, int]]
    name: str
    at: int = 0

    def next(self) -> tuple[str, int, int]:
        self.at += 1
        return self.all[self.at - 1]


def _value(tokens: _Tokens, depth: int) -> Node:
    if depth > MAX_DEPTH:
        raise InputError(f"it is nested more than {MAX_DEPTH} deep", path=tokens.name, advice="check what it is")
    token, start, end = tokens.next()
    if token[0] == '"':
        return Node("text", start, end, _text(token))
    if token not in ("{", "["):
        return Node("other", start, end)
    node = Node("object" if token == "{" else "list", start)
    while True:
        token, start, end = tokens.next()
        if token in ("}", "]"):
            node.end = end
            return node
        if token == ",":
            continue
        if node.kind == "object":
            tokens.next()  # the colon
            node.members[_text(token)] = _value(tokens, depth + 1)
        else:
            tokens.at -= 1
            node.entries.append(_value(tokens, depth + 1))


def _text(token: str) -> str:
    found: Any = json.loads(token, strict=False)
    return str(found)
