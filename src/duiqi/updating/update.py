"""A TMX memory brought up to date: what is already there is skipped, what changed is replaced or kept by rule.

The memory is read twice, once to see what it has and once to copy it. Units that do not change are copied byte for
byte, with whatever properties and elements other programs put there. The new file takes the old one's place at once.
"""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePath

from duiqi.checking.characters import mended_text, plain_text
from duiqi.checking.findings import Report
from duiqi.checking.languages import code_of, segment_of, variants
from duiqi.checking.scanning import EntityDeclared, Node, Piece, scan, with_tree
from duiqi.errors import InputError
from duiqi.export.files import atomic_write, open_binary
from duiqi.export.languages import language_of
from duiqi.export.saving import tmx_date, write
from duiqi.export.tmx_writer import tmx_unit
from duiqi.export.units import XML_ILLEGAL, Labels
from duiqi.model import Language, Pair
from duiqi.updating.plan import Changed, Plan
from duiqi.updating.replacing import replaced
from duiqi.variants import chinese_variant, count_variants

__all__ = ["Changed", "Updated", "update_memory"]

# Conflicts that the report tells in full; the number is of all of them.
TOLD = 1_000
# New pairs that are looked at for their script.
LOOK_AT = 1_000
_ENCODING = re.compile(rb"""(<\?xml[^>]*?encoding\s*=\s*)["']([^"']*)["']""")


@dataclass
class Updated:
    """What became of the new pairs: ``added``; ``replaced`` an older translation; ``skipped`` because they were there
    already (or came twice); ``conflicting`` with a translation that was kept. ``conflicts`` are the first thousand of
    the last kind. ``beside`` counts those of the added that stand beside another translation."""

    read: int = 0
    added: int = 0
    replaced: int = 0
    skipped: int = 0
    conflicting: int = 0
    beside: int = 0
    unusable: int = 0
    conflicts: list[Pair] = field(default_factory=list)


@dataclass
class _Memory:
    """What the first reading finds: language codes, which language is the source, the program that made it, and
    whether there is a place to add to."""

    codes: dict[Language, str] = field(default_factory=dict)
    source: Language = "zh"
    tool: str = ""
    has_end: bool = False


def update_memory(
    path: str | os.PathLike[str],
    pairs: Iterable[Pair],
    *,
    changed: Changed = "auto",
    created: datetime | str | None = None,
    zh_lang: str | None = None,
    en_lang: str | None = None,
    srclang: Language = "zh",
) -> Updated:
    """Add ``pairs`` to the TMX memory at ``path``, which is made when it is absent.

    The language codes are the memory's own; ``zh_lang``, ``en_lang`` and ``srclang`` are for a new one (the codes also
    override). ``changed`` says what happens to a unit that has the same source text and another translation. Doing it
    again changes nothing. Raises InputError for a memory that is damaged, or in the other Chinese script.
    """
    usable = _usable(pairs, unusable := Updated())
    if not os.path.exists(path):
        return _new(path, usable, unusable, created, zh_lang, en_lang, srclang)
    date = tmx_date(created)
    before = os.stat(path)
    memory, plan = _compare(path, usable)
    plan.decide(changed)
    if plan.changes:
        if not memory.has_end:
            raise InputError("has no <body>…</body> to add to", path=path, advice="mend it first: align repair")
        zh_code, en_code = zh_lang or memory.codes.get("zh"), en_lang or memory.codes.get("en", "en")
        if zh_code is None:
            zh_code = chinese_variant(pair.zh for pair, _ in zip(plan.pairs("add"), range(LOOK_AT), strict=False))
        elif zh_lang is None:
            _check_script(plan, zh_code, path)
        labels = Labels(zh_code, en_code, memory.source, created=date)
        _write(path, plan, labels, memory.tool == "duiqi", before)
    counts = plan.counts
    conflicts = [pair for pair, _ in zip(plan.pairs("conflict"), range(TOLD), strict=False)]
    return Updated(
        counts["read"], counts["added"], counts["replaced"], counts["skipped"], counts["conflicting"],
        counts["beside another"], unusable.unusable, conflicts,
    )  # fmt: skip


def _usable(pairs: Iterable[Pair], counts: Updated) -> Iterator[Pair]:
    """Pairs with text on both sides, free of what XML cannot hold."""
    for pair in pairs:
        zh, en = XML_ILLEGAL.sub("", pair.zh), XML_ILLEGAL.sub("", pair.en)
        if not zh.strip() or not en.strip():
            counts.unusable += 1
        elif (zh, en) == (pair.zh, pair.en):
            yield pair
        else:
            yield replace(pair, zh=zh, en=en)


def _new(
    path: str | os.PathLike[str],
    pairs: Iterable[Pair],
    result: Updated,
    created: datetime | str | None,
    zh_lang: str | None,
    en_lang: str | None,
    srclang: Language,
) -> Updated:
    plan = Plan(srclang)
    plan.add(pairs)
    plan.decide("add")
    write(plan.pairs("add"), path, format="tmx", created=created, zh_lang=zh_lang, en_lang=en_lang, srclang=srclang)
    return Updated(plan.counts["read"], plan.counts["added"], 0, plan.counts["skipped"], unusable=result.unusable)


def _pieces(path: str | os.PathLike[str]) -> Iterator[Piece]:
    """The pieces of a sound memory. Raises InputError for one that would have to be mended first."""
    report = Report()
    with open_binary(path) as stream:
        try:
            for piece in scan(mended_text(stream, os.fspath(path), report)):
                if report.findings or piece.kind == "broken":
                    break
                yield piece
            else:
                if not report.findings:
                    return
        except EntityDeclared as error:
            raise InputError(f"declares the entity {error}, which it has no need of", path=path) from None
    line = report.findings[0].line if report.findings else piece.node.line if piece.node else 1
    what = report.findings[0].message if report.findings else f"the XML is broken ({piece.problem})"
    raise InputError(f"the memory is damaged: {what}", path=path, line=line, advice="mend it first: align repair")


def _compare(path: str | os.PathLike[str], pairs: Iterable[Pair]) -> tuple[_Memory, Plan]:
    """Read the memory once: its codes and source language, and which of its units the new pairs meet."""
    memory, plan, number, told = _Memory(), None, 0, False
    for piece in _pieces(path):
        node = piece.node
        if piece.kind == "root" and node and node.tag not in ("tmx", "body"):
            raise InputError(f"is no TMX: the outermost element is <{node.tag}>", path=path, line=node.line)
        if piece.kind == "header" and node:
            source = language_of(node.attributes.get("srclang", ""))
            memory.tool = node.attributes.get("creationtool", "")
            if source:
                memory.source, told = source, True
        elif piece.kind == "unit" and node:
            both = variants(node)
            first = next((language_of(code_of(variant)) for variant in node.all("tuv")), None)
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


def _check_script(plan: Plan, code: str, path: str | os.PathLike[str]) -> None:
    simplified = traditional = 0
    for pair, _ in zip(plan.pairs("add"), range(LOOK_AT), strict=False):
        s, t = count_variants(pair.zh)
        simplified, traditional = simplified + s, traditional + t
    subtags = re.split("[-_]", code.lower())[1:]
    wrong = ""
    if traditional > simplified and any(tag in ("cn", "sg", "hans") for tag in subtags):
        wrong = "Traditional"
    elif simplified > traditional and any(tag in ("tw", "hk", "mo", "hant") for tag in subtags):
        wrong = "Simplified"
    if wrong:
        raise InputError(
            f"the memory is in {code}, but the new text is in {wrong} characters",
            path=path,
            advice="keep a memory for each script, or set the code of the new units with --zh-lang",
        )


def _write(path: str | os.PathLike[str], plan: Plan, labels: Labels, own: bool, before: os.stat_result) -> None:
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
