"""Two languages side by side in plain text: whether wrapped columns are put together, and lists and verse are not.

    python -m tests.benchmarks.typed_columns SHARED [--wrapped NATS…]
    python -m tests.benchmarks.typed_columns SHARED --count

The gold pairs of SHARED are written in two columns, each language on the left once. *Lists*: short pairs of one
sentence a side, a line each, with their last marks or without, as they are and in lower case. *Wrapped*: paragraphs of
one to three sentences a side, wrapped at several widths, with and without an empty line between, those where both sides
take as many lines, and any. Told are the texts that do not come out on a line of their own, for each least log-odds
NATS that lines are wrapped. ``--count`` tells instead what the step from one line to the next says, by how much room
there was for what follows: the figures of ``duiqi/blocks/typed/beside/wrapping.py``.
"""

from __future__ import annotations

import argparse
import math
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from duiqi.blocks.typed import as_typed
from duiqi.blocks.typed.beside import wrapping
from duiqi.blocks.typed.widths import width_of
from duiqi.evaluation import read_gold
from duiqi.model import Document
from duiqi.text.chars import STOP
from tests.benchmarks.measures import SEED, table

SETS = ("macdev", "aca", "wmt22-enzh-resplit")
WIDTHS = ((40, 46), (36, 44), (30, 40), (50, 50), (44, 60))
# Characters of entries, Chinese and English, and documents of each kind and length.
SHORT, DOCUMENTS = (18, 50), 40
LISTS = {
    "sentences": lambda text: text,
    "without marks": lambda text: text.rstrip('。.!?！？”"；;'),
    "in lower case": lambda text: text.rstrip('。.!?！？”"；;').lower(),
}
TOGETHER = 0.1  # of the steps of wrapped text so many are those of a list

Pair = tuple[str, str]


def pairs_of(shared: Path) -> list[Pair]:
    """The gold pairs of a sentence a side, in order."""
    return [
        (gold.zh[zh[0]], gold.en[en[0]])
        for name in SETS
        for gold in read_gold(shared / "gold" / name)
        for zh, en in gold.beads
        if len(zh) == len(en) == 1
    ]


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text that is wrapped greedily: English at spaces, Chinese between characters, a mark on the line
    of what it follows."""
    words = text.split() if text.isascii() else re.findall(r"[A-Za-z0-9.,%-]+|.", text)
    space = " " if text.isascii() else ""
    lines = [""]
    for word in words:
        line = f"{lines[-1]}{space}{word}" if lines[-1] else word
        if lines[-1] and width_of(line) > width and word not in "，。、；：？！”’）》":
            lines.append(word)
        else:
            lines[-1] = line
    return lines


def beside(rows: Sequence[tuple[Sequence[str], Sequence[str]]], empty: bool) -> list[str]:
    """The lines of rows of two columns."""
    edge = 4 + max(width_of(line) for left, _ in rows for line in left)
    lines = []
    for left, right in rows:
        for k in range(max(len(left), len(right))):
            first, second = (side[k] if k < len(side) else "" for side in (left, right))
            lines.append((first + " " * (edge - width_of(first)) + second).rstrip())
        lines += [""] * empty
    return lines


def lost(rows: Sequence[tuple[Sequence[str], Sequence[str]]], texts: Sequence[Pair], empty: bool = False) -> int:
    """How many of the ``texts`` are not on a line of their own when the rows are read, by both orders of columns."""
    count = 0
    for left in (0, 1):
        lines = beside([(row[left], row[1 - left]) for row in rows], empty)
        read = as_typed(Document("a.txt", "\n".join(lines))).text
        got = {part.strip() for line in read.split("\n") for part in (line, *re.split(" {2,}", line))}
        count += sum(text not in got for pair in texts for text in pair)
    return count


def lists(pairs: Sequence[Pair], alter: Callable[[str], str], rng: random.Random) -> Iterator[list[Pair]]:
    """Lists of short pairs."""
    short = [pair for pair in pairs if len(pair[0]) < SHORT[0] and len(pair[1]) < SHORT[1]]
    for size in (3, 4, 6, 10, 20):
        for _ in range(DOCUMENTS):
            yield [(alter(zh), alter(en)) for zh, en in rng.sample(short, size)]


def paragraphs(pairs: Sequence[Pair], alike: bool, rng: random.Random) -> Iterator[tuple[list[Pair], tuple[int, int]]]:
    """Paragraphs of three lines and more, and the widths that they are wrapped at; ``alike`` those that take as many
    lines on both sides."""
    for size in (1, 2, 5):
        for _ in range(DOCUMENTS):
            widths, found = rng.choice(WIDTHS), list[Pair]()
            while len(found) < size:
                count = rng.choice((1, 2, 3))
                at = rng.randrange(len(pairs) - count)
                some = pairs[at : at + count]
                # No space that would be lost where a line ends.
                zh = re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", "".join(zh for zh, _ in some))
                en = " ".join(" ".join(en for _, en in some).split())
                sizes = [len(wrapped(text, width)) for text, width in zip((zh, en), widths, strict=True)]
                if en.isascii() and sizes[0] > 2 and (not alike or sizes[0] == sizes[1]):
                    found.append((zh, en))
            yield found, widths


def rows(pairs: Sequence[Pair]) -> Iterator[list[str]]:
    """A line for each kind of text: how many texts there are and how many are lost."""
    for name, alter in LISTS.items():
        rng, count, wrong = random.Random(SEED), 0, 0
        for entries in lists(pairs, alter, rng):
            count += 4 * len(entries)
            wrong += lost([([zh], [en]) for zh, en in entries], entries)
        yield [f"lists, {name}", f"{count:,}", f"{wrong / count:.3f}"]
    for alike in (True, False):
        for empty in (False, True):
            rng, count, wrong = random.Random(SEED), 0, 0
            for found, widths in paragraphs(pairs, alike, rng):
                count += 4 * len(found)
                lines = [(wrapped(zh, widths[0]), wrapped(en, widths[1])) for zh, en in found]
                wrong += lost(lines, found, empty)
            name = f"wrapped, {'as many lines on both sides' if alike else 'any'}"
            yield [f"{name}{', an empty line between' if empty else ''}", f"{count:,}", f"{wrong / count:.3f}"]


def step(above: str, below: str, widest: int) -> str:
    """What kind of step this is."""
    english = below.isascii()
    word = below.split(maxsplit=1)[0] if english else re.match(r"[A-Za-z0-9.,%-]+|.", below)[0]  # type: ignore[index]
    room = widest - width_of(above) - english - width_of(word)
    full = "no room" if room < 0 else "nearly" if room <= wrapping._EDGE else "room"
    return f"{'English' if english else 'Chinese'}, {full}{', lower case' if english and below[0].islower() else ''}"


def steps(texts: Sequence[str]) -> Iterator[str]:
    """The kinds of the steps from one line to the next, but for those from the end of a sentence."""
    widest = max(map(width_of, texts))
    return (step(a, b, widest) for a, b in pairwise(texts) if not STOP.search(a))


def counts(pairs: Sequence[Pair]) -> Iterator[list[str]]:
    """A line for each kind of step: its share in wrapped text and in lists, and the log of their ratio."""
    rng = random.Random(SEED)
    text, entries = Counter[str](), Counter[str]()
    for alike in (True, False):
        for found, widths in paragraphs(pairs, alike, rng):
            for pair in found:
                for side, width in zip(pair, widths, strict=True):
                    text.update(steps(wrapped(side, width)))
    for name, alter in LISTS.items():
        for found in lists(pairs, alter, rng) if name != "sentences" else ():
            for column in zip(*found, strict=True):
                entries.update(steps(column))
    for kind in sorted({*text, *entries}):
        language = kind.split(",")[0]
        shares = [
            (kinds[kind] + 0.5) / sum(count for other, count in kinds.items() if other.startswith(language))
            for kinds in (text, entries)
        ]
        ratio = math.log((1 - TOGETHER) * shares[0] / shares[1] + TOGETHER)
        yield [kind, f"{shares[0]:.4f}", f"{shares[1]:.4f}", f"{ratio:.2f}"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, metavar="SHARED")
    parser.add_argument("--wrapped", type=float, nargs="+", default=[wrapping.WRAPPED], metavar="NATS")
    parser.add_argument("--count", action="store_true")
    options = parser.parse_args()
    pairs = pairs_of(options.shared)
    if options.count:
        print(table(["step", "wrapped", "lists", "nats"], list(counts(pairs))))
        return
    for nats in options.wrapped:
        wrapping.WRAPPED = nats
        print(f"\n{nats} nats")
        print(table(["texts", "count", "lost"], list(rows(pairs))))


if __name__ == "__main__":
    main()
