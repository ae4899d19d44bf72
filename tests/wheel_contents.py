"""Check that a wheel holds every file of the source tree, the manual pages, the licences, and nothing else.

python tests/wheel_contents.py duiqi-0.1.0-py3-none-any.whl src
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

MANUAL = ("align.1", "duiqi.1")


def data_folder(wheel: str) -> str:
    """Where a wheel keeps what goes elsewhere than among the modules."""
    return "-".join(Path(wheel).name.split("-")[:2]) + ".data"


def main(wheel: str, source: str) -> int:
    """0 when the wheel is as it should be, 1 with the difference on standard output."""
    root = Path(source)
    expected = {
        path.relative_to(root).as_posix()
        for path in (root / "duiqi").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    expected |= {f"{data_folder(wheel)}/data/share/man/man1/{name}" for name in MANUAL}
    names = set(zipfile.ZipFile(wheel).namelist())
    metadata = {name for name in names if name.split("/")[0].endswith(".dist-info")}
    licences = {name.rsplit("/", 1)[1] for name in metadata if "/licenses/" in name}
    missing = sorted(expected - names) + sorted({"LICENSE", "NOTICE"} - licences)
    odd = sorted(names - metadata - expected) + sorted(licences - {"LICENSE", "NOTICE"})
    for name in missing:
        print(f"{name} is missing")
    for name in odd:
        print(f"{name} should not be there")
    print(f"{wheel}: {len(names)} files")
    return 1 if missing or odd else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
