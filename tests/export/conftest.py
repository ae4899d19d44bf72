"""OmegaT and its schemas."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from support.programs import OMEGAT, need


@pytest.fixture(scope="module")
def omegat() -> Path:
    need("java")
    if not OMEGAT.is_file():
        pytest.skip("OmegaT is not installed")
    return OMEGAT


@pytest.fixture(scope="module")
def schemas(omegat: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """OmegaT's schemas, out of its jar."""
    folder = tmp_path_factory.mktemp("schemas")
    with zipfile.ZipFile(omegat) as jar:
        for name in ("tmx14.dtd", "tmx14.xsd", "xml.xsd"):
            (folder / name).write_bytes(jar.read(f"schemas/{name}"))
    return folder
