"""A TMX memory brought up to date: what is already there is skipped, what changed is replaced or kept by rule.

The memory is read twice, once to see what it has and once to copy it. Units that do not change are copied byte for
byte, with whatever properties and elements other programs put there. The new file takes the old one's place at once.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from duiqi.errors import InputError
from duiqi.export import WriteOptions, tmx_date, write
from duiqi.language_codes import checked_code
from duiqi.model import Language, Pair
from duiqi.pairs.fields import Labels
from duiqi.text.script import chinese_variant, count_scripts, other_script, script_of_code
from duiqi.tmx import variants_of
from duiqi.updating.deciding import Changed
from duiqi.updating.file import Change, Writing, compare, parts, write_memory
from duiqi.updating.plan import Plan
from duiqi.updating.record import Record, locked_record, read_record

# Changes, conflicts and deletions that the result names; the numbers are of all of them.
TOLD = 1_000
# New pairs that are looked at for their script.
LOOK_AT = 1_000


@dataclass
class Updated:
    """What became of the new pairs: ``added``; ``replaced`` an older translation; ``skipped`` because they were there
    already (or came twice); ``conflicting`` with what was kept: another translation, or a unit that a person has
    changed; ``deleted`` from the memory before, so not added again. ``removed`` counts units of documents that are
    gone. ``changes``, ``conflicts`` (each with what was kept in its place) and ``deletions`` are the first thousand of
    each. ``beside`` counts those of the added that stand beside another translation; ``other_script`` those that were
    left out because the memory, whose Chinese has the code ``zh_lang``, is in the other script."""

    read: int = 0
    added: int = 0
    replaced: int = 0
    skipped: int = 0
    conflicting: int = 0
    deleted: int = 0
    removed: int = 0
    beside: int = 0
    unusable: int = 0
    other_script: int = 0
    zh_lang: str = ""
    changes: list[Change] = field(default_factory=list)
    conflicts: list[Pair] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    deletions: list[Pair] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MemoryLanguages:
    """Codes for Chinese and English in new units, by default the memory's own (of several variants in a unit they
    choose, too), and the source language of a memory that is made; who makes new units, and properties of each. Raises
    ValueError for a code of another language."""

    zh_lang: str | None = None
    en_lang: str | None = None
    srclang: Language = "zh"
    author: str = ""
    props: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        checked_code("zh_lang", self.zh_lang, "zh")
        checked_code("en_lang", self.en_lang, "en")


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What an update does beside adding. ``restore``: what was deleted from the memory is added again. ``documents``:
    the names of all that there are; unchanged units of ours from others are removed. It is looked at once the pairs
    have been read. ``dry_run``: nothing is written. ``tell`` gets every change."""

    restore: bool = False
    documents: Set[str] | None = None
    dry_run: bool = False
    tell: Callable[[Change], None] | None = None


def update_memory(
    path: str | os.PathLike[str],
    pairs: Iterable[Pair],
    *,
    changed: Changed = "auto",
    created: datetime | str | None = None,
    languages: MemoryLanguages | None = None,
    upkeep: Upkeep | None = None,
) -> Updated:
    """Add ``pairs`` to the TMX memory at ``path``, which is made when it is absent.

    A pair that is ``rejected`` is taken out of the memory and not added later, unless another place has it too.
    ``changed`` says what happens to a unit that has the same source text and another translation; ``created`` is the
    date of new units. Doing it again changes nothing. What a person changed in the memory stays, and what was deleted
    from it is not added again: ``duiqi.updating.record`` tells how that is known. Of two updates at the same time the
    second waits. Raises InputError for a memory that is damaged, or in the other Chinese script.
    """
    upkeep = upkeep or Upkeep()
    request = _Request(path, changed, created, languages or MemoryLanguages(), upkeep)
    with (read_record if upkeep.dry_run else locked_record)(path) as record:
        return _update(request, pairs, record) if os.path.exists(path) else _new(request, pairs, record)


def remember_rejected(path: str | os.PathLike[str], pairs: Iterable[Pair]) -> None:
    """Note beside the memory at ``path``, which was written without them, the pairs that are ``rejected``, and the
    units that it has: to an update the pairs are as if a person had deleted them. Raises InputError when the record
    cannot be written."""
    with locked_record(path) as record:
        _, plan = compare(path, pairs, variants_of(os.fspath(path)))
        record.keep(plan.known_units())


@dataclass(frozen=True, slots=True)
class _Request:
    path: str | os.PathLike[str]
    changed: Changed
    created: datetime | str | None
    languages: MemoryLanguages
    upkeep: Upkeep


def _update(request: _Request, pairs: Iterable[Pair], record: Record) -> Updated:
    path, languages, upkeep = request.path, request.languages, request.upkeep
    date = tmx_date(request.created)
    before = os.stat(path)
    choice = variants_of(os.fspath(path), languages.zh_lang, languages.en_lang)
    profile, plan = compare(path, pairs, choice)
    plan.decide(request.changed, record, upkeep.restore)
    if upkeep.documents is not None:
        plan.prune(upkeep.documents)
    zh_code = languages.zh_lang or profile.codes.get("zh") or _code(plan)
    en_code = languages.en_lang or profile.codes.get("en", "en")
    if plan.changes and languages.zh_lang is None:
        _check_script(plan, zh_code, path)
    changes: list[Change] = []
    if plan.changes:
        if not profile.has_end:
            raise InputError("has no <body>…</body> to add to", path=path, advice="mend it first: align repair")
        labels = Labels(zh_code, en_code, profile.source, "", date, languages.author, languages.props)
        writing = Writing(path, labels, profile.tool, _telling(changes, upkeep.tell), choice)
        if upkeep.dry_run:
            for _ in parts(writing, plan):
                pass
        else:
            record.forget(plan.given_up())
            write_memory(writing, plan, before)
    if not upkeep.dry_run:
        record.keep(plan.known_units())
    return _result(plan, zh_code, changes)


def _telling(changes: list[Change], tell: Callable[[Change], None] | None) -> Callable[[Change], None]:
    """What notes the first changes, and tells each."""

    def note(change: Change) -> None:
        if len(changes) < TOLD:
            changes.append(change)
        if tell is not None:
            tell(change)

    return note


def _result(plan: Plan, zh_code: str, changes: list[Change]) -> Updated:
    counts = plan.counts
    return Updated(
        read=counts["read"],
        added=counts["added"],
        replaced=counts["replaced"],
        skipped=counts["skipped"],
        conflicting=counts["conflict"],
        deleted=counts["deleted"],
        removed=counts["pruned"],
        beside=counts["beside another"],
        unusable=counts["unusable"],
        other_script=counts["other script"],
        zh_lang=zh_code,
        changes=changes,
        conflicts=list(islice(plan.pairs("conflict"), TOLD)),
        kept=list(islice(plan.kept_texts(), TOLD)),
        deletions=list(islice(plan.pairs("deleted"), TOLD)),
    )


def _code(plan: Plan) -> str:
    """The code of the new pairs' Chinese, by its script."""
    return chinese_variant(pair.zh for pair, _ in zip(plan.pairs("add"), range(LOOK_AT), strict=False))


def _new(request: _Request, pairs: Iterable[Pair], record: Record) -> Updated:
    path, languages, upkeep = request.path, request.languages, request.upkeep
    plan = Plan(languages.srclang)
    plan.add(pairs)
    plan.decide("add")
    zh_code = languages.zh_lang or _code(plan)
    if plan.changes and languages.zh_lang is None:
        _check_script(plan, zh_code, path)
    options = WriteOptions(
        format="tmx",
        created=request.created,
        zh_lang=zh_code,
        en_lang=languages.en_lang,
        srclang=languages.srclang,
        author=languages.author,
        props=languages.props,
    )
    changes: list[Change] = []
    note = _telling(changes, upkeep.tell)
    for pair in plan.pairs("add"):
        note(Change("added", new=(pair.zh, pair.en)))
    if not upkeep.dry_run:
        write(plan.pairs("add"), path, options)
        record.keep(plan.known_units())
    return _result(plan, zh_code, changes)


def _check_script(plan: Plan, code: str, path: str | os.PathLike[str]) -> None:
    """Leave out the pairs, and whole documents, in the script that ``code`` is not for. Raises InputError when that is
    all of the text, and nothing of it was there before."""
    script = script_of_code(code)
    if not script:
        return
    counts: dict[str, Counter[str]] = {}
    for pair in plan.to_write():
        simplified, traditional = count_scripts(pair.zh)
        counts.setdefault(pair.document, Counter()).update(Simplified=simplified, Traditional=traditional)
    other = "Traditional" if script == "Simplified" else "Simplified"
    wrong = {document for document, count in counts.items() if count[other] > count[script]}
    if len(wrong) == len(counts) and not plan.counts["skipped"]:
        raise InputError(
            f"the memory is in {code}, but the new text is in {other} characters",
            path=path,
            advice="keep a memory for each script, or set the code of the new units with --zh-lang",
        )
    plan.leave_out("other script", lambda pair: pair.document in wrong or bool(other_script(pair.zh, code)))
