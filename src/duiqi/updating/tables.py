"""The tables that a plan keeps on disk: what is new, and what the memory has."""

# new: a pair, with digests of its texts, its id, and what becomes of it; the unit it replaces, or what was kept.
# old: units with the source text of a new pair; ``stays`` when they are not to be replaced.
# own: units that duiqi made. same: how many pairs of a new document are those of another one of the memory.
# pruned: units that go.
TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE new (
    row INTEGER PRIMARY KEY, source BLOB, target BLOB, id BLOB, document TEXT, content TEXT, action TEXT, unit INTEGER,
    kept TEXT, was TEXT, UNIQUE (source, target)
);
CREATE INDEX action ON new (action, row);
CREATE INDEX unit ON new (unit) WHERE unit IS NOT NULL;
CREATE INDEX was ON new (was) WHERE was != '';
CREATE INDEX new_target ON new (target);
CREATE INDEX new_id ON new (id);
CREATE TABLE old (unit INTEGER PRIMARY KEY, source BLOB, own_document TEXT, stays INTEGER, text TEXT);
CREATE INDEX old_source ON old (source);
CREATE TABLE own (
    unit INTEGER PRIMARY KEY, id BLOB, content BLOB, document TEXT, edited INTEGER, numbers TEXT, score REAL
);
CREATE TABLE same (new_document TEXT, document TEXT, pairs INTEGER, PRIMARY KEY (new_document, document));
CREATE TABLE rejected (id BLOB PRIMARY KEY, source BLOB, target BLOB, document TEXT);
CREATE TABLE pruned (unit INTEGER PRIMARY KEY);
"""
# Made when both tables are full: of units one by one it takes longer.
BY_DOCUMENT = """
CREATE INDEX IF NOT EXISTS own_document ON own (document);
CREATE INDEX IF NOT EXISTS new_document ON new (document);
"""
