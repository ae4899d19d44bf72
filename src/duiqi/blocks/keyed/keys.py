"""Texts that belong together by their keys: names of messages, as programs ask for them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from duiqi.errors import InputError
from duiqi.model import Document, Hint

Key = tuple[str, int]
# Keys that also say how many texts there are hold only where both documents have the same ones.
COUNTED = re.compile(r" of \d+\Z")


def rows_by_key(zh: Document, en: Document) -> list[tuple[list[int], list[int]]] | None:
    """The numbers of the hints of both documents that have a key in common, a row a key; None where some have none.

    Rows are in the order of the Chinese document; a key that only the English one has stands behind that before it
    there. A key that a file has several times is paired the first with the first, and so on. None too where all keys
    say how many texts there are, and the documents do not have the same. Raises InputError when no key is in both
    documents: what they hold would be paired by chance.
    """
    keys = [_keys(document.hints) for document in (zh, en)]
    if keys[0] is None or keys[1] is None:
        return None
    zh_at, en_at = ({key: number for number, key in enumerate(side)} for side in (keys[0], keys[1]))
    if zh_at.keys() != en_at.keys() and all(COUNTED.search(key) for key, _ in (*zh_at, *en_at)):
        return None
    if not zh_at.keys() & en_at.keys():
        raise InputError(
            f"none of its keys, such as {keys[1][0][0]}, is in {zh.source}",
            path=en.source,
            advice="check that both are translations of one file",
        )
    before: list[Key] = []
    follow: dict[Key | None, list[Key]] = {}
    for key in keys[1]:
        if key in zh_at:
            before = [key]
        else:
            follow.setdefault(before[0] if before else None, []).append(key)
    rows: list[tuple[list[int], list[int]]] = [([], [en_at[key]]) for key in follow.get(None, [])]
    for key in keys[0]:
        rows.append(([zh_at[key]], [en_at[key]] if key in en_at else []))
        rows += [([], [en_at[lone]]) for lone in follow.get(key, [])]
    return rows


def _keys(hints: Sequence[Hint]) -> list[Key] | None:
    """The key of each hint and how often it stood before; None where one has no key."""
    seen = Counter[str]()
    keys = []
    for hint in hints:
        if not hint.key:
            return None
        keys.append((hint.key, seen[hint.key]))
        seen[hint.key] += 1
    return keys or None
