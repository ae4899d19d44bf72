"""YAML of unknown origin, parsed; what is wrong in it is told with its line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from duiqi.errors import InputError, UnreadFormat
from duiqi.io.optional import need

# What YAML's own tags make of a value is text here, or nothing; all others make objects of a program (YAML 1.1).
OWN = "tag:yaml.org,2002:"
KINDS = ("str", "map", "seq", "int", "float", "bool", "null", "set", "omap", "timestamp")
TAGS = frozenset(OWN + kind for kind in KINDS)
NOTHING = frozenset(("", "~", "null", "true", "false"))
MERGED = "<<"
# As deep as JSON is read. The most values, those counted again that stand there by an alias: a dictionary of a program
# in one language has some ten thousand.
MAX_DEPTH, MAX_VALUES = 64, 500_000
CHECK = "check what it is"


def parsed_yaml(text: str, name: str) -> Any:
    """What ``text`` holds: dictionaries, lists, texts, and nothing for empty values and truth values; a list of the
    documents where it holds several.

    Raises InputError with the line for what is no YAML, nested too deep, or made to fill the memory by aliases;
    UnreadFormat for a file with objects of a program.
    """
    yaml = need("yaml", "software", "YAML", name)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Builder(yaml, yaml.parse(text, Loader=loader), name).documents()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError(
            f"this is no YAML: {getattr(error, 'problem', None) or 'it holds characters that YAML has no place for'}",
            path=name,
            line=mark.line + 1 if mark else None,
            advice="check it with a program for YAML, such as yamllint",
        ) from error


class _Builder:
    """Builds values from the events of the parser, and counts them."""

    def __init__(self, yaml: Any, events: Iterator[Any], name: str) -> None:
        self._yaml = yaml
        self._events = events
        self._name = name
        self._count = 0
        self._anchors: dict[str, tuple[Any, int]] = {}

    def documents(self) -> Any:
        found = []
        for event in self._events:
            if isinstance(event, self._yaml.DocumentStartEvent):
                self._anchors = {}
                found.append(self._value(next(self._events), 0))
        return found[0] if len(found) == 1 else found

    def _value(self, event: Any, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise self._wrong(event, f"it is nested more than {MAX_DEPTH} deep", CHECK)
        if isinstance(event, self._yaml.AliasEvent):
            value, count = self._anchors.get(event.anchor, (None, 0))
            if not count:
                raise self._wrong(event, f"the alias *{event.anchor} stands for nothing before it", CHECK)
            self._add(event, count)
            return value
        before = self._count
        self._add(event, 1)
        tag = event.tag
        if tag not in (None, "!") and tag not in TAGS:
            told = tag.replace(OWN, "!!")
            what = f"this is YAML with objects of a program ({told}), which is not read"
            raise UnreadFormat(what, path=self._name, line=event.start_mark.line + 1, advice="remove its tags")
        if isinstance(event, self._yaml.ScalarEvent):
            value = None if event.implicit[0] and event.value.lower() in NOTHING else event.value
        elif isinstance(event, self._yaml.SequenceStartEvent):
            value = [self._value(inner, depth + 1) for inner in self._until(self._yaml.SequenceEndEvent)]
        else:
            value = self._mapping(depth)
        if event.anchor:
            self._anchors[event.anchor] = value, self._count - before
        return value

    def _mapping(self, depth: int) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        for event in self._until(self._yaml.MappingEndEvent):
            if not isinstance(event, (self._yaml.ScalarEvent, self._yaml.AliasEvent)):
                raise self._wrong(event, "this key is no text", "give it a name")
            # Keys that are numbers or truth values (no: Norwegian) are names all the same.
            key = event.value if isinstance(event, self._yaml.ScalarEvent) else self._value(event, depth + 1)
            value = self._value(next(self._events), depth + 1)
            if key == MERGED:
                for one in value if isinstance(value, list) else [value]:
                    merged = {**one, **merged} if isinstance(one, dict) else merged
            else:
                fields[str(key)] = value
        return {**merged, **fields}

    def _until(self, end: type) -> Iterator[Any]:
        return iter(lambda: event if not isinstance(event := next(self._events), end) else None, None)

    def _add(self, event: Any, count: int) -> None:
        self._count += count
        if self._count > MAX_VALUES:
            raise self._wrong(event, f"it holds more than {MAX_VALUES:,} values, those of aliases counted", CHECK)

    def _wrong(self, event: Any, what: str, advice: str) -> InputError:
        return InputError(what, path=self._name, line=event.start_mark.line + 1, advice=advice)
