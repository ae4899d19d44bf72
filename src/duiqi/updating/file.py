"""The memory's file: read to see what it has, and written again with the changes of a plan."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Literal

from duiqi.errors import InputError
from duiqi.formats.tmx import tmx_unit
from duiqi.io.files import atomic_write, open_binary
from duiqi.io.packed import check_written
from duiqi.model import Bead, Language, Pair
from duiqi.pairs.fields import OWN_ID, Labels, unit_id
from duiqi.text.language_tags import side_of_tag
from duiqi.tmx import (
    FIRST,
    XML_FAULTS,
    EntityDeclared,
    FoundFault,
    Node,
    TmxPiece,
    Variants,
    code_of,
    made_by_duiqi,
    mended_text,
    plain_text,
    property_of,
    scan,
    score_of,
    sides_of,
    text_of,
    with_tree,
)
from duiqi.updating.plan import Plan
from duiqi.updating.replacing import replaced
from duiqi.updating.units import MemoryUnit

_ENCODING = re.compile(rb"""(<\?xml[^>]*?encoding\s*=\s*)["']([^"']*)["']""")


@dataclass(frozen=True, slots=True)
class Change:
    """A unit that an update changes: its texts, Chinese and English, before (``old``) and after (``new``)."""

    what: Literal["added", "replaced", "removed"]
    old: tuple[str, str] = ("", "")
    new: tuple[str, str] = ("", "")
    document: str = ""


@dataclass(frozen=True, slots=True)
class Writing:
    """How a memory is written: what stands beside new pairs, the program that made it, who is told of changes, and
    which of several variants of a language counts."""

    path: str | os.PathLike[str]
    labels: Labels
    tool: str
    tell: Callable[[Change], None]
    choice: Variants = FIRST


@dataclass
class MemoryProfile:
    """What the first reading finds: language codes, which language is the source, the program that made the memory, and
    whether there is a place to add to; ``choice``: which of several variants of a language counts."""

    choice: Variants = FIRST
    codes: dict[Language, str] = field(default_factory=dict)
    source: Language = "zh"
    tool: str = ""
    has_end: bool = False


def sound_pieces(path: str | os.PathLike[str]) -> Iterator[TmxPiece]:
    """The pieces of a sound memory. Raises InputError for one that would have to be mended first."""
    faults: list[FoundFault] = []
    with open_binary(path) as stream:
        try:
            for piece in scan(mended_text(stream, os.fspath(path), XML_FAULTS, faults.append)):
                if faults or piece.kind == "broken":
                    break
                yield piece
            else:
                if not faults:
                    return
        except EntityDeclared as error:
            raise InputError(
                f"declares the entity {error}, which it has no need of", path=path, line=error.line
            ) from None
    line = faults[0].line if faults else piece.node.line if piece.node else 1
    what = faults[0].mended.message if faults else f"the XML is broken ({piece.problem})"
    raise InputError(f"the memory is damaged: {what}", path=path, line=line, advice="mend it first: align repair")


def compare(
    path: str | os.PathLike[str], pairs: Iterable[Pair], choice: Variants = FIRST
) -> tuple[MemoryProfile, Plan]:
    """Read the memory once: its codes and source language, and which of its units have the texts of new pairs."""
    profile, plan, number, source_told = MemoryProfile(choice), None, 0, False
    for piece in sound_pieces(path):
        node = piece.node
        profile.has_end = profile.has_end or piece.kind == "end"
        if node is None:
            continue
        if piece.kind == "root" and node.tag not in ("tmx", "body"):
            raise InputError(f"is no TMX: the outermost element is <{node.tag}>", path=path, line=node.line)
        if piece.kind == "header":
            profile.tool = node.attributes.get("creationtool", "")
            source = side_of_tag(node.attributes.get("srclang", ""))
            if source:
                profile.source, source_told = source, True
        elif piece.kind == "unit":
            if plan is None:
                # A header that names no source language leaves it to the first unit.
                profile.source = profile.source if source_told else _first_language(node) or profile.source
                plan = Plan(profile.source)
                plan.add(pairs)
            _match(node, number, profile, plan)
            number += 1
    if plan is None:
        plan = Plan(profile.source)
        plan.add(pairs)
    return profile, plan


def _first_language(unit: Node) -> Language | None:
    return next((side_of_tag(code_of(variant)) for variant in unit.all("tuv")), None)


def _match(unit: Node, number: int, profile: MemoryProfile, plan: Plan) -> None:
    """Tell the plan of a unit, and the profile of its codes."""
    sides = sides_of(unit, profile.choice)
    for language, variant in sides.items():
        profile.codes.setdefault(language, code_of(variant))
    if len(sides) == 2:
        plan.match_unit(memory_unit(unit, number, profile.tool, sides))


def memory_unit(unit: Node, number: int, tool: str, sides: Mapping[Language, Node]) -> MemoryUnit:
    """What a unit with both languages, on its two ``sides``, holds. A person changed it since duiqi made it, or
    approved of it, when it or another program says so, or its id, which is a digest of its texts and its document, is
    no longer theirs."""
    zh, en = text_of(sides["zh"]), text_of(sides["en"])
    id, document = unit.attributes.get("tuid", ""), property_of(unit, "x-document")
    if not made_by_duiqi(unit, tool) or not OWN_ID.fullmatch(id):
        return MemoryUnit(number, zh, en)
    told = _has_author(unit)
    now = unit_id(Pair(zh, en, 1.0, Bead(range(0), range(0), 1.0), document=document))
    told = told or property_of(unit, "x-checked") in ("approved", "edited")
    numbers, score = property_of(unit, "x-ids"), score_of(unit, tool)
    return MemoryUnit(number, zh, en, document, id, numbers, score, edited=told or id != now, now=now)


def _has_author(unit: Node) -> bool:
    """Whether a person, or another program, says that it made or changed the unit. Where duiqi writes the author of
    what it makes, it names itself beside."""
    if "creationid" in unit.attributes and unit.attributes.get("creationtool") != "duiqi":
        return True
    texts = unit.all("tuv")
    return "changeid" in unit.attributes or any({"changeid", "creationid"} & text.attributes.keys() for text in texts)


def write_memory(writing: Writing, plan: Plan, before: os.stat_result) -> None:
    """The memory with the changes, in the old one's place unless that has changed meanwhile."""
    path = writing.path
    with atomic_write(path) as target:
        write_parts(target, path, parts(writing, plan))
        target.flush()
        os.fsync(target.fileno())
        now = Path(path).stat()
        if (now.st_mtime_ns, now.st_size, now.st_ino) != (before.st_mtime_ns, before.st_size, before.st_ino):
            raise InputError("was changed by another program meanwhile", path=path, advice="try again")


def write_parts(target: BinaryIO, path: str | os.PathLike[str], content: Iterable[bytes]) -> None:
    """Write ``content`` to the open ``target``, gzipped when that is to be at ``path`` with ``.gz`` at its end."""
    if check_written(path):
        with gzip.GzipFile(filename="", mode="wb", fileobj=target, mtime=0) as packed:
            packed.writelines(content)
    else:
        target.writelines(content)


def parts(writing: Writing, plan: Plan) -> Iterator[bytes]:
    """The updated memory. That it is sound is known from the first reading, so it is only cut into pieces here; each
    change is told as it comes."""
    number, first, path, labels = 0, True, writing.path, writing.labels
    with open_binary(path) as stream:
        for piece in scan(plain_text(stream, os.fspath(path)), trees=False):
            if first and piece.raw:
                # Whatever the encoding was, what is written is UTF-8.
                yield as_utf8(piece.raw)
                first = False
            elif piece.kind == "unit":
                yield _unit(piece, number, plan, writing)
                number += 1
            elif piece.kind == "end":
                for pair in plan.pairs("add"):
                    unit = tmx_unit(pair, labels)
                    writing.tell(Change("added", new=(pair.zh, pair.en)))
                    # In another program's memory our units say whose they are.
                    own = writing.tool == "duiqi" or bool(labels.author)
                    yield (unit if own else unit.replace("<tu ", '<tu creationtool="duiqi" ', 1)).encode("utf-8")
            elif piece.kind == "broken":
                raise InputError("was changed by another program meanwhile", path=path, advice="try again")
            else:
                yield piece.raw


def _unit(piece: TmxPiece, number: int, plan: Plan, writing: Writing) -> bytes:
    """A unit as it stands, changed, or nothing where it goes."""
    pair = plan.replacement(number)
    if pair is None and not plan.is_pruned(number):
        return piece.raw
    piece = with_tree(piece)
    assert piece.node is not None
    sides = sides_of(piece.node, writing.choice)
    old = memory_unit(piece.node, number, writing.tool, sides)
    if pair is None:
        writing.tell(Change("removed", old=(old.zh, old.en), document=old.document))
        return b""
    writing.tell(Change("replaced", old=(old.zh, old.en), new=(pair.zh, pair.en)))
    return replaced(piece, pair, writing.labels, sides, own=bool(old.id))


def as_utf8(start: bytes) -> bytes:
    """The beginning of a file, which says that what follows is UTF-8 whatever it was in before."""
    return _ENCODING.sub(_utf8, start)


def _utf8(match: re.Match[bytes]) -> bytes:
    return match[0] if match[2].lower() == b"utf-8" else match[1] + b'"UTF-8"'
