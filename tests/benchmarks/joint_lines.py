"""Lines with one language after the other and nothing between: how many are parted rightly, and how many wrongly.

    python -m tests.benchmarks.joint_lines SHARED

The beads of the gold sets are written on a line each, Chinese and English without a space. Wrong are the lines of the
Chinese sides alone, with all their names and quotations, that are parted.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from statistics import quantiles

from duiqi.evaluation import read_gold
from duiqi.structure import bilingual_lines
from duiqi.text.chars import count_han
from duiqi.text.language import count_words

SETS = ("aca", "macdev", "seed", "wmt22-enzh-resplit")
LEAST_WORDS = (2, 3, 4, 5, 6)


def main() -> None:
    """Print the ratio of lengths, and the counts for each number of words that makes prose."""
    parser = argparse.ArgumentParser()
    parser.add_argument("shared", type=Path)
    chinese, pairs = [], []
    for name in SETS:
        for gold in read_gold(parser.parse_args().shared / "gold" / name):
            chinese += gold.zh
            for zh, en in gold.beads:
                if zh and en:
                    pairs.append(("".join(gold.zh[i] for i in zh), " ".join(gold.en[j] for j in en)))
    ratios = [count_han(zh) / count_words(en) for zh, en in pairs if count_words(en) >= bilingual_lines.PROSE_WORDS]
    cuts = quantiles(ratios, n=200)
    print(f"Han characters to a word: median {cuts[99]:.2f}, 99% from {cuts[0]:.2f} to {cuts[-1]:.2f}")
    for bilingual_lines.PROSE_WORDS in LEAST_WORDS:
        parted = [bilingual_lines.part_prose([zh + en])[0] for zh, en in pairs]
        meant = [((0, len(zh)), (len(zh), len(zh + en))) for zh, en in pairs]
        right = sum(parts == spans for parts, spans in zip(parted, meant, strict=True))
        wrong = sum(bilingual_lines.part_prose([line])[0] is not None for line in chinese)
        print(
            f"{bilingual_lines.PROSE_WORDS} words: {right:,} of {len(pairs):,} pairs parted right, "
            f"{wrong} of {len(chinese):,} Chinese lines parted"
        )


if __name__ == "__main__":
    main()
