"""Write docs/samples/readme.tmx: README.md and README.zh-CN.md, aligned by duiqi.

    python docs/generate_samples.py

A test fails while the file is not what this writes.
"""

from __future__ import annotations

from pathlib import Path

import duiqi

ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / "docs" / "samples" / "readme.tmx"


def write_sample(output: Path) -> None:
    """Align the two files and write the pairs that are right with a probability of .9."""
    # The damage that they show is meant.
    options = duiqi.Options(repair="none")
    alignment = duiqi.align(ROOT / "README.md", ROOT / "README.zh-CN.md", options=options)
    duiqi.save(alignment, output, min_score=0.9)


if __name__ == "__main__":
    OUTPUT.parent.mkdir(exist_ok=True)
    write_sample(OUTPUT)
