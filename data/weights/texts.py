"""Gold documents, as read and as varied for training: cut short, with sentences missing, foreign or joined."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from duiqi.aligner.fitting.texts import Span, Text, tiling
from duiqi.evaluation import read_gold


def digest(folder: Path) -> str:
    """Digest of the names and bytes of a folder's files."""
    hasher = hashlib.blake2b(digest_size=8)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            hasher.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return hasher.hexdigest()


def read_texts(folder: Path) -> list[Text]:
    """The texts of a gold folder. Beads that cross (macdev/006 has two) are merged into one."""
    return [
        Text(f"{folder.name}/{d.name}", tuple(d.zh), tuple(d.en), tiling(d.beads, len(d.zh), len(d.en)))
        for d in read_gold(folder)
    ]


def _rebuilt(text: Text, units: Sequence[tuple[Sequence[str], Sequence[str]]]) -> Text:
    zh: list[str] = []
    en: list[str] = []
    beads: list[Span] = []
    for left, right in units:
        if left and right:
            beads.append((len(zh), len(en), len(left), len(right)))
        else:
            beads += [(len(zh) + k, len(en), 1, 0) for k in range(len(left))]
            beads += [(len(zh), len(en) + k, 0, 1) for k in range(len(right))]
        zh += left
        en += right
    return replace(text, zh=tuple(zh), en=tuple(en), beads=tuple(beads))


def _units(text: Text) -> list[tuple[list[str], list[str]]]:
    return [(list(text.zh[i : i + n_zh]), list(text.en[j : j + n_en])) for i, j, n_zh, n_en in text.beads]


def damaged(text: Text, strangers: Sequence[Text], rng: random.Random) -> Text:
    """A copy with units missing, replaced and added on both sides.

    On each side 3–10% of the units are missing, half of them singly and half in runs of 2–25; in 2% one side (of either
    language) is replaced by a foreign sentence; foreign runs of 1–5 sentences, .75% of the units, are added.
    """
    units = _units(text)
    for side in range(2):
        for at in _missing(len(units), rng.uniform(0.03, 0.10), rng):
            if units[at][1 - side]:
                units[at] = ([], units[at][1]) if side == 0 else (units[at][0], [])
    replaced = rng.sample(range(len(units)), k=int(len(units) * 0.02))
    for at in sorted(replaced, reverse=True):
        side = rng.randrange(2)
        if all(units[at]):
            own = ([], units[at][1]) if side == 0 else (units[at][0], [])
            units[at : at + 1] = [_foreign(strangers, side, 1, rng), own]
    for side in range(2):
        for _ in range(max(1, int(len(units) * 0.0075))):
            units.insert(rng.randrange(len(units) + 1), _foreign(strangers, side, rng.randint(1, 5), rng))
    return _rebuilt(text, units)


def _missing(units: int, share: float, rng: random.Random) -> set[int]:
    gone: set[int] = set()
    while len(gone) < units * share:
        at = rng.randrange(units)
        length = rng.randint(2, 25) if rng.random() < 1 / 14 else 1  # one draw in fourteen, yet half of the units
        gone.update(range(at, min(at + length, units)))
    return gone


def _foreign(strangers: Sequence[Text], side: int, length: int, rng: random.Random) -> tuple[list[str], list[str]]:
    other = rng.choice(strangers)
    source = other.zh if side == 0 else other.en
    start = rng.randrange(len(source))
    lines = list(source[start : start + length])
    return (lines, []) if side == 0 else ([], lines)


def unrelated(text: Text, stranger: Text, sizes: Sequence[int], rng: random.Random) -> Text:
    """A few Chinese sentences of one text beside a few English ones of another: nothing belongs together."""
    n, m = rng.choice(sizes), rng.choice(sizes)
    i, j = rng.randrange(len(text.zh)), rng.randrange(len(stranger.en))
    return _rebuilt(text, [(list(text.zh[i : i + n]), []), ([], list(stranger.en[j : j + m]))])


def cut_short(text: Text, share: float, rng: random.Random) -> Text:
    """A copy in which each bead loses its Chinese side with probability ``share``, and as likely its English one."""
    units = []
    for zh, en in _units(text):
        lost = int(rng.random() / share) if zh and en else 2
        units.append(([], en) if lost == 0 else (zh, []) if lost == 1 else (zh, en))
    return _rebuilt(text, units)


def rejoined(text: Text, rng: random.Random) -> Text:
    """A copy in which some neighbouring sentences inside one side are joined, so that beads change their type."""
    units = []
    for zh, en in _units(text):
        if len(zh) > 1 and en and rng.random() < 0.5:
            zh = ["".join(zh)]
        elif len(en) > 1 and zh and rng.random() < 0.3:
            en = [" ".join(en)]
        units.append((zh, en))
    return _rebuilt(text, units)


def pieces(text: Text, sizes: Sequence[int], rng: random.Random) -> Iterator[Text]:
    """The text cut into pieces of about a random one of ``sizes`` sentences."""
    units = _units(text)
    while units:
        size = rng.choice(sizes)
        yield _rebuilt(text, units[:size])
        units = units[size:]
