"""Build ``src/duiqi/data/chinese.bin``: how likely one Chinese character follows another.

    python -m data.chinese.build_character_model JIEBA_DICT CC-CEDICT TATOEBA_TSV TICO19_TMX OUTPUT

Inputs and licences: SOURCES.md. Words give the bigrams inside words (weighted by frequency), the running text of
Tatoeba and TICO-19 the bigrams across words and around punctuation. Everything is counted in Simplified;
the table of Traditional characters is stored beside it, and the reader maps.

The file: ``zlib`` over a UTF-8 text of lines
    1  the characters with a probability of their own, by code point
    2  their unigram costs, one character a cost (chr(32 + q)), q = round(-ln P * 8) up to 500
    3  Traditional characters, then on line 4 the Simplified character of each
    5… one line for each first character: it, its successors, their costs (as on line 2)
"""

from __future__ import annotations

import math
import re
import sys
import zlib
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import opencc

from data.corpora import sentence_pairs

UNITS = 8  # costs are stored in eighths of a nat
CEILING = 500
# Running text is small beside jieba's counts (0.45 million characters to 120 million); this weight gives it a say
# of about a sixth. Set by that share, not fitted.
TEXT_WEIGHT = 50
# Weight of the bigram estimate against the unigram one (Jelinek-Mercer interpolation); set by hand.
BIGRAM_WEIGHT = 0.7
# Seen less than some twenty times in running text, a character says little about what follows it. Swept over 1, 1000,
# 5000 with tests/benchmarks/damage.py: similarities differ by 0.002 at most.
FEW = 1000
MIN_COUNT = 3  # weighted count; rarer bigrams say nothing that the unigram does not
HAN = re.compile("[\u3007\u3400-\u9fff]")
CLASSES = [(re.compile("[A-Za-z]+"), "A"), (re.compile("[0-9]+"), "0"), (re.compile(r"\s+"), "")]
WIDE = str.maketrans({",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）", ".": "。"})


def words(jieba: str, cedict: str, simplify: opencc.OpenCC) -> Counter[str]:
    found: Counter[str] = Counter()
    for line in Path(jieba).read_text(encoding="utf-8").splitlines():
        word, freq = line.split(" ")[:2]
        found[word] += int(freq)
    for line in Path(cedict).read_text(encoding="utf-8").splitlines():
        if not line.startswith(("#", "%")):
            found[line.split(" ")[1]] += 1
    merged: Counter[str] = Counter()
    for word, freq in found.items():
        if all(HAN.match(c) for c in word):
            merged[simplify.convert(word)] += freq
    return merged


def running_text(tatoeba: str, tico: str, simplify: opencc.OpenCC) -> list[str]:
    lines = [re.sub(r"\.{2,}|。{2,}", "……", chinese) for chinese, _ in sentence_pairs(tatoeba, tico)]
    text = [simplify.convert(line).translate(WIDE) for line in lines]
    for pattern, name in CLASSES:
        text = [pattern.sub(name, line) for line in text]
    return [f"\n{line}\n" for line in text]


def traditional_table(convert: opencc.OpenCC, back: opencc.OpenCC) -> dict[str, str]:
    table = {}
    for code in [*range(0x3400, 0xA000)]:
        char = chr(code)
        simple = convert.convert(char)
        if simple != char and len(simple) == 1 and HAN.match(simple):
            table[char] = simple
    for code in range(0x4E00, 0xA000):  # 裏 and 爲: what s2t writes must map back
        char = chr(code)
        full = back.convert(char)
        if full != char and len(full) == 1 and full not in table and char not in table:
            table[full] = char
    return table


def main(jieba: str, cedict: str, tatoeba: str, tico: str, output: str) -> None:
    simplify, complicate = opencc.OpenCC("t2s"), opencc.OpenCC("s2t")
    unigrams: Counter[str] = Counter()
    bigrams: Counter[tuple[str, str]] = Counter()
    for word, freq in words(jieba, cedict, simplify).items():
        for char in word:
            unigrams[char] += freq
        for pair in pairwise(word):
            bigrams[pair] += freq
    for line in running_text(tatoeba, tico, simplify):
        for char in line:
            unigrams[char] += TEXT_WEIGHT
        for pair in pairwise(line):
            bigrams[pair] += TEXT_WEIGHT
    # What comes after a character: its words' insides and the running text, together.
    starts: Counter[str] = Counter()
    for (first, _), count in bigrams.items():
        starts[first] += count
    total = sum(unigrams.values())

    def cost(probability: float) -> int:
        return min(CEILING, round(-math.log(probability) * UNITS))

    rows: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for (first, second), count in sorted(bigrams.items()):
        base = unigrams[second] / total
        probability = BIGRAM_WEIGHT * count / (starts[first] + FEW) + (1 - BIGRAM_WEIGHT) * base
        if count >= MIN_COUNT and probability > 1.5 * (1 - BIGRAM_WEIGHT) * base:
            rows[first].append((second, cost(probability)))
    chars = sorted(unigrams)
    table = traditional_table(simplify, complicate)
    lines = [
        "".join(chars).replace("\n", "\u2028"),
        "".join(chr(32 + cost(unigrams[c] / total)) for c in chars),
        "".join(sorted(table)),
        "".join(table[c] for c in sorted(table)),
    ]
    for first in sorted(rows):
        seconds = "".join(second for second, _ in rows[first]) + "".join(chr(32 + q) for _, q in rows[first])
        lines.append((first + seconds).replace("\n", "\u2028"))
    Path(output).write_bytes(zlib.compress("\n".join(lines).encode("utf-8"), 9))
    print(len(chars), "characters,", sum(map(len, rows.values())), "bigrams,", len(table), "Traditional characters")


if __name__ == "__main__":
    main(*sys.argv[1:])
