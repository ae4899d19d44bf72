"""How many of the first hundred terms that ``align terms`` finds are right, on glossaries planted in real sentences.

    python -m tests.benchmarks.terms SHARED

Each entry is put into a few sentence pairs of Tatoeba, in either language between any two words. What is found and
stands in no glossary counts as wrong, though some of it is right.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Sequence
from pathlib import Path

from duiqi.adapting.terms import find_terms, known_pairs
from duiqi.text.chars import HAN_CHAR
from duiqi.words.chinese import plain_words

SEED, FIRST, SENTENCES = 1, 100, 4000
Glossary = list[tuple[str, str]]


def ai_terms(shared: Path) -> Glossary:
    """The entries of the AI glossary that have both languages."""
    lines = (shared / "real" / "md-ai-terms" / "D.md").read_text(encoding="utf-8").splitlines()
    rows = [line.split("|") for line in lines if line.startswith("AITD-")]
    return [(row[2].strip(), row[1].strip()) for row in rows if HAN_CHAR.search(row[2]) and "/" not in row[2]]


def countries(shared: Path) -> Glossary:
    """Formal names of countries: the English one without its article."""
    path = shared / "real" / "csv-country-codes" / "country-codes.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = ((row["UNTERM Chinese Formal"], row["UNTERM English Formal"].removeprefix("the ")) for row in rows)
    return [(zh.strip(), en.strip()) for zh, en in names if zh.strip() and en.strip()]


def sentences(shared: Path) -> list[tuple[str, str]]:
    """Everyday sentences of Tatoeba, which have hardly a term of their own."""
    path = shared / "train" / "tatoeba.cmn-eng.tsv"
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return random.Random(SEED).sample([(zh, en) for en, zh, *_ in rows], SENTENCES)


def planted(pairs: Sequence[tuple[str, str]], glossary: Glossary, times: tuple[int, int]) -> list[tuple[str, str]]:
    """The pairs with each entry put into a few of them, no two into one."""
    rng = random.Random(SEED)
    wanted = [entry for entry in glossary for _ in range(rng.randint(*times))][: len(pairs)]
    out = list(pairs)
    for at, (zh, en) in zip(rng.sample(range(len(pairs)), len(wanted)), wanted, strict=True):
        words, stems = plain_words([out[at][0]])[0], out[at][1].split()
        place = rng.randrange(len(words) + 1)
        left = "".join(words[:place])
        there = rng.randrange(len(stems) + 1)
        out[at] = left + zh + "".join(words[place:]), " ".join([*stems[:there], en, *stems[there:]])
    return out


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    shared: Path = parser.parse_args().shared
    pairs = sentences(shared)
    for name, glossary in (("AI terms", ai_terms(shared)), ("countries", countries(shared))):
        for times in ((3, 3), (3, 8)):
            texts = planted(pairs, glossary, times)
            found = find_terms([zh for zh, _ in texts], [en for _, en in texts], known_pairs())
            entries = {(zh, en.lower()) for zh, en in glossary}
            right = [(term.zh, term.en.lower()) in entries for term in found]
            of_first = sum(right[:FIRST]) / max(len(right[:FIRST]), 1)
            share = sum(right) / len(glossary)
            print(f"{name}, {times[0]}–{times[1]} times: {len(glossary)} entries, {len(found)} found, "
                  f"of the first {len(right[:FIRST])} right {of_first:.2f}, entries found {share:.2f}")  # fmt: skip
            wrong = [(term.zh, term.en) for term, ok in zip(found[:FIRST], right, strict=False) if not ok]
            print("  not in the glossary:", wrong)


if __name__ == "__main__":
    main()
