"""Time and memory of updating a large memory.

python -m tests.benchmarks.update ../shared 1000000
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from duiqi.export import save
from duiqi.updating import update_memory
from tests.benchmarks.corpus import corpus

NEW = 10_000


def main(shared: str, size: str) -> None:
    count = int(size)
    with tempfile.TemporaryDirectory() as folder:
        memory, new = Path(folder) / "m.tmx", Path(folder) / "new.jsonl"
        pairs = corpus(Path(shared), count + NEW // 2)
        save(islice(pairs, count), memory)
        rest = list(pairs)
        save([*islice(corpus(Path(shared), NEW // 2), NEW // 2), *rest], new)
        print(f"{count} units, {memory.stat().st_size / 1e6:.0f} MB; {NEW} new pairs, half of them there already")
        for _ in range(2):
            subprocess.run([sys.executable, "-m", "tests.benchmarks.update", "--run", memory, new], check=True)


def run(memory: str, new: str) -> None:
    from duiqi.export import iter_pairs

    start = time.perf_counter()
    updated = update_memory(memory, iter_pairs(new))
    # Not getrusage: what it tells includes the parent's memory at the time of the fork.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(re.findall(r"VmHWM:\s*(\d+) kB", status)[0]) / 1024
    print(
        f"{updated.added} added, {updated.skipped} skipped in {time.perf_counter() - start:.1f} s, "
        f"{peak:.0f} MB resident at most"
    )


if __name__ == "__main__":
    if sys.argv[1] == "--run":
        run(*sys.argv[2:])
    else:
        main(*sys.argv[1:])
