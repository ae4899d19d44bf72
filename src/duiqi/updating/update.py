"""A TMX memory brought up to date: what is already there is skipped, what changed is replaced or kept by rule.

The memory is read twice, once to see what it has and once to copy it. Units that do not change are copied byte for
byte, with whatever properties and elements other programs put there. The new file takes the old one's place at once.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from duiqi.errors import InputError
from duiqi.export.writing import WriteOptions, tmx_date, write
from duiqi.model import Language, Pair
from duiqi.pairs.fields import Labels
from duiqi.text.script import chinese_variant, count_scripts, other_script, script_of_code
from duiqi.updating.file import compare, write_memory
from duiqi.updating.plan import Changed, Plan

__all__ = ["Changed", "MemoryLanguages", "Updated", "update_memory"]

# Conflicts that the report tells in full; the number is of all of them.
TOLD = 1_000
# New pairs that are looked at for their script.
LOOK_AT = 1_000


@dataclass
class Updated:
    """What became of the new pairs: ``added``; ``replaced`` an older translation; ``skipped`` because they were there
    already (or came twice); ``conflicting`` with a translation that was kept. ``conflicts`` are the first thousand of
    the last kind. ``beside`` counts those of the added that stand beside another translation; ``other_script`` those
    that were left out because the memory, whose Chinese has the code ``zh_lang``, is in the other script."""

    read: int = 0
    added: int = 0
    replaced: int = 0
    skipped: int = 0
    conflicting: int = 0
    beside: int = 0
    unusable: int = 0
    other_script: int = 0
    zh_lang: str = ""
    conflicts: list[Pair] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MemoryLanguages:
    """Codes for Chinese and English in new units, by default the memory's own, and the source language of a memory that
    is made."""

    zh_lang: str | None = None
    en_lang: str | None = None
    srclang: Language = "zh"


def update_memory(
    path: str | os.PathLike[str],
    pairs: Iterable[Pair],
    *,
    changed: Changed = "auto",
    created: datetime | str | None = None,
    languages: MemoryLanguages | None = None,
) -> Updated:
    """Add ``pairs`` to the TMX memory at ``path``, which is made when it is absent.

    ``changed`` says what happens to a unit that has the same source text and another translation; ``created`` is the
    date of new units. Doing it again changes nothing. Raises InputError for a memory that is damaged, or in the other
    Chinese script.
    """
    languages = languages or MemoryLanguages()
    if not os.path.exists(path):
        return _new(path, pairs, created, languages)
    date = tmx_date(created)
    before = os.stat(path)
    profile, plan = compare(path, pairs)
    plan.decide(changed)
    zh_code = languages.zh_lang or profile.codes.get("zh") or _code(plan)
    en_code = languages.en_lang or profile.codes.get("en", "en")
    if plan.changes and languages.zh_lang is None:
        _check_script(plan, zh_code, path)
    if plan.changes:
        if not profile.has_end:
            raise InputError("has no <body>…</body> to add to", path=path, advice="mend it first: align repair")
        labels = Labels(zh_code, en_code, profile.source, created=date)
        write_memory(path, plan, labels, profile.tool == "duiqi", before)
    return _result(plan, zh_code)


def _result(plan: Plan, zh_code: str) -> Updated:
    counts = plan.counts
    return Updated(
        read=counts["read"],
        added=counts["added"],
        replaced=counts["replaced"],
        skipped=counts["skipped"],
        conflicting=counts["conflicting"],
        beside=counts["beside another"],
        unusable=counts["unusable"],
        other_script=counts["other script"],
        zh_lang=zh_code,
        conflicts=[pair for pair, _ in zip(plan.pairs("conflict"), range(TOLD), strict=False)],
    )


def _code(plan: Plan) -> str:
    """The code of the new pairs' Chinese, by its script."""
    return chinese_variant(pair.zh for pair, _ in zip(plan.pairs("add"), range(LOOK_AT), strict=False))


def _new(
    path: str | os.PathLike[str], pairs: Iterable[Pair], created: datetime | str | None, languages: MemoryLanguages
) -> Updated:
    plan = Plan(languages.srclang)
    plan.add(pairs)
    plan.decide("add")
    zh_code = languages.zh_lang or _code(plan)
    if plan.changes and languages.zh_lang is None:
        _check_script(plan, zh_code, path)
    options = WriteOptions(
        format="tmx",
        created=created,
        zh_lang=zh_code,
        en_lang=languages.en_lang,
        srclang=languages.srclang,
    )
    write(plan.pairs("add"), path, options)
    return _result(plan, zh_code)


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
