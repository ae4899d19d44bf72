"""SDLTM, the translation memories of Trados Studio: an SQLite database whose segments are XML.

The database is opened read-only and not trusted: only plain tables are read, whatever views, triggers or computed
columns it has, and of a text no more than a limit.

Read: units in both languages.
Left out: fields, contexts.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from duiqi.errors import InputError
from duiqi.formats.format import Format
from duiqi.io.signature import SQLITE
from duiqi.io.xml import local_name, parse_xml
from duiqi.model import Language, Pair
from duiqi.pairs.fields import Source
from duiqi.pairs.states import State, UnitPairs
from duiqi.text.language_tags import side_of_tag
from duiqi.tmx import ONE_SIDED

TABLES = ("translation_memories", "translation_units")
# Characters of a segment's XML: Studio takes no segment of more than 2,000 characters into a memory, and a tag takes
# some hundred.
MAX_SEGMENT = 1 << 20
# The types of tags that stand for text.
SHOWN = ("TextPlaceholder", "LockedContent")
UNREADABLE = "units that cannot be read"
# ConfirmationLevel of the Studio API, by its numbers, in memories that have the column. Without one, a unit was added
# by a translator who confirmed it.
STATES: dict[object, State] = {1: "draft", 3: "rejected", 4: "approved", 5: "rejected", 6: "approved"}
# No plain table: what SQLite would compute or call when it is read.
COMPUTED = re.compile(r"\s*CREATE\s+VIRTUAL|\bAS\s*\(|\bAS\s+SELECT", re.IGNORECASE)


def read_sdltm(stream: BinaryIO, source: Source) -> Iterator[Pair]:
    """A pair a unit, with its number as the place. Raises InputError for what is no such memory, and for one in other
    languages."""
    pairs = UnitPairs(source, ONE_SIDED)
    if stream.read(len(SQLITE)) != SQLITE:
        raise InputError("is no SQLite database, as memories of Trados are", path=source.path)
    try:
        with closing(_opened(source.path)) as database:
            columns = _columns(database, source.path)
            languages = _languages(database, source.path)
            level = "confirmation_level" if "confirmation_level" in columns else "NULL"
            rows = database.execute(
                f"SELECT id, translation_memory_id, substr(source_segment, 1, {MAX_SEGMENT + 1}),"
                f" substr(target_segment, 1, {MAX_SEGMENT + 1}), {level} FROM translation_units ORDER BY id"
            )
            for number, memory, first, second, confirmed in rows:
                texts = _texts((first, second), languages.get(memory, (None, None)), source.path)
                if texts is None:
                    source.lost[UNREADABLE] += 1
                    continue
                pair = pairs.pair(texts, STATES.get(confirmed, "translated"), place=f"unit {number}")
                if pair is not None:
                    yield pair
    except (sqlite3.Error, UnicodeDecodeError) as error:  # the latter of the names of columns
        raise InputError(
            f"is a damaged database: {error}", path=source.path, advice="export the memory as TMX from Trados"
        ) from error


def tags_of_sdltm(path: str) -> tuple[str, str]:
    """The language codes of source and target of the first memory in the file, empty where there is none. Raises
    InputError for what is no such memory."""
    try:
        with closing(_opened(path)) as database:
            _columns(database, path)
            query = "SELECT source_language, target_language FROM translation_memories ORDER BY id LIMIT 1"
            source, target = database.execute(query).fetchone() or ("", "")
            return str(source), str(target)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise InputError(f"is a damaged database: {error}", path=path) from error


def _opened(path: str) -> sqlite3.Connection:
    """The database, which nothing is written to or beside; what Trados has not yet put into the file itself is read
    with it."""
    log = path + "-wal"
    immutable = "" if os.path.exists(log) and os.path.getsize(log) else "&immutable=1"
    database = sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro{immutable}", uri=True)
    database.text_factory = lambda data: data.decode("utf-8", "replace")
    for setting in ("query_only=ON", "trusted_schema=OFF", "cell_size_check=ON"):
        database.execute(f"PRAGMA {setting}")
    return database


def _columns(database: sqlite3.Connection, path: str) -> frozenset[str]:
    """The columns of the units' table. Raises InputError when it, or the memories', is not there or no plain table."""
    found = dict(database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    for table in TABLES:
        if table not in found or COMPUTED.search(str(found[table])):
            raise InputError(f"is no memory of Trados: it has no table {table}", path=path)
    return frozenset(row[1] for row in database.execute("PRAGMA table_info(translation_units)"))


def _languages(database: sqlite3.Connection, path: str) -> dict[object, tuple[Language | None, Language | None]]:
    """The languages of source and target of each memory in the file, by its number."""
    tags = {
        number: (str(first), str(second))
        for number, first, second in database.execute(
            "SELECT id, source_language, target_language FROM translation_memories ORDER BY id"
        )
    }
    languages = {number: (side_of_tag(first), side_of_tag(second)) for number, (first, second) in tags.items()}
    if tags and not any(set(pair) == {"zh", "en"} for pair in languages.values()):
        first, second = next(iter(tags.values()))
        raise InputError(f"its languages are {first} and {second}, not Chinese and English", path=path)
    return languages


def _texts(
    segments: tuple[object, object], sides: tuple[Language | None, Language | None], path: str
) -> dict[Language, str] | None:
    """The texts of a unit by language; None when a segment is not as it should be."""
    texts: dict[Language, str] = {}
    for segment, side in zip(segments, sides, strict=True):
        if not isinstance(segment, str) or len(segment) > MAX_SEGMENT or side is None:
            return None
        try:
            texts[side] = _text(segment, path)
        except InputError:
            return None
    return texts


def _text(segment: str, path: str) -> str:
    """The text of ``<Segment><Elements><Text><Value>…``; tags show nothing, but for those that stand for text."""
    root = parse_xml(segment.encode("utf-8", "replace"), path, "a segment")
    parts = []
    for element in root.iterchildren("Elements"):
        for child in element:
            if local_name(child) == "Text":
                parts.append(child.findtext("Value") or "")
            elif child.findtext("Type") in SHOWN:
                parts.append(child.findtext("TextEquivalent") or "")
    return "".join(parts)


FORMAT = Format(
    name="sdltm",
    label="a memory of Trados (SDLTM)",
    suffixes=(".sdltm",),
    read_pairs=read_sdltm,
    binary=True,
    library="lxml",
)
