"""How well cleaning restores damaged text: figures by kind.

    python -m tests.benchmarks.cleaning SHARED [--show KIND]

SHARED is the folder of development data (``corruption/dev.jsonl``). ``exact`` counts texts restored to the letter;
similarity is that of difflib to the clean text, before and after. Group e's half-width kinds are measured with
``punctuation="restore"``.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path

from duiqi.cleaning import clean


def similarity(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--cases", type=Path, help="another file of cases, of the form of dev.jsonl")
    parser.add_argument("--show", help="print the failures of a kind, or of all")
    options = parser.parse_args()
    rows: dict[tuple[str, str, str], list[tuple[bool, float, float]]] = defaultdict(list)
    started = time.perf_counter()
    path = options.cases or options.shared / "corruption" / "dev.jsonl"
    for line in path.read_text(encoding="utf-8").strip("\n").split("\n"):
        case = json.loads(line)
        restore = case["kind"].startswith("half-width")
        result = clean(case["corrupted"], punctuation="restore" if restore else "keep").text
        before, after = (similarity(t, case["clean"]) for t in (case["corrupted"], result))
        rows[case["group"], case["kind"], case["recoverable"]].append((result == case["clean"], before, after))
        if result != case["clean"] and options.show in ("all", case["kind"]):
            print(f"{case['kind']} {case.get('id', '')}\n  {case['corrupted']!r}\n  {result!r}\n  {case['clean']!r}")
    full = [0, 0]
    for (group, kind, recoverable), results in sorted(rows.items()):
        exact, n = sum(r[0] for r in results), len(results)
        worse = sum(r[2] < r[1] - 1e-9 for r in results)
        before, after = (sum(r[i] for r in results) / n for i in (1, 2))
        print(f"{group:8}{kind:32}{recoverable:8} exact {exact:4}/{n:<4} {before:.3f} → {after:.3f}  worse {worse}")
        if recoverable == "full":
            full[0] += exact
            full[1] += n
    print(f"full: {full[0]}/{full[1]} exact; {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
