"""What an encoder costs: processor time and memory of one text aligned without it and with it.

    python -m tests.benchmarks.encoder SHARED [--sentences N]

The text is made of the chapters of macdev, one after the other, up to N Chinese sentences and their English ones.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from pathlib import Path

# Before NumPy is loaded: one core.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

from duiqi import align_sentences
from duiqi.adapting import read_encoder
from duiqi.evaluation import read_gold
from duiqi.model import Options


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--sentences", type=int, default=1_000, metavar="N")
    arguments = parser.parse_args()
    zh: list[str] = []
    en: list[str] = []
    for document in read_gold(arguments.shared / "gold" / "macdev"):
        for of_zh, of_en in document.beads:
            if len(zh) < arguments.sentences:
                zh += [document.zh[i] for i in of_zh]
                en += [document.en[j] for j in of_en]
    print(f"{len(zh):,} Chinese and {len(en):,} English sentences")
    # Words and lexicon, and the encoder's model, are loaded before the clock starts.
    encoder = read_encoder()
    for similarity in (None, encoder):
        align_sentences(["好。"], ["Good."], options=Options(similarity=similarity))
    for name, similarity in (("without", None), ("with", encoder)):
        start = time.process_time()
        align_sentences(zh, en, options=Options(similarity=similarity))
        seconds = time.process_time() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{name:8s}{seconds:6.1f} s, {memory:.0f} MB at most")


if __name__ == "__main__":
    main()
