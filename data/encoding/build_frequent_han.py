"""Write src/duiqi/data/frequent_han.txt: the Han characters by which ``duiqi.io.encoding`` knows real Chinese.

    python -m data.encoding.build_frequent_han TATOEBA.tsv TICO19.tmx src/duiqi/data/frequent_han.txt

The 1,500 most frequent characters of both texts, counted in Simplified, and the Traditional form of each, in the
order of their frequency. Inputs are checked against their digests, so the output is the same bytes each time.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import opencc

from data.corpora import sentence_pairs
from duiqi.text.chars import HAN_CHAR

# Of 600, 1,000 and 1,500 the last asks least on short lines; none is wrong (as in tests/benchmarks/encoding.py).
COUNT = 1500


def main(tatoeba: str, tico19: str, output: str) -> None:
    """Count, convert, write."""
    to_simplified, to_traditional = opencc.OpenCC("t2s"), opencc.OpenCC("s2t")
    text = "".join(chinese for chinese, _ in sentence_pairs(tatoeba, tico19))
    counts = Counter(HAN_CHAR.findall(to_simplified.convert(text)))
    ranked = sorted(counts, key=lambda char: (-counts[char], char))[:COUNT]
    both = dict.fromkeys(char for simplified in ranked for char in (simplified, to_traditional.convert(simplified)))
    Path(output).write_text("".join(both) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
