"""How often the encoding of Chinese and English lines is told rightly, wrongly, or asked for.

    python -m tests.benchmarks.encoding SHARED

Lines of the development gold, cut to a number of characters, are written in GB18030 (Simplified), Big5-HKSCS
(Traditional) or, English ones, Windows-1252, and read again; documents are the mixed ones of the development set.
charset-normalizer, confined to the same Chinese encodings, reads the same bytes. ASCII-only lines are left out.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path

import opencc
from charset_normalizer import from_bytes

from duiqi.errors import InputError
from duiqi.io.encoding import decode
from duiqi.text.chars import HAN_CHAR

LINES = 3000
ISOLATED = ["utf_8", "gb18030", "big5", "big5hkscs", "utf_16"]


def verdict(data: bytes, text: str) -> str:
    """right, wrong or asked."""
    try:
        return "right" if decode(data, "x")[0] == text else "wrong"
    except InputError:
        return "asked"


def peer_verdict(data: bytes, text: str) -> str:
    """The same for charset-normalizer."""
    best = from_bytes(data, cp_isolation=ISOLATED).best()
    return "asked" if best is None else "right" if str(best) == text else "wrong"


def measure(name: str, samples: list[tuple[str, str]]) -> None:
    """Print the counts for ``(text, encoding)`` samples."""
    ours: Counter[str] = Counter()
    peer: Counter[str] = Counter()
    for text, encoding in samples:
        try:
            data = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        if not data.isascii():
            ours[verdict(data, text)] += 1
            if encoding != "cp1252":
                peer[peer_verdict(data, text)] += 1
    print(f"{name:28} duiqi {dict(sorted(ours.items()))}  charset-normalizer {dict(sorted(peer.items()))}")


def main(shared: Path) -> None:
    """Lines of several lengths, then whole documents."""
    simplify, traditional = opencc.OpenCC("t2s").convert, opencc.OpenCC("s2t").convert
    folders = [("macdev", "src", "tgt"), ("wmt22-enzh-resplit", "src", "tgt"), ("aca", "tgt", "src")]
    zh, en = (
        [
            line
            for folder in folders
            for path in sorted((shared / "gold" / folder[0] / folder[side]).iterdir())
            for line in path.read_text("utf-8").splitlines()
        ]
        for side in (1, 2)
    )
    zh = [line for line in zh if HAN_CHAR.search(line)]
    for length in (4, 8, 15, 30, 1000):
        chosen = random.Random(length).choices(zh, k=LINES)
        samples = [
            (simplify(t[:length]), "gb18030") if i % 2 else (traditional(t[:length]), "big5hkscs")
            for i, t in enumerate(chosen)
        ]
        measure(f"lines of {length} characters", samples)
    measure("English lines", [(line, "cp1252") for line in en])
    for path in sorted((shared / "docs").glob("*/*.*")):
        if path.suffix in (".txt", ".md", ".asc"):
            text = path.read_text("utf-8")
            measure(path.parent.name, [(simplify(text), "gb18030"), (traditional(text), "big5hkscs")])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
