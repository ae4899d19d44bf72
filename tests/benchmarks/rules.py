"""How often each rule on texts reports pairs that are right, and how many planted faults it finds.

    python -m tests.benchmarks.rules ../shared

Faults are planted in pairs that the rule does not report, one in each. ``numbers`` and ``brackets`` look closer at two
of the rules: here, a bracket that is taken out may find a partner in another pair that lost one. What ``duplicate`` and
``conflict`` report is there, so nothing is planted for them.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from duiqi.checking.report import Report
from duiqi.checking.rule import Asked
from duiqi.checking.rules import TEXTS
from duiqi.checking.text_checker import TextChecker
from duiqi.checking.texts import Text, Unit
from duiqi.text.script import chinese_variant
from tests.benchmarks.brackets import MARKS, Texts, collections
from tests.benchmarks.numbers import NUMBER

# Pairs of each collection in which a fault is planted, for each rule.
PLANTED = 300


def unit(pair: Texts, number: int) -> Unit:
    """The unit of a pair, as a memory of its script would have it."""
    zh = Text(pair[0], "zh", CODES.setdefault(pair[0], chinese_variant([pair[0]])), 0)
    en = Text(pair[1], "en", "en", 0)
    return Unit(0, number, True, (zh, en), {"zh": zh, "en": en}, 1.0, *pair)


CODES: dict[str, str] = {}


def reported(pairs: Sequence[Texts], rules: Sequence[str] = ()) -> dict[str, set[int]]:
    """Which of the pairs each rule reports."""
    report = Report()
    checker = TextChecker([rule for rule in TEXTS if not rules or rule.id in rules], Asked(), report)
    for number, pair in enumerate(pairs):
        report.unit, report.crowded = number, True
        checker.see(unit(pair, number))
    checker.finish()
    found: dict[str, set[int]] = {rule.id: set() for rule in TEXTS}
    for finding in report.take():
        found[finding.rule].add(finding.unit)
    return found


def inserted(mark: str) -> Callable[[Texts, random.Random], Texts | None]:
    """What puts ``mark`` somewhere in one side."""

    def plant(pair: Texts, order: random.Random) -> Texts | None:
        side = order.randrange(2)
        at = order.randrange(len(pair[side]) + 1)
        text = pair[side][:at] + f" {mark} " + pair[side][at:]
        return (text, pair[1]) if side == 0 else (pair[0], text)

    return plant


def other_script(pair: Texts, order: random.Random) -> Texts | None:
    """The Chinese in the other script, under the code that it had."""
    from opencc import OpenCC

    code = chinese_variant([pair[0]])
    text = OpenCC("s2t" if code == "zh-CN" else "t2s").convert(pair[0])
    if sum(a != b for a, b in zip(text, pair[0], strict=False)) < 3:
        return None
    CODES[text] = code
    return text, pair[1]


def changed_digit(pair: Texts, order: random.Random) -> Texts | None:
    """Another digit in a number of the English."""
    places = list(NUMBER.finditer(pair[1]))
    if not places:
        return None
    at = order.choice(places).start()
    digit = order.choice([digit for digit in "123456789" if digit != pair[1][at]])
    return pair[0], pair[1][:at] + digit + pair[1][at + 1 :]


def without_mark(pair: Texts, order: random.Random) -> Texts | None:
    """A bracket or quotation mark less on one side."""
    places = [(side, at) for side in (0, 1) for at, char in enumerate(pair[side]) if char in MARKS]
    if not places:
        return None
    side, at = order.choice(places)
    text = pair[side][:at] + pair[side][at + 1 :]
    return (text, pair[1]) if side == 0 else (pair[0], text)


FAULTS: dict[str, Callable[[Texts, random.Random], Texts | None]] = {
    "wrong-language": lambda pair, order: (pair[0], pair[0]) if order.random() < 0.5 else (pair[1], pair[1]),
    "script": other_script,
    "empty": lambda pair, order: (pair[0], " ") if order.random() < 0.5 else ("", pair[1]),
    "too-long": lambda pair, order: (pair[0], pair[1] * (2_001 // len(pair[1]) + 1)),
    "escaped-twice": inserted("R&amp;D"),
    "lost-characters": inserted("\ufffd"),
    "identical": lambda pair, order: (pair[1], pair[1]),
    "number": changed_digit,
    "placeholder": inserted("%s"),
    "address": lambda pair, order: (f"{pair[0]}见 https://example.org/1", f"{pair[1]} See https://example.org/2"),
    "unbalanced-brackets": without_mark,
}


def planted(pairs: Sequence[Texts], rule: str, before: set[int]) -> Iterator[Texts]:
    """Pairs with a fault for the rule."""
    order, count = random.Random(1), 0
    for number in order.sample(range(len(pairs)), len(pairs)):
        fault = FAULTS[rule](pairs[number], order) if number not in before else None
        # A short text in Latin letters may be a name, which stands in Chinese as it is.
        if fault is not None and (rule != "wrong-language" or len(pairs[number][1]) > 40):
            yield fault
            count += 1
        if count == PLANTED:
            return


def main(shared: str) -> None:
    total: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    found: Counter[str] = Counter()
    size = 0
    for name, pairs in collections(Path(shared)):
        size += len(pairs)
        right = reported(pairs)
        told = ", ".join(f"{rule} {len(numbers)}" for rule, numbers in right.items() if numbers)
        print(f"{name:22s} {len(pairs):6d} pairs: {told or 'none'}", flush=True)
        for rule, numbers in right.items():
            total[rule] += len(numbers)
            if rule in FAULTS:
                wrong = list(planted(pairs, rule, numbers))
                faults[rule] += len(wrong)
                found[rule] += len(reported(wrong, [rule])[rule])
    print(f"\n{'rule':20s} {'reported':>8s} {'1 in':>7s} {'planted':>8s} {'found':>7s}")
    for kind in TEXTS:
        rule = kind.id
        rate = f"{size / total[rule]:7,.0f}" if total[rule] else "      –"
        share = f"{faults[rule]:8d} {found[rule] / faults[rule]:7.3f}" if faults[rule] else ""
        print(f"{rule:20s} {total[rule]:8d} {rate} {share}")


if __name__ == "__main__":
    main(*sys.argv[1:])
