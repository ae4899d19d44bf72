"""A corrected copy of a memory, and the list of what was changed. Nothing is left out without being listed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Set

from duiqi.checking.pairs_checker import pairs_format
from duiqi.checking.repairing.changes import Changes, Mend
from duiqi.checking.repairing.header import made_up_header, repaired_header
from duiqi.checking.repairing.newest import newest_units
from duiqi.checking.repairing.survey import Survey, survey
from duiqi.checking.repairing.unit import UnitRepair
from duiqi.checking.rules import CHARACTERS
from duiqi.checking.wording import shown
from duiqi.errors import InputError
from duiqi.io.files import atomic_write, open_binary
from duiqi.tmx import EntityDeclared, FoundFault, Layouts, TmxPiece, mended_text, plain_text, scan
from duiqi.tmx.xml_faults import BYTE

_START = b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'


def repair_file(
    path: str | os.PathLike[str],
    output: str | os.PathLike[str],
    *,
    encoding: str | None = None,
    deduplicate: bool = False,
) -> list[Mend]:
    """Write a corrected copy of a TMX file to ``output``; returns what was changed, as lines and words.

    The copy is in UTF-8 and valid; units that no program could use (without text in two languages) and those that are
    in the file twice with all that belongs to them are left out and listed with their text. With ``deduplicate`` of the
    units that have the same texts the newest is kept. What only a person can judge, such as numbers and wrong partners,
    is left as it is. ``encoding`` is what the file is in, by default what it says unless that is surely wrong. Raises
    InputError for a file that is no TMX, declares entities, or has bytes that are no text in its encoding.
    """
    other = pairs_format(path)
    if other:
        raise InputError(
            f"is no TMX but {other}; only TMX files are repaired",
            path=path,
            advice="make a TMX of it first: align convert",
        )
    changes = Changes()
    characters: list[FoundFault] = []
    try:
        layouts = Layouts()
        wrong: list[FoundFault] = []
        found = survey(_pieces(path, encoding, wrong, layouts), layouts)
        newest = newest_units(_pieces(path, encoding, [])) if deduplicate else None
        with atomic_write(output) as target:
            units = UnitRepair(found, changes)
            copy = _Copy(path, found, newest, units)
            target.write(_START)
            for piece in _pieces(path, encoding, characters if wrong else None, units.layouts):
                _refuse_bytes(path, characters)
                for part in copy.parts(piece):
                    target.write(part)
            for part in copy.end():
                target.write(part)
    except EntityDeclared as error:
        raise InputError(
            f"declares the entity {error}, which it has no need of",
            path=path,
            line=error.line,
            advice="remove its <!ENTITY …>",
        ) from None
    mends = [*changes.made, *(Mend(found.line, found.mended.change) for found in characters)]
    return sorted(mends, key=lambda mend: mend.line)


def _pieces(
    path: str | os.PathLike[str], encoding: str | None, found: list[FoundFault] | None, layouts: Layouts | None = None
) -> Iterator[TmxPiece]:
    """The pieces of the file, its characters mended; what was wrong with them goes to ``found``. None where it is known
    that nothing is."""
    faults = [rule.fault for rule in CHARACTERS]
    with open_binary(path) as stream:
        if found is None:
            text = plain_text(stream, os.fspath(path), encoding)
        else:
            text = mended_text(stream, os.fspath(path), faults, found.append, encoding)
        yield from scan(text, layouts=layouts)


def _refuse_bytes(path: str | os.PathLike[str], found: list[FoundFault]) -> None:
    """Raise InputError where a byte is no text: what stood there is not for us to make up."""
    for fault in found:
        if fault.fault is BYTE:
            raise InputError(
                fault.mended.message,
                path=path,
                line=fault.line,
                advice="name the encoding of the file with --encoding, or mend the text there",
            )


class _Copy:
    """The corrected file, part by part: exactly one header, and one body with nothing but units and comments in it."""

    def __init__(self, path: str | os.PathLike[str], found: Survey, newest: Set[int] | None, units: UnitRepair) -> None:
        self._path, self._codes, self._units, self._changes = path, found.codes, units, units.changes
        self._newest, self._number = newest, 0
        self._has_header = self._in_body = self._saw_body = False

    def parts(self, piece: TmxPiece) -> Iterator[bytes]:
        """What is written for a piece."""
        node = piece.node
        if piece.kind == "gap" and self._in_body:
            yield from re.findall(rb"<!--.*?-->\n?", piece.raw, re.DOTALL)
        elif piece.kind == "unit" and node:
            yield from self._open_body(node.line)
            self._number += 1
            if self._newest is None or self._number in self._newest:
                yield from self._units.repaired(piece, node)
            else:
                self._changes.add(node.line, f"unit left out, another one with its texts is newer: {shown(piece.raw)}")
        elif piece.kind == "header" and node and not self._has_header:
            self._units.source = node.attributes.get("srclang", "*all*")
            yield repaired_header(piece, node, self._codes, self._changes)
            self._has_header = True
        elif node:
            self._leave_out(piece, node.line)

    def _leave_out(self, piece: TmxPiece, line: int) -> None:
        """Nothing is written for a piece, but it is told, if there is anything in it."""
        node = piece.node
        assert node is not None
        if piece.kind == "root":
            self._see_root(node.tag, node.attributes.get("version"), line)
        elif piece.kind == "header":
            self._changes.add(line, f"a second header left out: {shown(piece.raw)}")
        elif piece.kind == "other":
            self._changes.add(line, f"left out: {shown(piece.raw) or node.text}")
        elif piece.kind == "broken":
            self._changes.add(line, f"the XML is broken here ({piece.problem}), left out: {shown(piece.raw)}")

    def _see_root(self, tag: str, version: str | None, line: int) -> None:
        if tag not in ("tmx", "body"):
            raise InputError(f"is no TMX: the outermost element is <{tag}>", path=self._path, line=line)
        if tag == "tmx" and version != "1.4":
            self._changes.add(line, 'the version made "1.4"')
        self._saw_body = self._saw_body or tag == "body"

    def _open_body(self, line: int) -> Iterator[bytes]:
        if not self._has_header:
            yield made_up_header(line, self._changes)
            self._has_header = True
        if not self._in_body:
            yield b"<body>\n"
            self._in_body = True

    def end(self) -> Iterator[bytes]:
        """What is written after the last piece."""
        yield from self._open_body(1)
        if not self._saw_body:
            self._changes.add(1, "a <body> put in")
        yield b"</body>\n</tmx>\n"
