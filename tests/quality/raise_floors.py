"""Raise the floors of the quality gate to what is measured now, less a margin; a floor is never lowered.

    python -m tests.quality.raise_floors SHARED

A set whose data is other than the floors were pinned on is pinned anew. SHARED is the folder of development data.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path
from typing import Any

from data.weights.texts import digest
from tests.quality.measure import SETS, figures

FLOORS = Path(__file__).parent / "floors.json"
# Below the measured figure: one bead in three hundred may change its mind without anyone being woken.
MARGIN = 0.003
# The bound on the expected calibration error; it is not tightened.
CEILING = 0.02


def raised(pinned: dict[str, Any], measured: dict[str, float], data: str) -> dict[str, Any]:
    """The entry of one set: floors only ever rise while its data stays the same."""
    old = pinned["floors"] if pinned.get("digest") == data else {}
    floors = {
        name: max(math.floor((value - MARGIN) * 10_000) / 10_000, old.get(name, 0.0))
        for name, value in measured.items()
        if name != "calibration_error"
    }
    ceilings = {"calibration_error": CEILING} if "calibration_error" in measured else {}
    return {"digest": data, "floors": floors, "ceilings": ceilings}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    shared = parser.parse_args().shared
    pinned = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    for name in SETS:
        measured = figures(shared, name)
        print(name, json.dumps({key: round(value, 4) for key, value in measured.items()}))
        pinned[name] = raised(pinned.get(name, {}), measured, digest(shared / "gold" / name))
    FLOORS.write_text(json.dumps(pinned, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
