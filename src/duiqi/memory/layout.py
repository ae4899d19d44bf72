"""The file: a SQLite database of pairs, the documents they come from, and indexes over both languages."""

from __future__ import annotations

# "duiq" in ASCII, so that a database of another program is not taken for a memory; and the layout's version.
APPLICATION_ID, VERSION = 0x64756971, 3

SCHEMA = f"""
PRAGMA application_id = {APPLICATION_ID};
CREATE TABLE document (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE pair (
    id INTEGER PRIMARY KEY,
    key INTEGER NOT NULL UNIQUE,  -- the unit's id of sixteen digits, as a signed number
    document INTEGER NOT NULL REFERENCES document,
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    score REAL NOT NULL,
    numbers TEXT NOT NULL  -- sentence and paragraph numbers, as JSON
);
CREATE INDEX pair_document ON pair (document);
"""
# Since version 2: whole texts (indexing.exact_key) are found, and what stands before a pair in its document; English by
# its stems too.
SINCE_2 = """
PRAGMA user_version = 2;
ALTER TABLE pair ADD COLUMN zh_key INTEGER;
ALTER TABLE pair ADD COLUMN en_key INTEGER;
ALTER TABLE pair ADD COLUMN previous INTEGER;
CREATE INDEX pair_zh ON pair (zh_key);
CREATE INDEX pair_en ON pair (en_key);
CREATE INDEX pair_previous ON pair (previous) WHERE previous IS NOT NULL;
-- The terms of indexing.py, without the text itself.
CREATE VIRTUAL TABLE term USING fts5(zh, en, stem, content='', tokenize="unicode61 remove_diacritics 0");
"""
# Since version 3: of a pair from a TMX its unit, the program and the source language of the file, as a JSON list.
SINCE_3 = """
PRAGMA user_version = 3;
ALTER TABLE pair ADD COLUMN unit TEXT;
"""
# Pages of the database that are kept in RAM: 64 MB. With SQLite's 2 MB, adding a million pairs takes twice as long.
CACHE = "PRAGMA cache_size = -65536"


def statements(script: str) -> list[str]:
    """The statements of a script, each to be run by itself, so that all of them can be in one transaction."""
    return [statement for statement in script.split(";") if statement.strip()]
