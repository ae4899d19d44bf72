"""Texts in nested dictionaries and lists, as JSON and YAML have them: messages by keys, or records with fields.

A text is known by the names on the way to it (``menu.file``). In lists, an entry is known by what it calls itself
(``id``), where each has a name of its own, else by its number and that of all: in a longer list it is another one.
Lists of a text and its translation are rows, and so are keys that are texts themselves (``"Save as": "另存为"``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from duiqi.blocks.contents import Line, Reading, assemble
from duiqi.blocks.keyed.messages import Message, languages_of_sides, reading_of_messages
from duiqi.blocks.tables import Row, choose_columns, column_lines
from duiqi.errors import InputError, UnreadFormat
from duiqi.model import SIDES, Language, Omission
from duiqi.text.chars import HAN_CHAR, LETTER
from duiqi.text.language_tags import language_of_name

Path = tuple[str, ...]
Text = tuple[Path, str]
# What an entry of a list is called by, where each is called otherwise: it is no text then.
NAMES = ("id", "key", "name", "uuid", "code")
# What Chrome's messages.json says of a message beside it.
MESSAGE = frozenset(("message", "description", "placeholders"))
# What Jed's head of a catalogue holds.
HEAD = frozenset(("domain", "lang", "language", "plural_forms", "plural-forms"))
# A key of several parts, as programs have it, and no word.
KEY = re.compile(r"[A-Za-z]\w*(?:[._:/-]\w+)+", re.ASCII)
# A key that is English says something in several words, which no name of a text has.
SEVERAL_WORDS = re.compile(r"[A-Za-z]{2}[^\W\d_]*[,;:]? [A-Za-z]")
# One word as buttons and menus have it, among such keys.
TITLE = re.compile(r"[A-Z][a-z]+", re.ASCII)
CONTEXT = "\x04"  # between what gettext calls a context and the message
NUMBERED = re.compile(r"\d+ of (\d+)")
# A list so long may be the names of weekdays, months or days, which have their numbers for keys: a choice.
SHORT_LIST = 31
ADVICE = "give each text a key, or put the texts into a table (.csv, .xlsx) with a column for each language"
# Deeper than messages are nested anywhere: a choice.
MAX_DEPTH = 64
# Records are what a file holds, and rows of both languages are, when at least so much of its texts is in them.
MOST = 0.5


def reading_of_values(
    value: Any,
    name: str,
    encoding: str,
    wanted: tuple[str, str] | None = None,
    kind: str = "JSON",
    alone: bool = False,
) -> Reading:
    """The texts of what a file of this ``kind`` holds. ``wanted`` names the Chinese and the English field of records;
    ``alone``: no other file holds the other language, so that keys may be texts in it.

    Raises InputError for what is nested too deep, and where fields are wanted and there are no records; UnreadFormat
    for data whose texts are none, or mere lists (in a folder such data is passed over).
    """
    texts = list(_texts(value, name))
    records = [] if _are_terms(value) else _records(value)
    cells = sum(isinstance(cell, str) and bool(LETTER.search(cell)) for record in records for cell in record.values())
    if records and (wanted or cells >= MOST * len(texts)):
        reading = _table(records, name, encoding, wanted)
        if reading:
            return replace(reading, omissions=(*reading.omissions, *_beside(records, texts, wanted)))
    elif not wanted and (found := _listed(value, name, encoding)):
        return found
    if wanted:
        raise InputError("there are no records with fields to choose from", path=name, advice="leave --columns out")
    rows = _rows(texts, name, encoding) or (_spoken(texts, name, encoding) if alone else None)
    if rows:
        return rows
    if sum(not _has_key(path) for path, _ in texts) >= MOST * len(texts):
        raise UnreadFormat(f"this is {kind} whose texts have no keys, which is not read", path=name, advice=ADVICE)
    return reading_of_messages(_messages(texts), name, encoding)


def _has_key(path: Path) -> bool:
    """Whether the way to a text names it: by keys, or as one of a short list that is named, as weekdays are."""
    numbered = [match for part in path if (match := NUMBERED.fullmatch(part))]
    if not numbered:
        return bool(path)
    named = len(path) > 1 and NUMBERED.fullmatch(path[-1]) and language_of_name(path[-2]) is None
    return bool(named) and len(numbered) == 1 and int(numbered[0][1]) <= SHORT_LIST


def _texts(value: Any, name: str, path: Path = ()) -> Iterator[Text]:
    """The texts with letters and the way to each. Keys that begin with @ hold what is said of messages (ARB)."""
    if len(path) > MAX_DEPTH:
        raise InputError(f"it is nested more than {MAX_DEPTH} deep", path=name, advice="check what it is")
    if isinstance(value, str):
        if LETTER.search(value):
            yield path, value
    elif isinstance(value, dict):
        is_message = isinstance(value.get("message"), str) and value.keys() <= MESSAGE
        for key, inner in value.items():
            if (key == "message" or not is_message) and not key.startswith("@") and not _is_head(key, inner):
                yield from _texts(_only(inner), name, (*path, key))
    elif isinstance(value, list):
        for key, inner in _entries(value):
            yield from _texts(inner, name, (*path, key))


def _is_head(key: str, value: Any) -> bool:
    """Whether a value is what gettext says of a catalogue as JSON (Jed), under no key."""
    return key == "" and isinstance(value, dict) and not HEAD.isdisjoint(map(str.lower, value))


def _only(value: Any) -> Any:
    """The one text of a list: a message without plural forms, as Jed has it."""
    return value[0] if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str) else value


def _entries(entries: Sequence[Any]) -> list[tuple[str, Any]]:
    """The entries of a list with what they are called, which is no text in them then."""
    if _are_terms(entries):
        return [(entry["term"], entry["definition"]) for entry in entries]
    for name in _called_by(entries):
        return [
            (str(entry[name]), {field: inner for field, inner in entry.items() if field != name}) for entry in entries
        ]
    return [(f"{number} of {len(entries)}", entry) for number, entry in enumerate(entries, 1)]


def _are_terms(entries: Any) -> bool:
    """Whether a list is one of POEditor's, with a key and its text; the other fields say something of them."""
    return isinstance(entries, list) and all(
        isinstance(entry, dict) and KEY.fullmatch(str(entry.get("term"))) and "definition" in entry for entry in entries
    )


def _called_by(entries: Sequence[Any]) -> tuple[str, ...]:
    """The field that tells each entry of a list from all others; none where there is none."""
    for name in NAMES:
        found = [str(entry.get(name) or "") if isinstance(entry, dict) else "" for entry in entries]
        if len(entries) > 1 and all(found) and len(set(found)) == len(found):
            return (name,)
    return ()


def _records(value: Any, depth: int = 0) -> list[dict[str, Any]]:
    """The longest list of dictionaries in ``value``, each with what is nested in it beside the rest."""
    if isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value):
        return [_flat(entry) for entry in value]
    if isinstance(value, dict) and depth < MAX_DEPTH:
        return max((_records(inner, depth + 1) for inner in value.values()), key=len, default=[])
    return []


def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record with the fields of its dictionaries as fields of its own, ``zh`` for ``translation: {zh: …}``."""
    fields: dict[str, Any] = {}
    for key, inner in record.items():
        for name, cell in inner.items() if isinstance(inner, dict) else ((key, inner),):
            fields[f"{key}.{name}" if name in fields else name] = cell
    return fields


def _table(
    records: Sequence[Mapping[str, Any]], name: str, encoding: str, wanted: tuple[str, str] | None
) -> Reading | None:
    """The two language fields of records, a row a record; None where there are no such two."""
    names = () if wanted else _called_by(records)
    heads = [field for field in dict.fromkeys(key for record in records for key in record) if field not in names]
    cells = [[cell if isinstance(cell := record.get(head), str) else "" for head in heads] for record in records]
    columns = choose_columns([heads, *cells], wanted, name)
    if len(columns.of) < 2:
        return None
    # The names of the fields are no row of texts, whatever they say.
    rows = [Row(number, row) for number, row in enumerate([heads, *cells])]
    found = column_lines(rows, "record ", columns=replace(columns, named=True))
    return replace(assemble(found.lines, name, encoding, found.omissions), notes=found.notes)


def _beside(
    records: Sequence[Mapping[str, Any]], texts: Sequence[Text], wanted: tuple[str, str] | None
) -> Iterator[Omission]:
    """What stands beside the records of a file, or deeper in them than their fields, and Chinese that they are called
    by."""
    held = {cell for record in records for cell in record.values() if isinstance(cell, str)}
    yield from (Omission("beside the records", text) for _, text in texts if text not in held)
    names = (str(record[name]) for name in ([] if wanted else _called_by(records)) for record in records)
    yield from (Omission("name of a record", name) for name in names if HAN_CHAR.search(name))


def _rows(texts: Sequence[Text], name: str, encoding: str) -> Reading | None:
    """Texts whose ways differ in the name of a language only, a row for each; None where few do."""
    rows: dict[Path, dict[Language, str]] = {}
    others: list[Omission] = []
    for path, text in texts:
        at = _language_at(path)
        if at is None:
            others.append(Omission("without a language", text))
            continue
        language = language_of_name(path[at])
        assert language
        row = rows.setdefault((*path[:at], *path[at + 1 :]), {})
        if row.setdefault(language, text) != text:
            others.append(Omission("another version", text))
    if 2 * sum(len(row) == 2 for row in rows.values()) < max(MOST * len(texts), 1):
        return None
    lines = [
        Line(row[side], side, "text", number, ".".join(path))
        for number, (path, row) in enumerate(rows.items())
        for side in SIDES
        if side in row
    ]
    return assemble(lines, name, encoding, others)


def _listed(value: Any, name: str, encoding: str) -> Reading | None:
    """A list of lists, each a text and its translation, as a table; None for what is none."""
    if not (isinstance(value, list) and len(value) > 1 and all(isinstance(entry, list) for entry in value)):
        return None
    cells = [[cell if isinstance(cell, str) else "" for cell in entry] for entry in value]
    columns = choose_columns(cells, None, name)
    if len(columns.of) < 2:
        return None
    found = column_lines([Row(number, row) for number, row in enumerate(cells, 1)], "record ", columns=columns)
    return replace(assemble(found.lines, name, encoding, found.omissions), notes=found.notes)


def _spoken(texts: Sequence[Text], name: str, encoding: str) -> Reading | None:
    """Keys that are texts in one language, and what stands under them in the other; None for other keys."""
    pairs = [(path[-1].rpartition(CONTEXT)[2], text) for path, text in texts if path]
    sides = languages_of_sides([key for key, _ in pairs], [text for _, text in pairs])
    keys = [key for key, _ in pairs]
    sure = sum(bool(HAN_CHAR.search(key) if sides[0] == "zh" else SEVERAL_WORDS.search(key)) for key in keys)
    told = sure + sum(bool(TITLE.fullmatch(key)) for key in keys)
    few = told < MOST * max(len(texts), 1) or 2 * sure < told
    if None in sides or few or any(map(HAN_CHAR.search, keys)) != (sides[0] == "zh"):
        return None
    lines = [
        Line(text, side, "text", number, pair[0])
        for number, pair in enumerate(pairs)
        for side, text in zip(sides, pair, strict=True)
    ]
    return assemble(lines, name, encoding)


def _language_at(path: Path) -> int | None:
    """Where the name of a language stands on the way to a text."""
    return next((k for k, part in enumerate(path) if language_of_name(part)), None)


def _messages(texts: Sequence[Text]) -> list[Message]:
    """The texts by their keys, without the name of a language that the whole file is under."""
    above = len({path[0] for path, _ in texts}) == 1 and all(len(path) > 1 for path, _ in texts)
    cut = int(above and language_of_name(texts[0][0][0]) is not None)
    return [Message(".".join(path[cut:]), text) for path, text in texts]
