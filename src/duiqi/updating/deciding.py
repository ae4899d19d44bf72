"""What becomes of new pairs whose texts the memory has otherwise, or had: kept, replaced, added beside, left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from sqlite3 import Connection
from typing import Literal

from duiqi.io.xml import legal
from duiqi.pairs.fields import unit_id
from duiqi.pairs.packing import packed, unpacked
from duiqi.updating.holes import NumberedUnit, passed_over
from duiqi.updating.record import Record
from duiqi.updating.tables import BY_DOCUMENT
from duiqi.updating.units import KnownUnit, content_digest

# What happens to a unit whose source text is there with another translation. auto: replaced when it came from the same
# document, duiqi made it and nobody changed it since; else kept.
Changed = Literal["auto", "replace", "keep", "add"]
# A document is another one renamed when at least this share of its pairs, and of the other's units, are the same texts.
# A rule, not a measure: below half, what differs would outweigh what is known by.
RENAMED_SHARE = 0.5


def decide(
    database: Connection, counts: Counter[str], changed: Changed, record: Record | None, restore: bool
) -> dict[str, set[str]]:
    """Choose what becomes of the pairs in the tables of a plan, and count it in ``counts``; gives the former names of
    the documents that were renamed, by what they are called now. As ``Plan.decide`` says."""
    if changed in ("add", "replace"):
        database.execute("UPDATE new SET action = 'add' WHERE action = 'conflict'")
    renamed = _renamed_documents(database)
    if record is not None:
        record.see(id for (id,) in database.execute("SELECT id FROM own"))
        if not restore:
            _leave_deleted(database, record, renamed)
    _decide_changed(database, counts, changed, renamed)
    _take_rejected_out(database, counts)
    for action in ("conflict", "deleted"):
        (counts[action],) = database.execute("SELECT count(*) FROM new WHERE action = ?", (action,)).fetchone()
    (counts["added"],) = database.execute("SELECT count(*) FROM new WHERE action = 'add'").fetchone()
    return renamed


def _take_rejected_out(database: Connection, counts: Counter[str]) -> None:
    """Units that say what a person rejected go, but for those that a person changed; ``known_units`` has them as
    deleted."""
    database.execute("DELETE FROM rejected WHERE (source, target) IN (SELECT source, target FROM new)")
    database.execute(
        "INSERT INTO pruned SELECT unit FROM own WHERE NOT edited AND id IN (SELECT id FROM rejected)"
        " AND unit NOT IN (SELECT unit FROM new WHERE unit IS NOT NULL)"
    )
    (counts["pruned"],) = database.execute("SELECT count(*) FROM pruned").fetchone()


def _decide_changed(
    database: Connection, counts: Counter[str], changed: Changed, renamed: Mapping[str, set[str]]
) -> None:
    """What becomes of each new pair whose source text the memory has with another translation."""
    pending = database.execute(
        "SELECT row, source, document FROM new WHERE action = 'add' AND source IN (SELECT source FROM old) ORDER BY row"
    ).fetchall()
    for row, source, document in pending:
        units = database.execute(
            "SELECT unit, own_document, stays, text FROM old WHERE source = ? ORDER BY unit", (source,)
        ).fetchall()
        names = {document, *renamed.get(document, ())} - {""}
        same_document = [other in names for _, other, _, _ in units]
        free = [
            unit
            for (unit, _, stays, _), own in zip(units, same_document, strict=True)
            if not stays and (changed == "replace" or (changed == "auto" and own))
        ]
        if free:
            replace_unit(database, counts, free[0], row)
        elif changed in ("add", "replace") or (changed == "auto" and all(same_document)):
            # Two translations of one text in the same document, or the user wants both.
            counts["beside another"] += 1
        else:
            database.execute("UPDATE new SET action = 'conflict', kept = ? WHERE row = ?", (units[0][3], row))


def replace_unit(database: Connection, counts: Counter[str], unit: int, row: int, id: bytes | None = None) -> None:
    """The new pair takes the unit's place, in the unit's document, whatever that is called now. What a person made
    of the unit keeps its ``id``, by which the release's text is known."""
    (content,) = database.execute("SELECT content FROM new WHERE row = ?", (row,)).fetchone()
    (document,) = database.execute("SELECT own_document FROM old WHERE unit = ?", (unit,)).fetchone()
    pair = unpacked(content)
    pair = replace(pair, document=document or pair.document)
    database.execute(
        "UPDATE new SET action = 'replace', unit = ?, id = ?, document = ?, content = ? WHERE row = ?",
        (unit, id or bytes.fromhex(unit_id(pair)), legal(pair.document), packed(pair), row),
    )
    database.execute("UPDATE old SET stays = 1 WHERE unit = ?", (unit,))
    counts["replaced"] += 1


def _leave_deleted(database: Connection, record: Record, renamed: Mapping[str, set[str]]) -> None:
    """Leave out the new pairs that people deleted from the memory, by its record; of a document that the record has
    not, by the numbers of its units (``holes``)."""
    rows = database.execute("SELECT id, source, target, document FROM new WHERE action = 'add'").fetchall()
    gone = {
        id
        for id, source, target, document in rows
        if record.was_deleted(KnownUnit(id, content_digest(source, target), document), renamed.get(document, ()))
    }
    unknown = {document for _, _, _, document in rows} - record.documents()
    if unknown:
        database.executescript(BY_DOCUMENT)
    for document in unknown:
        gone |= _passed_over(database, document)
    database.executemany("UPDATE new SET action = 'deleted' WHERE id = ? AND action = 'add'", ((id,) for id in gone))


def _passed_over(database: Connection, document: str) -> set[bytes]:
    """The ids of the new pairs of ``document`` that its units in the memory pass over."""
    units = database.execute("SELECT id, numbers, score FROM own WHERE document = ?", (document,)).fetchall()
    if not units:
        return set()
    pairs = database.execute("SELECT id, content FROM new WHERE document = ?", (document,)).fetchall()
    return passed_over([NumberedUnit(*unit) for unit in units], [(id, unpacked(content)) for id, content in pairs])


def _renamed_documents(database: Connection) -> dict[str, set[str]]:
    """Documents of the memory by the name they have now: those that are not among the new ones, and whose texts are
    for the most part those of a new one."""
    sizes = dict(database.execute("SELECT document, count(*) FROM new GROUP BY document").fetchall())
    units = dict(database.execute("SELECT document, count(*) FROM own GROUP BY document").fetchall())
    renamed: dict[str, set[str]] = {}
    for now, before, pairs in database.execute("SELECT * FROM same").fetchall():
        if before not in sizes and pairs >= RENAMED_SHARE * max(sizes[now], units[before]):
            renamed.setdefault(now, set()).add(before)
    return renamed
