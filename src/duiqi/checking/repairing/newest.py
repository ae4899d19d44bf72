"""Of units with the same texts, which one to keep."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable

from duiqi.tmx import DATES, Node, TmxPiece, code_of, text_of


def newest_units(pieces: Iterable[TmxPiece]) -> set[int]:
    """The numbers, from 1, of the units to keep: of those with the same texts in the same languages the one that was
    changed or made last, of equal ones the first."""
    database = sqlite3.connect("")  # in RAM while small, then a file that SQLite removes
    database.execute("CREATE TABLE unit (key BLOB PRIMARY KEY, date TEXT, number INTEGER) WITHOUT ROWID")
    number = 0
    for piece in pieces:
        if piece.kind == "unit" and piece.node is not None:
            number += 1
            database.execute(
                "INSERT INTO unit VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET date = excluded.date,"
                " number = excluded.number WHERE excluded.date > date",
                (_key(piece.node), _date(piece.node), number),
            )
    return {kept for (kept,) in database.execute("SELECT number FROM unit")}


def _key(unit: Node) -> bytes:
    texts = sorted((code_of(variant).lower(), text_of(variant)) for variant in unit.all("tuv"))
    return hashlib.blake2b(repr(texts).encode(), digest_size=12).digest()


def _date(unit: Node) -> str:
    """The last date in the unit, in the form that sorts; empty when it tells none."""
    nodes = (unit, *unit.all("tuv"))
    dates = [node.attributes.get(name, "") for node in nodes for name in DATES if name != "lastusagedate"]
    return max(("".join(filter(str.isdigit, date)) for date in dates), default="")
