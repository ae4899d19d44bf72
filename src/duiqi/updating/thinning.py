"""A memory with fewer units: those that stay are the same to the byte, and so are the header and all between, but for
what is asked for."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from duiqi.io.files import atomic_write, open_binary
from duiqi.model import Bead, Language, Pair
from duiqi.pairs.fields import kind_of
from duiqi.pairs.filters import Filters, filter_pairs
from duiqi.tmx import (
    Node,
    Variants,
    made_by_duiqi,
    plain_text,
    property_of,
    scan,
    score_of,
    sides_of,
    text_of,
    variants_of,
)
from duiqi.updating.file import as_utf8, sound_pieces, write_parts
from duiqi.updating.relabelling import Relabelling


@dataclass
class Thinned:
    """How many units there were and are, and why those that were left out were; ``others`` counts the units that are no
    pair of Chinese and English, which all stay."""

    before: int = 0
    after: int = 0
    others: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


def thin_memory(
    path: str | os.PathLike[str],
    output: str | os.PathLike[str],
    filters: Filters,
    relabelling: Relabelling | None = None,
) -> Thinned:
    """Write the TMX memory at ``path`` to ``output`` without the pairs that ``filters`` leave out.

    What stays keeps its direction, codes, ids, dates, authors, notes, properties and inline codes, unless
    ``relabelling`` asks for others. RAM grows by a byte a unit. Raises InputError for a memory that is damaged.
    """
    thinned = Thinned()
    goes = bytearray()  # a byte a unit: 1 where it is left out
    relabelling = relabelling or Relabelling(choice=variants_of(os.fspath(path)))
    for pair in filter_pairs(_pairs(path, thinned, goes, relabelling.choice), filters, thinned.left_out):
        goes[pair.bead.zh.start] = 0
    with atomic_write(output) as target:
        write_parts(target, output, _parts(path, goes, relabelling))
    thinned.after = thinned.before - sum(goes)
    return thinned


def _pairs(path: str | os.PathLike[str], thinned: Thinned, goes: bytearray, choice: Variants) -> Iterator[Pair]:
    """The units as pairs, each the pair of sentence n, its number; all are marked to go until a filter lets them
    through, and only those that are no pairs stay."""
    tool = ""
    for piece in sound_pieces(path):
        if piece.kind == "header" and piece.node is not None:
            tool = piece.node.attributes.get("creationtool", "")
        elif piece.kind == "unit" and piece.node is not None:
            pair = _pair(sides_of(piece.node, choice), piece.node, thinned.before, tool)
            thinned.before += 1
            goes.append(pair is not None)
            if pair is None:
                thinned.others += 1
            else:
                yield pair


def _pair(sides: Mapping[Language, Node], unit: Node, number: int, tool: str) -> Pair | None:
    if len(sides) < 2:
        return None
    zh, en = text_of(sides["zh"]), text_of(sides["en"])
    if not zh.strip() or not en.strip():
        return None
    own = made_by_duiqi(unit, tool)
    try:
        kind = kind_of(property_of(unit, "x-kind") if own else "")
    except ValueError:
        kind = ""
    score, at = score_of(unit, tool), range(number, number + 1)
    return Pair(zh, en, score, Bead(at, at, score, kind=kind), document=property_of(unit, "x-document") if own else "")


def _parts(path: str | os.PathLike[str], goes: bytearray, relabelling: Relabelling) -> Iterator[bytes]:
    number, first, tool = 0, True, ""
    with open_binary(path) as stream:
        for piece in scan(plain_text(stream, os.fspath(path)), trees=False):
            if first and piece.raw:
                yield as_utf8(piece.raw)
                first = False
            elif piece.kind == "unit":
                if not goes[number]:
                    yield relabelling.relabelled(piece, tool)
                number += 1
            else:
                if piece.kind == "header" and piece.node is not None:
                    tool = piece.node.attributes.get("creationtool", "")
                yield relabelling.relabelled(piece, tool)
