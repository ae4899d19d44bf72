"""Folders whose names tell nothing: how many documents ``--match content`` pairs, how many of them wrongly.

    python -m tests.benchmarks.matching SHARED [--sweep] [--many N [N ...]] [--out build/scale]

The development documents (gold sets, docs, the government report cut into parts of 30 units) lie in one folder; of a
third of them each language is taken away, so that a third has no partner and must stay alone. Three draws are summed.

* right: pairs of the documents that have a partner, as a share of those documents;
* wrong: pairs of documents that are no translations, as a share of all pairs.

With ``--many`` N documents a language are made, each of CUTS cuts of RUN units that follow one another, from all of
these texts; every number of two digits or more becomes another, the same one on both sides, WORDS words of the lexicon
come in with their translations, as each text has its own, and each language drops a tenth of the units. Of a third each
language is taken away. Told are the milliseconds of processors a document that reading its words, finding candidates
and aligning these take, how often the partner is among the candidates, recall and precision of the pairs, and the
memory; each N is a process of its own, ``--out`` leaves ``matching.json`` for
``scale_page``. Documents made so share units, and are harder for that.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path

import numpy as np

from duiqi.batch import by_content as matching
from duiqi.batch.by_content import Profile
from duiqi.evaluation import read_gold
from duiqi.words.lexicon import load_lexicon
from tests.benchmarks.scale_measured import write_part

SETS = ("aca", "macdev", "seed", "wmt22-enzh-resplit")
# Damaged or in the other script what another document has.
TWINS = ("seedlike-newyear-2021", "udhr-hant")
UNITS, DRAWS = 30, 3
# Cuts of a document that is made, units of each, the share of the units that a language drops, and words that come in,
# with what is held for a translation, of 255, for --many.
CUTS, RUN, DROPPED, WORDS, STRONG = 8, 3, 0.1, 5, 200
BEGINNINGS = (2_400, 4_800, 9_600)
LEAST, LEAST_SHORT = (0.15, 0.25, 0.35, 0.45, 0.55), (0.35, 0.6, 0.8, 0.9, 0.95)
Share = Callable[[Profile, Profile], float]


def texts(shared: Path) -> Iterator[tuple[str, str]]:
    """The Chinese and the English text of each document."""
    for name in SETS:
        for gold in read_gold(shared / "gold" / name):
            yield "\n".join(gold.zh), "\n".join(gold.en)
    for folder in _documents(shared):
        units = json.loads((folder / "gold.json").read_text("utf-8"))["units"]
        size = UNITS if folder.name.startswith("gov-") else len(units)
        for start in range(0, len(units), size):
            part = units[start : start + size]
            yield "\n".join(u["zh"] for u in part), "\n".join(u["en"] for u in part)


def units_of(shared: Path) -> Iterator[list[tuple[str, str]]]:
    """The units of each text, which are translations of each other: gold beads, and units of the documents. A sentence
    without a partner goes with what stands before it."""
    for name in SETS:
        for gold in read_gold(shared / "gold" / name):
            units: list[tuple[str, str]] = []
            for bead in gold.beads:
                zh, en = "".join(gold.zh[k] for k in bead[0]), " ".join(gold.en[k] for k in bead[1])
                if units and not (zh and en):
                    before = units.pop()
                    zh, en = before[0] + zh, f"{before[1]} {en}".rstrip()
                units.append((zh, en))
            yield units
    for folder in _documents(shared):
        yield [(unit["zh"], unit["en"]) for unit in json.loads((folder / "gold.json").read_text("utf-8"))["units"]]


def _documents(shared: Path) -> Iterator[Path]:
    for folder in sorted((shared / "docs").iterdir()):
        if folder.name not in TWINS and (folder / "gold.json").exists():
            yield folder


def measure(profiles: list[tuple[Profile, Profile]]) -> tuple[float, float]:
    """The shares right and wrong."""
    right = wrong = wanted = 0
    for draw in range(DRAWS):
        order = list(range(len(profiles)))
        random.Random(draw).shuffle(order)
        third = len(order) // 3
        zh, en = sorted(order[:-third]), sorted(order[third:])
        wanted += len(set(zh) & set(en))
        for found in matching.match([profiles[i][0] for i in zh], [profiles[j][1] for j in en]):
            same = zh[found.zh] == en[found.en]
            right, wrong = right + same, wrong + (not same)
    return right / wanted, wrong / max(right + wrong, 1)


def remembered(share: Share) -> Share:
    """``share`` with what it has found kept, so that a sweep aligns each two documents once."""
    known: dict[tuple[int, int], float] = {}

    def paired_share(zh: Profile, en: Profile) -> float:
        key = id(zh), id(en)
        if key not in known:
            known[key] = share(zh, en)
        return known[key]

    return paired_share


def made(texts: Sequence[list[tuple[str, str]]], number: int) -> Iterator[tuple[str, str]]:
    """So many documents, of cuts with other numbers."""
    starts = [(text, k) for text in texts for k in range(max(len(text) - RUN, 0) + 1)]
    draw, words = random.Random(number), _translated_words()
    for _ in range(number):
        units = [unit for text, k in draw.choices(starts, k=CUTS) for unit in text[k : k + RUN]]
        units = [_renumbered(unit, draw) for unit in units]
        for more in draw.choices(words, k=WORDS):
            k = draw.randrange(len(units))
            units[k] = (f"{units[k][0]}{more[0]}。", f"{units[k][1]} {more[1].capitalize()}.")
        zh, en = ([unit[side] for unit in units if draw.random() >= DROPPED] for side in (0, 1))
        yield "\n".join(zh), "\n".join(en)


def _translated_words() -> list[tuple[str, str]]:
    """Words of the lexicon, of two characters and more, each with its surest translation."""
    lexicon = load_lexicon()
    best = np.maximum.reduceat(lexicon.word_strengths, lexicon.word_indptr[:-1])
    found = []
    for k in np.flatnonzero(best >= STRONG).tolist():
        first, last = lexicon.word_indptr[k : k + 2].tolist()
        stem = lexicon.word_stems[first + int(lexicon.word_strengths[first:last].argmax())]
        if len(lexicon.words[k]) > 1:
            found.append((str(lexicon.words[k]), lexicon.stems[stem].decode()))
    return found


def _renumbered(unit: tuple[str, str], draw: random.Random) -> tuple[str, str]:
    """The unit with another number for each of its numbers."""
    others: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        least = 10 ** (len(match[0]) - 1)
        return others.setdefault(match[0], str(draw.randrange(least, least * 10)))

    zh, en = (re.sub(r"\d{2,}", other, side, flags=re.ASCII) for side in unit)
    return zh, en


def many(shared: Path, number: int) -> dict[str, float]:
    """Match so many documents a language; the figures."""
    kept = number - number // 3
    start = time.process_time()
    zh, en = [], []
    for k, (zh_text, en_text) in enumerate(made(list(units_of(shared)), number)):
        if k < kept:
            zh.append(matching.profile_of(zh_text, "zh"))
        if k >= number - kept:
            en.append(matching.profile_of(en_text, "en"))
    profiled = time.process_time()
    # Chinese document k is English document k - (number - kept), if that is there.
    shift = number - kept
    order = list(range(kept))
    random.Random(number).shuffle(order)
    placed = {document: place for place, document in enumerate(order)}
    en = [en[k] for k in order]
    found = sorted(matching._candidates(zh, en))
    among = sum(placed.get(i - shift) == j for _, i, j in found)
    searched = time.process_time()
    pairs = matching.chosen(found, zh, en)
    ended = time.process_time()
    right = sum(placed.get(pair.zh - shift) == pair.en for pair in pairs)
    partners = max(kept - shift, 1)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "documents": number,
        "profile_ms": (profiled - start) / number * 1000,
        "candidates_ms": (searched - profiled) / number * 1000,
        "align_ms": (ended - searched) / number * 1000,
        "among": among / partners,
        "recall": right / partners,
        "precision": right / max(len(pairs), 1),
        "memory": memory,
    }


def _each_apart(shared: Path, numbers: Sequence[int], out: Path | None) -> None:
    """Match each number of documents in a process of its own."""
    runs = []
    for number in numbers:
        command = [sys.executable, "-m", "tests.benchmarks.matching", str(shared), "--one", str(number)]
        runs.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
        print("  ".join(f"{name} {value:.4g}" for name, value in runs[-1].items()), flush=True)
    if out is not None:
        write_part(out, "matching", [], runs=runs)


def main() -> None:
    """Print the shares, for the constants as they are or for a sweep."""
    parser = argparse.ArgumentParser()
    parser.add_argument("shared", type=Path)
    parser.add_argument("--sweep", action="store_true")
    parser.add_argument("--many", type=int, nargs="+")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(many(arguments.shared, arguments.one)))
        return
    if arguments.many:
        _each_apart(arguments.shared, arguments.many, arguments.out)
        return
    pairs = list(texts(arguments.shared))
    print(f"{len(pairs)} documents")
    now = (matching.BEGINNING["en"], matching.LEAST, matching.LEAST_SHORT)
    share = matching.paired_share
    for beginning in BEGINNINGS if arguments.sweep else now[:1]:
        matching.BEGINNING = {"zh": beginning // 3, "en": beginning}
        matching.paired_share = remembered(share)
        profiles = [(matching.profile_of(zh, "zh"), matching.profile_of(en, "en")) for zh, en in pairs]
        for least, least_short in product(LEAST, LEAST_SHORT) if arguments.sweep else [now[1:]]:
            matching.LEAST, matching.LEAST_SHORT = least, least_short
            right, wrong = measure(profiles)
            print(
                f"beginning {beginning:5}  bounds {least:.2f} {least_short:.2f}  right {right:.3f}  wrong {wrong:.3f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
