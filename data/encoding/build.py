"""Write src/duiqi/data/frequent_han.txt: the Han characters by which ``duiqi.io.encoding`` knows real Chinese.

    python data/encoding/build.py TATOEBA.tsv TICO19.tmx src/duiqi/data/frequent_han.txt

The 1,500 most frequent characters of both texts, counted in Simplified, and the Traditional form of each, in the
order of their frequency. Inputs are checked against the digests below, so the output is the same bytes each time.
"""

from __future__ import annotations

import hashlib
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import opencc

from duiqi.text.chars import HAN_CHAR

# Of 600, 1,000 and 1,500 the last asks least on short lines; none is wrong (as in tests/benchmarks/encoding.py).
COUNT = 1500
DIGESTS = {
    "tatoeba": "6d9734ce952db2b694ac8a6abae52b445f8dbc6a599959b0971a2bc74eec1918",
    "tico19": "9a93a72c987d882c7fd298aac47692743cc0df7496e41a521bf191d47889c303",
}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def main(tatoeba: str, tico19: str, output: str) -> None:
    """Count, convert, write."""
    for name, path in (("tatoeba", tatoeba), ("tico19", tico19)):
        if hashlib.sha256(Path(path).read_bytes()).hexdigest() != DIGESTS[name]:
            sys.exit(f"{path} is not the {name} file this was built from")
    texts = [line.split("\t")[1] for line in Path(tatoeba).read_text("utf-8").splitlines()]
    for variant in ET.parse(tico19).iter("tuv"):
        segment = variant.find("seg")
        if variant.get(LANG) == "zh" and segment is not None:
            texts.append("".join(segment.itertext()))
    to_simplified, to_traditional = opencc.OpenCC("t2s"), opencc.OpenCC("s2t")
    counts = Counter(HAN_CHAR.findall(to_simplified.convert("".join(texts))))
    ranked = sorted(counts, key=lambda char: (-counts[char], char))[:COUNT]
    both = dict.fromkeys(char for simplified in ranked for char in (simplified, to_traditional.convert(simplified)))
    Path(output).write_text("".join(both) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
