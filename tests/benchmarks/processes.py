"""Documents damaged by a process, at several rates and mixed with clean parts: what cleaning restores, what it harms.

    python -m tests.benchmarks.processes SHARED [--only WORD] [--documents N] [--show N] [--json FILE]

Each process of PROCESSES damages every paragraph of a document, half of it, one paragraph, or one place in a paragraph.
A paragraph is *restored* when it comes back as it was before; where bytes were lost, U+FFFD may stand for them.
*Precision* is the share of restored paragraphs among all that cleaning changed, those that were not damaged too;
*recall* is their share among the damaged ones. *Filled* counts paragraphs with lost bytes that came back complete:
right or wrong, that was a guess. Processes after which nothing can be restored count by precision alone.

The documents are development data; everything is drawn by SEED. ``--json`` writes the
damaged documents with the clean ones, a line each.
"""

from __future__ import annotations

import argparse
import difflib
import json
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from duiqi.cleaning import clean
from duiqi.evaluation.gold import read_gold
from duiqi.joining import join_chinese
from duiqi.text.chars import HAN
from tests.benchmarks.damages import CLASS_LABELS, PROCESSES, Process
from tests.benchmarks.measures import SEED, table

RATES = ("all", "half", "paragraph", "place")
# Characters of a document; those of the development data are cut off behind.
LENGTH = 5000
# A place has so many characters.
PLACE = (6, 24)
# Characters of a paragraph that is to be damaged alone.
LEAST = 30
LOST = "\ufffd"
SOUND = re.compile(f"[{HAN}A-Za-z0-9 ，。；：！？、（）“”‘’《》·—…,.;:!?()'\"%-]+")


@dataclass(frozen=True, slots=True)
class Damaged:
    """A document before and after: its paragraphs as they were and as they became, and which are damaged."""

    process: str
    rate: str
    document: str
    clean: tuple[str, ...]
    broken: tuple[str, ...]
    damaged: tuple[bool, ...]
    lost: bool
    hopeless: bool

    @property
    def text(self) -> str:
        """The damaged document."""
        return "\n\n".join(self.broken) + "\n"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Counts of paragraphs; sums of them."""

    damaged: int = 0
    changed: int = 0
    restored: int = 0
    harmed: int = 0
    filled: int = 0
    documents: int = 0
    chars: int = 0
    seconds: float = 0.0

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(**{name: value + getattr(other, name) for name, value in asdict(self).items()})

    def row(self) -> list[str]:
        """The cells of a table."""
        return [
            str(self.damaged),
            f"{self.restored / self.damaged:.3f}" if self.damaged else "-",
            f"{self.restored / self.changed:.3f}" if self.changed else "-",
            str(self.changed - self.restored - self.harmed),
            str(self.harmed),
            str(self.filled),
            f"{1e6 * self.seconds / max(self.chars, 1):.1f}",
        ]


HEAD = ["damaged", "recall", "precision", "wrong", "harmed", "filled", "s a million"]


def documents(shared: Path) -> Iterator[tuple[str, list[str]]]:
    """Paragraphs of several documents, Chinese and English in turn; those of plain letters, digits and marks."""
    for name, paragraphs in _sources(shared):
        kept: list[str] = []
        for paragraph in paragraphs:
            text = re.sub(r"\s+", " ", paragraph).strip()
            if SOUND.fullmatch(text) and sum(map(len, kept)) < LENGTH:
                kept.append(text)
        yield name, kept


def _sources(shared: Path) -> Iterator[tuple[str, list[str]]]:
    for corpus, names in (("macdev", ("001", "005")), ("aca", ("001",)), ("wmt22-enzh-resplit", None)):
        every = [d for d in read_gold(shared / "gold" / corpus) if names is None or d.name in names]
        for document in every if names else every[30:60:10]:
            paragraphs = []
            for start in range(0, len(document.beads), 3):
                beads = document.beads[start : start + 3]
                paragraphs.append(join_chinese([document.zh[i] for bead in beads for i in bead[0]]))
                paragraphs.append(" ".join(document.en[j] for bead in beads for j in bead[1]))
            yield f"{corpus} {document.name}", paragraphs
    for name in ("udhr-hans", "udhr-hant", "newyear-2021", "gov-report-2018", "handbook-backup-zh-TW", "mulanpsl-1.0"):
        units = json.loads((shared / "docs" / name / "gold.json").read_text(encoding="utf-8"))["units"]
        yield name, [line for unit in units for side in ("zh", "en") for line in unit[side].split("\n")]
    rows = (shared / "train" / "tatoeba.cmn-eng.tsv").read_text(encoding="utf-8").split("\n")
    cells = [row.split("\t") for row in rows[20000:20060]]
    yield "tatoeba", [cell for row in cells if len(row) > 1 for cell in (row[1], row[0])]


def damage(process: Process, rate: str, name: str, paragraphs: Sequence[str], rng: random.Random) -> Damaged | None:
    """The document damaged by ``process``; None when that leaves it as it is."""
    before = [process.before(paragraph) for paragraph in paragraphs]
    if rate == "place" and not process.places:
        return None
    for chosen in _choices(rate, before, rng):
        strike = _strike_place if rate == "place" else _strike
        expected, broken = strike(process, before, chosen, rng)
        marks = tuple(a != b for a, b in zip(expected, broken, strict=True))
        if any(marks):
            hopeless = process.kind == "hopeless"
            return Damaged(process.name, rate, name, tuple(expected), tuple(broken), marks, process.lossy, hopeless)
    return None


def _choices(rate: str, paragraphs: Sequence[str], rng: random.Random) -> Iterator[list[int]]:
    """Numbers of the paragraphs to damage; several choices, since not every process damages every paragraph."""
    every = list(range(len(paragraphs)))
    middle = len(every) // 2
    if rate == "all":
        yield every
    elif rate == "half":
        yield rng.choice((every[:middle], every[middle:]))
    else:
        fit = [k for k in every if len(paragraphs[k]) >= LEAST]
        yield from ([k] for k in rng.sample(fit, len(fit)))


def _strike(
    process: Process, before: Sequence[str], chosen: Sequence[int], rng: random.Random
) -> tuple[list[str], list[str]]:
    """What is to come back and what is damaged, whole paragraphs."""
    expected, broken = list(before), list(before)
    for k, text in zip(chosen, process.damage([before[k] for k in chosen], rng), strict=True):
        expected[k], broken[k] = process.expected(before[k]), text
    return expected, broken


def _strike_place(
    process: Process, before: Sequence[str], chosen: Sequence[int], rng: random.Random
) -> tuple[list[str], list[str]]:
    """The same for a stretch inside a paragraph."""
    expected, broken = list(before), list(before)
    for k in chosen:
        length = min(rng.randint(*PLACE), len(before[k]) - 4)
        start = rng.randrange(2, len(before[k]) - length - 1)
        head, stretch, tail = before[k][:start], before[k][start : start + length], before[k][start + length :]
        broken[k] = head + process.damage([stretch], rng)[0] + tail
        expected[k] = head + process.expected(stretch) + tail
    return expected, broken


def judge(case: Damaged) -> tuple[Outcome, list[tuple[str, str, str]]]:
    """What cleaning makes of the document, and its failures: (clean, damaged, result) of paragraphs."""
    started = time.process_time()
    result = clean(case.text).text
    outcome = Outcome(documents=1, chars=len(case.text), seconds=time.process_time() - started)
    failures = []
    # A wrapped paragraph has lines; the empty line is what parts two.
    got = _matched(result.strip("\n").split("\n\n"), case)
    for expected, broken, damaged, text in zip(case.clean, case.broken, case.damaged, got, strict=True):
        changed = text != broken
        restored = damaged and (text == expected or (case.lost and _fits(text, expected)))
        hopeless = case.hopeless and damaged
        outcome += Outcome(
            damaged=int(damaged and not hopeless),
            changed=int(changed and not (hopeless and _fits(text, expected))),
            restored=int(restored and changed),
            harmed=int(changed and not damaged),
            filled=int(damaged and case.lost and LOST in broken and LOST not in text and changed),
        )
        if (damaged and not restored and not hopeless) or (changed and not damaged):
            failures.append((expected, broken, text))
    return outcome, failures


def _matched(paragraphs: list[str], case: Damaged) -> list[str]:
    """The paragraph of the result that belongs to each of the document's; what has none counts as changed."""
    if len(paragraphs) == len(case.clean):
        return paragraphs
    found = [""] * len(case.clean)
    for wanted in (case.clean, case.broken):
        matcher = difflib.SequenceMatcher(None, wanted, paragraphs, autojunk=False)
        for block in matcher.get_matching_blocks():
            for k in range(block.size):
                found[block.a + k] = found[block.a + k] or paragraphs[block.b + k]
    return found


def _fits(text: str, expected: str) -> bool:
    """Whether ``text`` is what was expected with U+FFFD for some of it, which is not the greater part."""
    pattern = "".join(".{1,6}?" if part.startswith(LOST) else re.escape(part) for part in re.split(f"({LOST}+)", text))
    return text.count(LOST) <= len(text) / 2 and re.fullmatch(pattern, expected, re.S) is not None


def cases(shared: Path, only: str = "", most: int | None = None) -> Iterator[Damaged]:
    """Every process at every rate on every document, the same each time."""
    texts = list(documents(shared))[:most]
    for process in PROCESSES:
        if only not in process.name:
            continue
        for rate in RATES:
            for name, paragraphs in texts:
                rng = random.Random(f"{SEED} {process.name} {rate} {name}")
                if case := damage(process, rate, name, paragraphs, rng):
                    yield case


def report(outcomes: dict[tuple[str, str], Outcome]) -> str:
    """Tables by process and rate, and by kind of process."""
    by_kind: dict[str, Outcome] = defaultdict(Outcome)
    kinds = {process.name: process.kind for process in PROCESSES}
    for (name, _), outcome in outcomes.items():
        by_kind[kinds[name]] += outcome
    rows = [[f"{name}, {rate}", *outcome.row()] for (name, rate), outcome in outcomes.items()]
    totals = [[CLASS_LABELS[kind], *outcome.row()] for kind, outcome in by_kind.items()]
    totals.append(["all", *sum(by_kind.values(), Outcome()).row()])
    return f"{table(['process', *HEAD], rows)}\n\n{table(['kind', *HEAD], totals)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, metavar="SHARED")
    parser.add_argument("--only", default="", metavar="WORD", help="processes whose name holds WORD")
    parser.add_argument("--documents", type=int, metavar="N", help="the first N documents")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N failures of each process and rate")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the documents, and clean nothing")
    options = parser.parse_args()
    every = cases(options.shared, options.only, options.documents)
    if options.json:
        lines = (json.dumps({**asdict(case), "text": case.text}) for case in every)
        options.json.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return
    outcomes: dict[tuple[str, str], Outcome] = defaultdict(Outcome)
    shown: dict[tuple[str, str], int] = defaultdict(int)
    for case in every:
        key = case.process, case.rate
        if key not in outcomes:
            print(", ".join(key), file=sys.stderr)
        outcome, failures = judge(case)
        outcomes[key] += outcome
        for expected, broken, text in failures[: options.show - shown[key]]:
            shown[key] += 1
            print(f"{case.process}, {case.rate}, {case.document}\n  {expected!r}\n  {broken!r}\n  {text!r}")
    print(report(outcomes))


if __name__ == "__main__":
    main()
