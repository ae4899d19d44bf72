"""Pairs of sentences joined into longer ones, of which the true cut is known: what the clause weights are fitted on.

Neighbouring one-to-one beads of the gold, and neighbouring pairs of TICO-19, are joined by other marks than they had,
on each side by chance; some in another order, or without a mark, so that nothing may be cut there.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.weights.texts import read_texts
from duiqi.aligner.clauses.parts import Cuttable, Part, cuttable
from duiqi.export import iter_pairs
from duiqi.model import Language

Pairs = Sequence[tuple[str, str]]

GOLD = ("aca", "macdev", "wmt22-enzh-resplit")
# How a Chinese and an English sentence are joined to the next, and how often; "sentence" leaves both as they are.
ZH_JOINTS = {"sentence": 40, "，": 38, "；": 14, "、": 1, "——": 2, "": 5}
EN_JOINTS = {"sentence": 48, ", and": 10, ",": 14, ";": 14, " and": 8, " –": 3, "": 3}
# How many pairs are joined, and the share of those of which the English is in another order.
SIZES, REORDERED = (1, 2, 2, 2, 3, 3, 4), 0.04
ZH_END = re.compile(r"[。！？!?.．；;，,]+(?P<close>[」』”’）)》\"']*)\Z")
EN_END = re.compile(r"[.!?;,]+(?P<close>[\"'”’)]*)\Z")
KEEP_CAPITAL = re.compile(r"(?:I\b|I['’]|[A-Z]{2}|[A-Z][a-z]+ [A-Z]|[A-Z]\.)")
# Words that open sentences and are no names: the others keep their capital.
OPENERS = frozenset(
    re.findall(
        r"\w+",
        "the a an this that these those he she it we you they there in on at for "
        "to with by from as if when while and but or so his her its our your their "
        "what who how why where all some many most no not one two after before since because although "
        "however then now here let my more do please can is are was were ",
    )
)


@dataclass(frozen=True, slots=True)
class Joined:
    """A bead of joined pairs. ``true`` are the cuts between them that must be made, ``free`` those inside the pairs, of
    which nothing is known; all others are wrong."""

    bead: Cuttable
    true: frozenset[tuple[int, int]]
    free: frozenset[tuple[int, int]]
    group: str


def documents(shared: Path) -> Iterator[tuple[str, Pairs]]:
    """Runs of one-to-one pairs that follow each other, by the document that they are from."""
    for name in GOLD:
        for text in read_texts(shared / "gold" / name):
            run: list[tuple[str, str]] = []
            for i, j, a, b in text.beads:
                if a == b == 1:
                    run.append((text.zh[i], text.en[j]))
                elif run:
                    yield text.document, run
                    run = []
            if run:
                yield text.document, run
    tico = [(p.zh.strip(), p.en.strip()) for p in iter_pairs(shared / "train" / "tico19.en-zh.tmx")]
    for at in range(0, len(tico), 100):
        yield f"tico19/{at // 1000}", tico[at : at + 100]


def joined_texts(shared: Path, seed: int) -> list[Joined]:
    """All of them, joined once."""
    rng = random.Random(seed)
    found = []
    for name, run in documents(shared):
        at = 0
        while at < len(run):
            size = rng.choice(SIZES)
            pairs = [pair for pair in run[at : at + size] if all(pair)]
            at += size
            if pairs and (item := _joined(pairs, rng, name)):
                found.append(item)
    return found


def _joined(pairs: Pairs, rng: random.Random, group: str) -> Joined | None:
    order = list(range(len(pairs)))
    if len(pairs) > 1 and rng.random() < REORDERED:
        order = order[1:] + order[:1]
    zh, zh_ends = _side([zh for zh, _ in pairs], rng, "zh")
    en, en_ends = _side([pairs[k][1] for k in order], rng, "en")
    bead = cuttable(zh, en)
    zh_at = _borders(bead.zh, zh, zh_ends)
    en_at = _borders(bead.en, en, en_ends)
    if order != sorted(order):
        inner: frozenset[tuple[int, int]] = frozenset()  # what is inside a pair stands beside another now
        return Joined(bead, frozenset(), inner, group) if bead.cuts else None
    true = {(i, j) for i, j in zip(zh_at, en_at, strict=True) if i is not None and j is not None}
    true &= set(bead.cuts)
    free = {
        (i, j) for i, j in bead.cuts if _inside(zh_ends, bead.zh, zh, i) == _inside(en_ends, bead.en, en, j) is not None
    }
    return Joined(bead, frozenset(true), frozenset(free), group) if bead.cuts else None


def _side(texts: Sequence[str], rng: random.Random, language: Language) -> tuple[list[str], list[int]]:
    """The sentences that the texts make when joined, and where each text but the last ends in them laid end to end."""
    joints = ZH_JOINTS if language == "zh" else EN_JOINTS
    end = ZH_END if language == "zh" else EN_END
    sentences: list[tuple[str, bool]] = []
    ends: list[int] = []
    total = 0
    for k, text in enumerate(texts):
        joint = rng.choices(list(joints), list(joints.values()))[0] if k + 1 < len(texts) else "sentence"
        if joint != "sentence" and ((match := end.search(text)) and match["close"]):
            joint = "sentence"  # a quotation or bracket closes: its mark belongs there
        open_before = bool(sentences) and sentences[-1][1]
        if open_before and language == "en" and not KEEP_CAPITAL.match(text):
            first = re.match(r"\w+", text)
            if first and first[0].lower() in OPENERS:
                text = text[0].lower() + text[1:]
        if joint != "sentence":
            text = end.sub("", text) + joint
        if open_before:
            text = (" " if language == "en" else "") + text
            sentences[-1] = (sentences[-1][0] + text, joint != "sentence")
        else:
            sentences.append((text, joint != "sentence"))
        total += len(text)
        # " and" belongs to what follows
        ends.append(total - (4 if joint in (", and", " and") else 0))
    return [text for text, _ in sentences], ends[:-1]


def _offsets(parts: Sequence[Part], sentences: Sequence[str]) -> list[int]:
    """Where each part ends in the sentences laid end to end, the space behind it not counted."""
    starts = [0]
    for text in sentences:
        starts.append(starts[-1] + len(text))
    return [starts[part.sentence] + part.start + len(part.text) for part in parts]


def _borders(parts: Sequence[Part], sentences: Sequence[str], ends: Sequence[int]) -> list[int | None]:
    """The number of parts before each end; None where no part ends."""
    at = {offset: k + 1 for k, offset in enumerate(_offsets(parts, sentences))}
    return [at.get(end) for end in ends]


def _inside(ends: Sequence[int], parts: Sequence[Part], sentences: Sequence[str], border: int) -> int | None:
    """In which of the joined texts the border lies; None for one between two."""
    offset = _offsets(parts, sentences)[border - 1]
    return None if offset in ends else sum(end < offset for end in ends)
