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
    """The numbers of the hints of both documents that have a key in common, a row a key; None where neither has
    any.

    Rows are in the order of the Chinese document; a key that only the English one has stands behind that before it
    there. A key that a file has several times is paired the first with the first, and so on. Texts without a
    key are a row with those of the other document behind the same key. None too where all keys say how many there are,
    or some texts have none, and the documents do not have the same keys. Raises InputError when no key is in both
    documents, of which all texts have one: what they hold would be paired by chance.
    """
    keys = [_keys(document.hints) for document in (zh, en)]
    zh_at, en_at = ({key: number for number, key in enumerate(side) if key} for side in keys)
    if not zh_at or not en_at:
        return None
    if len(zh_at) < len(keys[0]) or len(en_at) < len(keys[1]):
        return _rows_between(keys) if zh_at.keys() == en_at.keys() else None
    if zh_at.keys() != en_at.keys() and all(COUNTED.search(key) for key, _ in (*zh_at, *en_at)):
        return None
    if not zh_at.keys() & en_at.keys():
        raise InputError(
            f"none of its keys, such as {next(iter(en_at))[0]}, is in {zh.source}",
            path=en.source,
            advice="check that both are translations of one file",
        )
    before: list[Key] = []
    follow: dict[Key | None, list[Key]] = {}
    for key in en_at:
        if key in zh_at:
            before = [key]
        else:
            follow.setdefault(before[0] if before else None, []).append(key)
    rows: list[tuple[list[int], list[int]]] = [([], [en_at[key]]) for key in follow.get(None, [])]
    for key in zh_at:
        rows.append(([zh_at[key]], [en_at[key]] if key in en_at else []))
        rows += [([], [en_at[lone]]) for lone in follow.get(key, [])]
    return rows


def _rows_between(keys: Sequence[Sequence[Key | None]]) -> list[tuple[list[int], list[int]]]:
    """A row for each key, which both documents have, and behind it one for the texts up to the next key."""
    behind: list[dict[Key | None, tuple[list[int], list[int]]]] = []
    for side in keys:
        found: dict[Key | None, tuple[list[int], list[int]]] = {None: ([], [])}
        last: Key | None = None
        for number, key in enumerate(side):
            last = key or last
            found.setdefault(last, ([], []))[0 if key else 1].append(number)
        behind.append(found)
    rows = [(behind[0][key][k], behind[1][key][k]) for key in behind[0] for k in (0, 1)]
    return [row for row in rows if any(row)]


def _keys(hints: Sequence[Hint]) -> list[Key | None]:
    """The key of each hint and how often it stood before; None for one without."""
    seen = Counter[str]()
    keys: list[Key | None] = []
    for hint in hints:
        keys.append((hint.key, seen[hint.key]) if hint.key else None)
        seen[hint.key] += 1
    return keys
