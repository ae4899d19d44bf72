"""A memory with fewer units: those that stay are the same to the byte, and so are the header and all between, but for
what is asked for."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from duiqi.errors import InputError
from duiqi.io.files import atomic_write, open_binary
from duiqi.io.signature import TEXT_HEAD, text_head
from duiqi.model import Bead, Language, Pair
from duiqi.pairs.filters import Filters, filter_pairs
from duiqi.pairs.from_fields import kind_of
from duiqi.tmx import Node, TmxPiece, made_by_duiqi, plain_text, property_of, scan, score_of, sides_of, text_of
from duiqi.updating.file import as_utf8, sound_pieces, write_parts
from duiqi.updating.relabelling import Relabelling, start_tag

# A prefix, or the namespace of all, that units have from the outermost element.
_BOUND_OUTSIDE = re.compile(r"<(?:\w+:)?tmx\b[^>]*\sxmlns")


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
    more: Sequence[str | os.PathLike[str]] = (),
) -> Thinned:
    """Write the TMX memory at ``path`` to ``output`` without the pairs that ``filters`` leave out, and with the units
    of ``more`` memories after its own.

    What stays keeps its direction, codes, ids, dates, authors, notes, properties and inline codes, unless
    ``relabelling`` asks for others. A unit that is added names its program and source language where the header names
    others. RAM grows by a byte a unit. Raises InputError for a memory that is damaged.
    """
    thinned = Thinned()
    goes = bytearray()  # a byte a unit: 1 where it is left out
    files = [_File(name, (relabelling or Relabelling()).of_file(name)) for name in (path, *more)]
    pairs = chain.from_iterable(_pairs(file, thinned, goes) for file in files)
    for pair in filter_pairs(pairs, filters, thinned.left_out):
        goes[pair.bead.zh.start] = 0
    with atomic_write(output) as target:
        write_parts(target, output, _parts(files, goes))
    thinned.after = thinned.before - sum(goes)
    return thinned


def can_be_joined(paths: Sequence[str | os.PathLike[str]]) -> bool:
    """Whether the units of these memories can stand in one file as they are: their names are bound in themselves."""
    for path in paths:
        with open_binary(path) as stream:
            if _BOUND_OUTSIDE.search(text_head(stream.read(TEXT_HEAD))):
                return False
    return True


@dataclass
class _File:
    """A memory; from the first reading on the number of its first unit, its program and its source language."""

    path: str | os.PathLike[str]
    relabelling: Relabelling
    first: int = 0
    tool: str = ""
    source: str = ""


def _pairs(file: _File, thinned: Thinned, goes: bytearray) -> Iterator[Pair]:
    """The units as pairs, each the pair of sentence n, its number; all are marked to go until a filter lets them
    through, and only those that are no pairs stay."""
    file.first = thinned.before
    for piece in sound_pieces(file.path):
        if piece.kind == "header" and piece.node is not None:
            file.tool = piece.node.attributes.get("creationtool", "")
            file.source = piece.node.attributes.get("srclang", "")
        elif piece.kind == "unit" and piece.node is not None:
            pair = _pair(sides_of(piece.node, file.relabelling.choice), piece.node, thinned.before, file.tool)
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


def _parts(files: Sequence[_File], goes: bytearray) -> Iterator[bytes]:
    file, *more = files
    number, start, ended = 0, True, False
    for piece in _pieces(file):
        if start and piece.raw:
            yield as_utf8(piece.raw)
            start = False
        elif piece.kind == "unit":
            if not goes[number]:
                yield file.relabelling.relabelled(piece, file.tool)
            number += 1
        elif piece.kind == "end" and not ended:
            ended = True
            for other in more:
                yield from _added(other, file, goes)
        else:
            yield file.relabelling.relabelled(piece, file.tool)
    if more and not ended:
        raise InputError("has no <body>…</body> to add to", path=file.path, advice="mend it first: align repair")


def _added(other: _File, file: _File, goes: bytearray) -> Iterator[bytes]:
    """The units of ``other`` as they stand in ``file``."""
    units = (piece for piece in _pieces(other) if piece.kind == "unit" and piece.node is not None)
    for number, piece in enumerate(units, other.first):
        node = piece.node
        if goes[number] or node is None:
            continue
        told = (("creationtool", other.tool or "unknown", file.tool), ("srclang", other.source, file.source))
        changes = {name: own for name, own, header in told if own and own != header and name not in node.attributes}
        begin, inside, tag = start_tag(piece.raw, node, changes)
        raw = piece.raw[:begin] + tag.encode("utf-8") + piece.raw[inside:]
        yield other.relabelling.relabelled(piece._replace(raw=raw), other.tool) + b"\n"


def _pieces(file: _File) -> Iterator[TmxPiece]:
    with open_binary(file.path) as stream:
        yield from scan(plain_text(stream, os.fspath(file.path)), trees=False)
