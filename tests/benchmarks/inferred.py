"""How often an inferred repair is right, by process, and a text with U+FFFD: INFERRED and LOST of cleaning/spans.

    python -m tests.benchmarks.inferred SHARED [--only WORD] [--show N]

Counted on the damaged documents of processes.py (all processes, rates and documents) and on the damaged lines of
``corruption/dev.jsonl`` (each put into a document with the lines before and after it in the file, undamaged). An
inferred repair is right when what it wrote stands in the clean text beside the two characters before it or behind it
(U+FFFD stands for anything); what else is wrong in the sentence is not held against it. A paragraph that holds U+FFFD
when it is cleaned is right when it was so.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from duiqi.cleaning import RepairedSpan, clean, repaired_spans
from duiqi.model import Cleaned
from tests.benchmarks.processes import LOST, cases

# Lines of dev.jsonl around a damaged one, of which the document may say what was lost.
AROUND = 20
# Characters beside a repair by which its place in the clean text is told.
BESIDE = 2


def texts(shared: Path, only: str = "") -> Iterator[tuple[str, str]]:
    """Damaged and clean texts."""
    for case in cases(shared, only):
        yield case.text, "\n\n".join(case.clean) + "\n"
    if only:
        return
    lines = (shared / "corruption" / "dev.jsonl").read_text(encoding="utf-8").split("\n")
    units = [json.loads(line) for line in lines if line]
    for k, unit in enumerate(units):
        around = [u["clean"] for u in units[max(0, k - AROUND) : k + AROUND] if u["script"] == unit["script"]]
        if unit["clean"] in around:
            whole = "\n\n".join(around) + "\n"
            yield whole.replace(unit["clean"], unit["corrupted"], 1), whole


def judged(cleaned: Cleaned, expected: str) -> Iterator[tuple[RepairedSpan, bool, str]]:
    """The inferred repairs of a text, whether each is right, and what it wrote."""
    spans = [span for span in repaired_spans(cleaned.edits) if span.certainty == "inferred"]
    if not spans:
        return
    line_of = _Lines(cleaned.text, expected)
    for span in spans:
        yield span, line_of.same(span.start, span.end), cleaned.text[max(0, span.start - 8) : span.end + 8]


class _Lines:
    """Which parts of a cleaned text are those of the clean one."""

    def __init__(self, text: str, expected: str) -> None:
        self._text = text
        self._lines = text.split("\n")
        wanted = expected.split("\n")
        self._wanted: dict[int, str] = {}
        matcher = difflib.SequenceMatcher(None, self._lines, wanted, autojunk=False)
        for tag, a, b, c, d in matcher.get_opcodes():
            for k in range(b - a):
                self._wanted[a + k] = wanted[c + k] if tag == "equal" or c + k < d else ""

    def same(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` stands so in the clean text, with what is before it or behind it."""
        number = self._text.count("\n", 0, start)
        first = self._text.rfind("\n", 0, start) + 1
        line, wanted = self._lines[number], self._wanted.get(number, "")
        low, high = start - first, end - first
        sides = line[max(0, low - BESIDE) : high], line[low : high + BESIDE]
        return any(re.search(_pattern(side), wanted) for side in sides if side.strip(LOST))


def _pattern(text: str) -> str:
    return "".join(".{0,8}" if part.startswith(LOST) else re.escape(part) for part in re.split(f"({LOST}+)", text))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, metavar="SHARED")
    parser.add_argument("--only", default="", metavar="WORD", help="processes whose name holds WORD, and no other text")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N that are wrong")
    options = parser.parse_args()
    right, of = Counter[str](), Counter[str]()
    holed = whole = 0
    for number, (damaged, expected) in enumerate(texts(options.shared, options.only)):
        if number % 100 == 0:
            print(f"{number} texts", file=sys.stderr)
        cleaned = clean(damaged)
        lines = {*expected.split("\n")}
        for line in cleaned.text.split("\n"):
            holed += LOST in line
            whole += LOST in line and line in lines
        for span, is_right, shown in judged(cleaned, expected):
            of[span.process] += 1
            right[span.process] += is_right
            if not is_right and of.total() - right.total() <= options.show:
                print(f"{span.process}: {shown!r}")
    for process in sorted(of):
        print(f'    "{process}": ({right[process]}, {of[process]}),')
    print(f"LOST = ({whole}, {holed})")


if __name__ == "__main__":
    main()
