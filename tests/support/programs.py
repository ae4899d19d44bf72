"""Other programs, where they are installed: a test skips where its program is absent (Debian: libxml2-utils, omegat,
libxml-tmx-perl, libreoffice-calc, translate-toolkit).
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

OMEGAT = Path("/usr/share/omegat/OmegaT.jar")
CASES = Path(__file__).parents[1] / "cases"
DTD = CASES / "tmx" / "tmx14.dtd"


def need(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    return found


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, timeout=300)
