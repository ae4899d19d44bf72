"""Texts that a program in JavaScript, TypeScript or PHP holds under keys, as dictionaries; it is read, never run.

Read are the objects and arrays that it writes out (``{menu: {open: "打开"}}``, ``['open' => '打开']``), and texts that
it puts under a key (``$lang['open'] = '打开';``), with what is put into a text as it stands (``n => `${n} 天` ``). Any
other text that the program works out is code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from duiqi.blocks.keyed.messages import LETTER
from duiqi.blocks.keyed.script_tokens import GAP, Token, is_php, said, tokens
from duiqi.errors import InputError
from duiqi.model import Omission

# As deep as JSON and YAML are read.
MAX_DEPTH = 64
CLOSERS = {"{": "}", "[": "]", "(": ")"}
NOTHING = Token("", "", 0)
_STRING = r"'[^'\n]{0,200}'|\"[^\"\n]{0,200}\""
# What begins an object and no block: a key, a name that is both, or all that another object holds.
_OBJECT = re.compile(
    rf"\{{{GAP}*(?:(?:[\w$-]+|{_STRING}|\[[^\[\]\n]{{1,200}}\]){GAP}*:(?!:)|[\w$]+{GAP}*,|\.\.\.|\}})", re.DOTALL
)
# A function that gives a text: ``(n) => `${n} 天` ``.
_SAYS = re.compile(r"(?:\([\w$,:\s]{0,200}\)|[\w$]{1,50})\s{0,20}=>\s{0,80}(?=['\"`])")
# The name that something is put under, with its type in TypeScript: so much of what stands before is looked at.
_NAME = re.compile(rf"([\w$]+(?:\.[\w$]+|\[(?:{_STRING})\])*)\s*(?::[^=;{{}}()]{{1,80}})?=\s*\Z")
_PART = re.compile(rf"\[({_STRING})\]|[\w$]+")
_BEFORE = 400
# The marks around a key and its text: a colon and a comma; ``$a['`` and ``']=;``, less what the path holds of them.
MARKS, AROUND = 2, 6

Path = tuple[str, ...]


@dataclass(slots=True)
class Script:
    """``values``: what stands under keys; ``left``: strings that are code. ``told`` and ``length``: how many characters
    the keys and texts have, and all of the program without comments."""

    values: dict[str, Any] = field(default_factory=dict)
    left: list[Omission] = field(default_factory=list)
    told: int = 0
    length: int = 0


def parsed_script(text: str, name: str) -> Script:
    """What a program holds under keys. Names that all of it is under, such as that of the language, are no part of the
    keys. Raises InputError for what is nested too deep."""
    return _Parser(text, name).parsed()


class _Parser:
    """Goes through the tokens of a program once."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._php = is_php(text)
        self._tokens = tokens(text)
        self._script = Script()
        self._token = NOTHING
        self._next = NOTHING
        self._move()
        self._move()

    def parsed(self) -> Script:
        found: list[tuple[Path, Any]] = []
        before = NOTHING
        while self._token.kind:
            token = self._token
            if self._begins_values(before):
                path = self._path(token.start) if before.is_mark("=") else ()
                found.append((path, self._value(())))
            elif token.kind == "text" and before.is_mark("="):
                path, told = self._path(token.start), self._script.told
                text = self._value((";",))
                if isinstance(text, str) and len(path) > 1:
                    found.append((path[:-1], {path[-1]: text}))
                    self._script.told += sum(map(len, path)) + AROUND
                else:
                    self._script.told = told
            else:
                self._move()
            before = token
        found = [(path, value) for path, value in found if _holds_text(value)]
        shared = sum(1 for _ in takewhile(_is_one, zip(*(path for path, _ in found), strict=False)))
        for path, value in found:
            self._put(path[shared:], value)
        return self._script

    def _move(self) -> Token:
        token, self._token = self._token, self._next
        self._next = next(self._tokens, NOTHING)
        self._script.length += len(token.source)
        return token

    def _begins_values(self, before: Token) -> bool:
        """Whether an object or array that is written out begins here."""
        if self._token.is_mark("{"):
            return not self._php and bool(_OBJECT.match(self._text, self._token.start))
        begins = before.is_mark("=", "(", ",") or before.source in ("return", "default")
        return begins and (self._token.is_mark("[") or self._is_array())

    def _is_array(self) -> bool:
        return self._php and self._token.source.lower() == "array" and self._next.is_mark("(")

    def _path(self, start: int) -> Path:
        """The names that what begins at ``start`` is put under; none where it has none."""
        before = self._text[max(0, start - _BEFORE) : start]
        name = _NAME.search(before, max(map(before.rfind, ";{}()\n")) + 1)
        return tuple(part[1][1:-1] if part[1] else part[0] for part in _PART.finditer(name[1])) if name else ()

    def _value(self, enders: Iterable[str], depth: int = 0) -> Any:
        """The value that begins here; None for code. One of ``enders`` stands behind it, or its end is its own."""
        if depth > MAX_DEPTH:
            raise InputError(f"it is nested more than {MAX_DEPTH} deep", path=self._name, advice="check what it is")
        enders = (*enders, "=>")
        if not self._php and _SAYS.match(self._text, self._token.start):
            while not self._move().is_mark("=>"):
                pass
        if self._token.kind == "text":
            first, value = len(self._token.source), said(self._move(), self._php)
            while self._token.is_mark("." if self._php else "+") and self._next.kind == "text":
                self._move()
                first += len(self._token.source)
                value += said(self._move(), self._php)
            if self._token.is_mark(*enders) or not self._token.kind:
                self._script.told += first
                return value
            self._leave(value)
        elif self._token.is_mark("{") and not self._php:
            return self._entries("}", depth)
        elif self._token.is_mark("["):
            return self._entries("]", depth)
        elif self._is_array():
            self._move()
            return self._entries(")", depth)
        return self._skip(enders)

    def _entries(self, closer: str, depth: int) -> Any:
        """The entries of an object or array up to its end: a dictionary where they have keys, else a list."""
        self._move()
        keyed: dict[str, Any] = {}
        listed: list[Any] = []
        while self._token.kind and not self._token.is_mark(closer):
            if self._token.is_mark(",", ";"):
                self._move()
                continue
            key = self._key(closer)
            value = self._value((",", ";", closer), depth + 1)
            if key is None and self._token.is_mark("=>") and isinstance(value, str):
                self._move()
                key, value = value, self._value((",", closer), depth + 1)
            if key is None:
                listed.append(value)
            else:
                self._script.told += len(key) + MARKS if isinstance(value, str) else 0
                self._set(keyed, key, value)
            if not self._token.is_mark(",", ";", closer):
                self._skip((",", ";", closer))
        self._move()
        return keyed if keyed or closer == "}" else listed

    def _key(self, closer: str) -> str | None:
        """The key of an entry of an object, and over the colon behind it; None where there is none."""
        if closer != "}":
            return None
        if self._token.is_mark("["):
            start = self._token.start
            self._skip(())
            key = self._text[start : self._token.start].strip()
        elif self._token.kind in ("word", "text") and self._next.is_mark(":"):
            token = self._move()
            key = said(token, self._php) if token.kind == "text" else token.source
        else:
            return None
        if not self._token.is_mark(":"):
            return None
        self._move()
        return key

    def _skip(self, enders: Iterable[str]) -> None:
        """Over code up to one of ``enders`` outside its brackets; over a pair of brackets where there are none."""
        enders, open_marks = tuple(enders), list[str]()
        while self._token.kind and (open_marks or not self._token.is_mark(*enders) or self._token.is_mark("=>")):
            token = self._move()
            if token.kind == "text":
                self._leave(said(token, self._php))
            elif token.is_mark(*CLOSERS):
                open_marks.append(CLOSERS[token.source])
            elif token.is_mark("}", "]", ")"):
                if not open_marks or open_marks.pop() != token.source:
                    return
                if not open_marks and not enders:
                    return

    def _leave(self, text: str) -> None:
        if LETTER.search(text):
            self._script.left.append(Omission("program code", text))

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

    def _put(self, path: Path, value: Any) -> None:
        for part in reversed(path):
            value = {part: value}
        for key, inner in value.items() if isinstance(value, dict) else [("", value)]:
            self._set(self._script.values, key, inner)


def _is_one(parts: tuple[str, ...]) -> bool:
    return len(set(parts)) == 1


def _holds_text(value: Any) -> bool:
    """Whether a text stands anywhere in ``value``."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            if LETTER.search(one):
                return True
        elif isinstance(one, dict | list):
            waiting += one.values() if isinstance(one, dict) else one
    return False
