"""Folders whose names tell nothing: how many documents ``--match content`` pairs, how many of them wrongly.

    python -m tests.benchmarks.matching SHARED [--sweep] [--many N [N ...]]

The development documents (gold sets, docs, the government report cut into parts of 30 units) lie in one folder; of a
third of them each language is taken away, so that a third has no partner and must stay alone. Three draws are summed.

* right: pairs of the documents that have a partner, as a share of those documents;
* wrong: pairs of documents that are no translations, as a share of all pairs.

With ``--many`` N documents a language are made of 25 units each, drawn from all of these, with a number of their own.
Told are the milliseconds of processors a document that finding the candidates takes, and how often the partner is among
them, with the index and, up to 4,000, where all are compared. Documents made so share units, and are harder for that.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

from duiqi.batch import by_content as matching
from duiqi.batch.by_content import Profile
from duiqi.evaluation import read_gold

SETS = ("aca", "macdev", "seed", "wmt22-enzh-resplit")
# Damaged or in the other script what another document has.
TWINS = ("seedlike-newyear-2021", "udhr-hant")
UNITS, DRAWS = 30, 3
# Units of a document that is made, and most documents of which all are compared, for --many.
MADE_OF, MOST_COMPARED = 25, 4_000
BEGINNINGS = (2_400, 4_800, 9_600)
LEAST, LEAST_SHORT = (0.15, 0.25, 0.35, 0.45, 0.55), (0.35, 0.6, 0.8, 0.9, 0.95)
Share = Callable[[Profile, Profile], float]


def texts(shared: Path) -> Iterator[tuple[str, str]]:
    """The Chinese and the English text of each document."""
    for name in SETS:
        for gold in read_gold(shared / "gold" / name):
            yield "\n".join(gold.zh), "\n".join(gold.en)
    for folder in sorted((shared / "docs").iterdir()):
        if folder.name in TWINS or not (folder / "gold.json").exists():
            continue
        units = json.loads((folder / "gold.json").read_text("utf-8"))["units"]
        size = UNITS if folder.name.startswith("gov-") else len(units)
        for start in range(0, len(units), size):
            part = units[start : start + size]
            yield "\n".join(u["zh"] for u in part), "\n".join(u["en"] for u in part)


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


def many(pairs: list[tuple[str, str]], number: int) -> None:
    """Print how candidates are found among so many documents."""
    units = [unit for zh, en in pairs for unit in zip(zh.split("\n"), en.split("\n"), strict=False)]
    draw = random.Random(number)
    profiles = []
    for n in range(number):
        drawn = draw.sample(units, MADE_OF)
        zh, en = ("\n".join(side) for side in zip(*drawn, strict=True))
        profiles.append((matching.profile_of(f"{zh}\n第{n}号", "zh"), matching.profile_of(f"{en}\nNo. {n}", "en")))
    zh_profiles, en_profiles = zip(*profiles, strict=True)
    compared = matching.COMPARED
    for name, most in (("index", compared), ("all compared", number)):
        if most == number and number > MOST_COMPARED:
            continue
        matching.COMPARED = most
        start = time.process_time()
        found = {(i, j) for _, i, j in matching._candidates(zh_profiles, en_profiles)}
        seconds = time.process_time() - start
        hit = sum((n, n) in found for n in range(number)) / number
        print(
            f"{number:7} documents, {name:12}: {seconds / number * 1000:6.2f} ms each, partner found {hit:.4f}",
            flush=True,
        )
    matching.COMPARED = compared


def main() -> None:
    """Print the shares, for the constants as they are or for a sweep."""
    parser = argparse.ArgumentParser()
    parser.add_argument("shared", type=Path)
    parser.add_argument("--sweep", action="store_true")
    parser.add_argument("--many", type=int, nargs="+")
    arguments = parser.parse_args()
    pairs = list(texts(arguments.shared))
    print(f"{len(pairs)} documents")
    if arguments.many:
        for number in arguments.many:
            many(pairs, number)
        return
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
