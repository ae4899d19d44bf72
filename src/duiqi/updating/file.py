"""The memory's file: read to see what it has, and written again with the changes of a plan."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from duiqi.errors import InputError
from duiqi.formats.tmx_writer import tmx_unit
from duiqi.io.files import atomic_write, open_binary
from duiqi.model import Language, Pair
from duiqi.pairs.fields import Labels
from duiqi.text.language_tags import side_of_tag
from duiqi.tmx.languages import code_of, segment_of, variants
from duiqi.tmx.report import Report
from duiqi.tmx.scanner import EntityDeclared, Node, Piece, scan, with_tree
from duiqi.tmx.xml_text import mended_text, plain_text
from duiqi.updating.plan import Plan
from duiqi.updating.replacing import replaced

_ENCODING = re.compile(rb"""(<\?xml[^>]*?encoding\s*=\s*)["']([^"']*)["']""")


@dataclass
class Contents:
    """What the first reading finds: language codes, which language is the source, the program that made it, and
    whether there is a place to add to."""

    codes: dict[Language, str] = field(default_factory=dict)
    source: Language = "zh"
    tool: str = ""
    has_end: bool = False


def _pieces(path: str | os.PathLike[str]) -> Iterator[Piece]:
    """The pieces of a sound memory. Raises InputError for one that would have to be mended first."""
    report = Report()
    with open_binary(path) as stream:
        try:
            for piece in scan(mended_text(stream, os.fspath(path), report, tags=False)):
                if report.findings or piece.kind == "broken":
                    break
                yield piece
            else:
                if not report.findings:
                    return
        except EntityDeclared as error:
            raise InputError(
                f"declares the entity {error}, which it has no need of", path=path, line=error.line
            ) from None
    line = report.findings[0].line if report.findings else piece.node.line if piece.node else 1
    what = report.findings[0].message if report.findings else f"the XML is broken ({piece.problem})"
    raise InputError(f"the memory is damaged: {what}", path=path, line=line, advice="mend it first: align repair")


def compare(path: str | os.PathLike[str], pairs: Iterable[Pair]) -> tuple[Contents, Plan]:
    """Read the memory once: its codes and source language, and which of its units the new pairs meet."""
    memory, plan, number, told = Contents(), None, 0, False
    for piece in _pieces(path):
        node = piece.node
        if piece.kind == "root" and node and node.tag not in ("tmx", "body"):
            raise InputError(f"is no TMX: the outermost element is <{node.tag}>", path=path, line=node.line)
        if piece.kind == "header" and node:
            source = side_of_tag(node.attributes.get("srclang", ""))
            memory.tool = node.attributes.get("creationtool", "")
            if source:
                memory.source, told = source, True
        elif piece.kind == "unit" and node:
            both = variants(node)
            first = next((side_of_tag(code_of(variant)) for variant in node.all("tuv")), None)
            if plan is None:
                memory.source = memory.source if told or first is None else first
                plan = Plan(memory.source)
                plan.add(pairs)
            for language, variant in both.items():
                memory.codes.setdefault(language, code_of(variant))
            if len(both) == 2:
                mine = _document_if_untouched(node, memory.tool)
                plan.meet(number, segment_of(both["zh"]), segment_of(both["en"]), mine)
            number += 1
        memory.has_end = memory.has_end or piece.kind == "end"
    if plan is None:
        plan = Plan(memory.source)
        plan.add(pairs)
    return memory, plan


def _document_if_untouched(unit: Node, tool: str) -> str:
    """The unit's document when duiqi made it and no program has changed it since; else empty."""
    if unit.attributes.get("creationtool", tool) != "duiqi":
        return ""
    nodes = (unit, *unit.all("tuv"))
    if any(name in node.attributes for node in nodes for name in ("changeid", "creationid")):
        return ""
    return next((prop.text for prop in unit.all("prop") if prop.attributes.get("type") == "x-document"), "")


def write_memory(path: str | os.PathLike[str], plan: Plan, labels: Labels, own: bool, before: os.stat_result) -> None:
    """The memory with the changes, in the old one's place unless that has changed meanwhile."""
    with atomic_write(path) as target:
        if PurePath(path).suffix.lower() == ".gz":
            with gzip.GzipFile(filename="", mode="wb", fileobj=target, mtime=0) as packed:
                for part in _parts(path, plan, labels, own):
                    packed.write(part)
        else:
            for part in _parts(path, plan, labels, own):
                target.write(part)
        target.flush()
        os.fsync(target.fileno())
        now = Path(path).stat()
        if (now.st_mtime_ns, now.st_size, now.st_ino) != (before.st_mtime_ns, before.st_size, before.st_ino):
            raise InputError("was changed by another program meanwhile", path=path, advice="try again")


def _parts(path: str | os.PathLike[str], plan: Plan, labels: Labels, own: bool) -> Iterator[bytes]:
    """The updated memory. That it is sound is known from the first reading, so it is only cut into pieces here."""
    number, first = 0, True
    with open_binary(path) as stream:
        for piece in scan(plain_text(stream, os.fspath(path)), trees=False):
            if first and piece.raw:
                # Whatever the encoding was, what is written is UTF-8.
                yield _ENCODING.sub(_utf8, piece.raw)
                first = False
            elif piece.kind == "unit":
                pair = plan.replacement(number)
                yield piece.raw if pair is None else replaced(with_tree(piece), pair, labels)
                number += 1
            elif piece.kind == "end":
                for pair in plan.pairs("add"):
                    unit = tmx_unit(pair, pair.zh, pair.en, labels)
                    # In another program's memory our units say whose they are.
                    yield (unit if own else unit.replace("<tu ", '<tu creationtool="duiqi" ', 1)).encode("utf-8")
            elif piece.kind == "broken":
                raise InputError("was changed by another program meanwhile", path=path, advice="try again")
            else:
                yield piece.raw


def _utf8(match: re.Match[bytes]) -> bytes:
    return match[0] if match[2].lower() == b"utf-8" else match[1] + b'"UTF-8"'
